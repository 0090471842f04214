"""The console's window: puts rail, middle and side together, listens to the document, and knows nothing of kinds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from labapp.changes import ChangeSet
from labapp.model import agenda, facts, notes, people
from labapp.model.agenda import Activity
from labapp.stage.state import SMALLEST
from labapp.wording.history import history_sentence
from labapp.wording.translate import LANGUAGES
from ui import theme as t
from ui.console import chime
from ui.console.actions import build, tip
from ui.console.banner import Banner
from ui.console.bar import TopBar
from ui.console.clock import pace_of
from ui.console.columns import Columns
from ui.console.handlers import Handlers
from ui.console.live import Live
from ui.console.message import MessageLine
from ui.console.middle import Middle
from ui.console.pacing_bar import PacingBar
from ui.console.people_page import PeoplePage
from ui.console.photo_panel import ENDINGS, PhotoPanel
from ui.console.quick_line import QuickLine
from ui.console.rail import Rail
from ui.console.readonly import still
from ui.console.room_clicker import known_keys
from ui.console.side import Side
from ui.console.stage_control import StageControl
from ui.console.turning import PageTurner
from ui.context import Context
from ui.kinds.base import PageAction
from ui.stage.clicker import Clicker
from ui.stage.miniature import StageMiniature
from ui.stage.window import StageMode, StageWindow
from ui.theme import THEMES, Theme
from ui.widgets.icons import icon
from ui.widgets.style import px

if TYPE_CHECKING:
    from ui.shell import Shell

_RAIL = 220  # px at 100 %: a time and the beginning of a title
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
        self.page_actions: list[QAction] = []
        self._page_offered: list[PageAction] | None = None
        self._page_triggers: dict[str, Callable[[], None]] = {}
        self._folded_by_hand: bool | None = None
        self._turner = PageTurner()
        settings = shell.settings
        stage_theme = THEMES.get(settings.get("stage_theme"), t.LIGHT)
        room = before.stage.release() if before is not None else StageWindow(
            stage_theme, self, settings.get("stage_screen")
        )
        self._build(room, stage_theme)
        self._connect()
        self._restore()
        self._end = context.lab.subscribe(self._changed)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self.tick)
        self._clock.start()
        self.handlers.around.mark()
        self.show_current()
        if before is not None:
            self._take_over(before)
        self.refresh_all()
        page = self.middle.page
        if page is not None:
            page.focus_capture()

    # --- putting together --------------------------------------------------------------------------------------------
    def _build(self, room: StageWindow, stage_theme: Theme) -> None:
        context = self.context
        self.setMinimumSize(900, 560)
        self.bar = TopBar(context)
        self.rail = Rail(context)
        self.middle = Middle(context)
        self.people = PeoplePage(context)
        self.banner = Banner(context)
        self.photo = PhotoPanel(context)
        self.setAcceptDrops(True)
        self.quick = QuickLine(context)
        self.pacing = PacingBar(context)
        self.message = MessageLine(context)
        self.miniature = StageMiniature(stage_theme)
        self.side = Side(context, self.miniature)
        self.stage = StageControl(context, self, self.miniature, room)
        self.stage.page_of = self._stage_page
        self.stage.smallest = max(SMALLEST, float(self.shell.settings.get("room_smallest")))
        self.stage.view_of = self._stage_view
        self.live = Live(context, self)
        self.handlers = Handlers(self)
        self.actions_by_id, self.menus = build(self, self.handlers.table(), self._, context.theme)
        self.centre = QStackedWidget()
        self.centre.addWidget(self.middle)
        self.centre.addWidget(self.people)
        self.split = Columns(self.shell.settings, self._rail_column(), self.centre, self.photo, self.side)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.bar, self.banner, self.quick, self.pacing, self.split, self.message):
            layout.addWidget(widget, 1 if widget is self.split else 0)
        self.setCentralWidget(whole)

    def _rail_column(self) -> QWidget:
        _ = self._
        column = QWidget()
        self.rail.setMinimumWidth(px(_RAIL, self.shell.settings.get("scale") / 100))
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, t.SPACE_S, 0, t.SPACE_S)
        layout.setSpacing(t.SPACE_XS)
        layout.addWidget(self.rail, 1)
        self._people_button = QToolButton()
        self._people_button.setIcon(icon("users", self.context.theme))
        self._people_button.setCheckable(True)
        self._people_button.setToolTip(tip(_("List of participants"), "Ctrl+L"))
        self._people_button.clicked.connect(lambda: self.show_people())
        add = QToolButton()
        add.setIcon(icon("plus", self.context.theme))
        add.setText(_("Add"))
        add.setAccessibleName(_("Add a point of the agenda"))
        add.setToolTip(tip(_("Add a point of the agenda"), "Ctrl+Shift+N"))
        add.clicked.connect(self.handlers.add_activity)
        row = QHBoxLayout()
        row.setContentsMargins(t.SPACE_S, 0, t.SPACE_S, 0)
        for button in (add, self._people_button):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setProperty("variant", "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            row.addWidget(button)
        row.insertStretch(1, 1)
        self._between_button = QToolButton()
        self._between_button.setIcon(icon("message-square", self.context.theme))
        self._between_button.setToolTip(tip(_("Said in between: what is still open…"), "Ctrl+J"))
        self._between_button.clicked.connect(self.handlers.around.between)
        self._between_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._between_button.setProperty("variant", "quiet")
        self._between_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row.insertWidget(2, self._between_button)
        layout.addLayout(row)
        return column

    def _connect(self) -> None:
        context, hands = self.context, self.handlers
        context.signals.message.connect(self.message.say)
        context.signals.stage_changed.connect(self._stage_changed)
        context.signals.go_to.connect(self.show_activity)
        self.rail.chosen.connect(self.show_activity)
        for signal, handler in (
            (self.rail.edit_asked, hands.edit_activity_id), (self.rail.delete_asked, hands.delete_activity_id),
            (self.rail.day_asked, hands.edit_day), (self.bar.title_clicked, hands.facts),
            (self.bar.copy_clicked, hands.second_place),
        ):  # fmt: skip
            signal.connect(hands.around.refuse if context.readonly else handler)
        self.middle.start_asked.connect(hands.start_id)
        self.middle.finish_asked.connect(hands.finish_id)
        self.middle.show_asked.connect(self.show_activity)
        self.middle.add_asked.connect(hands.add_activity)
        self.middle.report_asked.connect(hands.report)
        self.message.undo_asked.connect(hands.undo)
        self.bar.freeze_toggled.connect(self.stage.freeze)
        self.bar.blank_toggled.connect(self.stage.blank)
        self.bar.live_clicked.connect(hands.stage_menu)
        self.stage.mode_changed.connect(self.refresh_stage)
        self.side.pages.step_asked.connect(self.step)
        self.stage.break_over.connect(self._ring)
        self.stage.called.connect(self._ring)
        self.stage.window.placed.connect(self.refresh_stage)
        self.clicker = Clicker(self)
        self.clicker.learn(*known_keys(self.shell.settings))
        for forward, signals in (
            (self._step_on, (self.stage.window.next_step, self.clicker.forward)),
            (self._step_back, (self.stage.window.previous_step, self.clicker.back)),
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
        self._people_button.setChecked(False)
        self.middle.show_activity(activity_id)
        self.side.show_activity(activity_id)
        self.rail.select(activity_id)
        self._refresh_actions()

    def show_people(self) -> None:
        """Show the list of participants; once more: back to the activity."""
        if self.centre.currentWidget() is self.people:
            self.show_activity(self.middle.activity_id)
            return
        self.people.refresh()
        self.centre.setCurrentWidget(self.people)
        self._people_button.setChecked(True)
        self.people.focus_list()

    def refresh_all(self) -> None:
        """Redraw everything."""
        self._refresh_facts()
        self._refresh_rail()
        self._refresh_people_count()
        self._refresh_between()
        self._refresh_actions()
        self.stage.changed()
        self.refresh_stage()
        self.tick()

    def _changed(self, changes: ChangeSet) -> None:
        """Redraw what a change touched; the stage last, from the document as it is now."""
        if changes.touches("activities", "days"):
            self._refresh_rail()
            self._follow_removed()
        if changes.touches("lab"):
            self._refresh_facts()
        if changes.touches("participants", "presence", "sectors", "entities"):
            self._refresh_people_count()
            self.people.stale()
        if changes.touches("notes"):
            self._refresh_between()
        if changes.touches("placements", "ideas") and not self.photo.isHidden():
            self.photo.refresh()
        self.middle.refresh(changes)
        self.side.show_activity(self.middle.activity_id)
        self.side.timer.refresh()
        self.stage.changed(changes)
        self._refresh_actions()
        self._say_done(changes)

    def _follow_removed(self) -> None:
        """What was shown may have been taken off the agenda, or come back."""
        ids = [item.id for item in agenda.activities(self.context.lab.read)]
        if self.middle.activity_id not in ids:
            chosen = self.rail.current_id()
            self.show_activity(chosen if chosen in ids else ids[0] if ids else "")

    def _say_done(self, changes: ChangeSet) -> None:
        entry = self.context.lab.history(1)[0]
        if entry.source == "console" and entry.number == changes.number:
            words = history_sentence(entry.code, json.loads(entry.params), self._)
            words = words[:1].upper() + words[1:]
            self.message.say(words, "info", undo=entry.undoable and entry.undoes is None)

    def _refresh_facts(self) -> None:
        title = facts.get(self.context.lab.read, "title")
        self.bar.show_title(title)
        self.setWindowTitle(f"{title} – labapp" if title else "labapp")

    def _refresh_rail(self) -> None:
        pace = pace_of(self.context.lab)
        self.bar.show_time(pace.schedule)
        self.rail.fill(pace.schedule)
        self.pacing.refresh(pace)
        self.rail.select(self.middle.activity_id)

    def _refresh_people_count(self) -> None:
        read = self.context.lab.read
        here, all_ = len(people.present(read)), len(people.participants(read))
        self._people_button.setText(f"{here}/{all_}")
        self._people_button.setAccessibleName(self._("{here} of {all} people are here", here=here, all=all_))

    def _refresh_between(self) -> None:
        count = len([note for note in notes.notes(self.context.lab.read) if note.open])
        self._between_button.setText(str(count))
        words = self._.plural("{n} thing said in between is still open", "{n} things said in between are still open",
                              count)  # fmt: skip
        self._between_button.setAccessibleName(words)

    def refresh_stage(self, _place: object = None) -> None:
        """Say what the room sees, in bar and menu."""
        words, tone = self.handlers.stage_words()
        window = self.stage.window
        self.live.set(window.isVisible())
        self.bar.show_stage(words, tone, window.frozen, window.blank)
        self.side.show_stage(window.isVisible(), window.frozen, window.blank)
        made = self.actions_by_id
        made["freeze"].setChecked(window.frozen)
        made["blank"].setChecked(window.blank)
        made["stage_screen"].setChecked(self.stage.mode is StageMode.SCREEN)
        made["stage_window"].setChecked(self.stage.mode is StageMode.WINDOW)
        made["stage_time"].setChecked(self.stage.show_time)
        made["contract_stage"].setChecked(self.stage.contract is not None)
        made["tables_stage"].setChecked(bool(self.stage.tables))
        made["rehearsal"].setChecked(self.shell.rehearsing)
        made["test_card"].setChecked(self.stage.test_card is not None)
        made["sound"].setChecked(self.shell.settings.get("sound"))
        chosen = self.shell.settings.get("stage_theme")
        for name in THEMES:
            made[f"stage_{name}"].setChecked(name == chosen)
            made[f"theme_{name}"].setChecked(name == self.context.theme.name)
        for language in LANGUAGES:
            made[f"language_{language}"].setChecked(language == self._.language)
        size = window.size() if window.isVisible() else None
        if size is not None:
            self.miniature.set_stage_size(size.width(), size.height())

    def tick(self) -> None:
        """Once a second: clocks, copies, the room."""
        self.context.document.tick()
        pace = pace_of(self.context.lab)
        self.bar.show_time(pace.schedule)
        self.bar.show_copy(self.context.document)
        self.rail.fill(pace.schedule)
        self.pacing.refresh(pace)
        self.side.timer.refresh()
        self.stage.tick()
        self._turn()
        if self.context.document.status().choice:
            self.handlers.resolve_choice()

    # --- actions -----------------------------------------------------------------------------------------------------
    def _refresh_actions(self) -> None:
        lab, made, _ = self.context.lab, self.actions_by_id, self._
        for ident, entry in (("undo", lab.next_undo()), ("redo", lab.next_redo())):
            made[ident].setEnabled(entry is not None)
            text = _("Undo") if ident == "undo" else _("Redo")
            if entry is not None:
                what = history_sentence(entry.code, json.loads(entry.params), _)
                text = _("Undo: {what}", what=what) if ident == "undo" else _("Redo: {what}", what=what)
            made[ident].setText(text)
        chosen = self.middle.activity_id
        activity = agenda.activity(lab.read, chosen) if chosen else None
        self._enable_for(activity)
        self._fill_page_menu(self.menus["activity"])
        if self.context.readonly:
            still(self)

    def _enable_for(self, activity: Activity | None) -> None:
        state = activity.state if activity is not None else ""
        for ident in ("edit_activity", "duplicate_activity", "activity_up", "activity_down", "delete_activity"):
            self.actions_by_id[ident].setEnabled(activity is not None)
        self.actions_by_id["start"].setEnabled(activity is not None and state != agenda.RUNNING)
        self.actions_by_id["finish"].setEnabled(state == agenda.RUNNING)
        self.actions_by_id["skip"].setEnabled(state == agenda.PLANNED)

    def _fill_page_menu(self, menu: QMenu) -> None:
        page = self.middle.page if self.centre.currentWidget() is self.middle else None
        offered = page.page_actions() if page is not None else []
        self._page_triggers = {action.id: action.trigger for action in offered}
        if offered == self._page_offered:  # the usual case at every key: nothing to draw
            return
        self._page_offered = offered
        for action in self.page_actions:
            self.removeAction(action)
            action.deleteLater()
        menu.clear()
        self.page_actions = [self._page_action(action) for action in offered]
        for action in self.page_actions:
            menu.addAction(action)
            self.addAction(action)
        menu.menuAction().setEnabled(bool(self.page_actions))

    def _page_action(self, offered: PageAction) -> QAction:
        action = QAction(offered.text, self)
        action.setObjectName(offered.id)
        action.setEnabled(offered.enabled)
        if offered.icon:
            action.setIcon(icon(offered.icon, self.context.theme))
        if offered.shortcut:
            action.setShortcut(QKeySequence(offered.shortcut))
        action.triggered.connect(lambda _checked=False, ident=offered.id: self._page_triggers[ident]())
        return action

    def _step_on(self) -> None:
        self.step(True)

    def _step_back(self) -> None:
        self.step(False)

    def _turn(self) -> None:
        """Once a second: the next page, where the room looks and nobody has just turned it."""
        room, picture = self.stage.window, self.stage.window.picture()
        if picture is None or not room.isVisible() or room.frozen or room.blank or self.stage.test_card is not None:
            return
        shown = room.state
        if self._turner.due(type(shown.scene) if shown is not None else None, picture.page, picture.pages):
            self.step(True, by_hand=False)

    def step(self, forward: bool, *, by_hand: bool = True) -> None:
        """A clicker's step: a page of what runs, or of the test card; never starts, ends or announces anything."""
        if by_hand:
            self._turner.by_hand()
        if self.stage.test_card is not None:
            self.handlers.step_test_card(forward)
            return
        if self.stage.contract is not None:
            self.stage.contract += 1 if forward else -1
            self.stage.changed()
            return
        if self.stage.tables:
            self.stage.turn_tables(forward)
            return
        current = agenda.current(self.context.lab.read)
        page = self.middle.page_of(current.id) if current is not None else None
        if page is not None and page.step(forward):
            self.stage.changed()

    def _ring(self) -> None:
        if self.shell.settings.get("sound"):
            chime.ring()

    def _stage_page(self, activity: Activity) -> int:
        page = self.middle.page_of(activity.id)
        return page.stage_page() if page is not None else 0

    def _stage_view(self, activity: Activity) -> tuple[float, float, float, float] | None:
        page = self.middle.page_of(activity.id)
        return page.stage_view() if page is not None else None

    def _stage_changed(self) -> None:
        self.stage.changed()
        self.middle.refresh_header()
        self._refresh_actions()

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
        self.split.fit()
        self.actions_by_id["fold_side"].setChecked(not folded)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures; everything else belongs to the pages."""
        if not self.context.readonly and _pictures(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Lay a dropped picture beside the work."""
        for path in _pictures(event.mimeData())[:1]:
            event.acceptProposedAction()
            self.handlers.around.open_photo(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the right side when it would leave too little for the work."""
        super().resizeEvent(event)
        self.message.set_low(self.height() < px(_LOW, self.shell.settings.get("scale") / 100))
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
        self._folded_by_hand = before._folded_by_hand
        self.stage.show_time, self.stage.test_card = before.stage.show_time, before.stage.test_card
        self.stage.contract = before.stage.contract

    def let_go(self, *, keep_stage: bool = False) -> None:
        """Stop listening; the document stays open for whoever comes next, and so may the room's window."""
        if not keep_stage:
            self.side.keep()
        self._clock.stop()
        self._end()
        self.live.set(False)
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self.clicker)
        self.remember()
        if not keep_stage:
            self.stage.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window closes the meeting: the shell writes the last copy."""
        if self.shell.console is self:
            event.ignore()
            self.shell.close_meeting(quit_after=True)
        else:
            event.accept()


def _pictures(data: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in ENDINGS]
