"""The matrix on the stage: two axes, names of the four fields, numbered cards at their points, the words beside them.

A page shows as many cards as its list can hold, in the plot and in the list alike, so that every number can be read.
"""

from __future__ import annotations

from functools import lru_cache

from labapp.kinds.board.stage import MatrixScene, StagePoint
from labapp.wording.nouns import noun
from ui.kinds.board.paint import covered, question
from ui.kinds.board.paint_cards import most_lines, words
from ui.stage.display import Item, PathItem, RectItem, Sheet, TextItem, line_height
from ui.stage.fitting import text_item, text_width, wrap
from ui.stage.flow import split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.theme import CORNER_NOTE, Pair, Token, Weight

_PLOTS = (0.58, 0.46)  # of the width; the list takes the rest, more of it where its words need it
_CARDS_SEEN = 4  # a page of fewer of them asks for the smaller plot


def layout(scene: MatrixScene, area: Rect, look: Look) -> Sheet:
    """Lay out one page of points."""
    items, rest = question(scene.question, area, look, 2)
    if scene.covered:
        line, rest = covered(scene.covered, scene.noun, rest, look)
        items.append(line)
    rest, below = _aside(scene, rest, look)
    items += below
    if not scene.points:
        frame, _names = _frame(scene, rest, look)
        return Sheet([*items, *frame])
    plot, side, heights, pages = _shared_out(scene, rest, look)
    frame, corners = _frame(scene, plot, look)
    items += frame
    taken = [item.extent for item in corners]
    y = side.y
    inner = _inner(plot, look)
    for index in pages[look.page_of(len(pages))]:
        point = scene.points[index]
        items += _tag(index + 1, point, inner, taken, look)
        items += _row(index + 1, point, Rect(side.x, y, side.w, heights[index]), look)
        y += heights[index] + look.gap / 2
    return Sheet(items, len(pages))


def _shared_out(scene: MatrixScene, rest: Rect, look: Look) -> tuple[Rect, Rect, list[float], list[range]]:
    """Return plot, list, heights of words and pages: the plot gives way where a page would have few cards."""
    for part in _PLOTS:
        plot = rest.left(rest.w * part)
        side = rest.after(plot.w + 2 * look.gap)
        heights = _heights(scene, side, look)
        pages = split_pages(heights, side.h, look.gap / 2)
        if all(len(run) >= _CARDS_SEEN for run in pages[:-1]) and max(heights) < side.h:
            break
    return plot, side, heights, pages


def _aside(scene: MatrixScene, rest: Rect, look: Look) -> tuple[Rect, list[Item]]:
    """Say beneath everything how many cards lie nowhere yet, apart from the axis; return what remains above."""
    _ = look.translate
    if not scene.aside:
        return rest, []
    text = _("Not placed yet: {count}", count=noun(scene.noun).counted(_, scene.aside))
    height = line_height(look.small)
    box = Rect(rest.x, rest.bottom - height, rest.w, height)
    item = text_item(box, text, look.small, Pair.QUIET_ON_PAPER, align="center", role="aside", max_lines=1)
    return rest.top(rest.h - height - look.gap), [item]


def _inner(plot: Rect, look: Look) -> Rect:
    line = line_height(look.small)
    return Rect(plot.x, plot.y + line, plot.w, max(1.0, plot.h - 2 * line))


