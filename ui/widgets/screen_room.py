"""Which screen a window is on, and how much room it leaves.

Asked of the application: in Python's eyes `QWidget.screen()` makes the screen a child of the widget that was asked, and
a window that is collected with its cycles takes it along; the next picture drawn then reads memory that is gone.
"""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


def screen_of(widget: QWidget) -> QScreen:
    """Return the screen a widget's middle is on, the first screen where it is on none."""
    middle = widget.mapToGlobal(widget.rect().center())
    return QGuiApplication.screenAt(middle) or QGuiApplication.primaryScreen()


def room_around(widget: QWidget) -> QRect:
    """Return what is free of the screen a widget is on."""
    return screen_of(widget).availableGeometry()
