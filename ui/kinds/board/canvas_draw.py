"""Drawing cards of the canvas: pictures made once per card and zoom, plain paper from far away.

Text laid out at every frame is what makes a board of 2 000 cards crawl. So a card is drawn into a picture at the zoom
it is looked at; while there is no time left in a frame the old picture is shown scaled, or plain paper, and the next
frame goes on.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from labapp.kinds.board.canvas_area import HEIGHT, WIDTH
from ui.kinds.board.model import Face
from ui.stage.display import line_height, reads_rightwards
from ui.stage.fitting import longest_word, wrap
from ui.theme import CONSOLE_BODY, CONSOLE_SECONDARY, CORNER_NOTE, EDGE, SPACE_S, Theme, Token, note_ground, sector_pair
from ui.widgets.fonts import font, metrics
from ui.widgets.shapes import sector_shape, shape_path

BUDGET = 0.006
"""Seconds of one frame that may go into new pictures; the rest waits for the next one."""

_BYTES = 80_000_000  # of pictures kept: some hundred cards at their own size
_LARGE = 16  # a short text may be read from further away
_MARK = 10
_LEFT = EDGE + _MARK + 12
_NEAR = 0.8  # from here on outwards a card shows its first words, as large as they can still be read
_LEGIBLE, _INSET = 11, 5
_WORDS = 12  # of a card seen from far away; there is never room for more


class CardPictures:
    """The pictures of one canvas; `begin` opens a frame's budget, `draw` spends it."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.owing = False
        self._kept: OrderedDict[str, tuple[Face, float, QPixmap]] = OrderedDict()
        self._bytes = 0
        self._until = 0.0

    def begin(self) -> None:
        """Begin a frame."""
        self.owing = False
        self._until = time.perf_counter() + BUDGET

    def draw(
        self, painter: QPainter, face: Face, at: QRectF, zoom: float, density: float, *, exact: bool
    ) -> None:
        """Draw a card at its place on the screen; with `exact` a picture of another zoom is made anew."""
        scale = zoom * density
        kept = self._kept.get(face.card.placement)
        sharp = kept is not None and kept[0] is face and (kept[1] == scale or not exact)
        if not sharp:
            if time.perf_counter() < self._until:
                kept = self._make(face, scale, density)
            else:
                self.owing = True
        if kept is None:
            self.plain(painter, face, at)
        elif kept[1] == scale:
            painter.drawPixmap(QPointF(round(at.x()), round(at.y())), kept[2])
        else:
            painter.drawPixmap(at, kept[2], QRectF(kept[2].rect()))

    def plain(self, painter: QPainter, face: Face, at: QRectF) -> None:
        """Draw the paper alone."""
        painter.fillRect(at, self.theme.color(note_ground(face.card.color, face.mark)))

    def _make(self, face: Face, scale: float, density: float) -> tuple[Face, float, QPixmap]:
        size = (ceil(WIDTH * scale), ceil(HEIGHT * scale))
        picture = QPixmap(*size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(scale, scale)
        paint_card(painter, face, self.theme, scale / density)
        painter.end()
        picture.setDevicePixelRatio(density)
        old = self._kept.pop(face.card.placement, None)
        self._bytes += 4 * size[0] * size[1] - (_weight(old[2]) if old else 0)
        made = self._kept[face.card.placement] = (face, scale, picture)
        while self._bytes > _BYTES and len(self._kept) > 1:
            self._bytes -= _weight(self._kept.popitem(last=False)[1][2])
        return made


def _weight(picture: QPixmap) -> int:
    return 4 * picture.width() * picture.height()


def paint_card(painter: QPainter, face: Face, theme: Theme, zoom: float = 1.0) -> None:
    """Draw a card as paper at the origin, at its own size; from further away its words are fewer, not tiny."""
    paper = QRectF(0.5, 0.5, WIDTH - 1, HEIGHT - 1)
    painter.setPen(QPen(theme.color(Token.LINE), 1))
    painter.setBrush(theme.color(note_ground(face.card.color, face.mark)))
    painter.drawRoundedRect(paper, CORNER_NOTE, CORNER_NOTE)
    edge = theme.ink(sector_pair(face.mark)) if face.mark else theme.color(Token.BORDER)
    painter.fillRect(QRectF(0.5, 1, EDGE if zoom >= _NEAR else 2 * EDGE, HEIGHT - 2), edge)
    painter.setPen(theme.color(Token.QUIET if face.card.covered else Token.INK))
    if zoom >= _NEAR:
        _in_full(painter, face, edge, theme)
    else:
        size = ceil(_LEGIBLE / zoom)
        room, width = HEIGHT, int(WIDTH - 2 * EDGE - 2 * _INSET)
        most = max(1, int(room // line_height(size)))
        lines = wrap(_begun(face.card.text, size, width), size, width, max_lines=most).lines
        painter.setFont(font(size))
        _lines(painter, lines, size, 2 * EDGE + _INSET, (HEIGHT - len(lines) * line_height(size)) / 2)


def _begun(text: str, size: int, width: int) -> str:
    """Return the first words with the long ones cut: rather the beginnings of two than one in pieces."""
    if longest_word(text, size) <= width:
        return text
    measure = metrics(size)
    return " ".join(measure.elidedText(word, Qt.TextElideMode.ElideRight, width) for word in text.split()[:_WORDS])


def _in_full(painter: QPainter, face: Face, edge: QColor, theme: Theme) -> None:
    if face.mark:
        box = QRectF(EDGE + 6, SPACE_S + 3, _MARK, _MARK)
        painter.fillPath(shape_path(sector_shape(face.mark), box), edge)
    foot = line_height(CONSOLE_SECONDARY) + 2 if face.small else 0
    size, lines = _fitted(face.card.text, HEIGHT - 2 * SPACE_S - foot)
    painter.setFont(font(size))
    _lines(painter, lines, size, _LEFT, SPACE_S)
    if face.small:
        painter.setPen(theme.color(Token.INK))  # on a tint quiet ink could not be read; smaller and slanted instead
        painter.setFont(font(CONSOLE_SECONDARY, italic=True))
        line = wrap(face.small, CONSOLE_SECONDARY, int((WIDTH - _LEFT - SPACE_S) * 0.94), max_lines=1).lines
        _lines(painter, line, CONSOLE_SECONDARY, _LEFT, HEIGHT - SPACE_S - line_height(CONSOLE_SECONDARY) + 2)


def _fitted(text: str, room: float) -> tuple[int, tuple[str, ...]]:
    width = int(WIDTH - _LEFT - SPACE_S)
    large = wrap(text, _LARGE, width, max_lines=int(room // line_height(_LARGE)))
    if not large.cut and longest_word(text, _LARGE) <= width:
        return _LARGE, large.lines
    return CONSOLE_BODY, wrap(text, CONSOLE_BODY, width, max_lines=int(room // line_height(CONSOLE_BODY))).lines


def _lines(painter: QPainter, lines: tuple[str, ...], size: int, left: float, top: float) -> None:
    measure = metrics(size)
    y = top + (line_height(size) - measure.height()) / 2 + measure.ascent()
    leftwards = not reads_rightwards("".join(lines))
    for line in lines:
        x = WIDTH - SPACE_S - measure.horizontalAdvance(line) if leftwards else left
        painter.drawText(QPointF(x, y), line)
        y += line_height(size)
