"""Choosing options from what earlier points have left: groups, and the cards in them, with a search."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from labapp.changes import Reader
from labapp.model import agenda, ideas
from labapp.wording.folding import fold
from labapp.wording.translate import Translator
from ui.widgets.leading import lead_down
from ui.widgets.plain import shortened, tip_text
from ui.widgets.ticking import tick_anywhere

_ID, _WHAT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


@dataclass(frozen=True)
class Group:
    """A group of cards; `id` empty for cards that lie in none."""

    id: str
    title: str
    cards: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Source:
    """A point of the agenda with its groups."""

    title: str
    groups: tuple[Group, ...]


def sources(read: Reader, activity: str) -> list[Source]:
    """Return every other point that has cards to be seen, in agenda order; what is still covered is offered nowhere."""
    found: list[Source] = []
    for item in agenda.activities(read):
        cards = [card for card in ideas.cards(read, item.id) if not card.covered]
        if item.id == activity or not cards:
            continue
        columns = ideas.clusters(read, item.id)
        known = {column.id for column in columns}
        groups = [
            Group(c.id, c.title, tuple((card.idea, card.text) for card in cards if card.cluster == c.id))
            for c in columns
        ]
        loose = tuple((card.idea, card.text) for card in cards if card.cluster not in known)
        found.append(Source(item.title, (*(group for group in groups if group.cards), *_loose(loose))))
    return found


def _loose(cards: tuple[tuple[str, str], ...]) -> tuple[Group, ...]:
    return (Group("", "", cards),) if cards else ()


class PickDialog(QDialog):
    """A tree to tick; ticking a group takes the group itself as one option, not its cards."""

    def __init__(self, found: list[Source], _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Options from ideas"))
        self.setMinimumSize(560, 440)
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Find an idea"))
        self._search.setClearButtonEnabled(True)
        self._tree = QTreeWidget()
        self._tree.setHeaderHidden(True)
        self._tree.setWordWrap(True)
        self._tree.setUniformRowHeights(False)
        tick_anywhere(self._tree)
        lead_down(self._search, self._tree)
        self._tree.setAccessibleName(_("Ideas and groups"))
        buttons = QDialogButtonBox()
        self._ok = buttons.addButton(_("Add options"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setProperty("variant", "primary")
        self._ok.setEnabled(False)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        for widget in (self._search, self._tree, buttons):
            layout.addWidget(widget)
        self._fill(found, _)
        self._search.textChanged.connect(self._filter)
        self._tree.itemChanged.connect(lambda _item: self._counted(_))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)

    def ideas(self) -> list[str]:
        """Return the ticked cards in the order shown."""
        return [str(item.data(0, _ID)) for item in self._ticked() if item.data(0, _WHAT) == "idea"]

    def groups(self) -> list[str]:
        """Return the ticked groups in the order shown."""
        return [str(item.data(0, _ID)) for item in self._ticked() if item.data(0, _WHAT) == "group"]

    def _fill(self, found: list[Source], _: Translator) -> None:
        for source in found:
            top = QTreeWidgetItem([source.title])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            bold = top.font(0)
            bold.setBold(True)
            top.setFont(0, bold)
            self._tree.addTopLevelItem(top)
            for group in source.groups:
                parent = top
                if group.id:
                    title = group.title or _("Group without a name")
                    parent = self._item(_("Group: {title}", title=title), group.id, "group", tickable=bool(group.title))
                    top.addChild(parent)
                for idea, text in group.cards:
                    parent.addChild(self._item(shortened(text, 200), idea, "idea"))
        self._tree.expandAll()

    def _item(self, text: str, ident: str, what: str, *, tickable: bool = True) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text])
        item.setToolTip(0, tip_text(text))
        item.setData(0, _ID, ident)
        item.setData(0, _WHAT, what)
        if tickable:
            item.setFlags(_FLAGS)
            item.setCheckState(0, Qt.CheckState.Unchecked)
        else:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return item

    def _all(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        waiting = [self._tree.topLevelItem(row) for row in reversed(range(self._tree.topLevelItemCount()))]
        while waiting:
            item = waiting.pop()
            if item is not None:
                found.append(item)
                waiting.extend(item.child(row) for row in reversed(range(item.childCount())))
        return found

    def _ticked(self) -> list[QTreeWidgetItem]:
        return [
            item for item in self._all()
            if item.data(0, _WHAT) and item.flags() & Qt.ItemFlag.ItemIsUserCheckable
            and item.checkState(0) == Qt.CheckState.Checked
        ]  # fmt: skip

    def _counted(self, _: Translator) -> None:
        n = len(self._ticked())
        self._ok.setEnabled(n > 0)
        self._ok.setText(_.plural("Add {n} option", "Add {n} options", n) if n else _("Add options"))

    def _filter(self, text: str) -> None:
        """Show what is looked for; a group or a point of the agenda stays while something of it does."""
        wanted = fold(text)
        for item in reversed(self._all()):  # what lies in a group is looked at before the group
            below = any(not child.isHidden() for row in range(item.childCount()) if (child := item.child(row)))
            named = bool(item.data(0, _WHAT)) and wanted in fold(item.text(0))
            item.setHidden(not (below or named))
