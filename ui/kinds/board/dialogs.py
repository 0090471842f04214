"""The board's small questions: a name, a paste of many lines, what the cards are called."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from labapp.kinds.board.kind import Board
from labapp.model import agenda
from labapp.model.agenda import Activity
from labapp.wording.nouns import NOUNS, noun
from labapp.wording.translate import Translator
from ui.context import Context


def ask_text(parent: QWidget, title: str, label: str, text: str, _: Translator) -> str:
    """Ask for one line and return it without outer space; empty when cancelled."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(360)
    edit = QLineEdit(text)
    edit.setMaxLength(200)
    edit.selectAll()
    buttons = _buttons(dialog, _("OK"), _)
    layout = QVBoxLayout(dialog)
    layout.addWidget(QLabel(label))
    layout.addWidget(edit)
    layout.addWidget(buttons)
    return edit.text().strip() if dialog.exec() == QDialog.DialogCode.Accepted else ""


def confirm_many(parent: QWidget, lines: list[str], word: str, _: Translator) -> bool:
    """Show the lines of a paste and ask whether each becomes a card."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(_("Paste many lines"))
    dialog.setMinimumSize(480, 320)
    question = QLabel(_("Each line becomes a card: {count}.", count=noun(word).counted(_, len(lines))))
    question.setWordWrap(True)
    shown = QPlainTextEdit("\n".join(lines))
    shown.setReadOnly(True)
    shown.setAccessibleName(_("Lines to paste"))
    buttons = _buttons(dialog, _("Add all"), _)
    layout = QVBoxLayout(dialog)
    layout.addWidget(question)
    layout.addWidget(shown, 1)
    layout.addWidget(buttons)
    buttons.setFocus()
    return dialog.exec() == QDialog.DialogCode.Accepted


def settings_dialog(parent: QWidget, context: Context, activity: Activity) -> None:
    """Choose what this board's cards are called and whose voice is kept with them."""
    _ = context._
    settings = Board().upgrade(activity.settings)
    dialog = QDialog(parent)
    dialog.setWindowTitle(_("Board settings"))
    dialog.setMinimumWidth(420)
    nouns = QComboBox()
    for code, word in NOUNS.items():
        nouns.addItem(word.many(_), code)
    nouns.setCurrentIndex(nouns.findData(settings["noun"]))
    voices = QComboBox()
    for code, name in (("nobody", _("nobody's")), ("sector", _("the sector's")), ("person", _("the person's"))):
        voices.addItem(name, code)
    voices.setCurrentIndex(voices.findData(settings["attribution"]))
    hint = QLabel(_("People's names never reach the stage, whatever is chosen."))
    hint.setProperty("role", "secondary")
    hint.setWordWrap(True)
    form = QFormLayout()
    form.addRow(_("Cards are called"), nouns)
    form.addRow(_("A card keeps whose voice it is"), voices)
    layout = QVBoxLayout(dialog)
    layout.addLayout(form)
    layout.addWidget(hint)
    layout.addWidget(_buttons(dialog, _("Save"), _))
    if dialog.exec() == QDialog.DialogCode.Accepted:
        chosen = {**activity.settings, "noun": nouns.currentData(), "attribution": voices.currentData()}
        context.run("activity.edit", lambda tx: agenda.edit_activity(tx, activity.id, settings=chosen))


def _buttons(dialog: QDialog, accept: str, _: Translator) -> QDialogButtonBox:
    box = QDialogButtonBox()
    ok = box.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
    ok.setProperty("variant", "primary")
    ok.setDefault(True)
    ok.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
