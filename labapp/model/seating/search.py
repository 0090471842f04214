"""Making a seating better by exchanging two people of one round: simulated annealing.

An exchange that costs nothing is always made, a dearer one now and then, ever more seldom: that leads out of dead ends.
Sizes never change by an exchange. Exchanges that would put a sector out of its bounds are too dear to be taken, so a
seating that was even stays so. How long it looks is counted in exchanges looked at, not in seconds: the same request
gives the same seating on every computer.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, inf

from labapp.jobs import Progress

WISH = 1_000  # dearer than any number of repeated meetings a person can have
UNEVEN = 1_000_000  # dearer than all wishes together
_HOT, _COLD = 0.5, 0.2  # at which an exchange dearer by one is made once in seven times, and once in 150
_LOOKS = 1_000  # at each seat to begin so hot; who has fewer begins colder, or there is no time to cool down
_BEYOND = 12  # so many times dearer than it is hot, nothing is ever made
_STEPS = 200  # in which it cools down


@dataclass(frozen=True)
class Task:
    """A request in numbers: people are 0…n-1. `wish` holds what a pair costs at one table beyond meeting again."""

    sectors: Sequence[int]
    limits: Sequence[tuple[int, int]]  # by sector
    tables: int
    movable: Sequence[int]
    wish: Sequence[Sequence[int]]
    together: frozenset[tuple[int, int]]
    topics: bool


class Search:
    """One seating being improved: `seats[r][p]` is the table of person p in round r.

    `_dear` holds, by round, person and table, what it costs to come there. What an exchange would change is read off
    four of these sums; only one that is made has to mend them, and of a hundred that are looked at that is one.
    """

    def __init__(self, task: Task, seats: list[list[int]], rng: random.Random) -> None:
        self.task = task
        self.seats = seats
        self._rng = rng
        people, tables = range(len(task.sectors)), range(task.tables)
        self._tables = [[[p for p in people if seat[p] == table] for table in tables] for seat in seats]
        self._been = [[sum(seat[p] == table for seat in seats) for table in tables] for p in people]
        self._sides = [[[0] * task.tables for _ in task.limits] for _ in seats]
        self._pairs = self._exchangeable()
        self._pay = self._meetings()
        # leaving a table saves one less than it costs to come there: for everybody else, and for having been there
        self._fixed = [[len(members) - 1 + task.topics for members in tabled] for tabled in self._tables]
        for seat, counts in zip(seats, self._sides, strict=True):
            for person, table in enumerate(seat):
                counts[task.sectors[person]][table] += 1
        self._dear = [
            [[been * task.topics + sum(map(pay.__getitem__, members))
              for been, members in zip(self._been[p], tabled, strict=True)] for p, pay in enumerate(self._pay)]
            for tabled in self._tables
        ]  # fmt: skip

    def _exchangeable(self) -> list[tuple[int, int]]:
        """Return whose places may be exchanged; pairs of one sector more often: they leave sectors even."""
        sectors = self.task.sectors
        pairs = list(combinations(self.task.movable, 2))
        within = [(one, two) for one, two in pairs if sectors[one] == sectors[two]]
        return pairs + within * (len(pairs) // len(within) if within else 0)

    def _meetings(self) -> list[list[int]]:
        """Return what one more meeting of two would cost: as much as they have met, and what is wished of them."""
        pay = [list(row) for row in self.task.wish]
        for one, two in self.task.together:
            pay[one][two] = pay[two][one] = -WISH
        for tabled in self._tables:
            for members in tabled:
                for one in members:
                    for two in members:
                        pay[one][two] += 1
        for person, row in enumerate(pay):
            row[person] = 0
        return pay

    def cost(self) -> int:
        """Return what the whole costs; 0 is perfect."""
        task, turns = self.task, len(self.seats)
        total = len(task.together) * (WISH * turns - turns * (turns - 1) // 2)  # nothing for those who always meet
        for one, row in enumerate(self._pay):
            for two in range(one):
                wish = -WISH if (two, one) in task.together else task.wish[one][two]
                met = row[two] - wish
                total += met * (met - 1) // 2 + wish * met
        if task.topics:
            total += sum(times * (times - 1) // 2 for row in self._been for times in row)
        return total + UNEVEN * self._uneven()

    def _uneven(self) -> int:
        return sum(
            _beyond(count, limit) for counts in self._sides
            for row, limit in zip(counts, self.task.limits, strict=True) for count in row
        )  # fmt: skip

    def run(self, effort: int, progress: Progress, begun: int, total: int, least: int = 0) -> int:
        """Improve until it costs `least`, which cannot be bettered, or the effort is spent; return the cost."""
        now = best = self.cost()
        kept = [list(seat) for seat in self.seats]
        hot = _HOT * min(1.0, max(0.6, effort / _LOOKS / max(1, len(self.seats) * len(self.task.movable))))
        for step in range(_STEPS if self._pairs else 0):
            progress.step(begun + effort * step // _STEPS, total)
            if best <= least:
                break
            for change in self._exchanges(effort // _STEPS, hot * (_COLD / _HOT) ** (step / _STEPS)):
                now += change
                if now < best:
                    best, kept = now, [list(seat) for seat in self.seats]
                if best <= least:
                    break
        self.seats = kept
        return best

    def _exchanges(self, count: int, heat: float) -> Iterator[int]:
        """Look at exchanges drawn by lot, make some, and yield what each of these changes."""
        lot, seats, sectors = self._rng.random, self.seats, self.task.sectors
        most = _BEYOND * heat if not self._uneven() else inf
        turns, pairs = self._rng.choices(range(len(seats)), k=count), self._rng.choices(self._pairs, k=count)
        for turn, (one, two) in zip(turns, pairs, strict=True):
            here, there = seats[turn][one], seats[turn][two]
            if here == there:
                continue
            mine, theirs, fixed = self._dear[turn][one], self._dear[turn][two], self._fixed[turn]
            change = mine[there] - mine[here] + theirs[here] - theirs[there] - 2 * self._pay[one][two]
            change += fixed[here] + fixed[there]
            if change > most:
                continue
            if sectors[one] != sectors[two]:
                change += UNEVEN * self._tilt(self._sides[turn], sectors[one], sectors[two], here, there)
            if change <= 0 or lot() < exp(-change / heat):
                self._exchange(turn, one, two)
                yield change

    def _exchange(self, turn: int, one: int, two: int) -> None:
        here, there = self.seats[turn][one], self.seats[turn][two]
        for row, pay in zip(self._dear[turn], self._pay, strict=True):
            step = pay[two] - pay[one]
            row[here] += step
            row[there] -= step
        self.seats[turn][one], self.seats[turn][two] = there, here
        for gone, come, left, at in ((one, two, here, there), (two, one, there, here)):
            members = self._tables[turn][left]
            members.remove(gone)
            for other in members:
                self._replace(other, gone, come)
            self._visit(turn, gone, left, at)
        self._tables[turn][here].append(two)
        self._tables[turn][there].append(one)

    def _replace(self, person: int, gone: int, come: int) -> None:
        """Somebody meets one person once less and another one once more."""
        pay = self._pay
        pay[person][gone] -= 1
        pay[gone][person] -= 1
        pay[person][come] += 1
        pay[come][person] += 1
        for seat, dear in zip(self.seats, self._dear, strict=True):
            mine, at = dear[person], seat[person]
            mine[seat[gone]] -= 1
            mine[seat[come]] += 1
            dear[gone][at] -= 1
            dear[come][at] += 1

    def _visit(self, turn: int, person: int, left: int, at: int) -> None:
        counts = self._sides[turn][self.task.sectors[person]]
        for table, step in ((left, -1), (at, 1)):
            counts[table] += step
            self._been[person][table] += step
            for dear in self._dear if self.task.topics else ():
                dear[person][table] += step

    def _tilt(self, counts: list[list[int]], side: int, other: int, here: int, there: int) -> int:
        """By how much more (or less) sectors would be uneven."""
        mine, theirs = counts[side], counts[other]
        limit, limits = self.task.limits[side], self.task.limits[other]
        before = _beyond(mine[here], limit) + _beyond(mine[there], limit)
        before += _beyond(theirs[here], limits) + _beyond(theirs[there], limits)
        after = _beyond(mine[here] - 1, limit) + _beyond(mine[there] + 1, limit)
        after += _beyond(theirs[here] + 1, limits) + _beyond(theirs[there] - 1, limits)
        return after - before


def _beyond(count: int, limit: tuple[int, int]) -> int:
    low, high = limit
    return low - count if count < low else count - high if count > high else 0
