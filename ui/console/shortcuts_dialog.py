"""Every action of the console with its key, searchable; Enter does the chosen one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from labapp.wording.folding import fold
from ui import theme as t
from ui.context import Context
from ui.widgets.layouts import cell

_ID = Qt.ItemDataRole.UserRole


class ShortcutsDialog(QDialog):
    """Reads the same table of actions as the menus."""

    def __init__(self, context: Context, actions: Mapping[str, QAction], parent: QWidget | None) -> None:
        super().__init__(parent)
        _ = context._
        self._actions = actions
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.resize(520, 520)
        layout = QVBoxLayout(self)
        layout.setSpacing(t.SPACE_S)
        note = QLabel(_("PageDown and PageUp (a clicker) turn the pages the room sees. They never start, finish or "
                        "announce anything."))  # fmt: skip
        note.setWordWrap(True)
        note.setProperty("role", "secondary")
        layout.addWidget(note)
        self._find = QLineEdit()
        self._find.setPlaceholderText(_("Find an action; Enter does it"))
        self._find.setAccessibleName(_("Find an action; Enter does it"))
        self._find.textChanged.connect(self._filter)
        self._find.returnPressed.connect(self._do_first)
        layout.addWidget(self._find)
        self._table = self._filled(_.context("shortcuts", "Action"), _("Key"))
        self._table.cellActivated.connect(lambda row, column: self._do(row))
        layout.addWidget(self._table, 1)

    def _filled(self, action_title: str, key_title: str) -> QTableWidget:
        table = QTableWidget(len(self._actions), 2)
        table.setHorizontalHeaderLabels([action_title, key_title])
        table.setAccessibleName(self.windowTitle())
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for row, (ident, action) in enumerate(self._actions.items()):
            name = QTableWidgetItem(action.icon(), action.text().replace("&", ""))
            name.setData(_ID, ident)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            table.setItem(row, 0, name)
            table.setItem(row, 1, QTableWidgetItem(keys))
        table.resizeColumnToContents(1)
        return table

    def _filter(self, text: str) -> None:
        wanted = fold(text)
        for row in range(self._table.rowCount()):
            self._table.setRowHidden(row, wanted not in fold(cell(self._table, row, 0).text()))

    def _do_first(self) -> None:
        rows = [row for row in range(self._table.rowCount()) if not self._table.isRowHidden(row)]
        if rows:
            self._do(rows[0])

    def _do(self, row: int) -> None:
        action = self._actions[str(cell(self._table, row, 0).data(_ID))]
        self.accept()
        action.trigger()
