"""The history of a card: every kind says what became of the idea in its activities."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from labapp.changes import Reader
from labapp.kinds.registry import KINDS
from labapp.model.ideas import Card
from labapp.wording.translate import Translator


class LifeDialog(QDialog):
    """Read-only: born, merged, voted, decided, done."""

    def __init__(self, read: Reader, card: Card, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("History of the card"))
        self.setMinimumSize(460, 320)
        words = QLabel(card.text if len(card.text) <= 300 else card.text[:299].rstrip() + "…")
        words.setWordWrap(True)
        words.setProperty("role", "section")
        self.lines = QListWidget()
        self.lines.setAccessibleName(_("History of the card"))
        self.lines.setWordWrap(True)
        self.lines.addItems([line for kind in KINDS.values() for line in kind.life(read, card.idea, _)])
        buttons = QDialogButtonBox()
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self.lines, 1)
        layout.addWidget(buttons)
