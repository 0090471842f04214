"""The matrix on the console: a numbered list beside the plot; by mouse a card is dragged, by keys it is pushed.

The list is the accessible form: each row says the card and where it lies.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from labapp.kinds.board.layouts import Axes
from labapp.wording.translate import Translator
from ui.kinds.board.model import Face
from ui.kinds.board.spans import span
from ui.kinds.board.spoken import spoken
from ui.theme import CORNER_NOTE, SPACE_S, Theme, Token

_STEP = 0.05
_TAG = QSize(30, 22)
_PUSH = {
    Qt.Key.Key_Left: (-_STEP, 0.0), Qt.Key.Key_Right: (_STEP, 0.0), Qt.Key.Key_Up: (0.0, -_STEP),
    Qt.Key.Key_Down: (0.0, _STEP),
}  # fmt: skip


_THIRDS = (0.2, 0.5, 0.8)
_DIGITS = {getattr(Qt.Key, f"Key_{digit}"): digit for digit in range(1, 10)}
_BESIDE = ((0.0, 0.0), (0.08, 0.06), (-0.08, 0.06), (0.08, -0.06), (-0.08, -0.06), (0.0, 0.12), (0.0, -0.12))


class MatrixView(QWidget):
    """List and plot of the same cards; `placed` says where one should lie now."""

    placed = Signal(str, float, float)  # placement, across, down
    taken_off = Signal(str)
    wanted = Signal(str)

    def __init__(self, theme: Theme, keys: dict[Qt.Key, str], _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self.faces: list[Face] = []
        self._rows: list[tuple[Face, int | None, Axes]] = []
        self.list = _CardNames(keys)
        self.list.setAccessibleName(_("Cards of the matrix"))
        self.list.setToolTip(_("1–9 puts the card as on a number pad (7 top left, 3 bottom right); Ctrl+arrows push "
                               "it, Ctrl+Delete takes it off the matrix"))
        self.plot = Plot(theme, _)
        self.list.pushed.connect(self._push)
        self.list.numbered.connect(self.put_third)
        self.list.dropped_off.connect(self._take_off)
        self.list.wanted.connect(self.wanted)
        self.list.itemSelectionChanged.connect(self._select)
        self.plot.put.connect(self._put)
        self.plot.picked.connect(self._pick)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self.list, 2)
        row.addWidget(self.plot, 3)

    def show_faces(self, faces: Sequence[Face], axes: Axes, numbers: dict[str, int]) -> None:
        """Show each idea once, with its number in the room by placement: those placed first, then the others."""
        once: dict[str, Face] = {}
        for face in sorted(faces, key=lambda face: numbers.get(face.card.placement, len(numbers) + 1)):
            once.setdefault(face.card.idea, face)
        chosen = {face.card.placement for face in self.chosen()}
        self.faces = list(once.values())
        rows = [(face, numbers.get(face.card.placement), axes) for face in self.faces]
        start, gone, come = span(self._rows, rows)
        self._rows = rows
        self.list.blockSignals(True)
        for _row in range(gone):
            self.list.takeItem(start)
        for row in range(start, start + come):
            self.list.insertItem(row, self._item(*rows[row]))
        for row, face in enumerate(self.faces):
            if face.card.placement in chosen and not self.list.item(row).isSelected():
                self.list.item(row).setSelected(True)
                self.list.setCurrentRow(row, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.list.blockSignals(False)
        self.plot.show_points(self.faces, axes, numbers)
        self._select()

    def _item(self, face: Face, number: int | None, axes: Axes) -> QListWidgetItem:
        words = " ".join(face.card.text.split())[:200]
        nowhere = face.small or self._("not placed")
        item = QListWidgetItem(f"{number}  {words}" if number else f"–  {words}  ({nowhere})")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(face, self._, self._place(face, axes, number)))
        return item

    def _place(self, face: Face, axes: Axes, number: int | None) -> str:
        _ = self._
        if not number:
            return _("not placed")
        parts = [
            _("{axis}: {n} %", axis=_(axis), n=round(100 * value))
            for axis, value in ((axes.across, face.card.x or 0.0), (axes.down, 1 - (face.card.y or 0.0))) if axis
        ]  # fmt: skip
        return ", ".join([_("number {n}", n=number), *parts])

    def chosen(self) -> list[Face]:
        """Return the selected cards from top to bottom."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return [self.faces[row] for row in rows if row < len(self.faces)]

    def select(self, placement: str) -> bool:
        """Select one card; False when it is not shown."""
        row = next((row for row, face in enumerate(self.faces) if face.card.placement == placement), -1)
        if row >= 0:
            self.list.setCurrentRow(row)
            self.list.setFocus()
        return row >= 0

    def _push(self, dx: float, dy: float) -> None:
        for face in self.chosen()[:1]:
            x, y = (face.card.x, face.card.y) if face.card.x is not None else (0.5, 0.5)
            fresh = face.card.x is None
            across, down = x + (0 if fresh else dx), (0.5 if y is None else y) + (0 if fresh else dy)
            self.placed.emit(face.card.placement, min(1.0, max(0.0, across)), min(1.0, max(0.0, down)))

    def put_third(self, digit: int) -> None:
        """Put the selected card into one of nine parts, as the digits lie on a number pad; beside others there."""
        for face in self.chosen()[:1]:
            x, y = _THIRDS[(digit - 1) % 3], _THIRDS[2 - (digit - 1) // 3]
            there = sum(1 for other in self.faces if other is not face and _near(other, x, y))
            dx, dy = _BESIDE[there % len(_BESIDE)]
            self.placed.emit(face.card.placement, x + dx, y + dy)

    def _take_off(self) -> None:
        for face in self.chosen():
            self.taken_off.emit(face.card.placement)

    def _put(self, placement: str, x: float, y: float) -> None:
        chosen = self.chosen()
        wanted = placement or (chosen[0].card.placement if chosen else "")
        if wanted:
            self.placed.emit(wanted, x, y)

    def _pick(self, placement: str) -> None:
        self.select(placement)

    def _select(self) -> None:
        self.plot.choose({face.card.placement for face in self.chosen()})


def _near(face: Face, x: float, y: float) -> bool:
    across, down = face.card.x, face.card.y
    return across is not None and down is not None and abs(across - x) < 0.15 and abs(down - y) < 0.15


class _CardNames(QListWidget):
    """Digits put, Ctrl+arrows push, Ctrl+Delete takes off, plain letters act, plain arrows walk."""

    pushed = Signal(float, float)
    numbered = Signal(int)
    dropped_off = Signal()
    wanted = Signal(str)

    def __init__(self, keys: dict[Qt.Key, str]) -> None:
        super().__init__()
        self._keys = keys
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Catch the keys that mean cards."""
        key = Qt.Key(event.key())
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if held and key in _PUSH:
            self.pushed.emit(*_PUSH[key])
        elif held and key == Qt.Key.Key_Delete:
            self.dropped_off.emit()
        elif not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and key in _DIGITS:
            self.numbered.emit(_DIGITS[key])
        elif not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and key in self._keys:
            self.wanted.emit(self._keys[key])
        else:
            super().keyPressEvent(event)


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
        self.setMinimumSize(220, 180)
        self.setAccessibleName(_("Matrix; the list beside it has the same cards"))

    def show_points(self, faces: Sequence[Face], axes: Axes, numbers: dict[str, int]) -> None:
        """Take the cards and their numbers by placement; those without one are not drawn."""
        self._faces = [face for face in faces if face.card.placement in numbers]
        self._axes, self._numbers = axes, numbers
        self.update()

    def choose(self, placements: set[str]) -> None:
        """Show which are selected."""
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
        area, at = self.area(), event.position()
        x, y = (at.x() - area.x()) / area.width(), (at.y() - area.y()) / area.height()
        placement, self._dragged, self._at = self._dragged, "", None
        self.put.emit(placement, min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw axes, names of the fields, numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, self.area())
        for face in self._faces:
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
        inner = area.adjusted(SPACE_S, SPACE_S, -SPACE_S, -SPACE_S)
        for place, name in enumerate(self._axes.corners):
            half = QRectF(0, 0, inner.width() / 2 - SPACE_S, inner.height() / 2)
            half.moveTopLeft(QPointF(inner.x() if place % 2 == 0 else centre.x() + SPACE_S,
                                     inner.y() if place < 2 else centre.y()))  # fmt: skip
            side = flags.AlignTop if place < 2 else flags.AlignBottom
            painter.drawText(half, int(side | flags.AlignLeft) | int(Qt.TextFlag.TextWordWrap), _(name) if name else "")

    def _tag(self, face: Face) -> QRectF:
        at = self._at if self._at is not None and face.card.placement == self._dragged else self.point(face)
        box = QRectF(0, 0, _TAG.width(), _TAG.height())
        box.moveCenter(at)
        box.moveLeft(min(max(1.0, box.left()), self.width() - box.width() - 1))
        box.moveTop(min(max(1.0, box.top()), self.height() - box.height() - 1))
        return box

    def _paint_tag(self, painter: QPainter, number: int, face: Face) -> None:
        box, theme = self._tag(face), self._theme
        chosen = face.card.placement in self._chosen
        painter.setPen(QPen(theme.color(Token.ACCENT if chosen else Token.BORDER), 2 if chosen else 1))
        painter.setBrush(theme.color(Token.CHOSEN if chosen else Token.PAPER))
        painter.drawRoundedRect(box, CORNER_NOTE, CORNER_NOTE)
        painter.setPen(theme.color(Token.INK))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(number))
