"""A tie that the declared way decides is named wherever turning it round would buy something else, and nowhere else."""

from itertools import permutations

import pytest

from labapp.counting.outcome import Outcome
from labapp.counting.profile import Profile
from labapp.counting.rules import count
from labapp.counting.rules_cost import COST_RULES
from labapp.counting.settings import CountError
from tests.counting.cost_cases import vote

GROWING = {"completion": "add1", "start": "floor"}
ONLY_ONE = vote({"a": 34, "b": 36}, [[], ["a", "b"]], 67)
BY_VOTES = {"utility": "cardinality", "ties": "most-votes", "stop": "exhaustive"}


def named(outcome: Outcome) -> list[tuple[list[str], str | None, tuple[str, ...]]]:
    return [(sorted(tie.among), tie.decided_by, tie.winners) for tie in outcome.ties]


def settled(outcome: Outcome) -> list[object]:
    return [reason.params["among"] for reason in outcome.reasons if reason.code == "cost-tie-settled"]


@pytest.mark.parametrize(
    ("rule", "profile", "options", "winners", "tie"),
    [
        ("phragmen", vote({"a": 10, "b": 20}, [["a", "b"], ["b"]], 25), {}, ["a"], ("ab", "lowest cost", ("a",))),
        (
            "phragmen",
            vote({"a": 1, "b": 2}, [["a"], ["b"], ["b"]], 2),
            {"ties": "most-votes"},
            ["b"],
            ("ab", "most votes", ("b",)),
        ),
        (
            "phragmen",
            vote({"a": 1, "b": 2}, [["a"], ["b"], ["b"]], 2),
            {"ties": "lot", "lot": "b,a"},
            ["b"],
            ("ab", "lot", ("b",)),
        ),
        (
            "equal-shares",
            vote({"a": 5, "b": 1, "c": 7}, [["b", "c"], ["a", "c"], ["a"], ["a", "b", "c"]], 15),
            {},
            ["a", "c"],
            ("ac", "lowest cost", ("a", "c")),
        ),
        ("equal-shares", ONLY_ONE, GROWING, ["a"], ("ab", "lowest cost", ("a",))),
        (
            "equal-shares",  # in the other order the share of the last step would have been enough, and the last
            vote({"a": 3, "b": 6}, [["a", "b"], ["b"]], 5),
            {**GROWING, **BY_VOTES},
            [],
            ("ab", "most votes", ()),
        ),
        (
            "equal-shares",  # in the other order growing would have ended long before, with something else
            vote(
                {"a": 6, "b": 3, "c": 3, "d": 3, "e": 3},
                [{"b": 5, "c": 2, "a": 1}, {"a": 3}, {"e": 1, "b": 5}],
                9,
                [2, 2, 1],
            ),
            {"utility": "cardinality", "ties": "most-votes", "completion": "add1u", "start": "floor", "step": "1%"},
            ["a", "b"],
            ("ac", "most votes", ("a",)),
        ),
        (
            "equal-shares",
            vote({"a": 3, "b": 3}, [{"a": 1}, {"a": 3, "b": 2}, {"b": 1, "a": 5}, {"a": 2, "b": 5}], 3, [1, 1, 1, 2]),
            {"completion": "add1", "step": "7%"},
            ["a"],
            ("ab", "most votes", ("a",)),
        ),
        (
            "equal-shares",  # in the other order the first step would have been too much
            vote(
                {"a": 3, "b": 2, "c": 3, "d": 2},
                [
                    {"a": 1, "b": 1, "d": 1},
                    {"b": 1, "d": 1, "c": 5, "a": 2},
                    {"a": 1, "d": 5, "c": 5},
                    {},
                    {"a": 1, "c": 1, "b": 1},
                ],
                5,
                [1, 2, 1, 7, 1],
            ),
            {"completion": "add1"},
            ["b", "c"],
            ("ab", "lowest cost", ("b",)),
        ),
    ],
)
def test_what_the_declared_way_decided_is_named(
    rule: str, profile: Profile, options: dict[str, str], winners: list[str], tie: tuple[str, str, tuple[str, ...]]
) -> None:
    outcome = count(rule, profile, options)
    assert sorted(outcome.winners) == winners
    assert named(outcome) == [(list(tie[0]), *tie[1:])]
    assert [sorted(among) for among in settled(outcome)] == [list(tie[0])]
    orders = permutations([option.id for option in profile.options])
    drawn = {frozenset(count(rule, profile, {**options, "ties": "lot", "lot": order}).winners) for order in orders}
    assert len(drawn) > 1


@pytest.mark.parametrize("rule", ["greedy", "equal-shares", "phragmen"])
@pytest.mark.parametrize("ties", ["lowest-cost", "most-votes"])
def test_what_neither_cost_nor_votes_part_is_said_to_be_parted_by_the_lot_alone(rule: str, ties: str) -> None:
    outcome = count(rule, vote({"a": 60, "b": 60}, ["ab", "ab"], 70), {"ties": ties, "lot": "b,a"})
    assert named(outcome) == [(["a", "b"], "lot", ("b",))]


