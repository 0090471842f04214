"""Closing a meeting whose file cannot be written: kept in another file, or left in the working copy here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from labapp.document import Document
from labapp.errors import UserError
from labapp.wording.errors import error_sentence
from labapp.wording.translate import Translator
from ui.widgets.asking import ask


def ask_elsewhere(document: Document, problem: UserError, parent: QWidget | None, _: Translator) -> bool:
    """Say what stands in the way and offer another file; True when the meeting may be closed."""
    while True:
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(error_sentence(problem, _))
        box.setInformativeText(_("Nothing is lost: the work is kept on this computer, and goes on when the meeting is "
                                 "opened here again."))  # fmt: skip
        elsewhere = box.addButton(_("Keep the file elsewhere…"), QMessageBox.ButtonRole.AcceptRole)
        anyway = box.addButton(_("Close all the same"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(elsewhere)
        ask(box)
        if box.clickedButton() is not elsewhere:
            return box.clickedButton() is anyway
        start = str(Path.home() / document.path.name)
        name, _kind = QFileDialog.getSaveFileName(parent, _("Keep the file elsewhere"), start, "*.lab")
        if not name:
            return False
        try:
            document.move_to(Path(name))
        except UserError as refused:
            problem = refused
            continue
        return True
