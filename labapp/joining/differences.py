"""What each side did since both parted: how many rows of which table, with their titles."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from labapp.joining.shape import Shape
from labapp.joining.side import Row, Rows

MINE, THEIRS = "mine", "theirs"
ADDED, CHANGED, GONE = "added", "changed", "gone"
_DEEP = 4  # references followed to the words people know a row by
@dataclass(frozen=True)
class Difference:
    """Rows of one table that one side added, changed or took away; `titles` are what people know them by."""

    side: str
    table: str
    what: str
    titles: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return how many rows they are."""
        return len(self.titles)


def differences(
    mine: Rows, theirs: Rows, base: Rows | None, tables: Collection[str], shapes: Mapping[str, Shape]
) -> list[Difference]:
    """Return what each side did to some tables; without a common state, what only one has, and what differs as changed
    by both.
    """
    found: list[Difference] = []
    for side, rows, other in ((MINE, mine, theirs), (THEIRS, theirs, mine)):
        then = base if base is not None else other
        for table in tables:
            found += _of_table(side, table, rows, then, shapes)
    return found


def _of_table(side: str, table: str, rows: Rows, then: Rows, shapes: Mapping[str, Shape]) -> list[Difference]:
    now, before = rows.get(table, {}), then.get(table, {})
    kinds: dict[str, list[str]] = {ADDED: [], CHANGED: [], GONE: []}
    for key in sorted({*now, *before}, key=lambda key: json.dumps(list(key), default=str)):
        if now.get(key) == before.get(key) or key[0] in shapes[table].joins.untold:
            continue
        if key not in now:
            kinds[GONE].append(titled(table, before[key], then, shapes))
        elif key not in before:
            kinds[ADDED].append(titled(table, now[key], rows, shapes))
        else:
            retired = now[key].get("retired") and not before[key].get("retired")
            kinds[GONE if retired else CHANGED].append(titled(table, now[key], rows, shapes))
    return [Difference(side, table, what, tuple(titles)) for what, titles in kinds.items() if titles]


def titled(table: str, row: Row, rows: Rows, shapes: Mapping[str, Shape], depth: int = 0) -> str:
    """Return what people know a row by; its key where it has no words of its own."""
    shape = shapes[table]
    columns = shape.joins.named or shape.called
    words = [word for name in columns if (word := _word(shape, name, row, rows, shapes, depth))]
    if shape.joins.named:
        title = " ".join(words)
    elif shape.called:
        title = words[0] if words else ""
    else:
        return str(next(iter(row.values()), ""))
    number = row[shape.joins.numbered.column] if shape.joins.numbered is not None else 1
    return f"{title} ({number})" if number > 1 else title


def _word(shape: Shape, name: str, row: Row, rows: Rows, shapes: Mapping[str, Shape], depth: int) -> str:
    pointer = shape.pointer(name)
    if pointer is None:
        return str(row[name] or "").strip()
    found = rows.get(pointer.table, {}).get((row[name],))
    return titled(pointer.table, found, rows, shapes, depth + 1) if found is not None and depth < _DEEP else ""
