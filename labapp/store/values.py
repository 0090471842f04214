"""Whether the values of a file are what the catalogue says its columns hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from labapp.store.catalogue import Catalogue, Column, Table
from labapp.store.connection import Store
from labapp.store.holds import Holds


@dataclass(frozen=True)
class Odd:
    """Values of one column that are not what it holds; `row` names the kind of row where that decides (a fact)."""

    table: str
    column: str
    count: int
    grave: bool
    row: str = ""


def odd(store: Store, catalogue: Catalogue, *, grave: bool = False) -> Iterator[Odd]:
    """Name columns with values that are not what they hold, or only those that would make the program fail.

    Tables and columns of later steps than the file has been through are passed over.
    """
    present = {str(row["name"]) for row in store.query("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in catalogue.tables.values():
        if table.name in present:
            columns = {str(row["name"]) for row in store.query(f'PRAGMA table_info("{table.name}")')}
            for column in table.judged if grave else table.columns:
                if column.name in columns:
                    yield from (item for item in _of_column(store, table, column) if item.grave or not grave)


def judge(table: Table, values: Mapping[str, Any], *, mending: bool = False) -> list[str]:
    """Return the columns whose values are not what they must hold, of a row or a part of one.

    `mending`: also those with a better value at hand than what is there (a place in an order, a fact's default).
    """
    found: list[str] = []
    for column in table.judged:
        value = values.get(column.name)
        if value is not None:
            held = holding(column, values)
            better = mending and (held.instead is not None or column.by is not None)
            if (held.grave or better) and not held.good(value):
                found.append(column.name)
    return found


def instead(column: Column, row: Mapping[str, Any], placed: int) -> Any:  # noqa: ANN401 - SQL values
    """Return what stands by default where a value was none; None where the row means nothing without it."""
    held = holding(column, row)
    if column.nullable or column.by is not None:
        return None
    if column.default is not None:
        default = column.default.strip("'") if column.type == "TEXT" else json.loads(column.default)
        if held.good(default):
            return default
    return held.instead(placed) if held.instead is not None else None


def holding(column: Column, row: Mapping[str, Any]) -> Holds:
    """Return what a column holds in a row."""
    if column.by is None:
        return column.holds
    return column.by[1].get(str(row.get(column.by[0])), column.holds)


def _of_column(store: Store, table: Table, column: Column) -> Iterator[Odd]:
    if column.by is None:
        count = _count(store, table, column, column.holds, "", ())
        if count:
            yield Odd(table.name, column.name, count, column.holds.grave)
        return
    decides, each = column.by
    for row, held in each.items():
        count = _count(store, table, column, held, f' AND "{decides}" = ?', (row,))
        if count:
            yield Odd(table.name, column.name, count, held.grave, row)


def _count(store: Store, table: Table, column: Column, held: Holds, also: str, params: tuple[Any, ...]) -> int:
    if held.surely == "1":
        return 0
    name = f'"{column.name}"'
    surely = held.surely.replace("$", name)
    sql = f'SELECT {name} FROM "{table.name}" WHERE {name} IS NOT NULL AND NOT ({surely}){also}'
    return sum(not held.good(row[0]) for row in store.query(sql, params))
