"""What happens to a seating once people sit: somebody comes late, a table is opened, a table is closed.

Nobody who sits is moved for the sake of numbers, except to fill a table that has just been opened.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from labapp.model.seating.values import Pair, Round

Tables = list[list[str]]


def place(
    rounds: Sequence[Round], person: str, sectors: Mapping[str, str], first: int, *,
    closed: Collection[int] = (), apart: Iterable[Pair] = (), here: Collection[str] | None = None,
    own: int | None = None,
) -> tuple[Round, ...]:  # fmt: skip
    """Seat a latecomer from round `first` (0 for the first) on, and return all rounds.

    Away from those wished apart, then the smallest table, then the fewest of the same sector, then the fewest already
    met. `here` are those in the room: who has left takes no chair; everybody counts when it is None. A host goes to
    their `own` table.
    """
    made = [[list(table) for table in tables] for tables in rounds]
    shunned = {two if one == person else one for one, two in apart if person in (one, two)}
    met = {other for tables in made for table in tables if person in table for other in table}
    been: set[int] = set()
    for tables in made[first:]:
        if any(person in table for table in tables):
            continue
        chosen = _chair(tables, person, sectors, closed, shunned, met, been, here) if own is None else own
        met.update(tables[chosen])
        been.add(chosen)
        tables[chosen].append(person)
    return _frozen(made)


def _chair(
    tables: Tables, person: str, sectors: Mapping[str, str], closed: Collection[int], shunned: set[str],
    met: set[str], been: set[int], here: Collection[str] | None,
) -> int:  # fmt: skip
    side = sectors.get(person, "")

    def price(table: int) -> tuple[bool, int, int, int, int]:
        sitting = [p for p in tables[table] if here is None or p in here]
        same = sum(1 for p in sitting if sectors.get(p, "") == side)
        again = len(met & set(sitting)) + (table in been)
        return bool(shunned & set(sitting)), len(sitting), same, again, table

    return min((table for table in range(len(tables)) if table not in closed), key=price)


def open_table(
    rounds: Sequence[Round], sectors: Mapping[str, str], first: int, *,
    closed: Collection[int] = (), hosts: Collection[str] = (),
) -> tuple[Round, ...]:  # fmt: skip
    """Add a table; from round `first` on the largest tables send people there until it is as large as they are.

    Of the largest table goes the one whose sector has most there and fewest at the new table; hosts stay.
    """
    made = [[list(table) for table in tables] + [[]] for tables in rounds]
    for tables in made[first:]:
        new = len(tables) - 1
        while True:
            others = [t for t in range(new) if t not in closed and any(p not in hosts for p in tables[t])]
            if not others:
                break
            largest = max(others, key=lambda t: (len(tables[t]), -t))
            if len(tables[largest]) - len(tables[new]) < 2:
                break
            tables[new].append(_sent(tables[largest], tables[new], sectors, hosts))
    return _frozen(made)


def _sent(largest: list[str], new: list[str], sectors: Mapping[str, str], hosts: Collection[str]) -> str:
    def surplus(person: str) -> int:
        side = sectors.get(person, "")
        there = sum(1 for p in largest if sectors.get(p, "") == side)
        return there - sum(1 for p in new if sectors.get(p, "") == side)

    going = max((p for p in reversed(largest) if p not in hosts), key=surplus)
    largest.remove(going)
    return going


def close_table(
    rounds: Sequence[Round], table: int, sectors: Mapping[str, str], first: int, *,
    closed: Collection[int] = (), apart: Iterable[Pair] = (),
) -> tuple[Round, ...]:  # fmt: skip
    """Seat those of a table, from round `first` on, at the others; rounds before stay as they were."""
    shut = {*closed, table}
    wished = tuple(apart)
    made = tuple(rounds)
    moving = [list(tables[table]) for tables in made]
    emptied = [
        tuple(() if turn >= first and number == table else members for number, members in enumerate(tables))
        for turn, tables in enumerate(made)
    ]
    made = tuple(emptied)
    for person in dict.fromkeys(person for members in moving[first:] for person in members):
        made = place(made, person, sectors, first, closed=shut, apart=wished)
    return made


def _frozen(rounds: Iterable[Tables]) -> tuple[Round, ...]:
    return tuple(tuple(tuple(table) for table in tables) for tables in rounds)
