"""The options of a vote being prepared, as a list: keys carry and take out, editing asks for the words alone."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QStyleOptionViewItem, QWidget

from ui.kinds.vote.whole_words import WholeWords

ID = Qt.ItemDataRole.UserRole
_WORDS = Qt.ItemDataRole.UserRole + 1


class OptionList(QListWidget):
    """Options in order; Ctrl+arrows carry, Delete takes out, F2 or a double click edits the words."""

    carried = Signal(int)
    removed = Signal()
    dropped = Signal()
    reworded = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setItemDelegate(_Words(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.model().rowsMoved.connect(lambda *_moved: self.dropped.emit())

    def add(self, option: str, number: int, words: str, title: str) -> None:
        """Append an option: its number is seen and never typed, for it follows from the order."""
        item = QListWidgetItem(f"{number}.  {words}")
        item.setData(ID, option)
        item.setData(_WORDS, words)
        item.setToolTip(title)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.addItem(item)

    def keep_typed(self) -> None:
        """Keep the words of an option that is still being edited."""
        for editor in self.viewport().findChildren(QLineEdit):
            if editor.isVisible():  # one that is done with lives on, hidden, until Qt takes it away
                self.commitData(editor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on one option; the rest walks."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.carried.emit(by)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class _Words(WholeWords):
    """Edits an option's words without the number before them."""

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Offer the words as they are."""
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(_WORDS)))

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Hand on what was typed, where it is something else; the list is drawn anew from what is kept."""
        view = self.parent()
        assert isinstance(editor, QLineEdit)
        assert isinstance(view, OptionList)
        if editor.text().strip() != index.data(_WORDS):
            view.reworded.emit(str(index.data(ID)), editor.text().strip())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Give the words the whole row, however far its number reaches."""
        editor.setGeometry(option.rect)
