"""The plan on the stage: what · who · by when, at most five rows a page; unconfirmed and overdue said by a word."""

from __future__ import annotations

from labapp.kinds.plan.stage import PlanScene, StageAction
from labapp.wording import due as dues
from ui.stage.display import Item, RectItem, ShapeItem, Sheet, line_height
from ui.stage.fitting import text_item, wrap
from ui.stage.flow import split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import headline, hint, status
from ui.theme import CORNER_NOTE, Pair, Token, Weight, sector_pair
from ui.widgets.shapes import Shape, sector_shape

_ROWS = 5
_SHARES = (0.52, 0.26, 0.22)
_MOST_LINES = 3


def layout(scene: PlanScene, area: Rect, look: Look) -> Sheet:
    """Lay out one page of the plan."""
    _ = look.translate
    items, rest = headline(scene.question, area, look)
    if not scene.actions:
        return Sheet([*items, *hint(rest, _("Actions will appear here: what, who, by when."), look)])
    columns = _columns(rest, look)
    heights = [_height(action, columns, look) for action in scene.actions]
    pages = _pages(heights, rest.h, look)
    shown = pages[look.page_of(len(pages))]
    y = rest.y
    for index in shown:
        box = Rect(rest.x, y, rest.w, heights[index])
        items += _row(scene.actions[index], box, look)
        y += heights[index] + look.gap
    return Sheet(items, len(pages))


def _pages(heights: list[float], room: float, look: Look) -> list[range]:
    pages: list[range] = []
    for run in split_pages(heights, room, look.gap):
        pages += [range(start, min(start + _ROWS, run.stop)) for start in range(run.start, run.stop, _ROWS)]
    return pages


def _columns(area: Rect, look: Look) -> list[float]:
    inner = area.w - 2 * look.gap - _number_width(look)
    gaps = look.gap * 2 * (len(_SHARES) - 1)
    return [(inner - gaps) * share for share in _SHARES]


def _number_width(look: Look) -> float:
    return look.small * 1.9


def _height(action: StageAction, columns: list[float], look: Look) -> float:
    what = wrap(action.what, look.small, int(columns[0]), Weight.SEMIBOLD, _MOST_LINES).height
    side = max(
        wrap(_who(action, look), look.small, int(columns[1] - _mark_width(action, look)), max_lines=_MOST_LINES).height,
        wrap(_when(action, look), look.small, int(columns[2]), max_lines=2).height,
    )
    word = line_height(look.small) if _word(action, look) else 0
    return max(what, side) + word + look.gap * 1.5


def _row(action: StageAction, rect: Rect, look: Look) -> list[Item]:
    columns = _columns(rect, look)
    items: list[Item] = [RectItem(rect, Token.SURFACE, CORNER_NOTE)]
    x, y = rect.x + look.gap, rect.y + look.gap * 0.75
    word = _word(action, look)
    room = rect.h - look.gap * 1.5 - (line_height(look.small) if word else 0)
    number = Rect(x, y, _number_width(look), room)
    items.append(text_item(number, str(action.number), look.small, Pair.QUIET_ON_SURFACE, role="number"))
    x += number.w
    what = Rect(x, y, columns[0], room)
    items.append(
        text_item(what, action.what, look.small, Pair.INK_ON_SURFACE, weight=Weight.SEMIBOLD, role="what",
                  max_lines=_MOST_LINES)
    )  # fmt: skip
    if word:
        below = Rect(x, y + room, rect.right - x - look.gap, line_height(look.small))
        items += status(below, word[0], word[1], look, pair=word[2], ground=Token.SURFACE)
    x += columns[0] + look.gap * 2
    items += _owner(action, Rect(x, y, columns[1], room), look)
    x += columns[1] + look.gap * 2
    when = Rect(x, y, columns[2], room)
    items.append(text_item(when, _when(action, look), look.small, Pair.INK_ON_SURFACE, role="when", max_lines=2))
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
    items.append(
        text_item(box, _who(action, look), look.small, Pair.INK_ON_SURFACE, role="who", max_lines=_MOST_LINES)
    )
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
