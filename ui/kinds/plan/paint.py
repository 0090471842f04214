"""The plan on the stage: what · who · by when, at most five rows a page; unconfirmed and overdue said by a word.

Three columns where they hold the words; else who and by when stand below what is to be done, over the whole width.
"""

from __future__ import annotations

from dataclasses import dataclass

from labapp.kinds.plan.stage import PlanScene, StageAction
from labapp.wording import due as dues
from ui.stage.display import Item, RectItem, ShapeItem, Sheet, line_height
from ui.stage.fitting import longest_word, text_item, wrap
from ui.stage.flow import split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import headline, hint, status
from ui.theme import CORNER_NOTE, Pair, Token, Weight, sector_pair
from ui.widgets.shapes import Shape, sector_shape

_ROWS = 5
_SHARES = (0.52, 0.26, 0.22)
_BELOW = (0.62, 0.38)  # who and by when, where they stand below
_WHOLE = 300
"""Letters of an action that are shown whole, as many as can be typed in; a longer one gets the room of so many."""


def layout(scene: PlanScene, area: Rect, look: Look) -> Sheet:
    """Lay out one page of the plan."""
    _ = look.translate
    items, rest = headline(scene.question, area, look)
    if not scene.actions:
        return Sheet([*items, *hint(rest, _("Actions will appear here: what, who, by when."), look)])
    beside, below = (_shared_out(scene, rest, look, below=below) for below in (False, True))
    form, heights, pages = below if _breaks_words(scene, beside[0], look) or len(below[2]) < len(beside[2]) else beside
    shown = pages[look.page_of(len(pages))]
    y = rest.y
    for index in shown:
        box = Rect(rest.x, y, rest.w, heights[index])
        items += _row(scene.actions[index], box, form, look)
        y += heights[index] + look.gap
    return Sheet(items, len(pages))


def _pages(heights: list[float], room: float, look: Look) -> list[range]:
    pages: list[range] = []
    for run in split_pages(heights, room, look.gap):
        pages += [range(start, min(start + _ROWS, run.stop)) for start in range(run.start, run.stop, _ROWS)]
    return pages


@dataclass(frozen=True)
class _Form:
    """How wide what, who and by when are, and whether the latter two stand below."""

    what: float
    who: float
    when: float
    below: bool


def _form(area: Rect, look: Look, *, below: bool) -> _Form:
    inner = area.w - 2 * look.gap - _number_width(look)
    if below:
        who, when = ((inner - look.gap * 2) * share for share in _BELOW)
        return _Form(inner, who, when, below)
    what, who, when = ((inner - look.gap * 4) * share for share in _SHARES)
    return _Form(what, who, when, below)


def _shared_out(scene: PlanScene, rest: Rect, look: Look, *, below: bool) -> tuple[_Form, list[float], list[range]]:
    form = _form(rest, look, below=below)
    heights = [min(_height(action, form, look), rest.h) for action in scene.actions]
    return form, heights, _pages(heights, rest.h, look)


def _breaks_words(scene: PlanScene, form: _Form, look: Look) -> bool:
    """Tell whether a name or date of ordinary words would have one of them broken."""
    small = look.small
    return any(
        longest_word(_who(action, look), small) > form.who - _mark_width(action, look)
        or longest_word(_when(action, look), small) > form.when
        or longest_word(action.what, small, Weight.SEMIBOLD) > form.what
        for action in scene.actions
    )


def _number_width(look: Look) -> float:
    return look.small * 1.9


def _height(action: StageAction, form: _Form, look: Look) -> float:
    what, side = _parts(action, form, look)
    word = line_height(look.small) if _word(action, look) else 0
    return (what + side if form.below else max(what, side)) + word + look.gap * 1.5


def _parts(action: StageAction, form: _Form, look: Look) -> tuple[int, int]:
    """Return the heights of what is to be done, and of who and by when."""
    most = _most_lines(action.what, form.what, look)
    who = wrap(_who(action, look), look.small, int(form.who - _mark_width(action, look)))
    when = wrap(_when(action, look), look.small, int(form.when))
    what = wrap(action.what, look.small, int(form.what), Weight.SEMIBOLD, most).height
    return what, max(who.height, when.height)


def _most_lines(what: str, width: float, look: Look) -> int:
    return 0 if len(what) <= _WHOLE else len(wrap(what[:_WHOLE], look.small, int(width), Weight.SEMIBOLD).lines)


def _row(action: StageAction, rect: Rect, form: _Form, look: Look) -> list[Item]:
    items: list[Item] = [RectItem(rect, Token.SURFACE, CORNER_NOTE)]
    word = _word(action, look)
    room = rect.inset(look.gap, look.gap * 0.75)
    if word:
        line = line_height(look.small)
        below = Rect(room.x, room.bottom - line, room.w, line).after(_number_width(look))
        items += status(below, word[0], word[1], look, pair=word[2], ground=Token.SURFACE)
        room = room.top(room.h - line)
    number = room.left(_number_width(look))
    items.append(text_item(number, str(action.number), look.small, Pair.QUIET_ON_SURFACE, role="number"))
    room = room.after(number.w)
    side = _parts(action, form, look)[1]
    what = room.top(room.h - side) if form.below else room.left(form.what)
    items.append(
        text_item(what, action.what, look.small, Pair.INK_ON_SURFACE, weight=Weight.SEMIBOLD, role="what",
                  max_lines=_most_lines(action.what, form.what, look))
    )  # fmt: skip
    rest = room.below(what.h) if form.below else room.after(form.what + look.gap * 2)
    items += _owner(action, rest.left(form.who), look)
    when = rest.after(form.who + look.gap * 2).left(form.when)
    items.append(text_item(when, _when(action, look), look.small, Pair.INK_ON_SURFACE, role="when"))
    return items


def _owner(action: StageAction, rect: Rect, look: Look) -> list[Item]:
    width = _mark_width(action, look)
    items: list[Item] = []
    if action.mark:
        side = look.small * 0.62
        y = rect.y + (line_height(look.small) - side) / 2
        mark = Rect(rect.x, y, side, side)
        items.append(ShapeItem(mark, sector_shape(action.mark), sector_pair(action.mark)))
    box = Rect(rect.x + width, rect.y, rect.w - width, rect.h)
    items.append(text_item(box, _who(action, look), look.small, Pair.INK_ON_SURFACE, role="who"))
    return items


def _mark_width(action: StageAction, look: Look) -> float:
    return look.small * 0.62 + look.gap if action.mark else 0.0


def _who(action: StageAction, look: Look) -> str:
    _ = look.translate
    if action.owner:
        return action.owner
    return _("to be confirmed") if action.unconfirmed else _("nobody yet")


def _when(action: StageAction, look: Look) -> str:
    return dues.spoken(action.due_kind, action.due, look.translate) or look.translate("no date")


def _word(action: StageAction, look: Look) -> tuple[str, Shape, Pair] | None:
    """Return the one word that matters most about how the action stands, with its shape and colour."""
    _ = look.translate
    if action.status == "done":
        return _("done"), Shape.CHECK, Pair.SHAPE_GOOD
    if action.status == "dropped":
        return _("dropped"), Shape.X, Pair.SHAPE_QUIET
    if action.overdue:
        return _("overdue"), Shape.BANG, Pair.SHAPE_DANGER
    if action.status == "held":
        return _("on hold"), Shape.PAUSE, Pair.SHAPE_WARNING
    if action.status == "underway":
        return _("under way"), Shape.ARROW, Pair.SHAPE_ACCENT
    return None
