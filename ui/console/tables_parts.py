"""Two lists of the tables dialog, the tables themselves and who sits where by round; its buttons and quiet lines."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from labapp.model import groups, people
from labapp.model.groups import Plan, Table
from labapp.model.people import Participant
from ui import theme as t
from ui.context import Context
from ui.stage.seating_paint import state_word
from ui.widgets.emptiness import paint_empty
from ui.widgets.icons import icon
from ui.widgets.plain import shortened

_NAME, _TOPIC, _HOST, _STATE, _COUNT = range(5)
ID = Qt.ItemDataRole.UserRole
_LONGEST = 48  # letters of a name in a list or box: longer ones would widen the dialog beyond the screen


def called(person: Participant) -> str:
    """Return how the console calls somebody: code and name; a pasted cell in place of a name is cut."""
    return f"{person.code} {shortened(person.name, _LONGEST)}".strip()


class HostBox(QComboBox):
    """Who leads a table; everybody in the room comes into the list when somebody goes there, not forty times before."""

    def __init__(self, host: Participant | None, here: list[Participant]) -> None:
        super().__init__()
        self._host = host
        self._filled = False
        self._waiting: list[Participant] = []
        self.offer(here)
        self.addItem("–", None)
        if host is not None:
            self.addItem(called(host), host.id)
            self.setCurrentIndex(1)

    def offer(self, here: list[Participant]) -> bool:
        """Take those in the room now; False when the list was opened already and must be made anew."""
        if self._filled:
            return False
        self._waiting = [person for person in here if self._host is None or person.id != self._host.id]
        return True

    def fill(self) -> None:
        """Put everybody in the room into the list."""
        self._filled = True
        waiting, self._waiting = self._waiting, []
        for person in waiting:
            self.addItem(called(person), person.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arrows and letters choose from everybody."""
        self.fill()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        """The list that is opened holds everybody."""
        self.fill()
        super().showPopup()


class TableList(QTableWidget):
    """Name, topic, host and state of each table, written as they are changed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(0, 5, parent)
        self._context = context
        self._shown: dict[tuple[int, int], tuple[object, ...]] = {}
        self._ = context._
        _ = self._
        self.empty = _("No tables yet. “Divide” makes them and seats everybody who is here; “Open a table” adds one.")
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setHorizontalHeaderLabels([_("Table"), _("Topic"), _("Host"), _("State"), _("People")])
        self.setAccessibleName(_("Tables"))
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for column, width in ((_NAME, 110), (_HOST, 220), (_STATE, 130), (_COUNT, 70)):
            self.setColumnWidth(column, width)
        self.horizontalHeader().setSectionResizeMode(_TOPIC, QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self._edited)

    @property
    def chosen(self) -> str:
        """Return the id of the chosen table, empty when none is."""
        item = self.item(self.currentRow(), _NAME) if self.currentRow() >= 0 else None
        return str(item.data(ID)) if item is not None else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say how tables come where there are none."""
        super().paintEvent(event)
        paint_empty(self, self.empty, self._context.theme)

    def fill(self, plan: Plan, here: list[Participant]) -> None:
        """Show the tables as they are."""
        chosen = self.chosen
        self.blockSignals(True)
        self.setRowCount(len(plan.tables))
        known = {person.id for person in here}
        for row, table in enumerate(plan.tables):
            for column, text in ((_NAME, table.name), (_TOPIC, table.topic)):
                item = self.item(row, column)
                if item is None:  # one being edited is kept: it is still at work while this is called
                    item = QTableWidgetItem()
                    self.setItem(row, column, item)
                item.setText(text)
                item.setData(ID, table.id)
            sitting = [p for p in plan.rounds[plan.now][row] if p in known] if plan.rounds else []
            count = QTableWidgetItem(str(len(sitting)))
            count.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.setItem(row, _COUNT, count)
            self._boxes(row, table, here)
            if table.id == chosen:
                self.setCurrentCell(row, _NAME)
        self.blockSignals(False)

    def _boxes(self, row: int, table: Table, here: list[Participant]) -> None:
        """Set host and state of a row, anew only where they differ: forty tables have eighty boxes."""
        hosted: tuple[object, ...] = (table.id, table.name, table.host, table.closed)
        box = self.cellWidget(row, _HOST)
        if not isinstance(box, HostBox) or self._shown.get((row, _HOST)) != hosted or not box.offer(here):
            self._shown[row, _HOST] = hosted
            box = self._host_box(table, here)
            self.setCellWidget(row, _HOST, box)
            self.setRowHeight(row, max(t.ROW, box.sizeHint().height() + 2))
        stated = (table.id, table.name, table.state)
        if self.cellWidget(row, _STATE) is None or self._shown.get((row, _STATE)) != stated:
            self._shown[row, _STATE] = stated
            self.setCellWidget(row, _STATE, self._state_box(table))

    def _host_box(self, table: Table, here: list[Participant]) -> QComboBox:
        host = people.participant(self._context.lab.read, table.host) if table.host else None
        box = HostBox(host, here)
        box.setEnabled(not table.closed)
        box.setAccessibleName(self._("Host of {table}", table=table.name))
        box.activated.connect(lambda _index: self._edit(table.id, host=box.currentData()))
        return box

    def _state_box(self, table: Table) -> QComboBox:
        box = QComboBox()
        states = (*groups.STATES, groups.CLOSED) if table.closed else groups.STATES
        for state in states:
            box.addItem(state_word(state, self._), state)
        box.setCurrentIndex(box.findData(table.state))
        box.setAccessibleName(self._("State of {table}", table=table.name))
        box.activated.connect(lambda _index: self._edit(table.id, state=box.currentData()))
        return box

    def _edited(self, item: QTableWidgetItem) -> None:
        words = " ".join(item.text().split())
        if item.column() == _TOPIC:
            self._edit(str(item.data(ID)), topic=words)
        elif item.column() == _NAME and words:
            self._edit(str(item.data(ID)), name=words)

    def _edit(self, table: str, **values: str | None) -> None:
        self._context.run("tables.edit", lambda tx: groups.edit_table(tx, table, **values))


