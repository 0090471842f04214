"""What floats say of purses beside the ledger's whole numbers: never further off than they own up to.

Amounts here differ by hairs: multiples of some unit and a little more or less, which floats can hardly tell, or cannot.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import floor, inf

from hypothesis import example, given
from hypothesis import strategies as st

from labapp.counting.budget_case import read_case
from labapp.counting.equal_shares_compare import shared_rounds
from labapp.counting.equal_shares_exact_run import buy_exactly
from labapp.counting.equal_shares_ledger import Ledger
from labapp.counting.equal_shares_plan import Plan
from labapp.counting.equal_shares_purses import CERTAIN, CERTAIN_LACK, Purses
from labapp.counting.equal_shares_run import buy
from labapp.counting.equal_shares_trails import Run
from labapp.counting.profile import Profile
from tests.counting.cost_cases import NAMES, vote

UNITS = st.sampled_from([1009, 10**7 + 19, 10**15 + 37, 10**18 + 9])
NEARLY = (0.0, 0.5, 1 - 1e-9, 1.0, 1 + 1e-9, 2.0)
PARTS = st.sampled_from([1, 1, Fraction(2, 3), Fraction(3, 7), Fraction(1, 10**6)])
POINTS = st.sampled_from([1, 1, 2, 3, 999_999, 10**6])


@st.composite
def hair_votes(draw: st.DrawFn, people: int = 5, most: int = 5) -> tuple[Profile, Fraction]:
    """Draw a vote and an endowment where options, bought one after the other, leave somebody a hair or lack one."""
    unit = draw(UNITS)
    hair = st.builds(Fraction, st.sampled_from([-1, 0, 1, 2, unit // 10**5]), st.sampled_from([1, 3, 7]))
    names = NAMES[: draw(st.integers(2, most))]
    pointed, crowd = draw(st.booleans()), draw(st.sampled_from([1, 2, 10**4, 10**9, 10**13]))
    one = st.dictionaries(st.sampled_from(names), POINTS if pointed else st.just(1), min_size=1)
    ballots = draw(st.lists(one, min_size=2, max_size=people))
    counts = [draw(st.sampled_from([1, crowd])) for _ in ballots]
    share = unit * draw(st.integers(1, 3)) + draw(hair)
    money, costs = [share] * len(ballots), {}
    for name in names:
        who = {i: ballot[name] for i, ballot in enumerate(ballots) if ballot.get(name) and money[i]}
        prices = [money[i] / points * draw(PARTS) for i, points in who.items()] or [unit]
        price = draw(st.sampled_from(prices))
        paid = {i: min(money[i], price * points) for i, points in who.items()}
        costs[name] = max(Fraction(1, 7), floor(sum(counts[i] * amount for i, amount in paid.items())) + draw(hair))
        for i, amount in paid.items():
            money[i] -= amount
    marks = ballots if pointed else ["".join(ballot) for ballot in ballots]
    return vote(costs, marks, unit, counts), share


def planned(profile: Profile, share: Fraction, by_cost: bool = True) -> tuple[Plan, Fraction]:
    """Return the plan of a vote, and an endowment as it counts them: in whole parts of the currency unit."""
    case, rank = read_case(profile, {}), range(len(profile.options))
    return Plan(case, rank, by_cost, rank, [(q,) for q in rank]), share * case.scale


def check_purses(plan: Plan, purses: Purses, ledger: Ledger) -> None:
    for purse, who in zip(purses.left, plan.purses, strict=True):
        truly = Fraction(ledger.left[who], ledger.denominator)
        assert abs(Fraction(purse) - truly) <= Fraction(purses.error)
        assert purse or not truly


def holders(ledger: Ledger, q: int) -> list[tuple[Fraction, int, int]]:
    """Return what each class of supporters has for every voice, the points it gives, and its voices."""
    case = ledger.case
    given = case.weights[q] if case.weights else [1] * len(case.supporters[q])
    have = (Fraction(ledger.left[i], ledger.denominator) for i in case.supporters[q])
    return [(left, points, case.voices[i]) for left, points, i in zip(have, given, case.supporters[q], strict=True)]


def check_price(purses: Purses, ledger: Ledger, q: int, exact: Fraction | None, guess: float, enough: float) -> None:
    """Check what is said of the price of an option by the ledger's."""
    found = purses.price(q, guess, enough)
    if found is None:
        return
    missing, mass, price, _ = found
    cost, rows = ledger.case.costs[q] * ledger.case.unit, holders(ledger, q)
    lack = cost - sum(left * voices for left, _, voices in rows)
    if not mass:
        assert exact is None
        assert abs(Fraction(missing) - lack) <= lack * Fraction(CERTAIN_LACK)
    elif price > enough:
        assert exact is None or price <= exact * (1 + Fraction(CERTAIN))
    elif exact is None:
        assert lack <= purses.error * sum(voices for _, _, voices in rows)
    else:
        assert abs(Fraction(price) - exact) <= exact * Fraction(CERTAIN)
        assert missing / mass == price


