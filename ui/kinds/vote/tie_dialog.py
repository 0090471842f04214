"""How the room settled a tie: a lot before witnesses, a run-off, a named body, or equal places. Never the moderator.

Nothing is taken that nobody has entered: an order is confirmed or carried, a run-off has its votes, and what was held
as a vote of its own is prepared as one.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from labapp.kinds.vote import tie_words, ties
from labapp.kinds.vote.ties import Decision
from labapp.wording.translate import Translator
from ui.kinds.vote.run_off_form import RunOffForm
from ui.kinds.vote.small_dialogs import Asked
from ui.widgets.wrapped import wrap_rows

_ID = Qt.ItemDataRole.UserRole
_ORDERED = (ties.LOT, ties.BODY)


class TieDialog(Asked):
    """The way, what came out of it, and who can vouch for it.

    `places` says for how many of them there is room, 0 where that is not known; `again` offers a round of their own;
    `sure` that the first of an order have the places, whoever they are.
    """

    def __init__(
        self, tied: list[tuple[str, str]], _: Translator, parent: QWidget | None = None, *, equal: bool = True,
        places: int = 0, again: bool = False, sure: bool = True,
    ) -> None:  # fmt: skip
        super().__init__("", _.context("vote", "Enter the result"), _, parent)
        self._ = _
        self.round_asked = False
        self._again = again
        self._places = places if sure else 0
        self.setWindowTitle(_("How the tie was settled"))
        self.way = QComboBox()
        self.way.setAccessibleName(_("How the tie was settled"))
        for value in ties.WAYS:
            if equal or value != ties.EQUAL:
                self.way.addItem(tie_words.way(value, _), value)
        self.outer.addWidget(self.way)
        self._add_order(tied)
        self.run_off = RunOffForm(tied, places, _)
        self.run_off.changed.connect(self._allow)
        self.new_round = QPushButton(_("Prepare the run-off as a new round…"))
        self.new_round.setAutoDefault(False)
        self.new_round.clicked.connect(self._ask_round)
        self.outer.addWidget(self.run_off)
        self.outer.addWidget(self.new_round, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines: dict[QLineEdit, tuple[QLabel, tuple[str, ...]]] = {}
        self.witnesses = self._line(_("Witnesses of the lot"), ties.LOT)
        self.body = self._line(_("Who decided (a committee, a board …)"), ties.BODY)
        self.words = self._line(_("The decision in its words, or its number (if there is one)"), ties.BODY)
        self.recorded = self._line(_("Who wrote the decision down"), ties.BODY)
        self.missing = QLabel()
        self.missing.setProperty("role", "secondary")
        self.missing.setWordWrap(True)
        self.outer.addWidget(self.missing)
        self.outer.addStretch(0)  # what a hidden list leaves stays below
        self.outer.addWidget(self.buttons)
        self.way.currentIndexChanged.connect(lambda _index: self._fit())
        self._fit()

    def _add_order(self, tied: list[tuple[str, str]]) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName(self._("Tied options, first drawn first"))
        wrap_rows(self.list)  # the end of a title may be what tells two options apart
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        for text, ident in tied:
            item = QListWidgetItem(text)
            item.setData(_ID, ident)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.installEventFilter(self)
        self.ordered = QCheckBox(self._("This is the order"))
        self.ordered.toggled.connect(lambda _on: self._allow())
        self.list.model().rowsMoved.connect(lambda *_moved: self.ordered.setChecked(True))
        self.outer.addWidget(self.list, 1)
        self.outer.addWidget(self.ordered)

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
            self.ordered.setChecked(True)

    def choose_way(self, way: str) -> None:
        """Choose a way by its name."""
        self.way.setCurrentIndex(self.way.findData(way))

    def decision(self) -> Decision:
        """Return what was entered; lines of another way are left out."""
        way = str(self.way.currentData())
        said = {line: line.text() if way in shown else "" for line, (_label, shown) in self._lines.items()}
        order: tuple[str, ...] = ()
        votes: tuple[int, ...] = ()
        if way in _ORDERED:
            order = tuple(str(self.list.item(row).data(_ID)) for row in range(self.list.count()))
        elif way == ties.RUN_OFF:
            order, votes = self.run_off.result()
        return Decision(
            way, order, witnesses=said[self.witnesses], body=said[self.body], words=said[self.words],
            recorded=said[self.recorded], votes=votes,
        )  # fmt: skip

    def _ask_round(self) -> None:
        self.round_asked = True
        self.accept()

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
        _ = self._
        way = str(self.way.currentData())
        self.said.setText({
            ties.RUN_OFF: _("Enter the votes of the run-off, or prepare it as a round of its own."),
            ties.EQUAL: _("All of the tied options have the place; none of them goes without."),
        }.get(way, self._what_order_does()))
        for line, (label, shown) in self._lines.items():
            for widget in (line, label):
                widget.setVisible(way in shown)
        self.list.setVisible(way in (*_ORDERED, ties.EQUAL))
        self.list.setEnabled(way in _ORDERED)
        self.ordered.setVisible(way in _ORDERED)
        self.run_off.setVisible(way == ties.RUN_OFF)
        self.new_round.setVisible(way == ties.RUN_OFF and self._again)
        self._allow()

    def _what_order_does(self) -> str:
        """Ask for the order, and say what it decides."""
        _ = self._
        said = {
            ties.BODY: _("Put the options in the order that the body decided: drag them, or use Ctrl+↑↓."),
        }.get(
            str(self.way.currentData()),
            _("Put the options in the order in which they were drawn: drag them, or use Ctrl+↑↓."),
        )
        said = _("Nobody decides a tie alone.") + " " + said
        if not self._places:
            return said + " " + _("Of options that are level the higher one comes first.")
        return said + " " + _.plural("The first one has the place.", "The first {n} have the places.", self._places)

    def _allow(self) -> None:
        way = str(self.way.currentData())
        needed = {ties.LOT: (self.witnesses,), ties.BODY: (self.body, self.recorded)}.get(way, ())
        empty = [_as_part(line.accessibleName()) for line in needed if not line.text().strip()]
        if way in _ORDERED and not self.ordered.isChecked():
            empty.insert(0, self._("the order of the options"))
        if way == ties.RUN_OFF and (lacking := self.run_off.lacking()):
            empty.append(lacking)
        self.keep.setEnabled(not empty)
        self.missing.setText(self._("Still needed: {what}", what=", ".join(empty)) if empty else "")
        self.missing.setVisible(bool(empty))


def _as_part(said: str) -> str:
    """Return the name of a field as it stands within a sentence."""
    return said[:1].lower() + said[1:]
