"""Completion of Equal Shares by growing endowments (Add1), without counting every step.

A step raises everybody's endowment. Between two endowments that buy the same options in the same order, and where no
price could have crossed another, every endowment buys the same: those steps are passed over. The result is the one of
plain stepping; `plain` is that stepping, kept for the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from labapp.counting.equal_shares_run import Buyer, Differs, Plan, Run

Progress = Callable[[int, int], None]


@dataclass
class Growth:
    """The last run that counts, after how many steps, and why growing ended.

    `ended`: "exhaustive", "all" (everything with support is bought) or "overspent" (the next step would cost more
    than the budget; `refused` is that run).
    """

    run: Run
    steps: int
    ended: str
    refused: Run | None = None
    undecided: set[frozenset[int]] = field(default_factory=set)


def grow(plan: Plan, start: Fraction, step: Fraction, exhaustive: bool, progress: Progress | None = None) -> Growth:
    """Raise the endowment step by step until the outcome must not be raised any more."""
    return _Search(plan, start, step, exhaustive, progress).find()


def is_exhaustive(plan: Plan, bought: list[int]) -> bool:
    """Say whether nothing with support fits into what is left of the budget."""
    case = plan.case
    left, have = case.budget - case.total(bought), set(bought)
    return not any(q not in have and case.scores[q] and case.costs[q] <= left for q in plan.options)


class _Search:
    """Looks for the step where growing ends; `at` is the last step whose run is known, `beyond` one known to differ."""

    def __init__(
        self, plan: Plan, start: Fraction, step: Fraction, exhaustive: bool, progress: Progress | None
    ) -> None:
        self._plan, self._start, self._step = plan, start, step
        self._exhaustive = exhaustive
        self._progress = progress
        self._at = 0
        self._stride = 1
        self._since = 0
        self._tries = 0
        self._beyond: int | None = None
        self._leads: dict[tuple[int, int, int], list[tuple[int, float]]] = {}
        self._undecided: set[frozenset[int]] = set()
        self.runs = 0

    def find(self) -> Growth:
        """Return the outcome of plain stepping."""
        run = self._run(0)
        while True:
            ended = self._ended(run)
            if ended:
                return Growth(run, self._at, ended, None, self._undecided)
            target = self._target()
            if target == self._at + 1:
                after = self._run(target)
                if self._plan.case.total(after.bought) > self._plan.case.budget:
                    return Growth(run, self._at, "overspent", after, self._undecided)
                self._stepped(target, after.bought != run.bought)
                run = after
                continue
            try:
                run = self._run(target, run)
            except Differs as found:
                self._beyond = target
                self._leads.setdefault(found.where, []).append((target, found.lead))
            else:
                self._passed(target)

    def _stepped(self, target: int, changed: bool) -> None:
        if changed:
            self._stride = max(2, (target - self._since) // 2)
            self._since = target
        elif self._beyond is None:
            self._stride = 2 * max(1, self._stride)
        if changed or self._beyond == target:
            self._beyond = None
            self._leads.clear()
        self._at = target

    def _passed(self, target: int) -> None:
        if self._beyond is None:
            self._stride = 2 * (target - self._at)
        self._at = target

    def _run(self, at: int, guide: Run | None = None) -> Run:
        self.runs += 1
        tick = None if self._progress is None else self._tell
        run = Buyer(self._plan, self._start + at * self._step, guide, tick).buy_all()
        self._undecided |= run.undecided
        return run

    def _tell(self, _: int) -> None:
        """Tell how many steps are done, also inside a long run, so that it can be cancelled there."""
        if self._progress is not None:
            self._progress(self._at, self._at + self._stride + 1)

    def _ended(self, run: Run) -> str:
        supported = sum(1 for q in self._plan.options if self._plan.case.scores[q])
        if len(run.steps) == supported:
            return "all"
        return "exhaustive" if self._exhaustive and is_exhaustive(self._plan, run.bought) else ""

    def _target(self) -> int:
        """Choose the next step to look at: far out while nothing differs, else where two prices seem to cross."""
        at, beyond = self._at, self._beyond
        if self.runs > at + 8:  # changes are so close together that looking ahead costs more than it spares
            return at + 1
        if beyond is None:
            return at + max(1, self._stride)
        if beyond - at <= 1:
            return at + 1
        guess = (at + beyond) // 2
        self._tries += 1
        for leads in self._leads.values() if self._tries % 3 else ():
            if len(leads) > 1 and leads[-1][0] == beyond and leads[-1][1] > leads[-2][1]:
                (far, low), (near, high) = leads[-2:]
                crossing = int(near - high * (near - far) / (high - low))
                guess = crossing if crossing > at else guess
        return min(max(guess, at + 1), beyond - 1)


def plain(plan: Plan, start: Fraction, step: Fraction, exhaustive: bool) -> Growth:
    """Raise the endowment one step after another and run each: the definition."""
    at = 0
    run = Buyer(plan, start).buy_all()
    supported = sum(1 for q in plan.options if plan.case.scores[q])
    while True:
        if len(run.steps) == supported:
            return Growth(run, at, "all")
        if exhaustive and is_exhaustive(plan, run.bought):
            return Growth(run, at, "exhaustive")
        after = Buyer(plan, start + (at + 1) * step).buy_all()
        if plan.case.total(after.bought) > plan.case.budget:
            return Growth(run, at, "overspent", after)
        at, run = at + 1, after
