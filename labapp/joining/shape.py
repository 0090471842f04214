"""What joining has to know of each table: its key, what it points to, which columns belong together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from labapp.store.catalogue import Catalogue
from labapp.store.connection import Store

# Columns that say one thing together: of both sides' changes to them, one side's are taken.
TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "activities": (("state", "started", "finished"), ("day", "position"), ("needs", "needs_until"),
                   ("minutes", "minimum")),
    "ideas": (("merged_into", "retired"),),
    "participants": (("entity", "sector"),),
    "placements": (("cluster", "position", "x", "y"),),
    "notes": (("participant", "who"), ("state", "answer", "retired")),
    "presence": (("participant", "arrived", "departed"),),
    "marks": (("idea", "activity", "kind", "sector"),),
    "groups": (("state", "retired"),),
    "plan_actions": (("due_kind", "due"), ("person", "entity", "who"),
                     ("mandate", "mandate_by", "mandate_until")),
}  # fmt: skip
# In which of their columns rows stand side by side, where a table has an order.
BESIDE: dict[str, tuple[str, ...]] = {
    "sectors": (), "days": (), "activities": ("day",), "clusters": ("activity",), "groups": ("activity",),
    "placements": ("activity", "cluster"), "file_links": ("activity", "purpose"), "plan_actions": ("activity",),
    "vote_options": ("vote",),
}  # fmt: skip


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
    defaults: dict[str, Any]
    journalled: bool
    texts: tuple[str, ...]  # what people wrote: here a name may be mentioned


def shapes(store: Store, catalogue: Catalogue) -> dict[str, Shape]:
    """Return the shape of every table of a file, those of kinds we do not know included."""
    names = [str(row["name"]) for row in store.query("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: _shape(store, catalogue, name) for name in sorted(names) if not name.startswith("sqlite_")}


def _shape(store: Store, catalogue: Catalogue, name: str) -> Shape:
    info = store.query(f'PRAGMA table_info("{name}")')
    columns = tuple(str(row["name"]) for row in info)
    key = tuple(str(row["name"]) for row in sorted((r for r in info if r["pk"]), key=lambda r: int(r["pk"])))
    required = {str(row["name"]) for row in info if row["notnull"]}
    pointers = tuple(
        Pointer(str(row["from"]), str(row["table"]), str(row["to"] or _key_of(store, str(row["table"]))),
                str(row["from"]) not in required)
        for row in store.query(f'PRAGMA foreign_key_list("{name}")')
    )  # fmt: skip
    declared = catalogue.tables.get(name)
    if declared is None:  # nobody knows what belongs together there: a row is one thing
        return Shape(name, columns, key, (columns,), frozenset(), pointers, {}, journalled=True, texts=())
    together = TOGETHER.get(name, ())
    single = tuple((column,) for column in columns if not any(column in part for part in together))
    json = frozenset(column.name for column in declared.columns if column.holds.json)
    empty = {"INTEGER": 0, "REAL": 0.0, "BLOB": b""}
    defaults = {c.name: None if c.nullable else empty.get(c.type, "") for c in declared.columns}
    texts = tuple(
        c.name for c in declared.columns
        if c.type == "TEXT" and c.privacy.value != "reference" and c.name not in (*key, "code", "position")
    )  # fmt: skip
    return Shape(name, columns, key, (*together, *single), json, pointers, defaults, declared.journalled, texts)


def _key_of(store: Store, table: str) -> str:
    return next(str(row["name"]) for row in store.query(f'PRAGMA table_info("{table}")') if row["pk"] == 1)
