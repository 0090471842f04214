"""The capture line: says where Enter puts the next card, and stays there until told otherwise.

Ctrl+1…9 changes the column from anywhere on the page, and so does `3 ` typed at the beginning of the line (Backspace at
once makes it a plain 3 again); a sector or a person is kept for the next cards too; a paste of many lines makes many
ideas after one question.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from labapp.model.people import Participant, Sector
from labapp.wording.translate import Translator
from ui.theme import SPACE_S, SPACE_XS, Theme
from ui.widgets.icons import icon

LONGEST = 20_000
_NARROW = 100  # letters; below this width the names of column and speaker are cut sooner


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
        self._sectors: list[Sector] = []
        self._people: list[Participant] = []
        self._offered: object = None
        self.column = 0  # index into the columns
        self.sector: str | None = None
        self.author: str | None = None
        self._spoken: list[tuple[str | None, str | None]] = []  # voices of cards, the newest last, each once
        self._before: int | None = None  # the column before a prefix changed it
        self._literal = False
        self._narrow = False
        self._where = QToolButton()
        self._voice = QToolButton()
        self.edit = IdeaEdit()
        self._add = QPushButton(_("Add"))
        self._build()

    def offer(
        self, columns: Sequence[str], sectors: Sequence[Sector], people: Sequence[Participant], mode: str
    ) -> None:
        """Take today's columns, sectors and people; choices that still exist are kept. `mode` is the attribution."""
        offered = (list(columns), list(sectors), list(people), mode)
        if offered == self._offered:
            return
        self._offered = offered
        self._columns, self._sectors, self._people = list(columns), list(sectors), list(people)
        self.column = min(self.column, max(0, len(columns) - 1))
        self._before = None if self._before is not None and self._before >= len(columns) else self._before
        if self.sector not in {sector.id for sector in sectors} or mode == "nobody":
            self.sector = None
        if self.author not in {person.id for person in people} or mode != "person":
            self.author = None
        self._voice.setVisible(mode != "nobody")
        self._where.setVisible(len(columns) > 1)
        self._where.setMenu(self._column_menu())
        self._voice.setMenu(self._voice_menu(mode))
        self._say()

    def invite(self, text: str) -> None:
        """Set the grey words of the empty line."""
        self.edit.setPlaceholderText(text)

    def aim(self, index: int) -> None:
        """Put the next cards into a column."""
        if 0 <= index < len(self._columns):
            self.column = index
            self._say()
            self.column_changed.emit(index)

    def _build(self) -> None:
        _ = self._
        self.setProperty("role", "card")
        for button in (self._where, self._voice):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._where.setIcon(icon("columns-3", self._theme))
        self._voice.setIcon(icon("users", self._theme))
        self._where.setToolTip(_("Where Enter puts the card (Ctrl+1…9, or a number and a space)"))
        self._voice.setToolTip(_("Whose words these are (Alt+1…5, Alt+0: not noted; Ctrl+Shift+A: the speaker before)"))
        self.edit.setMaxLength(LONGEST)
        self.edit.setAccessibleName(_("New card"))
        self.edit.returnPressed.connect(self._enter)
        self.edit.many.connect(self.pasted)
        self.edit.textEdited.connect(self._read_prefix)
        self.edit.emptied.connect(self._take_prefix_back)
        self._add.clicked.connect(self._enter)
        self._add.setIcon(icon("plus", self._theme))
        self._add.setIconSize(QSize(16, 16))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)
        row.setSpacing(SPACE_S)
        for widget in (self._where, self._voice):
            row.addWidget(widget)
        row.addWidget(self.edit, 1)
        row.addWidget(self._add)

    def _enter(self) -> None:
        words = self.edit.text().strip()
        if words:
            self.captured.emit(words)

    def accepted(self) -> None:
        """Clear the line: the card is in the file."""
        self._remember()
        self._before, self._literal = None, False
        self.edit.clear()

    def speak_numbered(self, number: int) -> None:
        """Keep the sector with this number, in the order of the menu; 0: nobody's."""
        if self._voice.isHidden():
            return
        if number == 0:
            self.speak(None, None)
        elif number <= len(self._sectors):
            self.speak(self._sectors[number - 1].id, None)

    def speak_again(self) -> None:
        """Go back to the voice of the card before, when another one was chosen since: two people who take turns."""
        others = [voice for voice in self._spoken if voice != (self.sector, self.author)]
        if others:
            self.speak(*others[-1])

    def _remember(self) -> None:
        voice = (self.sector, self.author)
        if voice != (None, None):
            self._spoken = [*(other for other in self._spoken if other != voice), voice][-9:]

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
            self._where.setText(_shorter(f"{self.column + 1} {title}", self._letters))
            said = _("Cards go to column {number}: {title}", number=self.column + 1, title=title)
            self._where.setAccessibleName(said)
        voice = self._voice_name()
        said = _("Speaker: {name}", name=voice)
        self._voice.setText(_shorter(voice if self._narrow or self.sector or self.author else said, self._letters))
        self._voice.setAccessibleName(said)

    @property
    def _letters(self) -> int:
        return 14 if self._narrow else 26

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the line room to write in: on a narrow window the buttons say less."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW * self.fontMetrics().averageCharWidth()
        if narrow != self._narrow:
            self._narrow = narrow
            self._say()

    def _voice_name(self) -> str:
        person = next((p for p in self._people if p.id == self.author), None)
        if person is not None:
            return person.name or person.code
        sector = next((s for s in self._sectors if s.id == self.sector), None)
        return sector.name if sector else self._("not noted")

    def _column_menu(self) -> QMenu:
        menu = QMenu(self)
        for index, title in enumerate(self._columns):
            action = QAction(f"{index + 1}  {title or self._('Untitled column')}", menu)
            action.triggered.connect(lambda checked=False, index=index: self.aim(index))
            menu.addAction(action)
        return menu

    def _voice_menu(self, mode: str) -> QMenu:
        _ = self._
        menu = QMenu(self)
        menu.addAction(_("not noted"), lambda: self.speak(None, None))
        for sector in self._sectors:
            menu.addAction(sector.name, partial(self.speak, sector.id, None))
        if mode == "person" and self._people:
            menu.addSeparator()
            for person in self._people:
                label = f"{person.code}  {person.name}"
                menu.addAction(label, partial(self.speak, person.sector, person.id))
        return menu

    def speak(self, sector: str | None, author: str | None) -> None:
        """Keep a sector or a person for the next cards."""
        self.sector, self.author = sector, author
        self._say()
        self.edit.setFocus()


def _shorter(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
