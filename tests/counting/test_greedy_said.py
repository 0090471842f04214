"""What a greedy count says: of every option why, in the order of their turns, with what was left when it came."""

from fractions import Fraction

import pytest

from labapp.counting.outcome import Outcome
from labapp.counting.rules import count
from tests.counting.cost_cases import vote

# By votes: d 5, c 4, b 3, a 2, e 1, f none. Of 100 after d there is 60, after c 10, which b does not cost and a does.
COSTS = {"a": 10, "b": 30, "c": 50, "d": 40, "e": 5, "f": 1}
BALLOTS = ["abcde", "abcd", "bcd", "cd", "d"]


def said(outcome: Outcome) -> list[tuple[object, ...]]:
    """Return the reasons as (code, option, what was left)."""
    return [(reason.code, reason.params.get("option"), reason.params.get("left")) for reason in outcome.reasons]


def money(outcome: Outcome) -> tuple[object, ...]:
    """Return what is said at the end of budget, spent and left."""
    return tuple(outcome.reasons[-1].params[name] for name in ("budget", "spent", "left"))


def test_each_option_is_told_with_what_was_left_when_its_turn_came() -> None:
    outcome = count("greedy", vote(COSTS, BALLOTS, 100))
    assert said(outcome) == [
        ("greedy-won", "d", 100),
        ("greedy-won", "c", 60),
        ("greedy-won", "a", 10),  # exactly what it costs is not beyond
        ("greedy-too-dear", "b", 10),
        ("greedy-too-dear", "e", 0),  # nothing left is told as nothing, not left out
        ("no-support", "f", None),
        ("budget-left", None, 0),
    ]
    assert money(outcome) == (100, 100, 0)
    assert [(row["option"], row["left"], row["result"]) for row in outcome.rounds] == [
        ("d", 100, "bought"), ("c", 60, "bought"), ("b", 10, "too-dear"), ("a", 10, "bought"), ("e", 0, "too-dear"),
    ]  # fmt: skip
    assert outcome.settings["min-score"] == 0


def test_the_first_that_does_not_fit_ends_it_and_the_others_are_told_so() -> None:
    assert said(count("greedy-no-skip", vote(COSTS, BALLOTS, 100)))[2:5] == [
        ("greedy-too-dear", "b", 10), ("greedy-stopped", "a", 10), ("greedy-stopped", "e", 10),
    ]  # fmt: skip


def test_what_is_chosen_beyond_the_money_left_is_told_as_that_and_the_rest_is_below_zero() -> None:
    outcome = count("poznan", vote(COSTS, BALLOTS, 114))
    assert said(outcome)[2] == ("greedy-won-beyond", "b", 24)
    assert money(outcome) == (114, 120, -6)


def test_who_lacks_votes_is_told_with_the_least_and_who_has_none_with_none() -> None:
    outcome = count("greedy-threshold", vote(COSTS, BALLOTS, 200), {"min-score": "2"})
    below, none = (reason for reason in outcome.reasons if reason.code in ("below-threshold", "no-support"))
    assert [below.params[name] for name in ("option", "score", "least")] == ["e", 1, 2]
    assert (none.code, none.params["option"]) == ("no-support", "f")


def test_what_is_left_is_not_told_where_it_hangs_on_an_open_tie() -> None:
    outcome = count("greedy", vote({"a": 60, "b": 50, "c": 5, "d": 90}, ["abcd", "abc", "ab"], 70), {"ties": "open"})
    assert said(outcome)[:2] == [("greedy-won", "c", None), ("greedy-never-fits", "d", None)]
    assert "left" not in outcome.rounds[-1]


@pytest.mark.parametrize(("ballots", "first"), [([], "no-ballots"), ([""], "no-ballots"), (["a"], "greedy-won")])
def test_that_nobody_voted_is_told_first(ballots: list[str], first: str) -> None:
    assert count("greedy", vote({"a": 1}, ballots, Fraction(5))).reasons[0].code == first
