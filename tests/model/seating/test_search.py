"""What the search keeps from exchange to exchange is what a seating costs when it is counted anew."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from labapp.jobs import Progress
from labapp.model.seating.search import UNEVEN, WISH, Search, Task


@given(st.data())
def test_the_cost_told_is_that_of_the_seats(data: st.DataObject) -> None:
    tables, size, rounds = data.draw(st.integers(1, 4)), data.draw(st.integers(2, 12)), data.draw(st.integers(1, 4))
    sectors = data.draw(st.lists(st.integers(0, 2), min_size=size, max_size=size))
    counted = [sectors.count(side) for side in range(3)]
    pair = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(lambda pair: pair[0] < pair[1])
    wish = [[0] * size for _ in range(size)]
    for one, two in data.draw(st.lists(pair, max_size=3)):
        wish[one][two] = wish[two][one] = WISH
    task = Task(
        sectors, [(count // tables, -(-count // tables)) for count in counted], tables,
        list(range(data.draw(st.integers(0, size)), size)), wish, frozenset(data.draw(st.lists(pair, max_size=3))),
        data.draw(st.booleans()),
    )  # fmt: skip
    rng = random.Random(data.draw(st.integers(0, 999)))
    seats = [[rng.randrange(tables) for _ in range(size)] for _ in range(rounds)]
    sizes = [sorted(map(seat.count, range(tables))) for seat in seats]
    before = Search(task, [list(seat) for seat in seats], rng).cost()
    search = Search(task, [list(seat) for seat in seats], rng)
    told = search.run(2_000, Progress(), 0, 2_000)
    assert told == Search(task, search.seats, rng).cost()
    assert told <= before
    assert [sorted(map(seat.count, range(tables))) for seat in search.seats] == sizes
    for turn, seat in enumerate(search.seats):  # a host stays
        assert all(seat[person] == seats[turn][person] for person in range(size) if person not in task.movable)


def test_a_seating_that_cannot_be_bettered_is_left_as_it_is() -> None:
    task = Task([0] * 4, [(2, 2)], 2, range(4), [[0] * 4] * 4, frozenset(), False)
    seats = [[0, 0, 1, 1], [0, 1, 0, 1]]
    search = Search(task, [list(seat) for seat in seats], random.Random(1))
    assert search.run(1_000, Progress(), 0, 1_000) == 0
    assert search.seats == seats


def test_sectors_are_evened_out_before_anything_else() -> None:
    task = Task([0, 0, 0, 1, 1, 1], [(1, 2), (1, 2)], 2, range(6), [[0] * 6] * 6, frozenset(), True)
    search = Search(task, [[0, 0, 0, 1, 1, 1]], random.Random(1))
    assert search.cost() >= UNEVEN
    assert search.run(2_000, Progress(), 0, 2_000) < UNEVEN