def check_bounds(purses: Purses, ledger: Ledger, q: int, exact: Fraction, least: Fraction) -> None:
    """Check what proofs go by: who surely can pay an option in full and who cannot, its price being known about."""
    rows = holders(ledger, q)
    poor = sum(voices for left, points, voices in rows if least < left < exact * points)
    rich = sum(points * voices for left, points, voices in rows if left >= exact * points)
    for wrong in (-CERTAIN / 2, 0, CERTAIN / 2):
        price = float(exact) * (1 + wrong)
        assert purses.poor_with(q, price, float(least)) <= poor
        assert purses.rich_mass(q, price) >= float(rich)
        mass = purses.full_mass(q, price)
        if mass is not None:
            assert exact == Fraction(ledger.case.costs[q] * ledger.case.unit, mass)


# A crowd pays alike for a; what each keeps is too little for b, by a hair or more, which one with more supports too.
EDGES = [
    (vote({"a": paid, "b": crowd * share - paid + more}, ballots, 1, [crowd, 1]), Fraction(share))
    for ballots in (["ab", "b"], [{"a": 1, "b": 2}, {"b": 2}])
    for crowd, share, paid, more in (
        (10**13, 34, 10 * 10**13, 24 + Fraction(1, 200)),
        (10**12, 4, 20 * 10**12 // 11, 3),
    )
]


@given(hair_votes(), st.booleans())
@example(EDGES[0], False)
@example(EDGES[1], False)
@example(EDGES[2], False)
@example(EDGES[3], False)
def test_purses_are_never_further_from_the_truth_than_they_say(drawn: tuple[Profile, Fraction], fresh: bool) -> None:
    plan, share = planned(*drawn)
    purses, ledger = Purses(plan, share), Ledger(plan.case, share)
    check_purses(plan, purses, ledger)
    for q in plan.buyable:
        purses.price(q)  # a price of before that must not be paid later
    for q in plan.buyable:
        exact = ledger.price(q)
        near = float(exact or share)
        for guess, enough in product(NEARLY, [*NEARLY, inf]):
            check_price(purses, ledger, q, exact, guess * near, enough * near)
        if exact is not None:
            check_bounds(purses, ledger, q, exact, Fraction(0))
            check_bounds(purses, ledger, q, exact, share / 2)
        if fresh and purses.refresh():
            check_purses(plan, purses, ledger)
        paid = purses.pay(q)
        assert (paid is None) == (exact is None)
        if paid is not None:
            poor = ledger.buy(q).poor_voices
            assert abs(Fraction(paid[0]) - exact) <= exact * Fraction(CERTAIN)
            assert not (paid[2] and poor)
        check_purses(plan, purses, ledger)


# Found by a search: with bounds on the error that are bolder than they may be, one option too many is bought here.
LEANING = [
    (
        vote(
            {
                "a": 10**24, "b": 566397541187416491196801, "c": 2, "d": 6872727272727272727272725,
                "e": 127272727272727272727274, "f": 509090909090909090909090, "g": 127272727272727272727275,
            },
            ["abcdg", "cdf", "abdef", "abefg", "abd"], 7 * 10**24, [50, 2, 1, 1, 1],
        ),
        Fraction(14 * 10**23, 11),
    ),
    (
        vote(
            {"a": 3, "b": 1564086553349389858, "c": 7555555555555555555},
            [{"a": 1000, "c": 219}, {"a": 1, "c": 764}, {"a": 1000, "b": 2}, {"a": 2, "b": 1}],
            8 * 10**18, [1, 50, 2, 1],
        ),
        Fraction(4 * 10**18, 27),
    ),
]  # fmt: skip


@given(hair_votes(), st.booleans())
@example(LEANING[0], True)
@example(LEANING[1], False)
def test_a_run_of_hairs_is_what_the_ledger_says(drawn: tuple[Profile, Fraction], by_cost: bool) -> None:
    plan, share = planned(*drawn, by_cost)
    fast, slow = buy(plan, share), buy_exactly(plan, Run(share))
    assert [(step.option, step.equals) for step in fast.steps] == [(step.option, step.equals) for step in slow.steps]


@given(hair_votes(), st.booleans(), st.sampled_from([10**12, 10**6, 1000, 10, 1]))
def test_runs_between_two_are_what_the_ledger_says(drawn: tuple[Profile, Fraction], by_cost: bool, part: int) -> None:
    """What is known of a poorer and a richer run, and of rounds they share, leads no run in between astray."""
    plan, share = planned(*drawn, by_cost)
    more = share / part
    lower, upper = (buy(plan, some, keep=True) for some in (share, share + more))
    shared, _ = shared_rounds(plan, lower, upper, 0)
    for number in range(1, 4):
        between = share + more * number / 4
        alone = buy_exactly(plan, Run(between)).bought
        assert alone[:shared] == lower.bought[:shared]
        assert buy(plan, between, lower, upper, shared, keep=True).bought == alone
