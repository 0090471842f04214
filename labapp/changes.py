"""What flows through the one door: a Reader asks, a Change writes, a ChangeSet says what became different."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from labapp.clock import Clock, system_clock
from labapp.store.connection import Row, Store
from labapp.store.journal import Journal


class Reader:
    """Asks the laboratory; never writes. Model modules build typed values from its rows."""

    def __init__(self, store: Store, clock: Clock = system_clock) -> None:
        self._store = store
        self.clock = clock

    def rows(self, sql: str, *params: Any) -> list[Row]:  # noqa: ANN401 - SQL values
        """Return all rows of a query."""
        return self._store.query(sql, params)

    def row(self, sql: str, *params: Any) -> Row | None:  # noqa: ANN401
        """Return the first row or None."""
        found = self._store.query(sql, params)
        return found[0] if found else None

    def value(self, sql: str, *params: Any, default: Any = None) -> Any:  # noqa: ANN401
        """Return the first column of the first row, or `default`."""
        found = self.row(sql, *params)
        return default if found is None or found[0] is None else found[0]


@dataclass(frozen=True)
class ChangeSet:
    """What a committed change touched: ids by table. Views redraw from this and from nothing else.

    `number` is 0 where it left no entry in the history.
    """

    number: int
    code: str
    source: str
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def touches(self, *tables: str) -> bool:
        """Whether any of these tables changed."""
        return any(table in self.rows for table in tables)


class Change(Reader):
    """The inside of one `lab.change(...)`: reads see what was just written; everything is kept or nothing."""

    def __init__(self, store: Store, journal: Journal, number: int, now: str, new_id: Any) -> None:  # noqa: ANN401
        super().__init__(store)
        self._journal = journal
        self._new_id = new_id
        self.number = number
        self.now = now
        self.touched: dict[str, set[str]] = {}
        self.params: dict[str, Any] = {}

    def new_id(self) -> str:
        """Return a fresh id, unique across files."""
        return str(self._new_id())

    def insert(self, table: str, **values: Any) -> str:  # noqa: ANN401
        """Add a row and return its key; an `id` is made where the table has one and none is given."""
        shape = self._journal.shape(table)
        if shape.key == ("id",) and "id" not in values:
            values = {"id": self.new_id(), **values}
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        self._store.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))
        key = [values[name] for name in shape.key if name in values]
        self._touch(table, key)
        return str(key[0]) if key else ""

    def update(self, table: str, key: str | Sequence[Any], **values: Any) -> None:  # noqa: ANN401
        """Change columns of one row; KeyError when there is no such row."""
        where, keys = self._where(table, key)
        sets = ", ".join(f"{name} = ?" for name in values)
        if not self._store.execute(f"UPDATE {table} SET {sets} WHERE {where}", [*values.values(), *keys]):
            raise KeyError((table, key))
        self._touch(table, keys)

    def delete(self, table: str, key: str | Sequence[Any]) -> None:
        """Remove one row; KeyError when there is no such row."""
        where, keys = self._where(table, key)
        if not self._store.execute(f"DELETE FROM {table} WHERE {where}", keys):
            raise KeyError((table, key))
        self._touch(table, keys)

    def note(self, **params: Any) -> None:  # noqa: ANN401
        """Complete the history sentence's parameters: numbers and ids only, never names or texts."""
        self.params.update(params)

    def _where(self, table: str, key: str | Sequence[Any]) -> tuple[str, list[Any]]:
        names = self._journal.shape(table).key
        keys = [key] if isinstance(key, str) else list(key)
        return " AND ".join(f"{name} = ?" for name in names), keys

    def _touch(self, table: str, key: Sequence[Any]) -> None:
        name = str(key[0]) if len(key) == 1 else json.dumps(list(key), default=bytes.hex)
        self.touched.setdefault(table, set()).add(name)
