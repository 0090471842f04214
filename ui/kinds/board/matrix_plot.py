"""The plot of the matrix on the console: axes, names of the fields, the cards' numbers kept apart; the mouse puts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from labapp.kinds.board.layouts import Axes
from labapp.wording.translate import Translator
from ui.kinds.board.apart import apart
from ui.kinds.board.model import Face
from ui.theme import CORNER_NOTE, SPACE_L, SPACE_S, SPACE_XS, Theme, Token

_ROWS = "application/x-qabstractitemmodeldatalist"  # what Qt calls rows dragged from a list


class Plot(QWidget):
    """Draws the axes and the numbers; a press picks or puts, a drag moves."""

    put = Signal(str, float, float)  # placement or "" for the selected card
    picked = Signal(str)

    def __init__(self, theme: Theme, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._theme = theme
        self._faces: list[Face] = []
        self._numbers: dict[str, int] = {}
        self._axes = Axes("", "", ("", "", "", ""))
        self._chosen: set[str] = set()
        self._dragged = ""
        self._at: QPointF | None = None
        self._hint = ""
        self._tags: dict[str, QRectF] = {}
        self._laid_for: object = None
        self.setMinimumSize(220, 180)
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Matrix; the list beside it has the same cards"))

    def show_points(self, faces: Sequence[Face], axes: Axes, numbers: dict[str, int], hint: str) -> None:
        """Take the cards and their numbers by placement; those without one are not drawn. Without any: the hint."""
        shown = [face for face in faces if face.card.placement in numbers]
        hint = "" if shown else hint
        before = (self._axes, self._numbers, self._hint, _places(self._faces))
        self._faces, self._axes, self._numbers, self._hint = shown, axes, numbers, hint
        if (axes, numbers, hint, _places(shown)) != before:  # words and marks stand in the list beside it
            self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the tags anew."""
        super().resizeEvent(event)
        self._lay()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take cards from the list."""
        if event.mimeData().hasFormat(_ROWS):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the card that was dragged here."""
        if event.mimeData().hasFormat(_ROWS):
            event.acceptProposedAction()
            self.put.emit("", *self._share(event.position()))

    def choose(self, placements: set[str]) -> None:
        """Show which are selected."""
        if placements != self._chosen:
            self._chosen = placements
            self.update()

    def area(self) -> QRectF:
        """Return the rectangle between the axes."""
        line = self.fontMetrics().height() + SPACE_S
        return QRectF(self.rect()).adjusted(SPACE_S, line, -SPACE_S, -line)

    def point(self, face: Face) -> QPointF:
        """Return where a placed card is drawn."""
        area = self.area()
        return QPointF(area.x() + (face.card.x or 0) * area.width(), area.y() + (face.card.y or 0) * area.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the card under the pointer, or begin to put the selected one there."""
        hit = next((face for face in reversed(self._faces) if self._tag(face).contains(event.position())), None)
        self._dragged = hit.card.placement if hit is not None else ""
        self._at = None
        if self._dragged:
            self.picked.emit(self._dragged)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the card would go."""
        if self._dragged:
            self._at = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the card here."""
        if self._dragged and self._at is None:
            return  # only picked
        placement, self._dragged, self._at = self._dragged, "", None
        self.put.emit(placement, *self._share(event.position()))

    def _share(self, at: QPointF) -> tuple[float, float]:
        """Return a point of the widget as shares of the plot, across and down."""
        area = self.area()
        x, y = (at.x() - area.x()) / area.width(), (at.y() - area.y()) / area.height()
        return min(1.0, max(0.0, x)), min(1.0, max(0.0, y))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw axes, names of the fields, numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, self.area())
        torn = QRectF(event.rect())
        for face in self._faces:
            if self._tag(face).adjusted(-2, -2, 2, 2).intersects(torn):
                self._paint_tag(painter, self._numbers[face.card.placement], face)
        painter.end()

    def _paint_frame(self, painter: QPainter, area: QRectF) -> None:
        _, theme = self._, self._theme
        painter.fillRect(area, theme.color(Token.SURFACE))
        painter.setPen(QPen(theme.color(Token.LINE), 1))
        centre = area.center()
        painter.drawLine(QPointF(centre.x(), area.top()), QPointF(centre.x(), area.bottom()))
        painter.drawLine(QPointF(area.left(), centre.y()), QPointF(area.right(), centre.y()))
        painter.setPen(QPen(theme.color(Token.QUIET), 1))
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        flags = Qt.AlignmentFlag
        whole = QRectF(self.rect()).adjusted(SPACE_S, 0, -SPACE_S, 0)
        up, along = self._axes.down, self._axes.across
        painter.drawText(whole, int(flags.AlignTop | flags.AlignLeft), f"{_(up)} ↑" if up else "")
        painter.drawText(whole, int(flags.AlignBottom | flags.AlignRight), f"{_(along)} →" if along else "")
        middle = int(flags.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        within = area.adjusted(SPACE_L, SPACE_XS, -SPACE_L, -SPACE_XS)
        hint = QRectF(self.fontMetrics().boundingRect(within.toRect(), middle, self._hint)) if self._hint else QRectF()
        if not any(hint.intersects(name) for name in self.names()):  # in a low window the hint alone
            for (box, flag), name in zip(self._name_boxes(), self._axes.corners, strict=True):
                painter.drawText(box, flag, _(name) if name else "")
        painter.fillRect(hint.adjusted(-SPACE_XS, 0, SPACE_XS, 0), theme.color(Token.SURFACE))  # no axis through words
        painter.drawText(within, middle, self._hint)

    def _name_boxes(self) -> list[tuple[QRectF, int]]:
        """Return where the name of each field may stand, in its outer corner, with its alignment."""
        area, flags = self.area(), Qt.AlignmentFlag
        inner, centre, boxes = area.adjusted(SPACE_S, SPACE_S, -SPACE_S, -SPACE_S), area.center(), []
        for place in range(4):
            half = QRectF(0, 0, inner.width() / 2 - SPACE_S, inner.height() / 2)
            half.moveTopLeft(QPointF(inner.x() if place % 2 == 0 else centre.x() + SPACE_S,
                                     inner.y() if place < 2 else centre.y()))  # fmt: skip
            side = flags.AlignTop if place < 2 else flags.AlignBottom
            boxes.append((half, int(side | flags.AlignLeft) | int(Qt.TextFlag.TextWordWrap)))
        return boxes

    # --- tags --------------------------------------------------------------------------------------------------------
    def tag(self, placement: str) -> QRectF:
        """Return where the number of a placed card is drawn: beside its point where others or a name lie there."""
        return self._tags[placement]

    def names(self) -> list[QRectF]:
        """Return where the names of the fields are drawn."""
        metrics = self.fontMetrics()
        written = [(box, flag, self._(name)) for (box, flag), name in
                   zip(self._name_boxes(), self._axes.corners, strict=True) if name]  # fmt: skip
        return [QRectF(metrics.boundingRect(box.toRect(), flag, text)) for box, flag, text in written]

    def _lay(self) -> None:
        metrics = self.fontMetrics()
        size = QSizeF(metrics.horizontalAdvance("000") + SPACE_S, metrics.height() + SPACE_XS)
        within = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        points = [(face.card.placement, *self.point(face).toTuple()) for face in self._faces]
        up = QRectF(0, 0, metrics.horizontalAdvance(f"{self._(self._axes.down)} ↑") + SPACE_S, self.area().top())
        asked = (points, size, within, [*self.names(), up])
        if asked != self._laid_for:  # other words on a card move no number
            self._laid_for, self._tags = asked, apart(*asked)
        self.update()

    def _tag(self, face: Face) -> QRectF:
        box = QRectF(self._tags[face.card.placement])
        if self._at is not None and face.card.placement == self._dragged:
            box.moveCenter(self._at)
        return box

    def _paint_tag(self, painter: QPainter, number: int, face: Face) -> None:
        box, theme = self._tag(face), self._theme
        chosen = face.card.placement in self._chosen
        painter.setPen(QPen(theme.color(Token.ACCENT if chosen else Token.BORDER), 2 if chosen else 1))
        painter.setBrush(theme.color(Token.CHOSEN if chosen else Token.PAPER))
        painter.drawRoundedRect(box, CORNER_NOTE, CORNER_NOTE)
        painter.setPen(theme.color(Token.INK))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(number))


def _places(faces: Sequence[Face]) -> list[tuple[str, float | None, float | None]]:
    return [(face.card.placement, face.card.x, face.card.y) for face in faces]
