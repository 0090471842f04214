"""What both sides wrote down about one thing is kept once (`store/joins.Same`, unique columns)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from labapp.joining.merge import Ident
from labapp.joining.shape import Shape
from labapp.joining.side import Key, Row, Rows
from labapp.store.joins import Same

Times = Callable[[str, Key], str]


def one_of_twins(rows: Rows, shapes: Mapping[str, Shape], states: Sequence[Rows], times: Times) -> None:
    """Keep one of what both sides wrote down about the same thing; what pointed to the other points to it.

    `states` are those the rows come from: two rows that one of them holds side by side are no twins.
    """
    before = {table: set(found) for table, found in rows.items()}
    same: dict[Ident, Key] = {}
    for name, shape in shapes.items():
        for dropped, kept in _of_table(rows, shape, states, times):
            same[name, dropped] = kept
    for table, found in rows.items():
        for pointer in shapes[table].pointers:
            gone = before.get(pointer.table, set()) - rows.get(pointer.table, {}).keys()
            for key in [key for key, row in found.items() if (row[pointer.column],) in gone]:
                row = found.pop(key)
                instead = _last(same, (pointer.table, (row[pointer.column],)))
                moved = tuple(instead[0] if instead and n == pointer.column else row[n] for n in shapes[table].key)
                if instead is not None and moved not in found:
                    found[moved] = {**row, pointer.column: instead[0]}


def _last(same: Mapping[Ident, Key], gone: Ident) -> Key | None:
    table = gone[0]
    kept = same.get(gone)
    while kept is not None and (table, kept) in same:
        kept = same[table, kept]
    return kept


def _of_table(rows: Rows, shape: Shape, states: Sequence[Rows], times: Times) -> Iterator[tuple[Key, Key]]:
    found = rows.get(shape.name, {})
    for rule in shape.joins.same:
        what = _what(rows, shape, rule)
        if rule.yields:
            yield from _yielding(found, what, rule.yields, [state.get(shape.name, {}) for state in states])
        else:
            yield from _one_of(found, what, _first(shape, rule, times))
    numbers = () if shape.joins.next_free is None else shape.joins.next_free[:1]
    for columns in shape.unique:
        if columns != numbers:  # empty values are never the same to a database
            yield from _one_of(found, _unique(columns), lambda key, _row: (repr(key),))


def _what(rows: Rows, shape: Shape, rule: Same) -> Callable[[Row], Any]:
    def value(row: Row, name: str) -> Any:  # noqa: ANN401 - SQL values
        column, _dot, further = name.partition(".")
        pointer = shape.pointer(column) if further else None
        target = rows.get(pointer.table, {}).get((row[column],)) if pointer is not None else None
        return target[further] if target is not None else row[column]

    def what(row: Row) -> Any:  # noqa: ANN401 - SQL values
        if rule.only is not None and row[rule.only[0]] != rule.only[1]:
            return None
        return tuple(value(row, name) for name in rule.columns)

    return what


def _unique(columns: tuple[str, ...]) -> Callable[[Row], Any]:
    def what(row: Row) -> Any:  # noqa: ANN401 - SQL values
        values = tuple(row[name] for name in columns)
        return None if None in values else values

    return what


def _first(shape: Shape, rule: Same, times: Times) -> Callable[[Key, Row], tuple[Any, ...]]:
    def first(key: Key, row: Row) -> tuple[Any, ...]:
        values = []
        for name in rule.first:
            value = row[name.removeprefix("-")]
            values.append((value is None, -value if name.startswith("-") and value is not None else value or 0))
        return (_backwards(times(shape.name, key)) if rule.newest else (), *values, key)

    return first


def _one_of(
    found: dict[Key, Row], what: Callable[[Row], Any], first: Callable[[Key, Row], tuple[Any, ...]]
) -> Iterator[tuple[Key, Key]]:
    alike: dict[Any, list[Key]] = {}
    for key, row in found.items():
        if (one := what(row)) is not None:
            alike.setdefault(one, []).append(key)
    for keys in alike.values():
        kept, *others = sorted(keys, key=lambda key: first(key, found[key])) if len(keys) > 1 else keys
        for key in others:
            del found[key]
            yield key, kept


def _yielding(
    found: dict[Key, Row], what: Callable[[Row], Any], column: str, states: Sequence[Mapping[Key, Row]]
) -> Iterator[tuple[Key, Key]]:
    filled: dict[Any, list[Key]] = {}
    for key, row in sorted(found.items()):
        if row[column] is not None:
            filled.setdefault(what(row), []).append(key)
    for key in [key for key, row in found.items() if row[column] is None and what(row) in filled]:
        instead = filled[what(found[key])]
        if not any(key in state and state[key][column] is None and one in state for state in states for one in instead):
            del found[key]
            yield key, instead[0]


def _backwards(stamp: str) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in stamp)
