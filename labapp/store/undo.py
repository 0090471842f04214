"""Undo and redo read off the journal: an inverse applies only where the value is still what that change wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from labapp.errors import UserError
from labapp.store.connection import Store
from labapp.store.journal import Journal, RowChange


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
    """Return the gesture that undo would take back, or None at a barrier or at the beginning."""
    rows = store.query(
        "SELECT * FROM changes WHERE undoable = 1 AND undoes IS NULL AND undone_by IS NULL"
        " AND id > (SELECT coalesce(max(id), 0) FROM changes WHERE barrier = 1)"
        " AND id >= (SELECT coalesce(min(change), 0) FROM journal) ORDER BY id DESC LIMIT 1"
    )
    return entry(rows[0]) if rows else None


def next_redo(store: Store) -> Entry | None:
    """Return the gesture that redo would bring back: only until another gesture or barrier follows the undo."""
    rows = store.query(
        "SELECT c.* FROM changes c JOIN changes u ON u.id = c.undone_by"
        " WHERE c.undoes IS NULL AND u.id > (SELECT coalesce(max(id), 0) FROM changes"
        "   WHERE barrier = 1 OR (undoable = 1 AND undoes IS NULL AND undone_by IS NULL))"
        " ORDER BY c.id LIMIT 1"
    )
    return entry(rows[0]) if rows else None


def apply_inverse(store: Store, journal: Journal, change: int) -> dict[str, set[str]]:
    """Take back one change inside the current one; UserError `undo.blocked` names the table that stands in the way."""
    touched: dict[str, set[str]] = {}
    store.execute("PRAGMA defer_foreign_keys = ON")
    for row in reversed(journal.rows(change)):
        _invert(store, row)
        touched.setdefault(row.table, set()).add(str(row.key[0]))
    broken = store.query("PRAGMA foreign_key_check")
    if broken:
        raise UserError("undo.blocked", table=broken[0]["table"])
    return touched


def _invert(store: Store, row: RowChange) -> None:
    where, current = _current(store, row)
    written = row.new
    blocked = (current is None) is not (written is None)
    if current is not None and written is not None:
        relevant = written if row.old is None else {n: v for n, v in written.items() if row.old.get(n) != v}
        blocked = any(current[name] != value for name, value in relevant.items())
    if blocked:
        raise UserError("undo.blocked", table=row.table)
    if row.old is None:
        store.execute(f"DELETE FROM {row.table} WHERE {where}", row.key)
    elif written is None:
        names = ", ".join(row.old)
        store.execute(
            f"INSERT INTO {row.table} ({names}) VALUES ({', '.join('?' * len(row.old))})", list(row.old.values())
        )
    else:
        changed = {name: value for name, value in row.old.items() if written.get(name) != value}
        sets = ", ".join(f"{name} = ?" for name in changed)
        store.execute(f"UPDATE {row.table} SET {sets} WHERE {where}", [*changed.values(), *row.key])


def _current(store: Store, row: RowChange) -> tuple[str, dict[str, Any] | None]:
    info = store.query(f"PRAGMA table_info({row.table})")
    names = [r["name"] for r in sorted((r for r in info if r["pk"]), key=lambda r: r["pk"])]
    where = " AND ".join(f"{name} = ?" for name in names)
    found = store.query(f"SELECT * FROM {row.table} WHERE {where}", row.key)
    return where, (dict(zip(found[0].keys(), found[0], strict=True)) if found else None)
