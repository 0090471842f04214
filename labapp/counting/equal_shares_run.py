"""One run of Equal Shares with one endowment: which options are bought, in which order. Fast, and never a guess.

Floats say which options are near the best; what is nearer together than they can tell is compared by exact fractions,
equals by the declared order. Most options need not be looked at in most rounds: see `Bounds`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import inf
from types import MappingProxyType

from labapp.counting.equal_shares_bounds import Bounds, Neighbour
from labapp.counting.equal_shares_exact_run import buy_exactly, several
from labapp.counting.equal_shares_plan import ROUNDING, Plan
from labapp.counting.equal_shares_purses import Purses
from labapp.counting.equal_shares_tied import tied
from labapp.counting.equal_shares_trails import START, Moment, Place, Run, Spot, Step, Trails, after, walk

NEAR = 1 + 1e-6  # two keys that differ by more than this differ in truth: see CERTAIN


def buy(
    plan: Plan,
    share: Fraction,
    below: Run | None = None,
    beyond: Run | None = None,
    shared: int = 0,
    tick: Callable[[int], None] | None = None,
    keep: bool = False,
    spots: Mapping[Place, Spot] = MappingProxyType({}),
) -> Run:
    """Carry out one run, see `Buyer`; where no float can hold the amounts, by exact numbers alone."""
    if not plan.in_range:
        return buy_exactly(plan, Run(share), tick)
    return Buyer(plan, share, below, beyond, shared, tick, spots).buy_all(keep)


def buy_otherwise(plan: Plan, order: Sequence[int], run: Run, tick: Callable[[int], None] | None = None) -> Run:
    """Carry out a known run with equals in another order; nothing differs until another of them is bought first."""
    other = plan.reordered(order)
    if not plan.in_range or not run.moments:
        return buy(other, run.share, tick=tick)
    if not plan.few:
        alone = Trails()
        alone.store(run)
        return buy(other, run.share, tick=tick, keep=True, spots=alone.at(run.share))
    plan.trails.store(run)
    return buy_once(other, run.share, tick=tick)


def buy_once(
    plan: Plan,
    share: Fraction,
    below: Run | None = None,
    beyond: Run | None = None,
    shared: int = 0,
    tick: Callable[[int], None] | None = None,
    store: bool = False,
    keep: bool = True,
) -> Run:
    """Carry out a run as `buy` does, along the trails of this endowment where there are any.

    `store` it for the next order; most votes are counted in one order only, and storing takes a tenth of the time.
    """
    spots = plan.trails.at(share)
    known = Run(share)
    _, spot = walk(known, spots, plan.order)
    if spot is not None and spot.end:
        return known
    run = buy(plan, share, below, beyond, shared, tick, keep or bool(spots), spots)
    if (store or spots) and run.moments and plan.few:
        plan.trails.store(run)
    return run


class Buyer:
    """Carries out one run, alone or between two known ones.

    `below` is a run with less money, `beyond` one with more; the first `shared` rounds are known to be bought alike by
    all between the two. `tick` is called with the number of purchases so far, and may raise to cancel.
    """

    def __init__(
        self,
        plan: Plan,
        share: Fraction,
        below: Run | None = None,
        beyond: Run | None = None,
        shared: int = 0,
        tick: Callable[[int], None] | None = None,
        spots: Mapping[Place, Spot] = MappingProxyType({}),
    ) -> None:
        """Begin with full purses; `spots`: what was bought with this endowment in other orders of equals."""
        self.run = Run(share)
        self._plan = plan
        self._purses = Purses(plan, share, tick)
        self._bounds = Bounds(plan, float(share))
        self._below, self._beyond, self._known = below, beyond, shared
        self._neighbours = [Neighbour(plan, run, share) for run in (beyond, below) if run]
        self._tick = tick
        self._keep = False
        self._bought = 0
        self._spots, self._place = spots, START

    def buy_all(self, keep: bool = False) -> Run:
        """Buy until nobody can afford anything more; `keep` what is known in each round for other runs."""
        run, self._keep = self.run, keep
        ended = self._walk()
        if not run.steps:
            self._start_late()
        while not ended:
            if self._tick is not None:
                self._tick(len(run.steps))
            if len(run.steps) < self._known:
                self._follow(len(run.steps))
            elif near := self._nearest():
                self._buy(near)
            else:
                break
            ended = self._walk()
        if keep and not ended:
            run.moments.append(self._bounds.moment(self._bought, self._purses))
        return run

    def _walk(self) -> bool:
        """Go along what was bought before, as far as this order of equals chooses alike; say whether to the end."""
        if not self._spots:
            return False
        begun = len(self.run.steps)
        self._place, spot = walk(self.run, self._spots, self._plan.order, self._place)
        if spot is None:
            return False
        for step in self.run.steps[begun:]:
            self._passed(step)
        bought = self.run.bought
        if len(bought) > begun:
            self._purses.start_from(spot.moment, bought)
        if self._below is not None and self._below.bought[: len(bought)] != bought:
            self._known = 0  # equals that are not tied came in another order
        return spot.end

    def _pass(self, step: Step, moment: Moment | None) -> None:
        """Take over a purchase, and what was known before it."""
        if moment is not None:
            self.run.moments.append(moment)
        self.run.steps.append(step)
        if self._spots:
            self._place = after(self._place, step)
        self._passed(step)

    def _passed(self, step: Step) -> None:
        self._bounds.keys[step.option] = inf
        self._bought |= 1 << step.option
        for neighbour in self._neighbours:
            neighbour.paid(step.option, step.price)

    def _start_late(self) -> None:
        """Skip the first known rounds, as long as all supporters paid in full, with less money and so with any.

        The purses then are those of the run beyond, less the difference of the endowments. Who is equal with both is so
        in between: keys only fall with more money, and that of an option paid in full does not.
        """
        below, beyond = self._below, self._beyond
        if below is None or beyond is None:
            return
        late = 0
        for step, other in zip(below.steps[: self._known], beyond.steps, strict=False):
            if not step.full or not other.full or step.equals != other.equals:
                break
            late += 1
        if not late:
            return
        less, wrong = float(beyond.share - self.run.share), 2 * float(self.run.share) * ROUNDING
        for step, other, moment in zip(below.steps[:late], beyond.steps, beyond.moments, strict=False):
            here = moment.taken_over(less, wrong)
            if step.tied != other.tied:  # with enough money for both, they are tied no more
                ties = tied(self._plan, Purses.at(self._plan, here), step.equals, step.key, step.option)
                step = step._replace(tied=ties)
            self._pass(step, here if self._keep else None)
        self._purses.start_from(beyond.moments[late].taken_over(less, wrong), self.run.bought)

    def _follow(self, at: int) -> None:
        """Buy what is known to be bought in this round; who is equal on both sides is so in between: `_start_late`."""
        assert self._below is not None
        assert self._beyond is not None
        known, other = self._below.steps[at], self._beyond.steps[at]
        if known.exact == other.exact and known.equals == other.equals:
            key = self._look(known.option, known.key)
            if key is not None:
                self._pay(known.option, key, known.exact, known.equals)
                return
        self._buy(self._nearest())

    def _nearest(self) -> dict[int, float]:
        """Return the options whose support may be the best of this round, with their keys."""
        at, bounds = len(self.run.steps), self._bounds.keys
        for neighbour in self._neighbours:
            if neighbour.raise_bounds(self._bounds, at, self._bought, self._purses.error):
                break
        near: dict[int, float] = {}
        best = inf
        first = self._expected()
        if first is not None:
            key = self._look(first, bounds[first])
            if key is not None:
                near[first] = best = key
        top = best * NEAR
        for bound, q in sorted([(bound, q) for q, bound in enumerate(bounds) if bound <= top and bound < inf]):
            if bound > top:
                break
            if q == first:
                continue
            key = self._look(q, bound, top)
            if key is not None and key <= top:
                near[q] = key
                best = min(best, key)
                top = best * NEAR
        return {q: key for q, key in near.items() if key <= top}

    def _expected(self) -> int | None:
        """Return what a neighbouring run bought first of what is still to be had: a good one to begin with."""
        keys = self._bounds.keys
        for other in (self._below, self._beyond):
            if other is not None:
                for step in other.steps:
                    if keys[step.option] < inf:
                        return step.option
        return None

    def _look(self, q: int, guess: float, enough: float = inf) -> float | None:
        """Return the key of an option now, None (for the whole run) when its supporters cannot pay for it any more."""
        if self._tick is not None:
            self._tick(len(self.run.steps))
        unit = self._plan.units[q]
        found = self._purses.price(q, guess * unit, enough * unit)
        if found is None and self._purses.refresh():
            found = self._purses.price(q)
        if found is not None:
            key = self._bounds.looked(q, found)
            return key if key < inf else None
        exact = self._purses.exact_price(q)
        self._bounds.keys[q] = inf if exact is None else float(exact) / self._plan.units[q]
        return None if exact is None else self._bounds.keys[q]

    def _buy(self, near: dict[int, float]) -> None:
        chosen, exact, equals = self._choose(near)
        self._pay(chosen, near[chosen], exact, equals)

    def _pay(self, q: int, key: float, exact: Fraction | None = None, equals: frozenset[int] = frozenset()) -> None:
        moment = self._bounds.moment(self._bought, self._purses) if self._keep else None
        ties = tied(self._plan, self._purses, equals, key, q) if equals else equals
        paid = self._purses.pay(q)
        if paid is None:
            self._bounds.keys[q] = inf
        else:
            self._pass(Step(q, key, *paid, exact, equals, ties), moment)

    def _choose(self, near: dict[int, float]) -> tuple[int, Fraction | None, frozenset[int]]:
        """Choose the best of the near ones; more than one are compared exactly, equals by the declared order."""
        top = min(near.values()) * NEAR
        close = [q for q, key in near.items() if key <= top]
        if len(close) == 1:
            return close[0], None, frozenset()
        exact = {q: key for q in close if (key := self._exact_key(q, near[q])) is not None}
        if not exact:
            return close[0], None, frozenset()  # the purchase finds out that it is not affordable
        best = min(exact.values())
        equal = [q for q, key in exact.items() if key == best]
        chosen = min(equal, key=self._plan.order.__getitem__)
        return chosen, best, several(equal)

    def _exact_key(self, q: int, key: float) -> Fraction | None:
        """Return the exact key of an option, without the ledger where all pay in full or have nothing."""
        case = self._plan.case
        cost = case.costs[q] * case.unit
        mass = self._purses.full_mass(q, key * self._plan.units[q])
        if mass is not None:
            return Fraction(1 if self._plan.by_cost else cost, mass)
        price = self._purses.exact_price(q)
        return price if price is None or not self._plan.by_cost else price / cost
