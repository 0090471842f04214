"""From a line that searches a list one goes down into it, as everywhere in the program, not only by the Tab key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit


class _Down(QObject):
    def __init__(self, line: QLineEdit, view: QAbstractItemView) -> None:
        super().__init__(line)
        self._view = view

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the arrow down; the list begins where it was left, or with its first row."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self._view.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False


def lead_down(line: QLineEdit, view: QAbstractItemView) -> None:
    """Let the arrow down lead from a line into the list below it."""
    line.installEventFilter(_Down(line, view))
