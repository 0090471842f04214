"""What happened, newest first, in plain sentences; names and texts stand in the meeting, not here."""

from __future__ import annotations

import json

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from labapp.clock import moment
from labapp.model import facts
from labapp.wording.folding import fold
from labapp.wording.history import history_sentence
from ui import theme as t
from ui.context import Context
from ui.widgets.layouts import cell

_MOST = 2000


class HistoryDialog(QDialog):
    """A list that can be searched."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent)
        _ = context._
        self.setWindowTitle(_("History of changes"))
        self.resize(560, 480)
        layout = QVBoxLayout(self)
        layout.setSpacing(t.SPACE_S)
        self._find = QLineEdit()
        self._find.setPlaceholderText(_("Find"))
        self._find.setAccessibleName(_("Find in the history"))
        self._find.textChanged.connect(self._filter)
        layout.addWidget(self._find)
        self._table = self._filled(context)
        layout.addWidget(self._table, 1)
        box = QDialogButtonBox()
        box.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        layout.addWidget(box)

    def _filled(self, context: Context) -> QTableWidget:
        _ = context._
        zone = facts.facts(context.lab.read).timezone
        entries = context.lab.history(_MOST)
        table = QTableWidget(len(entries), 2)
        table.setHorizontalHeaderLabels([_("When"), _("What")])
        table.setAccessibleName(_("History of changes"))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for row, entry in enumerate(entries):
            when = moment(entry.at).astimezone(zone).strftime("%d.%m  %H:%M:%S")
            words = history_sentence(entry.code, json.loads(entry.params), _)
            if entry.undone_by is not None:
                words = _("{what} (taken back)", what=words)
            table.setItem(row, 0, QTableWidgetItem(when))
            table.setItem(row, 1, QTableWidgetItem(words))
        table.resizeColumnToContents(0)
        return table

    def _filter(self, text: str) -> None:
        wanted = fold(text)
        for row in range(self._table.rowCount()):
            self._table.setRowHidden(row, wanted not in fold(cell(self._table, row, 1).text()))
