"""Choosing which ideas become actions: everything the boards and votes have left, with a search."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
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

_TICKED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable


class SourceDialog(QDialog):
    """A list of ideas to tick; `ideas` returns the ids in the order shown."""

    def __init__(self, groups: list[tuple[str, list[tuple[str, str]]]], _: Translator, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Actions from ideas"))
        self.setMinimumSize(560, 420)
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Find an idea"))
        self._search.setClearButtonEnabled(True)
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setAccessibleName(_("Ideas"))
        buttons = QDialogButtonBox()
        self._ok = buttons.addButton(_("Make actions"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setProperty("variant", "primary")
        self._ok.setEnabled(False)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        for widget in (QLabel(_("The action keeps its link to the idea.")), self._search, self._list, buttons):
            layout.addWidget(widget)
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

    def _fill(self, groups: list[tuple[str, list[tuple[str, str]]]]) -> None:
        for title, ideas in groups:
            head = QListWidgetItem(title)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            bold = head.font()
            bold.setBold(True)
            head.setFont(bold)
            self._list.addItem(head)
            for idea, text in ideas:
                item = QListWidgetItem(text if len(text) <= 200 else text[:199] + "…")
                item.setData(Qt.ItemDataRole.UserRole, idea)
                item.setFlags(_TICKED)
                item.setCheckState(Qt.CheckState.Unchecked)
                self._list.addItem(item)

    def _filter(self, text: str) -> None:
        wanted = fold(text)
        for row in range(self._list.count()):
            item = self._list.item(row)
            is_idea = item.data(Qt.ItemDataRole.UserRole) is not None
            item.setHidden(is_idea and wanted not in fold(item.text()))