def _frame(scene: MatrixScene, plot: Rect, look: Look) -> tuple[list[Item], list[TextItem]]:
    """Return axes with their names, and the names of the fields, which points keep clear of."""
    _ = look.translate
    axes, inner = scene.axes, _inner(plot, look)
    middle_x, middle_y = inner.x + inner.w / 2, inner.y + inner.h / 2
    line = line_height(look.small)
    items: list[Item] = [
        PathItem(((inner.x, inner.y), (inner.x, inner.bottom), (inner.right, inner.bottom)), Pair.SHAPE_QUIET, 2.0),
        PathItem(((middle_x, inner.y), (middle_x, inner.bottom))),
        PathItem(((inner.x, middle_y), (inner.right, middle_y))),
    ]
    up, along = (f"{_(axes.down)} ↑" if axes.down else "", f"{_(axes.across)} →" if axes.across else "")
    top = Rect(plot.x, plot.y, plot.w, line)
    foot = Rect(plot.x, plot.bottom - line, plot.w, line)
    items += [
        text_item(top, up, look.small, weight=Weight.BOLD, role="axis", max_lines=1),
        text_item(foot, along, look.small, weight=Weight.BOLD, align="end", role="axis", max_lines=1),
    ]
    half = Rect(0, 0, inner.w / 2 - 2 * look.gap, line * 2)
    lefts = (inner.x + look.gap, middle_x + look.gap)
    names: list[TextItem] = []
    for place, name in enumerate(axes.corners):
        lower = place >= 2
        y = inner.bottom - half.h - look.gap if lower else inner.y + look.gap
        box = Rect(lefts[place % 2], y, half.w, min(half.h, max(line, inner.h / 2 - 2 * look.gap)))
        if name.strip():
            names.append(text_item(box, _(name), look.small, Pair.QUIET_ON_PAPER, role="field", max_lines=2,
                                   valign="bottom" if lower else "top"))  # fmt: skip
    return [*items, *names], names


def _tag(number: int, point: StagePoint, inner: Rect, taken: list[Rect], look: Look) -> list[Item]:
    """Place the number as near to its point as others leave room."""
    text = str(number)
    width, height = text_width(text, look.small, Weight.BOLD) + 2 * look.gap, line_height(look.small) + 2
    wanted = (inner.x + point.x * inner.w - width / 2, inner.y + point.y * inner.h - height / 2)
    rect = _free(wanted, (width, height), inner, taken)
    taken.append(rect)
    box = Rect(rect.x, rect.y + 1, rect.w, rect.h - 2)
    return [
        RectItem(rect, Token.SURFACE, CORNER_NOTE),
        text_item(box, text, look.small, Pair.INK_ON_SURFACE, weight=Weight.BOLD, align="center", role="point",
                  max_lines=1),
    ]  # fmt: skip


def _free(wanted: tuple[float, float], size: tuple[float, float], inner: Rect, taken: list[Rect]) -> Rect:
    step = size[1] / 2
    best: tuple[float, Rect] | None = None
    for ring in range(40):
        for dx in range(-ring, ring + 1):
            for dy in (range(-ring, ring + 1) if abs(dx) == ring else (-ring, ring)):
                x = min(max(wanted[0] + dx * step, inner.x + 2), max(inner.x + 2, inner.right - size[0]))
                y = min(max(wanted[1] + dy * step, inner.y), max(inner.y, inner.bottom - size[1] - 2))
                rect = Rect(x, y, *size)
                far = abs(x - wanted[0]) + abs(y - wanted[1])
                if (best is None or far < best[0]) and not any(rect.meets(other) for other in taken):
                    best = (far, rect)
        if best is not None:
            return best[1]
    return Rect(wanted[0], wanted[1], *size)


def _heights(scene: MatrixScene, side: Rect, look: Look) -> list[float]:
    """Return the height of each card's words, each measured once: one that is pushed about changes no other."""
    width = side.w - _indent(look)
    known = _measured(look.small, width)
    heights: list[float] = []
    for point in scene.points:
        height = known.get(point.card.text)
        if height is None:
            text = words(point.card)
            lines = most_lines(text, look.small, width)
            height = known[point.card.text] = wrap(text, look.small, int(width), max_lines=lines).height
        heights.append(min(side.h, height))
    return heights


@lru_cache(maxsize=16)  # sizes and widths of a few screens
def _measured(size: int, width: float) -> dict[str, int]:
    return {}


def _indent(look: Look) -> float:
    return text_width("888", look.small, Weight.BOLD) + look.gap


def _row(number: int, point: StagePoint, rect: Rect, look: Look) -> list[Item]:
    indent = _indent(look)
    return [
        text_item(rect.left(indent), str(number), look.small, weight=Weight.BOLD, role="number", max_lines=1),
        text_item(rect.after(indent), words(point.card), look.small, role="note"),
    ]
