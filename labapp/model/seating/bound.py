"""What no seating can do better than: a search that has come down to it need not look on.

Counted by pairs of rounds: whoever shares a table in both costs one for each other person who does too, and one for
coming to the same table again where that counts. A table's people go apart best when they spread evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from labapp.model.seating.search import Task


def bound(task: Task, seats: Sequence[Sequence[int]]) -> int:
    """Return a cost that no exchanges between these rounds can fall below; 0 where nothing better is proved."""
    staying = set(range(len(task.sectors))) - set(task.movable)
    rounds = [_tables(task, seat, staying) for seat in seats]
    found = 0
    for one, two in combinations(rounds, 2):
        least = max(sum(_apart(size, hosted, task) for size, hosted in tables) for tables in (one, two))
        found += max(0, least - len(task.together))  # who is wished together costs nothing by meeting again
    return found


def _tables(task: Task, seat: Sequence[int], staying: set[int]) -> list[tuple[int, int]]:
    """Return by table how many sit there and how many of them never leave."""
    sizes, hosted = [0] * task.tables, [0] * task.tables
    for person, table in enumerate(seat):
        sizes[table] += 1
        hosted[table] += person in staying
    return list(zip(sizes, hosted, strict=True))


def _apart(size: int, hosted: int, task: Task) -> int:
    """Return the least it costs that the people of a table sit at the tables of another round.

    The next person at a table costs as many as sit there already, and at their old table one more where that counts.
    """
    again = int(task.topics)
    here = [again + place for place in range(size)]
    forced = sum(here[:hosted])
    others = [place for place in range(size) for _ in range(task.tables - 1)]
    return forced + sum(sorted([*here[hosted:], *others])[: size - hosted])
