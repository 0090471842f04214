"""The pages of groups of cards, remembered: of a board of ninety pages a card that comes in changes the last ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, takewhile
from math import inf
from operator import le

from labapp.kinds.board.stage import StageCard
from ui.kinds.board.paint_rows import AHEAD, Cell, Page, Rows, going_on, left_of
from ui.stage.geometry import Rect
from ui.stage.look import Look


@dataclass(frozen=True)
class _Shared:
    """A page as it was: where each group began on it, and behind which card it looked no further; -1 once through."""

    begins: tuple[int, ...]
    sees: tuple[int, ...]
    page: Page


@dataclass
class _Run:
    """The pages of an arrangement as they were, with the cards of each group."""

    cards: list[tuple[StageCard, ...]] = field(default_factory=list)
    pages: list[_Shared] = field(default_factory=list)


@lru_cache(maxsize=128)  # on a canvas each group fills its pages by itself
def _run(
    names: tuple[tuple[tuple[int, str], ...], ...], most: int, headed: bool, steady: bool,
    area: Rect, size: int, look: Look,
) -> _Run:  # fmt: skip
    """Return the memory of an arrangement."""
    return _Run()


def pages(arranged: Rows, area: Rect, sizes: Sequence[int], look: Look) -> list[Page]:
    """Return the pages at the largest size at which there is one, else those of the smallest."""
    crowded = any(len(column.cards) > AHEAD for row in arranged.rows for column in row)
    for size in () if crowded else sizes[:-1]:
        cells = [[Cell(column) for column in row] for row in arranged.rows]
        first = list(islice(going_on(cells, arranged, area, size, look, once=True), 2))
        if len(first) <= 1 and first != [None]:
            return [page for page in first if page is not None]
    return _remembered(arranged, area, sizes[-1], look)


def _remembered(arranged: Rows, area: Rect, size: int, look: Look) -> list[Page]:
    """Return the pages at one size; those before the first that sees a card that changed stay as they were."""
    names = tuple(tuple((column.number, column.title) for column in row) for row in arranged.rows)
    known = _run(names, arranged.most, arranged.headed, arranged.steady, area, size, look)
    rows = [[Cell(column) for column in row] for row in arranged.rows]
    cells = [cell for row in rows for cell in row]
    cards = [cell.column.cards for cell in cells]
    same = list(map(_same, known.cards, cards))
    kept = list(takewhile(lambda shared: all(map(le, shared.sees, same)), known.pages))
    if not known.pages or len(kept) < len(known.pages):
        for cell, start in zip(cells, known.pages[len(kept)].begins if known.pages else (), strict=False):
            cell.done, cell.through = start, start < 0
        for page in going_on(left_of(rows), arranged, area, size, look):
            if page is not None:
                begins = tuple(-1 if cell.through else cell.done for cell in cells)
                sees = tuple(-1 if cell.through else cell.done + cell.looked + 1 for cell in cells)
                kept.append(_Shared(begins, sees, page))
    known.cards, known.pages = cards, kept
    return [shared.page for shared in kept]


def _same(old: tuple[StageCard, ...], new: tuple[StageCard, ...]) -> float:
    """Return how many cards from the first on are those of before; without end where all are, and none came."""
    if old == new:
        return inf
    both = enumerate(zip(old, new, strict=False))  # mostly the very same objects
    return next((at for at, (one, other) in both if one is not other and one != other), min(len(old), len(new)))
