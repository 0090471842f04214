"""What stays the same in all runs of one count of Equal Shares.

Amounts stand here a second time as floats. They only tell which options can be next; how far they may be wrong is
bounded in `Purses`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain, repeat
from math import inf
from operator import itemgetter, mul
from typing import TypeVar

from labapp.counting.budget_case import Case
from labapp.counting.cost_courses import SMALL, Choice
from labapp.counting.equal_shares_price import Ask, ask_by_points, ask_classes, ask_equal
from labapp.counting.equal_shares_trails import Run, Trails
from labapp.counting.grouping import picked

_KEPT = 13_000
_FEW, _FEW_OPTIONS = 10_000, 200
T = TypeVar("T")
ROUNDING = 2.0**-52  # one float operation is wrong by at most half of this, relatively
_LARGEST, _SMALLEST = 1e100, 1e-100  # between these neither sums nor quotients leave the range of floats


@dataclass(frozen=True)
class Plan:
    """The case, the options that take part, how equals are ordered, and all of it as floats.

    `by_cost`: support is counted in money (cost utility), else in votes or points. `order` ranks options whose
    support is exactly equal, lowest first; equal ranks in `tier` mean that the declared rule cannot part them. `tick`
    is called while the lists below are made, which takes seconds for a million classes, and may raise to cancel.
    `trails` are what orders of equals counted before bought, for the next to walk along; `again`: this is another one.
    """

    case: Case
    options: Sequence[int]
    by_cost: bool
    order: Sequence[int]
    tier: Sequence[tuple[int, ...]]
    tick: Callable[[], None] = field(default=lambda: None, compare=False, repr=False)
    trails: Trails = field(default_factory=Trails, compare=False, repr=False)
    again: bool = False
    _common: dict[frozenset[int], list[tuple[int, float, frozenset[int]]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def reordered(self, order: Sequence[int]) -> Plan:
        """Return the same with equals in another order; nothing else depends on it, so what is known is kept."""
        other = copy(self)
        object.__setattr__(other, "order", order)
        object.__setattr__(other, "again", True)
        return other

    @cached_property
    def buyable(self) -> list[int]:
        """Return the options that take part, cost something and have support."""
        return [q for q in self.options if self.case.scores[q] and self.case.costs[q]]

    @cached_property
    def in_range(self) -> bool:
        """Say whether floats can carry all amounts of this case; if not, everything is counted exactly.

        Shares and steps are measured by the budget and by one unit of the currency.
        """
        case = self.case
        most = max(case.budget, case.scale, *(case.costs[q] for q in self.buyable))
        if max(max(case.voices, default=0), max(case.scores, default=0), most * case.unit) > _LARGEST:
            return False
        return not any(case.costs[q] < _SMALLEST * case.scores[q] for q in self.buyable)

    @cached_property
    def costs(self) -> list[float]:
        """Return the costs in the money that voices carry."""
        taking_part = set(self.buyable)
        return [float(cost * self.case.unit) if q in taking_part else inf for q, cost in enumerate(self.case.costs)]

    @cached_property
    def units(self) -> list[float]:
        """Return what a price is divided by to give the key of an option."""
        return self.costs if self.by_cost else [1.0] * len(self.case.costs)

    @cached_property
    def first_keys(self) -> list[float]:
        """Return the keys while everybody can pay in full: no key is ever lower."""
        keys = [inf] * len(self.case.costs)
        for q in self.buyable:
            keys[q] = self.costs[q] / self.case.scores[q] / self.units[q]
        return keys

    @cached_property
    def purses(self) -> list[int]:
        """Return whose purse is whose: the class of each. Few equal ballots are not worth a multiplication each."""
        voices = self.case.voices
        if sum(voices) > 2 * len(voices):
            return list(range(len(voices)))
        return [i for i, several in enumerate(voices) for _ in range(several)]

    @cached_property
    def ones(self) -> bool:
        """Say whether every purse is that of one voice, so that voices need not be multiplied."""
        return len(self.purses) == sum(self.case.voices)

    @cached_property
    def _of_class(self) -> list[range]:
        """Return the purses of each class, one for each voice."""
        ends = list(accumulate(self.case.voices))
        return list(map(range, [0, *ends], ends))

    def ties(self, run: Run) -> tuple[list[Choice], set[frozenset[int]]]:
        """Return the choices of a run between equals that nothing parts, and the equals the declared way parted."""
        choices: list[Choice] = []
        parted: set[frozenset[int]] = set()
        for equals, chosen in run.choices:
            same = frozenset(q for q in equals if self.tier[q] == self.tier[chosen])
            if len(same) > 1:
                choices.append((same, chosen))
            if len(equals) > len(same):
                parted.add(equals)
        return choices, parted

    def common(self, equal: frozenset[int]) -> list[tuple[int, float, frozenset[int]]]:
        """Return whose purses support more than one of some options, what they pay per key for those, and for which."""
        known = self._common.get(equal)
        if known is not None:
            return known
        weights: dict[int, float] = {}
        options: dict[int, frozenset[int]] = {}
        for q in self._each(equal):
            points = self.points[q] if self.points else repeat(1.0)
            for i, own in zip(self.who[q], points):  # noqa: B905 - points may be endless
                weights[i] = weights.get(i, 0.0) + own * self.units[q]
                options[i] = options.get(i, frozenset()) | {q}
        found = [(i, weights[i], some) for i, some in options.items() if len(some) > 1]
        if self.few:
            self._common[equal] = found
        return found

    @cached_property
    def few(self) -> bool:
        """Say whether what is known of all purses and options in each round may be kept of a few runs more."""
        return len(self.purses) <= _FEW and len(self.buyable) <= _FEW_OPTIONS

    @property
    def small(self) -> bool:
        """Say whether another run more or less takes no time worth a word."""
        return len(self.purses) * len(self.buyable) <= SMALL

    @property
    def kept(self) -> bool:
        """Say whether runs may be kept, to be gone on from in other orders of equals: some 30 MB at most."""
        options = len(self.buyable)
        return (len(self.purses) + 3 * options) * options <= _KEPT  # what is known of options is kept three times

    @cached_property
    def who(self) -> list[list[int]]:
        """Return the purses of the supporters of each option."""
        supporters = self.case.supporters
        if len(self.purses) == len(self.case.voices):
            return supporters
        return [list(chain.from_iterable(map(self._of_class.__getitem__, who))) for who in self._each(supporters)]

    def _each(self, items: Iterable[T]) -> Iterator[T]:
        for item in items:
            self.tick()
            yield item

    @cached_property
    def heads(self) -> Sequence[Sequence[int]]:
        """Return the voices behind each of these purses."""
        if self.ones:
            return [[1] * len(who) for who in self.who]
        voices = self.case.voices
        return [picked(voices, who) for who in self._each(self.case.supporters)]

    @cached_property
    def weights(self) -> list[list[int]] | None:
        """Return the points that go with each of these purses; None where every mark weighs the same."""
        weights = self.case.weights
        if weights is None or len(self.purses) == len(self.case.voices):
            return weights
        several = self.case.voices.__getitem__
        pairs = self._each(zip(self.case.supporters, weights, strict=True))
        return [list(chain.from_iterable(map(repeat, given, map(several, who)))) for who, given in pairs]

    @cached_property
    def points(self) -> list[list[float]] | None:
        """Return these points as floats."""
        weights = self.weights
        return None if weights is None else [list(map(float, given)) for given in self._each(weights)]

    @cached_property
    def masses(self) -> Sequence[Sequence[int]]:
        """Return voices times points behind each purse, in whole numbers."""
        weights = self.weights
        if weights is None:
            return self.heads
        if self.ones:
            return weights
        return [list(map(mul, heads, given)) for heads, given in self._each(zip(self.heads, weights, strict=True))]

    @cached_property
    def heaviest(self) -> list[float]:
        """Return the most points that one supporter gave to each option."""
        points = self.points
        return [1.0] * len(self.case.costs) if points is None else [max(given, default=1.0) for given in points]

    @cached_property
    def rounding(self) -> list[float]:
        """Return how far float arithmetic can be off when the money of the supporters is taken from a cost."""
        return [ROUNDING * (len(who) + 8) * self.costs[q] for q, who in enumerate(self.who)]

    @cached_property
    def ask(self) -> list[Ask]:
        """Return for each option the function that tells its price."""
        return [self._ask(q) for q in range(len(self.costs))]

    def _ask(self, q: int) -> Ask:
        pick, cost, points, masses = self.pick[q], self.costs[q], self.points, self.masses[q]
        if not self.ones:
            return ask_classes(pick, cost, None if points is None else points[q], masses, self.heads[q])
        if points is None:
            return ask_equal(pick, cost, len(masses))
        return ask_by_points(pick, cost, points[q], masses, self.case.scores[q])

    @cached_property
    def pick(self) -> list[Callable[[Sequence[float]], Sequence[float]]]:
        """Return for each option what picks its supporters' purses out of all."""
        return [itemgetter(*who) if len(who) > 1 else _picker(who) for who in self._each(self.who)]


def _picker(who: Sequence[int]) -> Callable[[Sequence[float]], Sequence[float]]:
    return lambda purses: [purses[i] for i in who]
