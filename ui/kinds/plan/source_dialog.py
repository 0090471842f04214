"""Choosing which ideas become actions: all that boards and votes have left, chosen ones marked, with a search."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from labapp.wording.folding import fold
from labapp.wording.translate import Translator
from ui.theme import Theme, Token
from ui.widgets.icons import icon
from ui.widgets.plain import shortened
from ui.widgets.wrapped import wrap_rows

_CHOSEN = Qt.ItemDataRole.UserRole + 1
_TICKED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable


@dataclass(frozen=True)
class Source:
    """What one point of the agenda has left: its title, ideas with their words, and which of them were chosen."""

    title: str
    ideas: list[tuple[str, str]]
    chosen: frozenset[str] = frozenset()


class SourceDialog(QDialog):
    """A list of ideas to tick; `ideas` returns the ids in the order shown."""

    def __init__(self, groups: list[Source], theme: Theme, _: Translator, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme, self._ = theme, _
        self.setWindowTitle(_("Actions from ideas"))
        self.setMinimumSize(560, 420)
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Find an idea"))
        self._search.setClearButtonEnabled(True)
        self._list = QListWidget()
        wrap_rows(self._list)
        self.only = QCheckBox(_("Only those chosen by a vote"))
        self.only.toggled.connect(lambda: self._filter(self._search.text()))
        self._list.setAccessibleName(_("Ideas"))
        buttons = QDialogButtonBox()
        self._ok = buttons.addButton(_("Make actions"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setProperty("variant", "primary")
        self._ok.setEnabled(False)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        said = QLabel(_("The action keeps its link to the idea."))
        for widget in (said, self._search, self.only, self._list, buttons):
            layout.addWidget(widget)
        self.only.setVisible(any(group.chosen for group in groups))  # by now it is no window of its own
        self._fill(groups)
        self._search.textChanged.connect(self._filter)
        self._list.itemChanged.connect(lambda item: self._ok.setEnabled(bool(self.ideas())))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)

    def ideas(self) -> list[str]:
        """Return the ticked ideas."""
        items = [self._list.item(row) for row in range(self._list.count())]
        return [
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked
        ]

    def _fill(self, groups: list[Source]) -> None:
        for group in groups:
            head = QListWidgetItem(group.title)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            bold = head.font()
            bold.setBold(True)
            head.setFont(bold)
            self._list.addItem(head)
            for idea, text in sorted(group.ideas, key=lambda found: found[0] not in group.chosen):
                item = QListWidgetItem(shortened(text, 200))
                item.setData(Qt.ItemDataRole.UserRole, idea)
                item.setData(_CHOSEN, idea in group.chosen)
                if idea in group.chosen:
                    item.setText(self._("{idea} – chosen by the vote", idea=item.text()))
                    item.setIcon(icon("circle-check", self._theme, Token.GOOD))
                item.setFlags(_TICKED)
                item.setCheckState(Qt.CheckState.Unchecked)
                self._list.addItem(item)

    def _filter(self, text: str) -> None:
        """Show what is looked for; a point of the agenda stays while something of it does."""
        wanted, some = fold(text), False
        for row in reversed(range(self._list.count())):
            item = self._list.item(row)
            if item.data(Qt.ItemDataRole.UserRole) is None:
                item.setHidden(not some)
                some = False
                continue
            left_out = self.only.isChecked() and not item.data(_CHOSEN)
            item.setHidden(left_out or wanted not in fold(item.text()))
            some = some or not item.isHidden()
