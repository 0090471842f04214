"""Hints of near-duplicates beside the board: Enter makes one card of two, Delete tells them apart, Esc closes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from labapp.kinds.board.hints import Hint
from labapp.wording.translate import Translator
from ui.theme import SPACE_S
from ui.widgets.plain import shortened
from ui.widgets.style import px, text_scale
from ui.widgets.wrapped import wrap_rows

_WIDTH, _WIDER = 260, 1.25  # px at 100 %, and how far it grows with the text: the board needs its room too
_LOW = 300  # px at 100 %; in a lower panel the list says all
_LEAST = 160  # px at 100 %: title, some of the list, buttons
_LETTERS = 160  # of a card in the list of pairs; the chosen pair stands below in full


class TwinsPanel(QFrame):
    """Shows pairs; decides nothing. The page merges or remembers the refusal, and says which pairs remain."""

    accepted = Signal(str, str)  # the idea that speaks, the other
    refused = Signal(str, str)
    closed = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._hints: list[Hint] = []
        self._texts: dict[str, str] = {}
        self._low = False
        self._hint = QLabel()
        self.setProperty("role", "card")
        self.setFixedWidth(px(_WIDTH, min(text_scale(), _WIDER)))
        self.title = QLabel()
        self.title.setProperty("role", "section")
        self.pairs = _Pairs()
        self.pairs.setAccessibleName(_("Similar cards"))
        self.one, self.other = QLabel(), QLabel()
        self.merge = QPushButton(_("Merge (Enter)"))
        self.refuse = QPushButton(_("Different (Del)"))
        self._build()

    def show_hints(self, hints: Sequence[Hint], texts: dict[str, str]) -> int:
        """Show the pairs whose ideas still lie on the board, and return how many there are."""
        _ = self._
        row = self.pairs.currentRow()
        self._texts = texts
        self._hints = [hint for hint in hints if hint.one in texts and hint.other in texts]
        self.pairs.clear()
        for hint in self._hints:
            item = QListWidgetItem(f"{_short(texts[hint.one])}\n{_short(texts[hint.other])}")
            said = _("{one} – similar to: {other}", one=texts[hint.one], other=texts[hint.other])
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.pairs.addItem(item)
        if self._hints:
            self.pairs.setCurrentRow(min(max(0, row), len(self._hints) - 1))
        count = len(self._hints)
        self.title.setText(_.plural("{n} similar pair", "{n} similar pairs", count) if count else _("No similar cards"))
        for button in (self.merge, self.refuse):
            button.setEnabled(bool(count))
        self._tell()
        return count

    def show_searching(self) -> None:
        """Say that the search is under way."""
        self.pairs.clear()
        self._hints = []
        self.title.setText(self._("Looking for similar cards…"))
        self._tell()

    def decide(self, *, merge: bool) -> None:
        """Accept or refuse the pair that is shown."""
        row = self.pairs.currentRow()
        if 0 <= row < len(self._hints):
            hint = self._hints[row]
            (self.accepted if merge else self.refused).emit(hint.one, hint.other)

    def _tell(self) -> None:
        row = self.pairs.currentRow()
        hint = self._hints[row] if 0 <= row < len(self._hints) else None
        for label, idea in ((self.one, hint.one if hint else ""), (self.other, hint.other if hint else "")):
            label.setText(self._texts.get(idea, "")[:300])
            label.setVisible(hint is not None and not self._low)
        self._hint.setVisible(not self._low)

    def minimumSizeHint(self) -> QSize:
        """As low as the list with its buttons: what else is said gives way first."""
        least = super().minimumSizeHint()
        return QSize(least.width(), min(least.height(), px(_LEAST, text_scale())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the list alone says both cards; it wraps them whole."""
        super().resizeEvent(event)
        low = self.height() < px(_LOW, text_scale())
        if low is not self._low:
            self._low = low
            self._tell()

    def _build(self) -> None:
        _ = self._
        for label, says in ((self.one, _("The card that stays")), (self.other, _("The card that goes under it"))):
            label.setAccessibleName(says)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        close = QPushButton(_("Close"))
        hint = self._hint
        hint.setText(_("Nothing is merged by itself. The upper card stays, the lower one's words are kept under it."))
        hint.setWordWrap(True)
        hint.setProperty("role", "secondary")
        buttons = QHBoxLayout()
        for button in (self.refuse, close):
            buttons.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.title)
        layout.addWidget(self.pairs, 1)
        for label in (self.one, self.other, hint):
            layout.addWidget(label)
        layout.addWidget(self.merge)
        layout.addLayout(buttons)
        self.pairs.currentRowChanged.connect(lambda row: self._tell())
        self.pairs.decided.connect(lambda merge: self.decide(merge=merge))
        self.pairs.left.connect(self.closed)
        self.merge.clicked.connect(lambda: self.decide(merge=True))
        self.refuse.clicked.connect(lambda: self.decide(merge=False))
        close.clicked.connect(self.closed)


class _Pairs(QListWidget):
    """Enter accepts, Delete refuses, Esc leaves, arrows walk."""

    decided = Signal(bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        wrap_rows(self)
        self.setAlternatingRowColors(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Catch the keys that decide."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.decided.emit(True)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.decided.emit(False)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), _LETTERS)
