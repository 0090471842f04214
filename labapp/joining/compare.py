"""Both states held against each other: how they stand to one another, what differs, and what they are joined."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from labapp.errors import UserError
from labapp.joining.differences import Difference, differences, titled
from labapp.joining.merge import MINE, THEIRS, Choices, Conflict, Ident, Merge
from labapp.joining.same import Twin, alikes, resolved, united
from labapp.joining.shape import Shape
from labapp.joining.side import Key, Row, Rows, Side, common, parting
from labapp.joining.tidy import Tidied, tidy
from labapp.joining.units import Units
from labapp.model import facts

SAME, AHEAD, BEHIND, APART = "same", "ahead", "behind", "apart"


@dataclass(frozen=True)
class Plan:
    """The joined rows, what was asked on the way, and whose units are taken where both are not the same."""

    rows: Rows
    conflicts: tuple[Conflict, ...]
    units: Mapping[Ident, str]
    tidied: Tidied
    erased: tuple[Key, ...]


class Comparison:
    """Two states of one laboratory; UserError `join.other` when they are not of one."""

    def __init__(self, mine: Side, theirs: Side, same: Iterable[Twin] = ()) -> None:
        if not mine.uid or mine.uid != theirs.uid:
            raise UserError("join.other", path=str(theirs.path or ""))
        self.here, self.there = mine, theirs  # as they are, where `mine` and `theirs` know who is the same
        self.mine, self.theirs = mine, theirs
        self._parting = parting(mine, theirs)
        self.parted, self.base = self._parting.at, self._parting.base
        self.shapes: dict[str, Shape] = {**mine.shapes, **theirs.shapes, **mine.shapes}
        self._units = Units(self.shapes)
        self.same = self._known(same)
        before = self.base or {}
        self.mine = replace(mine, rows=united(mine.rows, theirs.rows, before, self.same, self.shapes))
        self.theirs = replace(theirs, rows=united(theirs.rows, mine.rows, before, self.same, self.shapes))
        self.base = None if self.base is None else united(self.base, {}, {}, self.same, self.shapes)
        shared = common(mine, theirs)
        self._stamps = {MINE: mine.stamps(shared), THEIRS: theirs.stamps(shared)}

    @property
    def relation(self) -> str:
        """Return how this state stands to the other: the same, ahead of it, behind it, or gone apart."""
        here, there = self._went_on(MINE), self._went_on(THEIRS)
        return APART if here and there else AHEAD if here else BEHIND if there else SAME

    @property
    def brings(self) -> bool:
        """Whether joining would change anything here, as it stands without choices."""
        if self.relation not in (APART, BEHIND):
            return False
        joined = self.plan().rows
        changed = any(joined.get(table, rows) != rows for table, rows in self.here.rows.items())
        return changed or not self.theirs.files <= self.mine.files

    @property
    def obstacle(self) -> UserError | None:
        """Return what stands in the way of joining: an open vote, somebody removed from an unknown state, twins."""
        for side, state in ((MINE, self.mine), (THEIRS, self.theirs)):
            for table, row in self._units.still_open(state):
                code = self._units.roots[table].refused
                return UserError(code if side == MINE else f"{code}-there", title=self.titled(table, row, side))
        if self.base is None and any(side.erased_people(since) for side, since in self._sides()):
            return UserError("join.erased")
        return self._refused

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone the meeting's times are meant in."""
        row = self.mine.rows["lab"].get(("zone",))
        return ZoneInfo(facts.read_as("zone", None if row is None else row["value"]))

    @property
    def brought(self) -> int:
        """Return how many changes of the other state come along."""
        return len(self.theirs.after(self._parting.theirs))

    @property
    def cleared(self) -> bool:
        """Whether the other state has cleared personal data that this one and its history still hold."""
        return self.theirs.cleared(self._parting.theirs)

    def differences(self) -> list[Difference]:
        """Return what each side did since they parted, by side and table."""
        told = [name for name, shape in self.shapes.items() if shape.joins.told and name not in self._units.parts]
        return differences(self.mine.rows, self.theirs.rows, self.base, {name: self.shapes[name] for name in told},
                           self.shapes)  # fmt: skip

    def twins(self) -> list[Twin]:
        """Return rows one side has written that may be the same as another's: people, organisations, sectors."""
        found: list[Twin] = []
        mine, theirs = self.mine.rows, self.theirs.rows
        titles = {
            table: {key: titled(table, row, rows, self.shapes) for rows in (theirs, mine)
                    for key, row in rows.get(table, {}).items()}
            for table, shape in self.shapes.items() if shape.joins.alike is not None
        }  # fmt: skip
        erased = set(self._erased())
        for table in titles:
            rows = {
                key: row for key, row in {**theirs.get(table, {}), **mine.get(table, {})}.items()
                if not row.get("retired") and not (table == "participants" and key in erased)
            }  # fmt: skip
            here, there = mine.get(table, {}).keys(), theirs.get(table, {}).keys()
            old = here & there if self.base is None else self.base.get(table, {}).keys()
            taken: set[Key] = set()
            for pair in alikes(self.shapes[table], rows, titles):
                kept, other = sorted(pair, key=lambda key: (key not in old, key))
                apart = other not in old and not any({kept, other} <= only for only in (here - there, there - here))
                if apart and taken.isdisjoint(pair):
                    taken.update(pair)
                    found.append(Twin(table, kept, other, (rows[kept], rows[other]), self._forbids(table, kept, other)))
        return found

    def titled(self, table: str, row: Row, side: str) -> str:
        """Return what people know a row of one side by."""
        return titled(table, row, (self.mine if side == MINE else self.theirs).rows, self.shapes)

    def plan(self, choices: Choices | None = None) -> Plan:
        """Return the joined state; `choices` by a conflict's `ident` are "mine" or "theirs", else what it proposes."""
        chosen = choices or {}
        taken = self._units.join(self.mine, self.theirs, self.base, self.newer, chosen)
        merge = Merge(self.mine, self.theirs, self.base, self.newer, chosen)
        erased = self._erased()
        rows = merge.rows(taken.members | {("participants", key) for key in erased})
        for table, found in taken.rows.items():
            rows.setdefault(table, {}).update(found)
        # Who was removed for good is in no state any more; everybody else comes back where somebody rests on them.
        states = [{**state, "participants": {key: row for key, row in state.get("participants", {}).items()
                                             if key not in erased}} for state in self.states]  # fmt: skip
        tidied = tidy(rows, self.shapes, states, self._time)
        return Plan(rows, (*taken.conflicts, *merge.conflicts), taken.from_side, tidied, erased)

    @property
    def states(self) -> list[Rows]:
        """Return both states, and what they had in common where that is known."""
        return [state for state in (self.mine.rows, self.theirs.rows, self.base) if state is not None]

    def newer(self, table: str, key: Key) -> str:
        """Return whose change of a row is the newer one."""
        here, there = (self._changed(side, table, key) for side in (MINE, THEIRS))
        if here != there:
            return MINE if here > there else THEIRS
        rows = [state.rows.get(table, {}).get(key) for state in (self.mine, self.theirs)]
        said = [json.dumps(row, sort_keys=True, default=str) for row in rows]
        return MINE if said[0] >= said[1] else THEIRS

    def changed(self, conflict: Conflict, side: str) -> str:
        """Return when a side changed what both changed, UTC."""
        return self._changed(side, conflict.table, conflict.key)

    def _changed(self, side: str, table: str, key: Key) -> str:
        state = self.mine if side == MINE else self.theirs
        return self._stamps[side].get((table, key)) or state.touched_last

    def _time(self, table: str, key: Key) -> str:
        return max(self._stamps[side].get((table, key), "") for side in (MINE, THEIRS))

    def _known(self, accepted: Iterable[Twin]) -> dict[Ident, Key]:
        # What was settled in an earlier join and cannot be any more (both vote by now) is two again.
        given = [((twin.table, twin.other), twin.kept) for twin in accepted]
        refused = (self._forbids(gone[0], kept, gone[1]) for gone, kept in given)
        self._refused = next(filter(None, refused), None)
        past = [
            (gone, kept) for gone, kept in sorted({*self.mine.same(), *self.theirs.same()})
            if self._forbids(gone[0], kept, gone[1]) is None
        ]  # fmt: skip
        return resolved([*past, *given])

    def _forbids(self, table: str, kept: Key, other: Key) -> UserError | None:
        """Return why two rows cannot become one: both have a place of their own in a unit (both vote in one vote)."""
        for side in (MINE, THEIRS):
            rows = (self.mine if side == MINE else self.theirs).rows
            for part in self._units.parts:
                found = rows.get(part, {})
                for key in found if len(self.shapes[part].key) > 1 else ():
                    moved = tuple(kept[0] if each == other[0] else each for each in key)
                    if moved != key and moved in found:
                        root, unit = self._units.root(part, found[key], rows)
                        row = (rows.get(table, {}).get(kept)) or {}
                        name = self.titled(table, row, side) if row else ""
                        return UserError("join.both-voted", name=name, title=self.titled(root, unit, side))
        return None

    def _sides(self) -> tuple[tuple[Side, int], tuple[Side, int]]:
        return (self.mine, self._parting.mine), (self.theirs, self._parting.theirs)

    def _went_on(self, side: str) -> bool:
        # After a join into it a state holds what it had before besides: that it went on is seen by its rows.
        state, since = self._sides()[0 if side == MINE else 1]
        joined = any(number == since for number, *_rest in state.met())
        return state.last > since or (joined and self.base != state.rows)

    def _erased(self) -> tuple[Key, ...]:
        # Whoever was removed before both parted, or after coming with another state, is known by id alone.
        gone = self.mine.erased_ids() | self.theirs.erased_ids()
        before = {} if self.base is None else self.base.get("participants", {})
        for side, since in self._sides():
            if side.erased_somebody(since):
                gone |= set(before) - set(side.rows.get("participants", {}))
        return tuple(sorted(key for key in gone if any(key in state.get("participants", {}) for state in self.states)))

