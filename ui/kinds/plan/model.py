"""The actions of a plan as a Qt table: number, what, who, by when, status."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from labapp.kinds.plan.actions import Action
from labapp.kinds.plan.owners import Owners
from labapp.kinds.plan.section import status_word
from labapp.wording import due as dues
from labapp.wording.translate import Translator
from ui.theme import Theme, Token
from ui.widgets.icons import icon

WHAT, WHO, WHEN, STATUS = range(4)
_Index = QModelIndex | QPersistentModelIndex
_LOOKS = {
    "planned": ("circle", Token.QUIET), "underway": ("play", Token.ACCENT), "done": ("circle-check", Token.GOOD),
    "held": ("pause", Token.WARNING), "dropped": ("circle-x", Token.QUIET),
}  # fmt: skip


class PlanModel(QAbstractTableModel):
    """What the table shows; replaced as a whole, plans are short."""

    def __init__(self, theme: Theme, _: Translator) -> None:
        super().__init__()
        self._ = _
        self._theme = theme
        self.actions: list[Action] = []
        self._who: list[str] = []
        self._today = date.min

    def show(self, actions: list[Action], owners: Owners, today: date) -> None:
        """Show these actions as of a day."""
        self.beginResetModel()
        self.actions, self._today = actions, today
        self._who = [self._owner(action, owners) for action in actions]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of actions."""
        return 0 if parent.isValid() else len(self.actions)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:  # noqa: ANN401
        """Return the column's name, the action's number."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        _ = self._
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return (_("What"), _("Who"), _("By when"), _("Status"))[section]

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        """Return words and, for what is overdue or unconfirmed, their colour."""
        action = self.actions[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(action, index.row(), index.column())
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._color(action, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == STATUS and action.status in _LOOKS:
            name, token = _LOOKS[action.status]
            return icon(name, self._theme, token)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (action.resources, action.measure) if part) or None
        return None

    def status_words(self) -> list[str]:
        """Return all words the last column may hold."""
        return [status_word(status, self._) for status in _LOOKS]

    def row_of(self, action_id: str) -> int:
        """Return the row of an action, -1 when it is not here."""
        return next((row for row, action in enumerate(self.actions) if action.id == action_id), -1)

    def _text(self, action: Action, row: int, column: int) -> str:
        _ = self._
        if column == WHAT:
            return action.what
        if column == WHO:
            return self._who[row]
        if column == WHEN:
            said = dues.spoken(action.due_kind, action.due, _)
            return _("{due} – overdue", due=said) if action.overdue(self._today) else said
        return status_word(action.status, _)

    def _owner(self, action: Action, owners: Owners) -> str:
        _ = self._
        name = owners.full(action)
        if not name:
            return ""
        if action.confirmed:
            return _("{name} (accepted)", name=name)
        return _("{name} (to be confirmed)", name=name) if action.mandate == "pending" else _(
            "{name} (proposed)", name=name
        )

    def _color(self, action: Action, column: int) -> QColor | None:
        if column == WHEN and action.overdue(self._today):
            return self._theme.color(Token.DANGER)
        if column == WHO and action.has_owner and not action.confirmed:
            return self._theme.color(Token.WARNING)
        return None
