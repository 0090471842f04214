"""Words half typed, carried from a window into the one that takes its place in another language or theme."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit


def carry(before: QLineEdit, line: QLineEdit) -> None:
    """Go on typing where the same line of the window before was left."""
    if before.text():
        line.setText(before.text())
        line.setModified(before.isModified())
        line.setCursorPosition(before.cursorPosition())
