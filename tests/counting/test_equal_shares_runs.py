"""Runs of Equal Shares are exact: floats prune, what they cannot tell is told by fractions, and no step is missed.

The other way to the same run is `buy_exactly`: the ledger of whole numbers alone, every option looked at every time.
"""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import islice, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.budget_case import read_case
from labapp.counting.cost_ties import ranked
from labapp.counting.equal_shares_compare import shared_exactly, shared_rounds
from labapp.counting.equal_shares_ending import is_exhaustive
from labapp.counting.equal_shares_exact_run import buy_exactly
from labapp.counting.equal_shares_growth import grow
from labapp.counting.equal_shares_ledger import Ledger
from labapp.counting.equal_shares_plan import Plan
from labapp.counting.equal_shares_run import buy, buy_once, buy_otherwise
from labapp.counting.equal_shares_trails import START, Run, Step, after
from labapp.counting.profile import Approvals, Ballot, Option, Points, Profile
from labapp.counting.rules import count
from tests.counting.cost_cases import plan_of, vote, votes


@pytest.mark.parametrize(("full", "met"), [((True, True), True), ((True, False), False), ((False, True), False)])
def test_orders_meet_again_where_everybody_paid_in_full(full: tuple[bool, bool], met: bool) -> None:
    """Somebody who could not pay in full has nothing left, and what he has left out hangs on the order."""
    one, other = (Step(option, 1.0, 1.0, 1, pays) for option, pays in enumerate(full))
    assert (after(after(START, one), other) == after(after(START, other), one)) is met


def room(seed: int, points: bool, people: int = 40, options: int = 12, several: int = 1) -> Profile:
    """A room with wide ballots, where purses empty in many ways."""
    chance = random.Random(seed)
    ids = [str(n) for n in range(options)]
    ballots = []
    for _ in range(people):
        chosen = chance.sample(ids, chance.randint(1, options))
        marks = Points({o: chance.randint(1, 5) for o in chosen}) if points else Approvals(tuple(chosen))
        ballots.append(Ballot(marks, chance.randint(1, several)))
    costs = [Fraction(chance.randint(5, 200) * 100) for _ in ids]
    budget = sum(costs) / 3
    return Profile(tuple(Option(i, cost=c) for i, c in zip(ids, costs, strict=True)), tuple(ballots), budget=budget)


def stepped(plan: Plan, start: Fraction, step: Fraction, exhaustive: bool) -> tuple[list[int], int]:
    """Every step, every run by the exact ledger: the definition."""
    at, run = 0, buy_exactly(plan, Run(start))
    while len(run.steps) < len(plan.buyable) and not (exhaustive and is_exhaustive(plan, run.bought)):
        after = buy_exactly(plan, Run(start + (at + 1) * step))
        if plan.case.total(after.bought) > plan.case.budget:
            break
        at, run = at + 1, after
    return run.bought, at


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("points", "several"), [(False, 1), (True, 1), (False, 30), (True, 30)])
@pytest.mark.parametrize("exhaustive", [False, True])
def test_growing_by_one_percent_is_plain_stepping(seed: int, points: bool, several: int, exhaustive: bool) -> None:
    plan = plan_of(room(seed, points, several=several))
    start = Fraction(plan.case.budget, plan.case.people)
    found = grow(plan, start, start / 100, exhaustive)
    assert (found.run.bought, found.steps) == stepped(plan, start, start / 100, exhaustive)


@given(votes(points=True, people=14), st.booleans(), st.fractions(Fraction(1, 7), 60, max_denominator=7))
def test_a_run_is_what_the_ledger_says(profile: Profile, by_cost: bool, share: Fraction) -> None:
    plan = plan_of(profile, by_cost)
    fast, slow = buy(plan, share), buy_exactly(plan, Run(share))
    assert [(step.option, step.equals) for step in fast.steps] == [(step.option, step.equals) for step in slow.steps]


@given(votes(people=14), st.fractions(1, 30, max_denominator=3), st.fractions(Fraction(1, 9), 9, max_denominator=9))
def test_rounds_said_to_be_shared_are_bought_by_all_in_between(profile: Profile, low: Fraction, more: Fraction) -> None:
    plan = plan_of(profile)
    lower, upper = (buy(plan, share, keep=True) for share in (low, low + more))
    shared, _ = shared_rounds(plan, lower, upper, 0)
    for part in range(1, 8):
        share = low + more * part / 8
        alone = buy_exactly(plan, Run(share)).bought
        assert alone[:shared] == lower.bought[:shared]
        assert buy(plan, share, lower, upper, shared, keep=True).bought == alone


