"""What each side did since both parted: how many rows of which table, with their titles."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from labapp.joining.side import Key, Row, Rows

MINE, THEIRS = "mine", "theirs"
ADDED, CHANGED, GONE = "added", "changed", "gone"
# Told through what they belong to: an option's round, a card's text; a row each would drown the list.
_BESIDES = frozenset({"vote_options", "vote_entitled", "vote_turnout", "vote_boxes", "vote_ballots", "vote_tallies",
                      "vote_paper", "vote_second", "vote_bodies", "board_spots", "board_areas"})  # fmt: skip
_PRIVATE_FACTS = frozenset({"current", "timer", "pause", "pin", "uid"})
_FIRST = ("lab", "days", "activities", "sectors", "entities", "participants", "presence", "ideas", "clusters",
          "placements", "marks", "notes", "groups", "seats", "vote_votes", "plan_actions", "file_links")  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """Rows of one table that one side added, changed or took away; `titles` are what people know them by."""

    side: str
    table: str
    what: str
    titles: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return how many rows they are."""
        return len(self.titles)


def differences(mine: Rows, theirs: Rows, base: Rows | None) -> list[Difference]:
    """Return what each side did; without a common state, what only one has, and what differs as changed by both."""
    found: list[Difference] = []
    for side, rows, other in ((MINE, mine, theirs), (THEIRS, theirs, mine)):
        for table in sorted({*rows, *other}, key=lambda name: (_FIRST.index(name) if name in _FIRST else 99, name)):
            if table not in _BESIDES:
                before = other.get(table, {}) if base is None else base.get(table, {})
                found += _of_table(side, table, rows, before, base if base is not None else other)
    return found


def _of_table(side: str, table: str, rows: Rows, before: dict[Key, Row], then: Rows) -> list[Difference]:
    now = rows.get(table, {})
    kinds: dict[str, list[str]] = {ADDED: [], CHANGED: [], GONE: []}
    for key in sorted({*now, *before}, key=lambda key: json.dumps(list(key), default=str)):
        if now.get(key) == before.get(key) or (table == "lab" and key[0] in _PRIVATE_FACTS):
            continue
        if key not in now:
            kinds[GONE].append(titled(table, before[key], then))
        elif key not in before:
            kinds[ADDED].append(titled(table, now[key], rows))
        else:
            retired = now[key].get("retired") and not before[key].get("retired")
            kinds[GONE if retired else CHANGED].append(titled(table, now[key], rows))
    return [Difference(side, table, what, tuple(titles)) for what, titles in kinds.items() if titles]


def titled(table: str, row: Row, rows: Rows) -> str:
    """Return what people know a row by; its key where it has no words of its own."""
    words = _TITLES.get(table)
    return words(row, rows) if words is not None else str(next(iter(row.values()), ""))


def _to(table: str, column: str) -> Callable[[Row, Rows], str]:
    def words(row: Row, rows: Rows) -> str:
        found = rows.get(table, {}).get((row[column],))
        return titled(table, found, rows) if found is not None else ""

    return words


def _own(*columns: str) -> Callable[[Row, Rows], str]:
    return lambda row, rows: " ".join(str(row[name]) for name in columns if row[name]).strip()


def _round(row: Row, rows: Rows) -> str:
    title = _to("activities", "activity")(row, rows)
    return f"{title} ({row['round']})" if int(row["round"]) > 1 else title


_TITLES: dict[str, Callable[[Row, Rows], Any]] = {
    "lab": _own("key"), "days": _own("date", "title"), "activities": _own("title"), "sectors": _own("name"),
    "entities": _own("name"), "participants": _own("code", "name"), "presence": _to("participants", "participant"),
    "ideas": _own("text"), "clusters": _own("title"), "placements": _to("ideas", "idea"), "marks": _to("ideas", "idea"),
    "notes": _own("text"), "groups": _own("name"), "seats": _to("participants", "participant"), "vote_votes": _round,
    "vote_options": _own("title"), "plan_actions": _own("what"), "file_links": _own("alt"),
}  # fmt: skip
