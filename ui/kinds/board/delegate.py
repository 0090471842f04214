"""Draws a card as paper: a tint, ink, an edge in the sector's colour with its shape; heights are cached per width."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kinds.board.model import ColumnModel, Face
from ui.theme import CORNER_NOTE, EDGE, SPACE_S, SPACE_XS, Theme, Token, note_ground, sector_pair
from ui.widgets.plain import shortened
from ui.widgets.shapes import sector_shape, shape_path

_MARK = 10
_MOST_LINES = 8
_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
_Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Paints faces; `footer` words (merged, a note, the author) come ready from the page."""

    _viewport: QWidget

    def __init__(self, theme: Theme, model: ColumnModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._heights: dict[tuple[str, int, bool], int] = {}
        self._width = 0
        self._sizes: dict[int, tuple[Face, QSize]] = {}  # at this width; by the number of a face, which is held

    def stand_in(self, view: QAbstractItemView) -> None:
        """Measure for this view from now on."""
        self.setParent(view)
        self._viewport = view.viewport()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height the words need at the view's width; Qt asks for every row when one comes in."""
        face = self._model.faces()[index.row()]
        width = self._viewport.width()
        if width != self._width:
            self._width, self._sizes = width, {}
        known = self._sizes.get(id(face))
        if known is None:
            known = self._sizes[id(face)] = face, QSize(width, self._height(face, width, option.fontMetrics))
        return known[1]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one card."""
        face = self._model.faces()[index.row()]
        rect: QRect = option.rect.adjusted(SPACE_XS, SPACE_XS // 2, -SPACE_XS, -SPACE_XS // 2)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paper(painter, rect, face, state)
        inner = self._inner(rect)
        painter.setPen(self._theme.color(Token.QUIET if face.card.covered else Token.INK))
        painter.setFont(option.font)
        painter.drawText(inner, _FLAGS, _shown(face.card.text))
        if face.small:
            painter.setPen(self._theme.color(Token.QUIET if not state & QStyle.StateFlag.State_Selected else Token.INK))
            small = QFont(option.font)
            small.setPixelSize(max(9, small.pixelSize() - 1))
            painter.setFont(small)
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), face.small)
        painter.restore()

    def _paper(self, painter: QPainter, rect: QRect, face: Face, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        ground = Token.CHOSEN if selected else note_ground(face.card.color, face.mark)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        line = Token.ACCENT if selected or focused else Token.LINE
        painter.setPen(QPen(self._theme.color(line), 2 if focused else 1))
        painter.setBrush(self._theme.color(ground))
        painter.drawRoundedRect(QRectF(rect), CORNER_NOTE, CORNER_NOTE)
        edge = QPainterPath()
        edge.addRect(QRectF(rect.x(), rect.y(), EDGE, rect.height()))
        color = self._theme.ink(sector_pair(face.mark)) if face.mark else self._theme.color(Token.BORDER)
        painter.fillPath(edge, color)
        if face.mark:
            box = QRectF(rect.x() + EDGE + 6, rect.y() + SPACE_S + 2, _MARK, _MARK)
            painter.fillPath(shape_path(sector_shape(face.mark), box), color)

    def _inner(self, rect: QRect) -> QRect:
        return rect.adjusted(EDGE + _MARK + 12, SPACE_S - 2, -SPACE_S, -SPACE_S + 2)

    def _height(self, face: Face, width: int, metrics: QFontMetrics) -> int:
        key = (face.card.text, width, bool(face.small))
        known = self._heights.get(key)
        if known is None:
            known = self._heights[key] = self._measured(face, width, metrics)
        return known

    def _measured(self, face: Face, width: int, metrics: QFontMetrics) -> int:
        inner = self._inner(QRect(0, 0, width - 2 * SPACE_XS, 10_000)).width()
        box = metrics.boundingRect(QRect(0, 0, max(40, inner), 10_000), _FLAGS, _shown(face.card.text))
        lines = min(box.height(), metrics.lineSpacing() * _MOST_LINES)
        footer = metrics.lineSpacing() if face.small else 0
        return int(lines + footer + 2 * SPACE_S + SPACE_XS)


def _shown(text: str) -> str:
    # A list row is a reminder, not a reader: a 10 000-character paste is read in full in the card's own dialog.
    return shortened(text, 400)
