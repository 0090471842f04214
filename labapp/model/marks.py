"""Marks on ideas without a vote: a star, "visionary", dots by meaning. They belong to the idea, not to a card's place.

Star and visionary are seen wherever the idea lies; dots count on the board where they were given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from labapp.changes import Change, Reader

STAR = "star"
VISIONARY = "visionary"
DOT = "dot:"
MOST_DOTS = 999


@dataclass(frozen=True)
class Marks:
    """What an idea bears, its merged ones' marks included; `dots` are (meaning, how many), most first."""

    star: bool = False
    visionary: bool = False
    dots: tuple[tuple[str, int], ...] = ()

    @property
    def total(self) -> int:
        """Return how many dots there are in all."""
        return sum(count for _, count in self.dots)

    @property
    def weight(self) -> tuple[int, int, int]:
        """Return what cards are sorted by: dots, then star, then visionary."""
        return (self.total, int(self.star), int(self.visionary))


NONE = Marks()


def of_board(read: Reader, activity: str) -> dict[str, Marks]:
    """Return the marks of the ideas on a board, by id; ideas without any are left out."""
    sql = (
        "WITH RECURSIVE speaks(top, id) AS (SELECT DISTINCT idea, idea FROM placements WHERE activity = ?1"
        " UNION SELECT s.top, i.id FROM speaks s JOIN ideas i ON i.merged_into = s.id)"
        " SELECT s.top, m.kind, sum(m.value) AS n FROM speaks s JOIN marks m ON m.idea = s.id"
        " WHERE m.kind NOT LIKE 'dot:%' OR m.activity = ?1 GROUP BY s.top, m.kind ORDER BY n DESC, m.kind"
    )
    found: dict[str, dict[str, int]] = {}
    if not read.value("SELECT 1 FROM marks LIMIT 1"):
        return {}
    for row in read.rows(sql, activity):
        found.setdefault(row["top"], {})[row["kind"]] = row["n"]
    return {idea: _marks(kinds) for idea, kinds in found.items()}


def toggle(tx: Change, chosen: Iterable[str], activity: str, kind: str) -> bool:
    """Give a star or "visionary" to all of these ideas, or take it from all when each has it; True when given."""
    listed = list(dict.fromkeys(chosen))
    bearing = {idea: _rows(tx, idea, kind) for idea in listed}
    if listed and all(bearing.values()):
        for rows in bearing.values():
            for row in rows:
                tx.delete("marks", row)
        return False
    for idea, rows in bearing.items():
        if not rows:
            tx.insert("marks", idea=idea, activity=activity, kind=kind)
    return True


def dot(tx: Change, idea: str, activity: str, meaning: str, by: int = 1) -> int:
    """Add dots of a meaning (negative: take away) on one board and return how many the idea has now itself."""
    kind = DOT + meaning
    row = tx.row("SELECT id, value FROM marks WHERE idea = ? AND activity = ? AND kind = ?", idea, activity, kind)
    now = min(MOST_DOTS, max(0, (row["value"] if row else 0) + by))
    if row is None and now:
        tx.insert("marks", idea=idea, activity=activity, kind=kind, value=now)
    elif row is not None and not now:
        tx.delete("marks", row["id"])
    elif row is not None and now != row["value"]:
        tx.update("marks", row["id"], value=now)
    return now


def _rows(read: Reader, idea: str, kind: str) -> list[str]:
    return [row["id"] for row in read.rows("SELECT id FROM marks WHERE idea = ? AND kind = ?", idea, kind)]


def _marks(kinds: dict[str, int]) -> Marks:
    dots = tuple((kind[len(DOT) :], count) for kind, count in kinds.items() if kind.startswith(DOT))
    return Marks(STAR in kinds, VISIONARY in kinds, dots)
