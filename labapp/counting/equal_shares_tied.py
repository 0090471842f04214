"""Which of several equals are tied in truth: those where buying one can make another dearer.

Who supports several of them and can surely pay for all in full, or has nothing left, pays the same whoever comes first;
and who supports one of them only is asked by no other. So equals that no other voter supports together may be bought in
any order, one after the other, and leave the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import repeat

from labapp.counting.cost_ties import joined
from labapp.counting.equal_shares_ledger import Ledger
from labapp.counting.equal_shares_plan import Plan
from labapp.counting.equal_shares_purses import CERTAIN, Purses


def tied(plan: Plan, purses: Purses, equal: frozenset[int], key: float, chosen: int) -> frozenset[int]:
    """Return the equals, all of this key, that the chosen one is tied with, and itself; empty where there are none."""
    due, edge, left = key * (1 + 2 * CERTAIN), 2 * purses.error, purses.left
    short = {some for i, weight, some in plan.common(equal) if left[i] and left[i] <= due * weight + edge}
    return _with(chosen, short)


def tied_exactly(ledger: Ledger, prices: Mapping[int, Fraction], chosen: int) -> frozenset[int]:
    """Return the same by exact numbers, from the prices of all equals."""
    case = ledger.case
    dues: dict[int, Fraction] = {}
    options: dict[int, frozenset[int]] = {}
    for q, price in prices.items():
        points = case.weights[q] if case.weights else repeat(1)
        for i, own in zip(case.supporters[q], points):  # noqa: B905 - points may be endless
            dues[i] = dues.get(i, Fraction(0)) + own * price
            options[i] = options.get(i, frozenset()) | {q}
    several = (i for i, some in options.items() if len(some) > 1 and ledger.left[i])
    return _with(chosen, {options[i] for i in several if ledger.left[i] < dues[i] * ledger.denominator})


def _with(chosen: int, short: set[frozenset[int]]) -> frozenset[int]:
    return next((group for group in joined(short) if chosen in group), frozenset())
