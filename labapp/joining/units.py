"""Units are joined whole or not at all (`store/joins.Unit`): never ballots of one round with ballots of the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from labapp.joining.merge import MINE, THEIRS, Choices, Conflict, Ident, Newer
from labapp.joining.shape import Pointer, Shape
from labapp.joining.side import Row, Rows, Side
from labapp.store.joins import Unit


@dataclass
class Taken:
    """What became of the units: rows as they are to be, whose each is that was not common to both, all their rows."""

    rows: Rows = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    from_side: dict[Ident, str] = field(default_factory=dict)
    members: set[Ident] = field(default_factory=set)


class Units:
    """The units of all tables; a row is part of one when a reference to it, or to a part of it, is never empty."""

    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        self._shapes = shapes
        self.roots = {name: shape.joins.unit for name, shape in shapes.items() if shape.joins.unit is not None}
        self.parts: dict[str, Pointer] = {}  # by table, in an order in which what is pointed to comes first
        found = True
        while found:
            found = False
            for name in shapes.keys() - self.roots.keys() - self.parts.keys():
                for pointer in shapes[name].pointers:
                    if not pointer.nullable and (pointer.table in self.roots or pointer.table in self.parts):
                        self.parts[name] = pointer
                        found = True
                        break

    def still_open(self, side: Side) -> Iterator[tuple[str, Row]]:
        """Return the units that are open in a state, with their table."""
        for table, unit in self.roots.items():
            yield from ((table, row) for row in side.rows.get(table, {}).values() if row[unit.state] == unit.open)

    def root(self, part: str, row: Row, rows: Rows) -> tuple[str, Row]:
        """Return the unit a row is part of, with its table."""
        pointer = self.parts[part]
        found = rows[pointer.table][row[pointer.column],]
        return (pointer.table, found) if pointer.table in self.roots else self.root(pointer.table, found, rows)

    def held(self, *states: Rows) -> dict[Ident, None]:
        """Return the units that are no longer mere preparation in some state, in an order both sides share."""
        found = {
            (table, key)
            for table, unit in self.roots.items() for rows in states for key, row in rows.get(table, {}).items()
            if row[unit.state] != unit.draft
        }  # fmt: skip
        return dict.fromkeys(sorted(found, key=repr))

    def bundles(self, rows: Rows, held: Mapping[Ident, None], *, journalled: bool = False) -> dict[Ident, Rows]:
        """Return by unit what belongs to it in a state; `journalled` leaves out tables no journal tells of."""
        found: dict[Ident, Rows] = {}
        of: dict[Ident, Ident] = {}
        for table in (*self.roots, *self.parts):
            if journalled and not self._shapes[table].journalled:
                continue
            for key, row in rows.get(table, {}).items():
                unit: Ident | None
                if table in self.roots:
                    unit = (table, key) if (table, key) in held else None
                else:
                    pointer = self.parts[table]
                    unit = of.get((pointer.table, (row[pointer.column],)))
                if unit is not None:
                    of[table, key] = unit
                    found.setdefault(unit, {}).setdefault(table, {})[key] = row
        return found

    def join(self, mine: Side, theirs: Side, base: Rows | None, newer: Newer, choices: Choices) -> Taken:
        """Choose a side for every unit that is held; a choice is asked for where both went on with it differently."""
        held = self.held(mine.rows, theirs.rows)
        here, there = (self.bundles(side.rows, held) for side in (mine, theirs))
        before = {} if base is None else self.bundles(base, held, journalled=True)
        taken = Taken({table: {} for table in (*self.roots, *self.parts)})
        for state in (here, there):
            taken.members.update((table, key) for rows in state.values() for table in rows for key in rows[table])
        for unit in held:
            bundles = here.get(unit, {}), there.get(unit, {})
            side = MINE
            if bundles[0] != bundles[1]:
                side = self._chosen(unit, bundles, before.get(unit, {}), newer, choices, taken.conflicts)
                taken.from_side[unit] = side
            for table, rows in bundles[0 if side == MINE else 1].items():
                taken.rows[table].update(rows)
        return taken

    def _chosen(
        self, ident: Ident, bundles: tuple[Rows, Rows], before: Rows, newer: Newer, choices: Choices,
        asked: list[Conflict],
    ) -> str:  # fmt: skip
        (table, key), (here, there) = ident, bundles
        unit = self.roots[table]
        if not here or not there:
            return MINE if here else THEIRS
        if before and before[table][key][unit.state] != unit.open:
            # While a unit is open rows come in that no journal tells of; before and after that it does.
            if self._same(here, before):
                return THEIRS
            if self._same(there, before):
                return MINE
        ranks = [_rank(unit, bundle[table][key]) for bundle in bundles]
        proposed = newer(table, key) if ranks[0] == ranks[1] else MINE if ranks[0] > ranks[1] else THEIRS
        conflict = Conflict(table, key, (), here[table][key], there[table][key], proposed)
        asked.append(conflict)
        return choices.get(conflict.ident, proposed)

    def _same(self, bundle: Rows, before: Rows) -> bool:
        told = {table: rows for table, rows in bundle.items() if self._shapes[table].journalled}
        return told == before


def _rank(unit: Unit, row: Row) -> int:
    stage = str(row[unit.state])
    return unit.stages.index(stage) + 1 if stage in unit.stages else 0

