"""How much room the screen of a window leaves.

Asked of the application: in Python's eyes `QWidget.screen()` makes the screen a child of the widget that was asked, and
a dialog that is collected with its cycles takes it along; the next picture drawn then reads memory that is gone.
"""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def room_around(widget: QWidget) -> QRect:
    """Return what is free of the screen a widget's middle is on, of the first screen where it is on none."""
    screen = QGuiApplication.screenAt(widget.mapToGlobal(widget.rect().center())) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()
