"""What the room may see of a board: titles, words, a sector's mark; never an author, never a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from labapp.changes import Reader
from labapp.model import ideas, people
from labapp.model.agenda import Activity
from labapp.stage.state import Scene


@dataclass(frozen=True, slots=True)
class StageCard:
    """One card as the room sees it; `mark` is a sector's token or empty, `merged` how many it speaks for besides."""

    text: str
    mark: str = ""
    color: str = ""
    merged: int = 0


@dataclass(frozen=True, slots=True)
class StageColumn:
    """One numbered column; `number` is what the moderator presses and the room says. 0: cards not in a column."""

    number: int
    title: str
    cards: tuple[StageCard, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardScene(Scene):
    """The question and the columns; `noun` names the cards so that the painter can count them in words."""

    kind: ClassVar[str] = "board"

    question: str
    noun: str
    columns: tuple[StageColumn, ...] = ()
    covered: int = 0

    @property
    def total(self) -> int:
        """Return how many cards lie on the board, covered ones included."""
        return self.covered + sum(len(column.cards) for column in self.columns)


def scene(read: Reader, activity: Activity, settings: dict[str, Any]) -> BoardScene:
    """Return the board's scene; attribution only as far as the board's settings allow."""
    marks = {sector.id: sector.look for sector in people.sectors(read, retired=True)}
    shown = settings["attribution"] != "nobody"
    counts = _merged_counts(read, activity.id)
    by_column: dict[str | None, list[StageCard]] = {}
    covered = 0
    for card in ideas.cards(read, activity.id):
        if card.covered:
            covered += 1
            continue
        mark = marks.get(card.sector or "", "") if shown else ""
        face = StageCard(card.text, mark, card.color, counts.get(card.idea, 0))
        by_column.setdefault(card.cluster, []).append(face)
    columns = [
        StageColumn(number, cluster.title, tuple(by_column.pop(cluster.id, ())))
        for number, cluster in enumerate(ideas.clusters(read, activity.id), 1)
    ]
    loose = tuple(card for rest in by_column.values() for card in rest)
    if loose:
        columns.append(StageColumn(0, "", loose))
    return BoardScene(activity.question or activity.title, settings["noun"], tuple(columns), covered)


def _merged_counts(read: Reader, activity: str) -> dict[str, int]:
    rows = read.rows(
        "SELECT merged_into AS id, count(*) AS n FROM ideas WHERE merged_into IN"
        " (SELECT idea FROM placements WHERE activity = ?) GROUP BY merged_into",
        activity,
    )
    return {row["id"]: row["n"] for row in rows}
