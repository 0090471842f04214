"""Brings references back in order after rows were lost or removed on purpose."""

from __future__ import annotations

from typing import Any

from labapp.store.catalogue import Catalogue
from labapp.store.connection import Row, Store
from labapp.store.values import instead, judge

_STUB = "salvaged0000"


def mend(store: Store, catalogue: Catalogue, *, stubs: bool) -> dict[str, int]:
    """Empty, stub or drop what points nowhere, until nothing does; returns how many rows of which table were dropped.

    References that may be empty are emptied. Otherwise, with `stubs`, an empty parent is put in place (a lost day must
    not take its activities along), except where the row means nothing without its parent; else the row is dropped.
    """
    dropped: dict[str, int] = {}
    while broken := store.query("PRAGMA foreign_key_check"):
        for row in broken:
            _mend_row(store, catalogue, row, dropped, stubs=stubs)
    return dropped


def _mend_row(store: Store, catalogue: Catalogue, broken: Row, dropped: dict[str, int], *, stubs: bool) -> None:
    table, rowid = broken["table"], broken["rowid"]
    key = next(row for row in store.query(f'PRAGMA foreign_key_list("{table}")') if row["id"] == broken["fkid"])
    column, parent = key["from"], key["table"]
    target = key["to"] or _primary(store, parent)
    where, params = ("rowid = ?", [rowid])
    if rowid is None:  # WITHOUT ROWID: by what it points to
        where, params = (f'"{column}" IS NOT NULL AND "{column}" NOT IN (SELECT "{target}" FROM "{parent}")', [])
    values = store.query(f'SELECT DISTINCT "{column}" AS value FROM "{table}" WHERE {where}', params)
    if not values:
        return  # mended together with a neighbour
    required = next(r["notnull"] for r in store.query(f'PRAGMA table_info("{table}")') if r["name"] == column)
    if not required:
        store.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE {where}', params)
    elif stubs and key["on_delete"] != "CASCADE" and parent != "files":
        for value in values:
            _put_stub(store, catalogue, parent, target, value["value"])
    else:
        dropped[table] = dropped.get(table, 0) + store.execute(f'DELETE FROM "{table}" WHERE {where}', params)


def _primary(store: Store, table: str) -> str:
    return str(next(row["name"] for row in store.query(f'PRAGMA table_info("{table}")') if row["pk"] == 1))


def _put_stub(store: Store, catalogue: Catalogue, table: str, key: str, value: str) -> None:
    points = {row["from"] for row in store.query(f'PRAGMA foreign_key_list("{table}")')}
    values: dict[str, Any] = {key: value}
    known = catalogue.tables.get(table)
    for row in store.query(f'PRAGMA table_info("{table}")'):
        name = row["name"]
        if name == key or not row["notnull"] or row["dflt_value"] is not None:
            continue
        values[name] = _STUB if name in points else {"INTEGER": 0, "REAL": 0.0, "BLOB": b""}.get(row["type"], "")
    if known is not None:
        values |= {name: instead(known.column(name), values, 0) for name in judge(known, values, mending=True)}
    names = ", ".join(f'"{name}"' for name in values)
    store.execute(
        f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({", ".join("?" * len(values))})', list(values.values())
    )