def test_no_lot_is_named_that_nobody_drew() -> None:
    profile = vote({"a": 2, "b": 4, "c": 3, "d": 4}, ["bc", "abd", "d"], 10)
    outcome = count("equal-shares", profile, {"utility": "cardinality", "completion": "utilitarian"})
    assert named(outcome) == [(["a", "b", "d"], "lowest cost", ("a", "d")), (["b", "d"], None, ())]


def test_equals_that_buy_the_same_in_any_order_are_no_tie() -> None:
    enough = vote({"a": 2, "b": 4}, [["a", "b"], ["a", "b"]], 6)
    for rule in ("phragmen", "equal-shares"):
        for ties in ("lowest-cost", "most-votes"):
            outcome = count(rule, enough, {"ties": ties})
            assert set(outcome.winners) == {"a", "b"}
            assert outcome.ties == ()
            assert settled(outcome) == []


@pytest.mark.parametrize("budget", [12, 30])
def test_loads_that_meet_twice_make_no_tie_where_all_are_chosen_in_any_order(budget: int) -> None:
    """Two groups of equals, each with a supporter in common: whose turn comes first changes loads and nothing else."""
    profile = vote({"a": 1, "b": 2, "c": 3, "d": 6}, ["ab", "b", "cd", "d"], budget)
    for options in ({}, {"ties": "most-votes"}, {"ties": "lot", "lot": "b,a,d,c"}):
        outcome = count("phragmen", profile, options)
        assert sorted(outcome.winners) == ["a", "b", "c", "d"]
        assert outcome.ties == ()


def test_ties_that_decide_only_together_are_both_named() -> None:
    """Turned round alone, neither buys anything else; with both turned round d is not chosen."""
    costs = {"a": 6, "b": 2, "c": 2, "d": 2, "e": 4}
    profile = vote(costs, ["bc", "", "ab", "ce", "b", "acde"], 12)
    outcome = count("phragmen", profile, {"lot": "c,e,a,b,d"})
    assert sorted(outcome.winners) == ["b", "c", "d", "e"]
    assert named(outcome) == [(["b", "c"], "lot", ("c", "b")), (["d", "e"], "lowest cost", ("d", "e"))]


def test_a_tie_that_decides_is_named_without_one_beside_it_that_does_not() -> None:
    costs = {"a": 4, "b": 3, "c": 4, "d": 4, "e": 2, "f": 4}  # e, d and b come first, in whatever order; then a or c
    outcome = count("phragmen", vote(costs, ["abcd", "def"], 18), {"ties": "lot", "lot": "e,a,d,b,f,c"})
    assert named(outcome) == [(["a", "c"], "lot", ("a",))]


def test_an_order_that_only_ends_growing_sooner_makes_no_tie() -> None:
    """At 6 and more a would come first in the other order, which is dearer than the budget; b stays bought."""
    alone = vote({"a": 6, "b": 3}, ["ab", "", ""], 4)
    outcome = count("equal-shares", alone, {"completion": "add1u", "step": "1%"})
    assert (outcome.winners, outcome.ties) == (("b",), ())


def test_an_order_that_would_have_ended_growing_in_a_step_passed_over_makes_no_tie() -> None:
    """With 40 each, four fifths more than at first, a before b leaves money for a and c, more than there is to spend.

    Up to 36 all steps buy b and c, and b before a goes on to; what a first would have met at 40 was looked for at 44.
    """
    profile = vote({"a": 1915, "b": 333, "c": 1000}, ["c", "ab"], 2000, [50, 50])
    outcome = count("equal-shares", profile, {"completion": "add1", "step": "20%"})
    assert (outcome.winners, outcome.ties) == (("b", "c"), ())


def test_an_order_that_would_have_ended_growing_in_a_step_not_kept_makes_no_tie() -> None:
    """In another order of a, c and d growing ends sooner and is filled up to the same; the runs kept do not tell."""
    ballots = ["abcd", "abc", "", "", "", "abcd", "abcd", "d", "acd", "c", "abcd", "abd", "abcd"]
    profile = vote({"a": "205/3", "b": "10/3", "c": 376, "d": 317}, ballots, 304)
    outcome = count("equal-shares", profile, {"completion": "add1u", "ties": "lowest-cost", "step": "1%"})
    assert outcome.winners == ("a", "b")
    assert outcome.ties == ()


def test_what_fills_up_to_the_same_in_either_order_is_no_tie() -> None:
    """With d first b is bought too, then a and e are added; with b first e is bought, then d and a are added."""
    ballots = [
        {"b": 5, "c": 2},
        {"a": 3, "b": 3, "d": 5, "e": 1, "c": 1},
        {},
        {"d": 2},
        {"b": 1, "a": 1, "d": 3, "e": 3},
    ]
    profile = vote({"a": 3, "b": 6, "c": 3, "d": 6, "e": 3}, [*ballots, {"b": 1}], 19)
    options = {"ties": "most-votes", "completion": "utilitarian", "utility": "cardinality"}
    outcome = count("equal-shares", profile, options)
    assert (set(outcome.winners), outcome.ties) == (set("abde"), ())


