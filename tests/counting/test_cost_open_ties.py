"""What is said of ties that nothing parts while money is spent: who is chosen all the same, and what hangs on them."""

from labapp.counting.outcome import Outcome
from labapp.counting.rules import count
from labapp.wording.reasons import explanation
from labapp.wording.translate import translator
from tests.counting.cost_cases import vote


def said(outcome: Outcome, language: str = "en") -> str:
    return "\n".join(explanation(outcome, translator(language)))


def test_equals_that_are_all_bought_are_not_said_to_be_too_many() -> None:
    """Whichever of a and c comes first, both are bought; their order decides between b and d."""
    profile = vote({"a": 1, "b": 2, "c": 2, "d": 2}, [["b", "c", "d"], ["a", "c"]], 6)
    outcome = count("phragmen", profile, {"ties": "open"})
    assert outcome.winners == ("a", "c")
    assert "nothing tells “a” and “c” apart. All of them are chosen, but their order decides" in said(outcome)
    assert "nothing tells “b” and “d” apart, and not all of them can be chosen" in said(outcome)


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
