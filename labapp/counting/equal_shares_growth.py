"""Completion of Equal Shares by growing endowments (Add1), without counting every step.

A step raises everybody's endowment. Between two endowments that buy the same options in the same order, and where no
price could have crossed another, every endowment buys the same: those steps are passed over. The result is the one of
plain stepping; the tests hold both beside each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil

from labapp.counting.cost_courses import Choice
from labapp.counting.equal_shares_compare import shared_exactly, shared_rounds
from labapp.counting.equal_shares_ending import ending, goes_on_below
from labapp.counting.equal_shares_plan import Plan
from labapp.counting.equal_shares_run import buy_once
from labapp.counting.equal_shares_trails import Run

Progress = Callable[[int, int], None]
_PATIENCE = 3  # so many guesses may hardly narrow the gap before it is halved: amounts floats can hardly tell apart
_NARROW = 1 + Fraction(1, 10**5)  # endowments nearer together than this buy what floats can hardly tell apart
FIRST_STRIDE = 12  # so many steps are looked ahead at first; runs in between then need little work


@dataclass
class Met:
    """The runs that met equals which the declared way parted: the first and the last two of those counted.

    `since` is the endowment of the run counted before them, up to which any order buys the same, or goes on at least.
    """

    since: Fraction
    runs: list[Run] = field(default_factory=list)

    def meet(self, run: Run) -> None:
        """Add a run."""
        self.runs = [*self.runs[:1], *self.runs[1:][-1:], run]


@dataclass
class Growth:
    """The last run that counts, after how many steps, and why growing ended.

    `ended`: "exhaustive", "all" (everything with support is bought) or "overspent" (the next step would cost more
    than the budget; `refused` is that run). `choices` are those that all runs counted made between equals that nothing
    could part, `equals` those that the declared way parted, with the first and last two runs of each.
    `path` are the runs that were counted, by step, where it is worth keeping them for other orders of equals. The first
    one is that of step `begun`: up to there growing goes on in any order.
    """

    run: Run
    steps: int
    ended: str
    refused: Run | None = None
    choices: dict[Choice, None] = field(default_factory=dict)
    equals: dict[frozenset[int], Met] = field(default_factory=dict)
    path: list[tuple[int, Run]] = field(default_factory=list)
    begun: int = 0

    def alike(self, order: Sequence[int]) -> int:
        """Return how many of the runs counted choose alike in another order of equals, one after the other."""
        return next((number for number, (_, run) in enumerate(self.path) if not run.alike(order)), len(self.path))


def grow(
    plan: Plan,
    start: Fraction,
    step: Fraction,
    exhaustive: bool,
    progress: Progress | None = None,
    stride: int = FIRST_STRIDE,
    known: Run | None = None,
    along: Sequence[Growth] = (),
) -> Growth:
    """Raise the endowment step by step until it must not be raised any more, looking `stride` steps ahead at first.

    `known` is a run with as much money or more; `along` is how equals in other orders grew from the same start.
    """
    search = _Search(plan, start, step, exhaustive, progress, stride)
    if not along:
        return search.find(None, known)
    alike = [growth.alike(plan.order) for growth in along]
    for growth, number in zip(along, alike, strict=True):
        if growth.path and number == len(growth.path):
            return growth
    most = max(alike)
    return search.find(search.follow(along[alike.index(most)], most), known)


@dataclass
class _Ahead:
    """A run with more money that is known already: at which step, how many rounds all up to it buy alike, and about
    which part of the way there the first of them buys something else.
    """

    at: int
    run: Run
    shared: int
    turn: float = 0.5

    def same(self, run: Run) -> bool:
        """Say whether all endowments from a run up to this one buy the same."""
        return self.shared == len(run.steps) == len(self.run.steps)


class _Search:
    """Looks for the step where growing ends; `_at` is the step reached, `_ahead` are runs beyond it, nearest last."""

    def __init__(
        self,
        plan: Plan,
        start: Fraction,
        step: Fraction,
        exhaustive: bool,
        progress: Progress | None,
        stride: int,
    ) -> None:
        self._plan, self._start, self._step = plan, start, step
        self._exhaustive = exhaustive
        self._progress = progress
        self._at = 0
        self._stride = stride
        self._since = 0
        self._ahead: list[_Ahead] = []
        self._width = self._slow = 0  # how far it was to the run ahead, and how often in a row that hardly shrank
        self._choices: dict[Choice, None] = {}
        self._equals: dict[frozenset[int], Met] = {}
        self._counted_last = start
        self._path: list[tuple[int, Run]] = []
        self._begun: int | None = None  # the step of the first run, once it is known
        self._marks: list[int] = []  # steps that growing in another order came by

    def follow(self, other: Growth, number: int) -> Run | None:
        """Go as far as growing in another order bought the same; return the run reached, None where none is known.

        What was proved of the steps between two of its runs holds in this order too: they buy what both runs buy.
        """
        here = None
        self._begun = other.begun
        self._marks = [at for at, _ in other.path]
        for at, run in other.path[:number]:
            self._at, here = at, self._counted(run, at)
        if here is None or here.moments:
            return here
        return self._run(self._at, None)  # what it knew in each round was not kept

    def find(self, here: Run | None = None, known: Run | None = None) -> Growth:
        """Return the outcome of plain stepping from a run on; `known` is a run with as much money or more."""
        run = here or self._first(known)
        while True:
            ended = ending(self._plan, run.bought, self._exhaustive)
            if ended:
                return self._grown(run, ended)
            ahead = self._ahead[-1] if self._ahead else None
            if ahead is None or (ahead.at > self._at + 1 and not ahead.same(run)):
                self._look(run, ahead)
                continue
            self._ahead.pop()
            after = self._counted(ahead.run, ahead.at)
            if self._plan.case.total(after.bought) > self._plan.case.budget:
                return self._grown(run, "overspent", after)
            self._stepped(ahead.at, run.bought == after.bought)
            run = after
            if self._ahead:
                self._compare(run, self._ahead[-1])

    def _first(self, known: Run | None) -> Run:
        """Count the last run that growing surely comes by and goes on from; where one is known, the end is near."""
        if known is not None:
            self._begun = 0
        if self._begun is None:
            below = goes_on_below(self._plan, self._exhaustive) - self._start
            self._begun = max(0, ceil(below / self._step) - 1)
        self._at = self._since = self._begun
        self._stride = max(self._stride, self._at // 10)  # steps this small do not change much soon
        self._counted_last = self._start + self._at * self._step
        return self._counted(self._run(self._at, None, None if known is None else _Ahead(0, known, 0)), self._at)

    def _grown(self, run: Run, ended: str, refused: Run | None = None) -> Growth:
        return Growth(run, self._at, ended, refused, self._choices, self._equals, self._path, self._begun or 0)

    def _counted(self, run: Run, at: int) -> Run:
        if self._plan.kept:
            self._path.append((at, run if self._stores() and run.parts() else replace(run, moments=[])))
        choices, parted = self._plan.ties(run)
        self._choices.update(dict.fromkeys(choices))
        for group in parted:
            told = run if self._plan.few else replace(run, moments=[])
            self._equals.setdefault(group, Met(self._counted_last)).meet(told)
        self._counted_last = run.share
        return run

    def _look(self, run: Run, ahead: _Ahead | None) -> None:
        """Count a run further on: beyond all known ones, or between here and the nearest of them."""
        target = self._target(ahead)
        found = self._run(target, run, ahead)
        nearest = _Ahead(target, found, ahead.shared if ahead else 0)
        self._ahead.append(nearest)
        self._compare(run, nearest)

    def _compare(self, run: Run, ahead: _Ahead) -> None:
        if ahead.at == self._at + 1:
            return  # nothing lies in between
        if not self._plan.in_range or ahead.run.share < run.share * _NARROW:
            ahead.shared, ahead.turn = shared_exactly(self._plan, run, ahead.run), 0.5
            return
        ahead.shared, ahead.turn = shared_rounds(self._plan, run, ahead.run, ahead.shared)

    def _stepped(self, target: int, same: bool) -> None:
        if not same:
            self._stride = max(FIRST_STRIDE, (target - self._since) // 2)
            self._since = target
        elif not self._ahead:
            self._stride = max(FIRST_STRIDE, 2 * (target - self._at))
        self._at = target

    def _run(self, at: int, below: Run | None, ahead: _Ahead | None = None) -> Run:
        tick = None if self._progress is None else self._tell
        beyond, shared = (ahead.run, ahead.shared) if ahead else (None, 0)
        return buy_once(self._plan, self._start + at * self._step, below, beyond, shared, tick, self._stores())

    def _stores(self) -> bool:
        """Say whether runs are worth storing: there will be further orders of equals, or this is one."""
        return self._plan.kept and (self._plan.again or bool(self._choices))

    def _tell(self, _: int) -> None:
        """Tell how many steps are done, also inside a long run, so that it can be cancelled there."""
        if self._progress is not None:
            self._progress(self._at, self._at + self._stride + 1)

    def _target(self, ahead: _Ahead | None) -> int:
        """Choose the next step to look at: far out while nothing differs, else where two prices seem to cross."""
        at = self._at
        if ahead is None:
            return next((mark for mark in self._marks if mark > at), at + self._stride)
        width, before = ahead.at - at, self._width
        self._width, self._slow = width, self._slow + 1 if 2 * width > before else 0
        if self._slow > _PATIENCE:
            self._slow = 0
            return at + width // 2
        part, whole = ahead.turn.as_integer_ratio()
        return min(max(at + width * part // whole, at + 1), ahead.at - 1)
