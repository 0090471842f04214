"""The matrix on the console: a numbered list beside the plot; by mouse a card is dragged, by keys it is pushed.

The list is the accessible form: each row says the card and where it lies.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from labapp.kinds.board.layouts import Axes, shares
from labapp.wording.translate import Translator
from ui.kinds.board.matrix_plot import Plot
from ui.kinds.board.model import Face
from ui.kinds.board.spans import span
from ui.kinds.board.spoken import spoken
from ui.theme import SPACE_S, Theme
from ui.widgets.wrapped import wrap_rows

_STEP = 0.05
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
        self.plot.show_points(self.faces, axes, numbers, self._hint())
        self._select()

    def _hint(self) -> str:
        if not self.faces:
            return self._("No cards yet: the first one is written below.")
        return self._("A digit of the number pad, dragging or a click here puts the chosen card on the matrix.")

    def _item(self, face: Face, number: int | None, axes: Axes) -> QListWidgetItem:
        words = " ".join(face.card.text.split())[:200]
        nowhere = ", ".join(filter(None, (self._("not placed"), face.small)))
        item = QListWidgetItem(f"{number}  {words}" if number else f"–  {words}  ({nowhere})")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(face, self._, self._place(face, axes, number)))
        return item

    def _place(self, face: Face, axes: Axes, number: int | None) -> str:
        _ = self._
        if not number:
            return _("not placed")
        return ", ".join([_("number {n}", n=number), *shares(face.card.x, face.card.y, axes, _)])

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
        wrap_rows(self)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

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
