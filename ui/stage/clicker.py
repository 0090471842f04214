"""A clicker's keys, from whichever window has the focus: forward, back, and nothing else.

Clickers are keyboards that send PageUp and PageDown, and on other buttons F5, Shift+F5, Esc or a full stop.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

_STEPS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Clicker(QObject):
    """Install on the application: turns PageDown and PageUp into steps before any widget scrolls by them.

    Keys held down repeat; a step is one press. F5 is swallowed everywhere. Esc and "." stay with whatever has the
    focus, because people type them too: the stage itself never has it.
    """

    forward = Signal()
    back = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.enabled = True
        """Off while a key is being learnt or a list must be paged by keyboard."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch the keys as shortcut overrides and presses alike."""
        if not self.enabled or event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_F5 and event.modifiers() in (*_PLAIN, Qt.KeyboardModifier.ShiftModifier):
            event.accept()
            return True
        if event.key() not in _STEPS or event.modifiers() not in _PLAIN:
            return False
        event.accept()
        if not watched.isWidgetType():  # the window gets every key first and hands it to the widget with the focus
            return False
        if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            (self.forward if event.key() == Qt.Key.Key_PageDown else self.back).emit()
        return True
