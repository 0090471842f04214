"""What joining has to know of each table: its key, what it points to, which columns belong together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from labapp.errors import UserError
from labapp.store.catalogue import Catalogue
from labapp.store.connection import Store, named
from labapp.store.holds import KEY, TEXT
from labapp.store.joins import PLAIN, Joins


@dataclass(frozen=True)
class Pointer:
    """A column that points to another table's row."""

    column: str
    table: str
    target: str
    nullable: bool


@dataclass(frozen=True)
class Shape:
    """One table; `parts` are its columns in groups, `json` those whose values are joined key by key."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    json: frozenset[str]
    pointers: tuple[Pointer, ...]
    unique: tuple[tuple[str, ...], ...]
    types: Mapping[str, tuple[str, bool]]  # by column, and whether it may be empty
    journalled: bool = True
    defaults: Mapping[str, Any] = field(default_factory=dict)
    texts: tuple[str, ...] = ()  # what people wrote: here a name may be mentioned
    words: tuple[str, ...] = ()  # those of them that may be any words
    initial: Mapping[str, str] = field(default_factory=dict)  # what a text is that nobody has set yet
    wordless: frozenset[str] = frozenset()  # columns whose values say nothing to a person
    place: str = ""  # the column that says in which order rows stand
    called: tuple[str, ...] = ()
    joins: Joins = PLAIN

    def pointer(self, column: str) -> Pointer | None:
        """Return where a column points to, None where it is a value of its own."""
        return next((pointer for pointer in self.pointers if pointer.column == column), None)


def shapes(store: Store, catalogue: Catalogue) -> dict[str, Shape]:
    """Return the shape of every table of a file in the catalogue's order, those of kinds we do not know behind.

    UserError `join.reference` where one of these refers to what cannot be told.
    """
    found = sorted(str(row["name"]) for row in store.query("SELECT name FROM sqlite_master WHERE type = 'table'"))
    names = [name for name in found if not name.startswith("sqlite_")]
    declared = [name for name in catalogue.tables if name in names]
    return {name: _shape(store, catalogue, name) for name in dict.fromkeys((*declared, *names))}


def _shape(store: Store, catalogue: Catalogue, name: str) -> Shape:
    info = store.query(f"PRAGMA table_info({named(name)})")
    columns = tuple(str(row["name"]) for row in info)
    key = _key_of(store, name)
    types = {str(row["name"]): (str(row["type"]), not row["notnull"]) for row in info}
    pointers = tuple(
        Pointer(str(row["from"]), str(row["table"]), _target(store, name, row), types[str(row["from"])][1])
        for row in store.query(f"PRAGMA foreign_key_list({named(name)})")
    )
    unique = _unique(store, name)
    declared = catalogue.tables.get(name)
    if declared is None:  # nobody knows what belongs together there: a row is one thing
        return Shape(name, columns, key, (columns,), frozenset(), pointers, unique, types)
    together = declared.joins.together
    single = tuple((column,) for column in columns if not any(column in part for part in together))
    json = frozenset(column.name for column in declared.columns if column.holds.json)
    empty = {"INTEGER": 0, "REAL": 0.0, "BLOB": b""}
    defaults = {c.name: None if c.nullable else empty.get(c.type, "") for c in declared.columns}
    place = next((c.name for c in declared.columns if c.holds is KEY), "")
    numbers = () if declared.joins.next_free is None else declared.joins.next_free[:1]
    texts = tuple(
        c.name for c in declared.columns
        if c.type == "TEXT" and c.privacy.value != "reference" and c.name not in (*key, *numbers, place)
    )  # fmt: skip
    words = tuple(c.name for c in declared.columns if c.name in texts and c.holds is TEXT)
    silent = frozenset(c.name for c in declared.columns if c.wordless and not c.holds.json)
    initial = {c.name: c.default.strip("'") for c in declared.columns if c.type == "TEXT" and c.default is not None}
    return Shape(name, columns, key, (*together, *single), json, pointers, unique, types, declared.journalled, defaults,
                 texts, words, initial, silent, place, declared.called, declared.joins)  # fmt: skip


def _key_of(store: Store, table: str) -> tuple[str, ...]:
    info = store.query(f"PRAGMA table_info({named(table)})")
    return tuple(str(row["name"]) for row in sorted((r for r in info if r["pk"]), key=lambda r: int(r["pk"])))


def _target(store: Store, table: str, reference: Any) -> str:  # noqa: ANN401 - sqlite3.Row
    if reference["to"]:
        return str(reference["to"])
    key = _key_of(store, str(reference["table"]))
    if int(reference["seq"]) >= len(key):
        raise UserError("join.reference", table=table, column=str(reference["from"]))
    return key[int(reference["seq"])]


def _unique(store: Store, table: str) -> tuple[tuple[str, ...], ...]:
    listed = store.query(f"PRAGMA index_list({named(table)})")
    return tuple(sorted(
        tuple(str(column["name"]) for column in store.query(f"PRAGMA index_info({named(str(row['name']))})"))
        for row in listed if row["unique"] and row["origin"] != "pk"
    ))  # fmt: skip
