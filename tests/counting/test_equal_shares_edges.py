"""Votes on the edge of what runs of Equal Shares may pass over: each tells where one proof would be a little too bold.

Found by changing the proofs, one sign at a time; what is bought and after how many steps is by the definition, counted
step by step with fractions.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from labapp.counting.budget_case import read_case
from labapp.counting.equal_shares_plan import Plan
from labapp.counting.equal_shares_run import buy
from labapp.counting.outcome import Outcome
from labapp.counting.profile import Profile
from labapp.counting.rules import count
from tests.counting.cost_cases import vote

VOTES = {"utility": "cardinality"}


def grown(profile: Profile, step: str, lot: str, **options: str) -> Outcome:
    return count("equal-shares", profile, {"completion": "add1", "step": step, "ties": "lot", "lot": lot, **options})


@pytest.mark.parametrize(
    ("profile", "step", "lot", "options", "winners", "steps"),
    [
        pytest.param(
            vote({"a": 26, "b": 22, "c": 27, "d": 14}, ["ac", {"b": 1, "c": 50, "d": 20}, {"c": 50, "d": 20}], 15),
            "1%", "b,c,d,a", VOTES, "d", 166,
            id="what many poor gain lowers a price faster than one of them gains",
        ),
        pytest.param(
            vote(
                {"a": 29, "b": "46.5", "c": 38}, [{"b": 2, "c": 1}, {"b": 50, "c": 50}, {"a": 1, "b": 2}, {}], 80
            ),
            "5%", "b,c,a", {}, "ab", 15,
            id="a price that is lower leaves who gave many points as many times more",
        ),
        pytest.param(
            vote({"a": 60, "b": 10, "c": 36}, [{"a": 2, "c": 1}, {"a": 50, "c": 5}, {"a": 2, "b": 1}], 63),
            "1%", "b,a,c", VOTES, "a", 26,
            id="and not as many times less",
        ),
        pytest.param(
            vote(
                {"a": 78, "b": 28, "c": 55}, [{"a": 50, "b": 5, "c": 2}, {"a": 1, "b": 5}, {"a": 5, "c": 50}], 42
            ),
            "2%", "a,b,c", {}, "b", 73,
            id="what is known where something else was bought is not known here",
        ),
        pytest.param(
            vote(
                {"a": 53, "b": 56, "c": "22.5", "d": "16.5"},
                [{"c": 5, "d": 20}, {"a": 20, "b": 50}, {"a": 5, "b": 20}],
                60,
            ),
            "5%", "d,c,b,a", {"stop": "exhaustive"}, "d", 6,
            id="nor where as many were bought, but others",
        ),
        pytest.param(
            vote({"a": 28, "b": 9, "c": 10, "d": 6}, ["acd", {"a": 2, "b": 3, "c": 1, "d": 2}], 10),
            "1", "a,c,b,d", {}, "d", 2,
            id="what lacked money one step before can be paid to the last unit",
        ),
        pytest.param(
            vote({"a": 1}, ["a"] * 49, 1), "1%", "a", {}, "a", 0,
            id="a share that floats round down is enough all the same",
        ),
    ],
)  # fmt: skip
def test_what_is_passed_over_is_never_what_would_be_bought(
    profile: Profile, step: str, lot: str, options: dict[str, str], winners: str, steps: int
) -> None:
    outcome = grown(profile, step, lot, **options)
    assert ("".join(sorted(outcome.winners)), outcome.settings["steps-taken"]) == (winners, steps)


@pytest.mark.parametrize(
    ("costs", "budget", "step", "winners"),
    [
        pytest.param({"a": 1, "b": 2}, 10**400, "1", "ab", id="all costs are small, the budget is not"),
        pytest.param({"a": Fraction(1, 10**500), "b": 0}, 6, "1", "ab", id="a tiny cost makes large numbers of others"),
        pytest.param({"a": Fraction(1, 10**300)}, 0, 10**15, "", id="and of a step, though there is no budget"),
    ],
)
@pytest.mark.parametrize("completion", ["none", "add1u"])
def test_shares_that_no_float_holds_are_counted_exactly(
    costs: dict[str, object], budget: int, step: object, winners: str, completion: str
) -> None:
    """They ended in an OverflowError, for only the costs were measured."""
    profile = vote(costs, ["a", "".join(costs)], budget)
    outcome = count("equal-shares", profile, {"completion": completion, "step": step})
    assert "".join(sorted(outcome.winners)) == winners


@pytest.mark.parametrize("people", [1, 3])
def test_all_that_points_give_is_enough_where_floats_round_up(people: int) -> None:
    """A 25th of 7, 25 times over, is more than 7 in floats: nobody seemed to have so much."""
    assert count("equal-shares", vote({"a": 7 * people}, [{"a": 25}], 7 * people, [people]), {}).winners == ("a",)


def test_two_who_together_have_all_that_it_costs_can_pay_it() -> None:
    """In floats neither of them has half of it nor more than the other leaves to pay."""
    share, paid = 10**16 + 50, 2 * 10**15 + 9
    profile = vote({"a": 3 * paid, "b": 2 * share - paid}, ["ab", "a", "a", "b"], 4 * share)
    assert count("equal-shares", profile, {}).winners == ("a", "b")


def test_who_lacks_a_billionth_to_pay_for_both_makes_a_tie() -> None:
    """Whichever comes first is paid; for the other who supports both lacks 1, and nobody else has it."""
    cost = 2 * 10**9
    profile = vote({"x": cost - 2, "a": cost, "b": cost}, ["ab", "xa", "xb"], 3 * (cost - 1))
    outcome = count("equal-shares", profile, {**VOTES, "ties": "open"})
    assert (outcome.winners, [tie.among for tie in outcome.ties]) == (("x",), [("a", "b")])


def test_who_has_nothing_left_pays_for_nothing_however_cheap_it_is() -> None:
    """Two supporters of b gave all for a: floats leave them about 1, which made b look cheaper than c: it won."""
    share = 10**16
    profile = vote({"a": 4 * share, "b": 1, "c": 2 * share}, ["ab", "ab", "a", "a", "bc", "c"], 6 * share)
    assert count("equal-shares", profile, {}).winners == ("a", "c")


def test_equals_of_one_who_has_nothing_left_are_no_tie() -> None:
    """In whatever of 5 040 orders they are bought, each by its other supporter alone: so many could not be followed."""
    costs = {"x": 30, **dict.fromkeys("abcdefg", 10)}
    profile = vote(costs, ["xabcdefg", "x", "x", *"abcdefg"], 100)
    outcome = count("equal-shares", profile, {"ties": "open"})
    assert (set(outcome.winners), outcome.ties) == (set("xabcdefg"), ())


def test_an_option_is_tied_only_with_those_it_shares_somebody_poor_with() -> None:
    """Four cost the same: a and b share nobody, c and d one who cannot pay for both."""
    profile = vote(dict.fromkeys("abcd", 8), ["a", "a", "b", "b", "cd", "c", "d"], 49)
    case = read_case(profile, {})
    run = buy(Plan(case, range(4), True, range(4), [(q,) for q in range(4)]), Fraction(7))
    assert [(sorted(step.equals), sorted(step.tied)) for step in run.steps] == [
        ([0, 1, 2, 3], []),
        ([1, 2, 3], []),
        ([2, 3], [2, 3]),
        ([], []),
    ]
