"""What the room may see of a board: titles, words, a sector's mark; never an author, never a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar

from labapp.changes import Reader
from labapp.kinds.board import layouts, sorting, voices
from labapp.kinds.board.layouts import COLUMNS, MATRIX, Axes
from labapp.model import ideas, marks, people
from labapp.model.agenda import Activity
from labapp.model.ideas import Card
from labapp.model.marks import Marks
from labapp.stage.state import Scene


@dataclass(frozen=True, slots=True)
class StageCard:
    """One card as the room sees it; `mark` is a sector's token or empty, `merged` how many it speaks for besides."""

    text: str
    mark: str = ""
    color: str = ""
    merged: int = 0
    star: bool = False
    visionary: bool = False
    dots: tuple[tuple[str, int], ...] = ()
    table: str = ""
    round: int | None = None

    def __hash__(self) -> int:
        """Return that of the words: Python keeps it, and at every key all cards of a board are looked up."""
        return hash(self.text)


@dataclass(frozen=True, slots=True)
class StageColumn:
    """One numbered column; `number` is what the moderator presses and the room says. 0: cards not in a column."""

    number: int
    title: str
    cards: tuple[StageCard, ...] = ()

    def __hash__(self) -> int:
        """Return what tells columns apart at a glance, see `BoardScene`."""
        return hash((self.number, self.title, len(self.cards)))


@dataclass(frozen=True, slots=True)
class BoardScene(Scene):
    """The question and the columns; `noun` names the cards so that the painter can count them in words."""

    kind: ClassVar[str] = "board"

    question: str
    noun: str
    columns: tuple[StageColumn, ...] = ()
    covered: int = 0
    layout: str = COLUMNS

    def __hash__(self) -> int:
        """Return what tells boards apart at a glance: at every key all cards of one would be too many to look at."""
        return hash((self.question, self.layout, self.covered, tuple(len(column.cards) for column in self.columns)))

    @property
    def shaped(self) -> bool:
        """Tell whether any card bears a sector's mark."""
        return any(card.mark for column in self.columns for card in column.cards)

    @property
    def total(self) -> int:
        """Return how many cards lie on the board, covered ones included."""
        return self.covered + sum(len(column.cards) for column in self.columns)


@dataclass(frozen=True, slots=True)
class SortScene(Scene):
    """Sorting: one card large, numbered groups with how many lie in each, how many cards wait."""

    kind: ClassVar[str] = "board-sort"

    question: str
    noun: str
    card: StageCard | None
    groups: tuple[tuple[int, str, int], ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class StagePoint:
    """A card at a point of the matrix: 0–1 across from the left and down from the top."""

    card: StageCard
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MatrixScene(Scene):
    """Two axes, four fields, numbered cards at their points; `aside` counts those not placed yet."""

    kind: ClassVar[str] = "board-matrix"

    question: str
    noun: str
    axes: Axes
    points: tuple[StagePoint, ...] = ()
    aside: int = 0
    covered: int = 0

    def __hash__(self) -> int:
        """Return what tells boards apart at a glance, see `BoardScene`."""
        return hash((self.question, len(self.points), self.aside, self.covered))


def scene(read: Reader, activity: Activity, settings: dict[str, Any]) -> Scene:
    """Return the board's scene; attribution only as far as the board's settings allow."""
    question, noun = activity.question or activity.title, settings["noun"]
    faces = Faces(read, activity.id, settings)
    if sorting.is_on(settings):
        now = sorting.sorting(read, activity.id, settings)
        groups = tuple(
            (number, group.title, count) for number, (group, count) in zip(now.numbers, now.groups, strict=True)
        )
        return SortScene(question, noun, faces.of(now.card) if now.card else None, groups, len(now.queue))
    cards = ideas.cards(read, activity.id)
    open_cards = [card for card in cards if not card.covered]
    covered = len({card.idea for card in cards if card.covered})
    if settings["layout"] == MATRIX:
        placed = on_matrix(cards)
        points = tuple(StagePoint(faces.of(card), card.x or 0.0, card.y or 0.0) for card in placed)
        aside = len({card.idea for card in open_cards}) - len(placed)
        return MatrixScene(question, noun, layouts.axes(settings), points, aside, covered)
    by_column: dict[str | None, list[StageCard]] = {}
    for card, face in zip(open_cards, faces.all(open_cards), strict=True):
        by_column.setdefault(card.cluster, []).append(face)
    columns = [
        StageColumn(number, cluster.title, tuple(by_column.pop(cluster.id, ())))
        for number, cluster in enumerate(ideas.clusters(read, activity.id), 1)
    ]
    loose = tuple(card for rest in by_column.values() for card in rest)
    if loose:
        columns.append(StageColumn(0, "", loose))
    return BoardScene(question, noun, tuple(columns), covered, settings["layout"])


def on_matrix(cards: Sequence[Card]) -> list[Card]:
    """Return the open cards that have a point, each idea once, in the order in which console and room number them."""
    once: dict[str, Card] = {}
    for card in cards:
        if not card.covered and card.x is not None and card.y is not None:
            once.setdefault(card.idea, card)
    return list(once.values())


_stage_card = lru_cache(maxsize=8192)(StageCard)
"""The same object for the same face: scenes of a large board are compared and measured by what differs."""


@dataclass
class _Known:
    """Faces made so far, by the very card, which is held so that its number is no other's, and what they all share."""

    shared: tuple[object, ...] = ()
    faces: dict[int, StageCard] = field(default_factory=dict)
    held: list[Card] = field(default_factory=list)


_MANY = 50_000  # faces kept of one board; those of cards that changed since are among them


class Faces:
    """Cards as the room may see them."""

    def __init__(self, read: Reader, activity: str, settings: dict[str, Any]) -> None:
        shown = settings["attribution"] != "nobody"
        self._sectors = {s.id: s.look for s in people.sectors(read, retired=True)} if shown else {}
        self._tables = voices.table_names(read, settings)
        self._merged = ideas.speaking(read)
        self._marks = marks.of_board(read, activity) if settings["marks_on_stage"] else {}
        shared = (self._sectors, self._tables, self._merged, self._marks)
        known = read.kept(("stage cards", activity), (), _Known, lambda kept, changed: kept)
        if known.shared != shared or len(known.held) > _MANY:
            known.shared, known.held, known.faces = shared, [], {}
        self._known = known

    def of(self, card: Card) -> StageCard:
        """Return a card as far as the board's settings show it; one that did not change is looked up."""
        face = self._known.faces.get(id(card))
        if face is None:
            self._known.held.append(card)
            face = self._known.faces[id(card)] = self._made(card)
        return face

    def all(self, cards: Sequence[Card]) -> list[StageCard]:
        """Return many cards at once: of thousands, all but one or two did not change."""
        found = map(self._known.faces.get, map(id, cards))
        return [face or self.of(card) for face, card in zip(found, cards, strict=True)]

    def _made(self, card: Card) -> StageCard:
        borne: Marks = self._marks.get(card.idea, marks.NONE)
        return _stage_card(
            card.text, self._sectors.get(card.sector or "", ""), card.color, self._merged.get(card.idea, 0),
            borne.star, borne.visionary, borne.dots, *self._table(card),
        )  # fmt: skip

    def _table(self, card: Card) -> tuple[str, int | None]:
        name = self._tables.get(card.table or "", "")
        return name, card.round if name else None
