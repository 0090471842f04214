"""The console's window: puts rail, middle and side together, listens to the document, and knows nothing of kinds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from labapp.model import agenda
from labapp.stage.legibility import LARGEST
from labapp.stage.state import SMALLEST
from ui import theme as t
from ui.console.actions import build
from ui.console.banner import Banner
from ui.console.bar import TopBar
from ui.console.between_page import BetweenPage
from ui.console.columns import Columns
from ui.console.follower import Follower
from ui.console.handlers import Handlers
from ui.console.live import Live
from ui.console.message import MessageLine
from ui.console.middle import Middle
from ui.console.pacing_bar import PacingBar
from ui.console.page_menu import PageMenu
from ui.console.people_page import PeoplePage
from ui.console.photo_panel import PhotoPanel, pictures
from ui.console.quick_line import QuickLine
from ui.console.rail_column import RailColumn
from ui.console.room_clicker import known_keys
from ui.console.side import Side
from ui.console.stage_control import StageControl
from ui.console.states import ActionStates
from ui.console.steps import Steps
from ui.context import Context
from ui.stage.clicker import Clicker
from ui.stage.miniature import StageMiniature
from ui.stage.window import StageWindow
from ui.theme import THEMES, Theme
from ui.widgets.style import px

if TYPE_CHECKING:
    from ui.shell import Shell

_LOW = 700  # px at 100 %: in a lower window the foot takes no room while nothing is said
_TICK_MS = 1000


class ConsoleWindow(QMainWindow):
    """Lives as long as one meeting is open in one language and theme."""

    def __init__(self, context: Context, shell: Shell, before: ConsoleWindow | None = None) -> None:
        """`before` is the same meeting's window in another language or theme, whose place this one takes."""
        super().__init__()
        self.context = context
        self.shell = shell
        self._ = context._
        self._scale = shell.settings.get("scale") / 100
        self._folded_by_hand: bool | None = None
        settings = shell.settings
        stage_theme = THEMES.get(settings.get("stage_theme"), t.LIGHT)
        room = before.stage.release() if before is not None else StageWindow(
            stage_theme, self, settings.get("stage_screen")
        )
        self._end: Callable[[], None] = lambda: None
        try:
            self._begin(room, stage_theme, before)
        except BaseException:
            self._fall_apart(room if before is None else None)
            raise

    def _begin(self, room: StageWindow, stage_theme: Theme, before: ConsoleWindow | None) -> None:
        self._build(room, stage_theme)
        self._connect()
        self._restore()
        self._end = self.context.lab.subscribe(self.follower.change)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self.tick)
        self._clock.start()
        self.handlers.around.mark()
        self.show_current()
        if before is not None:
            self._take_over(before)
        self.follower.all()
        page = self.middle.page
        if page is not None:
            page.focus_capture()
        if before is not None:
            self._open_as(before)

    def _fall_apart(self, room: StageWindow | None) -> None:
        """Nothing of a window that could not be built may go on ticking, nor stay before the room."""
        self._end()
        self._rest()
        for window in (self, room):
            if window is not None:
                window.hide()
                window.deleteLater()

    def _rest(self) -> None:
        """End what is put off for a moment: by then the document may be closed."""
        self.context.signals.blockSignals(True)  # a list that is emptied would put off its next look
        for timer in self.findChildren(QTimer):
            timer.stop()

    # --- putting together --------------------------------------------------------------------------------------------
    def _build(self, room: StageWindow, stage_theme: Theme) -> None:
        context, settings = self.context, self.shell.settings
        self.setMinimumSize(900, 560)
        self.bar = TopBar(context)
        self.column = RailColumn(context, self._scale)
        self.rail = self.column.rail
        self.middle = Middle(context)
        self.people = PeoplePage(context)
        self.between = BetweenPage(context)
        self.banner = Banner(context)
        self.photo = PhotoPanel(context)
        self.setAcceptDrops(True)
        self.quick = QuickLine(context)
        self.pacing = PacingBar(context)
        self.message = MessageLine(context)
        self.miniature = StageMiniature(stage_theme)
        self.side = Side(context, settings, self.miniature)
        self.stage = StageControl(context, self, self.miniature, room)
        self.steps = Steps(self)
        self.stage.page_of = self.steps.page_of
        self.middle.recalled = lambda: self.stage.recalled
        self.side.life.idea_now = self.idea_chosen
        self.stage.view_of = self.steps.view_of
        self.stage.turn_to = self.steps.turn_to
        self.stage.focus_of = self.steps.focus_of
        self.stage.smallest = min(LARGEST, max(SMALLEST, float(settings.get("room_smallest"))))
        self.live = Live(context, self)
        self.handlers = Handlers(self)
        self.actions_by_id, self.menus = build(self, self.handlers.table(), self._, context.theme)
        self.page_menu = PageMenu(self, self.menus["activity"], context.theme)
        self.states = ActionStates(self)
        self.follower = Follower(self)
        self.centre = QStackedWidget()
        for page in (self.middle, self.people, self.between):
            self.centre.addWidget(page)
        self.split = Columns(settings, self.column, self.centre, self.photo, self.side)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.bar, self.banner, self.quick, self.pacing, self.split, self.message):
            layout.addWidget(widget, 1 if widget is self.split else 0)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        context, hands = self.context, self.handlers
        context.signals.message.connect(self.message.say)
        context.signals.stage_changed.connect(self._stage_changed)
        context.signals.go_to.connect(self.show_activity)
        context.signals.tables_wanted.connect(self.actions_by_id["tables"].trigger)
        self.rail.chosen.connect(self.show_activity)
        self.rail.clicked_point.connect(self._back_to)
        self.column.people_asked.connect(self.show_people)
        self.column.between_asked.connect(self.show_between)
        for signal, handler in (
            (self.rail.edit_asked, hands.edit_activity_id), (self.rail.delete_asked, hands.delete_activity_id),
            (self.rail.day_asked, hands.edit_day), (self.bar.title_clicked, hands.facts),
            (self.bar.copy_clicked, hands.second_place), (self.column.add_asked, hands.add_activity),
        ):  # fmt: skip
            signal.connect(hands.around.refuse if context.readonly else handler)
        self.middle.start_asked.connect(hands.start_id)
        self.middle.finish_asked.connect(hands.finish_id)
        self.middle.show_asked.connect(self.show_activity)
        self.middle.add_asked.connect(hands.add_activity)
        self.middle.report_asked.connect(hands.report)
        self.middle.recall_asked.connect(self.actions_by_id["recall"].trigger)
        self.message.undo_asked.connect(hands.undo)
        self.photo.turned.connect(self._fold)
        self.bar.freeze_toggled.connect(self.stage.freeze)
        self.bar.blank_toggled.connect(self.stage.blank)
        self.bar.live_clicked.connect(hands.stage_menu)
        self.stage.mode_changed.connect(self.refresh_stage)
        self.side.pages.step_asked.connect(self.steps.step)
        self.stage.break_over.connect(self.steps.ring)
        self.stage.called.connect(self.steps.ring)
        self.stage.window.placed.connect(self.refresh_stage)
        self.clicker = Clicker(self)
        self.clicker.learn(*known_keys(self.shell.settings))
        for forward, signals in (
            (self.steps.forward, (self.stage.window.next_step, self.clicker.forward)),
            (self.steps.back, (self.stage.window.previous_step, self.clicker.back)),
        ):
            for signal in signals:
                signal.connect(forward)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self.clicker)

    # --- what is shown -----------------------------------------------------------------------------------------------
    def show_current(self) -> None:
        """Show what runs, else what comes next, else the first point."""
        read = self.context.lab.read
        listed = agenda.activities(read)
        wanted = agenda.current(read) or agenda.following(read) or (listed[0] if listed else None)
        self.show_activity(wanted.id if wanted is not None else "")

    def show_activity(self, activity_id: str) -> None:
        """Show an activity in the middle, with its notes on the right."""
        self.centre.setCurrentWidget(self.middle)
        self.column.mark(None)
        self.middle.show_activity(activity_id)
        self.side.show_activity(activity_id)
        self.rail.select(activity_id)
        self.states.refresh()
        self.side.life.look()

    def _back_to(self, activity_id: str) -> None:
        if self.centre.currentWidget() is not self.middle:  # the point was chosen before people were looked at
            self.show_activity(activity_id)

    def idea_chosen(self) -> str:
        """Return the idea chosen in what the middle shows, empty where none is or people are shown."""
        page = self.middle.page
        return page.idea_chosen() if page is not None and self.centre.currentWidget() is self.middle else ""

    def show_people(self) -> None:
        """Show the list of participants; once more: back to the activity."""
        self._show_page(self.people, self.column.people)

    def show_between(self) -> None:
        """Show what was said in between; once more: back to the activity."""
        self._show_page(self.between, self.column.between)

    def _show_page(self, page: PeoplePage | BetweenPage, button: QToolButton) -> None:
        if self.centre.currentWidget() is page:
            self.show_activity(self.middle.activity_id)
            return
        page.refresh()
        self.centre.setCurrentWidget(page)
        self.column.mark(button)
        self.states.refresh()
        self.side.life.look()
        page.focus_list()

    def refresh_stage(self, _place: object = None) -> None:
        """Say what the room sees, in bar and menu."""
        self.follower.stage()

    def tick(self) -> None:
        """Once a second: clocks, copies, the room."""
        self.follower.tick()

    def _stage_changed(self) -> None:
        self.stage.changed()
        self.middle.refresh_header()
        self.states.refresh()

    # --- size and end ------------------------------------------------------------------------------------------------
    def fold_side(self, folded: bool) -> None:
        """Put the right side away, or bring it back, until the person says otherwise."""
        self._folded_by_hand = folded
        self._fold()

    @property
    def side_folded(self) -> bool:
        """Whether the right side is away now."""
        return self.side.isHidden()

    def _fold(self) -> None:
        folded = self._folded_by_hand if self._folded_by_hand is not None else self.split.narrow(self.width())
        self.side.setVisible(not folded)
        self.column.setVisible(not self.split.crowded(self.width()))
        self.split.fit()
        self.actions_by_id["fold_side"].setChecked(not folded)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures; everything else belongs to the pages."""
        if not self.context.readonly and pictures(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Lay dropped pictures beside the work."""
        if paths := pictures(event.mimeData()):
            event.acceptProposedAction()
            self.handlers.around.open_photos(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the right side when it would leave too little for the work."""
        super().resizeEvent(event)
        self.message.set_low(self.height() < px(_LOW, self._scale))
        self._fold()

    def _restore(self) -> None:
        kept = self.shell.settings.get("window")
        if not kept or not self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            self.resize(1280, 720)
        self._fold()

    def remember(self) -> None:
        """Keep size and place for next time."""
        geometry = self.saveGeometry().toBase64().data()
        self.shell.settings.put("window", bytes(geometry).decode())
        if self.stage.window.remembered:
            self.shell.settings.put("stage_screen", self.stage.window.remembered)

    def _take_over(self, before: ConsoleWindow) -> None:
        """Go on where the window of another language or theme was: same activity, same stage."""
        self.show_activity(before.middle.activity_id)
        self.middle.take_over(before.middle)
        self._folded_by_hand = before._folded_by_hand
        self.stage.take_over(before.stage)
        shown = self.stage.on_show()
        if shown is not None:
            self.middle.made(shown.id).show_stage_page(before.steps.page_of(shown))
        self.people.go_on(before.people)
        self.photo.open(before.photo.reading.let_go())

    def _open_as(self, before: ConsoleWindow) -> None:
        """Show the list of people, or what was said in between, where that window showed it, and its quick line."""
        for page, show in ((before.people, self.show_people), (before.between, self.show_between)):
            if before.centre.currentWidget() is page:
                show()
        self.quick.go_on(before.quick, self.focusWidget())

    def let_go(self, *, keep_stage: bool = False) -> None:
        """Stop listening; the document stays open for whoever comes next, and so may the room's window."""
        if not keep_stage:
            self.side.keep()
            self.middle.part()
        for left in self.findChildren(QDialog):
            left.reject()  # one that stands beside the work goes with its window
        self.photo.reading.let_go()
        self._end()
        self.live.set(False)
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self.clicker)
        self.remember()
        if not keep_stage:
            self.stage.close()
        self._rest()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window closes the meeting: the shell writes the last copy."""
        if self.shell.console is self:
            event.ignore()
            self.shell.close_meeting(quit_after=True)
        else:
            event.accept()
