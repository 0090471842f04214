"""The agenda down the left side: what was, what is, what comes, with computed times; reordered by mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from labapp.model import agenda
from labapp.model.agenda import DONE, PLANNED, RUNNING, SKIPPED, Activity, Day
from labapp.model.timing import Schedule
from labapp.wording.translate import Translator
from ui.console.rail_rows import BELOW, DAY, ID, STATE, TIME, RailRows
from ui.context import Context
from ui.widgets.plain import tip_text

_AHEAD = 3  # points after the one that begins which are to be seen with it


class Rail(QListWidget):
    """The list; says which activity was chosen, moved or asked to be edited."""

    chosen = Signal(str)
    clicked_point = Signal(str)  # also where it was chosen already
    day_asked = Signal(str)
    edit_asked = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = context._
        self._shown: tuple[object, ...] = ()
        self.setItemDelegate(RailRows(context.theme, self))
        self.setAccessibleName(self._("Agenda"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)  # a wider column has titles on fewer lines
        self.setProperty("role", "rail")
        self.currentItemChanged.connect(self._current_changed)
        self.itemDoubleClicked.connect(self._double_clicked)
        self.itemClicked.connect(self._clicked)

    def fill(self, plan: Schedule) -> None:
        """Show the agenda as it is now; nothing happens when nothing visible changed."""
        read = self._context.lab.read
        days, listed = agenda.days(read), agenda.activities(read)
        waiting = plan.passed_over
        times = {slot.activity.id: plan.local(slot.start) for slot in plan.slots if slot.activity.id not in waiting}
        shown = (days, [(a.id, a.title, a.state, a.day, times.get(a.id)) for a in listed])
        if shown == self._shown:
            return
        self._shown = shown
        keep = self.current_id()
        self.blockSignals(True)
        self.clear()
        for number, day in enumerate(days, 1):
            self.addItem(self._day_item(day, number))
            for activity in (item for item in listed if item.day == day.id):
                self.addItem(self._item(activity, times.get(activity.id, ""), activity.id in waiting))
        self.select(keep)
        self.blockSignals(False)

    def current_id(self) -> str:
        """Return the chosen activity's id, empty when none is."""
        item = self.currentItem()
        return str(item.data(ID) or "") if item is not None else ""

    def select(self, activity_id: str) -> None:
        """Choose an activity."""
        for row in range(self.count()):
            if self.item(row).data(ID) == activity_id and activity_id:
                known = self.currentRow() == row
                self.setCurrentRow(row)
                self._keep_in_sight(row, 0 if known else _AHEAD)
                return

    def _keep_in_sight(self, row: int, ahead: int) -> None:
        """Scroll to a point so that what comes next is seen too; a click moves nothing away under the mouse."""
        for later in (min(row + ahead, self.count() - 1), row):
            self.scrollToItem(self.item(later))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with what comes next in sight: only now it is known how much there is room for."""
        super().showEvent(event)
        if self.currentRow() >= 0:
            self._keep_in_sight(self.currentRow(), _AHEAD)

    def neighbour(self, step: int) -> str:
        """Return the id of the activity before (-1) or after (1) the chosen one; empty at the ends."""
        rows = [str(self.item(row).data(ID)) for row in range(self.count()) if self.item(row).data(ID)]
        current = self.current_id()
        if current not in rows:
            return rows[0] if rows else ""
        index = rows.index(current) + step
        return rows[index] if 0 <= index < len(rows) else ""

    def move_by(self, step: int) -> None:
        """Move the chosen activity one place up or down, across days too."""
        ident = self.current_id()
        if not ident:
            return
        rows = [(str(self.item(r).data(ID) or ""), str(self.item(r).data(DAY))) for r in range(self.count())]
        index = next(i for i, row in enumerate(rows) if row[0] == ident)
        rest = rows[:index] + rows[index + 1 :]
        target = index + step
        first_day_row = 1 if rows and not rows[0][0] else 0
        if not first_day_row <= target <= len(rest):
            return
        self._move_to(ident, rest, target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay titles out anew in another width, Qt does so only for another height; the chosen point stays in sight."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        item = self.currentItem()
        if item is not None and event.size().height() < event.oldSize().height():
            place = self.visualItemRect(item)
            if place.top() >= 0 and place.bottom() < event.oldSize().height():
                self.scrollToItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Delete takes off the agenda; everything else moves the choice."""
        ident = self.current_id()
        if ident and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not event.modifiers():
            self.edit_asked.emit(ident)
        elif ident and event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(ident)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the dragged activity where it was dropped: one row is written, the list is redrawn from it."""
        ident = self.current_id()
        target = self.indexAt(event.position().toPoint()).row()
        if self.dropIndicatorPosition() is QAbstractItemView.DropIndicatorPosition.BelowItem:
            target += 1
        rows = [(str(self.item(r).data(ID) or ""), str(self.item(r).data(DAY))) for r in range(self.count())]
        if target < 0:
            target = len(rows)
        index = next((i for i, row in enumerate(rows) if row[0] == ident and ident), -1)
        event.setDropAction(Qt.DropAction.IgnoreAction)  # Qt must not move the row itself
        event.accept()
        if index < 0 or target in (index, index + 1):
            return
        rest = rows[:index] + rows[index + 1 :]
        self._move_to(ident, rest, max(1 if not rows[0][0] else 0, target - (target > index)))

    def _move_to(self, ident: str, rest: list[tuple[str, str]], target: int) -> None:
        """Write the new place: behind whatever stands above it, in that row's day."""
        above = rest[target - 1] if target else None
        day = above[1] if above is not None else rest[0][1] if rest else ""
        after = above[0] if above is not None and above[0] else None
        self._context.run("activity.move", lambda tx: agenda.move_activity(tx, ident, day, after))

    def _day_item(self, day: Day, number: int) -> QListWidgetItem:
        _ = self._
        date = f"{day.date[8:]}.{day.date[5:7]}" if day.date else _("set the date")
        item = QListWidgetItem(" · ".join(part for part in (_("Day {n}", n=number).upper(), date, day.title) if part))
        item.setToolTip(tip_text(f"{item.text()}\n{_('Date and hour of the day')}"))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setData(DAY, day.id)
        return item

    def _item(self, activity: Activity, time: str, waits: bool) -> QListWidgetItem:
        item = QListWidgetItem(activity.title or self._("Untitled"))
        item.setData(ID, activity.id)
        item.setData(TIME, time)
        item.setData(STATE, activity.state)
        item.setData(DAY, activity.day)
        below = self._("not started") if waits else ""
        item.setData(BELOW, below)
        said = f"{time} {activity.title}, {below or state_word(activity.state, self._)}".strip()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        item.setToolTip(tip_text(said))
        return item

    def _current_changed(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None and item.data(ID):
            self.chosen.emit(str(item.data(ID)))

    def _double_clicked(self, item: QListWidgetItem) -> None:
        if item.data(ID):
            self.edit_asked.emit(str(item.data(ID)))

    def _clicked(self, item: QListWidgetItem) -> None:
        if item.data(ID):
            self.clicked_point.emit(str(item.data(ID)))
        else:
            self.day_asked.emit(str(item.data(DAY)))


def state_word(state: str, _: Translator) -> str:
    """Return the state of an activity in a word."""
    return {
        RUNNING: _.context("agenda", "running"),
        DONE: _.context("agenda", "finished"),
        SKIPPED: _.context("agenda", "left out"),
        PLANNED: _.context("agenda", "planned"),
    }.get(state, state)
