"""Sorting on the console: the card, numbered groups, and keys that are pressed without looking."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from labapp.kinds.board.sorting import Sorting
from labapp.wording.nouns import noun
from labapp.wording.translate import Translator
from ui.theme import SPACE_L, SPACE_M, SPACE_S
from ui.widgets.layouts import clear
from ui.widgets.plain import shortened
from ui.widgets.style import restyle

_ACROSS, _ROWS = 3, 3
_DIGITS = {getattr(Qt.Key, f"Key_{digit}"): digit for digit in range(10)}
_ONE_KEY = 10  # groups: with no more of them each has a key of its own, 0 for the tenth
_WAIT_MS = 900  # for a second digit, as a remote control waits


class NameLine(QLineEdit):
    """A line that Esc closes: in it Esc must not end the sorting."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Catch Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SortPanel(QFrame):
    """Says what was pressed; the page writes. 1–9 (0: the tenth) puts, + and a number puts it there as well.

    With more than ten groups a digit that begins a longer number waits a moment for the second one.
    """

    put = Signal(int)  # number of the group
    also = Signal(int)
    named = Signal(str)
    postponed = Signal()
    taken_back = Signal()
    ended = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._as_well = False
        self._can_put = False
        self._numbers: tuple[int, ...] = ()
        self._first = 0  # a digit that waits for a second one
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._waited)
        self._across = 0  # groups side by side as they are laid out
        self._words: list[tuple[QPushButton, str, str, str]] = []  # button, number, title, count
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Sorting"))
        self.card = QLabel()
        self.waiting = QLabel()
        self.name = NameLine()
        self.hint = QLabel()
        self._groups = QGridLayout()
        self._end = QPushButton(_("End sorting"))
        self._build()

    def show_sorting(self, now: Sorting, word: str) -> None:
        """Show the next card and the groups."""
        _ = self._
        self._can_put = now.card is not None
        self._numbers = now.numbers
        self._first = 0
        self._wait.stop()
        self._end.setProperty("variant", "" if self._can_put else "primary")
        restyle(self._end)
        text = now.card.text if now.card is not None else _("All cards are sorted.")
        self.card.setText(shortened(text, 600))
        self.setAccessibleDescription(text)
        count = noun(word).counted(_, len(now.queue))
        self.waiting.setText(_("Still to be sorted: {count}", count=count) if now.queue else "")
        clear(self._groups)
        self._words = []
        for number, (group, lying) in zip(now.numbers, now.groups, strict=True):
            button = QPushButton()
            self._words.append((button, f"{number}  ", group.title or _("Untitled column"), f"  ({lying})"))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay with the panel
            button.setEnabled(self._can_put)
            button.clicked.connect(lambda checked=False, number=number: self._number(number))
        self._across = 0
        self._fit()
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the groups out anew: names are cut where there is no other way, numbers never."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        across = next((count for count in range(_ACROSS, 0, -1) if self._holds(count)), _ACROSS)
        if across != self._across:
            self._across = across
            for place, (button, *_words) in enumerate(self._words):
                self._groups.addWidget(button, place // across, place % across)
        room = self._room(across)
        for button, number, title, count in self._words:
            metrics = button.fontMetrics()
            left = room - metrics.horizontalAdvance(number + count)
            shown = number + metrics.elidedText(title, Qt.TextElideMode.ElideRight, max(left, 0)) + count
            button.setText(shown.replace("&", "&&"))
            button.setToolTip(f"{number}{title}{count}")
            button.setAccessibleName(f"{number}{title}{count}")

    def _room(self, across: int) -> int:
        return self.width() // min(across, max(1, len(self._words))) - 3 * SPACE_L

    def _holds(self, across: int) -> bool:
        """Tell whether so many groups side by side show whole names in a few rows."""
        few = -(-len(self._words) // across) <= _ROWS
        return few and all(button.fontMetrics().horizontalAdvance("".join(words)) <= self._room(across)
                           for button, *words in self._words)  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1–9 puts, N names, Space postpones, Backspace takes back, Esc ends, + puts into a second group."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif key in _DIGITS:
            self._digit(_DIGITS[key])
        elif self._first and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._waited()
        elif self._first and key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
            self._forget_digit()
        elif key == Qt.Key.Key_Escape:
            self.ended.emit()
        elif key == Qt.Key.Key_Backspace:
            self.taken_back.emit()
        elif not self._can_put:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._as_well = not self._as_well
            self._say()
        elif key == Qt.Key.Key_Space:
            self.postponed.emit()
        elif key == Qt.Key.Key_N:
            self.ask_name()
        else:
            super().keyPressEvent(event)

    def ask_name(self) -> None:
        """Open the line for a new group's name."""
        self.name.show()
        self.name.clear()
        self.name.setFocus()

    def _digit(self, digit: int) -> None:
        """Take a digit for a group, or wait for the second one where longer numbers begin with it."""
        if self._first:
            number = 10 * self._first + digit
            self._forget_digit()
            self._number(number)
        elif self._begins(digit) and self._can_put:
            self._first = digit
            self._wait.start()
            self._say()
        else:
            self._number(digit or 10)

    def _begins(self, digit: int) -> bool:
        several = max(self._numbers, default=0) > _ONE_KEY
        return several and any(number // 10 == digit for number in self._numbers if number >= 10)

    def _waited(self) -> None:
        first = self._first
        self._forget_digit()
        self._number(first)

    def _forget_digit(self) -> None:
        self._wait.stop()
        self._first = 0
        self._say()

    def _number(self, number: int) -> None:
        if self._can_put:
            as_well, self._as_well = self._as_well, False
            (self.also if as_well else self.put).emit(number)

    def _name_given(self) -> None:
        title = self.name.text().strip()
        self._close_name()
        if title:
            self.named.emit(title)

    def _close_name(self) -> None:
        self.name.hide()
        self.setFocus()

    def _say(self) -> None:
        _, most = self._, max(self._numbers, default=0)
        if self._first:
            said = _("{digit}… and the second digit; Enter: group {digit}", digit=self._first)
        elif self._as_well:
            said = _("Press the number of the second group; the card stays here.")
        elif not self._can_put:
            said = _("Backspace takes the last card back.")
        else:
            puts = _("1–9 puts the card") if most < _ONE_KEY else _("1–9 and 0 (the tenth) put the card")
            if most > _ONE_KEY:
                puts = _("1–{n} puts the card (two digits one after the other)", n=most)
            said = _("{puts} · N new group · + second group · Space later · Backspace back · Esc end", puts=puts)
        # a line ends between two keys, never between a key and what it does
        self.hint.setText(said.replace(" ", "\u00a0").replace("\u00a0·\u00a0", "\u00a0· ") if " · " in said else said)

    def _build(self) -> None:
        _ = self._
        self.card.setWordWrap(True)
        self.card.setTextFormat(Qt.TextFormat.PlainText)
        self.card.setProperty("role", "title")
        self.card.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for label in (self.waiting, self.hint):
            label.setProperty("role", "secondary")
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
        self.name.setPlaceholderText(_("Name of the new group, Enter"))
        self.name.setAccessibleName(_("Name of the new group, Enter"))
        self.name.setMaxLength(200)
        self.name.hide()
        self.name.returnPressed.connect(self._name_given)
        self.name.left.connect(self._close_name)
        self._end.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._end.clicked.connect(self.ended)
        self._groups.setSpacing(SPACE_S)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.waiting)
        layout.addWidget(self.card, 1)
        layout.addWidget(self.name)
        layout.addLayout(self._groups)
        layout.addWidget(self.hint)
        layout.addWidget(self._end, 0, Qt.AlignmentFlag.AlignRight)
