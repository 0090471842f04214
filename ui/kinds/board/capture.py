"""The capture line: says where Enter puts the next card, and stays there until told otherwise.

Ctrl+1…9 changes the column from anywhere on the page, and so does `3 ` typed at the beginning of the line (Backspace at
once makes it a plain 3 again); a sector or a person is kept for the next cards too; a paste of many lines makes many
ideas after one question.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from labapp.kinds.board.voices import Voice
from labapp.wording.translate import Translator
from ui.kinds.board.voice_button import VoiceButton
from ui.theme import SPACE_S, SPACE_XS, Theme
from ui.widgets.carrying import carry
from ui.widgets.icons import icon
from ui.widgets.plain import shortened

LONGEST = 20_000
_MENU_LETTERS = 60
_AIM = 22  # letters of the column, also in a narrow window: where a card goes is read at every one
_NARROW = 100  # letters; below this width the names of column and speaker are cut sooner
_LINE, _LEAST = 28, 22  # letters to write in; with fewer left "Add" goes, then the line lies below its buttons


class IdeaEdit(QLineEdit):
    """A line that takes a paste of many lines as many ideas instead of gluing them into one."""

    many = Signal(list)
    emptied = Signal()  # Backspace in an empty line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Catch Ctrl+V before the line would join the lines."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.take(QApplication.clipboard().mimeData()):
            return
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window while nothing is written: then it takes back the card, not words that are gone."""
        undoing = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and (
            event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        )
        if undoing and not self.text():
            event.ignore()
            return False
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Let the menu's "Paste" do what Ctrl+V does."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self._paste)
        menu.exec(event.globalPos())

    def _paste(self) -> None:
        if not self.take(QApplication.clipboard().mimeData()):
            self.paste()

    def take(self, data: QMimeData | None) -> bool:
        """Emit `many` when the data holds more than one line of words; False otherwise."""
        lines = [line.strip() for line in (data.text() if data else "").splitlines()]
        lines = [line for line in lines if line]
        if len(lines) < 2:
            return False
        self.many.emit(lines)
        return True


