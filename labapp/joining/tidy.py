"""Brings joined rows in order: twins, references, badges, places in a row, what is on now, numbers of rounds.

Works on values alone and never asks which side is which, so that both computers come to the same laboratory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from labapp.joining.shape import BESIDE, Pointer, Shape
from labapp.joining.side import Key, Row, Rows
from labapp.model import agenda, order

Times = Callable[[str, Key], str]


@dataclass
class Tidied:
    """What had to give way: badges that were on two people, by id of the person: (old, new)."""

    codes: dict[str, tuple[str, str]] = field(default_factory=dict)
    dropped: int = 0


def tidy(rows: Rows, shapes: Mapping[str, Shape], others: Iterable[Rows], times: Times) -> Tidied:
    """Bring joined rows in order, in place; `others` are the states they come from, for what they point to."""
    done = Tidied()
    _drafts(rows)
    states = list(others)
    _twins(rows, shapes, times)
    _references(rows, shapes, states, done)
    _twins(rows, shapes, times)  # what came back may be there already
    _rings(rows.get("ideas", {}))
    _unspoken(rows.get("ideas", {}), [state.get("ideas", {}) for state in states])
    _codes(rows, done)
    _places(rows)
    _running(rows)
    _rounds(rows)
    return done


def _references(rows: Rows, shapes: Mapping[str, Shape], others: list[Rows], done: Tidied) -> None:
    # What is pointed to is brought back from the side that still has it; a person removed for good is not.
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
    if kept and pointer.table != "participants":
        rows[pointer.table][wanted] = dict(max(kept, key=lambda row: json.dumps(row, sort_keys=True, default=str)))
    elif pointer.nullable:
        rows[table][key] = {**rows[table][key], pointer.column: None}
    else:
        del rows[table][key]
        done.dropped += 1


def _twins(rows: Rows, shapes: Mapping[str, Shape], times: Times) -> None:
    """Keep one of what both sides wrote down about the same thing; what pointed to the other points to it."""
    before = {table: set(found) for table, found in rows.items()}
    same = _same(rows, times)
    for table, found in rows.items():
        for pointer in shapes[table].pointers:
            dropped = before.get(pointer.table, set()) - rows.get(pointer.table, {}).keys()
            for key in [key for key, row in found.items() if (row[pointer.column],) in dropped]:
                row = found.pop(key)
                kept = same.get((pointer.table, (row[pointer.column],)))
                moved = tuple(kept[0] if kept and name == pointer.column else row[name] for name in shapes[table].key)
                if kept is not None and moved not in found:
                    found[moved] = {**row, pointer.column: kept[0]}


def _same(rows: Rows, times: Times) -> dict[tuple[str, Key], Key]:
    same: dict[tuple[str, Key], Key] = {}

    def one(table: str, what: Callable[[Row], Any], first: Callable[[Key, Row], tuple[Any, ...]]) -> None:
        for dropped, kept in _one_of(rows.get(table, {}), what, first).items():
            same[table, dropped] = kept

    lying = rows.get("placements", {})
    one("placements", lambda row: (row["idea"], row["activity"], row["cluster"]),
        lambda key, row: (row["x"] is None, key))  # fmt: skip
    in_group = {(r["idea"], r["activity"]): key for key, r in sorted(lying.items()) if r["cluster"] is not None}
    for key in [k for k, r in lying.items() if r["cluster"] is None and (r["idea"], r["activity"]) in in_group]:
        row = lying.pop(key)
        same["placements", key] = in_group[row["idea"], row["activity"]]
    one("presence", lambda row: row["participant"] if row["departed"] is None else None,
        lambda key, row: (row["arrived"], key))  # fmt: skip
    one("marks", lambda row: (row["idea"], row["activity"], row["kind"], row["sector"]),
        lambda key, row: (-row["value"], key))  # fmt: skip
    one("file_links", lambda row: (row["file"], row["activity"], row["purpose"]), lambda key, row: (key,))
    where = {key[0]: row["activity"] for key, row in rows.get("groups", {}).items()}
    one("seats", lambda row: (row["participant"], row["round"], where.get(row["group_id"], row["group_id"])),
        lambda key, row: (_backwards(times("seats", key)), key))  # fmt: skip
    return same


def _one_of(
    rows: dict[Key, Row], same: Callable[[Row], Any], first: Callable[[Key, Row], tuple[Any, ...]]
) -> dict[Key, Key]:
    found: dict[Any, list[Key]] = {}
    for key, row in rows.items():
        what = same(row)
        if what is not None:
            found.setdefault(what, []).append(key)
    dropped: dict[Key, Key] = {}
    for keys in found.values():
        kept, *others = sorted(keys, key=lambda key: first(key, rows[key]))
        for key in others:
            del rows[key]
            dropped[key] = kept
    return dropped


def _backwards(stamp: str) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in stamp)


def _speaks(ideas: Mapping[Key, Row], key: Key) -> tuple[list[Key], bool]:
    """Return a card and those that speak for it since merges, the last one last, and whether they go in a ring."""
    chain = [key]
    while (above := ideas[chain[-1]]["merged_into"]) is not None and (above,) in ideas:
        if (above,) in chain:
            return chain[chain.index((above,)):], True
        chain.append((above,))
    return chain, False


def _rings(ideas: dict[Key, Row]) -> None:
    """Let one card of a ring speak for the others: two sides may have merged two cards in opposite directions."""
    for key in sorted(ideas):
        ring, closed = _speaks(ideas, key)
        if closed:
            first = min(ring, key=lambda one: (ideas[one]["retired"], ideas[one]["created"], one))
            ideas[first] = {**ideas[first], "merged_into": None}


def _unspoken(ideas: dict[Key, Row], states: list[dict[Key, Row]]) -> None:
    """Take a card out from under one that was set aside elsewhere: nobody meant both to leave the board."""
    for key in sorted(ideas):
        chain, _closed = _speaks(ideas, key)
        if _hidden(ideas, key) and not any(_hidden(state, key) for state in states if key in state):
            under = chain[-2] if not ideas[chain[-2]]["retired"] else key
            ideas[under] = {**ideas[under], "merged_into": None}


def _hidden(ideas: Mapping[Key, Row], key: Key) -> bool:
    chain, closed = _speaks(ideas, key)
    return len(chain) > 1 and not ideas[key]["retired"] and (closed or bool(ideas[chain[-1]]["retired"]))


def _codes(rows: Rows, done: Tidied) -> None:
    people = rows.get("participants", {})
    used = {row["code"] for row in people.values()}
    holders: dict[str, list[Key]] = {}
    for key in sorted(people):
        holders.setdefault(people[key]["code"], []).append(key)
    for code, keys in sorted(holders.items()):
        for key in keys[1:]:
            free = next(str(number) for number in range(101, 102 + len(used)) if str(number) not in used)
            used.add(free)
            people[key] = {**people[key], "code": free}
            done.codes[str(key[0])] = (code, free)


def _places(rows: Rows) -> None:
    """Give every row a place of its own among its neighbours: two sides may have put different ones at one place."""
    for table, columns in BESIDE.items():
        siblings: dict[tuple[Any, ...], list[Key]] = {}
        for key, row in rows.get(table, {}).items():
            siblings.setdefault(tuple(row[name] for name in columns), []).append(key)
        for keys in siblings.values():
            found = rows[table]
            keys.sort(key=lambda key: (found[key]["position"], key))
            places = [found[key]["position"] for key in keys]
            if len(set(places)) < len(places):
                for key, place in zip(keys, _apart(places), strict=True):
                    found[key] = {**found[key], "position": place}


def _apart(places: list[str]) -> list[str]:
    kept: list[str] = []
    for index, place in enumerate(places):
        if kept and place <= kept[-1]:
            place = order.place([kept[-1], *places[index:]], 1)
        kept.append(place)
    return kept


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


def _drafts(rows: Rows) -> None:
    """Keep one round in preparation an activity; the options of another one go over to it."""
    votes = rows.get("vote_votes", {})
    first: dict[str, str] = {}
    for key in sorted(votes):
        if votes[key]["state"] != "draft":
            continue
        keep = first.setdefault(votes[key]["activity"], str(key[0]))
        if keep != key[0]:
            options = rows["vote_options"]
            for option, row in list(options.items()):
                if row["vote"] == key[0]:
                    options[option] = {**row, "vote": keep}
            del votes[key]


def _rounds(rows: Rows) -> None:
    votes = rows.get("vote_votes", {})
    of: dict[str, list[Key]] = {}
    for key, row in votes.items():
        of.setdefault(row["activity"], []).append(key)
    for keys in of.values():
        if len({votes[key]["round"] for key in keys}) == len(keys) and _draft_last(votes, keys):
            continue
        keys.sort(key=lambda k: (votes[k]["state"] == "draft", votes[k]["opened"] or "", votes[k]["round"], k))
        for number, key in enumerate(keys, 1):
            votes[key] = {**votes[key], "round": number}


def _draft_last(votes: dict[Key, Row], keys: list[Key]) -> bool:
    newest = max(keys, key=lambda key: int(votes[key]["round"]))
    return all(votes[key]["state"] != "draft" or key == newest for key in keys)
