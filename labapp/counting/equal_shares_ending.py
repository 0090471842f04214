"""When growing endowments (Add1) end, and up to where they surely do not: those steps need no run."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import repeat, takewhile
from math import lcm

from labapp.counting.equal_shares_plan import Plan

_WORK = 500_000  # some 0.1 s; by then most votes are either sure for many steps or for none
_OPTION = 3  # going over an option takes as long as over so many marks


def is_exhaustive(plan: Plan, bought: Sequence[int]) -> bool:
    """Say whether nothing with support fits into what is left of the budget."""
    case = plan.case
    left, have = case.budget - case.total(bought), set(bought)
    return not any(q not in have and case.scores[q] and case.costs[q] <= left for q in plan.options)


def ending(plan: Plan, bought: Sequence[int], exhaustive: bool) -> str:
    """Say why growing ends with a run that bought this or before it, "" where it goes on.

    Where it goes on with some options, it also does with any part of them.
    """
    if plan.case.total(bought) > plan.case.budget:
        return "overspent"
    if len(bought) == len(plan.buyable):
        return "all"
    return "exhaustive" if exhaustive and is_exhaustive(plan, bought) else ""


def goes_on_below(plan: Plan, exhaustive: bool) -> Fraction:
    """Return an endowment below which growing goes on, whatever the order of equals.

    Whoever buys an option has its cost together. So below some endowment all that any run can buy goes on together. No
    option is ever cheaper than when all its supporters pay in full: as long as they can, the cheapest of these are
    bought first, and so much less is left for what their supporters want too.
    """
    first = _First(plan)
    surely = first.goes_on_below(exhaustive)
    while (equal := first.next()) and first.charge(equal) <= surely:
        first.buy(equal)
        surely = max(surely, first.goes_on_below(exhaustive))
    return surely


class _First:
    """What is bought first as long as all pay in full, cheapest first; amounts are whole numbers over `unit`.

    `dues` are what each voice has paid then, `given` what the supporters of each option have paid together.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        scores, costs = plan.case.scores, plan.case.costs
        self._keys = {q: -scores[q] if plan.by_cost else Fraction(costs[q], scores[q]) for q in plan.buyable}
        self._rest = sorted(plan.buyable, key=self._keys.__getitem__)
        self._bought: list[int] = []
        self._unit = 1
        self._dues = [0] * len(plan.case.voices)
        self._given = [0] * len(scores)
        self._work = 0  # how many marks of supporters were gone through, or as much
        self._votes = lcm(*(plan.case.votes[q] for q in plan.buyable))

    def goes_on_below(self, exhaustive: bool) -> Fraction:
        """Return below which endowment growing goes on with these and all others that can be paid for then."""
        plan, case = self._plan, self._plan.case
        unit = case.unit * self._unit
        needed = {q: (case.costs[q] * unit + self._given[q]) * (self._votes // case.votes[q]) for q in self._rest}
        order = sorted(self._rest, key=needed.__getitem__)
        ends = bisect_left(
            range(len(order) + 1), True, key=lambda n: bool(ending(plan, self._bought + order[:n], exhaustive))
        )  # everything together ends it
        return Fraction(needed[order[ends - 1]], self._votes * self._unit) if ends else Fraction(0)

    def next(self) -> list[int]:
        """Return the cheapest of the rest when paid in full, with its equals; nothing once that has taken too long."""
        equal = list(takewhile(lambda q: self._keys[q] == self._keys[self._rest[0]], self._rest))
        who = self._plan.case.supporters
        self._work += _OPTION * (len(self._rest) + len(equal) * len(who))
        self._work += sum(len(who[q]) for q in equal) * sum(map(len, who)) // max(1, len(self._dues))
        return equal if self._work <= _WORK else []

    def charge(self, equal: Sequence[int]) -> Fraction:
        """Let all supporters pay for options in full; return the endowment from which they can."""
        case = self._plan.case
        unit = lcm(self._unit, *(case.scores[q] for q in equal))
        if (more := unit // self._unit) > 1:
            self._dues = [due * more for due in self._dues]
            self._given = [given * more for given in self._given]
            self._unit = unit
        for q in equal:
            self._plan.tick()
            price = self._price(q)
            for i, own in self._points(q):
                self._dues[i] += price * own
        return Fraction(max(self._dues[i] for q in equal for i in case.supporters[q]), unit)

    def buy(self, equal: Sequence[int]) -> None:
        """Note that options which were charged are bought, and what that takes from the others."""
        case, given = self._plan.case, self._given
        for q in equal:
            self._plan.tick()
            shares = [0] * len(given)
            for i, own in self._points(q):
                mass = own * case.voices[i]
                for other in case.marks[i]:
                    shares[other] += mass
            price = self._price(q)
            given[:] = [paid + price * share for paid, share in zip(given, shares, strict=True)]
        self._bought += equal
        self._rest = self._rest[len(equal) :]

    def _price(self, q: int) -> int:
        case = self._plan.case
        return case.costs[q] * case.unit * (self._unit // case.scores[q])

    def _points(self, q: int) -> Iterator[tuple[int, int]]:
        weights = self._plan.case.weights
        return zip(self._plan.case.supporters[q], weights[q] if weights else repeat(1))  # noqa: B905 - may be endless
