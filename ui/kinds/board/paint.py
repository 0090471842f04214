"""The board on the stage: the question, numbered columns, notes as large as fit, pages when they do not.

Column headings stand on the paper itself. A page shows as many columns as can be read side by side and the same
slice of each; a single column spreads over the whole width. In a list the groups follow one another; as fields
they lie two by two. How cards are shared out over pages is in `paint_rows` and `paint_pages`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from labapp.kinds.board.layouts import FIELDS, LIST
from labapp.kinds.board.stage import BoardScene, StageColumn
from labapp.wording.nouns import noun
from ui.kinds.board import paint_list
from ui.kinds.board.paint_pages import pages
from ui.kinds.board.paint_rows import Page, Rows
from ui.stage.display import Item, Sheet, line_height
from ui.stage.fitting import largest, text_item, wrap
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import headline, hint
from ui.theme import Pair, Weight

_LEAST_LETTERS = 15  # a column narrower than this many of the smallest letters breaks too many Polish words
_ROWS = 3  # of fields on a page: two by two, and what lies in none of them


def layout(scene: BoardScene, area: Rect, look: Look) -> Sheet:
    """Lay out one page of the board."""
    _ = look.translate
    look = replace(look, shapes=scene.shaped)
    if not scene.total and len(scene.columns) < 2:
        items, rest = headline(scene.question, area, look)
        return Sheet([*items, *hint(rest, _("The first cards will appear here."), look)])
    items, rest = question(scene.question, area, look, 2 if scene.layout == FIELDS else 3)
    if scene.covered:
        line, rest = covered(scene.covered, scene.noun, rest, look)
        items.append(line)
    if not scene.total:
        return _begun(scene, items, rest, look)
    made = _shared_out(scene, rest, replace(look, page=0, timer=None, corner=None))
    if made:
        items.extend(made[look.page_of(len(made))]())
    return Sheet(items, max(1, len(made)))


@lru_cache(maxsize=8)  # whoever looks for the page of a card asks for several of the same board
def _shared_out(scene: BoardScene, area: Rect, look: Look) -> tuple[Page, ...]:
    if scene.layout == LIST and len(scene.columns) > 1:
        groups = [column if column.number else replace(column, title=look.translate("Not in a group"))
                  for column in scene.columns]  # fmt: skip
        return tuple(paint_list.pages(groups, area, look.steps, look))
    return tuple(page for part, sizes in _arranged(scene, area, look) for page in pages(part, area, sizes, look))


def _begun(scene: BoardScene, items: list[Item], rest: Rect, look: Look) -> Sheet:
    """Show the heads of a board that has no card yet: the room sees what is asked for before anybody speaks."""
    words = look.translate("The first cards will appear here.")
    line = Rect(rest.x, rest.bottom - line_height(look.body), rest.w, line_height(look.body))
    side_by_side = 2 if scene.layout == FIELDS else len(_abreast(scene.columns, rest, look)[0])
    rows = [scene.columns[at : at + side_by_side] for at in range(0, len(scene.columns), side_by_side)]
    made = pages(Rows(rows, most=len(rows)), rest.top(rest.h - line.h - look.gap), (look.small,), look)
    return Sheet([*items, *made[look.page_of(len(made))](), *hint(line, words, look)], len(made))


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
    item = text_item(box, text, size, weight=Weight.SEMIBOLD, role="title", max_lines=lines(size),
                     even=True)  # fmt: skip
    return [item], area.below(max(item.rect.h, least) + look.gap)


def _arranged(scene: BoardScene, area: Rect, look: Look) -> list[tuple[Rows, Sequence[int]]]:
    """Return what is shared out over pages together, each part with the sizes it may be set in."""
    columns = [column for column in scene.columns if column.cards or column.number]
    headed = len(columns) > 1
    steps = tuple(size for size in look.steps if size <= look.body)
    if not headed:
        return [(Rows([columns], headed=False), look.steps)] if columns else []
    if scene.layout == FIELDS:
        fields = [column for column in columns if column.number]
        loose = [[column] for column in columns if not column.number]
        rows = [[*fields[at : at + 2]] for at in range(0, len(fields), 2)]
        return [(Rows([*rows, *loose], most=_ROWS), steps)]
    return [(Rows([group]), steps) for group in _abreast(columns, area, look)]


def _abreast(columns: Sequence[StageColumn], area: Rect, look: Look) -> list[Sequence[StageColumn]]:
    least = _LEAST_LETTERS * look.small * 0.62
    fit = max(1, int((area.w + look.gap * 2) // (least + look.gap * 2)))
    per_page = -(-len(columns) // -(-len(columns) // fit)) if columns else 1  # evenly shared over the pages
    return [columns[start : start + per_page] for start in range(0, len(columns), per_page)]
