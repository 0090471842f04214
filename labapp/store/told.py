"""What the history's entries are about: ids from the journal, words from the rows as they are now.

No words are ever stored for this. Where a row is gone the journal may still hold it; where it does not, nothing is
said. Tables and columns come from the catalogue (`called`, `tells`): only public ones, never a ballot's.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from labapp.store.catalogue import Catalogue, Privacy
from labapp.store.connection import Store
from labapp.store.undo import Entry

_MOST = 3  # things named of one entry
_POINTS = "activities"
_DEEP = 4  # references followed


@dataclass(frozen=True)
class Told:
    """What one entry is about: table and words of the first few things, and whether there are more."""

    things: tuple[tuple[str, str], ...] = ()
    more: bool = False


def told(store: Store, catalogue: Catalogue, entries: Sequence[Entry]) -> dict[int, Told]:
    """Return by number what these entries are about."""
    teller = _Teller(store, catalogue)
    return {entry.number: teller.told(entry) for entry in entries}


class _Teller:
    """Remembers words while it goes through the entries: the same few things come again and again."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._catalogue = catalogue
        self._words: dict[tuple[str, str], str] = {}

    def told(self, entry: Entry) -> Told:
        params = json.loads(entry.params)
        code = str(params.get("code", entry.code))
        listed = self._catalogue.tables.items()
        exact = [name for name, table in listed if code in table.tells]
        broad = [name for name, table in listed if code.partition(".")[0] in table.tells]
        if not exact and not broad:
            return Told()
        for tables in (exact, broad, [_POINTS]):
            if things := self._things(tables, entry.number):
                return Told(tuple(things[:_MOST]), len(things) > _MOST)
        point = params.get("activity")
        named = self._named(_POINTS, json.dumps([point]), entry.number) if isinstance(point, str) else (_POINTS, "")
        return Told((named,)) if named[1] else Told()

    def _things(self, tables: Sequence[str], change: int) -> list[tuple[str, str]]:
        """The first few rows of these tables that a change touched, each thing once."""
        found: dict[tuple[str, str], None] = {}
        for table in tables:
            keys = self._store.query(
                "SELECT key FROM journal WHERE change = ? AND tbl = ? GROUP BY key ORDER BY min(seq) LIMIT ?",
                [change, table, _MOST + 1],
            )
            found |= dict.fromkeys(self._named(table, row["key"], change) for row in keys)
        return [thing for thing in found if thing[1]]

    def _named(self, table: str, key: str, change: int, depth: int = 0) -> tuple[str, str]:
        """Table and words of a row; of the one it points to, where it has no words of its own."""
        known = self._words.get((table, key))
        if known is not None:
            return table, known
        row = self._row(table, key, change)
        shape = self._catalogue.tables.get(table)
        if row is None or shape is None or depth == _DEEP:
            return table, ""
        for name in shape.called:
            column, value = shape.column(name), row.get(name)
            if not value:
                continue
            if column.privacy is Privacy.REFERENCE and column.references:
                target = column.references.partition(" ")[0].partition("(")[0]
                return self._named(target, json.dumps([value]), change, depth + 1)
            self._words[table, key] = str(value)
            return table, str(value)
        return table, ""

    def _row(self, table: str, key: str, change: int) -> dict[str, Any] | None:
        """A row as it is now, else as this change knew it."""
        shape = self._catalogue.tables.get(table)
        if shape is None:
            return None
        where = " AND ".join(f'"{name}" = ?' for name in shape.pk)
        found = self._store.query(f'SELECT * FROM "{table}" WHERE {where}', json.loads(key))
        if found:
            return dict(zip(found[0].keys(), found[0], strict=True))
        kept = self._store.query(
            "SELECT coalesce(new, old) AS row FROM journal WHERE change = ? AND tbl = ? AND key = ?"
            " ORDER BY seq DESC LIMIT 1",
            [change, table, key],
        )
        return json.loads(kept[0]["row"]) if kept and kept[0]["row"] else None
