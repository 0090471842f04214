"""What is said of ties that nothing parts while money is spent: who is chosen all the same, and what hangs on them."""

from itertools import permutations

import pytest

from labapp.counting.outcome import Outcome
from labapp.counting.rules import count
from labapp.wording.reasons import explanation
from labapp.wording.translate import translator
from tests.counting.cost_cases import vote


def said(outcome: Outcome, language: str = "en") -> str:
    return "\n".join(explanation(outcome, translator(language)))


def test_equals_that_are_all_bought_are_not_said_to_be_too_many() -> None:
    """Whichever of a and c comes first, both are bought; only after a can the third voter pay for b."""
    outcome = count("equal-shares", vote({"a": 4, "b": 1, "c": 3}, ["ac", "c", "ab"], 9), {"ties": "open"})
    assert (outcome.winners, [tie.among for tie in outcome.ties]) == (("a", "c"), [("a", "c")])
    assert "nothing tells “a” and “c” apart. All of them are chosen, but their order decides" in said(outcome)


def test_equals_whose_order_decides_nothing_are_no_tie_beside_one_that_does() -> None:
    """Both a and c are bought, and b or d, whichever of these is drawn first."""
    profile = vote({"a": 1, "b": 2, "c": 2, "d": 2}, [["b", "c", "d"], ["a", "c"]], 6)
    outcome = count("phragmen", profile, {"ties": "open"})
    assert (outcome.winners, [tie.among for tie in outcome.ties]) == (("a", "c"), [("b", "d")])
    assert "nothing tells “b” and “d” apart, and not all of them can be chosen" in said(outcome)
    for lot in permutations("abcd"):
        drawn = count("phragmen", profile, {"ties": "lot", "lot": lot})
        assert set(drawn.winners) == {"a", "c", min("bd", key=lot.index)}
    assert set(count("phragmen", profile, {"ties": "lot", "lot": "d,b"}).winners) == {"a", "c", "d"}


def test_what_a_lot_may_still_choose_is_not_said_to_be_lost() -> None:
    """The lowest cost puts b and c before a; one of these two is bought, by lot."""
    outcome = count("greedy", vote({"a": 3, "b": 2, "c": 2}, [["a", "b", "c"]], 3), {})
    assert outcome.winners == ()
    assert "parted by the lowest cost" in said(outcome)
    assert "none of them is chosen" not in said(outcome)
    assert "Żadna z tych opcji nie przechodzi" not in said(outcome, "pl")
    drawn = count("greedy", vote({"a": 3, "b": 2, "c": 2}, [["a", "b", "c"]], 3), {"lot": "c,b"})
    assert drawn.winners == ("c",)
    assert "parted by the lowest cost; chosen: “c”." in said(drawn)


def test_before_a_lot_between_too_many_it_is_not_known_what_else_is_chosen() -> None:
    costs = {**dict.fromkeys("abcdefg", 2), "y": 4, "z": 50}
    outcome = count("phragmen", vote(costs, ["aefgyz", "bcdfgyz", "abcdefyz"], 10), {"ties": "open"})
    assert outcome.winners == ()
    unknown = [reason.params["options"] for reason in outcome.reasons if reason.code == "unknown-before-lot"]
    assert unknown == [("f", "y")], "z costs more than there is, that is known"
    assert "cannot be told whether these are chosen: “f” and “y”." in said(outcome)


def test_what_fits_in_no_order_is_not_said_to_have_had_no_turn() -> None:
    """Of a and b one is bought; whichever it is, what is left does not do for c."""
    outcome = count("greedy", vote({"a": 3, "b": 4, "c": 3}, ["abc", "ab"], 5), {"ties": "open"})
    assert [tie.among for tie in outcome.ties] == [("a", "b")]
    assert "“c” is not chosen: 1 vote, but it costs 3\xa0zł, more than is left however the tie" in said(outcome)
    assert "its turn does not come" not in said(outcome)


@pytest.mark.parametrize(
    ("rule", "ballots"), [("greedy", ["abc"]), ("poznan", ["abc"]), ("phragmen", ["abc"]), ("equal-shares", ["abc"])]
)
def test_a_lot_between_the_cheapest_of_a_tie_is_named_beside_the_cost(rule: str, ballots: list[str]) -> None:
    outcome = count(rule, vote({"a": 4, "b": 2, "c": 2}, ballots, 3), {"lot": "c,b"})
    assert outcome.winners == ("c",)
    assert ("b", "c") in [tuple(sorted(tie.among)) for tie in outcome.ties if tie.decided_by == "lot"]
    assert "parted by the lot; chosen: “c”." in said(outcome)
