"""The board's small questions: a name, one of several, a paste of many lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from labapp.wording.nouns import noun
from labapp.wording.translate import Translator
from ui.widgets.asking import ask


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
    return edit.text().strip() if ask(dialog) else ""


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
    return ask(dialog)


def choose(parent: QWidget, title: str, label: str, options: list[str], _: Translator) -> int | None:
    """Ask for one of several and return its place; None when cancelled."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(360)
    listed = QListWidget()
    listed.addItems(options)
    listed.setCurrentRow(0)
    listed.setAccessibleName(label)
    listed.itemActivated.connect(lambda item: dialog.accept())
    layout = QVBoxLayout(dialog)
    layout.addWidget(QLabel(label))
    layout.addWidget(listed, 1)
    layout.addWidget(_buttons(dialog, _("OK"), _))
    listed.setFocus()
    return listed.currentRow() if ask(dialog) and options else None


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
