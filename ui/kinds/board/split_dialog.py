"""One card into several: each line becomes a card; what is selected goes onto one of its own."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from labapp.wording.nouns import noun
from labapp.wording.translate import Translator


class SplitDialog(QDialog):
    """Shows the words; OK is off until there are two cards."""

    def __init__(self, text: str, word: str, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._, self._word = _, word
        self.setWindowTitle(_("Split the card"))
        self.setMinimumSize(480, 320)
        self.words = QPlainTextEdit(text)
        self.words.setAccessibleName(_("Words, one card a line"))
        self._count = QLabel()
        apart = QPushButton(_("Selection on a card of its own"))
        apart.clicked.connect(self.cut_out)
        self._buttons = QDialogButtonBox()
        self._ok = self._buttons.addButton(_("Split"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setProperty("variant", "primary")
        self._buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        hint = QLabel(_("Each line becomes a card: press Enter where the next one begins."))
        hint.setWordWrap(True)
        for widget in (hint, self.words, apart, self._count, self._buttons):
            layout.addWidget(widget)
        self.words.textChanged.connect(self._changed)
        self._changed()

    def parts(self) -> list[str]:
        """Return the words of the cards, the first one staying the card it was."""
        return [line.strip() for line in self.words.toPlainText().splitlines() if line.strip()]

    def cut_out(self) -> None:
        """Put the selected words onto a line of their own."""
        cursor = self.words.textCursor()
        chosen = cursor.selectedText().replace("\u2029", " ").strip(" ,;")
        if not chosen:
            return
        cursor.removeSelectedText()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(f"\n{chosen}")

    def _changed(self) -> None:
        parts = self.parts()
        self._count.setText(noun(self._word).counted(self._, len(parts)))
        self._ok.setEnabled(len(parts) > 1)
