"""Reads what can be read of a damaged file, table by table, into a new one; the damaged file is left untouched.

Rows that cannot be read any more are looked for a second time in the journal, which holds every row it saw change.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from labapp.errors import UserError
from labapp.store.catalogue import Catalogue, Table
from labapp.store.connection import APPLICATION_ID, Store
from labapp.store.mend import mend
from labapp.store.migrate import migrate
from labapp.store.values import instead, judge, odd
from labapp.store.working import vacuum_into

_HEADER = b"SQLite format 3\x00"
_PAGE = 4096
_BEYOND = 100_000  # how far to look behind the last readable row when the end of a table is gone
_FRUITLESS = 10_000  # questions in a row without a single row: the table's root is gone, and asking on takes minutes
Values = dict[str, Any]
Progress = Callable[[int, int], None]  # progress(done, total); a total of 0: nobody knows


@dataclass
class Salvaged:
    """What became of one table."""

    table: str
    read: int = 0
    from_journal: int = 0
    damaged: bool = False  # not every row could be reached
    dropped: int = 0  # rows that meant nothing without what they pointed to
    replaced: int = 0  # values that were none, and what stands by default is there instead
    kept: int = 0  # values that are none of those possible and do no harm; they stay, for there is nothing better
    unreadable: int = 0  # rows left out because a value without which they mean nothing was none

    @property
    def rescued(self) -> int:
        """Return how many rows are in the new file."""
        return self.read + self.from_journal - self.dropped - self.unreadable

    @property
    def lost(self) -> bool:
        """Whether anything of the table is missing."""
        return bool(self.damaged or self.dropped or self.unreadable or self.replaced or self.kept)


@dataclass
class _Found:
    rows: dict[tuple[Any, ...], Values] = field(default_factory=dict)
    damaged: bool = False


def salvage(copy: Path, target: Path, catalogue: Catalogue, now: str, progress: Progress) -> list[Salvaged]:
    """Write a new database at `target` from a private `copy`; UserError `salvage.nothing` when nothing is readable."""
    _mend_header(copy)
    source = _opened(copy)
    try:
        names = _names(source)
        first = catalogue.owners[0].migrations[0]  # later tables are not in every file
        if not {table.name for table in catalogue.owners[0].tables if first.makes(table.name)} <= names:
            source.close()
            _restore_schema(copy, catalogue, now)
            source = _opened(copy)
            names = _names(source)
        if not names & set(catalogue.tables):
            raise UserError("salvage.nothing", path=str(copy))
        tick = _counted(progress)
        known = [table for table in catalogue.tables.values() if table.name in names]
        found = {table.name: _read(source, table, tick) for table in known}
    finally:
        source.close()
    if not any(item.rows for item in found.values()):
        raise UserError("salvage.nothing", path=str(copy))
    for table in catalogue.tables.values():
        if table.name not in found:
            found[table.name] = _Found(damaged=_had(catalogue, table, found))
    results = {name: Salvaged(name, len(item.rows), damaged=item.damaged) for name, item in found.items()}
    _from_journal(catalogue, found, results)
    tick = _counted(progress, 2 * sum(len(item.rows) for item in found.values()))
    for name, item in found.items():
        _judge(catalogue.tables[name], item, results[name], tick)
    store = Store(target, wal=False)
    try:
        migrate(store, catalogue, now)
        store.execute("PRAGMA foreign_keys = OFF")
        with store.atomic():
            for name, item in found.items():
                if name not in ("journal", "migrations"):
                    _write(store, catalogue.tables[name], item, tick)
            for name, count in mend(store, catalogue, stubs=True).items():
                results[name].dropped += count
        for strange in odd(store, catalogue):
            results[strange.table].kept += strange.count
    finally:
        store.close()
    return list(results.values())


def _had(catalogue: Catalogue, table: Table, found: Mapping[str, _Found]) -> bool:
    # A table that is not there is no loss in a file that has not been through the step that makes it.
    steps = found["migrations"].rows if "migrations" in found else {}
    made = [step.number for owner in catalogue.owners if owner.name == table.owner for step in owner.migrations
            if step.makes(table.name)]  # fmt: skip
    return not steps or any((table.owner, number) in steps for number in made)


def _counted(progress: Progress, total: int = 0) -> Callable[[], None]:
    """Return what is called once a row."""
    rows = itertools.count(1)
    return lambda: progress(next(rows), total)


def _opened(copy: Path) -> sqlite3.Connection:
    source = sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    source.text_factory = lambda raw: raw.decode("utf-8", "replace")
    # Lets SQLite pass over entries of the schema it cannot follow (the end of the file is gone, say).
    source.execute("PRAGMA writable_schema = ON")
    return source


def _restore_schema(copy: Path, catalogue: Catalogue, now: str) -> None:
    # A snapshot lays out all tables before any row, so the pages of the schema are the same in every file of one
    # format, whatever is in it: those of an empty one fit.
    empty, plain = copy.with_name("empty.db"), copy.with_name("plain.db")
    store = Store(empty, wal=False)
    migrate(store, catalogue, now)
    store.close()
    vacuum_into(empty, plain)
    pattern = plain.read_bytes()
    with copy.open("r+b") as stream:
        size = stream.seek(0, 2)
        for number in _schema_pages(pattern):
            if number * _PAGE <= size:
                stream.seek((number - 1) * _PAGE)
                stream.write(pattern[(number - 1) * _PAGE : number * _PAGE])
    _mend_header(copy)


def _schema_pages(raw: bytes) -> list[int]:
    # The pages of the first tree of a database: the file format's "interior table b-tree page" is of type 5.
    found, pending = [], [1]
    while pending:
        number = pending.pop()
        found.append(number)
        start = (number - 1) * _PAGE
        head = start + (100 if number == 1 else 0)
        if raw[head] == 5:
            cells = int.from_bytes(raw[head + 3 : head + 5])
            places = [int.from_bytes(raw[head + 12 + 2 * n : head + 14 + 2 * n]) for n in range(cells)]
            pending += [int.from_bytes(raw[start + place : start + place + 4]) for place in places]
            pending.append(int.from_bytes(raw[head + 8 : head + 12]))
    return found


def _mend_header(copy: Path) -> None:
    # Nothing is lost when only the first hundred bytes are: all they say of our files is known or can be guessed.
    with copy.open("r+b") as stream:
        header = bytearray(stream.read(100).ljust(100, b"\0"))
        size = stream.seek(0, 2)
        page = int.from_bytes(header[16:18])
        whole = header.startswith(_HEADER) and page in (512, 1024, 2048, 4096, 8192, 16384, 32768)
        whole = whole and {header[18], header[19]} <= {1, 2} and int.from_bytes(header[44:48]) <= 4
        if not whole:
            page = _PAGE
            header[:24] = _HEADER + page.to_bytes(2) + b"\x01\x01\x00\x40\x20\x20"
            header[44:48], header[56:60] = (4).to_bytes(4), (1).to_bytes(4)
            header[68:72] = APPLICATION_ID.to_bytes(4)
        # A cut file still claims its old length; SQLite trusts the real one when the two counters differ.
        header[28:32] = (size // page).to_bytes(4)
        header[24:28] = header[92:96]
        stream.seek(0)
        stream.write(header)


def _names(source: sqlite3.Connection) -> set[str]:
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


def _read(source: sqlite3.Connection, table: Table, tick: Callable[[], None]) -> _Found:
    found = _Found()
    try:
        info = source.execute(f'PRAGMA table_info("{table.name}")').fetchall()
    except sqlite3.DatabaseError:
        return _Found(damaged=True)
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


def _all_known(source: sqlite3.Connection, table: Table, found: _Found) -> bool:
    """Whether the index of the keys, a tree of its own, names no row that was not read."""
    if not table.rowid or table.pk == ("rowid",):
        return False
    keys = ", ".join(f'"{name}"' for name in table.pk)
    try:
        known = source.execute(f'SELECT {keys} FROM "{table.name}" ORDER BY {keys}')
        return all(tuple(row) in found.rows for row in known)
    except sqlite3.DatabaseError:
        return False


def _by_rowid(source: sqlite3.Connection, table: Table, found: _Found) -> Iterator[tuple[Any, ...]]:
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


def _both_ways(source: sqlite3.Connection, table: Table, found: _Found) -> Iterator[tuple[Any, ...]]:
    order = ", ".join(f'"{name}"' for name in table.pk)
    backwards = ", ".join(f'"{name}" DESC' for name in table.pk)
    for by in (order, backwards):
        try:
            yield from source.execute(f'SELECT * FROM "{table.name}" ORDER BY {by}')
            return
        except sqlite3.DatabaseError:
            found.damaged = True


def _from_journal(catalogue: Catalogue, found: Mapping[str, _Found], results: Mapping[str, Salvaged]) -> None:
    newest: dict[tuple[str, tuple[Any, ...]], Values | None] = {}
    for row in sorted(found["journal"].rows.values(), key=lambda item: int(item["seq"])):
        try:
            key = tuple(json.loads(row["key"]))
            values = json.loads(row["new"]) if row["op"] != "D" else None
        except (TypeError, ValueError, RecursionError):
            continue
        newest[row["tbl"], key] = values
    for (name, key), values in newest.items():
        table = catalogue.tables.get(name)
        if table is None or values is None or not found[name].damaged or key in found[name].rows:
            continue
        reals = {column.name for column in table.columns if column.type == "REAL"}
        found[name].rows[key] = {n: float(v) if n in reals and v is not None else v for n, v in values.items()}
        results[name].from_journal += 1


def _judge(table: Table, found: _Found, result: Salvaged, tick: Callable[[], None]) -> None:
    # What the program would fail on must not come through, or the new file could not be opened either.
    for key, values in list(found.rows.items()):
        tick()
        for name in judge(table, values, mending=True):
            column = table.column(name)
            value = instead(column, values, result.replaced)
            if value is None and not column.nullable:
                del found.rows[key]
                result.unreadable += 1
                break
            values[name] = value
            result.replaced += 1


def _write(store: Store, table: Table, found: _Found, tick: Callable[[], None]) -> None:
    known = [column.name for column in table.columns]
    for values in found.rows.values():
        tick()
        kept = {name: values[name] for name in known if name in values}
        names = ", ".join(f'"{name}"' for name in kept)
        marks = ", ".join("?" * len(kept))
        try:
            store.execute(f'INSERT OR IGNORE INTO "{table.name}" ({names}) VALUES ({marks})', list(kept.values()))
        except sqlite3.IntegrityError:  # STRICT refuses a value the damage has turned into another type
            found.damaged = True
