"""Somebody written down on two laptops stands twice after joining: who that may be, and two rows made one.

Names are no proof, so a person says which are the same. Then both states are read as if they had known: every place
that named the row that goes names the row that stays, before anything is joined. A join notes it; later ones go by it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from labapp.errors import UserError
from labapp.joining.merge import Ident
from labapp.joining.shape import Shape
from labapp.joining.side import Key, Row, Rows
from labapp.store.joins import Alike
from labapp.wording.folding import fold

Same = Mapping[Ident, Key]


@dataclass(frozen=True)
class Twin:
    """Two rows that may be one: `kept` stays, `other` goes if somebody says so; `obstacle` is what forbids it."""

    table: str
    kept: Key
    other: Key
    rows: tuple[Row, Row]
    obstacle: UserError | None = None


def resolved(pairs: Iterable[tuple[Ident, Key]]) -> dict[Ident, Key]:
    """Return who stays for everybody who goes, also over several joins; a pair that would close a ring is left out."""
    known: dict[Ident, Key] = {}

    def last(table: str, key: Key) -> Key:
        while (table, key) in known:
            key = known[table, key]
        return key

    for (table, gone), kept in pairs:
        if last(table, gone) != last(table, kept):
            known[table, last(table, gone)] = last(table, kept)
    return {(table, gone): last(table, gone) for table, gone in known}


def united(state: Rows, across: Rows, before: Rows, same: Same, shapes: Mapping[str, Shape]) -> Rows:
    """Return a state as if it had always known who is the same; `across` is the other one, where the other row may be.

    What stays and was not there `before` has no common past to go by: what one side lacks is had from the other.
    """
    if not same:
        return state
    rows = {table: dict(found) for table, found in state.items()}
    for (table, gone), kept in same.items():
        here, there = rows.get(table, {}), across.get(table, {})
        if gone in here:
            stays, goes = here.get(kept) or there.get(kept), here.pop(gone)
        elif kept in here and gone in there and kept not in there:
            stays, goes = here[kept], there[gone]
        else:
            if kept in here and kept in there and kept not in before.get(table, {}):
                here[kept] = _filled(shapes[table], here[kept], there[kept])
            continue
        renamed = {**goes, **dict(zip(shapes[table].key, kept, strict=True))}
        here[kept] = renamed if stays is None else combined(shapes[table], stays, goes)
    return _renamed(rows, same, shapes)


def combined(shape: Shape, stays: Row, goes: Row) -> Row:
    """Return one row for two: empty columns are filled; words that have to give way are kept where the table says."""
    row, besides = dict(stays), []
    alike = shape.joins.alike
    numbers = () if shape.joins.next_free is None else shape.joins.next_free[:1]
    for name in shape.columns:
        one, other = stays.get(name), goes.get(name)
        if name in (*shape.key, *numbers, shape.place) or one == other or other in (None, ""):
            continue
        if name == "retired":
            row[name] = min(int(one or 0), int(other))
        elif name in shape.json:
            row[name] = _objects(str(one), str(other))
        elif one in (None, "") or one == shape.initial.get(name):
            row[name] = other
        elif name in shape.words and not (alike and name == alike.name and name_key(one) == name_key(other)):
            besides.append(str(other))
    if alike is not None and alike.rest:
        said = str(row[alike.rest])
        for words in besides:
            said = said if words in said else " · ".join(filter(None, (said, words)))
        row[alike.rest] = said
    return row


def _filled(shape: Shape, row: Row, other: Row) -> Row:
    filled = dict(row)
    for name in shape.columns:
        one, two = row[name], other[name]
        empty = one in (None, "") or one == shape.initial.get(name)
        if two not in (None, "") and (empty or (name in shape.words and str(one) in str(two))):
            filled[name] = two
    return filled


def _objects(one: str, other: str) -> str:
    try:
        return json.dumps({**json.loads(other), **json.loads(one)}, ensure_ascii=False)
    except (TypeError, ValueError):
        return one


def _renamed(rows: Rows, same: Same, shapes: Mapping[str, Shape]) -> Rows:
    # Ids are random and unique across files, so wherever one stands, in settings or among others, it is meant.
    ids = {str(gone[0]): str(kept[0]) for (_table, gone), kept in same.items()}
    pattern = re.compile("|".join(map(re.escape, ids)))

    def value(told: Any) -> Any:  # noqa: ANN401 - SQL values
        return pattern.sub(lambda found: ids[found[0]], told) if isinstance(told, str) else told

    joined: Rows = {}
    for table, found in rows.items():
        kept = joined.setdefault(table, {})
        for key, row in found.items():
            now = {name: value(told) for name, told in row.items()}
            moved = tuple(now[name] for name in shapes[table].key)
            if moved == key:
                kept[key] = now
            elif moved not in found:
                kept[moved] = now
    return joined


def name_key(name: object) -> str:
    """Return a name as it is compared: without case and accents, in whatever order its words stand."""
    return " ".join(sorted(fold(str(name or "")).split()))


def alikes(shape: Shape, rows: Mapping[Key, Row], titles: Mapping[str, Mapping[Key, str]]) -> Iterator[tuple[Key, Key]]:
    """Return rows that may be the same: one name or number where nothing contradicts, or one contact.

    `titles` are the words of what rows refer to, by table.
    """
    alike = shape.joins.alike
    if alike is None:
        return
    numbers = () if shape.joins.next_free is None else shape.joins.next_free[:1]
    groups: dict[tuple[str, str], list[Key]] = {}
    for key, row in sorted(rows.items(), key=lambda item: (name_key(item[1][alike.name]), item[0])):
        for name in (alike.name, *alike.contacts, *numbers):
            told = name_key(row[name]) if name == alike.name else "".join(fold(str(row[name] or "")).split())
            if told:
                groups.setdefault((name, told), []).append(key)
    for (name, _told), keys in groups.items():
        for number, key in enumerate(keys):
            for other in keys[number + 1:]:
                pair = rows[key], rows[other]
                named, fits = _part_of_name(alike, pair), _fits(shape, alike, pair, titles)
                if (named or name == alike.name) and (fits or name in alike.contacts):
                    yield key, other


def _fits(shape: Shape, alike: Alike, pair: tuple[Row, Row], titles: Mapping[str, Mapping[Key, str]]) -> bool:
    for name in alike.beside:
        pointer = shape.pointer(name)
        words = [
            titles.get(pointer.table, {}).get((row[name],), "") if pointer is not None else str(row[name] or "")
            for row in pair
        ]  # fmt: skip
        if all(words) and name_key(words[0]) != name_key(words[1]):
            return False
    return True


def _part_of_name(alike: Alike, pair: tuple[Row, Row]) -> bool:
    one, other = (set(name_key(row[alike.name]).split()) for row in pair)
    return bool(one & other)
