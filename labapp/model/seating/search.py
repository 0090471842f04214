"""Making a seating better by exchanging two people of one round, until there is nothing left to repeat or to try.

Sizes never change by an exchange. Exchanges that would put a sector out of its bounds are too dear to be taken, so a
seating that was even stays so. How long it looks is counted in exchanges looked at, not in seconds: the same request
gives the same seating on every computer.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from labapp.jobs import Progress

WISH = 1_000  # dearer than any number of repeated meetings a person can have
UNEVEN = 1_000_000  # dearer than all wishes together


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
    """One seating being improved: `seats[r][p]` is the table of person p in round r."""

    def __init__(self, task: Task, seats: list[list[int]], rng: random.Random) -> None:
        self.task = task
        self.seats = seats
        self.looked = 0
        self._rng = rng
        size = len(task.sectors)
        self._met = [[0] * size for _ in range(size)]
        self._been = [[0] * task.tables for _ in range(size)]
        for turn in range(len(seats)):
            self._count(turn, 1)

    def _count(self, turn: int, step: int) -> None:
        seat, met, been = self.seats[turn], self._met, self._been
        tables: list[list[int]] = [[] for _ in range(self.task.tables)]
        for person, table in enumerate(seat):
            tables[table].append(person)
            been[person][table] += step
        for members in tables:
            for one in members:
                row = met[one]
                for two in members:
                    row[two] += step

    def cost(self) -> int:
        """Return what the whole costs; 0 is perfect."""
        task, met = self.task, self._met
        total = 0
        for one, row in enumerate(met):
            for two in range(one):
                if (two, one) in task.together:
                    total += WISH * (len(self.seats) - row[two])
                else:
                    total += row[two] * (row[two] - 1) // 2 + task.wish[one][two] * row[two]
        if task.topics:
            total += sum(times * (times - 1) // 2 for row in self._been for times in row)
        return total + sum(UNEVEN * self._uneven(seat) for seat in self.seats)

    def _uneven(self, seat: Sequence[int]) -> int:
        counts = self._sides(seat)
        return sum(
            _beyond(counts[side][table], limit) for side, limit in enumerate(self.task.limits)
            for table in range(self.task.tables)
        )  # fmt: skip

    def _sides(self, seat: Sequence[int]) -> list[list[int]]:
        counts = [[0] * self.task.tables for _ in self.task.limits]
        for person, table in enumerate(seat):
            counts[self.task.sectors[person]][table] += 1
        return counts

    def polish(self, turn: int) -> bool:
        """Exchange people of one round as long as that helps; tell whether it did."""
        self._count(turn, -1)
        weight = self._weights()
        dear = self._dear(turn, weight)
        counts = self._sides(self.seats[turn])
        order = list(self.task.movable)
        helped, again = False, True
        while again:
            again = False
            self._rng.shuffle(order)
            for person in order:
                other, gain = self._best(turn, person, weight, dear, counts)
                if gain < 0:
                    self._exchange(turn, person, other, weight, dear, counts)
                    helped = again = True
        self._count(turn, 1)
        return helped

    def _weights(self) -> list[list[int]]:
        """What it costs that two sit at one table in this round, given all others."""
        task = self.task
        weights = [[m + w for m, w in zip(met, wish, strict=True)]
                   for met, wish in zip(self._met, task.wish, strict=True)]  # fmt: skip
        for one, two in task.together:
            weights[one][two] = weights[two][one] = -WISH
        for person, row in enumerate(weights):
            row[person] = 0
        return weights

    def _dear(self, turn: int, weight: list[list[int]]) -> list[list[int]]:
        """What each person would cost at each table as it is filled now."""
        seat, tables = self.seats[turn], self.task.tables
        dear = [list(row) for row in self._been] if self.task.topics else [[0] * tables for _ in seat]
        for person, row in enumerate(weight):
            mine = dear[person]
            for other, cost in enumerate(row):
                mine[seat[other]] += cost
        return dear

    def _best(
        self, turn: int, person: int, weight: list[list[int]], dear: list[list[int]], counts: list[list[int]]
    ) -> tuple[int, int]:
        """Return with whom to exchange this person, and what that changes."""
        seat, sectors = self.seats[turn], self.task.sectors
        here, mine, row, side = seat[person], dear[person], weight[person], sectors[person]
        now = mine[here]
        best, gain = -1, 0
        for other in self.task.movable:
            there = seat[other]
            if there == here:
                continue
            theirs = dear[other]
            change = mine[there] - now + theirs[here] - theirs[there] - 2 * row[other]
            if change < gain or best < 0:
                if sectors[other] != side:
                    change += UNEVEN * self._tilt(counts, side, sectors[other], here, there)
                if change < gain or best < 0:
                    best, gain = other, change
        self.looked += len(self.task.movable)
        return best, gain if best >= 0 else 0

    def _tilt(self, counts: list[list[int]], side: int, other: int, here: int, there: int) -> int:
        """By how much more (or less) sectors would be uneven."""
        mine, theirs = counts[side], counts[other]
        limit, limits = self.task.limits[side], self.task.limits[other]
        before = _beyond(mine[here], limit) + _beyond(mine[there], limit)
        before += _beyond(theirs[here], limits) + _beyond(theirs[there], limits)
        after = _beyond(mine[here] - 1, limit) + _beyond(mine[there] + 1, limit)
        after += _beyond(theirs[here] + 1, limits) + _beyond(theirs[there] - 1, limits)
        return after - before

    def _exchange(
        self, turn: int, one: int, two: int, weight: list[list[int]], dear: list[list[int]], counts: list[list[int]]
    ) -> None:
        seat, sectors = self.seats[turn], self.task.sectors
        here, there = seat[one], seat[two]
        for row, mine in zip(dear, weight, strict=True):
            change = mine[two] - mine[one]
            row[here] += change
            row[there] -= change
        for person, left, come in ((one, here, there), (two, there, here)):
            counts[sectors[person]][left] -= 1
            counts[sectors[person]][come] += 1
            seat[person] = come

    def shake(self, turn: int, times: int) -> None:
        """Exchange a few people of one sector at random, those who meet again first: a way out of a dead end."""
        seat, sectors = self.seats[turn], self.task.sectors
        movable = self.task.movable
        self._count(turn, -1)
        for _ in range(times):
            one = self._unhappy(turn) if self._rng.random() < 0.8 else self._rng.choice(movable)
            others = [p for p in movable if sectors[p] == sectors[one] and seat[p] != seat[one]]
            if others:
                two = self._rng.choice(others)
                seat[one], seat[two] = seat[two], seat[one]
        self._count(turn, 1)

    def _unhappy(self, turn: int) -> int:
        seat, met = self.seats[turn], self._met
        found = [
            p for p in self.task.movable
            if any(times and seat[q] == seat[p] and q != p for q, times in enumerate(met[p]))
        ]  # fmt: skip
        return self._rng.choice(found or list(self.task.movable))

    def restore(self, kept: list[list[int]]) -> None:
        """Go back to a seating kept earlier."""
        for turn, seat in enumerate(kept):
            if self.seats[turn] != seat:
                self._count(turn, -1)
                self.seats[turn] = list(seat)
                self._count(turn, 1)

    def run(self, effort: int, progress: Progress, begun: int, total: int, least: int = 0) -> int:
        """Improve until it costs `least`, which cannot be bettered, or the effort is spent; return the cost."""
        turns = range(len(self.seats))
        while sum(self.polish(turn) for turn in turns) and self.looked < effort:  # all of them, every time
            progress.step(begun + min(self.looked, effort), total)
        best, kept = self.cost(), [list(seat) for seat in self.seats]
        now = best
        current = [list(seat) for seat in self.seats]
        while best > least and self.looked < effort and self.task.movable:
            progress.step(begun + min(self.looked, effort), total)
            for turn in self._rng.sample(turns, min(len(turns), 1 + self._rng.randrange(2))):
                self.shake(turn, 1 + self._rng.randrange(3))
                self.polish(turn)
            if self._rng.random() < 0.3:
                self.polish(self._rng.choice(turns))
            self.looked += len(self.task.sectors) ** 2 // 4  # what judging the whole takes
            cost = self.cost()
            if cost <= now + (self._rng.random() < 0.02):
                now, current = cost, [list(seat) for seat in self.seats]
            else:
                self.restore(current)
            if cost < best:
                best, kept = cost, [list(seat) for seat in self.seats]
        self.restore(kept)
        return best


def _beyond(count: int, limit: tuple[int, int]) -> int:
    low, high = limit
    return low - count if count < low else count - high if count > high else 0