def test_a_run_begun_late_can_be_done_again_with_equals_in_another_order() -> None:
    """Its first rounds were taken over from a run with more money, whose purses are not its own."""
    ballots = [*["abcde"] * 4, "bd"]
    plan = plan_of(vote({"a": 100, "b": 60, "c": 100, "d": 90, "e": 100}, ballots, 900))
    lower, upper = (buy(plan, Fraction(share), keep=True) for share in (86, 134))
    shared, _ = shared_rounds(plan, lower, upper, 0)
    between = buy(plan, Fraction(90), lower, upper, shared, keep=True)
    order = [4, 1, 2, 3, 0]
    exact = buy_exactly(plan.reordered(order), Run(between.share)).bought
    assert set(buy_otherwise(plan, order, between).bought) == set(exact)


@given(votes(people=14), st.fractions(1, 30, max_denominator=3), st.fractions(Fraction(1, 9), 9, max_denominator=9))
def test_any_run_in_between_can_be_done_again_in_any_order(profile: Profile, low: Fraction, more: Fraction) -> None:
    plan = plan_of(profile)
    lower, upper = (buy(plan, share, keep=True) for share in (low, low + more))
    shared, _ = shared_rounds(plan, lower, upper, 0)
    between = buy(plan, low + more / 2, lower, upper, shared, keep=True)
    order = list(reversed(plan.order))
    exact = buy_exactly(plan.reordered(order), Run(between.share)).bought
    assert set(buy_otherwise(plan, order, between).bought) == set(exact)


@given(votes(points=True, people=14), st.booleans(), st.fractions(Fraction(1, 7), 20, max_denominator=7))
def test_equals_that_are_not_tied_leave_the_same_in_any_order(profile: Profile, by_cost: bool, share: Fraction) -> None:
    """Not only the same is bought: everybody has the same left, to the last fraction."""
    plan = plan_of(profile, by_cost)
    run = buy(plan, share)
    met = sorted({q for step in run.steps for q in step.equals})
    ends = set()
    for turned in islice(permutations(met), 24):
        order = ranked(plan.order, [turned])
        if run.alike(order):
            ledger = Ledger(plan.case, share)
            bought = buy_exactly(plan.reordered(order), Run(share)).bought
            for q in bought:
                ledger.buy(q)
            ends.add((frozenset(bought), tuple(Fraction(amount, ledger.denominator) for amount in ledger.left)))
    assert len(ends) == 1


def test_equals_are_tied_only_where_somebody_cannot_pay_for_both() -> None:
    """Of four equals, two share a supporter who can pay for both and two one who cannot."""
    profile = vote({"a": 6, "b": 6, "c": 9, "d": 9}, ["ab", "a", "b", "cd", "c", "d"], 60)
    run = buy(plan_of(profile, by_cost=False), Fraction(7))
    assert [(step.option, sorted(step.equals), sorted(step.tied)) for step in run.steps] == [
        (0, [0, 1], []),
        (1, [], []),
        (2, [2, 3], [2, 3]),
        (3, [], []),
    ]


def test_what_another_order_bought_first_is_not_bought_again() -> None:
    """Equals that are not tied stand in the order in which they were bought before, whatever the neighbours do."""
    costs = {"a": 6, "b": 6, "c": 6, "d": 6, "x": 4}
    plan = plan_of(vote(costs, ["a", "a", "b", "b", "cdx", "c", "d", "x"], 56), by_cost=False)
    share = Fraction(7)
    other = buy(plan.reordered([2, 0, 3, 1, 4]), share, keep=True)
    plan.trails.store(other)
    plan = plan.reordered([1, 2, 0, 3, 4])
    lower, upper = (buy(plan, share + more, keep=True) for more in (Fraction(-1, 10), Fraction(1, 10)))
    shared, _ = shared_rounds(plan, lower, upper, 0)
    assert shared > 3
    assert (other.bought[:3], lower.bought[:4]) == ([4, 1, 3], [4, 2, 0, 1])
    found = buy_once(plan, share, lower, upper, shared)
    assert sorted(found.bought) == sorted(buy_exactly(plan, Run(share)).bought)


@given(votes(points=True, people=14), st.permutations(range(7)), st.booleans())
def test_growing_along_another_order_is_growing_alone(profile: Profile, order: list[int], exhaustive: bool) -> None:
    """What was counted in one order of equals is gone on from in the next; nothing may be carried over wrongly."""
    size = len(profile.options)
    rank = [q for q in order if q < size]
    case, start = read_case(profile, {}), Fraction(profile.budget, sum(b.count for b in profile.ballots))
    tiers = [(0,)] * size
    growing = start, start / 50, exhaustive
    known = Plan(case, range(size), True, list(range(size)), tiers)
    first = grow(known.reordered(known.order), *growing)
    found = grow(known.reordered(rank), *growing, along=[first])
    alone = grow(Plan(case, range(size), True, rank, tiers), *growing)
    assert (set(found.run.bought), found.steps, found.ended) == (set(alone.run.bought), alone.steps, alone.ended)
    assert {group for group, _ in found.choices} == {group for group, _ in alone.choices}


def test_many_equals_that_everybody_pays_for_leave_nothing_open() -> None:
    """Seven equals can be bought in 5 040 orders, which was said to be too many; all of them leave the same."""
    profile = vote(dict.fromkeys("abcdefg", 10), ["abcdefg"] * 9 + [""], 100)
    outcome = count("equal-shares", profile, {"ties": "open"})
    assert (outcome.winners, outcome.ties) == (tuple("abcdefg"), ())


