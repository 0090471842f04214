"""What every window of the program keeps to, told once, from where Qt's events pass anyway.

A wheel that scrolls a page must not change a box the pointer happens to pass: only a box with the focus takes it.
Buttons of a box that asks or warns look as elsewhere.
A dialog opens as large as its words need at the user's size of text, as far as the screen has room.
Enter presses the button that has the focus, as Space does; Qt itself does so in dialogs only, or on some systems.
Enter in a field of a dialog presses the same button whatever the Tab key has passed meanwhile.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QMessageBox,
    QPushButton,
    QToolButton,
)

from ui import theme as t
from ui.widgets.screen_room import room_around

_GROWN = "grown"
OWN_ENTER = "ownEnter"
"""A property of buttons that make something else of Enter."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Guard(QObject):
    """One for each application: every event passes here, and each further one would cost as much again."""

    @classmethod
    def stand_on(cls, app: QApplication) -> None:
        """Install it, once."""
        if app.findChild(cls) is None:
            app.installEventFilter(cls(app))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the wheel on to whatever scrolls behind a box; let a dialog grow before it is seen."""
        kind = event.type()
        if kind is QEvent.Type.Wheel:
            return self._wheel(watched, event)
        if kind is QEvent.Type.Polish and isinstance(watched, QMessageBox):
            _dress(watched)
        if kind is QEvent.Type.Show and isinstance(watched, QDialog):
            _grow(watched)
            _settle_default(watched)
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            return _pressed(watched, event)
        return False

    def _wheel(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QComboBox | QAbstractSpinBox) or watched.hasFocus():
            return False
        event.ignore()
        return True


def _pressed(watched: QObject, event: QKeyEvent) -> bool:
    """Press a button of a window that is no dialog: there Enter belongs to the button by which a dialog is answered."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not isinstance(watched, QPushButton | QToolButton) or isinstance(watched.window(), QDialog) or held:
        return False
    if watched.property(OWN_ENTER):
        return False
    if not event.isAutoRepeat():
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(watched, QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier))
    return True


def _settle_default(dialog: QDialog) -> None:
    """Tell a dialog which button is its default one.

    One that was made so before it lay in the dialog is forgotten by it at the first other button that has the focus:
    from then on Enter in a field would cancel.
    """
    for button in dialog.findChildren(QPushButton):
        if button.isDefault() and not button.hasFocus():
            button.setDefault(False)
            button.setDefault(True)


def _dress(box: QMessageBox) -> None:
    from ui.widgets.boxes import dress  # late: most days no box is shown

    dress(box)


def _grow(dialog: QDialog) -> None:
    """A width said in pixels is meant for texts of the usual size, and what the layout needs goes before it."""
    if dialog.property(_GROWN):
        return
    dialog.setProperty(_GROWN, True)
    room = room_around(dialog).size()
    meant = round(dialog.width() * max(1.0, dialog.font().pixelSize() / t.CONSOLE_BODY))
    wide = min(max(meant, dialog.minimumSizeHint().width()), room.width())
    if wide > dialog.width():
        dialog.resize(wide, dialog.height())
    layout = dialog.layout()
    needed = layout.totalMinimumHeightForWidth(wide) if layout is not None and layout.hasHeightForWidth() else 0
    high = min(max(dialog.height(), dialog.minimumSizeHint().height(), needed), room.height())
    if high > dialog.height():
        dialog.resize(wide, high)
