"""The command palette: every action by name, Polish letters folded, its key beside it; Enter does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from labapp.wording.folding import fold
from ui import theme as t
from ui.console.action_words import ALSO, WHY_NOT
from ui.console.actions import keys_text
from ui.context import Context
from ui.theme import Theme, Token
from ui.widgets.icons import no_icon

_ACTION = Qt.ItemDataRole.UserRole
_KEYS = _ACTION + 1
_STEM = 4  # letters of a word that must be there
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


def plain(action: QAction) -> str:
    """Return an action's name without the mark of its menu key."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def keys_of(action: QAction) -> str:
    """Return an action's keys as they are printed on a keyboard."""
    return keys_text(action.shortcut())


def rank(words: Sequence[str], name: str, also: str = "") -> int | None:
    """Tell how well folded words match a name: 0 begins with them, 1 begins words, 2 somewhere; None not at all.

    3: the words have another ending, or stand among those under which the action is looked for `also`.
    """
    folded = fold(name)
    if not all(word in folded for word in words):
        starts = f"{folded} {fold(also)}".replace("–", " ").replace("(", " ").split()
        return 3 if all(any(start.startswith(_stem(word)) for start in starts) for word in words) else None
    if folded.startswith(" ".join(words)):
        return 0
    starts = folded.replace("–", " ").replace("(", " ").split()
    return 1 if all(any(start.startswith(word) for start in starts) for word in words) else 2


def _stem(word: str) -> str:
    """Cut a longer word's ending: whoever types "wygasić" means "Wygaś"."""
    return word[: max(_STEM, len(word) - 2)]


class _WithKeys(QStyledItemDelegate):
    """A name, shortened where it must be, with its keys at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._quiet = theme.color(Token.QUIET)

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Keep the name off the keys."""
        super().initStyleOption(option, index)
        keys, measure = str(index.data(_KEYS) or ""), option.fontMetrics
        if keys and option.rect.width() > 0:
            around = option.decorationSize.width() + measure.horizontalAdvance(keys) + 5 * t.SPACE_S
            option.text = measure.elidedText(option.text, Qt.TextElideMode.ElideRight, option.rect.width() - around)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row as ever, then its keys."""
        super().paint(painter, option, index)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(self._quiet)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(option.rect.adjusted(0, 0, -t.SPACE_M, 0), right, str(index.data(_KEYS) or ""))
        painter.restore()


class Palette(QDialog):
    """The cursor stays in the line; arrows choose, Enter does, Esc leaves everything as it was."""

    def __init__(self, context: Context, actions: Sequence[QAction], parent: QWidget | None) -> None:
        super().__init__(parent)
        _ = context._
        self._ = _
        self._actions = [action for action in actions if action.text()]
        self.setWindowTitle(_("All actions"))
        self._blank = no_icon()
        self.resize(560, 440)
        layout = QVBoxLayout(self)
        layout.setSpacing(t.SPACE_S)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("What is to be done? Type a part of its name"))
        self.line.setAccessibleName(_("What is to be done? Type a part of its name"))
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._filter)
        self.line.returnPressed.connect(self._do)
        self.found = QListWidget()
        self.found.setAccessibleName(_("Actions found"))
        self.found.setItemDelegate(_WithKeys(context.theme, self.found))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.itemClicked.connect(lambda item: self._do())
        self._none = QLabel(_("Nothing is called that. Try another word, e.g. “vote” or “screen”."))
        self._none.setProperty("role", "secondary")
        self._none.setWordWrap(True)
        for widget, stretch in ((self.line, 0), (self._none, 0), (self.found, 1)):
            layout.addWidget(widget, stretch)
        self._filter("")

    def _filter(self, text: str) -> None:
        words = fold(text).split()
        ranked = [(rank(words, plain(action), self._also(action)), index) for index, action in enumerate(self._actions)]
        self.found.clear()
        for _rank, index in sorted((r, i) for r, i in ranked if r is not None):
            self.found.addItem(self._item(self._actions[index]))
        self.found.setCurrentRow(0)
        self.found.setVisible(bool(self.found.count()))
        self._none.setVisible(not self.found.count())

    def _also(self, action: QAction) -> str:
        words = ALSO.get(action.objectName())
        return self._(words) if words else ""

    def _item(self, action: QAction) -> QListWidgetItem:
        keys = keys_of(action)
        name = plain(action)
        if not action.isEnabled():
            why = WHY_NOT.get(action.objectName())
            name = (self._("{action} (not now: {why})", action=name, why=self._(why)) if why else
                    self._("{action} (not now)", action=name))  # fmt: skip
        item = QListWidgetItem(action.icon(), name)
        if action.icon().isNull():
            item.setIcon(self._blank)  # names stand one below the other
        item.setData(_ACTION, action)
        item.setData(_KEYS, keys)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {keys}" if keys else name)
        return item

    def _do(self) -> None:
        item = self.found.currentItem()
        action = item.data(_ACTION) if item is not None else None
        if not isinstance(action, QAction) or not action.isEnabled():
            return
        self.accept()
        action.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk the list while the cursor stays in the line."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _MOVES.get(Qt.Key(event.key()))
            if step is not None and self.found.count():
                row = self.found.currentRow() + step
                self.found.setCurrentRow(max(0, min(self.found.count() - 1, row)))
                return True
        return super().eventFilter(watched, event)
