"""Votes where the same is bought with less and with more money, and something else in between.

Nothing may be passed over there: two runs must not be said to share the round in which those in between differ.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from labapp.counting.budget_case import read_case
from labapp.counting.equal_shares_compare import shared_exactly, shared_rounds
from labapp.counting.equal_shares_plan import Plan
from labapp.counting.equal_shares_run import buy
from tests.counting import cost_plain
from tests.counting.cost_cases import costs_of, plain_ballots, vote

VOTES = [
    (
        {"a": 32, "b": 51, "c": 37, "d": 53},
        [
            {"a": 2}, {"d": 3}, {"a": 2, "c": 5, "d": 5}, {"c": 2}, {"a": 1}, {}, {"c": 3, "d": 5},
            {"a": 5, "c": 5, "d": 3},
        ],
        False, ("95/4", "107/4", "55/2"),
    ),
    (
        {"a": 33, "b": 6, "c": 2, "d": 39},
        ["bcd", "c", "abd", "cd", "abcd", "abcd", "b", "ad"],
        True, ("13/2", "29/4", "8"),
    ),
    (
        {"a": 25, "b": 52, "c": 4, "d": 23},
        [
            {"b": 3, "c": 1, "d": 2}, {"b": 3, "d": 3}, {"a": 3, "b": 5, "c": 3}, {"a": 2, "b": 3, "c": 5}, {"d": 3},
            {"b": 3},
        ],
        True, ("59/4", "31/2", "65/4"),
    ),
    (
        {"a": 47, "b": 41}, [{"a": 2, "b": 5}, {"a": 3, "b": 5}, {"a": 5}, {"b": 1}],
        True, ("31/2", "71/4", "37/2"),
    ),
    (
        {"a": 56, "b": 27, "c": 7, "d": 30}, ["abd", "abc", "", "bcd", "a", "d", "ac"],
        True, ("14", "31/2", "65/4"),
    ),
    (
        {"a": 23, "b": 23, "c": 6, "d": 23},  # with most money b is as dear as c with least
        [{"d": 1}, {"a": 2, "d": 3}, {"a": 5, "c": 3, "d": 2}, {"b": 1, "c": 1}],
        True, ("89/4", "95/4", "49/2"),
    ),
    (
        {"a": 10, "b": 36}, [{"a": 3, "b": 2}, {"b": 5}, {"b": 2}, {"b": 3}],
        False, ("19/2", "25/2", "53/4"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("costs", "ballots", "by_cost", "shares"), VOTES)
def test_no_round_is_shared_in_which_something_else_is_bought_in_between(costs, ballots, by_cost, shares) -> None:
    profile = vote(costs, ballots, 1)
    names = list(costs)
    low, between, high = (
        cost_plain.equal_shares(costs_of(profile), plain_ballots(profile), Fraction(share), by_cost, names.index)[0]
        for share in shares
    )
    alike = next(at for at, option in enumerate(between) if option != low[at])
    assert low[alike] == high[alike]

    order = range(len(names))
    plan = Plan(read_case(profile, {}), order, by_cost, order, [(q,) for q in order])
    lower, upper = (buy(plan, Fraction(share), keep=True) for share in (shares[0], shares[2]))
    assert shared_rounds(plan, lower, upper, 0)[0] <= alike
    assert shared_exactly(plan, lower, upper) <= alike


@pytest.mark.parametrize(("share", "tied"), [("13", True), ("27/2", False)])
def test_equals_are_tied_by_the_money_of_a_run_itself(share: str, tied: bool) -> None:
    """Who supports both can pay for both from 40/3 on; the run with less money, begun from here, has not so much."""
    plan = Plan(read_case(vote({"a": 20, "b": 20}, ["ab", "ab", "a", "b"], 1), {}), (0, 1), True, (0, 1), [(0,), (1,)])
    lower, upper = (buy(plan, Fraction(money), keep=True) for money in (12, 14))
    between = buy(plan, Fraction(share), lower, upper, shared_rounds(plan, lower, upper, 0)[0], keep=True)
    assert between.choices == buy(plan, Fraction(share)).choices == ([(frozenset((0, 1)), 0)] if tied else [])
