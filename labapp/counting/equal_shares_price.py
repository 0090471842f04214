"""The price of an option of Equal Shares, given what everybody has left: one function per option, made once per count.

The price is the least p at which min(purse, p × points) of the supporters add up to the cost. Any guess who could not
pay in full gives a lower bound: the cost less what those have, divided by the mass (voices × points) of the others;
guessing again with each bound found (Newton, on a concave function, from below) ends at the price. These functions are
where a count spends its time, so each holds what it needs, and three forms of ballots have one each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress, repeat
from math import inf
from operator import lt, mul

Priced = tuple[float, int, float, float]
"""What those who pay in full owe together, their mass, the price per point, and the voices of those who cannot.

Without anybody who can pay in full, mass is 0, the price infinite, and the first is what all together lack.
"""
Ask = Callable[[Sequence[float], float, float], Priced]
"""Asked with all purses, a guess (0: none) and what is enough: a price above that is only a lower bound then.

The first guess is what is enough, where it is given: most options cost more, and then nothing else is asked.
"""
Pick = Callable[[Sequence[float]], Sequence[float]]


def ask_equal(pick: Pick, cost: float, several: int) -> Ask:
    """Return the function of an option whose supporters are single voices that all weigh the same."""

    def ask(left: Sequence[float], guess: float, enough: float) -> Priced:
        purses = pick(left)
        price = enough
        if enough == inf:
            missing = cost - sum(purses)
            if missing > 0:
                return missing, 0, inf, several
            price = guess or cost / several
        low = [purse for purse in purses if purse < price]
        poor = len(low)
        if poor == several:  # the guess was higher than any purse
            missing = cost - sum(low)
            if missing > 0:
                return missing, 0, inf, several
            low = [purse for purse in purses if purse < cost / several]
            poor = len(low)
        first = True
        while poor < several:
            missing, owing = cost - sum(low), several - poor
            price = missing / owing
            if price > enough:
                return missing, owing, price, poor
            low = [purse for purse in purses if purse < price]
            again = len(low)
            if again == poor or (again < poor and not first):
                return missing, owing, price, poor
            first, poor = False, again
        return cost - sum(low), 0, inf, several

    return ask


def ask_by_points(pick: Pick, cost: float, points: Sequence[float], masses: Sequence[int], whole: int) -> Ask:
    """Return the function of an option whose supporters are single voices with points."""
    several = len(masses)

    def ask(left: Sequence[float], guess: float, enough: float) -> Priced:
        purses = pick(left)
        price = enough
        if enough == inf:
            missing = cost - sum(purses)
            if missing > 0:
                return missing, 0, inf, several
            price = guess or cost / whole
        low = [purse < price * own for purse, own in zip(purses, points)]  # noqa: B905 - strict takes a sixth more
        poor = low.count(True)
        if poor == several:
            missing = cost - sum(purses)
            if missing > 0:
                return missing, 0, inf, several
            price = cost / whole
            low = [purse < price * own for purse, own in zip(purses, points)]  # noqa: B905 - strict takes a sixth more
            poor = low.count(True)
        first = True
        while poor < several:
            missing, owing = cost - sum(compress(purses, low)), whole - sum(compress(masses, low))
            price = missing / owing
            if price > enough:
                return missing, owing, price, poor
            low = [purse < price * own for purse, own in zip(purses, points)]  # noqa: B905 - strict takes a sixth more
            again = low.count(True)
            if again == poor or (again < poor and not first):
                return missing, owing, price, poor
            first, poor = False, again
        return cost - sum(purses), 0, inf, several

    return ask


def ask_classes(
    pick: Pick, cost: float, points: Sequence[float] | None, masses: Sequence[int], heads: Sequence[int]
) -> Ask:
    """Return the function of an option where a purse can stand for several voices."""
    several, whole, people = len(masses), sum(masses), sum(heads)

    def poor_at(price: float, purses: Sequence[float]) -> list[bool]:
        if points is None:
            return [purse < price for purse in purses]
        return list(map(lt, purses, map(mul, repeat(price), points)))

    def ask(left: Sequence[float], guess: float, enough: float) -> Priced:
        purses = pick(left)
        wealth = list(map(mul, purses, heads))
        price = enough
        if enough == inf:
            missing = cost - sum(wealth)
            if missing > 0:
                return missing, 0, inf, people
            price = guess or cost / whole
        low = poor_at(price, purses)
        poor = low.count(True)
        if poor == several:
            missing = cost - sum(wealth)
            if missing > 0:
                return missing, 0, inf, people
            low = poor_at(cost / whole, purses)
            poor = low.count(True)
        first = True
        while poor < several:
            missing, owing = cost - sum(compress(wealth, low)), whole - sum(compress(masses, low))
            price = missing / owing
            before = low
            if price <= enough:
                low = poor_at(price, purses)
                again = low.count(True)
            if price > enough or again == poor or (again < poor and not first):
                return missing, owing, price, whole - owing if points is None else sum(compress(heads, before))
            first, poor = False, again
        return cost - sum(wealth), 0, inf, people

    return ask
