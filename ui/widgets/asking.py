"""A dialog until it is answered, and no longer: its parent would keep it, hidden, while the meeting is open."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def ask(dialog: QDialog) -> bool:
    """Show a dialog and return whether it was accepted; what it holds can be read until the gesture is over."""
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()
