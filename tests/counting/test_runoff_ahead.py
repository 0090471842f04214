"""What IRV and STV know of a stage without following it: each vote is one where knowing a little more would be wrong.

Found by changing what is taken for proved, one sign at a time.
"""

import pytest

from labapp.counting.rules import count
from tests.counting.naive import stv_ends
from tests.counting.strategies import codes, possible, ranking_profile

GREGORY = {"transfer": "gregory"}
OPEN = {"exclude-ties": "open"}


@pytest.mark.parametrize(
    ("ids", "papers", "seats", "options", "winners", "doubtful"),
    [
        pytest.param(
            "bceg", ("1:g(ec)", "1:e", "2:b"), 1, OPEN, "", "be",
            id="who is named beside another among equals may get the paper",
        ),
        pytest.param(
            "acefg", ("2:g", "5:f", "4:a", "1:ae"), 3, {**GREGORY, "ways": 3}, "afg", "",
            id="a surplus passes on to the very next on the paper",
        ),
        pytest.param(
            "acde", ("5:ed", "2:c", "5:a"), 3, {**GREGORY, "ways": 1}, "ae", "cd",
            id="whole papers of a surplus can be worth as much as it is",
        ),
        pytest.param(
            "bcdg", ("3:bc", "3:gd"), 3, GREGORY, "bg", "cd",
            id="so can the papers that came last where they are all",
        ),
        pytest.param(
            "acde", ("5:ed", "5:a"), 3, {"ways": 1}, "ade", "",
            id="a surplus is worth more than nothing",
        ),
        pytest.param(
            "abdef", ("1:f", "5:d", "1:b", "5:ea"), 4, {}, "ade", "bf",
            id="but no more than each of its papers keeps",
        ),
        pytest.param(
            "abdef", ("5:b", "1:a", "2:f", "5:d", "5:ea"), 4, {}, "bdef", "",
            id="three surpluses passed on in any order come to the same",
        ),
    ],
)  # fmt: skip
def test_what_is_known_beforehand_is_true_to_the_very_vote(ids, papers, seats, options, winners, doubtful):
    profile = ranking_profile(*papers, ids=ids)
    settings = {"seats": seats, "overvote": "exhaust-if-multiple", **options}
    outcome = count("stv", profile, settings)
    assert ("".join(sorted(outcome.winners)), possible(outcome) - set(outcome.winners)) == (winners, set(doubtful))
    if "transfer" not in options:
        ends = stv_ends(profile, seats, "exhaust-if-multiple", looks_back=options is not OPEN)
        assert set(outcome.winners) == frozenset.intersection(*ends)
        assert possible(outcome) == frozenset.union(*ends)


def test_of_three_equals_the_lot_elects_one_by_irv():
    outcome = count("irv", ranking_profile("1:c", "1:d", "1:e"), {"ties": "lot", "lot": "e,c,d"})
    assert (outcome.winners, possible(outcome)) == (("e",), {"e"})


def test_equals_without_a_vote_are_known_to_be_all_possible_without_following_ways():
    """Whoever of the five is left in the end wins; they can go in 120 orders, and eight stages may be followed."""
    outcome = count("irv", ranking_profile("1:d", ids="abcdef"), {"exclude-first": "d", "ways": 8})
    assert codes(outcome)[-1] == "ends-differ"
    assert possible(outcome) == set("abcef")


@pytest.mark.parametrize(("exclude_ties", "least"), [("open", 2), ("backwards", 4)])
def test_irv_follows_half_as_many_ways_where_ties_look_back(exclude_ties, least):
    """Three equals: two stages have to be followed."""
    for ways, last in ((least - 1, "too-many-ways"), (least, "ends-differ")):
        outcome = count("irv", ranking_profile("1:a", "1:b", "1:c"), {"exclude-ties": exclude_ties, "ways": ways})
        assert codes(outcome)[-1] == last


def test_a_paper_that_goes_on_before_it_comes_to_equals_hinders_nobody():
    """c and b go in any order: the paper of c names a and g beside each other, but neither of these is to go."""
    profile = ranking_profile("4:a", "1:c(ag)", "1:b", "4:g")
    outcome = count("stv", profile, {"seats": 1, "overvote": "exhaust-if-multiple"})
    assert codes(outcome)[0] == "stage-tie-harmless"
    assert (outcome.winners, possible(outcome)) == ((), {"a", "g"})
