"""Equal Shares counted exactly: who has how much left after each purchase, in whole numbers over one denominator.

The definition, without any shortcut but one: equal ballots are one class. Used where rounding could decide, and for
everything the outcome says about money.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from operator import mul

from labapp.counting.budget_case import Case
from labapp.counting.grouping import picked


@dataclass(frozen=True)
class Payment:
    """One purchase, over the ledger's denominator after it: who paid the price per point, who gave all he had left."""

    price: int
    full: Sequence[int]
    rest: Mapping[int, int]
    poor_voices: int


class Ledger:
    """The purses of all classes; `left[i]` over `denominator` is what each voice of class i still has."""

    def __init__(
        self, case: Case, share: Fraction, expected: int = 1, tick: Callable[[], None] = lambda: None
    ) -> None:
        """Start with the shares; `expected`: a factor the denominator will need, so that no purse grows later.

        `tick` is called between the parts of the work with many classes, and may raise to cancel.
        """
        self.case = case
        self._tick = tick
        self.denominator = share.denominator * expected
        self.left = [share.numerator * expected] * len(case.voices)
        self.bought: list[int] = []

    def price(self, q: int) -> Fraction | None:
        """Return the least price per point at which the supporters together pay the cost; None if they cannot."""
        parted = self._part(q)
        return None if parted is None else Fraction(parted[0], parted[1] * self.denominator)

    def _part(self, q: int, least: float = 0.0) -> tuple[int, int, Sequence[int], list[int]] | None:
        """Return what the full payers owe together, their mass, and who pays in full or gives all.

        `least` is a price that is known to be too low: who has less need not be asked again.
        """
        case, left = self.case, self.left
        weights = case.weights
        missing = case.costs[q] * case.unit * self.denominator
        mass = case.scores[q]
        if weights is None:
            above, below = least.as_integer_ratio()
            return self._part_equal(case.supporters[q], missing, mass, above * self.denominator // below)
        given = weights[q]
        pairs = list(zip(case.supporters[q], given, strict=True))
        poor: list[int] = []
        while mass:
            self._tick()
            ceilings = {w: -(-missing * w // mass) for w in set(given)}
            fallen = [(i, w) for i, w in pairs if left[i] < ceilings[w]]
            if not fallen:
                return missing, mass, [i for i, _ in pairs], poor
            pairs = [(i, w) for i, w in pairs if left[i] >= ceilings[w]]
            missing -= sum(left[i] * case.voices[i] for i, _ in fallen)
            mass -= sum(case.voices[i] * w for i, w in fallen)
            poor.extend(i for i, _ in fallen)
        return None

    def _part_equal(
        self, rich: Sequence[int], missing: int, mass: int, ceiling: int
    ) -> tuple[int, int, Sequence[int], list[int]] | None:
        """Part supporters who all give the same weight: the same, with less to carry."""
        left, voices = self.left, self.case.voices
        poor: list[int] = []
        while mass:
            self._tick()
            fallen = [i for i in rich if left[i] < ceiling]
            if fallen:
                rich = [i for i in rich if left[i] >= ceiling]
                missing -= sum([left[i] * voices[i] for i in fallen])
                mass -= sum([voices[i] for i in fallen])
                poor += fallen
            ceiling = -(-missing // mass) if mass else 0
            if mass and min(picked(left, rich)) >= ceiling:
                return missing, mass, rich, poor
        return None

    def buy(self, q: int, least: float = 0.0) -> Payment:
        """Charge the supporters of an option; `least` is a price that is known to be too low."""
        parted = self._part(q, least)
        if parted is None:
            raise ValueError(f"not affordable: {self.case.options[q].id}")
        missing, mass, rich, poor = parted
        common = gcd(missing, mass)
        factor = mass // common
        if factor != 1:
            self.denominator *= factor
            self._tick()
            self.left = [amount and amount * factor for amount in self.left]
        self._tick()
        price = missing // common
        left, weights = self.left, self.case.weights
        rest = {i: left[i] for i in poor if left[i]}
        for i in poor:
            left[i] = 0
        if weights is None:
            for i in rich:
                left[i] -= price
        else:
            points = dict(zip(self.case.supporters[q], weights[q], strict=True))
            for i in rich:
                left[i] -= price * points[i]
        self.bought.append(q)
        return Payment(price, rich, rest, sum(picked(self.case.voices, poor)))

    def money_left(self, options: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield what the supporters of some options still have together, over the denominator and the case's unit."""
        case = self.case
        worth = list(map(mul, self.left, case.voices))
        for q in options:
            yield q, sum(picked(worth, case.supporters[q]))
