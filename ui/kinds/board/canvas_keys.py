"""The canvas by keys: arrows walk, Ctrl+arrows push, letters act; and the pen that writes on a card in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from labapp.kinds.board.canvas_area import Point
from labapp.wording.translate import Translator
from ui.kinds.board.canvas_hand import CanvasMouse
from ui.kinds.board.canvas_model import _Index
from ui.kinds.board.canvas_view import STEP
from ui.theme import Theme
from ui.widgets.fonts import font

_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_Select = QItemSelectionModel.SelectionFlag
_WALK: dict[int, Point] = {_Key.Key_Left: (-1, 0), _Key.Key_Right: (1, 0), _Key.Key_Up: (0, -1), _Key.Key_Down: (0, 1)}
_PUSH, _FINE = 32.0, 4.0  # units a key: and with Shift a hair
_ARROWS = frozenset(_WALK)


class CanvasKeys(CanvasMouse):
    """Every gesture of the mouse has a key; plain letters are those of the other layouts and a few more."""

    wanted = Signal(str)  # a word of KEYS, or of OWN

    OWN = {_Key.Key_F: "fit", _Key.Key_Z: "fit-chosen", _Key.Key_U: "arrange", _Key.Key_L: "list", _Key.Key_G: "group"}

    def __init__(self, theme: Theme, keys: dict[Qt.Key, str], _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(theme, _, parent)
        self._keys = {**keys, **self.OWN}
        self.setItemDelegate(Pen(self))
        self.setAccessibleName(_("Canvas with cards"))
        self.setAccessibleDescription(
            _("Arrows walk from card to card, Ctrl+arrows push the selected ones, L shows the cards as a list.")
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, push, zoom, act; the rest is the window's."""
        key, held = event.key(), event.modifiers() & ~_Mod.KeypadModifier
        if key in _ARROWS:
            self._arrow(_WALK[key], held)
        elif held & _Mod.ControlModifier:
            self._with_ctrl(event)
        elif held & ~_Mod.ShiftModifier:
            event.ignore()
        elif key == _Key.Key_Space:
            self.space_held = True
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif key == _Key.Key_Escape:
            if not self.give_up():
                self.clearSelection()
        elif key in (_Key.Key_Home, _Key.Key_End):
            self._go(0 if key == _Key.Key_Home else len(self.cards.faces) - 1, held)
        elif key == _Key.Key_F2:
            if self.currentIndex().isValid():
                self.edit(self.currentIndex())
        elif Qt.Key(key) in self._keys:
            self.wanted.emit(self._keys[Qt.Key(key)])
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Lay down what was pushed; let go of the plane."""
        if event.key() == _Key.Key_Space and not event.isAutoRepeat():
            self.space_held = False
            self.viewport().unsetCursor()
        elif event.key() in _ARROWS and not event.isAutoRepeat() and self.painting.dragged and not self._doing:
            self.lay_down()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Somebody else gets the keys: nothing stays held."""
        self.space_held = False
        if self.painting.dragged and not self._doing:
            self.lay_down()
        super().focusOutEvent(event)

    def _with_ctrl(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (_Key.Key_Plus, _Key.Key_Equal):
            self.set_zoom(self.zoom * STEP**2)
        elif key == _Key.Key_Minus:
            self.set_zoom(self.zoom / STEP**2)
        elif key == _Key.Key_0:
            self.set_zoom(1.0)
        elif key == _Key.Key_A:
            self.selectAll()
        elif key == _Key.Key_Space and self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), _Select.Toggle)
        else:
            event.ignore()

    def _arrow(self, direction: Point, held: Qt.KeyboardModifier) -> None:
        if held & _Mod.ControlModifier:
            rows = self.chosen_rows()
            if rows and not self._doing:
                by = _FINE if held & _Mod.ShiftModifier else _PUSH
                x, y = self.painting.shift
                self.painting.dragged = frozenset(rows)
                self.painting.shift = (x + direction[0] * by, y + direction[1] * by)
                self.viewport().update()
            return
        current = self.currentIndex().row()
        if 0 <= current < len(self.plane.spots):
            self._go(self.plane.beside(current, direction), held)
        elif self.plane.spots:
            seen = self.plane.within(self.in_sight())
            self._go(min(seen, default=0, key=lambda row: (self.plane.spots[row][1], self.plane.spots[row][0])), held)

    def _go(self, row: int, held: Qt.KeyboardModifier) -> None:
        if 0 <= row < len(self.cards.faces):
            how = _Select.Select if held & _Mod.ShiftModifier else _Select.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.cards.index(row), how)
            self.scrollTo(self.cards.index(row))
            self.viewport().update()


class Pen(QStyledItemDelegate):
    """Writes on a card: Enter keeps the words, Shift+Enter begins a line, Esc leaves all as it was."""

    def __init__(self, view: CanvasKeys) -> None:
        super().__init__(view)
        self._view = view

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Return a field over the card."""
        editor = QPlainTextEdit(parent)
        editor.setFont(font(15))
        editor.setAccessibleName(self._view._("Words on the card"))
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Begin with the card's words, all of them selected."""
        assert isinstance(editor, QPlainTextEdit)
        if not editor.document().isModified():
            editor.setPlainText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:
        """Hand the words in."""
        assert isinstance(editor, QPlainTextEdit)
        self._view.cards.setData(index, editor.toPlainText())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        """Lie on the card."""
        editor.setGeometry(self._view.card_room(index.row()).toRect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter ends; Qt itself would break the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            enter = event.key() in (_Key.Key_Return, _Key.Key_Enter)
            if enter and not event.modifiers() & _Mod.ShiftModifier:
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
                return True
        return super().eventFilter(watched, event)

