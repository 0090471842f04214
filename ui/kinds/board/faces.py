"""From the document to what the board's page shows: columns with their faces, filtered and sorted as asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from labapp.changes import Reader
from labapp.model import ideas, marks, people
from labapp.model.ideas import Card, Cluster
from labapp.model.marks import NONE, Marks
from labapp.wording.folding import fold
from labapp.wording.translate import Translator
from ui.kinds.board.model import Face

BY_PLACE, BY_MARKS, NEWEST = "place", "marks", "newest"
STARRED, VISIONARY, DOTTED = "star", "visionary", "dots"


@dataclass(frozen=True)
class Wanted:
    """What the moderator wants to see: words, a sector, a mark, and in which order; of this window only."""

    search: str = ""
    sector: str | None = None
    mark: str = ""
    order: str = BY_PLACE

    @property
    def narrows(self) -> bool:
        """Tell whether cards may be left out."""
        return bool(self.search.strip() or self.sector or self.mark)


@dataclass(frozen=True)
class BoardView:
    """The columns of a board (None: no column) with their faces, how many ideas there are, how many covered."""

    clusters: tuple[Cluster, ...]
    faces: dict[str | None, list[Face]]
    total: int
    covered: int = 0

    @property
    def shown(self) -> list[Face]:
        """Return all faces, column by column."""
        keys: list[str | None] = [*(cluster.id for cluster in self.clusters), None]
        return [face for key in keys for face in self.faces.get(key, [])]


def read_board(
    read: Reader, activity: str, settings: dict[str, Any], _: Translator, wanted: Wanted = Wanted()
) -> BoardView:
    """Read a board; a search keeps cards that hold the words, Polish letters folded, in text or note."""
    marked = marks.of_board(read, activity)
    maker = _Maker(read, settings, marked, _)
    clusters = tuple(ideas.clusters(read, activity))
    faces: dict[str | None, list[Face]] = {cluster.id: [] for cluster in clusters}
    cards = ideas.cards(read, activity)
    words = fold(wanted.search.strip())
    for card in cards:
        if _fits(card, wanted, words, marked.get(card.idea, NONE)):
            faces.setdefault(card.cluster if card.cluster in faces else None, []).append(maker.face(card))
    for listed in faces.values():
        if wanted.order == BY_MARKS:
            listed.sort(key=lambda face: face.marks.weight, reverse=True)
        elif wanted.order == NEWEST:
            listed.sort(key=lambda face: face.card.created, reverse=True)
    covered = len({card.idea for card in cards if card.covered})
    return BoardView(clusters, faces, len({card.idea for card in cards}), covered)


def _fits(card: Card, wanted: Wanted, words: str, borne: Marks) -> bool:
    if wanted.sector is not None and (card.sector or "") != wanted.sector:
        return False
    has = {"": True, STARRED: borne.star, VISIONARY: borne.visionary, DOTTED: bool(borne.total)}
    if not has.get(wanted.mark, True):
        return False
    return not words or words in fold(f"{card.text} {card.note}")


class _Maker:
    """Makes faces; reads what all cards share once."""

    def __init__(self, read: Reader, settings: dict[str, Any], marked: dict[str, Marks], _: Translator) -> None:
        self._ = _
        voices, persons = settings["attribution"] != "nobody", settings["attribution"] == "person"
        self._sectors = {s.id: s for s in people.sectors(read, retired=True)} if voices else {}
        self._names = {p.id: p.name or p.code for p in people.participants(read, retired=True)} if persons else {}
        rows = read.rows("SELECT merged_into AS id, count(*) AS n FROM ideas WHERE merged_into IS NOT NULL GROUP BY 1")
        self._merged = {row["id"]: row["n"] for row in rows}
        self._marked = marked

    def face(self, card: Card) -> Face:
        sector = self._sectors.get(card.sector or "")
        mark, name = (sector.look, sector.name) if sector else ("", "")
        author, merged = self._names.get(card.author or "", ""), self._merged.get(card.idea, 0)
        borne = self._marked.get(card.idea, NONE)
        return Face(card, mark, name, author, merged, borne, self._small(card, author, merged, borne))

    def _small(self, card: Card, author: str, merged: int, borne: Marks) -> str:
        _ = self._
        parts = [_("covered")] if card.covered else []
        parts += [author, f"+{merged}" if merged else "", "✎" if card.note else ""]
        parts += ["★"] if borne.star else []
        parts += [_("visionary")] if borne.visionary else []
        parts += [f"{meaning} {count}" if meaning else f"● {count}" for meaning, count in borne.dots]
        return " · ".join(part for part in parts if part)