class CaptureLine(QFrame):
    """[2 Nie działa ▸] [● organizacje ▸] [ write and press Enter ]."""

    captured = Signal(str)
    pasted = Signal(list)
    column_changed = Signal(int)

    def __init__(self, theme: Theme, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._theme = theme
        self._columns: list[str] = []
        self._invitation = ""
        self._offered: object = None
        self.column = 0  # index into the columns
        self._before: int | None = None  # the column before a prefix changed it
        self._literal = False
        self._narrow = True  # until it is known: the line must not make its window wider
        self._where = QToolButton()
        self._voice = VoiceButton(theme, _)
        self.divide = QPushButton(icon("users", theme), _("No tables yet: divide (Ctrl+T)"))
        self.edit = IdeaEdit()
        self._add = QPushButton(_("Add"))
        self._before_line = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._build()

    @property
    def voice(self) -> Voice:
        """Return whose words the next card keeps."""
        return self._voice.voice

    def offer(self, columns: Sequence[str], voices: Sequence[Voice], order: Sequence[Voice], last: Voice) -> None:
        """Take today's columns and voices; choices that still exist are kept.

        `order` are the voices that take turns (empty: nobody does), `last` is who spoke last on this board.
        """
        offered = (list(columns), list(voices), list(order))
        if offered == self._offered:
            return
        self._offered = offered
        self._columns = list(columns)
        self.column = min(self.column, max(0, len(columns) - 1))
        self._before = None if self._before is not None and self._before >= len(columns) else self._before
        self._where.setVisible(len(columns) > 1)
        self._before_line.setVisible(len(columns) > 1 or bool(voices))
        self._where.setMenu(self._column_menu())
        self._voice.offer(voices, order, last)
        self._say()

    def miss_tables(self, missing: bool) -> None:
        """Say that cards keep their table's voice and there is no table yet; the button leads to dividing."""
        if missing is self.divide.isHidden():
            self.divide.setVisible(missing)
            self._before_line.setVisible(missing or len(self._columns) > 1 or not self._voice.isHidden())
            self._fold()

    def invite(self, text: str) -> None:
        """Set the grey words of the empty line; where voices take turns, whose turn it is stands there instead."""
        self._invitation = text
        self._say()

    def aim(self, index: int) -> None:
        """Put the next cards into a column."""
        if 0 <= index < len(self._columns):
            self.column = index
            self._say()
            self.column_changed.emit(index)

    def _build(self) -> None:
        _ = self._
        self.setProperty("role", "card")
        self._where.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._where.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._where.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._where.setIcon(icon("columns-3", self._theme))
        self._where.setToolTip(_("Where Enter puts the card (Ctrl+1…9, or a number and a space)"))
        self._voice.chosen.connect(self.edit.setFocus)
        self._voice.moved.connect(self._say)
        self.edit.setMaxLength(LONGEST)
        self.edit.setAccessibleName(_("New card"))
        self.edit.returnPressed.connect(self._enter)
        self.edit.many.connect(self.pasted)
        self.edit.textEdited.connect(self._read_prefix)
        self.edit.emptied.connect(self._take_prefix_back)
        self._add.clicked.connect(self._enter)
        self._add.setIcon(icon("plus", self._theme))
        before = QHBoxLayout(self._before_line)
        before.setContentsMargins(0, 0, 0, 0)
        before.setSpacing(SPACE_S)
        for widget in (self._where, self._voice, self.divide):
            before.addWidget(widget)
        self.divide.hide()
        before.addStretch(1)
        self._row.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)
        self._row.setSpacing(SPACE_S)
        self._row.addWidget(self._before_line)
        self._row.addWidget(self.edit, 1)
        self._row.addWidget(self._add)

    def _enter(self) -> None:
        words = self.edit.text().strip()
        if words:
            self.captured.emit(words)
        else:
            self._voice.hand_on()  # nothing said: a pass

    def accepted(self) -> None:
        """Clear the line: the card is in the file."""
        self._voice.accepted()
        self._before, self._literal = None, False
        self.edit.setText("")  # unlike clear(), forgets the line's own undo: the card would come a second time

    def half_done(self) -> bool:
        """Tell whether words are being typed, or it was chosen where or in whose name they go."""
        return bool(self.edit.text() or self.column or self.voice.said)

    def go_on(self, before: CaptureLine) -> None:
        """Take over the words being typed, and where and in whose name they go."""
        if not self._columns or before.column < len(self._columns):
            self.column = before.column
        self._before, self._literal = before._before, before._literal
        self._voice.go_on(before._voice)
        self._say()
        carry(before.edit, self.edit)

    def speak(self, voice: Voice) -> None:
        """Keep a voice for the next cards."""
        self._voice.speak(voice)

    def speak_numbered(self, number: int) -> None:
        """Keep the voice with this number, in the order of the menu; 0: not noted."""
        self._voice.numbered(number)

    def speak_again(self) -> None:
        """Go back to the voice of the card before."""
        self._voice.again()

    def _read_prefix(self, text: str) -> None:
        """Take `3 ` typed alone for the column; whoever means the number presses Backspace and types on."""
        if not text:
            return
        number = int(text[0]) if len(text) == 2 and text[1] == " " and text[0] in "123456789" else 0
        if not number or self._literal or not 1 < len(self._columns) >= number:
            return
        self._before = self.column
        self.edit.clear()
        self.aim(number - 1)

    def _take_prefix_back(self) -> None:
        if self._before is None:
            return
        number, before = self.column + 1, self._before
        self.aim(before)
        self._before, self._literal = None, True
        self.edit.setText(f"{number}  ")  # the second space goes with the Backspace itself

    def _say(self) -> None:
        _ = self._
        if self._columns:
            title = self._columns[self.column] or _("Untitled column")
            self._where.setText(shortened(f"{self.column + 1} {title}", max(_AIM, self._letters)))
            said = _("Cards go to column {number}: {title}", number=self.column + 1, title=title)
            self._where.setAccessibleName(said)
        self._voice.say(self._letters, narrow=self._narrow)
        self._fold()
        after = self._voice.next
        if after is None:
            self.edit.setPlaceholderText(self._invitation)
        elif self._narrow:  # who speaks now stands on the button
            self.edit.setPlaceholderText(_("then {next}; Enter: pass", next=after.name))
        else:
            now = self.voice.name or _("not noted")
            self.edit.setPlaceholderText(_("{now}, then {next}. Enter alone: pass", now=now, next=after.name))

    @property
    def _letters(self) -> int:
        return 14 if self._narrow else 26

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the line room to write in: on a narrow window the buttons say less, and lie above it."""
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of buttons and line, for they need not lie side by side."""
        least = max(self._before_line.minimumSizeHint().width(), self.edit.minimumSizeHint().width())
        margins = self._row.contentsMargins()
        return QSize(least + margins.left() + margins.right() + 2, super().minimumSizeHint().height())

    def _fold(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        narrow = self.width() < _NARROW * letter
        if narrow != self._narrow:
            self._narrow = narrow
            self._say()
        beside = self._before_line.sizeHint().width() if not self._before_line.isHidden() else 0
        tight = bool(beside) and self.width() < beside + _LEAST * letter
        down = QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight
        roomy = self.width() >= beside + self._add.sizeHint().width() + _LINE * letter
        self._add.setVisible(roomy)  # where there is none of it, Enter adds
        if down is not self._row.direction():
            self._row.setDirection(down)
            self.updateGeometry()

    def _column_menu(self) -> QMenu:
        menu = QMenu(self)
        for index, title in enumerate(self._columns):
            name = shortened(title or self._("Untitled column"), _MENU_LETTERS).replace("&", "&&")
            action = QAction(f"{index + 1}  {name}", menu)
            action.triggered.connect(lambda checked=False, index=index: self.aim(index))
            menu.addAction(action)
        return menu
