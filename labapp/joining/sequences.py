"""Numbers and places that two sides gave to different rows: each row gets one of its own, in an order both agree on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from labapp.joining.shape import Shape
from labapp.joining.side import Key, Row
from labapp.model import order

Found = dict[Key, Row]


def next_free(found: Found, shape: Shape) -> dict[Key, tuple[str, str]]:
    """Give the later one of two rows with one number (a badge) the next free one; return by row what it was and is."""
    given: dict[Key, tuple[str, str]] = {}
    if shape.joins.next_free is None:
        return given
    column, start = shape.joins.next_free
    used = {row[column] for row in found.values()}
    holders: dict[str, list[Key]] = {}
    for key in sorted(found):
        holders.setdefault(found[key][column], []).append(key)
    for number, keys in sorted(holders.items()):
        for key in keys[1:]:
            free = next(str(each) for each in range(start, start + 1 + len(used)) if str(each) not in used)
            used.add(free)
            found[key] = {**found[key], column: free}
            given[key] = (number, free)
    return given


def places(found: Found, shape: Shape, states: Sequence[Found]) -> None:
    """Give every row a place of its own among its siblings: two sides may have put different ones at one place.

    Those that shared one before (one of them set aside) go on sharing it: joining changes nothing nobody changed.
    """
    if shape.joins.beside is None or not shape.place:
        return
    for keys in _apart(found, shape.joins.beside).values():
        keys.sort(key=lambda key: (found[key][shape.place], key))
        given = [found[key][shape.place] for key in keys]
        if len(set(given)) < len(given) and not _shared(found, keys, shape.place, states):
            for key, place in zip(keys, _spread(given), strict=True):
                found[key] = {**found[key], shape.place: place}


def _shared(found: Found, keys: Sequence[Key], place: str, states: Sequence[Found]) -> bool:
    at: dict[str, list[Key]] = {}
    for key in keys:
        at.setdefault(found[key][place], []).append(key)
    return all(
        any(len({state[key][place] if key in state else key for key in group}) == 1 for state in states)
        for group in at.values() if len(group) > 1
    )  # fmt: skip


def count(found: Found, shape: Shape) -> None:
    """Count rows anew (rounds of voting) where two have one number, or what comes last is not last."""
    numbered = shape.joins.numbered
    if numbered is None:
        return
    column, last = numbered.column, numbered.last

    def late(key: Key) -> bool:
        return last is not None and found[key][last[0]] == last[1]

    for keys in _apart(found, numbered.within).values():
        now = {key: found[key][column] for key in keys}
        newest = max(keys, key=lambda key: (int(now[key]), key))
        if len(set(now.values())) == len(keys) and all(key == newest for key in keys if late(key)):
            continue
        keys.sort(key=lambda key: (late(key), *(found[key][name] or "" for name in numbered.by), now[key], key))
        for number, key in enumerate(keys, 1):
            found[key] = {**found[key], column: number}


def _apart(found: Found, columns: tuple[str, ...]) -> dict[tuple[Any, ...], list[Key]]:
    siblings: dict[tuple[Any, ...], list[Key]] = {}
    for key, row in found.items():
        siblings.setdefault(tuple(row[name] for name in columns), []).append(key)
    return siblings


def _spread(places: list[str]) -> list[str]:
    kept: list[str] = []
    for index, place in enumerate(places):
        if kept and place <= kept[-1]:
            place = order.place([kept[-1], *places[index:]], 1)
        kept.append(place)
    return kept
