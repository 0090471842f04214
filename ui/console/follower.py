"""What the console does when the document changes and when a second has passed: redraws what that touches, no more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from labapp.changes import ChangeSet
from labapp.errors import UserError
from labapp.model import agenda, facts, notes, people
from labapp.wording.errors import error_sentence
from labapp.wording.history import history_sentence
from ui.console.choosing import Choosing
from ui.console.clock import pace_of

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow

_LASTS = 5  # s: a file is often held up for a moment, by a virus scanner say


class Follower:
    """Asks the document and tells the window's parts."""

    def __init__(self, window: ConsoleWindow) -> None:
        self._window = window
        self._held_up = ""
        self._failing = 0  # seconds for which the file could not be written
        self._choosing = Choosing(window)

    def all(self) -> None:
        """Redraw everything."""
        window = self._window
        self._facts()
        self._rail()
        window.column.count_people()
        window.column.count_between()
        window.states.refresh()
        window.stage.changed()
        self.stage()
        self.tick()

    def change(self, changes: ChangeSet) -> None:
        """Redraw what a change touched; the stage last, from the document as it is now."""
        window = self._window
        if changes.touches("activities", "days"):
            self._rail()
            self._follow_removed()
        if changes.touches("lab"):
            self._facts()
        if changes.touches("participants", "presence", "sectors", "entities"):
            window.column.count_people()
            window.people.stale()
        if changes.touches("notes"):
            window.column.count_between()
        if changes.touches("notes", "participants", "activities"):
            window.between.stale()
        if changes.touches("placements", "ideas", "file_links") and not window.photo.isHidden():
            window.photo.refresh()
        window.middle.refresh(changes)
        window.side.show_activity(window.middle.activity_id)
        window.side.timer.refresh()
        window.side.life.follow(changes)
        window.stage.changed(changes)
        window.states.refresh()
        self._say_done(changes)

    def tick(self) -> None:
        """Once a second: clocks, copies, the room."""
        window = self._window
        window.context.document.tick()
        self._times()
        window.bar.show_copy(window.context.document)
        self._tell_copy()
        window.side.timer.refresh()
        window.stage.tick()
        window.steps.tick()
        self._choosing.look()
        self._take_in()

    def _tell_copy(self) -> None:
        """Say once why the file cannot be written, if that lasts; the header says all the while that it cannot."""
        context = self._window.context
        status = context.document.status()
        failure = status.file.failure if not status.choice else None  # of a choice there is a banner
        self._failing = self._failing + 1 if failure is not None else 0
        if failure is not None and self._failing == _LASTS:
            _ = context._
            why = error_sentence(failure, _)
            context.tell(_("Nothing is lost, but the meeting's file cannot be written now. {why}", why=why), "warning")

    def _take_in(self) -> None:
        """Do what other threads have handed in; what stands in the way is said once, and what it holds up stays."""
        context, stands = self._window.context, ""
        try:
            context.lab.drain()
        except UserError as problem:
            stands = error_sentence(problem, context._)
        if stands and stands != self._held_up:
            context.tell(stands, "warning")
        self._held_up = stands

    def stage(self) -> None:
        """Say what the room sees, in bar, menu and over the miniature."""
        window, room = self._window, self._window.stage.window
        words, tone = window.handlers.stage_words()
        window.live.set(room.isVisible())
        window.bar.show_stage(words, tone, room.frozen, room.blank)
        window.side.show_stage(room.isVisible(), room.frozen, room.blank)
        window.states.tick_boxes()
        if room.isVisible():
            window.miniature.set_stage_size(room.width(), room.height())

    def _facts(self) -> None:
        title = facts.get(self._window.context.lab.read, "title")
        self._window.bar.show_title(title)
        self._window.setWindowTitle(f"{title} – labapp" if title else "labapp")

    def _times(self) -> None:
        pace = pace_of(self._window.context.lab)
        self._window.bar.show_time(pace.schedule, self._window.stage.break_left(pace.schedule))
        self._window.rail.fill(pace.schedule)
        self._window.pacing.refresh(pace)

    def _rail(self) -> None:
        self._times()
        self._window.rail.select(self._window.middle.activity_id)

    def _follow_removed(self) -> None:
        """What was shown may have been taken off the agenda, or come back."""
        window = self._window
        ids = [item.id for item in agenda.activities(window.context.lab.read)]
        if window.middle.activity_id not in ids:
            chosen = window.rail.current_id()
            window.show_activity(chosen if chosen in ids else ids[0] if ids else "")

    def _say_done(self, changes: ChangeSet) -> None:
        window = self._window
        entry = window.context.lab.history(1)[0]
        if entry.source == "console" and entry.number == changes.number:
            words = history_sentence(entry.code, json.loads(entry.params), window.context._)
            words = words[:1].upper() + words[1:]
            if entry.code == "note.add":
                words = self._whose(words)
            window.message.say(words, "info", undo=entry.undoable and entry.undoes is None)

    def _whose(self, words: str) -> str:
        """Add whose declaration it is, or that nobody is named: a promise without a name is nobody's."""
        _, read = self._window.context._, self._window.context.lab.read
        newest = notes.notes(read)[-1]
        if newest.kind != "declaration":
            return words
        person = people.participant(read, newest.participant) if newest.participant else None
        who = (person.name or person.code) if person is not None else newest.who
        if who:
            return _("{what}: {who}", what=words, who=who)
        return _("{what}, but not whose: “who: what” says it", what=words)
