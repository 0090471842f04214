"""One run of Equal Shares with one endowment: which options are bought, in which order. Fast, and never a guess.

Budgets are whole numbers with 160 binary digits behind the point and a proved bound on their error. What is closer
together than that bound - equal supports above all - is decided again by `Ledger`, which counts exactly.

Prices only rise while a run goes on, because budgets only shrink. So the price an option had when it was last looked
at is a lower bound, and most options need not be looked at in most rounds. A supporter who once cannot pay the full
price of an option never can again: the list of those who can only shrinks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heapify, heappop, heappush

from labapp.counting.budget_case import Case
from labapp.counting.equal_shares_ledger import Ledger

SHIFT = 160
NEAR = 1 + 1e-11  # keys are floats of exact integers: wrong by less than 1e-15 of themselves
_CERTAIN = 50  # an error bound this many binary digits below the price cannot change a float key


@dataclass(frozen=True)
class Plan:
    """What stays the same in all runs of one count: the case, the options that take part, how equals are ordered.

    `by_cost`: support is counted in money (cost utility), else in votes or points. `order` ranks options whose
    support is exactly equal, lowest first; equal ranks in `tier` mean that the declared rule cannot part them.
    """

    case: Case
    options: Sequence[int]
    by_cost: bool
    order: Sequence[int]
    tier: Sequence[tuple[int, ...]]


@dataclass
class Step:
    """One purchase: the option, its key (lower is better) and, where equals were compared, the exact key."""

    option: int
    key: float
    exact: Fraction | None
    rich: Sequence[int]
    poor: Sequence[int]


@dataclass
class Run:
    """What one endowment buys, and the ties that only the last order decided."""

    share: Fraction
    steps: list[Step] = field(default_factory=list)
    undecided: set[frozenset[int]] = field(default_factory=set)

    @property
    def bought(self) -> list[int]:
        """Return the options in the order of purchase."""
        return [step.option for step in self.steps]


class Differs(Exception):  # noqa: N818 - an answer, not an error
    """The run leaves the path of the run it was compared with."""


class Buyer:
    """Carries out one run; with `guide`, stops as soon as some endowment in between might buy differently."""

    def __init__(self, plan: Plan, share: Fraction, guide: Run | None = None) -> None:
        case = plan.case
        self.plan = plan
        self.run = Run(share)
        self._guide = guide.steps if guide else None
        self._voices = case.voices
        self._costs = [cost * case.unit << SHIFT for cost in case.costs]
        start = (share.numerator << SHIFT) // share.denominator
        self._budget = [start] * len(case.voices)
        self._worth = [start * voice for voice in case.voices]
        self._error = 1
        weights = case.weights
        self._weights = weights
        self._rich: list[Sequence[int]] = list(case.supporters)
        self._rich_weights: list[Sequence[int]] = list(weights) if weights else []
        self._poor: list[list[int]] = [[] for _ in case.options]
        self._mass = list(case.scores)
        self._price = [0] * len(case.options)
        self._exact: Ledger | None = None
        self._heap = [
            (cost / self._mass[q] / (cost if plan.by_cost else 1), q)
            for q in plan.options
            if self._mass[q] and (cost := self._costs[q])
        ]
        heapify(self._heap)

    def buy_all(self) -> Run:
        """Buy until nobody can afford anything more."""
        guide = self._guide
        while True:
            limit = guide[len(self.run.steps)].key if guide and len(self.run.steps) < len(guide) else 0.0
            near = self._nearest(limit)
            if not near:
                if guide is not None and len(self.run.steps) != len(guide):
                    raise Differs
                return self.run
            chosen, exact = self._choose(near)
            if guide is not None:
                self._compare(guide, near, chosen)
            if not self._purchase(chosen, near[chosen], exact):
                for q, key in near.items():
                    if q != chosen:
                        heappush(self._heap, (key, q))
                continue
            for q, key in near.items():
                if q != chosen:
                    heappush(self._heap, (key, q))

    def _nearest(self, limit: float) -> dict[int, float]:
        """Return the options whose support may be the best of this round, with their keys."""
        heap = self._heap
        near: dict[int, float] = {}
        best = limit
        while heap and (not near or heap[0][0] <= best * NEAR):
            stale, q = heappop(heap)
            key = self._look(q)
            if key is None:
                continue
            if key > stale * NEAR and heap and key > heap[0][0] * NEAR and not (near and key <= best * NEAR):
                heappush(heap, (key, q))
                continue
            near[q] = key
            best = max(limit, min(near.values()))
        top = best * NEAR
        for q in [q for q, key in near.items() if key > top]:
            heappush(heap, (near.pop(q), q))
        return near

    def _look(self, q: int) -> float | None:
        """Return the key of an option now, None when its supporters cannot pay for it any more."""
        price = self._split(q) if self._weights is None else self._split_weighted(q)
        if price is None:
            return None
        self._price[q] = price
        return price / self._costs[q] if self.plan.by_cost else float(price)

    def _split(self, q: int) -> int | None:
        """Part the supporters into those who pay the full price and those who give all they have."""
        budget, worth, voices = self._budget, self._worth, self._voices
        rich, poor, mass = self._rich[q], self._poor[q], self._mass[q]
        missing = self._costs[q] - sum(map(worth.__getitem__, poor))
        while mass:
            price = missing // mass
            fallen = [i for i in rich if budget[i] < price]
            if not fallen:
                break
            rich = [i for i in rich if budget[i] >= price]
            missing -= sum(map(worth.__getitem__, fallen))
            mass -= sum(map(voices.__getitem__, fallen))
            poor += fallen
        self._rich[q], self._mass[q] = rich, mass
        return price if mass else self._exactly_affordable(q, missing)

    def _split_weighted(self, q: int) -> int | None:
        budget, worth, voices = self._budget, self._worth, self._voices
        rich, given, poor, mass = self._rich[q], self._rich_weights[q], self._poor[q], self._mass[q]
        missing = self._costs[q] - sum(map(worth.__getitem__, poor))
        while mass:
            price = missing // mass
            fallen = [(i, w) for i, w in zip(rich, given, strict=True) if budget[i] < price * w]
            if not fallen:
                break
            left = [(i, w) for i, w in zip(rich, given, strict=True) if budget[i] >= price * w]
            rich, given = [i for i, _ in left], [w for _, w in left]
            missing -= sum(worth[i] for i, _ in fallen)
            mass -= sum(voices[i] * w for i, w in fallen)
            poor.extend(i for i, _ in fallen)
        self._rich[q], self._rich_weights[q], self._mass[q] = rich, given, mass
        return price if mass else self._exactly_affordable(q, missing)

    def _exactly_affordable(self, q: int, missing: int) -> int | None:
        """Decide what rounding cannot: whether supporters who give all they have reach the cost to the last grosz."""
        if missing > self._error * sum(map(self._voices.__getitem__, self._poor[q])):
            return None
        price = self._ledger().price(q)
        return None if price is None else (price.numerator << SHIFT) // price.denominator

    def _ledger(self) -> Ledger:
        if self._exact is None:
            self._exact = Ledger(self.plan.case, self.run.share)
        for step in self.run.steps[len(self._exact.bought) :]:
            self._exact.buy(step.option)
        return self._exact

    def _slack(self, q: int) -> int:
        """Bound the error of a price from below: what the poor may have more, spread over those who pay in full."""
        mass = self._mass[q]
        if not mass:
            return 1
        return self._error * sum(map(self._voices.__getitem__, self._poor[q])) // mass + 2

    def _exact_key(self, q: int) -> Fraction | None:
        """Return the exact key of an option, without the ledger where nobody is near the limit of his budget."""
        case = self.plan.case
        cost = Fraction(case.costs[q] * case.unit)
        scale = cost if self.plan.by_cost else Fraction(1)
        if not self._poor[q] and self._all_far(q):
            return cost / self._mass[q] / scale
        price = self._ledger().price(q)
        return None if price is None else price / scale

    def _all_far(self, q: int) -> bool:
        price, budget, gap = self._price[q], self._budget, self._error + 2
        if self._weights is None:
            return min(map(budget.__getitem__, self._rich[q])) - price > gap
        pairs = zip(self._rich[q], self._rich_weights[q], strict=True)
        return all(budget[i] - (price + 1) * w > gap for i, w in pairs)

    def _choose(self, near: dict[int, float]) -> tuple[int, Fraction | None]:
        """Choose the best of the near ones; more than one are compared exactly, equals by the declared order."""
        unsure = [q for q in near if self._slack(q) << _CERTAIN > self._price[q]]
        if len(near) == 1 and not unsure:
            return next(iter(near)), None
        exact = {q: key for q in near if (key := self._exact_key(q)) is not None}
        if not exact:
            return next(iter(near)), None  # the purchase finds out that it is not affordable
        best = min(exact.values())
        equal = [q for q, key in exact.items() if key == best]
        chosen = min(equal, key=self.plan.order.__getitem__)
        tier = self.plan.tier
        same = frozenset(q for q in equal if tier[q] == tier[chosen])
        if len(same) > 1:
            self.run.undecided.add(same)
        return chosen, best

    def _compare(self, guide: list[Step], near: dict[int, float], chosen: int) -> None:
        """Raise Differs unless, for every endowment between the two runs, this round buys the guide's option.

        With more money every price is lower or equal. So an option whose price here is above the guide's choice there
        is never the better one in between.
        """
        at = len(self.run.steps)
        if at >= len(guide) or guide[at].option != chosen:
            raise Differs
        step = guide[at]
        rivals = [q for q, key in near.items() if q != chosen and key <= step.key * NEAR]
        if not rivals:
            return
        if step.exact is None:
            raise Differs
        for q in rivals:
            key = self._exact_key(q)
            behind = self.plan.order[q] > self.plan.order[chosen]
            if key is not None and (key < step.exact or (key == step.exact and not behind)):
                raise Differs

    def _purchase(self, q: int, key: float, exact: Fraction | None) -> bool:
        """Charge the supporters; False if the exact count says that the option is not affordable after all."""
        price = self._price[q]
        rich, poor = self._rich[q], self._poor[q]
        error = self._certified(q, price)
        if error is None:
            settled = self._ledger().price(q)
            if settled is None:
                return False
            price, error = (settled.numerator << SHIFT) // settled.denominator, 1
        self.run.steps.append(Step(q, key, exact, rich, tuple(poor)))
        budget, worth, voices = self._budget, self._worth, self._voices
        if self._weights is None:
            for i in rich:
                left = budget[i] - price
                if left < 0:
                    left = 0
                budget[i] = left
                worth[i] = left * voices[i]
            heaviest = 1
        else:
            given = self._rich_weights[q]
            for i, w in zip(rich, given, strict=True):
                budget[i] = max(budget[i] - price * w, 0)
                worth[i] = budget[i] * voices[i]
            heaviest = max(given, default=1)
        for i in poor:
            budget[i] = worth[i] = 0
        self._error += (error + 1) * heaviest
        return True

    def _certified(self, q: int, price: int) -> int | None:
        """Return a proved bound on the error of a price, None where only the exact count can tell.

        Those who keep more than the bound after paying would pay the difference: if they are enough, it holds.
        """
        mass = self._mass[q]
        if not mass:
            return None
        budget, voices = self._budget, self._voices
        gap = self._slack(q) * mass
        bound = 2 * self._slack(q)
        if self._weights is None:
            level = price + bound + self._error
            safe = mass - sum(voices[i] for i in self._rich[q] if budget[i] < level)
        else:
            pairs = zip(self._rich[q], self._rich_weights[q], strict=True)
            safe = sum(voices[i] * w for i, w in pairs if budget[i] >= (price + bound) * w + self._error)
        return bound if safe * bound >= gap else None
