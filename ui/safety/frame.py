"""What the dialogs of this folder share: a frame with plain-text labels, and table names in words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from labapp.kinds.registry import CATALOGUE
from labapp.wording.translate import Translator
from ui import theme as t
from ui.widgets.style import restyle


def dress_table(table: QTableWidget, name: str, headings: list[str], least: int) -> None:
    """Make a table one that is read, its words in as many lines as they need; `least` is its height in px."""
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(headings)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setMinimumHeight(least)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)


def table_words(table: str, _: Translator) -> str:
    """Return a table's name as people say it; its own where it has no other."""
    return _(CATALOGUE.noun(table))


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

    def sizeHint(self) -> QSize:
        """As high as its sentences are at its width: Qt guesses narrower lines, and leaves a gap above the buttons."""
        hint, layout = super().sizeHint(), self.layout()
        width = max(hint.width(), self.minimumWidth())
        if layout is None or not layout.hasHeightForWidth():
            return hint
        return QSize(width, max(layout.totalHeightForWidth(width), self.minimumHeight()))

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