class SeatList(QTableWidget):
    """Everybody who has a chair, with their table in each round; for the moderator, so with names."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setAccessibleName(context._("Who sits where"))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()

    def fill(self, plan: Plan) -> None:
        """Show who sits where in each round; whoever has left is said to have."""
        _, read = self._context._, self._context.lab.read
        here = {person.id for person in people.present(read)}
        sides = {sector.id: sector.name for sector in people.sectors(read, retired=True)}
        seated = {person for turn in plan.rounds for members in turn for person in members}
        listed = [person for person in people.participants(read) if person.id in seated]
        turns = [_.context("table", "Round {n}", n=turn + 1) for turn in range(len(plan.rounds))]
        header = [_("Person"), _("Sector"), *turns]
        self.setColumnCount(len(header))
        self.setHorizontalHeaderLabels(header)
        self.setRowCount(len(listed))
        for row, person in enumerate(listed):
            name = called(person) if person.id in here else _("{who} (has left)", who=called(person))
            places = [plan.table_of(person.id, turn) for turn in range(len(plan.rounds))]
            tables = [plan.tables[place].name if place is not None else "–" for place in places]
            for column, text in enumerate((name, sides.get(person.sector or "", ""), *tables)):
                item = QTableWidgetItem(text)
                if column == plan.now + 2:
                    face = item.font()
                    face.setBold(True)
                    item.setFont(face)
                self.setItem(row, column, item)
        self.resizeColumnsToContents()


def plain_button(text: str, handler: Callable[[], None]) -> QPushButton:
    """Return a button that never takes Enter away from a field."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: handler())
    return button


def icon_button(context: Context, name: str, text: str, handler: Callable[[], None]) -> QPushButton:
    """Return a button with icon and word, the same otherwise."""
    button = plain_button(text, handler)
    button.setIcon(icon(name, context.theme))
    return button


def quiet(text: str = "") -> QLabel:
    """Return a secondary line."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", "secondary")
    return label
