"""The booth's pages: who votes, thanks, the vote has ended, and the PIN that leads back to the console."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from labapp.wording.folding import fold
from labapp.wording.translate import Translator
from ui import theme as t
from ui.widgets.style import restyle

_VOTER = Qt.ItemDataRole.UserRole
_WIDE = 720


@dataclass(frozen=True)
class Name:
    """An entry of the list: what is shown, whose vote it is, the code that leads there, how it is used up."""

    text: str
    voter: str
    code: str
    used: str


def _centred(page: QWidget) -> QVBoxLayout:
    """Return a column of readable width in the middle of a page."""
    outer = QHBoxLayout(page)
    outer.addStretch(1)
    holder = QWidget()
    holder.setMaximumWidth(_WIDE)
    holder.setMinimumWidth(min(_WIDE, 480))
    outer.addWidget(holder, 4)
    outer.addStretch(1)
    column = QVBoxLayout(holder)
    column.setSpacing(t.SPACE_M)
    return column


def _label(text: str, role: str, column: QVBoxLayout, *, middle: bool = False) -> QLabel:
    label = QLabel(text)
    if middle:
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    column.addWidget(label)
    return label


class WhoPage(QWidget):
    """Code or name; Enter goes to the ballot."""

    chosen = Signal(str)  # a voter
    refused = Signal(str)  # what was typed and leads to nobody
    leave = Signal()

    def __init__(self, _: Translator) -> None:
        super().__init__()
        self._ = _
        self._names: list[Name] = []
        column = _centred(self)
        self.question = _label("", "title", column)
        _label(_("Type the code from the badge and press Enter, or choose the name."), "", column)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Code or name"))
        self.line.setAccessibleName(_("Code or name"))
        self.line.returnPressed.connect(self._entered)
        self.line.textChanged.connect(self._filter)
        self.line.installEventFilter(self)
        column.addWidget(self.line)
        self.message = _label("", "warning", column)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Names"))
        self.list.itemActivated.connect(self._picked)
        self.list.itemClicked.connect(self._picked)
        column.addWidget(self.list, 1)
        self.leave_button = QPushButton(_("Back to the console…"))
        self.leave_button.setProperty("small", "true")
        self.leave_button.clicked.connect(self.leave)
        column.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignLeft)

    def begin(self, question: str, names: list[Name], message: str = "", role: str = "warning") -> None:
        """Wait for the next person; nothing of the one before is left (setText also empties the line's undo)."""
        self._names = names
        self.question.setText(question)
        self.line.setText("")
        self._filter("")
        self.say(message, role)
        self.line.setFocus()

    def say(self, message: str, role: str = "warning") -> None:
        """Show a friendly sentence under the line."""
        self.message.setText(message)
        self.message.setProperty("role", role)
        restyle(self.message)
        self.message.setVisible(bool(message))

    def _filter(self, text: str) -> None:
        wanted = fold(text.strip())
        self.list.clear()
        for name in self._names:
            if wanted and wanted not in fold(name.text) and not name.code.startswith(text.strip()):
                continue
            shown = name.text + (f"  ·  {name.used}" if name.used else "")
            item = QListWidgetItem(shown)
            item.setData(_VOTER, name.voter)
            self.list.addItem(item)
        if text:
            self.say("")

    def _entered(self) -> None:
        text = self.line.text().strip()
        if not text:
            return
        by_code = [name for name in self._names if name.code == text]
        if by_code:
            self.chosen.emit(by_code[0].voter)
        elif self.list.count() == 1 and not text.isdigit():
            self.chosen.emit(str(self.list.item(0).data(_VOTER)))
        elif self.list.count() > 1 and not text.isdigit():  # never simply the first of them: it may be a neighbour
            said = self._.plural("{n} person fits.", "{n} people fit.", self.list.count())
            self.say(said + " " + self._("Choose with the arrows and press Enter."))
        else:
            self.refused.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead from the line into the list by the arrow down."""
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.line and key == Qt.Key.Key_Down and self.list.count():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.setCurrentRow(0)
            return True
        return super().eventFilter(watched, event)

    def _picked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(str(item.data(_VOTER)))


class SayPage(QWidget):
    """One sentence in the middle: thanks, or that the vote has ended."""

    gone_on = Signal()

    def __init__(self, title: str, below: str, button: str) -> None:
        super().__init__()
        column = _centred(self)
        column.addStretch(1)
        self.title = _label(title, "title", column, middle=True)
        self.below = _label(below, "", column, middle=True)
        self.button = QPushButton(button)
        self.button.setProperty("variant", "primary")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.gone_on)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)


class PinPage(QWidget):
    """The PIN that opens the console again."""

    typed = Signal(str)
    back = Signal()

    def __init__(self, _: Translator) -> None:
        super().__init__()
        column = _centred(self)
        column.addStretch(1)
        _label(_("Back to the console"), "title", column, middle=True)
        _label(_("For the moderator: type the PIN and press Enter."), "", column, middle=True)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(_("PIN"))
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.returnPressed.connect(lambda: self.typed.emit(self.line.text()))
        column.addWidget(self.line)
        self.message = _label("", "warning", column, middle=True)
        back = QPushButton(_("Go on voting"))
        back.clicked.connect(self.back)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def begin(self, message: str = "") -> None:
        """Wait for the PIN."""
        self.line.setText("")
        self.message.setText(message)
        self.line.setFocus()
