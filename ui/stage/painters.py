"""From a `StageState` to a picture: the table of scenes and their layouts, and the frame around every scene.

To add a scene of a kind: write in `ui/kinds/x/paint.py`

    def layout(scene: XScene, area: Rect, look: Look) -> list[Item] | Sheet: ...

and one line in `LAYOUTS` below (a literal table, which installers can follow). A layout gets the area that is its own
(margins, foot and, through `headline`, the timer's corner are kept free), takes sizes from `look`, words through
`_ = look.translate`, parts from `ui.stage.pieces`, and never shrinks text below `look.small`: it returns
`Sheet(items, pages)` with the items of page `look.page_of(pages)` instead. Its test passes `compose(state, size)`
through `checking.check` at the three stage sizes. Sheets are cached by scene, so a layout must depend on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from PySide6.QtGui import QPainter

from labapp.kinds.board.canvas_stage import CanvasScene
from labapp.kinds.board.stage import BoardScene, MatrixScene, SortScene
from labapp.kinds.plan.stage import PlanScene
from labapp.kinds.talk.stage import TalkScene
from labapp.kinds.vote.stage import VoteBefore, VoteClosed, VoteOpen, VoteResult
from labapp.stage.scenes import (
    BlankScene,
    BreakScene,
    ContractScene,
    ReportBackScene,
    TablesScene,
    TestCardScene,
    TitleScene,
)
from labapp.stage.state import SMALLEST, Scene, StageState, TimerFace
from labapp.wording.translate import translator
from ui.kinds.board import paint as board
from ui.kinds.board import paint_canvas as board_canvas
from ui.kinds.board import paint_matrix as board_matrix
from ui.kinds.board import paint_sort as board_sort
from ui.kinds.plan import paint as plan
from ui.kinds.talk import paint as talk
from ui.kinds.vote import paint as vote
from ui.kinds.vote import paint_result as vote_result
from ui.stage import builtin, contract_paint, seating_paint
from ui.stage.checking import check
from ui.stage.display import DisplayList, Item, ShapeItem, Sheet, draw, line_height
from ui.stage.fitting import LONGEST, MARK, clean, text_item, text_width
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import corner_size, timer_corner
from ui.theme import Pair, Theme, Token, Weight
from ui.widgets.shapes import Shape

Layout = Callable[[Any, Rect, Look], list[Item] | Sheet]

LAYOUTS: dict[type[Scene], Layout] = {
    TitleScene: builtin.title,
    BlankScene: builtin.blank,
    BreakScene: builtin.pause,
    TalkScene: talk.layout,
    ContractScene: contract_paint.layout,
    TestCardScene: builtin.test_card,
    TablesScene: seating_paint.layout,
    ReportBackScene: seating_paint.report,
    BoardScene: board.layout,
    MatrixScene: board_matrix.layout,
    CanvasScene: board_canvas.layout,
    SortScene: board_sort.layout,
    PlanScene: plan.layout,
    VoteBefore: vote.before,
    VoteOpen: vote.opened,
    VoteClosed: vote.closed,
    VoteResult: vote_result.result,
}

_WIDEST = TimerFace(-4200, 3600)  # what the corner may come to hold: a decision must not change with the seconds
_STEPS = (1 / 16, 1 / 18, 1 / 20, 1 / 22)
_PAGES_TRIED = 8  # of a board of five hundred not every page is laid out only to choose the letters


def paint(painter: QPainter, size: tuple[int, int], state: StageState, theme: Theme) -> None:
    """Paint a state at a size in pixels."""
    draw(painter, compose(state, size), theme)


def compose(state: StageState, size: tuple[int, int]) -> DisplayList:
    """Lay a state out: its scene and the frame around it (timer, foot with title or notice, page).

    Letters enlarged for a long room are taken back as far as a scene needs so that nothing covers anything and no
    option of a vote is cut.
    """
    if state.smallest > SMALLEST:
        timer = _WIDEST if state.timer is not None else None
        state = replace(state, smallest=_holding(replace(state, page=0, timer=timer, view=None), size))
    return _composed(state, size)


@lru_cache(maxsize=16)
def _holding(state: StageState, size: tuple[int, int]) -> float:
    """Return the largest smallest text, at most the one asked for, at which the pages of a scene hold."""
    for part in (state.smallest, *(step for step in _STEPS if step < state.smallest)):
        tried = replace(state, smallest=part)
        first = _composed(tried, size)
        step = 1 if isinstance(state.scene, VoteResult) else -(-first.pages // _PAGES_TRIED)
        pages = range(1, first.pages, step)
        if _holds(first) and all(_holds(_composed(replace(tried, page=page), size)) for page in pages):
            return part
    return SMALLEST


def _holds(picture: DisplayList) -> bool:
    """Tell whether nothing covers anything and no option of a vote has lost its end: what was chosen is read whole."""
    return not check(picture) and not any(item.cut and item.role == "option" for item in picture.texts)


@lru_cache(maxsize=16)  # what the room sees is asked for again when something comes in before it
def _composed(state: StageState, size: tuple[int, int]) -> DisplayList:
    look = Look(*size, translator(state.language), state.page, state.smallest, view=state.view)
    if isinstance(state.scene, BlankScene):
        return DisplayList(size, (), Token.DARK, smallest=look.small)
    area, foot = _areas(look)
    items: list[Item] = []
    if state.timer is not None and state.scene.draws_timer:
        look = replace(look, timer=state.timer)
    elif state.timer is not None:
        width, height = corner_size(look, look.translate)
        look = replace(look, corner=Rect(area.right - width, area.y, width, height))
        items.extend(timer_corner(Rect(area.right - width, area.y, width, height), state.timer, look))
    sheet = _sheet(state.scene, area, look)
    items.extend(sheet.items)
    items.extend(_foot(state, foot, look, sheet.pages))
    return DisplayList(size, tuple(items), Token.PAPER, look.page_of(sheet.pages), sheet.pages, look.small,
                       sheet.anchor)  # fmt: skip


def steady_page(before: StageState, after: StageState, size: tuple[int, int]) -> int:
    """Return the page of `after` that shows what `before` showed, where pages may have come in or gone before it."""
    wanted = compose(before, size).anchor if type(before.scene) is type(after.scene) else ""
    if wanted:
        for page in (after.page, *(after.page + step for near in range(1, 4) for step in (near, -near))):
            if page >= 0 and compose(replace(after, page=page), size).anchor == wanted:
                return page
    return after.page


def page_with(state: StageState, size: tuple[int, int], words: str) -> int:
    """Return the nearest page with a note of these words; the page it is on where none has it."""
    first = compose(state, size)
    wanted = " ".join(clean(words[:LONGEST]).split())
    nearest = sorted(range(first.pages), key=lambda page: abs(page - first.page)) if wanted else []
    return next((page for page in nearest if _has(compose(replace(state, page=page), size), wanted)), state.page)


def _has(picture: DisplayList, wanted: str) -> bool:
    for item in picture.texts:
        said = " ".join(item.words.split())
        if item.role == "note" and said and wanted.startswith(said.removesuffix(MARK).rstrip(" .,;:")):
            return True
    return False


@lru_cache(maxsize=16)  # a few pages and sizes; each entry keeps its whole scene alive
def _sheet(scene: Scene, area: Rect, look: Look) -> Sheet:
    drawn = LAYOUTS[type(scene)](scene, area, look)
    return drawn if isinstance(drawn, Sheet) else Sheet(drawn)


def _areas(look: Look) -> tuple[Rect, Rect]:
    side, top = round(look.unit * 0.05), round(look.unit * 0.045)
    foot = line_height(look.small)
    below = round(look.unit * 0.025)
    whole = Rect(side, top, look.width - 2 * side, look.height - top - below)
    area = whole.top(whole.h - foot - look.gap)
    return area, Rect(whole.x, whole.bottom - foot, whole.w, foot)


def _foot(state: StageState, foot: Rect, look: Look, pages: int) -> list[Item]:
    """A notice takes the place of the title, so that nothing above it moves."""
    _ = look.translate
    items: list[Item] = []
    if pages > 1:
        text = _.context("stage", "Page {page} of {pages}", page=look.page_of(pages) + 1, pages=pages)
        width = text_width(text, look.small) + 1
        box = Rect(foot.right - width, foot.y, width, foot.h)
        items.append(text_item(box, text, look.small, Pair.QUIET_ON_PAPER, align="end", role="page", max_lines=1))
        foot = foot.left(foot.w - width - 2 * look.gap)
    if state.notice:
        side = look.small * 0.8
        items.append(ShapeItem(Rect(foot.x, foot.y + (foot.h - side) / 2, side, side), Shape.FLAG, Pair.SHAPE_WARNING))
        box = foot.after(side + look.gap)
        items.append(text_item(box, state.notice, look.small, weight=Weight.BOLD, role="notice", max_lines=1))
    elif not isinstance(state.scene, TitleScene):
        items.append(text_item(foot, state.lab_title, look.small, Pair.QUIET_ON_PAPER, role="foot", max_lines=1))
    return items
