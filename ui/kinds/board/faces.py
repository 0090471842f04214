"""From the document to what the board's page shows: columns with their faces, filtered and sorted as asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import attrgetter
from typing import Any

from labapp.changes import Reader
from labapp.kinds.board.voices import NOBODY, PERSON, at_table, table_names
from labapp.model import ideas, marks, people
from labapp.model.ideas import Card, Cluster
from labapp.model.marks import NONE, Marks
from labapp.model.people import Sector
from labapp.wording.folding import fold
from labapp.wording.translate import Translator
from ui.kinds.board.model import Face

BY_PLACE, BY_MARKS, NEWEST = "place", "marks", "newest"
STARRED, VISIONARY, DOTTED, ASIDE = "star", "visionary", "dots", "aside"


@dataclass(frozen=True)
class Wanted:
    """What the moderator wants to see: words, a sector, a mark, and in which order; of this window only.

    ASIDE in the place of a mark shows the cards that were set aside instead of the living ones.
    """

    search: str = ""
    sector: str | None = None
    mark: str = ""
    order: str = BY_PLACE
    besides: frozenset[str] = frozenset()  # ideas shown whether they fit or not: what was written meanwhile

    @property
    def narrows(self) -> bool:
        """Tell whether cards may be left out."""
        return bool(self.search.strip() or self.sector or self.mark)


@dataclass(frozen=True)
class BoardView:
    """The columns of a board (None: no column) with their faces, how many ideas there are, covered, set aside."""

    clusters: tuple[Cluster, ...]
    faces: dict[str | None, list[Face]]
    total: int
    covered: int = 0
    aside: int = 0

    @property
    def shown(self) -> list[Face]:
        """Return all faces, column by column."""
        keys: list[str | None] = [*(cluster.id for cluster in self.clusters), None]
        return [face for key in keys for face in self.faces.get(key, [])]


class Faces:
    """Makes faces and keeps them while nothing they show differs: a key on a board of 500 cards makes one face."""

    def __init__(self, _: Translator) -> None:
        self._ = _
        self._sectors: dict[str, Sector] = {}
        self._names: dict[str, str] = {}
        self._tables: dict[str, str] = {}
        self._merged: dict[str, int] = {}
        self.marked: dict[str, Marks] = {}
        self._known: dict[str, tuple[Card, int, Marks, Face]] = {}
        self._same: dict[int, Face] = {}  # by the very card, which its face holds: most of thousands at every key

    def look(self, read: Reader, activity: str, settings: dict[str, Any]) -> None:
        """Read what all cards share."""
        voices, persons = settings["attribution"] != NOBODY, settings["attribution"] == PERSON
        tables = table_names(read, settings)
        sectors = {s.id: s for s in people.sectors(read, retired=True)} if voices else {}
        names = {p.id: p.name or p.code for p in people.participants(read, retired=True)} if persons else {}
        if (sectors, names, tables) != (self._sectors, self._names, self._tables):
            self._known.clear()
            self._same.clear()
        self._sectors, self._names, self._tables = sectors, names, tables
        before = (self._merged, self.marked)
        self._merged = ideas.speaking(read)
        self.marked = marks.of_board(read, activity)
        if before != (self._merged, self.marked):
            self._same.clear()

    def keep_only(self, cards: Sequence[Card]) -> None:
        """Forget faces of cards that are gone."""
        if len(self._known) > 2 * len(cards):
            here = {card.placement for card in cards}
            self._known = {key: value for key, value in self._known.items() if key in here}
            self._same.clear()

    def of(self, cards: Sequence[Card]) -> list[Face]:
        """Return the faces of cards; the same objects as before where nothing differs."""
        found = map(self._same.get, map(id, cards))
        return [face or self._kept(card) for face, card in zip(found, cards, strict=True)]

    def _kept(self, card: Card) -> Face:
        merged, borne = self._merged.get(card.idea, 0), self.marked.get(card.idea, NONE)
        known = self._known.get(card.placement)
        same = known is not None and known[0] is card and known[1] == merged
        if known is None or not same or not (known[2] is borne or known[2] == borne):  # mostly the very same
            known = self._known[card.placement] = (card, merged, borne, self._made(card, merged, borne))
        face = self._same[id(known[0])] = known[3]
        return face

    def _made(self, card: Card, merged: int, borne: Marks) -> Face:
        sector = self._sectors.get(card.sector or "")
        mark, name = (sector.look, sector.name) if sector else ("", "")
        author = self._names.get(card.author or "", "") or at_table(
            self._tables.get(card.table or "", ""), card.round, self._
        )
        return Face(card, mark, name, author, merged, borne, self._small(card, author, merged, borne))

    def _small(self, card: Card, author: str, merged: int, borne: Marks) -> str:
        _ = self._
        parts = [_("covered")] if card.covered else []
        parts += [author, f"+{merged}" if merged else "", "✎" if card.note else ""]
        parts += ["★"] if borne.star else []
        parts += [_("visionary")] if borne.visionary else []
        parts += [f"{meaning} {count}" if meaning else f"● {count}" for meaning, count in borne.dots]
        return " · ".join(part for part in parts if part)


def read_board(
    read: Reader, activity: str, settings: dict[str, Any], faces: Faces, wanted: Wanted = Wanted()
) -> BoardView:
    """Read a board; a search keeps cards that hold the words, Polish letters folded, in text or note."""
    faces.look(read, activity, settings)
    clusters = tuple(ideas.clusters(read, activity))
    by_column: dict[str | None, list[Face]] = {cluster.id: [] for cluster in clusters}
    cards = ideas.cards(read, activity)
    faces.keep_only(cards)
    words = fold(wanted.search.strip())
    aside = ideas.set_aside(read, activity)
    shown = aside if wanted.mark == ASIDE else cards
    if wanted.narrows:
        shown = [card for card in shown if _fits(card, wanted, words, faces.marked)]
    loose = by_column.setdefault(None, [])
    columns = map(by_column.get, map(attrgetter("cluster"), shown), repeat(loose))
    for column, face in zip(columns, faces.of(shown), strict=True):
        column.append(face)
    if not loose:
        del by_column[None]
    written = ideas.written(read, shown) if wanted.order == NEWEST else {}
    for listed in by_column.values():
        if wanted.order == BY_MARKS:
            listed.sort(key=lambda face: face.marks.weight, reverse=True)
        elif wanted.order == NEWEST:
            listed.sort(key=lambda face: written[face.card.idea], reverse=True)
    covered = len({card.idea for card in cards if card.covered})
    total = len(set(map(attrgetter("idea"), cards)))
    return BoardView(clusters, by_column, total, covered, len({card.idea for card in aside}))


def _fits(card: Card, wanted: Wanted, words: str, marked: dict[str, Marks]) -> bool:
    if card.idea in wanted.besides:
        return True
    if wanted.sector is not None and (card.sector or "") != wanted.sector:
        return False
    borne = marked.get(card.idea, NONE)
    has = {"": True, STARRED: borne.star, VISIONARY: borne.visionary, DOTTED: bool(borne.total)}
    if not has.get(wanted.mark, True):
        return False
    return not words or words in fold(f"{card.text} {card.note}")
