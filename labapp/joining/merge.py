"""Three states into one, row by row: what only one side changed is taken; where both did, a choice is asked for.

Symmetrical: exchanging the sides, and with them the choices, gives the same rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from labapp.joining.shape import Shape
from labapp.joining.side import Key, Row, Rows, Side

MINE, THEIRS = "mine", "theirs"
Ident = tuple[str, Key]
_NOTHING = object()


@dataclass(frozen=True)
class Conflict:
    """Both sides changed one thing: the rows as they are here and there (None: gone), and whose is newer."""

    table: str
    key: Key
    columns: tuple[str, ...]
    mine: Row | None
    theirs: Row | None
    newer: str

    @property
    def ident(self) -> Ident:
        """Return what a choice is given by."""
        return self.table, self.key


Choices = Mapping[Ident, str]
Newer = Callable[[str, Key], str]


class Merge:
    """Joins rows of two sides over the state they had in common, where that is known."""

    def __init__(self, mine: Side, theirs: Side, base: Rows | None, newer: Newer, choices: Choices) -> None:
        self._mine, self._theirs, self._base = mine.rows, theirs.rows, base
        self._shapes = {**theirs.shapes, **mine.shapes}
        self._newer = newer
        self._choices = choices
        self.conflicts: list[Conflict] = []

    def rows(self, leave: Collection[Ident]) -> Rows:
        """Return the joined rows but for those that are left to somebody else (units), or left out for good."""
        joined: Rows = {}
        for table in sorted({*self._mine, *self._theirs}):
            mine, theirs = self._mine.get(table, {}), self._theirs.get(table, {})
            kept = joined.setdefault(table, {})
            for key in sorted({*mine, *theirs}, key=_sortable):
                row, other = mine.get(key), theirs.get(key)
                if (table, key) in leave:
                    continue
                found = self._row(self._shapes[table], key, row, other)
                if found is not None:
                    kept[key] = found
        return joined

    def _before(self, table: str) -> dict[Key, Row]:
        return {} if self._base is None else self._base.get(table, {})

    def _row(self, shape: Shape, key: Key, mine: Row | None, theirs: Row | None) -> Row | None:
        before = self._before(shape.name).get(key)
        if mine == theirs:
            return mine
        if before is not None and mine == before:
            return theirs
        if before is not None and theirs == before:
            return mine
        if before is None and (mine is None or theirs is None):
            return mine or theirs
        newer = self._newer(shape.name, key)
        newest = shape.joins.newest
        if newest is True or (isinstance(newest, tuple) and key[0] in newest):
            return mine if newer == MINE else theirs
        both_gone = _gone(mine, before) and _gone(theirs, before)  # agreed, and words one of them changed are not lost
        if (_gone(mine, before) or _gone(theirs, before)) and not (both_gone and mine and theirs):
            return self._gone(shape, key, mine, theirs)
        assert mine is not None
        assert theirs is not None
        return self._both(shape, key, (before, mine, theirs), newer)

    def _gone(self, shape: Shape, key: Key, mine: Row | None, theirs: Row | None) -> Row | None:
        # Removed on one side, worked on at the other: what was worked on stays unless somebody says otherwise.
        living = THEIRS if mine is None or (mine.get("retired") and theirs is not None) else MINE
        side = self._asked(shape, key, (), mine, theirs, living)
        return mine if side == MINE else theirs

    def _both(self, shape: Shape, key: Key, rows: tuple[Row | None, Row, Row], newer: str) -> Row:
        _before, mine, theirs = rows
        differing: list[str] = []
        sides = {side: dict(mine) for side in (MINE, THEIRS)}
        for part in shape.parts:
            values = [tuple(row.get(name) for name in part) if row is not None else _NOTHING for row in rows]
            for side in (MINE, THEIRS):
                taken, clash = _value(values, side, as_json=part[0] in shape.json and len(part) == 1)
                sides[side].update(zip(part, taken, strict=True))
            if clash and {name for name in part if mine.get(name) != theirs.get(name)} - shape.wordless:
                differing += part  # else nobody could say which: whoever moved it last is right
        if not differing:
            return sides[newer]
        return sides[self._asked(shape, key, tuple(differing), mine, theirs, newer)]

    def _asked(
        self, shape: Shape, key: Key, columns: tuple[str, ...], mine: Row | None, theirs: Row | None, proposed: str
    ) -> str:
        conflict = Conflict(shape.name, key, columns, mine, theirs, proposed)
        self.conflicts.append(conflict)
        return self._choices.get(conflict.ident, proposed)


def _gone(row: Row | None, before: Row | None) -> bool:
    return row is None or bool(row.get("retired") and not (before or {}).get("retired"))


def _value(values: list[Any], prefer: str, *, as_json: bool) -> tuple[tuple[Any, ...], bool]:
    """Return one part's value and whether both sides changed it differently."""
    before, mine, theirs = values
    if mine == theirs or theirs == before:
        return mine, False
    if mine == before:
        return theirs, False
    if as_json:
        objects = [_object(value) for value in values]
        if objects[1] is not None and objects[2] is not None:
            merged, clash = _objects(objects[0] or {}, objects[1], objects[2], prefer)
            return (json.dumps(merged, ensure_ascii=False),), clash
    return (mine if prefer == MINE else theirs), True


def _object(value: Any) -> dict[str, Any] | None:  # noqa: ANN401 - JSON
    try:
        found = json.loads(value[0]) if value is not _NOTHING else None
    except (TypeError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _objects(
    before: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any], prefer: str
) -> tuple[dict[str, Any], bool]:
    merged: dict[str, Any] = {}
    clash = False
    for name in sorted({*mine, *theirs}):
        was, one, other = (row.get(name, _NOTHING) for row in (before, mine, theirs))
        if one == other or other == was:
            taken = one
        elif one == was:
            taken = other
        elif all(isinstance(value, dict) for value in (one, other)):
            taken, deeper = _objects(was if isinstance(was, dict) else {}, one, other, prefer)
            clash = clash or deeper
        else:
            clash = True
            taken = one if prefer == MINE else other
        if taken is not _NOTHING:
            merged[name] = taken
    return merged, clash


def _sortable(key: Key) -> str:
    return json.dumps(list(key), default=bytes.hex)
