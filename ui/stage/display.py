"""The display list: what a stage picture consists of, as frozen items that can be drawn and tested without pixels.

Layouts return items; `draw` paints them; `checking.check` tells what a reader in the back row would complain about.
Text carries its finished lines: what is checked is exactly what is drawn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from ui.stage.geometry import Rect
from ui.theme import LINE_HEIGHT, Pair, Theme, Token, Weight
from ui.widgets.fonts import font, is_figures, metrics
from ui.widgets.shapes import Shape, pie_path, shape_path

Align = Literal["start", "center", "end"]


def line_height(size: int) -> int:
    """Return the height of one line of text of a size in pixels."""
    return round(size * LINE_HEIGHT)


@dataclass(frozen=True, slots=True)
class TextItem:
    """Lines of text, top-aligned in `rect`. `role` says what it is (title, note, value, foot …) to tests and readers.

    `cut`: the text did not fit even at the smallest size and ends with "…".
    """

    rect: Rect
    lines: tuple[str, ...]
    size: int
    pair: Pair = Pair.INK_ON_PAPER
    weight: Weight = Weight.REGULAR
    align: Align = "start"
    role: str = "body"
    cut: bool = False
    italic: bool = False

    @property
    def text(self) -> str:
        """Return the lines as one text."""
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """Return the text as it was written, on one line: breaks and tied spaces undone."""
        return " ".join(" ".join(self.lines).split())

    @property
    def extent(self) -> Rect:
        """Return the rectangle the ink really takes, whatever `rect` says."""
        measure = metrics(self.size, self.weight, self.italic, is_figures(self.text))
        width = max((measure.horizontalAdvance(line) for line in self.lines), default=0.0)
        return Rect(line_x(self, width), self.rect.y, width, line_height(self.size) * len(self.lines))


@dataclass(frozen=True, slots=True)
class RectItem:
    """A filled ground (paper, surface or a note's tint) for what comes after it in the list."""

    rect: Rect
    ground: Token = Token.SURFACE
    radius: float = 0.0
    outlined: bool = True


@dataclass(frozen=True, slots=True)
class BarItem:
    """A bar: `part` (0 to 1) of `rect` filled from the left; with `track` the whole length is hinted."""

    rect: Rect
    part: float
    pair: Pair = Pair.SHAPE_ACCENT
    track: bool = False


@dataclass(frozen=True, slots=True)
class ShapeItem:
    """One of the drawn marks (sector, timer, status) centred in `rect`."""

    rect: Rect
    shape: Shape
    pair: Pair = Pair.SHAPE_INK


@dataclass(frozen=True, slots=True)
class PieItem:
    """A disc of which `part` (0 to 1) is filled, with its full outline."""

    rect: Rect
    part: float
    pair: Pair = Pair.SHAPE_ACCENT


@dataclass(frozen=True, slots=True)
class PathItem:
    """A polyline or polygon through points; `width` 0 fills it."""

    points: tuple[tuple[float, float], ...]
    pair: Pair = Pair.LINE_ON_PAPER
    width: float = 1.0
    closed: bool = False


Item = TextItem | RectItem | BarItem | ShapeItem | PieItem | PathItem


@dataclass(frozen=True)
class Sheet:
    """What a layout returns when its scene has pages: the items of one page, and how many pages there are.

    `anchor` names what the page shows: when pages come in before it, the room stays with what it sees.
    """

    items: list[Item]
    pages: int = 1
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class DisplayList:
    """A whole picture: its size, its items in painting order, its ground, and which page of how many it is."""

    size: tuple[int, int]
    items: tuple[Item, ...]
    ground: Token = Token.PAPER
    page: int = 0
    pages: int = 1
    smallest: int = 0
    """The smallest text size allowed here, in pixels."""
    anchor: str = ""
    """What the page shows, where its layout says so (`Sheet.anchor`)."""

    @property
    def texts(self) -> Iterator[TextItem]:
        """Return the text items in order."""
        return (item for item in self.items if isinstance(item, TextItem))

    @property
    def shortened(self) -> int:
        """Return how many texts had to be cut; the console says so."""
        return sum(item.cut for item in self.texts)


def draw(painter: QPainter, display: DisplayList, theme: Theme, parts: Sequence[Rect] = ()) -> None:
    """Paint a display list at its own size (scale the painter for a miniature); `parts`: only what lies there."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(Rect(0, 0, *display.size).q, theme.color(display.ground))
    edges = [(part.x, part.y, part.right, part.bottom) for part in parts]
    for item in display.items:
        if not edges or _lies_in(item, edges):
            _DRAW[type(item)](painter, item, theme)
    painter.restore()


def _lies_in(item: Item, edges: Sequence[tuple[float, float, float, float]]) -> bool:
    """Tell whether a pixel of an item may lie in one of these parts; asked of all items for the few that change."""
    rect, more = _around(item)
    left, top, right, bottom = rect.x - more, rect.y - more, rect.x + rect.w + more, rect.y + rect.h + more
    return any(left < r and x < right and top < b and y < bottom for x, y, r, b in edges)


def bounds(item: Item) -> Rect:
    """Return a rectangle that no pixel of an item lies outside of."""
    rect, more = _around(item)
    return rect.inset(-more)


def _around(item: Item) -> tuple[Rect, float]:
    """Return where an item lies, and how far its ink may reach beyond."""
    if isinstance(item, PathItem):
        xs, ys = [x for x, _ in item.points], [y for _, y in item.points]
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)), 2 + item.width
    # slanted letters lean out of their line, and those of another font may be higher than ours
    return item.rect, item.size / 2 if isinstance(item, TextItem) else 2.0


def changed(old: DisplayList | None, new: DisplayList | None) -> list[Rect] | None:
    """Return where two pictures differ; None: everywhere, or it cannot be told."""
    if old is None or new is None or (old.size, old.ground) != (new.size, new.ground):
        return None
    before, after = set(old.items), set(new.items)
    stays = before & after
    if [item for item in old.items if item in stays] != [item for item in new.items if item in stays]:
        return None  # what lies over what may have changed
    return [bounds(item) for item in before ^ after]


def reads_rightwards(text: str) -> bool:
    """Tell whether the first letter with a direction runs left to right (true too when there is none)."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction == "L"
    return True


def line_x(item: TextItem, width: float) -> float:
    """Return where a line of this width starts; text written right to left starts at the right."""
    slack = item.rect.w - width
    if item.align == "center":
        return item.rect.x + slack / 2
    at_right = (item.align == "end") == reads_rightwards(item.text)
    return item.rect.x + (slack if at_right else 0.0)


def _draw_text(painter: QPainter, item: TextItem, theme: Theme) -> None:
    tabular = is_figures(item.text)
    painter.setFont(font(item.size, item.weight, item.italic, tabular))
    painter.setPen(theme.ink(item.pair))
    measure = metrics(item.size, item.weight, item.italic, tabular)
    step = line_height(item.size)
    baseline = item.rect.y + (step - measure.height()) / 2 + measure.ascent()
    for line in item.lines:
        painter.drawText(QPointF(line_x(item, measure.horizontalAdvance(line)), baseline), line)
        baseline += step


def _draw_rect(painter: QPainter, item: RectItem, theme: Theme) -> None:
    outlined = item.outlined or theme.outlined
    painter.setPen(QPen(theme.color(Token.LINE), 1.0) if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(item.ground))
    painter.drawRoundedRect(item.rect.q, item.radius, item.radius)


def _draw_bar(painter: QPainter, item: BarItem, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if item.track:
        y = item.rect.y + item.rect.h - 1
        painter.fillRect(Rect(item.rect.x, y, item.rect.w, 1).q, theme.color(Token.LINE))
    part = min(1.0, max(0.0, item.part))
    if part:
        width = max(2.0, item.rect.w * part)
        painter.fillRect(Rect(item.rect.x, item.rect.y, width, item.rect.h).q, theme.ink(item.pair))


def _draw_shape(painter: QPainter, item: ShapeItem, theme: Theme) -> None:
    painter.fillPath(shape_path(item.shape, item.rect.q), theme.ink(item.pair))


def _draw_pie(painter: QPainter, item: PieItem, theme: Theme) -> None:
    colour = theme.ink(item.pair)
    pen = max(1.5, item.rect.h / 14)
    painter.setPen(QPen(colour, pen))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(pie_path(item.rect.inset(pen / 2).q, 1.0))
    painter.fillPath(pie_path(item.rect.inset(pen * 2).q, item.part), colour)


def _draw_path(painter: QPainter, item: PathItem, theme: Theme) -> None:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in item.points]))
    if item.closed or not item.width:
        path.closeSubpath()
    if item.width:
        painter.strokePath(path, QPen(theme.ink(item.pair), item.width))
    else:
        painter.fillPath(path, theme.ink(item.pair))


_DRAW: dict[type, Callable[[QPainter, Any, Theme], None]] = {
    TextItem: _draw_text,
    RectItem: _draw_rect,
    BarItem: _draw_bar,
    ShapeItem: _draw_shape,
    PieItem: _draw_pie,
    PathItem: _draw_path,
}
