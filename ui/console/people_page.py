"""The list of participants: who is here, from where, with which code; marked, added, changed and set aside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from labapp.changes import Change
from labapp.model import arrivals, people
from labapp.model.people import Found
from labapp.wording.translate import Translator
from ui import theme as t
from ui.console.people_columns import HERE, NAME, PeopleColumns
from ui.context import Context
from ui.kinds.base import looks
from ui.theme import Token
from ui.widgets.asking import ask
from ui.widgets.carrying import carry
from ui.widgets.folding import Folding
from ui.widgets.icons import icon
from ui.widgets.layouts import cell
from ui.widgets.plain import tip_text

_ID = Qt.ItemDataRole.UserRole


def role_names(_: Translator) -> dict[str, str]:
    """Return the roles people have, by name."""
    return {
        "participant": _("participant"),
        "moderator": _("moderator"),
        "co-moderator": _("co-moderator"),
        "recorder": _("recorder"),
        "host": _("table host"),
        "expert": _("expert"),
        "observer": _("observer"),
    }


class PeoplePage(QWidget):
    """Shows rows from the document; every gesture is one change."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = context._
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.SPACE_L, t.SPACE_M, t.SPACE_L, t.SPACE_M)
        layout.setSpacing(t.SPACE_S)
        layout.addWidget(self._header())
        layout.addWidget(self._filter_line())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table_widget())
        self._stack.addWidget(self._empty_page())
        layout.addWidget(self._stack, 1)
        keys = QLabel(self._("Space: came / left (Ctrl+A: everybody)  ·  Enter: change  ·  Delete: take off the list"))
        keys.setProperty("role", "secondary")
        keys.setWordWrap(True)
        layout.addWidget(keys)
        self._stale = True

    def _header(self) -> QWidget:
        _ = self._
        words, buttons = QWidget(), QWidget()
        head, row = QHBoxLayout(words), QHBoxLayout(buttons)
        for layout in (head, row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(t.SPACE_S)
        title = QLabel(_("Participants"))
        title.setProperty("role", "title")
        self._count = QLabel()
        self._count.setProperty("role", "secondary")
        head.addWidget(title)
        head.addWidget(self._count, 1)
        for name, text, handler, primary in (
            ("tags", _("Sectors…"), self._sectors, False),
            ("upload", _("Import…"), self._import, False),
            ("user-plus", _("Add"), self.add, True),
        ):
            button = QPushButton(icon(name, self._context.theme, Token.ON_ACCENT if primary else Token.INK), text)
            button.setProperty("variant", "primary" if primary else "")
            button.setToolTip(text)
            button.clicked.connect(handler)
            row.addWidget(button)
        return Folding(words, buttons)

    def go_on(self, before: PeoplePage) -> None:
        """Look for whom the list of the window before this one looked."""
        carry(before._filter, self._filter)

    def _filter_line(self) -> QLineEdit:
        _ = self._
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(_("Find a participant"))
        self._filter.setAccessibleName(_("Find a participant"))
        self._filter.setClearButtonEnabled(True)
        looks(self._filter)
        self._filter.textChanged.connect(lambda: self.refresh())
        return self._filter

    def _table_widget(self) -> QTableWidget:
        _ = self._
        table = QTableWidget(0, 6)
        table.setHorizontalHeaderLabels(
            ["", _("Code"), _("Name"), _.context("people", "Organisation"), _("Sector"), _("Role")]
        )
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(t.ROW)
        table.setShowGrid(False)
        table.setWordWrap(False)  # rows have one line: Qt would break it and cut after the first word
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setAccessibleName(_("Participants"))
        table.setTabKeyNavigation(False)
        self._columns = PeopleColumns(table)
        table.installEventFilter(self)
        table.cellDoubleClicked.connect(lambda row, column: self._toggle() if column == HERE else self._edit())
        self._table = table
        return table

    def _empty_page(self) -> QWidget:
        _ = self._
        page = QWidget()
        layout = QVBoxLayout(page)
        self._empty = QLabel()
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._empty)
        layout.addStretch(1)
        return page

    # --- what is shown -----------------------------------------------------------------------------------------------
    def stale(self) -> None:
        """Redraw when visible, else when next shown."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Redraw the rows."""
        _, read = self._, self._context.lab.read
        chosen = self._table.currentRow()
        found = people.search(read, self._filter.text())
        everybody = len(people.participants(read))
        here = len(people.present(read))
        self._count.setText(_("{here} of {all} here", here=here, all=everybody))
        sectors = {item.id: item for item in people.sectors(read, retired=True)}
        roles = role_names(_)
        self._table.setRowCount(len(found))
        for row, item in enumerate(found):
            sector = sectors.get(item.person.sector or "")
            self._fill_row(row, item, sector, roles.get(item.person.role, item.person.role))
        if found:
            self._table.setCurrentCell(max(0, min(chosen, len(found) - 1)), NAME)
        self._empty.setText(
            _("Nobody of that name or code.") if everybody else
            _("Nobody on the list yet. Add people one by one, import them from a spreadsheet, or press F3 and type a "
              "name when somebody comes in.")
        )  # fmt: skip
        self._stack.setCurrentIndex(0 if found else 1)
        self._columns.measure()
        self._stale = False

    def _fill_row(self, row: int, found: Found, sector: people.Sector | None, role: str) -> None:
        _, person = self._, found.person
        texts = ("", person.code, person.name, found.entity, sector.name if sector else "", role)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(tip_text(f"{text}, {role}" if column == NAME and text else text))
            self._table.setItem(row, column, item)
        here = cell(self._table, row, HERE)
        here.setData(_ID, person.id)
        here.setData(Qt.ItemDataRole.AccessibleTextRole, _("here") if found.present else _("not here"))
        if found.present:
            here.setIcon(icon("check", self._context.theme, Token.GOOD))
        if sector is not None:
            self._columns.show_sector(row, sector, self._context.theme)

    def focus_list(self) -> None:
        """Put the cursor on the list."""
        self._table.setFocus()

    # --- gestures ----------------------------------------------------------------------------------------------------
    def chosen(self) -> list[str]:
        """Return the ids of the chosen people while the list is shown."""
        return self._chosen() if self.isVisible() else []

    def _chosen(self) -> list[str]:
        rows = sorted({index.row() for index in self._table.selectedIndexes()})
        return [str(cell(self._table, row, HERE).data(_ID)) for row in rows]

    def _toggle(self) -> None:
        here = {person.id for person in people.present(self._context.lab.read)}
        chosen = self._chosen()
        leaving = bool(chosen) and all(ident in here for ident in chosen)
        operation: Callable[[Change, str], object] = people.leave if leaving else arrivals.arrive
        code = "person.leave" if leaving else "person.arrive"
        self._context.run(code, lambda tx: [operation(tx, ident) for ident in chosen], n=len(chosen))

    def add(self) -> None:
        """Ask for a new participant."""
        from ui.console.person_dialog import PersonDialog

        dialog = PersonDialog(self._context, None, self.window())
        if ask(dialog):
            self._context.run("person.add", dialog.write, n=1)

    def _edit(self) -> None:
        from ui.console.person_dialog import PersonDialog

        chosen = self._chosen()
        if chosen:
            dialog = PersonDialog(self._context, chosen[0], self.window())
            if ask(dialog):
                self._context.run("person.edit", dialog.write, person=chosen[0])

    def _retire(self) -> None:
        """Take everybody chosen off the list in one gesture: one undo brings all of them back."""
        chosen = self._chosen()

        def write(tx: Change) -> None:
            for ident in chosen:
                people.retire_participant(tx, ident)

        if chosen:
            told: dict[str, Any] = {"person": chosen[0]} if len(chosen) == 1 else {"n": len(chosen)}
            self._context.run("person.retire", write, **told)

    def _sectors(self) -> None:
        from ui.console.sectors_dialog import SectorsDialog

        ask(SectorsDialog(self._context, self.window()))

    def _import(self) -> None:
        from ui.console.import_dialog import import_people

        import_people(self._context, self.window())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space, Enter and Delete act on the chosen rows."""
        if watched is not self._table or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        handler = {
            Qt.Key.Key_Space: self._toggle,
            Qt.Key.Key_Return: self._edit,
            Qt.Key.Key_Enter: self._edit,
            Qt.Key.Key_Delete: self._retire,
        }.get(Qt.Key(event.key()))
        if handler is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return super().eventFilter(watched, event)
        handler()
        return True
