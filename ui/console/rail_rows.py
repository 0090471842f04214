"""How a row of the agenda is drawn: mark, time, title on as many lines as it takes; the running point stands out."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from labapp.model.agenda import DONE, RUNNING, SKIPPED
from ui import theme as t
from ui.theme import Theme, Token
from ui.widgets.fonts import font
from ui.widgets.icons import icon_pixmap
from ui.widgets.lines import in_lines
from ui.widgets.style import px

ID = Qt.ItemDataRole.UserRole
TIME, STATE, DAY, BELOW = ID + 1, ID + 2, ID + 3, ID + 4
_MARK, _TIME_ROOM = 14, 40  # px at 100 %
_MARKS = {RUNNING: "play", DONE: "check", SKIPPED: "minus"}


class RailRows(QStyledItemDelegate):
    """Draws mark, time and title; the running point stands out by weight, mark and accent."""

    def __init__(self, theme: Theme, rail: QListWidget) -> None:
        super().__init__(rail)
        self._theme = theme

    def _scale(self) -> float:
        parent = self.parent()
        return parent.font().pixelSize() / t.CONSOLE_BODY if isinstance(parent, QListWidget) else 1.0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows as high as all rows are; one line more where something stands below the title."""
        scale = self._scale()
        more = px(t.CONSOLE_SECONDARY * t.LINE_HEIGHT, scale) if index.data(BELOW) else 0
        rail = self.parent()
        width = rail.viewport().width() if isinstance(rail, QListWidget) else 0
        more += (len(self._lines(index, width, scale)) - 1) * px(t.CONSOLE_BODY * t.LINE_HEIGHT, scale)
        return QSize(120, px(t.ROW, scale) + more)

    def _lines(self, index: QModelIndex | QPersistentModelIndex, width: int, scale: float) -> list[str]:
        """Return the title of a point or day as the lines it takes; a third says what two would cut."""
        point = bool(index.data(ID))
        bold = not point or index.data(STATE) == RUNNING
        room = width - (_indent(scale) + t.SPACE_XS if point else t.SPACE_M + t.SPACE_XS)
        size = t.CONSOLE_BODY if point else t.CONSOLE_SECONDARY
        return in_lines(str(index.data()), _face(size, scale, bold), room, 3)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        scale = self._scale()
        painter.save()
        rect = QRectF(option.rect)
        day = not index.data(ID)
        state = str(index.data(STATE) or "")
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.color(Token.CHOSEN))
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), self._theme.color(Token.ACCENT))
        elif option.state & QStyle.StateFlag.State_MouseOver and not day:
            painter.fillRect(rect, self._theme.color(Token.HOVER))
        if option.state & QStyle.StateFlag.State_HasFocus and not day:
            painter.setPen(self._theme.color(Token.ACCENT))
            painter.drawRect(rect.adjusted(0.5, 0.5, -1.5, -1.5))
        if day:
            words = "\n".join(self._lines(index, option.rect.width(), scale))
            self._text(painter, rect.adjusted(t.SPACE_M, 0, -4, 0), words, 12, Token.QUIET, scale, True)
        else:
            self._activity(painter, rect, index, state, scale)
        painter.restore()

    def _activity(
        self, painter: QPainter, rect: QRectF, index: QModelIndex | QPersistentModelIndex, state: str, scale: float
    ) -> None:
        quiet = Token.QUIET if state in (DONE, SKIPPED) else Token.INK
        mark = _MARKS.get(state)
        side = px(_MARK, scale)
        if mark:
            token = Token.ACCENT if state == RUNNING else Token.QUIET
            ratio = painter.device().devicePixelRatioF()
            pixmap = icon_pixmap(mark, self._theme.hex(token), side, ratio)
            painter.drawPixmap(int(rect.x() + t.SPACE_S), int(rect.center().y() - side / 2), pixmap)
        x = t.SPACE_S + side + t.SPACE_S
        self._text(painter, QRectF(rect.x() + x, rect.y(), px(_TIME_ROOM, scale), rect.height()),
                   str(index.data(TIME)), 12, Token.QUIET, scale)  # fmt: skip
        title = rect.adjusted(_indent(scale), 0, -t.SPACE_XS, 0)
        below = str(index.data(BELOW) or "")
        words = "\n".join(self._lines(index, int(rect.width()), scale))
        if below:  # close under its title, so that it is not read with the next one
            line = px(t.CONSOLE_SECONDARY * t.LINE_HEIGHT, scale)
            title.adjust(0, 0, 0, -line)
            high = QFontMetrics(_face(t.CONSOLE_BODY, scale, False)).lineSpacing() * (words.count("\n") + 1)
            under = QRectF(title.x(), title.center().y() + high / 2, title.width(), line)
            self._text(painter, under, below, t.CONSOLE_SECONDARY, Token.QUIET, scale)
        self._text(painter, title, words, t.CONSOLE_BODY, quiet, scale, state == RUNNING)

    def _text(
        self, painter: QPainter, rect: QRectF, text: str, size: int, token: Token, scale: float, bold: bool = False
    ) -> None:
        painter.setFont(_face(size, scale, bold))
        painter.setPen(self._theme.color(token))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


def _face(size: int, scale: float, bold: bool) -> QFont:
    return font(px(size, scale), t.Weight.SEMIBOLD if bold else t.Weight.REGULAR)


def _indent(scale: float) -> int:
    """Return where the title of a point begins: behind mark and time."""
    return t.SPACE_S + px(_MARK, scale) + t.SPACE_S + px(_TIME_ROOM, scale) + t.SPACE_XS
