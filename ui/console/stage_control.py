"""From the document to the room: builds the `StageState` and hands it to the stage window and the miniature.

Nothing but a StageState leaves this file towards the room. The scene is made anew when the document changes, the
clock each second; equal states are not sent twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from labapp.changes import ChangeSet
from labapp.errors import UserError
from labapp.kinds.registry import KINDS
from labapp.model import agenda, countdown, facts, groups_stage, pause
from labapp.model.agenda import DONE, SKIPPED, Activity
from labapp.model.cafe import Call
from labapp.model.pause import Pause
from labapp.model.timing import Schedule
from labapp.stage.scenes import BreakScene, ContractScene, TestCardScene, TitleScene
from labapp.stage.state import SMALLEST, Scene, StageState, TimerFace
from labapp.wording.translate import translator
from ui.console.clock import plan_of
from ui.console.tables_call import Bell, call_now, call_words
from ui.context import Context
from ui.stage.miniature import StageMiniature
from ui.stage.painters import page_with, steady_page
from ui.stage.window import StageMode, StageWindow
from ui.theme import Theme

View = tuple[float, float, float, float]


class StageControl(QObject):
    """Owns the stage window; knows which scene is on and which page of it."""

    mode_changed = Signal()
    break_over = Signal()  # the time to resume has just come
    called = Signal()  # the tables' time has just come to five minutes, or to its end

    def __init__(
        self, context: Context, console: QWidget, miniature: StageMiniature, window: StageWindow
    ) -> None:
        """`window` may already be on the room's screen: another language of the console does not make it flicker."""
        super().__init__(console)
        self._context = context
        self._miniature = miniature
        self.window = window
        window.set_console(console)
        window.shown.connect(miniature.show_state)
        window.pages_changed.connect(self._pages_changed)
        window.resized.connect(miniature.set_stage_size)
        self.show_time = True
        self.test_card: int | None = None
        self.contract: int | None = None  # the page of the group's contract while it is recalled
        self._recalled = ""  # the point of the agenda the room sees again, in place of what runs
        self.notice = ""  # a short public line at the foot, in the laboratory's language
        self.smallest = SMALLEST  # what the last row can read, a part of the picture's height
        self._tables, self._tables_page = "", 0
        self._tables_open = False
        self._awaited: datetime | None = None
        self._bell = Bell()
        self._scene: Scene | None = None
        self._scene_of: tuple[str, str] = ("", "")
        self._sent: StageState | None = None
        self.page_of: Callable[[Activity], int] = lambda activity: 0
        self.turn_to: Callable[[Activity, int], None] = lambda activity, page: None
        self.focus_of: Callable[[Activity], str] = lambda activity: ""
        self._focus = ""
        self.view_of: Callable[[Activity], View | None] = lambda activity: None
        if window.state is not None:
            miniature.show_state(window.state)

    def take_over(self, before: StageControl) -> None:
        """Show the room what the console of another language or theme had on, whatever stands before the agenda."""
        self.show_time, self.test_card, self.contract = before.show_time, before.test_card, before.contract
        self._tables, self._tables_page, self._tables_open = before._tables, before._tables_page, before._tables_open
        self._recalled, self._focus = before._recalled, before._focus

    # --- what the room sees ----------------------------------------------------------------------------------------
    def changed(self, changes: ChangeSet | None = None) -> None:
        """Make the scene anew after a change of the document (None: after anything else) and send it."""
        if self._tables_open and changes is not None and changes.touches("activities") and self._over(self._tables):
            self._tables, self._tables_open = "", False  # who sits where leaves the wall with its point
        self._scene = None
        self.tick()

    def _over(self, activity_id: str) -> bool:
        return bool(activity_id) and agenda.activity(self._context.lab.read, activity_id).state in (DONE, SKIPPED)

    def tick(self) -> None:
        """Bring clock and page up to date; sends only what differs."""
        state = self.state()
        if state != self._sent:
            state = self._steadied(state)
        state = self._focused(state)
        if state != self._sent:
            self._sent = state
            self.window.show_state(state)
        self._await_end()
        if self._bell.just_came(call_now(self._context.lab.read, self._context.lab.clock())):
            self.called.emit()

    def _focused(self, state: StageState) -> StageState:
        """Turn to the page of what was chosen anew, where the room is to follow; a clicker may turn on from there."""
        current = self.on_show()
        focus = self.focus_of(current) if current is not None else ""
        if focus == self._focus:
            return state
        self._focus = focus
        if not focus or current is None:
            return state
        page = page_with(state, (self.window.width(), self.window.height()), focus)
        self.turn_to(current, page)
        return replace(state, page=page)

    def _steadied(self, state: StageState) -> StageState:
        """Stay with what the room sees when a page came in before it."""
        before = self._sent
        if before is None or not before.page or before.page != state.page or before.scene == state.scene:
            return state
        page = steady_page(before, state, (self.window.width(), self.window.height()))
        current = self.on_show()
        if page != state.page and current is not None:
            self.turn_to(current, page)
        return replace(state, page=page)

    def state(self) -> StageState:
        """Return what the room is to see now, freeze and blank aside."""
        plain = self._plain_state()
        call = call_now(self._context.lab.read, self._context.lab.clock()) if plain.timer is not None else Call.NONE
        notice = self.notice or call_words(call, translator(plain.language))
        # the card is there to find the smallest size: one found earlier must not stand in its way
        smallest = self.smallest if self.test_card is None else SMALLEST
        return replace(plain, notice=notice or None, smallest=smallest)

    def _plain_state(self) -> StageState:
        read = self._context.lab.read
        about = facts.facts(read)
        plan = plan_of(self._context.lab)
        current = agenda.current(read)
        if self.test_card is not None:
            return StageState(about.title, about.language, TestCardScene(self.test_card))
        if self.contract is not None:
            points = tuple(str(facts.get(read, "contract")).splitlines())
            return StageState(about.title, about.language, ContractScene(points), None, self.contract)
        paused = pause.current(read)
        if paused is not None:
            key = ("break", plan.local(paused.until))
            if self._scene is None or self._scene_of != key:
                self._scene, self._scene_of = self._break(key[1], current, plan), key
            scene = self._scene
            return StageState(about.title, about.language, scene, paused.face(plan.now))
        if self._tables:
            timer = self._timer(current, plan, TitleScene(""))
            return StageState(about.title, about.language, self._seating(), timer, self._tables_page)
        minute, shown = plan.local(plan.now), self.on_show()
        key = (shown.id if shown else "", "" if shown else minute)
        if self._scene is None or key != self._scene_of:
            self._scene, self._scene_of = self._made(shown, plan), key
        page, view = (self.page_of(shown), self.view_of(shown)) if shown is not None else (0, None)
        timer = self._timer(current, plan, self._scene)
        return StageState(about.title, about.language, self._scene, timer, page, view=view)

    def _break(self, until: str, current: Activity | None, plan: Schedule) -> BreakScene:
        """A break in the middle of a point goes back to it; one that a planned break runs into, to what follows."""
        going_on = current is not None and not isinstance(self._made(current, plan), BreakScene)
        return BreakScene(until, "", _title(agenda.following(self._context.lab.read)), _title(current) * going_on)

    def _made(self, current: Activity | None, plan: Schedule) -> Scene:
        read = self._context.lab.read
        if current is not None and current.kind in KINDS:
            try:
                return KINDS[current.kind].scene(read, current)
            except UserError:  # altered past the program, or of a newer one: its page says so, the room its title
                return TitleScene(current.title)
        if current is not None:  # a kind we do not know: its title is all we may say
            return TitleScene(current.title)
        about = facts.facts(read)
        coming = agenda.following(read)
        slot = plan.slot(coming.id) if coming is not None else None
        at = plan.local(slot.start) if slot is not None else ""
        return TitleScene(about.title, about.subtitle, coming.title if coming else "", at, about.organisers)

    def _timer(self, current: Activity | None, plan: Schedule, scene: Scene) -> TimerFace | None:
        own = countdown.face(self._context.lab.read, plan.now)
        if own is not None:
            return own
        if current is None or plan.left is None or not self.show_time:
            return None
        left, total = plan.left, timedelta(minutes=current.minutes)
        if isinstance(scene, BreakScene) and (until := self.break_left(plan)) is not None:
            left, total = until, max(total, until)
        return TimerFace(round(left.total_seconds()), round(total.total_seconds()))

    def break_left(self, plan: Schedule) -> timedelta | None:
        """Return the time until we resume from the agenda's break that runs, whatever covers it; else None."""
        current = agenda.current(self._context.lab.read)
        if current is None or current.settings.get("form") != "break":  # only then a scene is made each second
            return None
        scene = self._made(current, plan)
        return _until(scene.resume_at, plan) if isinstance(scene, BreakScene) and scene.resume_at else None

    # --- a point that is over ----------------------------------------------------------------------------------------
    @property
    def recalled(self) -> str:
        """Return the point that is over and shown again, empty when the room sees what runs."""
        return self._recalled

    def recall(self, activity_id: str) -> None:
        """Show the room a point that is over, as yesterday's result; empty: what runs is shown again."""
        if activity_id != self._recalled:
            self._recalled = activity_id
            self.changed()

    def on_show(self) -> Activity | None:
        """Return the point the room sees: one recalled while it is over and stays on the agenda, else what runs."""
        read = self._context.lab.read
        kept = next((item for item in agenda.activities(read) if item.id == self._recalled), None)
        if kept is not None and kept.state == DONE:
            return kept
        self._recalled = ""
        return agenda.current(read)

    # --- break and tables ------------------------------------------------------------------------------------------
    @property
    def tables(self) -> str:
        """Return of which activity the room sees who sits where; empty when it does not."""
        return self._tables

    def show_tables(self, activity_id: str) -> None:
        """Show the room who sits where; empty: what runs is shown again."""
        self._tables, self._tables_page = activity_id, 0
        self._tables_open = bool(activity_id) and not self._over(activity_id)  # of an old point: shown on purpose
        self.changed()

    def turn_tables(self, forward: bool) -> None:
        """Show the next or previous page of who sits where; the window goes round."""
        self._tables_page = max(0, self._tables_page + (1 if forward else -1))
        self.changed()

    def _seating(self) -> Scene:
        if self._scene is None or self._scene_of != ("tables", self._tables):
            self._scene = groups_stage.scene(self._context.lab.read, self._tables)
            self._scene_of = ("tables", self._tables)
        return self._scene

    def planned_resume(self) -> datetime | None:
        """Return when the planned break the room sees now is to end; None when it sees none, or it is over."""
        state = self.state()
        plan = plan_of(self._context.lab)
        if not isinstance(state.scene, BreakScene) or not state.scene.resume_at:
            return None
        left = _until(state.scene.resume_at, plan)
        until = plan.now + left
        return until if left > timedelta() else None

    def local(self, moment_utc: datetime) -> str:
        """Return a moment as HH:MM in the laboratory's zone."""
        return plan_of(self._context.lab).local(moment_utc)

    def _await_end(self) -> None:
        """Tell once that a break is over, only when its end was awaited here: not after a restart hours later."""
        paused: Pause | None = pause.current(self._context.lab.read)
        now = self._context.lab.clock()
        if paused is None:
            self._awaited = None
        elif now < paused.until:
            self._awaited = paused.until
        elif self._awaited is not None:
            self._awaited = None
            self.break_over.emit()

    # --- how it is shown -------------------------------------------------------------------------------------------
    @property
    def mode(self) -> StageMode:
        """Return whether the stage is off, on a screen of its own or in a window."""
        return self.window.mode

    def set_mode(self, mode: StageMode) -> None:
        """Show the stage on the second screen, in a window, or not at all."""
        self.tick()
        self.window.set_mode(mode)
        self.mode_changed.emit()

    def freeze(self, on: bool) -> None:
        """Keep the present picture, or go on."""
        self.window.freeze(on)
        self.mode_changed.emit()

    def blank(self, on: bool) -> None:
        """Darken the room's screen, or light it again."""
        self.window.set_blank(on)
        self.mode_changed.emit()

    def set_themes(self, stage_theme: Theme) -> None:
        """Change the colours of the room's screen."""
        self.window.set_theme(stage_theme)
        self._miniature.set_theme(stage_theme)

    def release(self) -> StageWindow:
        """Let go of the room's window, for another console to take over as it is."""
        for signal in (self.window.shown, self.window.pages_changed, self.window.resized, self.window.placed,
                       self.window.next_step, self.window.previous_step):  # fmt: skip
            signal.disconnect()
        return self.window

    def close(self) -> None:
        """Take the stage away for good."""
        self.window.set_mode(StageMode.OFF)
        self.window.deleteLater()

    def _pages_changed(self, page: int, pages: int) -> None:
        if self._sent is not None and self._sent.page != page and pages:
            self._sent = replace(self._sent, page=page)


def _title(activity: Activity | None) -> str:
    return activity.title if activity is not None else ""


def _until(clock: str, plan: Schedule) -> timedelta:
    """Time until the next HH:MM local; up to twelve hours ago counts as passed."""
    local = plan.now.astimezone(plan.zone)
    at = datetime.combine(local.date(), time.fromisoformat(clock), plan.zone)
    gap = at - local
    if gap < timedelta(hours=-12):
        gap += timedelta(days=1)
    return gap
