"""Every action of the console with its key, searchable; Enter does the chosen one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from labapp.wording.folding import fold
from labapp.wording.translate import N_
from ui import theme as t
from ui.console.actions import ACTIONS, MENUS
from ui.console.palette import keys_of, plain
from ui.console.shortcut_sheet import Group, write_sheet
from ui.context import Context
from ui.widgets.icons import icon, no_icon
from ui.widgets.layouts import cell

_ID = Qt.ItemDataRole.UserRole

PLAIN_KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (N_("While cards are written"), (
        (N_("Column of the next cards"), "Ctrl+1 … 9"), (N_("Column, at the beginning of the line"), N_("3, space")),
        (N_("Whose words: sector"), "Alt+1 … 9"), (N_("Nobody's words"), "Alt+0"),
    )),
    (N_("On a selected card"), (
        (N_("Open the card"), "Enter"), (N_("Merge the selected ones"), "M"), (N_("A dot more, a dot less"), "+  −"),
        (N_("Star, visionary"), "S  W"), (N_("Into a second group too"), "A"), (N_("Split"), "D"),
        (N_("Its history"), "H"), (N_("Into a part of the matrix, as on a number pad"), "1 … 9"),
    )),
    (N_("On the canvas"), (
        (N_("To the card beside, taking it along"), N_("arrows, Shift+arrows")),
        (N_("Push the selected ones"), N_("Ctrl+arrows")), (N_("Write on the card"), "F2"),
        (N_("Group the selected ones, put all in order"), "G  U"), (N_("Show all, show the selected ones"), "F  Z"),
        (N_("Larger, smaller, its own size"), "Ctrl++  Ctrl+−  Ctrl+0"), (N_("As a list, and back"), "L"),
        (N_("Merge into the card under it"), N_("Shift while dropping")), (N_("Move the plane"), N_("Space and drag")),
    )),
    (N_("While cards are sorted"), (
        (N_("Into the group of this number"), "1 … 9, 0"), (N_("Into a new group"), "N"),
        (N_("Into a second group too"), N_("+, number")), (N_("Later"), N_("Space")),
        (N_("One step back"), "Backspace"),
    )),
    (N_("In the action plan"), ((N_("Who and by when"), "Enter"), (N_("Accepted in the room"), "A"))),
)  # fmt: skip
"""Keys that are no actions of a menu: plain letters that mean something where the cursor is."""


class ShortcutsDialog(QDialog):
    """Reads the same table of actions as the menus."""

    def __init__(
        self, context: Context, actions: Mapping[str, QAction], parent: QWidget | None, page: Sequence[QAction] = ()
    ) -> None:
        """`page` is what the point that is shown can do besides."""
        super().__init__(parent)
        _ = context._
        self._actions = {**actions, **{action.objectName(): action for action in page}}
        self._page = tuple(page)
        self._context = context
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
        sheet = QPushButton(icon("printer", context.theme), _("Make a sheet for printing…"))
        sheet.setAutoDefault(False)
        sheet.clicked.connect(self._ask_sheet)
        box = QDialogButtonBox()
        box.addButton(sheet, QDialogButtonBox.ButtonRole.ActionRole)
        close = box.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        box.rejected.connect(self.reject)
        layout.addWidget(box)

    def _filled(self, action_title: str, key_title: str) -> QTableWidget:
        table = QTableWidget(len(self._actions), 2)
        table.setHorizontalHeaderLabels([action_title, key_title])
        table.setAccessibleName(self.windowTitle())
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        blank = no_icon()  # names stand one below the other
        for row, (ident, action) in enumerate(self._actions.items()):
            name = QTableWidgetItem(blank if action.icon().isNull() else action.icon(), plain(action))
            name.setData(_ID, ident)
            table.setItem(row, 0, name)
            table.setItem(row, 1, QTableWidgetItem(keys_of(action)))
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

    # --- on paper ----------------------------------------------------------------------------------------------------
    def _ask_sheet(self) -> None:
        _ = self._context._
        proposed = self._context.document.path.with_name(_("Keyboard shortcuts") + ".pdf")
        name, _chosen = QFileDialog.getSaveFileName(self, _("Sheet for printing"), str(proposed), "PDF (*.pdf)")
        if name:
            self.write(Path(name).with_suffix(".pdf"))

    def write(self, path: Path) -> None:
        """Write one page with every key, and say where it lies."""
        _ = self._context._
        foot = _("PageDown and PageUp (a clicker) turn the pages the room sees. They never start, finish or "
                 "announce anything.")  # fmt: skip
        if write_sheet(path, f"labapp – {self.windowTitle()}", foot, self._groups()):
            self._context.tell(_("The sheet lies here: {path}", path=path), "good")
        else:
            self._context.tell(_("The sheet cannot be written here: {path}", path=path), "danger")

    def _groups(self) -> list[Group]:
        _ = self._context._
        made = []
        for menu, title in MENUS:
            listed = [self._actions[spec.id] for spec in ACTIONS if spec.menu == menu]
            rows = tuple((plain(action), keys_of(action)) for action in listed if keys_of(action))
            if rows:
                made.append(Group(_(title).replace("&", ""), rows))
        shown = tuple((plain(action), keys_of(action)) for action in self._page if keys_of(action))
        if shown:
            made.append(Group(_("The point that is shown"), shown))
        made += [Group(_(title), tuple((_(text), _(keys)) for text, keys in rows)) for title, rows in PLAIN_KEYS]
        return made
