"""History by TEMP triggers generated from the schema when the writer opens; none is stored in the file.

Every change of a journalled row outside a named change is refused by the same triggers, so `Lab.change` is the one
door even for code that forgets it. Reals are kept as %.17g text: json would round them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from labapp.errors import UserError
from labapp.store.catalogue import Catalogue
from labapp.store.connection import Store, named, text
from labapp.store.values import judge

_CURRENT = "labapp_change"


@dataclass(frozen=True)
class RowChange:
    """One journalled row change; `old` and `new` are whole rows with real types."""

    seq: int
    table: str
    key: tuple[Any, ...]
    op: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None


@dataclass(frozen=True)
class _Shape:
    name: str
    columns: tuple[str, ...]
    types: dict[str, str]
    key: tuple[str, ...]


class Journal:
    """Installs the triggers of one writing connection and reads what they wrote."""

    def __init__(self, store: Store, catalogue: Catalogue, *, watch: bool = True) -> None:
        self._store = store
        self._tables = catalogue.tables
        silent = {table.name for table in catalogue.tables.values() if not table.journalled}
        names = [row["name"] for row in store.query("SELECT name FROM sqlite_master WHERE type = 'table'")]
        # Tables of kinds we do not know are kept, journalled like ours should anything ever touch them.
        self._shapes = {name: self._shape(name) for name in names if not name.startswith("sqlite_")}
        self._silent = silent
        self._change: int | None = None  # the change under way; None while the door is closed
        self._noted: dict[str, dict[str, int]] = {}  # of that change: by table and key, how often a row was written
        self._failures = 0  # of the store, when it began
        if watch:
            self._install()

    def shape(self, table: str) -> _Shape:
        """Return names, types and key of a table; KeyError if the file has none of that name."""
        return self._shapes[table]

    def judge(self, table: str, values: Mapping[str, Any]) -> None:
        """Refuse values with which no file could be opened again; ValueError, for only a bug of ours writes them."""
        known = self._tables.get(table)
        odd = judge(known, values) if known is not None else ()
        if odd:
            raise ValueError(f"{table}.{odd[0]} cannot hold {values[odd[0]]!r}")

    def is_silent(self, table: str) -> bool:
        """Whether a table leaves no trace in the journal."""
        return table in self._silent

    def begin(self, change: int) -> None:
        """Say which change the following writes belong to (inside its transaction)."""
        self._change = change
        self._noted = {}
        self._failures = self._store.failures

    def touched(self, change: int) -> Mapping[str, Collection[str]]:
        """Return what the change under way has touched so far, by table, in a ChangeSet's words.

        The triggers have told it while they wrote. Only where something failed and was taken back in the middle of
        the change, what they told may be gone again: then the journal itself is asked.
        """
        if self._store.failures == self._failures:
            return self._noted
        found: dict[str, set[str]] = {}
        for table, key in self.written(change):
            found.setdefault(table, set()).add(row_name(json.loads(key)))
        return found

    def written(self, change: int) -> set[tuple[str, str]]:
        """Return which rows a change has touched so far: (table, key as JSON)."""
        return {
            (row["tbl"], row["key"])
            for row in self._store.query("SELECT DISTINCT tbl, key FROM journal WHERE change = ?", [change])
        }

    def current(self, table: str, key: tuple[Any, ...]) -> dict[str, Any] | None:
        """Return a row as the journal would write it now, None when there is none."""
        shape = self._shapes[table]
        where = " AND ".join(f"{named(name)} = ?" for name in shape.key)
        found = self._store.query(f"SELECT {_row(shape, 't')} AS now FROM {named(table)} t WHERE {where}", key)
        return json.loads(found[0]["now"]) if found else None

    def end(self) -> None:
        """Close the door again."""
        self._change = None

    def forget_idle(self, change: int) -> bool:
        """Drop what the change under way wrote where it left every row as it was, and say whether it did."""
        if self._store.failures == self._failures and any(1 in rows.values() for rows in self._noted.values()):
            return False  # a row written once became another: that is when the triggers write
        differ = self._store.query(
            "SELECT 1 FROM (SELECT min(seq) AS first, max(seq) AS last FROM journal WHERE change = ? GROUP BY tbl, key)"
            " JOIN journal f ON f.seq = first JOIN journal l ON l.seq = last WHERE f.old IS NOT l.new LIMIT 1",
            [change],
        )
        if not differ:
            self._store.execute("DELETE FROM journal WHERE change = ?", [change])
        return not differ

    def forget(self, change: int, table: str = "") -> int:
        """Drop the values of one table or of all, up to and with a change; return how many there were."""
        which, more = (" AND tbl = ?", [table]) if table else ("", [])
        return self._store.execute(f"DELETE FROM journal WHERE change <= ?{which}", [change, *more])

    def rows(self, change: int) -> list[RowChange]:
        """Return the row changes of one change, oldest first."""
        found = self._store.query("SELECT * FROM journal WHERE change = ? ORDER BY seq", [change])
        return [self._decoded(row) for row in found if row["tbl"] in self._shapes]

    def _decoded(self, row: Any) -> RowChange:  # noqa: ANN401 - sqlite3.Row
        types = self._shapes[row["tbl"]].types

        def values(written: str | None) -> dict[str, Any] | None:
            if written is None:
                return None
            # Names go into SQL as they are: what is no column, written by a stranger say, goes no further.
            return {name: _value(types[name], value) for name, value in json.loads(written).items() if name in types}

        try:
            key = tuple(json.loads(row["key"]))
            return RowChange(row["seq"], row["tbl"], key, row["op"], values(row["old"]), values(row["new"]))
        except (AttributeError, TypeError, ValueError) as problem:  # `lab check` names the row
            raise UserError("history.unreadable", change=row["change"]) from problem

    def _note(self, table: str, *key: Any) -> int | None:  # noqa: ANN401 - SQL values
        if self._change is not None:
            rows = self._noted.setdefault(table, {})
            name = row_name(key)
            rows[name] = rows.get(name, 0) + 1
        return self._change

    def _shape(self, table: str) -> _Shape:
        info = self._store.query(f"PRAGMA table_info({named(table)})")
        key = [row["name"] for row in sorted((r for r in info if r["pk"]), key=lambda r: r["pk"])]
        return _Shape(
            table, tuple(row["name"] for row in info), {row["name"]: row["type"] for row in info}, tuple(key)
        )

    def _install(self) -> None:
        # A function of this connection instead of a table: a table would cost two statements in every gesture.
        self._store.connection.create_function(_CURRENT, -1, self._note)
        for shape in self._shapes.values():
            if shape.name in self._silent or not shape.key:
                continue  # a stranger's table without a key is kept, but nothing of ours writes to it
            for statement in _triggers(shape):
                self._store.execute(statement)


def row_name(key: Sequence[Any]) -> str:
    """Return how a ChangeSet calls a row: by its key, in a list where that has several parts."""
    return str(key[0]) if len(key) == 1 else json.dumps(list(key), default=bytes.hex)


def _value(type_: str, value: Any) -> Any:  # noqa: ANN401 - SQL values
    if value is None:
        return None
    if type_ == "REAL":
        return float(value)
    return bytes.fromhex(value) if type_ == "BLOB" else value


def _triggers(shape: _Shape) -> list[str]:
    changed = " OR ".join(f"OLD.{named(name)} IS NOT NEW.{named(name)}" for name in shape.columns)
    return [
        _trigger(shape, "INSERT", "I", "NULL", _row(shape, "NEW"), "NEW"),
        _trigger(shape, "UPDATE", "U", _row(shape, "OLD"), _row(shape, "NEW"), "OLD", when=f"WHEN {changed}"),
        _trigger(shape, "DELETE", "D", _row(shape, "OLD"), "NULL", "OLD"),
    ]


def _trigger(shape: _Shape, event: str, op: str, old: str, new: str, side: str, when: str = "") -> str:
    key = ", ".join(f"{side}.{named(name)}" for name in shape.key)
    trigger, table = named(f"_journal_{shape.name}_{op}"), named(shape.name)
    return f"""CREATE TEMP TRIGGER {trigger} AFTER {event} ON main.{table} {when} BEGIN
        INSERT INTO journal (change, tbl, key, op, old, new) VALUES (
            coalesce({_CURRENT}({text(shape.name)}, {key}), RAISE(ABORT, 'a change outside Lab.change')),
            {text(shape.name)}, json_array({key}), '{op}', {old}, {new});
    END"""


def _row(shape: _Shape, side: str) -> str:
    def value(name: str) -> str:
        column = f"{side}.{named(name)}"
        if shape.types[name] == "REAL":
            return f"CASE WHEN {column} IS NULL THEN NULL ELSE printf('%!.17g', {column}) END"
        if shape.types[name] == "BLOB":
            return f"CASE WHEN {column} IS NULL THEN NULL ELSE hex({column}) END"
        return column

    return "json_object(" + ", ".join(f"{text(name)}, {value(name)}" for name in shape.columns) + ")"
