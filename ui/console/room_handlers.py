"""What the moderator does with the room itself: tables, break, timer, pace. Dialogs come when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from labapp.model import agenda, cafe, countdown, groups, pause
from ui.widgets.asking import ask

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


_BESIDE_TABLES = ("presence", "parking", "question", "declaration", "note", "tables_next", "tables_stage", "undo",
                  "redo", "break", "end_break", "freeze", "blank")  # fmt: skip
"""What has to work by its key while the tables lie open beside the work."""


class RoomHandlers:
    """One method an action, as in `Handlers`."""

    def __init__(self, window: ConsoleWindow) -> None:
        self._window = window
        self._context = window.context
        self._ = window._

    def table(self) -> dict[str, Callable[[], object]]:
        """Return the handlers of this file's rows of `ACTIONS`."""
        return {
            "recall": self.recall, "tables": self.tables, "tables_next": self.tables_next,
            "tables_stage": self.tables_stage,
            "check_agenda": self.check_agenda, "break": self.press_break, "end_break": self.end_break,
            "timer_one": lambda: self.more_time(1), "timer_five": lambda: self.more_time(5),
            "accept_pace": lambda: self._window.pacing.accept(), "sound": self.sound,
        }  # fmt: skip

    def tables(self) -> None:
        """Divide people at tables for the point that is shown."""
        from ui.console.tables_dialog import TablesDialog

        chosen = self._window.middle.activity_id
        if not chosen:
            self._context.tell(self._("Tables belong to a point of the agenda: add one first."))
            return
        made = TablesDialog(self._context, chosen, self._window.stage, self._window, lambda: self._step(chosen))
        for other in self._window.findChildren(TablesDialog):
            if other is not made:
                other.reject()
        made.finished.connect(made.deleteLater)
        made.addActions([self._window.actions_by_id[ident] for ident in _BESIDE_TABLES])
        made.show()

    def _divided(self) -> str:
        """Return the point whose tables are meant: what runs, else what is shown; says so when it has none."""
        read = self._context.lab.read
        running = agenda.current(read)
        for ident in (running.id if running is not None else "", self._window.middle.activity_id):
            if ident and groups.plan(read, ident).rounds:
                return ident
        self._context.tell(self._("Nobody sits at tables here yet: divide them first (Ctrl+T)."))
        return ""

    def tables_next(self) -> None:
        """Begin the next round at the tables, or let the next table report; one key through all of it."""
        if ident := self._divided():
            self._step(ident)

    def _step(self, ident: str) -> None:
        stage = self._window.stage
        read = self._context.lab.read
        coming = cafe.following(groups.plan(read, ident), cafe.course(read, ident))
        what, number = (coming.what, coming.number + 1) if coming is not None else ("", 0)
        done = self._context.run("tables.step", lambda tx: cafe.go_on(tx, ident), what=what, n=number)
        if done is None:
            self._context.tell(self._("Rounds and reports at the tables are over. Ctrl+T begins again."))
            return
        stage.show_tables("" if done.what == "end" else ident)
        self._window.refresh_stage()

    def tables_stage(self) -> None:
        """Show the room who sits where, and by the same key what runs."""
        stage = self._window.stage
        stage.show_tables("" if stage.tables else self._divided())
        self._window.refresh_stage()

    def recall(self) -> None:
        """Show the room the chosen point again where it is over, and by the same key what runs."""
        stage, chosen = self._window.stage, self._window.middle.activity_id
        again = bool(chosen) and agenda.activity(self._context.lab.read, chosen).state == agenda.DONE
        stage.recall(chosen if again and stage.recalled != chosen else "")
        self._window.middle.refresh_header()
        self._window.states.refresh()
        self._window.refresh_stage()

    def check_agenda(self) -> None:
        """Look the agenda through."""
        from ui.console.agenda_check_dialog import AgendaCheckDialog

        ask(AgendaCheckDialog(self._context, self._window))

    def press_break(self) -> None:
        """Announce a break, or five minutes more of it."""
        stage = self._window.stage
        until = stage.planned_resume()
        made = self._context.run("pause.press", lambda tx: pause.press(tx, until), undoable=False)
        if made is not None:
            self._context.tell(self._("We resume at {time}. F4 adds five minutes, Shift+F4 ends the break.",
                                      time=stage.local(made.until)), "good")  # fmt: skip

    def end_break(self) -> None:
        """Take the break off the room's screen."""
        if pause.current(self._context.lab.read) is not None:
            self._context.run("pause.clear", pause.clear, undoable=False)

    def more_time(self, minutes: int) -> None:
        """Give the timer more time; the point's own time when no timer runs."""
        read = self._context.lab.read
        if countdown.face(read, read.clock()) is not None:
            self._context.run("timer.add", lambda tx: countdown.add(tx, minutes * 60), undoable=False)
            return
        running = agenda.current(read)
        if running is None:
            self._context.tell(self._("No timer runs and no point is under way."))
            return
        ident, whole = running.id, running.minutes + minutes
        self._context.run(
            "activity.edit", lambda tx: agenda.edit_activity(tx, ident, minutes=whole, minimum=whole), activity=ident
        )

    def sound(self) -> None:
        """Switch the sound at the end of a break on or off."""
        settings = self._window.shell.settings
        settings.put("sound", not settings.get("sound"))
        self._window.refresh_stage()
