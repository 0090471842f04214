"""Reading a damaged file row by row: forwards, backwards, in halves between, whatever of a table can be reached."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from labapp.store.catalogue import Table

_BEYOND = 100_000  # how far to look behind the last readable row when the end of a table is gone
_FRUITLESS = 10_000  # questions in a row without a single row: the table's root is gone, and asking on takes minutes
Values = dict[str, Any]


@dataclass
class Found:
    """The rows of a table by their keys, and whether there must have been more."""

    rows: dict[tuple[Any, ...], Values] = field(default_factory=dict)
    damaged: bool = False


def open_damaged(copy: Path) -> sqlite3.Connection:
    """Open a damaged file for reading, as far as its schema can be followed."""
    source = sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    source.text_factory = lambda raw: raw.decode("utf-8", "replace")
    # Lets SQLite pass over entries of the schema it cannot follow (the end of the file is gone, say).
    source.execute("PRAGMA writable_schema = ON")
    return source


def table_names(source: sqlite3.Connection) -> set[str]:
    """Return which tables there are still, their columns' names included."""
    names: set[str] = set()
    try:
        for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            names.add(str(name))
    except sqlite3.DatabaseError:
        return names
    return {name for name in names if _spelt(source, name)}


def _spelt(source: sqlite3.Connection, table: str) -> bool:
    """Whether the names of a table's columns can still be read: sqlite3 decodes them itself and will not go on."""
    try:
        source.execute('SELECT * FROM "{}" LIMIT 0'.format(table.replace('"', '""')))
    except UnicodeDecodeError:
        return False
    except sqlite3.DatabaseError:
        return True  # what is damaged there is looked into row by row
    return True


def read_table(source: sqlite3.Connection, table: Table, tick: Callable[[], None]) -> Found:
    """Read what can be reached of a table; `tick` is called once a row and may raise to cancel."""
    found = Found()
    try:
        info = source.execute(f'PRAGMA table_info("{table.name}")').fetchall()
    except sqlite3.DatabaseError:
        return Found(damaged=True)
    columns = [row[1] for row in info]
    reader = _by_rowid if table.rowid else _both_ways
    for row in reader(source, table, found):
        tick()
        values = dict(zip(columns, row, strict=True))
        found.rows.setdefault(tuple(values.get(name) for name in table.pk), values)
    if not found.damaged and not _sound(source, table):
        found.damaged = not _all_known(source, table, found)
    return found


def _sound(source: sqlite3.Connection, table: Table) -> bool:
    # A blanked stretch of a page can make rows vanish without any error.
    try:
        return tuple(source.execute(f'PRAGMA quick_check("{table.name}")').fetchone()) == ("ok",)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def _all_known(source: sqlite3.Connection, table: Table, found: Found) -> bool:
    """Whether the index of the keys, a tree of its own, names no row that was not read."""
    if not table.rowid or table.pk == ("rowid",):
        return False
    keys = ", ".join(f'"{name}"' for name in table.pk)
    try:
        known = source.execute(f'SELECT {keys} FROM "{table.name}" ORDER BY {keys}')
        return all(tuple(row) in found.rows for row in known)
    except sqlite3.DatabaseError:
        return False


def _by_rowid(source: sqlite3.Connection, table: Table, found: Found) -> Iterator[tuple[Any, ...]]:
    last = 0
    try:
        for row in source.execute(f'SELECT rowid, * FROM "{table.name}" NOT INDEXED ORDER BY rowid'):
            last = row[0]
            yield row[1:]
        return
    except sqlite3.DatabaseError:
        found.damaged = True
    high, tail = last + _BEYOND, []
    try:
        for row in source.execute(f'SELECT rowid, * FROM "{table.name}" NOT INDEXED ORDER BY rowid DESC'):
            high = row[0] - 1
            tail.append(row[1:])
            if high <= last:
                break
    except sqlite3.DatabaseError:
        pass  # the damage from behind: what lies between is tried in halves
    yield from _halves(source, table, last + 1, high)
    yield from tail


def _halves(source: sqlite3.Connection, table: Table, low: int, high: int) -> Iterator[tuple[Any, ...]]:
    pending, fruitless = [(low, high)], 0
    sql = f'SELECT * FROM "{table.name}" NOT INDEXED WHERE rowid BETWEEN ? AND ?'
    while pending and fruitless < _FRUITLESS:
        first, last = pending.pop()
        if first > last:
            continue
        try:
            rows = source.execute(sql, (first, last)).fetchall()
            fruitless = 0 if rows else fruitless
            yield from rows
        except sqlite3.DatabaseError:
            fruitless += 1
            if first < last:
                middle = (first + last) // 2
                pending += [(first, middle), (middle + 1, last)]


def _both_ways(source: sqlite3.Connection, table: Table, found: Found) -> Iterator[tuple[Any, ...]]:
    order = ", ".join(f'"{name}"' for name in table.pk)
    backwards = ", ".join(f'"{name}" DESC' for name in table.pk)
    for by in (order, backwards):
        try:
            yield from source.execute(f'SELECT * FROM "{table.name}" ORDER BY {by}')
            return
        except sqlite3.DatabaseError:
            found.damaged = True