@pytest.mark.parametrize(("utility", "added"), [("cost", "a"), ("cardinality", "b")])
def test_what_is_left_goes_to_the_most_votes_or_the_most_for_its_cost(utility: str, added: str) -> None:
    profile = vote({"a": 3, "b": 1}, ["a", "a", "a", "b", "b", "", ""], 3)
    options = {"utility": utility, "completion": "utilitarian", "start": "floor"}
    assert count("equal-shares", profile, options).winners == (added,)


def test_a_step_that_is_refused_in_any_order_makes_no_tie() -> None:
    """At 15 each both would be bought alike; that is dearer than the budget whichever of them comes first."""
    outcome = count("equal-shares", vote({"a": 3, "b": 12}, [["a", "b"]] * 3, 3), {"completion": "add1"})
    assert outcome.winners == ("a",)
    assert outcome.ties == ()


@pytest.mark.parametrize("rule", sorted(COST_RULES))
def test_a_tie_to_be_left_open_stays_open_whatever_lot_is_entered(rule: str) -> None:
    """A lot used to part it all the same: the winner stood there beside a tie that nothing had decided."""
    profile = vote({"a": 2, "b": 2}, ["ab", "ab"], 2)
    outcome = count(rule, profile, {"ties": "open", "lot": "b,a"})
    assert outcome.winners == ()
    assert named(outcome) == [(["a", "b"], None, ())]
    drawn = count(rule, profile, {"ties": "lot", "lot": "b,a"})
    assert drawn.winners == ("b",)
    assert named(drawn) == [(["a", "b"], "lot", ("b",))]


@pytest.mark.parametrize("rule", sorted(COST_RULES))
@pytest.mark.parametrize("name", ["lot", "run-off-result"])
@pytest.mark.parametrize(("order", "code"), [("c,b,a,z", "unknown-option"), ("b", "order-incomplete")])
def test_an_order_that_does_not_do_is_refused_by_its_own_name(rule: str, name: str, order: str, code: str) -> None:
    """What was wrong with the result of a run-off was said of a lot."""
    profile = vote({"a": 2, "b": 2, "c": 2}, ["abc", "abc"], 4)
    for way in ("lowest-cost", {"lot": "lot", "run-off-result": "run-off"}[name]):
        with pytest.raises(CountError, match=code) as refused:
            count(rule, profile, {"ties": way, name: order})
        assert refused.value.params["setting"] == name
        if code == "order-incomplete":
            assert refused.value.params["missing"] == ("a", "c")


@pytest.mark.parametrize(
    ("rule", "options", "costs", "ballots", "budget"),
    [
        (  # whom d passes when it goes before b: c, as good as d, stood between them in some lists
            "equal-shares",
            {"utility": "cardinality", "completion": "utilitarian", "ties": "most-votes"},
            {"a": 5, "b": 1, "c": 1, "d": 1},
            [{"a": 1}, {"b": 1}, {"c": 3, "d": 2, "b": 1}, {"d": 3, "b": 2, "c": 1}],
            2,
        ),
        (  # the equals that the votes parted were met in one course only, after d and before a
            "equal-shares",
            {"completion": "add1u", "stop": "exhaustive"},
            {"a": 2, "b": 2, "c": 5, "d": 2},
            [{"d": 3, "c": 2, "a": 1}, {"b": 2, "a": 1}, {"c": 2, "d": 1}, {"c": 1}],
            4,
        ),
        (  # filling up ends in an open tie, which the list alone had parted while others were asked
            "equal-shares",
            {"utility": "cardinality", "completion": "utilitarian"},
            {"a": 2, "b": 2, "c": 3, "d": 1},
            [
                {"b": 3, "a": 2, "d": 1}, {"c": 1}, {"c": 3, "d": 2, "b": 1}, {"b": 3, "a": 2, "c": 1},
                {"a": 2, "d": 1}, {"c": 3, "a": 2, "b": 1},
            ],
            3,
        ),
        ("phragmen", {}, {"a": 3, "b": 1, "c": 2, "d": 1}, ["c", "abcd", "bcd"], 3),
    ],
)  # fmt: skip
def test_the_order_of_the_list_names_no_tie(
    rule: str, options: dict[str, str], costs: dict[str, int], ballots: list[object], budget: int
) -> None:
    told = set()
    for order in permutations(costs):
        outcome = count(rule, vote({name: costs[name] for name in order}, ballots, budget), options)
        ties = [(frozenset(tie.among), tie.decided_by, frozenset(tie.winners)) for tie in outcome.ties]
        told.add((frozenset(outcome.winners), frozenset(ties)))
    assert len(told) == 1
