"""Short questions of a vote: choose one of a list, say why it is repeated, print ballots."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from labapp.wording.translate import Translator
from ui.widgets.style import ease
from ui.widgets.wrapped import wrap_rows

_ID = Qt.ItemDataRole.UserRole


class Asked(QDialog):
    """A sentence, something to fill in, one button and Cancel."""

    def __init__(self, said: str, keep: str, _: Translator, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(460)
        self.outer = QVBoxLayout(self)
        self.said = QLabel(said)
        self.said.setWordWrap(True)
        self.outer.addWidget(self.said)
        self.buttons = QDialogButtonBox()
        self.keep = self.buttons.addButton(keep, QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setProperty("variant", "primary")
        self.keep.setDefault(True)
        cancel = self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAutoDefault(False)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)


class ChooseDialog(Asked):
    """Choose one entry of a list."""

    def __init__(
        self, said: str, keep: str, items: list[tuple[str, str]], _: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(said, keep, _, parent)
        self.setWindowTitle(keep)
        self.list = QListWidget()
        self.list.setAccessibleName(said)
        wrap_rows(self.list)  # names of entities are long
        self.list.setMinimumWidth(480)
        for text, ident in items:
            item = QListWidgetItem(text)
            item.setData(_ID, ident)
            self.list.addItem(item)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.list.currentRowChanged.connect(lambda row: self.keep.setEnabled(row >= 0))
        self.keep.setEnabled(False)
        self.outer.addWidget(self.list)
        self.outer.addWidget(self.buttons)

    def chosen(self) -> str:
        """Return the chosen id, empty when none is."""
        item = self.list.currentItem()
        return str(item.data(_ID)) if item is not None else ""


class ReasonDialog(Asked):
    """Say why a vote is repeated; after a tie, whether only the tied options go on."""

    def __init__(self, _: Translator, parent: QWidget | None = None, *, tied: int = 0, run_off: bool = False) -> None:
        said = _("A repeated vote is a new round; this one stays as it is. Why is it repeated?")
        super().__init__(said, _("Prepare a new round"), _, parent)
        self.setWindowTitle(_("Repeat the vote"))
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Reason"))
        self.line.setPlaceholderText(_("for example: run-off between tied options"))
        self.line.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        self.keep.setEnabled(False)
        self.tied = QCheckBox(_.plural("Only the {n} tied option", "Only the {n} tied options", tied))
        self.tied.setVisible(tied > 0)
        self.outer.addWidget(self.line)
        self.outer.addWidget(self.tied)
        self.outer.addWidget(self.buttons)
        if run_off:
            self.tied.setChecked(tied > 0)
            self.line.setText(_("run-off between tied options"))

    def reason(self) -> str:
        """Return the reason."""
        return self.line.text().strip()

    def only_tied(self) -> bool:
        """Whether the other options stay behind."""
        return self.tied.isChecked()


class PrintDialog(Asked):
    """How many ballots are printed, and in which type."""

    def __init__(self, people: int, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(_("A few more than people are handy; numbers on ballots belong to nobody."),
                         _("Print ballots"), _, parent)  # fmt: skip
        self.setWindowTitle(_("Print ballots"))
        self.count = QSpinBox()
        self.count.setRange(1, 2_000)
        ease(self.count)
        self.count.setValue(max(1, people))
        self.count.setAccessibleName(_("How many ballots"))
        named = QLabel(_("How many ballots"))
        named.setBuddy(self.count)
        self.large = QCheckBox(_("Large type, one ballot after another"))
        for widget in (named, self.count, self.large, self.buttons):
            self.outer.addWidget(widget)


class ExplainDialog(Asked):
    """Say what happened to ballots that did not come back."""

    def __init__(
        self, missing: int, before: str, _: Translator, parent: QWidget | None = None, *, sheets: Sequence[int] = ()
    ) -> None:
        said = _.plural(
            "{n} issued ballot did not come back. What happened? Your words go into the report.",
            "{n} issued ballots did not come back. What happened? Your words go into the report.", missing,
        )  # fmt: skip
        super().__init__(said, _.context("vote", "Keep"), _, parent)
        self.setWindowTitle(_("Explain the difference"))
        self.line = QLineEdit(before)
        self.line.setAccessibleName(_("Explain the difference"))
        self.line.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        self.keep.setEnabled(bool(before.strip()))
        self.sheets = QLineEdit(" ".join(map(str, sheets)))
        self.sheets.setPlaceholderText(_("Numbers of the missing sheets, if known: 12 17"))
        self.sheets.setAccessibleName(_("Numbers of the missing sheets"))
        self.sheets.setValidator(QRegularExpressionValidator(r"[\d ,;]*", self.sheets))
        self.outer.addWidget(self.line)
        self.outer.addWidget(self.sheets)
        self.outer.addWidget(self.buttons)

    def words(self) -> str:
        """Return the explanation."""
        return self.line.text().strip()

    def numbers(self) -> list[int]:
        """Return the numbers of the sheets that never came back."""
        return [int(number) for number in re.findall(r"\d+", self.sheets.text())]
