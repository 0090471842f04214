"""The plan kind: where its parts lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from labapp.changes import Change, Reader
from labapp.clock import moment
from labapp.content.nodes import Node, Section
from labapp.kinds.base import Handed, Kind, Problem, ReportOptions
from labapp.kinds.plan import actions, life, schema, section, stage
from labapp.model import facts, ideas, notes
from labapp.model.agenda import Activity
from labapp.model.notes import Note
from labapp.stage.state import Scene
from labapp.store.catalogue import Owner
from labapp.wording.translate import N_, Translator


class Plan(Kind):
    """Turns ideas into actions: what, who, by when, and a mandate behind every name."""

    id: ClassVar[str] = "plan"
    name: ClassVar[str] = N_("Action plan")
    takes_ideas: ClassVar[bool] = True
    takes_notes: ClassVar[bool] = True
    owner: ClassVar[Owner | None] = schema.OWNER
    exports: ClassVar[tuple[str, ...]] = (".csv",)

    def defaults(self) -> dict[str, Any]:
        """Return the settings of a new plan."""
        return {"v": 1}

    def take_note(self, tx: Change, activity: str, note: Note) -> None:
        """Make an action of something said in between, in the speaker's words."""
        actions.add_from_note(tx, activity, note)

    def on_start(self, tx: Change, activity: Activity) -> None:
        """Take in every declaration still open, to be accepted in the room: nothing said at 11 is lost at 15.

        One that was taken out here stays out: whoever begins the plan again has not asked for it.
        """
        for note in notes.notes(tx, "declaration"):
            if note.state == "open" and not actions.refused(tx, activity.id, note.id):
                actions.add_from_note(tx, activity.id, note)

    def on_removed(self, tx: Change, activity: Activity) -> None:
        """Let what was said in between and became an action here be open again."""
        actions.give_back(tx, activity.id)

    def scene(self, read: Reader, activity: Activity) -> Scene:
        """Return what · who · by when; overdue as of the moment the activity ended, or now while it runs."""
        at = moment(activity.finished) if activity.finished else read.clock()
        return stage.scene(read, activity, at.astimezone(facts.facts(read).timezone).date())

    def section(self, read: Reader, activity: Activity, options: ReportOptions, _: Translator) -> Section:
        """Return agreed actions, and apart from them those whose owners have not agreed."""
        return section.section(read, activity, options, _)

    def essence(self, read: Reader, activity: Activity, options: ReportOptions, _: Translator) -> Sequence[Node]:
        """Return who does what by when, agreed owners only."""
        return section.essence(read, activity, options, _)

    def take(self, tx: Change, activity: str, chosen: Sequence[str]) -> int:
        """Draw an action from each idea that has none in this plan yet."""
        return self.take_left(tx, activity, [Handed(ideas.text(tx, idea), idea) for idea in chosen])

    def take_left(self, tx: Change, activity: str, handed: Sequence[Handed]) -> int:
        """Draw an action from whatever has none here yet, in the words that were settled."""
        drawn = 0
        for item in handed:
            if not actions.has(actions.actions(tx, activity), item.idea, item.words):
                actions.add(tx, activity, item.words, idea=item.idea)
                drawn += 1
        return drawn

    def life(self, read: Reader, idea: str, _: Translator) -> Sequence[str]:
        """Return the actions that grew out of the idea."""
        return life.life(read, idea, _)

    def problems(self, read: Reader, activity: Activity) -> list[Problem]:
        """Return accepted actions without anybody named: somebody was removed, and the mandate with them."""
        orphans = read.value(
            "SELECT count(*) FROM plan_actions WHERE activity = ? AND retired = 0 AND mandate = 'accepted'"
            " AND person IS NULL AND entity IS NULL AND who = ''",
            activity.id,
        )
        return [Problem("plan.accepted-by-nobody", {"n": orphans})] if orphans else []

    def export(self, read: Reader, activity: Activity, ending: str, _: Translator) -> bytes | None:
        """Write the plan as CSV."""
        return section.csv_of(read, activity, _) if ending == ".csv" else None
