"""The board on the stage: the question, numbered columns, notes as large as fit, pages when they do not.

Column headings stand on the paper itself. A page shows as many columns as can be read side by side and the same
slice of each; a single column spreads over the whole width. As a list every column has pages of its own; as fields
four of them lie two by two.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from labapp.kinds.board.layouts import FIELDS, LIST
from labapp.kinds.board.stage import BoardScene, StageCard, StageColumn
from labapp.kinds.board.voices import at_table
from labapp.wording.nouns import noun
from ui.stage.display import Item, Sheet, line_height
from ui.stage.fitting import LONGEST, clean, largest, text_item, wrap
from ui.stage.flow import page_columns, split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import headline, hint, note, note_height
from ui.theme import Pair, Weight

Page = Callable[[], list[Item]]  # built only when it is the one to show: boards of 500 cards have ninety pages
_LEAST_LETTERS = 15  # a column narrower than this many of the smallest letters breaks too many Polish words


def layout(scene: BoardScene, area: Rect, look: Look) -> Sheet:
    """Lay out one page of the board."""
    _ = look.translate
    look = replace(look, shapes=scene.shaped)
    if not scene.total:
        items, rest = headline(scene.question, area, look)
        return Sheet([*items, *hint(rest, _("The first cards will appear here."), look)])
    items, rest = question(scene.question, area, look, 2 if scene.layout == FIELDS else 3)
    if scene.covered:
        line, rest = covered(scene.covered, scene.noun, rest, look)
        items.append(line)
    pages = _shared_out(scene, rest, replace(look, page=0, timer=None, corner=None))
    if pages:
        items.extend(pages[look.page_of(len(pages))]())
    return Sheet(items, max(1, len(pages)))


@lru_cache(maxsize=8)  # whoever looks for the page of a card asks for several of the same board
def _shared_out(scene: BoardScene, area: Rect, look: Look) -> tuple[Page, ...]:
    filled = [column for column in scene.columns if column.cards or column.number]
    return tuple(page for part in _sets(scene.layout, filled, area, look) for page in _pages(part, area, look))


def covered(count: int, word: str, rest: Rect, look: Look) -> tuple[Item, Rect]:
    """Say at the foot how many cards are collected and not shown yet, and return what remains above."""
    _ = look.translate
    line = Rect(rest.x, rest.bottom - line_height(look.body), rest.w, line_height(look.body))
    words = _("Collected and still covered: {count}", count=noun(word).counted(_, count))
    item = text_item(line, words, look.body, Pair.QUIET_ON_PAPER, align="center", role="covered", max_lines=1)
    return item, Rect(rest.x, rest.y, rest.w, rest.h - line.h - look.gap)


def question(text: str, area: Rect, look: Look, most: int = 3) -> tuple[list[Item], Rect]:
    """Place the question at body size, smaller when it is long: once there are cards, they need the room more."""
    corner = look.corner
    width = area.w if corner is None else corner.x - area.x - 2 * look.gap
    least = 0.0 if corner is None else corner.bottom - area.y

    def lines(size: int) -> int:
        return max(most, int(least // line_height(size)))  # as many as stand beside the timer anyway

    def whole(size: int) -> bool:
        return not wrap(text, size, int(width), Weight.SEMIBOLD, max_lines=lines(size)).cut

    size = largest((look.body, look.small), whole)
    box = Rect(area.x, area.y, width, line_height(size) * lines(size))
    item = text_item(box, text, size, weight=Weight.SEMIBOLD, role="title", max_lines=lines(size))
    return [item], area.below(max(item.rect.h, least) + look.gap)


@dataclass(frozen=True)
class _Set:
    """Columns shown together, each in its rectangle; `spread` lets a single one take the whole width.

    `headed` is False for the only column of a board: there is nothing to tell it apart from.
    """

    columns: Sequence[StageColumn]
    rects: Sequence[Rect]
    spread: bool = False
    headed: bool = True


def _sets(arranged: str, columns: Sequence[StageColumn], area: Rect, look: Look) -> list[_Set]:
    if arranged == LIST:
        headed = len(columns) > 1
        sets = [_Set([column], [area], spread=True, headed=headed) for column in columns if column.cards]
        return sets or [_Set([], [area])]
    if arranged == FIELDS and len(columns) > 1:
        halves = [Rect(area.x, y, area.w, (area.h - look.gap) / 2) for y in
                  (area.y, area.y + (area.h + look.gap) / 2)]  # fmt: skip
        cells = [cell for half in halves for cell in half.columns(2, look.gap * 2)]
        return [_Set(columns[at : at + 4], cells) for at in range(0, len(columns), 4)]
    groups = _abreast(columns, area, look)
    headed = len(columns) > 1
    return [
        _Set(group, area.columns(len(group), look.gap * 2), spread=len(group) == 1, headed=headed) for group in groups
    ]


def _abreast(columns: Sequence[StageColumn], area: Rect, look: Look) -> list[Sequence[StageColumn]]:
    least = _LEAST_LETTERS * look.small * 0.62
    fit = max(1, int((area.w + look.gap * 2) // (least + look.gap * 2)))
    per_page = -(-len(columns) // -(-len(columns) // fit)) if columns else 1  # evenly shared over the pages
    return [columns[start : start + per_page] for start in range(0, len(columns), per_page)]


def _pages(together: _Set, area: Rect, look: Look) -> list[Page]:
    columns, rects = together.columns, together.rects
    if not columns:
        return []
    if together.spread:
        return _spread(columns[0], area, look, titled=together.headed and bool(columns[0].title))
    head = max(_head_height(column, rects[0].w, look) for column in columns)
    room = rects[0].h - head
    ruler = _fitting([column.cards for column in columns], rects[0].w, room, look)
    runs = [split_pages(ruler.heights(column.cards), room, look.gap) for column in columns]
    parts = list(zip(columns, rects, runs, strict=False))  # fields may be fewer than their places

    def built(page: int) -> list[Item]:
        items: list[Item] = []
        for column, rect, run in parts:
            items += _head(column, rect, look)
            shown = [column.cards[index] for index in run[page]] if page < len(run) else []
            items += _stack(shown, rect.below(head), ruler)
        return items

    return [partial(built, page) for page in range(max([1, *(len(run) for run in runs)]))]


def _spread(column: StageColumn, area: Rect, look: Look, *, titled: bool) -> list[Page]:
    """Lay one column out over several: a brainstorm has a single list and a wide screen."""
    head = _head_height(column, area.w, look) if titled else 0
    room = area.h - head
    best: tuple[_Ruler, int, list[list[range]]] | None = None
    for size in look.steps:
        count = _across(area.w, size, look)
        ruler = _ruler(size, area.columns(count, look.gap * 2)[0].w, room, look)
        best = (ruler, count, page_columns(ruler.heights(column.cards), count, room, look.gap))
        if len(best[2]) <= 1:
            break
    if best is None:
        return []
    ruler, count, arranged = best
    rects = area.below(head).columns(count, look.gap * 2)

    def built(runs: list[range]) -> list[Item]:
        items = _head(column, area, look) if titled else []
        for rect, run in zip(rects, runs, strict=False):
            items += _stack([column.cards[index] for index in run], rect, ruler)
        return items

    return [partial(built, runs) for runs in arranged or [[]]]


def _across(width: float, size: int, look: Look) -> int:
    return max(1, min(4, int(width // (size * 13))))


def _fitting(cards: Sequence[Sequence[StageCard]], width: float, room: float, look: Look) -> _Ruler:
    """Return the ruler of the largest size at which every column fits one page, or of the smallest."""
    for size in look.steps:
        ruler = _ruler(size, width, room, look)
        if size <= look.body and all(ruler.fits(column) for column in cards):
            return ruler
    return _ruler(look.small, width, room, look)


def _ruler(size: int, width: float, room: float, look: Look) -> _Ruler:
    return _kept_ruler(size, width, room, replace(look, page=0, timer=None, corner=None))


@lru_cache(maxsize=64)  # sizes and widths of a few boards and screens
def _kept_ruler(size: int, width: float, room: float, look: Look) -> _Ruler:
    return _Ruler(size, width, room, look)


class _Ruler:
    """Measures cards at one size and width, each of them once: a card that comes in measures one, not 500."""

    def __init__(self, size: int, width: float, room: float, look: Look) -> None:
        self.size, self.room, self.look = size, room, look
        self._width = width
        self._known: dict[StageCard, float] = {}
        # One long text must not push the others off the page; the whole of it stands on the console and in the report.
        spare = room - 2 * look.gap - line_height(look.small) - look.gap // 2
        wanted = min(5, max(3, int((room * 0.7 - 2 * look.gap - line_height(look.small)) // line_height(size))))
        self.lines = max(1, min(wanted, int(spare // line_height(size))))

    def height(self, card: StageCard) -> float:
        """Return the height of a card."""
        height = self._known.get(card)
        if height is None:
            foot = footer(card, self.look)
            height = note_height(words(card), self.size, self._width, self.look, footer=foot, max_lines=self.lines)
            self._known[card] = height
        return height

    def heights(self, cards: Sequence[StageCard]) -> list[float]:
        """Return the heights of cards."""
        return [self.height(card) for card in cards]

    def fits(self, cards: Sequence[StageCard]) -> bool:
        """Tell whether cards fit one below the other."""
        used = float(-self.look.gap)
        for card in cards:
            used += self.look.gap + self.height(card)
            if used > self.room:
                return False
        return True


def _stack(cards: Sequence[StageCard], area: Rect, ruler: _Ruler) -> list[Item]:
    items: list[Item] = []
    y, look = area.y, ruler.look
    for card in cards:
        height = ruler.height(card)
        rect = Rect(area.x, y, area.w, height)
        items += note(
            rect, words(card), ruler.size, look, mark=card.mark, colour=card.color, footer=footer(card, look),
            max_lines=ruler.lines,
        )  # fmt: skip
        y += height + look.gap
    return items


def words(card: StageCard) -> str:
    """Return what stands on a card."""
    return card.text if card.text.strip() and card.text.isprintable() else _drawable(card.text)


@lru_cache(maxsize=4096)
def _drawable(text: str) -> str:
    # letters that cannot be drawn at all, or leave no ink, still are a card
    inked = any(unicodedata.category(letter)[0] not in "CZM" for letter in clean(text[:LONGEST]))
    return text if inked else "–"


def footer(card: StageCard, look: Look) -> str:
    """Return the small line of a card: how many it speaks for besides, and its marks in words."""
    _ = look.translate
    parts = [at_table(card.table, card.round, _)] if card.table else []
    parts += [_.plural("and {n} similar", "and {n} similar", card.merged)] if card.merged else []
    parts += [_("with a star")] if card.star else []
    parts += [_("visionary")] if card.visionary else []
    parts += [
        f"{meaning}: {count}" if meaning else _.plural("{n} dot", "{n} dots", count) for meaning, count in card.dots
    ]
    return " · ".join(parts)


def _title(column: StageColumn, look: Look) -> str:
    _ = look.translate
    name = column.title or _("Not in a column")
    return f"{column.number}  {name}" if column.number else name


def _head_height(column: StageColumn, width: float, look: Look) -> int:
    return wrap(_title(column, look), look.small, int(width), Weight.BOLD, max_lines=2).height + look.gap


def _head(column: StageColumn, rect: Rect, look: Look) -> list[Item]:
    box = Rect(rect.x, rect.y, rect.w, line_height(look.small) * 2)
    return [text_item(box, _title(column, look), look.small, weight=Weight.BOLD, role="column", max_lines=2)]
