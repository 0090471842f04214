"""The agenda down the left side: what was, what is, what comes, with computed times; reordered by mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from labapp.model import agenda
from labapp.model.agenda import DONE, PLANNED, RUNNING, SKIPPED, Activity, Day
from labapp.model.timing import Schedule
from labapp.wording.translate import Translator
from ui import theme as t
from ui.context import Context
from ui.theme import Theme, Token
from ui.widgets.fonts import font
from ui.widgets.icons import icon_pixmap
from ui.widgets.lines import in_lines
from ui.widgets.plain import tip_text
from ui.widgets.style import px

ID = Qt.ItemDataRole.UserRole
_TIME, _STATE, _DAY, _BELOW = ID + 1, ID + 2, ID + 3, ID + 4
_MARK, _TIME_ROOM = 14, 40  # px at 100 %
_AHEAD = 3  # points after the one that begins which are to be seen with it
_MARKS = {RUNNING: "play", DONE: "check", SKIPPED: "minus"}


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
        self.setItemDelegate(_Delegate(context.theme, self))
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
        rows = [(str(self.item(r).data(ID) or ""), str(self.item(r).data(_DAY))) for r in range(self.count())]
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
        rows = [(str(self.item(r).data(ID) or ""), str(self.item(r).data(_DAY))) for r in range(self.count())]
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
        item.setData(_DAY, day.id)
        return item

    def _item(self, activity: Activity, time: str, waits: bool) -> QListWidgetItem:
        item = QListWidgetItem(activity.title or self._("Untitled"))
        item.setData(ID, activity.id)
        item.setData(_TIME, time)
        item.setData(_STATE, activity.state)
        item.setData(_DAY, activity.day)
        below = self._("not started") if waits else ""
        item.setData(_BELOW, below)
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
            self.day_asked.emit(str(item.data(_DAY)))


def state_word(state: str, _: Translator) -> str:
    """Return the state of an activity in a word."""
    return {
        RUNNING: _.context("agenda", "running"),
        DONE: _.context("agenda", "finished"),
        SKIPPED: _.context("agenda", "left out"),
        PLANNED: _.context("agenda", "planned"),
    }.get(state, state)


class _Delegate(QStyledItemDelegate):
    """Draws mark, time and title; the running point stands out by weight, mark and accent."""

    def __init__(self, theme: Theme, rail: Rail) -> None:
        super().__init__(rail)
        self._theme = theme

    def _scale(self) -> float:
        parent = self.parent()
        return parent.font().pixelSize() / t.CONSOLE_BODY if isinstance(parent, Rail) else 1.0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows as high as all rows are; one line more where something stands below the title."""
        scale = self._scale()
        more = px(t.CONSOLE_SECONDARY * t.LINE_HEIGHT, scale) if index.data(_BELOW) else 0
        rail = self.parent()
        width = rail.viewport().width() if isinstance(rail, Rail) else 0
        more += (len(self._lines(index, width, scale)) - 1) * px(t.CONSOLE_BODY * t.LINE_HEIGHT, scale)
        return QSize(120, px(t.ROW, scale) + more)

    def _lines(self, index: QModelIndex | QPersistentModelIndex, width: int, scale: float) -> list[str]:
        """Return the title of a point or day as the lines it takes; a third says what two would cut."""
        point = bool(index.data(ID))
        bold = not point or index.data(_STATE) == RUNNING
        room = width - (_indent(scale) + t.SPACE_XS if point else t.SPACE_M + t.SPACE_XS)
        size = t.CONSOLE_BODY if point else t.CONSOLE_SECONDARY
        return in_lines(str(index.data()), _face(size, scale, bold), room, 3)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        scale = self._scale()
        painter.save()
        rect = QRectF(option.rect)
        day = not index.data(ID)
        state = str(index.data(_STATE) or "")
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.color(Token.CHOSEN))
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), self._theme.color(Token.ACCENT))
        elif option.state & QStyle.StateFlag.State_MouseOver and not day:
            painter.fillRect(rect, self._theme.color(Token.HOVER))
        if option.state & QStyle.StateFlag.State_HasFocus and not day:
            painter.setPen(self._theme.color(Token.ACCENT))
            painter.drawRect(rect.adjusted(0.5, 0.5, -1.5, -1.5))
        if day:
            words = "\n".join(self._lines(index, option.rect.width(), scale))
            self._text(painter, rect.adjusted(t.SPACE_M, 0, -4, 0), words, 12, Token.QUIET, scale, True)
        else:
            self._activity(painter, rect, index, state, scale)
        painter.restore()

    def _activity(
        self, painter: QPainter, rect: QRectF, index: QModelIndex | QPersistentModelIndex, state: str, scale: float
    ) -> None:
        quiet = Token.QUIET if state in (DONE, SKIPPED) else Token.INK
        mark = _MARKS.get(state)
        side = px(_MARK, scale)
        if mark:
            token = Token.ACCENT if state == RUNNING else Token.QUIET
            ratio = painter.device().devicePixelRatioF()
            pixmap = icon_pixmap(mark, self._theme.hex(token), side, ratio)
            painter.drawPixmap(int(rect.x() + t.SPACE_S), int(rect.center().y() - side / 2), pixmap)
        x = t.SPACE_S + side + t.SPACE_S
        self._text(painter, QRectF(rect.x() + x, rect.y(), px(_TIME_ROOM, scale), rect.height()),
                   str(index.data(_TIME)), 12, Token.QUIET, scale)  # fmt: skip
        title = rect.adjusted(_indent(scale), 0, -t.SPACE_XS, 0)
        below = str(index.data(_BELOW) or "")
        words = "\n".join(self._lines(index, int(rect.width()), scale))
        if below:  # close under its title, so that it is not read with the next one
            line = px(t.CONSOLE_SECONDARY * t.LINE_HEIGHT, scale)
            title.adjust(0, 0, 0, -line)
            high = QFontMetrics(_face(t.CONSOLE_BODY, scale, False)).lineSpacing() * (words.count("\n") + 1)
            under = QRectF(title.x(), title.center().y() + high / 2, title.width(), line)
            self._text(painter, under, below, t.CONSOLE_SECONDARY, Token.QUIET, scale)
        self._text(painter, title, words, t.CONSOLE_BODY, quiet, scale, state == RUNNING)

    def _text(
        self, painter: QPainter, rect: QRectF, text: str, size: int, token: Token, scale: float, bold: bool = False
    ) -> None:
        painter.setFont(_face(size, scale, bold))
        painter.setPen(self._theme.color(token))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


def _face(size: int, scale: float, bold: bool) -> QFont:
    return font(px(size, scale), t.Weight.SEMIBOLD if bold else t.Weight.REGULAR)


def _indent(scale: float) -> int:
    """Return where the title of a point begins: behind mark and time."""
    return t.SPACE_S + px(_MARK, scale) + t.SPACE_S + px(_TIME_ROOM, scale) + t.SPACE_XS


