"""What the dialogs of this folder share: a frame with plain-text labels, and table names in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from labapp.wording.translate import N_, Translator
from ui import theme as t
from ui.widgets.style import restyle

_TABLES = {
    "lab": N_("particulars of the meeting"), "sectors": N_("sectors"), "entities": N_("organisations and units"),
    "participants": N_("participants"), "presence": N_("presence"), "days": N_("days"),
    "activities": N_("points of the agenda"), "clusters": N_("groups of cards"), "ideas": N_("cards"),
    "placements": N_("places of cards"), "marks": N_("marks"), "notes": N_("notes and questions"),
    "files": N_("pictures"), "file_links": N_("use of pictures"), "groups": N_("tables and teams"),
    "seats": N_("seats"), "changes": N_("history"), "journal": N_("details of the history"),
    "vote_votes": N_("rounds of voting"), "vote_options": N_("options"), "vote_entitled": N_("entitled to vote"),
    "vote_turnout": N_("turnout"), "vote_ballots": N_("ballots cast"), "vote_boxes": N_("sealed ballots"),
    "vote_tallies": N_("counted hands"), "plan_actions": N_("actions"),
}  # fmt: skip


def table_words(table: str, _: Translator) -> str:
    """Return a table's name as people say it; its own where it has no other."""
    return _(_TABLES[table]) if table in _TABLES else table


class SafetyDialog(QDialog):
    """Explanation at the top, what was done or stands in the way at the foot; `self.body` between them is filled."""

    def __init__(self, title: str, explanation: str, _: Translator, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._ = _
        self.setWindowTitle(title)
        self.setMinimumWidth(560)
        outer = QVBoxLayout(self)
        outer.setSpacing(t.SPACE_M)
        outer.addWidget(plain(explanation))
        self.body = QVBoxLayout()
        self.body.setSpacing(t.SPACE_S)
        outer.addLayout(self.body, 1)
        self.said = plain("")
        self.said.hide()
        outer.addWidget(self.said)
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setAccessibleName(_("What was done"))
        self.lines.hide()
        outer.addWidget(self.lines, 1)
        self.buttons = QDialogButtonBox()
        self.close_button = self.buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.close_button.setAutoDefault(False)
        self.buttons.rejected.connect(self.reject)
        outer.addWidget(self.buttons)

    def add_button(self, text: str, role: QDialogButtonBox.ButtonRole, variant: str = "") -> QPushButton:
        """Add a button beside Close; `variant` is primary or danger."""
        button = self.buttons.addButton(text, role)
        button.setAutoDefault(False)
        button.setProperty("variant", variant)
        restyle(button)
        return button

    def say(self, text: str, role: str = "secondary") -> None:
        """Show a sentence at the foot; `role` is secondary, good, warning or danger."""
        self.said.setText(text)
        self.said.setProperty("role", role)
        restyle(self.said)
        self.said.show()

    def list_lines(self, lines: list[str]) -> None:
        """Show a list that can be read and copied."""
        self.lines.setPlainText("\n".join(lines))
        self.lines.show()


def plain(text: str) -> QLabel:
    """Return a wrapping label that takes every letter for itself: paths and names may look like markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
