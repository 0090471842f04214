"""Undo and redo read off the journal: an inverse applies only where the value is still what that change wrote."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from labapp.errors import UserError
from labapp.store.connection import Store
from labapp.store.journal import Journal, RowChange

COMPACTION = "compaction"
RESTORE = "history.restore"
_LAST_BARRIER = "SELECT coalesce(max(id), 0) FROM changes WHERE barrier = 1"


@dataclass(frozen=True)
class Entry:
    """One sentence of the history."""

    number: int
    at: str
    code: str
    params: str
    source: str
    undoable: bool
    barrier: bool
    undoes: int | None
    undone_by: int | None


def entry(row: Any) -> Entry:  # noqa: ANN401 - sqlite3.Row
    """Build an Entry from a row of `changes`."""
    return Entry(
        row["id"], row["at"], row["code"], row["params"], row["source"],
        bool(row["undoable"]), bool(row["barrier"]), row["undoes"], row["undone_by"],
    )  # fmt: skip


def next_undo(store: Store) -> Entry | None:
    """Return the gesture that undo would take back, or None at a barrier, where details were folded, or at the start.

    Undo walks back over the console's own gestures; entries in between (a point was started) stay as they are.
    """
    rows = store.query(
        "SELECT * FROM changes WHERE undoable = 1 AND undoes IS NULL AND undone_by IS NULL"
        f" AND id > ({_LAST_BARRIER}) AND id >= ? ORDER BY id DESC LIMIT 1",
        [_floor(store)],
    )
    return entry(rows[0]) if rows else None


def next_redo(store: Store) -> Entry | None:
    """Return the gesture that redo would bring back: only until any other gesture or barrier follows the undo."""
    rows = store.query(
        "SELECT c.* FROM changes c JOIN changes u ON u.id = c.undone_by"
        " WHERE c.undoes IS NULL AND u.id >= ? AND u.id > (SELECT coalesce(max(id), 0) FROM changes"
        "   WHERE barrier = 1 OR (undoable = 1 AND undoes IS NULL)) ORDER BY c.id LIMIT 1",
        [_floor(store)],
    )
    return entry(rows[0]) if rows else None


@dataclass(frozen=True)
class WayBack:
    """What going back to a moment would take back, the newest first, and what it stops at on the way."""

    changes: tuple[Entry, ...]
    since: int  # the change whose state is reached
    barrier: Entry | None  # no further back than this: a vote was opened, say
    folded: bool  # no further back because older details were folded away


def way_back(store: Store, number: int) -> WayBack:
    """Return what stands between now and the state just after change `number`.

    Undoing is a gesture like any other here: taken back in strict order, it brings back what it had undone.
    """
    rows = store.query("SELECT * FROM changes WHERE barrier = 1 AND id > ? ORDER BY id DESC LIMIT 1", [number])
    barrier = entry(rows[0]) if rows else None
    wall = max(number, barrier.number if barrier else 0)
    start = max(wall, _floor(store) - 1)
    found = store.query("SELECT * FROM changes WHERE undoable = 1 AND id > ? ORDER BY id DESC", [start])
    changes: list[Entry] = []
    passed: int | None = None
    for item in (entry(row) for row in found):
        if passed is not None and item.number > passed:
            continue
        since = int(json.loads(item.params)["since"]) if item.code == RESTORE else -1
        if since >= start:
            passed = since  # it left the state as it was then: taking it and all before it back changes nothing
        else:
            changes.append(item)
    return WayBack(tuple(changes), start, barrier, folded=start > wall)


def apply_inverse(store: Store, journal: Journal, changes: Sequence[int], current: int) -> None:
    """Take back changes, the newest first, inside the `current` one; UserError `undo.blocked` names what is in the way.

    What is checked once at the end (references, cascades) is checked for all of them together.
    """
    expected: set[tuple[str, str]] = set()
    store.execute("PRAGMA defer_foreign_keys = ON")
    for change in changes:
        for row in reversed(journal.rows(change)):
            try:
                _invert(store, journal, row)
            except sqlite3.IntegrityError as problem:  # a later change took its place: the same code, say
                raise UserError("undo.blocked", table=row.table, change=change) from problem
            except UserError as problem:
                raise UserError(problem.code, **problem.params, change=change) from problem
        expected |= journal.written(change)
    # Cascades would silently take along rows that later changes hung on ours.
    strays = journal.written(current) - expected
    if strays:
        raise UserError("undo.blocked", table=min(strays)[0])
    broken = store.query("PRAGMA foreign_key_check")
    if broken:
        raise UserError("undo.blocked", table=broken[0]["table"])


def compact(store: Store, keep: int) -> int | None:
    """Drop the details of all but the newest `keep` row changes; return the first change still whole, None if all are.

    Whole changes only: half a change could not be taken back.
    """
    rows = store.query("SELECT change FROM journal ORDER BY seq DESC LIMIT 1 OFFSET ?", [keep])
    if not rows:
        return None
    last = int(rows[0]["change"])
    store.execute("DELETE FROM journal WHERE change <= ?", [last])
    return last + 1


def _floor(store: Store) -> int:
    rows = store.query("SELECT params FROM changes WHERE code = ? ORDER BY id DESC LIMIT 1", [COMPACTION])
    return int(json.loads(rows[0]["params"])["before"]) if rows else 0


def _invert(store: Store, journal: Journal, row: RowChange) -> None:
    where, current = _current(store, journal, row)
    written = row.new
    blocked = (current is None) is not (written is None)
    if current is not None and written is not None:
        relevant = written if row.old is None else {n: v for n, v in written.items() if row.old.get(n) != v}
        blocked = any(current[name] != value for name, value in relevant.items())
    if blocked:
        raise UserError("undo.blocked", table=row.table)
    if row.old is None:
        store.execute(f'DELETE FROM "{row.table}" WHERE {where}', row.key)
    elif written is None:
        names = ", ".join(f'"{name}"' for name in row.old)
        marks = ", ".join("?" * len(row.old))
        store.execute(f'INSERT INTO "{row.table}" ({names}) VALUES ({marks})', list(row.old.values()))
    else:
        changed = {name: value for name, value in row.old.items() if written.get(name) != value}
        if not changed:  # never written by us: what was there before is not said
            raise UserError("undo.blocked", table=row.table)
        sets = ", ".join(f'"{name}" = ?' for name in changed)
        store.execute(f'UPDATE "{row.table}" SET {sets} WHERE {where}', [*changed.values(), *row.key])


def _current(store: Store, journal: Journal, row: RowChange) -> tuple[str, dict[str, Any] | None]:
    where = " AND ".join(f'"{name}" = ?' for name in journal.shape(row.table).key)
    found = store.query(f'SELECT * FROM "{row.table}" WHERE {where}', row.key)
    return where, (dict(zip(found[0].keys(), found[0], strict=True)) if found else None)
