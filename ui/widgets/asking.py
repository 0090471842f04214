"""A dialog until it is answered, and no longer: its parent would keep it, hidden, while the meeting is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog


def ask(dialog: QDialog) -> bool:
    """Show a dialog and return whether it was accepted; what it holds can be read until the gesture is over."""
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()


def ask_beside(dialog: QDialog, answered: Callable[[], None]) -> None:
    """Show a dialog beside the work and go on; `answered` is called once it is closed, after it was put away."""

    def finish() -> None:
        dialog.finished.disconnect(finish)  # a window that goes rejects all its dialogs, this one for a second time
        dialog.deleteLater()
        answered()

    # Queued: by then it is hidden, and whatever comes of the answer may take the window away that it belongs to.
    dialog.finished.connect(finish, Qt.ConnectionType.QueuedConnection)
    dialog.setModal(False)
    dialog.show()
