"""How the room settled a tie: a lot before witnesses, a run-off, a named body, or equal places. Never the moderator."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from labapp.kinds.vote import tie_words, ties
from labapp.kinds.vote.ties import Decision
from labapp.wording.translate import Translator
from ui.kinds.vote.small_dialogs import Asked

_ID = Qt.ItemDataRole.UserRole


class TieDialog(Asked):
    """The way, the tied options in the order drawn or placed, and who can vouch for it."""

    def __init__(
        self, tied: list[tuple[str, str]], _: Translator, parent: QWidget | None = None, *, equal: bool = True
    ) -> None:
        said = _("Nobody decides a tie alone. Put the options in the order in which they were drawn or placed: "
                 "drag them, or use Ctrl+↑↓.")  # fmt: skip
        super().__init__(said, _.context("vote", "Enter the result"), _, parent)
        self._ = _
        self.setWindowTitle(_("How the tie was settled"))
        self.way = QComboBox()
        self.way.setAccessibleName(_("How the tie was settled"))
        for value in ties.WAYS:
            if equal or value != ties.EQUAL:
                self.way.addItem(tie_words.way(value, _), value)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Tied options, first drawn first"))
        self.list.setWordWrap(True)  # the end of a title may be what tells two options apart
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        for text, ident in tied:
            item = QListWidgetItem(text)
            item.setData(_ID, ident)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.installEventFilter(self)
        self.outer.addWidget(self.way)
        self.outer.addWidget(self.list)
        self._lines: dict[QLineEdit, tuple[QLabel, tuple[str, ...]]] = {}
        self.witnesses = self._line(_("Witnesses of the lot"), ties.LOT)
        self.body = self._line(_("Who decided (a committee, a board …)"), ties.BODY)
        self.words = self._line(_("The decision in its words, or its number (if there is one)"), ties.BODY)
        self.recorded = self._line(_("Who wrote the decision down"), ties.BODY)
        self.missing = QLabel()
        self.missing.setProperty("role", "secondary")
        self.missing.setWordWrap(True)
        self.outer.addWidget(self.missing)
        self.outer.addWidget(self.buttons)
        self.way.currentIndexChanged.connect(lambda _index: self._fit())
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Carry an option with Ctrl and arrows."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if by and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.carry(by)
                return True
        return super().eventFilter(watched, event)

    def carry(self, by: int) -> None:
        """Move the chosen option up or down."""
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentRow(row + by)

    def choose_way(self, way: str) -> None:
        """Choose a way by its name."""
        self.way.setCurrentIndex(self.way.findData(way))

    def decision(self) -> Decision:
        """Return what was entered; lines of another way are left out."""
        way = str(self.way.currentData())
        said = {line: line.text() if way in shown else "" for line, (_label, shown) in self._lines.items()}
        order = () if way == ties.EQUAL else tuple(
            str(self.list.item(row).data(_ID)) for row in range(self.list.count())
        )
        return Decision(
            way, order, witnesses=said[self.witnesses], body=said[self.body], words=said[self.words],
            recorded=said[self.recorded],
        )  # fmt: skip

    def _line(self, said: str, *ways: str) -> QLineEdit:
        label, line = QLabel(said), QLineEdit()
        label.setBuddy(line)
        line.setAccessibleName(said)
        line.setMaxLength(ties.WORDS_LIMIT)
        line.textChanged.connect(lambda _text: self._allow())
        self.outer.addWidget(label)
        self.outer.addWidget(line)
        self._lines[line] = (label, ways)
        return line

    def _fit(self) -> None:
        """Ask only what belongs to the way."""
        way = str(self.way.currentData())
        for line, (label, shown) in self._lines.items():
            for widget in (line, label):
                widget.setVisible(way in shown)
        self.list.setEnabled(way != ties.EQUAL)
        self._allow()

    def _allow(self) -> None:
        needed = {ties.LOT: (self.witnesses,), ties.BODY: (self.body, self.recorded)}.get(self.way.currentData(), ())
        empty = [line.accessibleName() for line in needed if not line.text().strip()]
        self.keep.setEnabled(not empty)
        self.missing.setText(self._("Still needed: {what}", what=", ".join(empty)) if empty else "")
        self.missing.setVisible(bool(empty))
