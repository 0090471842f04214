"""A clicker's keys, from whichever window has the focus: forward, back, and nothing else.

Clickers are keyboards that send PageUp and PageDown, and on other buttons F5, Shift+F5, Esc or a full stop. One that
sends something else is learnt in the room check.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_KNOWN = {Qt.Key.Key_PageDown.value: True, Qt.Key.Key_PageUp.value: False}
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
_EDITING = (
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
    Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_Insert, Qt.Key.Key_Space,
)  # fmt: skip
_FIRST_NAMED = 0x01000000  # below it a key is a letter that somebody types


def key_name(key: int) -> str:
    """Return how a key is called, the same on every system and in the settings."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def key_of(name: str) -> int:
    """Return the key of a name, 0 for a name nobody knows."""
    made = QKeySequence(name, QKeySequence.SequenceFormat.PortableText)
    return int(made[0].key()) if made.count() == 1 else 0  # type: ignore[index]  # forgotten by the stubs


def refusal(event: QKeyEvent, shortcuts: Mapping[str, str]) -> str:
    """Return why a key cannot turn pages: "" it can, "wait" (a modifier alone), "held", "typing", or "taken".

    `shortcuts` are the keys the console's actions have already.
    """
    key = Qt.Key(event.key())
    if key in _MODIFIERS:
        return "wait"
    if event.modifiers() not in _PLAIN:
        return "held"
    if int(key) < _FIRST_NAMED or key in _EDITING:
        return "typing"
    return "taken" if key_name(key) in shortcuts else ""


class Clicker(QObject):
    """Install on the application: turns PageDown and PageUp, and what was learnt, into steps before a widget scrolls.

    Keys held down repeat; a step is one press. F5 is swallowed everywhere. Esc and "." stay with whatever has the
    focus, because people type them too: the stage itself never has it.
    """

    forward = Signal()
    back = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.enabled = True
        """Off while a key is being learnt or a list must be paged by keyboard."""
        self._steps = dict(_KNOWN)

    def learn(self, forward: str, back: str) -> None:
        """Take two more keys, by name (empty: none), in place of those learnt before."""
        learnt = {key_of(forward): True, key_of(back): False}
        self._steps = {**{key: on for key, on in learnt.items() if key}, **_KNOWN}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch the keys as shortcut overrides and presses alike."""
        if not self.enabled or event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent):
            return False
        step = self._steps.get(int(event.key())) if event.modifiers() in _PLAIN else None
        if step is None:
            presenting = event.key() == Qt.Key.Key_F5
            if presenting and event.modifiers() in (*_PLAIN, Qt.KeyboardModifier.ShiftModifier):
                event.accept()
                return True
            return False
        event.accept()
        if not watched.isWidgetType():  # the window gets every key first and hands it to the widget with the focus
            return False
        if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            (self.forward if step else self.back).emit()
        return True
