"""Reads what can be read of a damaged file, table by table, into a new one; the damaged file is left untouched.

Rows that cannot be read any more are looked for a second time in the journal, which holds every row it saw change.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labapp.errors import UserError
from labapp.store.catalogue import Catalogue, Table
from labapp.store.connection import Store
from labapp.store.mend import mend
from labapp.store.migrate import migrate
from labapp.store.salvage_head import mend_header, restore_schema
from labapp.store.salvage_rows import Found, Values, open_damaged, read_table, table_names
from labapp.store.values import instead, judge, odd

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


def salvage(copy: Path, target: Path, catalogue: Catalogue, now: str, progress: Progress) -> list[Salvaged]:
    """Write a new database at `target` from a private `copy`; UserError `salvage.nothing` when nothing is readable."""
    mend_header(copy)
    source = open_damaged(copy)
    try:
        names = table_names(source)
        first = catalogue.owners[0].migrations[0]  # later tables are not in every file
        if not {table.name for table in catalogue.owners[0].tables if first.makes(table.name)} <= names:
            source.close()
            restore_schema(copy, catalogue, now)
            source = open_damaged(copy)
            names = table_names(source)
        if not names & set(catalogue.tables):
            raise UserError("salvage.nothing", path=str(copy))
        tick = _counted(progress)
        known = [table for table in catalogue.tables.values() if table.name in names]
        found = {table.name: read_table(source, table, tick) for table in known}
    finally:
        source.close()
    if not any(item.rows for item in found.values()):
        raise UserError("salvage.nothing", path=str(copy))
    for table in catalogue.tables.values():
        if table.name not in found:
            found[table.name] = Found(damaged=_had(catalogue, table, found))
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


def _had(catalogue: Catalogue, table: Table, found: Mapping[str, Found]) -> bool:
    # A table that is not there is no loss in a file that has not been through the step that makes it.
    steps = found["migrations"].rows if "migrations" in found else {}
    made = [step.number for owner in catalogue.owners if owner.name == table.owner for step in owner.migrations
            if step.makes(table.name)]  # fmt: skip
    return not steps or any((table.owner, number) in steps for number in made)


def _counted(progress: Progress, total: int = 0) -> Callable[[], None]:
    """Return what is called once a row."""
    rows = itertools.count(1)
    return lambda: progress(next(rows), total)


def _from_journal(catalogue: Catalogue, found: Mapping[str, Found], results: Mapping[str, Salvaged]) -> None:
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


def _judge(table: Table, found: Found, result: Salvaged, tick: Callable[[], None]) -> None:
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


def _write(store: Store, table: Table, found: Found, tick: Callable[[], None]) -> None:
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
