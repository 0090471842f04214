"""A proved bound is never above what a seating costs, and a search that reaches it stops at once."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from labapp.model.seating.bound import bound
from labapp.model.seating.divide import EFFORT, divide
from labapp.model.seating.search import Search, Task
from labapp.model.seating.values import Request, Sitter


class Steps:
    """Remembers how far a job said it was."""

    def __init__(self) -> None:
        self.done = 0

    def step(self, done: int, total: int) -> None:
        self.done = done


@given(st.data())
def test_nothing_is_below_the_bound(data: st.DataObject) -> None:
    tables, size = data.draw(st.integers(1, 4)), data.draw(st.integers(2, 12))
    rounds, hosts = data.draw(st.integers(1, 4)), data.draw(st.booleans()) and size >= tables
    pairs = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(lambda pair: pair[0] < pair[1])
    together = frozenset(data.draw(st.lists(pairs, max_size=3)))
    rng = random.Random(data.draw(st.integers(0, 999)))
    places = [number % tables for number in range(size)]
    seats = []
    for _ in range(rounds):
        seat = places[tables:] if hosts else list(places)
        rng.shuffle(seat)
        seats.append([*range(tables), *seat] if hosts else seat)
    wish = [[0] * size for _ in range(size)]
    movable = list(range(tables if hosts else 0, size))
    task = Task([0] * size, [(0, size)], tables, movable, wish, together, data.draw(st.booleans()))
    assert bound(task, seats) <= Search(task, seats, rng).cost()


def test_dividing_two_dozen_people_ends_at_the_bound_and_not_at_the_end_of_its_effort() -> None:
    people = tuple(Sitter(str(number), "SOMSOSOMEOSOMSOMISOE"[number % 20]) for number in range(24))
    for tables, repeated in ((4, 8), (5, 8), (6, 0)):
        steps = Steps()
        made = divide(Request(people, tables, rounds=3), steps)
        assert made.quality.repeated == repeated
        assert steps.done < EFFORT // 2, tables
