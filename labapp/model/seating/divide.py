"""The door of the seating: a request in, who sits where out; a job for the window's pool."""

from __future__ import annotations

import random
from dataclasses import dataclass

from labapp.jobs import Progress
from labapp.model.seating.bound import bound
from labapp.model.seating.deal import deal
from labapp.model.seating.designs import designed
from labapp.model.seating.fields import line
from labapp.model.seating.search import UNEVEN, WISH, Search, Task
from labapp.model.seating.values import Quality, Request, Round, quality

EFFORT = 700_000  # exchanges looked at; half a second or so of plain Python


@dataclass(frozen=True)
class Seating:
    """Rounds of tables, and how good they are."""

    rounds: tuple[Round, ...]
    quality: Quality


def divide(request: Request, progress: Progress, effort: int = EFFORT) -> Seating:
    """Seat everybody: sectors and sizes exactly even, hosts where they are, wishes kept, few pairs meeting twice.

    UserError when the request cannot be met at all; wishes that cannot be kept are told in the quality instead.
    """
    request = request.checked()
    task, hosts = _task(request)
    rng = random.Random(request.seed)
    dealt = [deal(task.sectors, task.tables, hosts, rng) for _ in range(request.rounds)]
    starts = [_drawn(task, hosts, dealt), dealt] if request.rounds > 1 else [dealt]
    one_side = len(task.limits) == 1 and not any(request.hosts)  # a design knows neither sides nor hosts
    known = designed(len(request.people), request.tables, request.rounds) if one_side else None
    starts = [known] if known is not None else starts
    best: tuple[int, list[list[int]]] | None = None
    for index, start in enumerate(starts):
        search = Search(task, [list(seat) for seat in start], rng)
        cost = search.run(effort, progress, index * effort, (index + 1) * effort, bound(task, start))
        if best is None or cost < best[0]:
            best = cost, search.seats
        if cost < UNEVEN:  # what is drawn by a field need not be; a dealt start is even and stays so
            break
    assert best is not None
    assert best[0] < UNEVEN
    rounds = tuple(_named(request, seat) for seat in best[1])
    return Seating(rounds, quality(rounds, request.apart, request.together))


def seat_job(request: Request, progress: Progress) -> Seating:
    """Divide, in the shape the pool of the window wants."""
    return divide(request, progress)


def _task(request: Request) -> tuple[Task, list[int | None]]:
    number = {person.id: index for index, person in enumerate(request.people)}
    names = sorted({person.sector for person in request.people})
    sectors = [names.index(person.sector) for person in request.people]
    size = len(sectors)
    wish = [[0] * size for _ in range(size)]
    for one, two in request.apart:
        if one in number and two in number:
            wish[number[one]][number[two]] = wish[number[two]][number[one]] = WISH
    pairs = {
        (min(number[one], number[two]), max(number[one], number[two])) for one, two in request.together
        if one in number and two in number and one != two
    }  # fmt: skip
    counted = [sectors.count(side) for side in range(len(names))]
    limits = [(count // request.tables, -(-count // request.tables)) for count in counted]
    given = [number[host] if host else None for host in request.hosts]
    hosts = given + [None] * (request.tables - len(given))
    movable = [index for index in range(size) if index not in hosts]
    return Task(sectors, limits, request.tables, movable, wish, frozenset(pairs), request.topics), hosts


def _drawn(task: Task, hosts: list[int | None], dealt: list[list[int]]) -> list[list[int]]:
    """Begin from lines of a finite field: column 0 is the hosts', the others stand in the order of their sectors."""
    place = line(task.tables)
    guests = sorted(task.movable, key=lambda person: task.sectors[person])
    cells: list[tuple[int, int, int]] = []  # person, row, column
    cells += [(host, table, 0) for table, host in enumerate(hosts) if host is not None]
    empty = [table for table, host in enumerate(hosts) if host is None]
    first = 0 if len(empty) < task.tables else 1
    free = [(row, 0) for row in empty] if first == 0 else []
    rest = len(guests) - len(free)
    free += [(row, column) for column in range(1, -(-rest // task.tables) + 1) for row in range(task.tables)]
    cells += [(person, *cell) for person, cell in zip(guests, free, strict=False)]
    turns = [[0] * len(task.sectors) for _ in dealt]
    for turn, seat in enumerate(turns):
        for person, row, column in cells:
            seat[person] = place(row, column, turn)
    # a field has no more rounds than tables; beyond them dealing is as good a beginning as any
    return [seat if turn < task.tables else dealt[turn] for turn, seat in enumerate(turns)]


def _named(request: Request, seat: list[int]) -> Round:
    tables: list[list[str]] = [[] for _ in range(request.tables)]
    for index, table in enumerate(seat):
        tables[table].append(request.people[index].id)
    return tuple(tuple(members) for members in tables)
