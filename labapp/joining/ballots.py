"""Rounds of voting that have opened are joined whole or not at all: never ballots of one with ballots of the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from labapp.joining.merge import MINE, THEIRS, Choices, Conflict, Newer
from labapp.joining.shape import Shape
from labapp.joining.side import Row, Rows, Side

VOTES = "vote_votes"
_ROUND = "vote"  # the column by which all that belongs to a round names it
_DRAFT, _OPEN = "draft", "open"
_RANK = {"announced": 3, "closed": 2, "void": 1}


@dataclass
class Taken:
    """What became of the rounds: rows as they are to be, and how many were taken over from each side."""

    rows: Rows = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    from_side: dict[str, str] = field(default_factory=dict)  # round -> whose it is, where it was not common to both


def opened(*sides: Rows | None) -> frozenset[str]:
    """Return the rounds that are no longer mere preparation in some state."""
    return frozenset(
        str(key[0]) for rows in sides if rows is not None for key, row in rows.get(VOTES, {}).items()
        if row["state"] != _DRAFT
    )  # fmt: skip


def tables(shapes: Mapping[str, Shape]) -> frozenset[str]:
    """Return the tables whose rows belong to a round, that of the rounds included."""
    return frozenset(
        name for name, shape in shapes.items()
        if name == VOTES or any(p.column == _ROUND and p.table == VOTES for p in shape.pointers)
    )  # fmt: skip


def belongs(table: str, row: Row, held: frozenset[str], of: frozenset[str]) -> bool:
    """Whether a row is part of one of these rounds; `of` are `tables`."""
    return table in of and row["id" if table == VOTES else _ROUND] in held


def still_open(side: Side) -> Iterator[Row]:
    """Return the rounds that are open in a state."""
    return (row for row in side.rows.get(VOTES, {}).values() if row["state"] == _OPEN)


def join_rounds(
    mine: Side, theirs: Side, base: Rows | None, held: frozenset[str], newer: Newer, choices: Choices
) -> Taken:
    """Choose a side for every opened round; a choice is asked for where both went on with it differently."""
    of = tables({**theirs.shapes, **mine.shapes})
    told = frozenset(name for name in of if {**theirs.shapes, **mine.shapes}[name].journalled)
    taken = Taken({table: {} for table in of})
    for vote in sorted(held):
        here, there = (_bundle(side.rows, vote, of) for side in (mine, theirs))
        side = MINE
        if here != there:
            before = None if base is None else _bundle(base, vote, told)
            side = _chosen(vote, (here, there, before), newer, choices, taken)
            taken.from_side[vote] = side
        for table, rows in (here if side == MINE else there).items():
            taken.rows[table].update(rows)
    return taken


def _chosen(
    vote: str, bundles: tuple[Rows, Rows, Rows | None], newer: Newer, choices: Choices, taken: Taken
) -> str:
    here, there, before = bundles
    if not here.get(VOTES) or not there.get(VOTES):
        return MINE if here.get(VOTES) else THEIRS
    if before is not None and before.get(VOTES) and before[VOTES][vote,]["state"] != _OPEN:
        # While a round is open ballots come in that no journal tells of; before and after that it does.
        if _same(here, before):
            return THEIRS
        if _same(there, before):
            return MINE
    key = (vote,)
    ranks = [_RANK.get(str(bundle[VOTES][key]["state"]), 0) for bundle in (here, there)]
    proposed = newer(VOTES, key) if ranks[0] == ranks[1] else MINE if ranks[0] > ranks[1] else THEIRS
    conflict = Conflict(VOTES, key, (), here[VOTES][key], there[VOTES][key], proposed)
    taken.conflicts.append(conflict)
    return choices.get(conflict.ident, proposed)


def _same(bundle: Rows, before: Rows) -> bool:
    return all(bundle[table] == rows for table, rows in before.items())


def _bundle(rows: Rows, vote: str, of: frozenset[str]) -> Rows:
    held = frozenset((vote,))
    return {
        table: {key: row for key, row in rows.get(table, {}).items() if belongs(table, row, held, of)} for table in of
    }
