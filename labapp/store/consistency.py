"""What must be true of the history: every row change belongs to a sentence, follows the one before it, and ends at
what the table holds now."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from labapp.store.catalogue import Catalogue
from labapp.store.connection import Store
from labapp.store.journal import Journal
from labapp.store.values import Odd, odd

Finding = tuple[str, dict[str, Any]]
Progress = Callable[[int, int], None]  # progress(done, total), in rows of the journal and in what they lead to
_OF_HISTORY = ("changes", "journal")  # looked at row by row in `history`


def references(store: Store) -> Iterator[Finding]:
    """Name rows that point nowhere."""
    counts: dict[tuple[str, str], int] = {}
    for row in store.query("PRAGMA foreign_key_check"):
        pair = (row["table"], row["parent"])
        counts[pair] = counts.get(pair, 0) + 1
    for (table, parent), count in counts.items():
        yield "check.reference", {"table": table, "parent": parent, "n": count}


def merges(store: Store) -> Iterator[Finding]:
    """Name cards merged into one another in a ring: none of them speaks, so none is on the board."""
    count = int(store.query(
        "WITH RECURSIVE up(id, above) AS (SELECT id, merged_into FROM ideas WHERE merged_into IS NOT NULL"
        " UNION SELECT up.id, i.merged_into FROM up JOIN ideas i ON i.id = up.above WHERE i.merged_into IS NOT NULL)"
        " SELECT count(*) FROM up WHERE id = above"
    )[0][0])  # fmt: skip
    if count:
        yield "check.merges", {"n": count}


def odd_values(store: Store, catalogue: Catalogue) -> Iterator[Finding]:
    """Name values that are not what their columns hold; with grave ones no file is opened in the first place."""
    return (odd_value(item) for item in odd(store, catalogue) if item.table not in _OF_HISTORY)


def odd_value(item: Odd) -> Finding:
    """Return what `lab check` says of one column."""
    if item.row:
        return "check.fact", {"key": item.row}
    if item.column == "position":
        return "check.position", {"table": item.table, "n": item.count}
    return "check.value", {"table": item.table, "column": item.column, "n": item.count}


def history(store: Store, journal: Journal, progress: Progress) -> Iterator[Finding]:
    """Name what in the journal has no sentence, cannot be read, or does not lead to what the tables hold."""
    for row in store.query("SELECT DISTINCT change FROM journal WHERE change NOT IN (SELECT id FROM changes)"):
        yield "check.journal-orphan", {"change": row["change"]}
    for row in store.query(
        "SELECT id FROM changes WHERE (undone_by IS NOT NULL AND undone_by NOT IN (SELECT id FROM changes))"
        " OR (undoes IS NOT NULL AND undoes NOT IN (SELECT id FROM changes)) OR NOT json_valid(params)"
    ):
        yield "check.history", {"change": row["id"]}
    yield from _chains(store, journal, progress)


def _chains(store: Store, journal: Journal, progress: Progress) -> Iterator[Finding]:
    # A migration rewrites tables without the journal: what was before it proves nothing about now.
    start = store.query("SELECT coalesce(max(id), 0) FROM changes WHERE code = 'lab.migrated'")[0][0]
    last: dict[tuple[str, tuple[Any, ...]], dict[str, Any] | None] = {}
    rows = store.query("SELECT change, tbl, key, op, old, new FROM journal WHERE change > ? ORDER BY seq", [start])
    for number, row in enumerate(rows):
        progress(number, 2 * len(rows))
        try:
            old, new = _values(row["old"]), _values(row["new"])
            known = journal.shape(row["tbl"])
            place = (row["tbl"], _key(row["key"], len(known.key)))
        except (ValueError, KeyError, TypeError):
            yield "check.journal-row", {"change": row["change"], "table": row["tbl"]}
            continue
        if place in last and last[place] != old:
            yield "check.journal-gap", {"change": row["change"], "table": known.name}
        last[place] = new
    other: dict[str, int] = {}
    for number, ((table, key), values) in enumerate(last.items()):
        progress(len(last) + number, 2 * len(last))
        if journal.current(table, key) != values:
            other[table] = other.get(table, 0) + 1
    for table, count in other.items():
        yield "check.journal-now", {"table": table, "n": count}


def _key(text: str, width: int) -> tuple[Any, ...]:
    parts = json.loads(text)
    if not isinstance(parts, list) or len(parts) != width or any(isinstance(part, list | dict) for part in parts):
        raise ValueError(text)
    return tuple(parts)


def _values(text: str | None) -> dict[str, Any] | None:
    value = None if text is None else json.loads(text)
    if value is not None and not isinstance(value, dict):
        raise ValueError(text)
    return value
