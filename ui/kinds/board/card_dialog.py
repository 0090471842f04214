"""One card in full: its words, note, colour, whose voice, and what was merged into it."""

from __future__ import annotations

from dataclasses import dataclass

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

from labapp.model.people import Sector
from labapp.wording.translate import Translator
from ui.kinds.board.model import Face

_COLORS = ("", "yellow", "blue", "green", "orange", "violet", "grey")


@dataclass(frozen=True)
class CardEdit:
    """What the dialog says the card should be."""

    text: str
    note: str
    color: str
    sector: str | None


class CardDialog(QDialog):
    """Edits one card; OK is off while there are no words."""

    def __init__(
        self, face: Face, sectors: list[Sector], merged: list[str], _: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Card"))
        self.setMinimumWidth(460)
        self.words = QPlainTextEdit(face.card.text)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(_("Words on the card"))
        self.note = QLineEdit(face.card.note)
        self.note.setPlaceholderText(_("Only on this console and in an internal report"))
        self.color = QComboBox()
        for code, name in zip(_COLORS, _color_names(_), strict=True):
            self.color.addItem(name, code)
        self.color.setCurrentIndex(max(0, self.color.findData(face.card.color)))
        self.sector = QComboBox()
        self.sector.addItem(_("not noted"), None)
        for sector in sectors:
            self.sector.addItem(sector.name, sector.id)
        self.sector.setCurrentIndex(max(0, self.sector.findData(face.card.sector)))
        self._buttons = QDialogButtonBox()
        self._ok = self._buttons.addButton(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setProperty("variant", "primary")
        self._buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._build(merged, _)

    def value(self) -> CardEdit:
        """Return what was entered."""
        return CardEdit(
            self.words.toPlainText(), self.note.text(), self.color.currentData(), self.sector.currentData()
        )

    def _build(self, merged: list[str], _: Translator) -> None:
        form = QFormLayout()
        form.addRow(_("Words"), self.words)
        form.addRow(_("Note"), self.note)
        form.addRow(_("Colour"), self.color)
        form.addRow(_("Speaker"), self.sector)
        if merged:
            label = QLabel("\n".join(f"• {text}" for text in merged))
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setProperty("role", "secondary")
            form.addRow(_("Merged"), label)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._buttons)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.words.textChanged.connect(lambda: self._ok.setEnabled(bool(self.words.toPlainText().strip())))


def _color_names(_: Translator) -> tuple[str, ...]:
    return (
        _.context("colour", "as its voice"), _.context("colour", "yellow"), _.context("colour", "blue"),
        _.context("colour", "green"), _.context("colour", "orange"), _.context("colour", "violet"),
        _.context("colour", "grey"),
    )  # fmt: skip
