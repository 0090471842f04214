"""Up to where growing endowments surely go on: no run there may end it, whatever it buys in which order."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.equal_shares_ending import ending, goes_on_below, is_exhaustive
from labapp.counting.equal_shares_exact_run import buy_exactly
from labapp.counting.equal_shares_trails import Run
from labapp.counting.profile import Approvals, Ballot, Option, Profile
from tests.counting.cost_cases import any_votes, plan_of, vote


@given(any_votes(), st.booleans(), st.booleans(), st.fractions(0, 1, max_denominator=12), st.randoms())
def test_no_run_below_ends_growing(
    profile: Profile, by_cost: bool, exhaustive: bool, part: Fraction, chance: random.Random
) -> None:
    plan = plan_of(profile, by_cost)
    below = goes_on_below(plan, exhaustive)
    for share in (below * part, below * (1 - Fraction(1, 10**6)), below * (1 - part / 50)):
        if share < below:
            order = list(plan.order)
            chance.shuffle(order)
            assert not ending(plan, buy_exactly(plan.reordered(order), Run(share)).bought, exhaustive)


VOTES = [
    ({"a": 8, "b": 8}, ["a", "a", "b", "b"], 10, 4),  # both are in reach at once
    ({"a": 8, "b": 8}, ["a", "a", "b", "b", "", ""], 10, 4),
    ({"a": 8, "b": 6}, ["ab", "ab", "a", "a"], 10, 5),  # all pay 2 each for a first; two lack 2 more for b then
    ({"a": 8, "b": 6, "c": 9}, ["ab", "ab", "ac", "a"], 20, 11),
    ({"a": 3, "b": 3, "c": 2}, ["ab", "ab", "abc"], 6, 4),  # equals are paid for together
    ({"a": 6, "b": 6, "c": 6}, ["abc", "abc"], 12, 3),  # so much that all three can be paid for is too much already
    ({"a": 8}, ["a"], 10, 8),  # everything is bought then, and growing ends though there is money left
    ({"a": 8, "b": 30}, ["a", "b"], 10, 30),
]


@pytest.mark.parametrize(("costs", "ballots", "budget", "below"), VOTES)
def test_growing_goes_on_as_long_as_all_in_reach_fits(costs, ballots, budget, below) -> None:
    assert goes_on_below(plan_of(vote(costs, ballots, budget)), False) == below


@pytest.mark.parametrize(("exhaustive", "below"), [(False, 7), (True, 6)])
def test_growing_may_end_as_soon_as_nothing_more_fits(exhaustive: bool, below: int) -> None:
    """From 6 on a and b can take all the money there is; from 7 on c would be too much."""
    assert goes_on_below(plan_of(vote({"a": 4, "b": 6, "c": 7}, ["a", "a", "b", "c"], 10)), exhaustive) == below


def test_points_count_in_what_is_in_reach() -> None:
    """b's supporter paid 3 of 4 for a (of 4 points 3): what 4 cost is in reach of him from 7 on."""
    plan = plan_of(vote({"a": 4, "b": 4}, [{"a": 3, "b": 1}, {"a": 1}], 7))
    assert goes_on_below(plan, exhaustive=False) == 7


WEIGHED = [(["1/2"] * 4, "10"), ([2, 1, 1, 1], "18/5"), ([1, 1, "3/2", "3/2"], "23/5")]


@pytest.mark.parametrize(("weights", "below"), WEIGHED)
def test_weights_count_in_what_is_in_reach(weights: list[object], below: str) -> None:
    """With 2, 1 and 1, 1: a takes 8/5 of each vote, and b costs 2 of each of three. Halves count where there are."""
    profile = vote({"a": 8, "b": 6}, ["ab", "ab", "a", "a"], 10)
    ballots = [replace(one, weight=Fraction(w)) for one, w in zip(profile.ballots, weights, strict=True)]
    assert goes_on_below(plan_of(replace(profile, ballots=tuple(ballots))), exhaustive=False) == Fraction(below)


@pytest.mark.parametrize(("by_cost", "below"), [(True, 6), (False, 4)])
def test_who_comes_first_when_all_pay_in_full_hangs_on_the_utility(by_cost: bool, below: int) -> None:
    """By cost a comes first with most votes and takes 3 of each; by votes b does, of which one costs 1."""
    plan = plan_of(vote({"a": 12, "b": 2, "c": 6}, ["abc", "abc", "a", "a"], 19), by_cost)
    assert goes_on_below(plan, exhaustive=False) == below


def test_nothing_more_fits_only_if_it_has_support_and_is_not_bought() -> None:
    plan = plan_of(vote({"a": 6, "b": 4, "c": 1}, ["a", "b"], 9))
    assert [is_exhaustive(plan, bought) for bought in ([], [0], [1], [1, 0])] == [False, True, True, True]
    assert [ending(plan, bought, True) for bought in ([], [0], [0, 1])] == ["", "exhaustive", "overspent"]
    assert ending(plan_of(vote({"a": 6, "b": 3}, ["a", "b"], 9)), [0, 1], False) == "all"


def test_looking_for_where_growing_begins_goes_over_few_of_many_options() -> None:
    """Everybody alone has an option, and half of them are in reach before growing may end: each took seconds."""
    costs = {f"o{number}": number for number in range(1001, 3001)}
    options = tuple(Option(name, cost=Fraction(cost)) for name, cost in costs.items())
    profile = Profile(options, tuple(Ballot(Approvals((name,))) for name in costs), budget=Fraction(3 * 10**6))
    ticks = count()
    plan = replace(plan_of(profile, by_cost=False), tick=lambda: next(ticks) and None)
    assert goes_on_below(plan, exhaustive=False) > 2000
    assert next(ticks) < 2 * 200
