"""What happened, newest first, in sentences that name what changed, and the way back to any of these moments.

The names are looked up as they are now: the journal keeps ids, not words. Going back is a change like any other and
can be undone, so nothing is asked: what it would do, and where a vote stops it, stands beside the button.
"""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from labapp.clock import moment
from labapp.errors import UserError
from labapp.lab import Entry, Told
from labapp.model import facts
from labapp.wording import dates
from labapp.wording.errors import error_sentence
from labapp.wording.folding import fold
from labapp.wording.history import history_line
from ui import theme as t
from ui.context import Context
from ui.widgets.icons import icon
from ui.widgets.layouts import cell
from ui.widgets.plain import tip_text
from ui.widgets.style import restyle

_MOST = 2000


class HistoryDialog(QDialog):
    """A list that can be searched, and a button that goes back to the chosen moment."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = context._
        _ = self._
        self.setWindowTitle(_("History of changes"))
        self.resize(760, 540)
        layout = QVBoxLayout(self)
        layout.setSpacing(t.SPACE_S)
        self._find = QLineEdit()
        self._find.setPlaceholderText(_("Find"))
        self._find.setAccessibleName(_("Find in the history"))
        self._find.textChanged.connect(self._filter)
        layout.addWidget(self._find)
        self._numbers: list[int] = []
        self._table = self._empty_table()
        layout.addWidget(self._table, 1)
        self._said = QLabel()
        self._said.setWordWrap(True)
        layout.addWidget(self._said)
        layout.addLayout(self._foot())
        self._fill()
        self._table.itemSelectionChanged.connect(self._tell)
        self._tell()

    def _foot(self) -> QHBoxLayout:
        _ = self._
        row = QHBoxLayout()
        self._back = QPushButton(icon("history", self._context.theme), _("Back to this moment"))
        self._back.setAutoDefault(False)
        self._back.clicked.connect(self.go_back)
        box = QDialogButtonBox()
        box.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        row.addWidget(self._back)
        row.addWidget(box, 1)
        return row

    def _empty_table(self) -> QTableWidget:
        _ = self._
        table = QTableWidget(0, 2)
        table.setHorizontalHeaderLabels([_("When"), _("What")])
        table.setAccessibleName(_("History of changes"))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        head = table.horizontalHeader()
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _fill(self) -> None:
        _ = self._
        entries = self._context.lab.history(_MOST)
        gone = _taken_back(entries)
        about = self._context.lab.told(entries)
        self._numbers = [entry.number for entry in entries]
        self._table.setRowCount(len(entries))
        for row, entry in enumerate(entries):
            words = self._line(entry, about[entry.number])
            if entry.number in gone:
                words = _("{what} (taken back)", what=words)
            self._table.setItem(row, 0, QTableWidgetItem(self._when(entry)))
            what = QTableWidgetItem(words)
            what.setToolTip(tip_text(words))
            self._table.setItem(row, 1, what)
        self._table.resizeColumnToContents(0)
        self._filter(self._find.text())

    def _line(self, entry: Entry, about: Told) -> str:
        return history_line(entry.code, json.loads(entry.params), about.things, about.more, self._)

    def _when(self, entry: Entry) -> str:
        zone = facts.facts(self._context.lab.read).timezone
        when = moment(entry.at).astimezone(zone)
        return f"{dates.day_of_year(when, self._)}, {dates.clock(when, seconds=True)}"

    def _tell(self) -> None:
        _, row = self._, self._table.currentRow()
        chosen = bool(self._table.selectedItems())
        way = self._context.lab.way_back(self._numbers[row]) if chosen else None
        self._back.setEnabled(way is not None and bool(way.changes) and not self._context.readonly)
        if way is None:
            self._say(_("Choose a row: the meeting can go back to the moment just after it."))
            return
        lines = [
            _.plural("{n} change made later would be taken back; undo brings it again.",
                     "{n} changes made later would be taken back; undo brings them again.", len(way.changes))
            if way.changes else _("There is nothing to take back."),
        ]  # fmt: skip
        if way.barrier is not None:
            barrier_about = self._context.lab.told([way.barrier])[way.barrier.number]
            lines.append(_("It goes no further back than {when}: {what}.", when=self._when(way.barrier).split()[-1],
                           what=self._line(way.barrier, barrier_about)))  # fmt: skip
        elif way.folded:
            lines.append(_("Details from before that have been folded away."))
        elif way.changes:
            lines.append(_("Points already started or finished stay so."))
        self._say(" ".join(lines))

    def go_back(self) -> None:
        """Go back to the moment of the chosen row; what stands in the way is said and nothing is changed."""
        _ = self._
        number = self._numbers[self._table.currentRow()]
        try:
            way = self._context.lab.restore_to(number)
        except UserError as problem:
            self._say(error_sentence(problem, _), "danger")
            return
        self._fill()
        self._table.clearSelection()
        self._say(_.plural("{n} change was taken back. Undo (Ctrl+Z) brings it again.",
                           "{n} changes were taken back. Undo (Ctrl+Z) brings them again.", len(way.changes)), "good")

    def _say(self, text: str, role: str = "secondary") -> None:
        self._said.setText(text)
        self._said.setProperty("role", role)
        restyle(self._said)

    def _filter(self, text: str) -> None:
        wanted = fold(text)
        for row in range(self._table.rowCount()):
            self._table.setRowHidden(row, wanted not in fold(cell(self._table, row, 1).text()))


def _taken_back(entries: list[Entry]) -> set[int]:
    gone = {entry.number for entry in entries if entry.undone_by is not None}
    for back in entries:
        if back.code == "history.restore" and back.number not in gone:
            since = int(json.loads(back.params)["since"])
            gone |= {entry.number for entry in entries if entry.undoable and since < entry.number < back.number}
    return gone
