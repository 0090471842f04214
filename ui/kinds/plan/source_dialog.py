"""Choosing what becomes an action: all that boards and votes have left, chosen lines marked, with a search."""

from __future__ import annotations

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

from labapp.kinds.base import Handed
from labapp.wording.folding import fold
from labapp.wording.translate import Translator
from ui.kinds.plan.sources import Offer, Source
from ui.theme import Theme, Token
from ui.widgets.icons import icon
from ui.widgets.leading import lead_down
from ui.widgets.plain import shortened
from ui.widgets.ticking import tick_anywhere
from ui.widgets.wrapped import wrap_rows

_HANDED = Qt.ItemDataRole.UserRole
_CHOSEN = Qt.ItemDataRole.UserRole + 1
_TICKED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable


class SourceDialog(QDialog):
    """A list to tick; `chosen` returns the lines in the order shown."""

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
        tick_anywhere(self._list)
        lead_down(self._search, self._list)
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
        # by now it is no window of its own
        self.only.setVisible(any(offer.by for group in groups for offer in group.offers))
        self._fill(groups)
        self._search.textChanged.connect(self._filter)
        self._list.itemChanged.connect(lambda item: self._ok.setEnabled(bool(self.chosen())))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)

    def chosen(self) -> list[Handed]:
        """Return what is ticked."""
        items = [self._list.item(row) for row in range(self._list.count())]
        return [item.data(_HANDED) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _fill(self, groups: list[Source]) -> None:
        for group in groups:
            head = QListWidgetItem(group.title)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            bold = head.font()
            bold.setBold(True)
            head.setFont(bold)
            self._list.addItem(head)
            for offer in sorted(group.offers, key=lambda offer: not offer.by):
                self._list.addItem(self._row(offer, group.title))

    def _row(self, offer: Offer, title: str) -> QListWidgetItem:
        item = QListWidgetItem(self._said(shortened(offer.handed.words, 200), offer.by, title))
        item.setData(_HANDED, offer.handed)
        item.setData(_CHOSEN, bool(offer.by))
        if offer.by:
            item.setIcon(icon("circle-check", self._theme, Token.GOOD))
        item.setFlags(_TICKED)
        item.setCheckState(Qt.CheckState.Unchecked)
        return item

    def _said(self, words: str, by: tuple[str, ...], title: str) -> str:
        """Say that it was chosen, and by which vote where that is not the one it stands under."""
        if not by:
            return words
        if by == (title,):
            return self._("{idea} – chosen by the vote", idea=words)
        return self._("{idea} – chosen by vote: {titles}", idea=words, titles=", ".join(by))

    def _filter(self, text: str) -> None:
        """Show what is looked for; a point of the agenda stays while something of it does."""
        wanted, some = fold(text), False
        for row in reversed(range(self._list.count())):
            item = self._list.item(row)
            if item.data(_HANDED) is None:
                item.setHidden(not some)
                some = False
                continue
            left_out = self.only.isChecked() and not item.data(_CHOSEN)
            item.setHidden(left_out or wanted not in fold(item.text()))
            some = some or not item.isHidden()