def test_supports_a_hair_apart_are_told_apart() -> None:
    """Two supports that differ by one part in 10**15: no float tells them, and the cheaper comes first."""
    big = 10**15
    costs = {"a": big + 1, "b": big, "c": big}
    profile = vote(costs, [{"a": big + 1, "c": 1}, {"b": big, "c": 1}, {"c": 1}], 3 * big + 3)
    plan = plan_of(profile, by_cost=False)
    share = Fraction(3 * big + 3, 3)
    assert buy(plan, share).bought == buy_exactly(plan, Run(share)).bought


def test_nobody_pays_for_what_lacks_less_than_floats_tell() -> None:
    """At the last step half a unit of 10**16 lacks for a; its supporter then still has all of it for b."""
    ballots = [{}, {"a": 3, "b": 2}]
    profile = vote({"a": 10**16 + 1, "b": 10_000}, ballots, 10**16 + 1)
    settings = {"completion": "add1u", "start": "floor", "step": "1%"}
    assert count("equal-shares", profile, settings).winners == ("b",)


BEYOND_FLOATS = pytest.mark.parametrize("scale", [10**120, 10**400, Fraction(1, 10**150)])


@BEYOND_FLOATS
@pytest.mark.parametrize(("budget", "tied"), [(52, True), (54, False)])
def test_what_is_tied_does_not_hang_on_whether_floats_hold_it(scale: Fraction, budget: int, tied: bool) -> None:
    """Who supports both options can pay for both from 160/3 on."""
    profile = vote({"a": 20 * scale, "b": 20 * scale}, ["ab", "ab", "a", "b"], budget * scale)
    said = [reason.code for reason in count("equal-shares", profile, {"ties": "open"}).reasons]
    assert ("cost-equals-listed" in said) is tied


@BEYOND_FLOATS
def test_amounts_that_no_float_holds_are_counted_exactly(scale: Fraction) -> None:
    ballots = ["ab", "a", "bc", "c", "c"]
    small = vote({"a": 3, "b": 2, "c": 4}, ballots, 7)
    huge = vote({"a": 3 * scale, "b": 2 * scale, "c": 4 * scale}, ballots, 7 * scale)
    one = count("equal-shares", small, {"completion": "add1u", "step": "1%"})
    other = count("equal-shares", huge, {"completion": "add1u", "step": "1%"})
    assert one.winners == other.winners
    assert other.total_cost == one.total_cost * scale


@pytest.mark.parametrize("dear", [10**9, 10**16 + 1, 10**18 + 1])
def test_growing_up_to_amounts_that_floats_round_ends(dear: int) -> None:
    """The step where one option can be paid is found by halving where a guess from floats comes no nearer."""
    told: list[int] = []

    def patient(done: int, total: int) -> None:
        told.append(done)
        assert len(told) < 10_000, "it does not come to an end"

    outcome = count("equal-shares", vote({"a": dear}, ["a"], 9), {"completion": "add1", "step": "1%"}, patient)
    assert outcome.winners == ()
    assert outcome.settings["steps-taken"] == (dear - 9) * 100 // 9 - ((dear - 9) * 100 % 9 == 0)


@pytest.mark.parametrize("budget", [10**12, 10**17, 10**120, 10**400])
def test_a_huge_budget_is_not_stepped_one_by_one(budget: int) -> None:
    """Two options grow equal so slowly that floats see them level for millions of steps, or hold none of it at all."""
    costs = {"a": budget // 2 + 1, "b": budget // 3, "c": budget // 2, "d": budget // 5 * 2}
    profile = vote(costs, ["ab", "abc", "acd", "bcd", "d"], budget)
    told: list[int] = []

    def patient(done: int, total: int) -> None:
        told.append(done)
        assert len(told) < 200_000, "it does not come to an end"

    outcome = count("equal-shares", profile, {"completion": "add1", "ties": "lot", "lot": "a,b,c,d"}, patient)
    plan = plan_of(profile)
    last, after = (buy_exactly(plan, Run(outcome.settings["final-share"] + more)) for more in (0, 1))
    assert [plan.case.options[q].id for q in last.bought] == list(outcome.winners)
    assert plan.case.total(last.bought) <= budget < plan.case.total(after.bought)


@given(votes(points=True, people=9), st.fractions(1, 30, max_denominator=3), st.fractions(Fraction(1, 99), 3))
def test_rounds_shared_exactly_are_bought_by_all_in_between(profile: Profile, low: Fraction, more: Fraction) -> None:
    plan = plan_of(profile)
    lower, upper = (buy_exactly(plan, Run(share)) for share in (low, low + more))
    shared = shared_exactly(plan, lower, upper)
    for part in range(1, 8):
        assert buy_exactly(plan, Run(low + more * part / 8)).bought[:shared] == lower.bought[:shared]
