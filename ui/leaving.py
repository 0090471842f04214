"""Closing a meeting with a person at hand: another place where its own fails, and what stood in the way at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from labapp.errors import UserError
from labapp.wording.errors import error_sentence
from labapp.wording.translate import Translator

if TYPE_CHECKING:
    from labapp.document import Document


def may_close(document: Document, parent: QWidget | None, _: Translator) -> bool:
    """Offer another place when the file's own cannot be written to; False when the person stays."""
    status = document.status()
    if status.file.failure is None or status.choice:
        return True
    from ui.safety.elsewhere import ask_elsewhere

    return ask_elsewhere(document, status.file.failure, parent, _)


def close(document: Document, parent: QWidget | None, _: Translator) -> None:
    """Close it with its last copy; what stands in the way is said, and the working copy waits for next time."""
    try:
        document.close()
    except UserError as problem:
        QMessageBox.warning(parent, "labapp", error_sentence(problem, _))
