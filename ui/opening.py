"""Opening a file with a person at hand: which file, who else has it open, which state goes on; and making one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from labapp import templates
from labapp.document import ChoiceNeeded, Document, new_document, open_document
from labapp.errors import UserError
from labapp.jobs import Cancelled
from labapp.model import facts
from labapp.waiting import Waiter, at_once
from labapp.wording.errors import error_sentence
from labapp.wording.translate import Translator
from ui.widgets.asking import ask

_TAKEN = ("document.open-here", "document.open-elsewhere")
EXAMPLES = {"pl": "Przykład labapp.lab", "en": "Example of labapp.lab"}


def open_asking(
    path: Path, parent: QWidget | None, _: Translator, *, readonly: bool = False, waiter: Waiter = at_once
) -> Document | None:
    """Open a laboratory, asking where the document cannot know; None when the person gave up.

    Its `others` are states the person wants to hold against it now.
    """
    options: dict[str, str | bool] = {"readonly": readonly}
    join = False
    while True:
        try:
            document = open_document(path, waiter=waiter, **options)  # type: ignore[arg-type]
            if not join:
                document.others = []
            return document
        except Cancelled:  # the file lies on a place that takes its time
            return None
        except ChoiceNeeded:
            choice = choose_state(parent, _)
            if not choice:
                return None
            join = choice == "join"
            options["choice"] = "working" if join else choice
        except UserError as problem:
            if problem.code in _TAKEN and not options.get("take_over") and not options.get("readonly"):
                answer = ask_taken(problem, parent, _)
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
    return dialog.target if ask(dialog) else None


def choose_state(parent: QWidget | None, _: Translator) -> str:
    """Ask which of two states goes on; "" when the person gave up."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(_("The meeting's file was changed elsewhere, and this computer holds work that is not in it."))
    box.setInformativeText(_("Both states are kept. Which one goes on?"))
    ours = box.addButton(_("What was on the screen last"), QMessageBox.ButtonRole.AcceptRole)
    theirs = box.addButton(_("The changed file"), QMessageBox.ButtonRole.AcceptRole)
    both = box.addButton(_("Compare, join…"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    ask(box)
    return {ours: "working", theirs: "file", both: "join"}.get(box.clickedButton(), "")  # type: ignore[call-overload,no-any-return]


def ask_taken(problem: UserError, parent: QWidget | None, _: Translator) -> str:
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
    ask(box)
    clicked = box.clickedButton()
    return "readonly" if clicked is look else "take_over" if here is not None and clicked is here else ""


def example(folder: Path, language: str) -> Path:
    """Return the finished example in a language, made in a folder when it is not there yet."""
    from labapp.demo import Wish, make_demo

    path = folder / EXAMPLES[language]
    if not path.exists():
        make_demo(path, Wish(language=language))
    return path


def make_meeting(
    template_id: str, path: Path, title: str, language: str, organiser: str, waiter: Waiter = at_once
) -> Document:
    """Make a meeting from a template; UserError, and no file, where the template is faulty."""
    templates.refuse_faulty(templates.template(template_id))  # before there is a file
    document = new_document(path, title=title, language=language, overwrite=path.exists(), waiter=waiter)
    templates.fill(document.lab, template_id, language=language, title=title)
    if organiser:
        with document.lab.change("facts.edit", undoable=False) as tx:
            facts.put(tx, "organisers", [organiser])
    return document


def ask_file(title: str, folder: Path, parent: QWidget | None, _: Translator) -> str:
    """Ask for a meeting's file; empty when the person gave up."""
    kinds = _("Meetings (*.lab)") + ";;" + _("All files (*)")
    return QFileDialog.getOpenFileName(parent, title, str(folder), kinds)[0]


def usual_folder(used: str) -> Path:
    """Return the folder used last, else the user's documents."""
    if used and Path(used).is_dir():
        return Path(used)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()
