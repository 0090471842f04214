"""What the actions of the agenda do: the next step; starting, finishing, adding, changing, moving points and days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labapp.model import agenda
from ui.console import agenda_gestures as gestures
from ui.console.around import Around
from ui.widgets.asking import ask

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


class AgendaHandlers:
    """One method an action; the window shows what came of it."""

    def __init__(self, window: ConsoleWindow) -> None:
        self._window = window
        self._context = window.context
        self._ = window.context._
        self.around = Around(window)

    @property
    def _chosen(self) -> str:
        return self._window.middle.activity_id

    def next_step(self) -> None:
        """The agenda's next step: finish what runs, or start what comes next."""
        read = self._context.lab.read
        current = agenda.current(read)
        if current is not None:
            self.finish_id(current.id)
            return
        coming = agenda.following(read)
        if coming is None:
            self._context.tell(self._("Everything on the agenda is done. Next: the report (Ctrl+R)."), "good")
        else:
            self.start_id(coming.id)

    def start_id(self, activity_id: str) -> None:
        """Start a point and show it."""
        if activity_id:
            gestures.start(self._context, activity_id)
            if self._window.stage.tables != activity_id:
                self._window.stage.show_tables("")
            self._window.stage.recall("")
            self._window.show_activity(activity_id)
            self._to_line()

    def _to_line(self) -> None:
        """Put the cursor where typing goes, never on a widget that Enter or the wheel would change."""
        page = self._window.middle.page
        if page is not None:
            page.focus_capture()

    def finish_id(self, activity_id: str) -> None:
        """Finish a point and show what comes next."""
        if activity_id and self.around.may_end(activity_id):
            coming = gestures.finish(self._context, activity_id)
            self._window.show_activity(coming or activity_id)
            self._to_line()

    def skip(self) -> None:
        """Leave the chosen point out."""
        gestures.skip(self._context, self._chosen)

    def add_activity(self) -> None:
        """Ask for a new point and show it."""
        from ui.console.activity_dialog import ActivityDialog

        dialog = ActivityDialog(self._context, None, self._window)
        if ask(dialog) and (ident := gestures.add(self._context, dialog.values(), self._chosen, dialog.set_up)):
            self._window.show_activity(ident)

    def edit_activity_id(self, activity_id: str) -> None:
        """Ask for changes of a point."""
        from ui.console.activity_dialog import ActivityDialog

        if not activity_id:
            return
        dialog = ActivityDialog(self._context, activity_id, self._window)
        if ask(dialog):
            values = dialog.values()
            values.pop("kind")
            operation = lambda tx: agenda.edit_activity(tx, activity_id, **values)  # noqa: E731 - one gesture
            self._context.run("activity.edit", operation, activity=activity_id)

    def duplicate(self) -> None:
        """Copy the chosen point and show the copy."""
        ident = gestures.duplicate(self._context, self._chosen)
        if ident:
            self._window.show_activity(ident)

    def delete_activity_id(self, activity_id: str) -> None:
        """Take a point off the agenda; undo is offered at the foot."""
        if activity_id:
            gestures.remove(self._context, activity_id)

    def edit_day(self, day_id: str) -> None:
        """Ask for a day's date and hour; empty: the day of the chosen point."""
        from ui.console.day_dialog import DayDialog

        read = self._context.lab.read
        if not day_id:
            days = agenda.days(read)
            day_id = agenda.activity(read, self._chosen).day if self._chosen else days[0].id if days else ""
        if not day_id:
            return
        dialog = DayDialog(self._context, day_id, self._window)
        if ask(dialog):
            values = dialog.values()
            self._context.run("day.edit", lambda tx: agenda.edit_day(tx, day_id, **values))

    def add_day(self) -> None:
        """Append a day."""
        self._context.run("day.add", lambda tx: agenda.add_day(tx))

    def _move(self, step: int) -> None:
        self._window.rail.move_by(step)

    def _neighbour(self, step: int) -> None:
        ident = self._window.rail.neighbour(step)
        if ident:
            self._window.show_activity(ident)
