"""One run of Equal Shares with one endowment: which options are bought, in which order. Fast, and never a guess.

Budgets are whole numbers with 96 binary digits behind the point and a proved bound on their error. What is closer
together than that bound - equal supports above all - is decided again by `Ledger`, which counts exactly.

Prices only rise while a run goes on, because budgets only shrink. So the price an option had when it was last looked
at is a lower bound, and most options need not be looked at in most rounds. A supporter who once cannot pay the full
price of an option never can again: the list of those who can only shrinks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from heapq import heappop, heappush
from itertools import compress, repeat
from math import inf
from operator import gt, mul, not_, sub

from labapp.counting.budget_case import Case
from labapp.counting.cost_ties import entangled
from labapp.counting.equal_shares_ledger import Ledger

SHIFT = 96
NEAR = 1 + 1e-11  # keys are floats of exact integers: wrong by less than 1e-15 of themselves
_CERTAIN = 40  # an error bound this many binary digits below the price cannot change a float key


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

    @cached_property
    def costs(self) -> list[int]:
        """Return the costs as the budgets of a run are written."""
        return [cost * self.case.unit << SHIFT for cost in self.case.costs]

    @cached_property
    def units(self) -> list[int]:
        """Return what a price is divided by to give the key of an option."""
        return self.costs if self.by_cost else [1] * len(self.costs)

    @cached_property
    def first_keys(self) -> list[tuple[float, int]]:
        """Return the keys while everybody can pay in full, in order: no key is ever lower."""
        mass = self.case.scores
        return sorted((self.costs[q] / mass[q] / self.units[q], q) for q in self.options if mass[q] and self.costs[q])

    @cached_property
    def heaviest(self) -> list[int]:
        """Return the most points that one supporter gave to each option."""
        weights = self.case.weights
        return [1] * len(self.costs) if weights is None else [max(given, default=1) for given in weights]

    @cached_property
    def ones(self) -> bool:
        """Say whether every class is one voice, so that heads need not be multiplied."""
        return max(self.case.voices, default=1) == 1


@dataclass
class Step:
    """One purchase: the option, its key (lower is better) and, where equals were compared, the exact key.

    `alive` are those who could not pay the full price but still gave something, `mass` the points of those who could.
    """

    option: int
    key: float
    exact: Fraction | None
    alive: Sequence[int]
    mass: int


@dataclass
class Run:
    """What one endowment buys, and the ties that only the last order decided."""

    share: Fraction
    steps: list[Step] = field(default_factory=list)
    undecided: set[frozenset[int]] = field(default_factory=set)
    equals: set[frozenset[int]] = field(default_factory=set)

    @property
    def bought(self) -> list[int]:
        """Return the options in the order of purchase."""
        return [step.option for step in self.steps]


class Differs(Exception):
    """The run leaves the path of the run it was compared with, or may have left it in between.

    `where` names the round and the two options; `lead` is how far the guide's option still is ahead (below 0: behind).
    """

    def __init__(self, where: tuple[int, int, int] = (-1, -1, -1), lead: float = 0.0) -> None:
        super().__init__(where, lead)
        self.where = where
        self.lead = lead


class Buyer:
    """Carries out one run; with `guide`, stops as soon as some endowment in between might buy differently.

    `tick` is called with the number of purchases so far, and may raise to cancel.
    """

    def __init__(
        self, plan: Plan, share: Fraction, guide: Run | None = None, tick: Callable[[int], None] | None = None
    ) -> None:
        case = plan.case
        self.plan = plan
        self.run = Run(share)
        self._tick = tick
        self._guide = guide.steps if guide else None
        self._guide_share = guide.share if guide else share
        self._voices = case.voices
        self._votes = case.votes
        self._ones = plan.ones
        self._costs = plan.costs
        start = (share.numerator << SHIFT) // share.denominator
        self._units = plan.units
        self._budget = [start] * len(case.voices)
        self._error = 1
        weights = case.weights
        self._weights = weights
        self._rich: list[Sequence[int]] = list(case.supporters)
        self._rich_weights: list[Sequence[int]] = list(weights) if weights else []
        self._poor: list[list[int]] = [[] for _ in case.options]
        self._poor_voices: list[list[int]] = [[] for _ in case.options]
        self._mass = list(case.scores)
        self._price = [0] * len(case.options)
        self._exact: Ledger | None = None
        # an option whose supporters have too little even now need never be looked at; a sorted list is a heap
        self._heap = [entry for entry in plan.first_keys if (start + 1) * self._votes[entry[1]] >= plan.costs[entry[1]]]

    def buy_all(self) -> Run:
        """Buy until nobody can afford anything more."""
        guide = self._guide
        while True:
            if self._tick is not None:
                self._tick(len(self.run.steps))
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
            _, q = heappop(heap)
            enough = best * NEAR if near else inf
            key = self._look(q, enough)
            if key is None:
                continue
            if key > enough:
                heappush(heap, (key, q))
                continue
            near[q] = key
            best = max(limit, min(near.values()))
        top = best * NEAR
        for q in [q for q, key in near.items() if key > top]:
            heappush(heap, (near.pop(q), q))
        return near

    def _look(self, q: int, enough: float) -> float | None:
        """Return the key of an option now, None when its supporters cannot pay for it any more.

        A key above `enough` is only a lower bound: others come first then, and by how much is not asked.
        """
        price = self._split(q, enough) if self._weights is None else self._split_weighted(q, enough)
        if price is None:
            return None
        self._price[q] = price
        return price / self._units[q]

    def _split(self, q: int, enough: float) -> int | None:
        """Part the supporters into those who pay the full price and those who give all they have."""
        purse, voice = self._budget.__getitem__, self._voices.__getitem__
        rich, mass = self._rich[q], self._mass[q]
        missing = self._costs[q]
        poor, ones, unit = self._poor[q], self._ones, self._units[q]
        if poor:
            missing -= sum(map(purse, poor) if ones else map(mul, map(purse, poor), self._poor_voices[q]))
        while mass:
            price = missing // mass
            if price / unit > enough or min(map(purse, rich)) >= price:
                break
            low = list(map(gt, repeat(price), map(purse, rich)))
            fallen = list(compress(rich, low))
            rich = list(compress(rich, map(not_, low)))
            poor += fallen
            if ones:
                missing -= sum(map(purse, fallen))
                mass -= len(fallen)
            else:
                heads = list(map(voice, fallen))
                missing -= sum(map(mul, map(purse, fallen), heads))
                mass -= sum(heads)
                self._poor_voices[q] += heads
        self._rich[q], self._mass[q] = rich, mass
        return price if mass else self._exactly_affordable(q, missing)

    def _split_weighted(self, q: int, enough: float) -> int | None:
        """Do the same where supporters pay by the points they gave."""
        purse, voice, unit = self._budget.__getitem__, self._voices.__getitem__, self._units[q]
        rich, given, mass = self._rich[q], self._rich_weights[q], self._mass[q]
        poor, poor_voices = self._poor[q], self._poor_voices[q]
        missing = self._costs[q]
        if poor:
            missing -= sum(map(purse, poor) if self._ones else map(mul, map(purse, poor), poor_voices))
        while mass:
            price = missing // mass
            if price / unit > enough:
                break
            low = list(map(gt, map(mul, repeat(price), given), map(purse, rich)))
            if True not in low:
                break
            fallen = list(compress(rich, low))
            heads = list(map(voice, fallen))
            missing -= sum(map(mul, map(purse, fallen), heads))
            mass -= sum(map(mul, compress(given, low), heads))
            high = list(map(not_, low))
            rich, given = list(compress(rich, high)), list(compress(given, high))
            poor += fallen
            poor_voices += heads
        self._rich[q], self._rich_weights[q], self._mass[q] = rich, given, mass
        return price if mass else self._exactly_affordable(q, missing)

    def _exactly_affordable(self, q: int, missing: int) -> int | None:
        """Decide what rounding cannot: whether supporters who give all they have reach the cost to the last grosz."""
        if missing > self._error * self._poor_total(q):
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
        return self._error * self._poor_total(q) // mass + 2

    def _poor_total(self, q: int) -> int:
        return self._votes[q] - self._mass[q] if self._weights is None else sum(self._poor_voices[q])

    def _exact_key(self, q: int) -> Fraction | None:
        """Return the exact key of an option, without the ledger where nobody is near the limit of his budget."""
        case = self.plan.case
        cost = case.costs[q] * case.unit
        if not self._poor[q] and self._all_far(q):
            return Fraction(1 if self.plan.by_cost else cost, self._mass[q])
        price = self._ledger().price(q)
        return price if price is None or not self.plan.by_cost else price / cost

    def _all_far(self, q: int) -> bool:
        price, budget, gap = self._price[q], self._budget, self._error + 2
        if self._weights is None:
            return min(map(budget.__getitem__, self._rich[q])) - price > gap
        pairs = zip(self._rich[q], self._rich_weights[q], strict=True)
        return all(budget[i] - (price + 1) * w > gap for i, w in pairs)

    def _choose(self, near: dict[int, float]) -> tuple[int, Fraction | None]:
        """Choose the best of the near ones; more than one are compared exactly, equals by the declared order."""
        top = min(near.values()) * NEAR
        unsure = [q for q in near if self._slack(q) << _CERTAIN > self._price[q]]
        close = [q for q, key in near.items() if key <= top or q in unsure]
        if len(close) == 1 and not unsure:
            return close[0], None
        exact = {q: key for q in close if (key := self._exact_key(q)) is not None}
        if not exact:
            return close[0], None  # the purchase finds out that it is not affordable
        best = min(exact.values())
        equal = [q for q, key in exact.items() if key == best]
        chosen = min(equal, key=self.plan.order.__getitem__)
        tier = self.plan.tier
        same = frozenset(q for q in equal if tier[q] == tier[chosen])
        if len(same) > 1:
            self.run.undecided.update(entangled(self.plan.case, same))
        if len(equal) > len(same):
            self.run.equals.add(frozenset(equal))
        return chosen, best

    def _compare(self, guide: list[Step], near: dict[int, float], chosen: int) -> None:
        """Raise Differs unless, for every endowment between the two runs, this round buys the guide's option.

        With more money every price is lower or equal. So an option whose price here is above the guide's choice there
        is never the better one in between.
        """
        at = len(self.run.steps)
        if at >= len(guide):
            raise Differs
        step = guide[at]
        if step.option != chosen:
            lead = near[chosen] - near.get(step.option, step.key)
            raise Differs((at, step.option, chosen), min(lead / step.key, 0.0))
        rivals = [q for q, key in near.items() if q != chosen and key <= step.key * NEAR]
        rivals = [q for q in rivals if not self._kept_apart(q, near[q], chosen, step)]
        if not rivals:
            return
        closest = min(rivals, key=near.__getitem__)
        if step.exact is None or near[closest] * NEAR < step.key:
            raise Differs((at, chosen, closest), (near[closest] - near[chosen]) / step.key)
        for q in rivals:
            key = self._exact_key(q)
            behind = self.plan.order[q] > self.plan.order[chosen]
            if key is not None and (key < step.exact or (key == step.exact and not behind)):
                raise Differs

    def _kept_apart(self, q: int, key: float, chosen: int, step: Step) -> bool:
        """Prove, from how fast budgets grow, that a rival stays behind for every endowment between the two runs.

        Each purse that is not empty grows at least as fast as the endowment; so the chosen option's price falls at
        least by what its poor supporters gain, and going down from here the rival's poor lose at least the difference.
        Both bounds are straight lines: holding at both ends, they hold in between.
        """
        plan, voices, budget = self.plan, self._voices, self._budget
        gain = float(self.run.share - self._guide_share)
        unit = float(1 << SHIFT)
        cost, own = self.plan.case.costs, plan.case.unit
        alive = set(step.alive)
        falls = sum(voices[i] for i in self._poor[chosen] if i in alive) / self._mass[chosen] * gain
        scale = unit * (1.0 if not plan.by_cost else 1.0 / (cost[chosen] * own << SHIFT))
        if step.key * (1 + 1e-9) - falls * scale >= key:
            return False
        mine = unit * (1.0 if not plan.by_cost else 1.0 / (cost[q] * own << SHIFT))
        room = int(gain * unit)
        helped = sum(voices[i] for i in self._poor[q] if budget[i] > room + self._error) * gain * (1 - 1e-9)
        return self._mass[q] * (step.key * (1 + 1e-9) - key) / mine < helped

    def _purchase(self, q: int, key: float, exact: Fraction | None) -> bool:
        """Charge the supporters; False if the exact count says that the option is not affordable after all."""
        price = self._price[q]
        rich, poor = self._rich[q], self._poor[q]
        error = self._certified(q, price)
        if error is None:
            settled = self._ledger().price(q)
            if settled is None:
                return False
            price = (settled.numerator << SHIFT) // settled.denominator
            error = self._slack(q) if self._mass[q] else self._error * self._votes[q] + 1
        budget = self._budget
        limit = self._error
        self.run.steps.append(Step(q, key, exact, [i for i in poor if budget[i] > limit], self._mass[q]))
        if self._weights is None:
            for i in rich:
                budget[i] -= price
        else:
            given = self._rich_weights[q]
            for i, w in zip(rich, given, strict=True):
                budget[i] -= price * w
        for i in poor:
            budget[i] = 0
        self._error += (error + 1) * self.plan.heaviest[q]
        return True

    def _certified(self, q: int, price: int) -> int | None:
        """Return a proved bound on the error of a price, None where only the exact count can tell.

        Too low by how much: the poor may have less by the error each, rounding takes one per point, and whoever is on
        the edge of paying in full may have less than that by the error. Those who surely keep something even at the
        price plus the bound would pay the difference: if they are enough, the bound holds. Too high it is by no more
        than the slack: then only the poor can have more.
        """
        mass = self._mass[q]
        if not mass:
            return None
        budget, voices = self._budget, self._voices
        slack = self._slack(q)
        bound = 2 * slack
        rich = self._rich[q]
        if self._weights is None:
            level = price + bound + self._error
            if min(map(budget.__getitem__, rich)) >= level:
                return bound
            edge = sum([voices[i] for i in rich if budget[i] < level])
            safe = mass - edge
        else:
            given = self._rich_weights[q]
            kept = list(map(sub, map(budget.__getitem__, rich), map(mul, repeat(price + bound), given)))
            if min(kept) >= self._error:
                return bound
            safe = sum([voices[i] * w for i, w, left in zip(rich, given, kept, strict=True) if left >= self._error])
            edge = sum([voices[i] for i, left in zip(rich, kept, strict=True) if left < self._error])
        return bound if safe * bound >= slack * mass + self._error * edge else None
