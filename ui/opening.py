"""Opening a file with a person at hand: who else has it open, which of two states goes on, or just a look."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from labapp.document import ChoiceNeeded, Document, open_document
from labapp.errors import UserError
from labapp.wording.errors import error_sentence
from labapp.wording.translate import Translator

_TAKEN = ("document.open-here", "document.open-elsewhere")
EXAMPLES = {"pl": "Przykład labapp.lab", "en": "Example of labapp.lab"}


def open_asking(path: Path, parent: QWidget | None, _: Translator, *, readonly: bool = False) -> Document | None:
    """Open a laboratory, asking where the document cannot know; None when the person gave up.

    Its `others` are states the person wants to hold against it now.
    """
    options: dict[str, str | bool] = {"readonly": readonly}
    join = False
    while True:
        try:
            document = open_document(path, **options)  # type: ignore[arg-type]
            if not join:
                document.others = []
            return document
        except ChoiceNeeded:
            choice = _choose(parent, _)
            if not choice:
                return None
            join = choice == "join"
            options["choice"] = "working" if join else choice
        except UserError as problem:
            if problem.code in _TAKEN and not options.get("take_over") and not options.get("readonly"):
                answer = _somebody_has_it(problem, parent, _)
                if not answer:
                    return None
                options[answer] = True
                continue
            salvaged = _salvage(path, problem, parent, _)
            if salvaged is None:
                return None
            path, options = salvaged, {}


def _salvage(path: Path, problem: UserError, parent: QWidget | None, _: Translator) -> Path | None:
    """Tell what is wrong; a damaged file may be read into a new one, which is returned to be opened."""
    from ui.safety.salvage_dialog import DAMAGE, SalvageDialog

    if problem.code not in DAMAGE:
        QMessageBox.warning(parent, "labapp", error_sentence(problem, _))
        return None
    dialog = SalvageDialog(path, problem, _, parent)
    return dialog.target if dialog.exec() else None


def _choose(parent: QWidget | None, _: Translator) -> str:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(_("This meeting was not closed properly, and its file has changed since."))
    box.setInformativeText(_("Both states are kept. Which one goes on?"))
    ours = box.addButton(_("What was on the screen last"), QMessageBox.ButtonRole.AcceptRole)
    theirs = box.addButton(_("The changed file"), QMessageBox.ButtonRole.AcceptRole)
    both = box.addButton(_("Compare, join…"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return {ours: "working", theirs: "file", both: "join"}.get(box.clickedButton(), "")  # type: ignore[call-overload,no-any-return]


def _somebody_has_it(problem: UserError, parent: QWidget | None, _: Translator) -> str:
    """Ask whether to look only or to take over from another computer; "" when the person gave up."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(error_sentence(problem, _))
    look = box.addButton(_("Only look at it"), QMessageBox.ButtonRole.AcceptRole)
    here = None
    if problem.code == "document.open-elsewhere":
        box.setInformativeText(_("Open it here only if nobody works on it there any more."))
        here = box.addButton(_("Open here all the same"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    clicked = box.clickedButton()
    return "readonly" if clicked is look else "take_over" if here is not None and clicked is here else ""


def example(folder: Path, language: str) -> Path:
    """Return the finished example in a language, made in a folder when it is not there yet."""
    from labapp.demo import Wish, make_demo

    path = folder / EXAMPLES[language]
    if not path.exists():
        make_demo(path, Wish(language=language))
    return path
