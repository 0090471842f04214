"""Opening a file with a person at hand: who else has it open, which of two states goes on, or just a look."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from labapp.document import ChoiceNeeded, Document, open_document
from labapp.errors import UserError
from labapp.wording.errors import error_sentence
from labapp.wording.translate import Translator

EXAMPLES = {"pl": "Przykład labapp.lab", "en": "Example of labapp.lab"}


def open_asking(path: Path, parent: QWidget | None, _: Translator) -> Document | None:
    """Open a laboratory, asking where the document cannot know; None when the person gave up."""
    options: dict[str, str | bool] = {}
    while True:
        try:
            return open_document(path, **options)  # type: ignore[arg-type]
        except ChoiceNeeded:
            choice = _choose(parent, _)
            if not choice:
                return None
            options["choice"] = choice
        except UserError as problem:
            if problem.code == "document.open-elsewhere" and not options.get("take_over"):
                if not _take_over(problem, parent, _):
                    return None
                options["take_over"] = True
                continue
            QMessageBox.warning(parent, "labapp", error_sentence(problem, _))
            return None


def _choose(parent: QWidget | None, _: Translator) -> str:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(_("This meeting was not closed properly, and its file has changed since."))
    box.setInformativeText(_("Both states are kept. Which one goes on?"))
    ours = box.addButton(_("What was on the screen last"), QMessageBox.ButtonRole.AcceptRole)
    theirs = box.addButton(_("The changed file"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return {ours: "working", theirs: "file"}.get(box.clickedButton(), "")  # type: ignore[call-overload,no-any-return]


def _take_over(problem: UserError, parent: QWidget | None, _: Translator) -> bool:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(error_sentence(problem, _))
    box.setInformativeText(_("Open it here only if nobody works on it there any more."))
    here = box.addButton(_("Open here all the same"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is here


def example(folder: Path, language: str) -> Path:
    """Return the finished example in a language, made in a folder when it is not there yet."""
    from labapp.demo import Wish, make_demo

    path = folder / EXAMPLES[language]
    if not path.exists():
        make_demo(path, Wish(language=language))
    return path
