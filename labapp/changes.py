"""What flows through the one door: a Reader asks, a Change writes, a ChangeSet says what became different."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from labapp.clock import Clock, system_clock
from labapp.store.connection import Row, Store
from labapp.store.journal import Journal, row_name

T = TypeVar("T")
_MOST_MENDED = 200  # rows; beyond this reading everything anew is as quick


class Reader:
    """Asks the laboratory; never writes. Model modules build typed values from its rows."""

    def __init__(self, store: Store, clock: Clock = system_clock) -> None:
        self._store = store
        self.clock = clock
        self._kept: dict[Hashable, _Kept] = {}
        self._at = -1

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

    def kept(
        self, key: Hashable, tables: Sequence[str], make: Callable[[], T],
        mend: Callable[[T, Mapping[str, frozenset[str]]], T],
    ) -> T:  # fmt: skip
        """Return a value made from these tables once, and since then only mended by the rows that changed.

        For what every key on a large board asks; inside a transaction nothing is kept.
        """
        if not self._settled():
            return make()
        # Kept again only when it is whole: a mend that fails must leave nothing old behind.
        entry = self._kept.pop(key, None)
        if entry is None:
            entry = _Kept(make(), frozenset(tables))
        elif entry.changed:
            waiting = {table: frozenset(ids) for table, ids in entry.changed.items()}
            entry = _Kept(mend(entry.value, waiting), entry.tables)
        self._kept[key] = entry
        value: T = entry.value
        return value

    def _settled(self) -> bool:
        """Forget what was kept when rows were written of which no ChangeSet told; False inside a transaction."""
        connection = self._store.connection
        if connection.in_transaction:
            return False
        if connection.total_changes != self._at:
            self._kept.clear()
            self._at = connection.total_changes
        return True

    def before_change(self) -> None:
        """Called by the Lab before it writes: from here on its ChangeSet tells everything."""
        self._settled()

    def after_change(self, changes: ChangeSet) -> None:
        """Called by the Lab after a commit, before anybody reads."""
        self._at = self._store.connection.total_changes
        for key in [key for key, entry in self._kept.items() if not entry.note(changes)]:
            del self._kept[key]


@dataclass(frozen=True)
class ChangeSet:
    """What a committed change touched, cascades included: ids by table. Views redraw from this and from nothing else.

    `number` is 0 where it left no entry in the history.
    """

    number: int
    code: str
    source: str
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def touches(self, *tables: str) -> bool:
        """Whether any of these tables changed."""
        return any(table in self.rows for table in tables)


Listener = Callable[[ChangeSet], None]


class Listeners:
    """Who hears of committed changes: everybody, in the order of the changes, whatever becomes of it in one of them.

    By then the change is kept. A bug in a view is nobody's gesture failing: it is handed to `failed`, or raised when
    all have heard where nobody has set it.
    """

    def __init__(self) -> None:
        self.failed: Callable[[Exception], None] | None = None
        self._listed: list[Listener] = []
        self._waiting: deque[ChangeSet] = deque()
        self._telling = False

    def add(self, listener: Listener) -> Callable[[], None]:
        """Tell this one too, from now on; returns the function that ends it."""
        self._listed.append(listener)

        def end() -> None:
            if listener in self._listed:
                self._listed.remove(listener)

        return end

    def tell(self, changes: ChangeSet) -> None:
        """Tell everybody; what a listener changes in answer waits until all have heard of what it answers."""
        self._waiting.append(changes)
        if self._telling:
            return
        failures: list[Exception] = []
        self._telling = True
        try:
            while self._waiting:
                failures += self._told(self._waiting.popleft())
        finally:
            self._telling = False
        if self.failed is not None:
            for failure in failures:
                self.failed(failure)
        elif failures:
            raise failures[0] if len(failures) == 1 else ExceptionGroup("listeners failed", failures)

    def _told(self, changes: ChangeSet) -> list[Exception]:
        failures = []
        for listener in list(self._listed):
            if listener not in self._listed:
                continue  # it went while the others were told: a window that was closed, say
            try:
                listener(changes)
            except Exception as failure:  # noqa: BLE001 - handed on when all have heard
                failures.append(failure)
        return failures


class _Kept:
    """A value, the tables it was made from, and the rows that changed since."""

    def __init__(self, value: Any, tables: frozenset[str]) -> None:  # noqa: ANN401 - of any kind
        self.value = value
        self.tables = tables
        self.changed: dict[str, set[str]] = {}

    def note(self, changes: ChangeSet) -> bool:
        """Remember changed rows; False when the value must be made anew: too many of them, or not said which."""
        for table in self.tables & changes.rows.keys():
            if not changes.rows[table]:
                return False
            self.changed.setdefault(table, set()).update(changes.rows[table])
        return sum(map(len, self.changed.values())) <= _MOST_MENDED


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
        self._journal.judge(table, values)
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        self._store.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))
        key = [values[name] for name in shape.key if name in values]
        self._touch(table, key)
        return str(key[0]) if key else ""

    def update(self, table: str, key: str | Sequence[Any], **values: Any) -> None:  # noqa: ANN401
        """Change columns of one row; KeyError when there is no such row."""
        self._journal.judge(table, {**dict(zip(*self._named(table, key), strict=False)), **values})
        self.park(table, key, **values)

    def park(self, table: str, key: str | Sequence[Any], **values: Any) -> None:  # noqa: ANN401
        """Change columns to what is never kept: whoever parks a row gives it its true values in the same change."""
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

    def forget_history(self, table: str = "") -> int:
        """Drop the journal's values of one table or of all, up to and with this change; return how many there were.

        What this change touched is told all the same.
        """
        self.gather()
        return self._journal.forget(self.number, table)

    def gather(self) -> None:
        """Complete `touched` by what the journal has written: it alone knows what the schema's own rules did."""
        for table, rows in self._journal.touched(self.number).items():
            self.touched.setdefault(table, set()).update(rows)

    def _where(self, table: str, key: str | Sequence[Any]) -> tuple[str, list[Any]]:
        names, keys = self._named(table, key)
        return " AND ".join(f"{name} = ?" for name in names), keys

    def _named(self, table: str, key: str | Sequence[Any]) -> tuple[tuple[str, ...], list[Any]]:
        return self._journal.shape(table).key, [key] if isinstance(key, str) else list(key)

    def _touch(self, table: str, key: Sequence[Any]) -> None:
        if not self._journal.is_silent(table):
            return  # the journal says it
        self.touched.setdefault(table, set()).add(row_name(key))
