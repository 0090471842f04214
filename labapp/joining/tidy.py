"""Brings joined rows in order: twins, references, rings, numbers, places in a row, what is on now.

Works on values alone and never asks which side is which, so that both computers come to the same laboratory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from labapp.joining import sequences
from labapp.joining.merge import Ident
from labapp.joining.shape import Pointer, Shape
from labapp.joining.side import Key, Row, Rows
from labapp.joining.twins import Times, one_of_twins
from labapp.model import agenda


@dataclass
class Tidied:
    """What had to give way: numbers that were on two rows (badges of people), by row: (old, new)."""

    numbers: dict[Ident, tuple[str, str]] = field(default_factory=dict)
    dropped: int = 0


def tidy(rows: Rows, shapes: Mapping[str, Shape], others: Iterable[Rows], times: Times) -> Tidied:
    """Bring joined rows in order, in place; `others` are the states they come from, for what they point to."""
    done = Tidied()
    states = list(others)
    one_of_twins(rows, shapes, states, times)
    _references(rows, shapes, states, done)
    one_of_twins(rows, shapes, states, times)  # what came back may be there already
    for name, shape in shapes.items():
        found = rows.get(name, {})
        for pointer in shape.pointers:
            if pointer.table == name and pointer.nullable and shape.key == (pointer.target,):
                _rings(found, pointer.column)
        if shape.joins.merged:
            _unspoken(found, [state.get(name, {}) for state in states], shape.joins.merged)
        done.numbers.update(((name, key), given) for key, given in sequences.next_free(found, shape).items())
        sequences.places(found, shape, [state.get(name, {}) for state in states])
    _running(rows)
    for name, shape in shapes.items():
        sequences.count(rows.get(name, {}), shape)
    return done


def _references(rows: Rows, shapes: Mapping[str, Shape], others: list[Rows], done: Tidied) -> None:
    # What is pointed to is brought back from the side that still has it; a person removed for good is in none.
    again = True
    while again:
        again = False
        for table, found in rows.items():
            for pointer in shapes[table].pointers:
                if pointer.table not in rows:
                    continue  # pictures are all kept
                there = _targets(rows, shapes, pointer)
                for key in [key for key, row in found.items() if _lost(row, pointer, there)]:
                    again = True
                    _mend(rows, table, key, pointer, others, done)


def _targets(rows: Rows, shapes: Mapping[str, Shape], pointer: Pointer) -> set[Any]:
    if shapes[pointer.table].key == (pointer.target,):
        return {key[0] for key in rows[pointer.table]}
    return {row[pointer.target] for row in rows[pointer.table].values()}


def _lost(row: Row, pointer: Pointer, there: set[Any]) -> bool:
    return row[pointer.column] is not None and row[pointer.column] not in there


def _mend(rows: Rows, table: str, key: Key, pointer: Pointer, others: list[Rows], done: Tidied) -> None:
    if key not in rows[table]:
        return
    wanted = (rows[table][key][pointer.column],)
    if wanted in rows[pointer.table]:
        return
    kept = [other[pointer.table][wanted] for other in others if wanted in other.get(pointer.table, {})]
    if kept:
        rows[pointer.table][wanted] = dict(max(kept, key=lambda row: json.dumps(row, sort_keys=True, default=str)))
    elif pointer.nullable:
        rows[table][key] = {**rows[table][key], pointer.column: None}
    else:
        del rows[table][key]
        done.dropped += 1


def _speaks(found: Mapping[Key, Row], key: Key, column: str) -> tuple[list[Key], bool]:
    """Return a row and those it stands behind (cards after merges), the last one last, and whether it is a ring."""
    chain = [key]
    while (above := found[chain[-1]][column]) is not None and (above,) in found:
        if (above,) in chain:
            return chain[chain.index((above,)):], True
        chain.append((above,))
    return chain, False


def _rings(found: dict[Key, Row], column: str) -> None:
    """Let one row of a ring stand first: two sides may have merged two cards in opposite directions."""
    for key in sorted(found, key=repr):
        ring, closed = _speaks(found, key, column)
        if closed:
            first = min(ring, key=lambda one: (_aside(found[one]), str(found[one].get("created")), one))
            found[first] = {**found[first], column: None}


def _unspoken(found: dict[Key, Row], states: list[dict[Key, Row]], column: str) -> None:
    """Take a row out from behind one that was set aside elsewhere: nobody meant both to leave the board."""
    for key in sorted(found):
        chain, _closed = _speaks(found, key, column)
        if _hidden(found, key, column) and not any(_hidden(state, key, column) for state in states if key in state):
            under = chain[-2] if not _aside(found[chain[-2]]) else key
            found[under] = {**found[under], column: None}


def _hidden(found: Mapping[Key, Row], key: Key, column: str) -> bool:
    chain, closed = _speaks(found, key, column)
    return len(chain) > 1 and not _aside(found[key]) and (closed or _aside(found[chain[-1]]))


def _aside(row: Row) -> bool:
    return bool(row.get("retired"))


def _running(rows: Rows) -> None:
    """Let one point of the agenda go on: the one started last; the others ended when it began."""
    found = rows["activities"]
    going = sorted(
        (key for key, row in found.items() if row["state"] == agenda.RUNNING and not row["retired"]),
        key=lambda key: (found[key]["started"] or "", key),
    )
    for key in going[:-1]:
        ended = max(found[going[-1]]["started"] or "", found[key]["started"] or "")
        found[key] = {**found[key], "state": agenda.DONE, "finished": ended}
    if going and len(going) > 1:
        rows["lab"]["current",] = {"key": "current", "value": f'"{going[-1][0]}"'}
