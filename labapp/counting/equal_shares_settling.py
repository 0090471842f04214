"""One whole count of Equal Shares in one order of equals: growing (or one run), then filling up what is left.

Counted again for every order of equals that nothing parts, so that what orders share is counted once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from labapp.counting.budget_case import Case
from labapp.counting.cost_courses import Choice, Course
from labapp.counting.cost_ties import Way
from labapp.counting.equal_shares_deciding import Doubt
from labapp.counting.equal_shares_growth import Growth, Met, grow
from labapp.counting.equal_shares_plan import Plan
from labapp.counting.equal_shares_run import buy_once
from labapp.counting.equal_shares_trails import Run
from labapp.counting.rule import Progress
from labapp.counting.spending import SKIP, Spent, spend


@dataclass(frozen=True)
class Settled:
    """One whole count in one order of equals: the last run, what was free, what completion added."""

    free: tuple[int, ...]
    growth: Growth
    filled: Spent | None
    parted: Spent | None  # how completion ends where only the declared way parts equals
    start: Fraction
    step: Fraction
    order: Sequence[int]
    percent: Fraction | None = None  # what a step is of the first share, where it was set so

    @property
    def winners(self) -> list[int]:
        """Return what is bought, in order."""
        return [*self.free, *self.growth.run.bought, *(self.filled.winners if self.filled else ())]

    @property
    def end(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return what is bought surely and perhaps; equals that fill up are as open as the declared way leaves them."""
        end = self.parted
        surely = frozenset([*self.free, *self.growth.run.bought, *(end.winners if end else ())])
        return surely, end.maybe if end else frozenset()

    @property
    def course(self) -> Course:
        """Return what this order elects by which choices; equals that fill up are left loose where they can be."""
        choices, end = list(self.growth.choices), self.parted
        loose = [frozenset(tie) for tie in end.open_ties] if end else []
        if end is None or any(group & tie for group, _ in choices for tie in loose):
            return Course(self.winners, [*choices, *self._filling(loose)])
        return Course([*self.free, *self.growth.run.bought, *end.winners], choices, end.maybe, loose, end.too_many)

    def _filling(self, ties: Sequence[frozenset[int]]) -> Iterator[Choice]:
        """Yield the choices that filling up in this order made."""
        for tie in ties:
            rest = sorted(tie, key=self.order.__getitem__)
            yield from ((frozenset(rest[at:]), q) for at, q in enumerate(rest[:-1]))


@dataclass(frozen=True)
class Settling:
    """The settings of a count, and how orders before grew and were filled up; `part` are the options that take part."""

    way: Way
    settings: Mapping[str, Any]
    part: Sequence[int]
    progress: Progress | None
    _grown: list[Growth] = field(default_factory=list)
    _filled: dict[tuple[tuple[int, ...], bool], Spent] = field(default_factory=dict)

    @property
    def exhaustive(self) -> bool:
        """Say whether growing ends also when nothing more fits."""
        return bool(self.settings["stop"] == "exhaustive")

    def settle(self, plan: Plan) -> Settled:
        """Count once, in the order of the plan, along the orders before."""
        share, step = self._start(plan.case)
        if step > 0 and self._raises and plan.options:
            growth = grow(plan, share, step, self.exhaustive, self.progress, along=self._grown)
            if not any(growth is known for known in self._grown):
                self._grown.append(growth)
        else:
            growth = self._once(plan, share)
        return self._settled(plan, growth)

    def settle_from(self, plan: Plan, doubt: Doubt) -> Settled:
        """Count once from where equals in another order may lead elsewhere; the end is near there.

        What is left is filled up as the plan has it: equals that are met there are a tie by themselves.
        """
        _, step = self._start(plan.case)
        other = plan.reordered(doubt.order)
        if step > 0 and self._raises and doubt.grows and plan.options:
            growth = grow(other, doubt.share, step, self.exhaustive, self.progress, 1, doubt.known)
        else:
            growth = self._once(other, doubt.share, doubt.known)
        return self._settled(plan, growth)

    def _start(self, case: Case) -> tuple[Fraction, Fraction]:
        """Return the first share and the step."""
        share = Fraction(case.budget, case.people) * case.unit if case.people else Fraction(0)
        percent = self._percent
        step = self.settings["step"] * case.scale if percent is None else share * percent / 100
        return Fraction(share // case.scale * case.scale) if self.settings["start"] == "floor" else share, step

    @property
    def _percent(self) -> Fraction | None:
        asked = self.settings["step"]
        return Fraction(asked.removesuffix("%")) if isinstance(asked, str) else None

    @property
    def _raises(self) -> bool:
        return self.settings["completion"] in ("add1", "add1u")

    def _once(self, plan: Plan, share: Fraction, known: Run | None = None) -> Growth:
        """Buy with one endowment only; `known` is a run in this order with as much money or more."""
        if not plan.options:
            return Growth(Run(share), 0, "")
        progress = self.progress
        tick = None if progress is None else lambda done: progress(done, len(plan.options))
        again = known is not None
        run = buy_once(plan, share, beyond=known, tick=tick, store=again, keep=again or plan.kept)
        choices, parted = plan.ties(run)
        return Growth(run, 0, "", None, dict.fromkeys(choices), {group: Met(share, [run]) for group in parted})

    def _settled(self, plan: Plan, growth: Growth) -> Settled:
        """Fill up what is left, in the order of the plan, and as the declared way parts equals."""
        case = plan.case
        share, step = self._start(case)
        free = tuple(q for q in self.part if not case.costs[q])
        if self.settings["completion"] not in ("utilitarian", "add1u"):
            return Settled(free, growth, None, None, share, step, plan.order, self._percent)
        have = {*growth.run.bought, *free}
        rest = tuple(q for q in self.part if q not in have)
        filled = self._fill(case, rest, plan.order)
        parted = self._fill(case, rest)
        return Settled(free, growth, filled, parted, share, step, plan.order, self._percent)

    def _fill(self, case: Case, rest: tuple[int, ...], order: Sequence[int] | None = None) -> Spent:
        """Return what is added of the rest, in one order of equals or as the declared way parts them."""
        way = self.way
        if order is not None:
            rest = tuple(sorted(rest, key=order.__getitem__))
            way = replace(way, tier=[(rank,) for rank in order])
        key = rest, order is None
        if key not in self._filled:
            left = case.budget - case.total([q for q in self.part if q not in rest])
            per_cost = self.settings["utility"] == "cardinality"
            self._filled[key] = spend(case, rest, way, SKIP, left, per_cost, self.progress)
        return self._filled[key]
