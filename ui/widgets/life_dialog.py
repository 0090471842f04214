"""The history of a card: every kind says what became of the idea in its activities."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListView, QListWidget, QVBoxLayout, QWidget

from labapp.changes import Reader
from labapp.kinds.registry import KINDS
from labapp.model import ideas
from labapp.wording.translate import Translator
from ui.widgets.plain import shortened

_WORDS = 300  # letters of the card over its history


def told(read: Reader, idea: str, _: Translator) -> list[str]:
    """Return the life of an idea in sentences: born, merged, voted, decided, done."""
    return [line for kind in KINDS.values() for line in kind.life(read, idea, _)]


class LifeDialog(QDialog):
    """All of it, read-only."""

    def __init__(self, read: Reader, idea: str, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("History of the card"))
        self.setMinimumSize(460, 320)
        words = QLabel(shortened(ideas.text(read, idea), _WORDS))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setProperty("role", "section")
        self.lines = QListWidget()
        self.lines.setAccessibleName(_("History of the card"))
        self.lines.setWordWrap(True)
        self.lines.setResizeMode(QListView.ResizeMode.Adjust)  # lines break at the width that is there, not aside
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.addItems(told(read, idea, _))
        buttons = QDialogButtonBox()
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self.lines, 1)
        layout.addWidget(buttons)
