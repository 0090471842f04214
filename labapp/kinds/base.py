"""What a kind of activity is: settings, what the room may see, its part of the report, its tables.

To add a kind: a package here and one in `ui/kinds`, one line in each registry, a test (see CONTRIBUTING.md).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from labapp.changes import Change, Reader
from labapp.content.nodes import Node, Section
from labapp.counting.outcome import Outcome
from labapp.counting.profile import Profile
from labapp.errors import UserError
from labapp.lab import Lab
from labapp.model import ideas
from labapp.model.agenda import Activity
from labapp.model.notes import Note
from labapp.stage.state import Scene
from labapp.store.catalogue import Owner
from labapp.wording.translate import Translator


@dataclass(frozen=True)
class ReportOptions:
    """What a report may say: `public` leaves out names and contacts, `notes` adds the moderator's notes."""

    public: bool = False
    notes: bool = False


@dataclass(frozen=True)
class Problem:
    """Something that does not add up in an activity, for `lab check`: a code and parameters, never contents."""

    code: str
    params: Mapping[str, Any]


@dataclass(frozen=True)
class Counted:
    """A count as other programs can repeat it: what was cast, what came of it, and what a format says besides."""

    profile: Profile
    outcome: Outcome
    question: str
    day: str  # YYYY-MM-DD, in UTC as it was recorded
    limits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Handed:
    """One thing an activity leaves for the next ones: its words as they were settled here, and the idea behind them.

    Words typed straight into a vote have no idea; an option may have been amended since it was one. `chosen` says that
    it was decided for here.
    """

    words: str
    idea: str | None = None
    chosen: bool = False


class Kind(ABC):
    """One kind of activity. Stateless: everything it knows comes from the Reader it is handed."""

    id: ClassVar[str]
    name: ClassVar[str]  # an N_() msgid
    takes_ideas: ClassVar[bool] = False
    takes_notes: ClassVar[bool] = False  # whether `take_note` does anything
    leaves_output: ClassVar[bool] = True
    owner: ClassVar[Owner | None] = None
    exports: ClassVar[tuple[str, ...]] = ()  # endings `export` knows, with the dot; a workbook is had of every ".csv"
    milestones: ClassVar[tuple[str, ...]] = ()  # codes of changes after which the user's own file is written at once

    def named(self, activity: Activity) -> str:
        """Return what people call this activity, as a marked text: the kind's name unless it knows better."""
        return self.name

    @abstractmethod
    def defaults(self) -> dict[str, Any]:
        """Return the settings of a new activity, with "v"."""

    def upgrade(self, settings: dict[str, Any]) -> dict[str, Any]:
        """Return settings of any older version in today's shape; unknown keys are kept.

        What is of another sort than its default (a text where a list belongs) was never set by us: the default stands.
        """
        return alike(self.defaults(), settings)

    @abstractmethod
    def scene(self, read: Reader, activity: Activity) -> Scene:
        """Return what the room may see of this activity now: public values only."""

    @abstractmethod
    def section(self, read: Reader, activity: Activity, options: ReportOptions, _: Translator) -> Section:
        """Return this activity's part of the report, in the translator's language."""

    def set_up(self, tx: Change, activity: str, template: Mapping[str, Any]) -> None:  # noqa: B027 - few kinds need it
        """Fill a new activity from its part of a template (columns, options …); nothing by default."""

    def essence(self, read: Reader, activity: Activity, options: ReportOptions, _: Translator) -> Sequence[Node]:
        """Return what belongs on page one: what was agreed here, in a line or a table; nothing by default."""
        return ()

    def handed_on(self, read: Reader, activity: Activity) -> Sequence[str]:
        """Return the ids of ideas this activity leaves for the next ones, best first; none by default."""
        return ()

    def left(self, read: Reader, activity: Activity) -> Sequence[Handed]:
        """Return all that this activity leaves, best first, what stands for no idea included."""
        return [Handed(ideas.text(read, idea), idea) for idea in self.handed_on(read, activity)]

    def take(self, tx: Change, activity: str, chosen: Sequence[str]) -> int:
        """Take ideas over from another activity and return how many came; a kind that takes none takes none."""
        return 0

    def take_left(self, tx: Change, activity: str, handed: Sequence[Handed]) -> int:
        """Take over what another activity has left, and return how many came; ideas only unless a kind does more."""
        return self.take(tx, activity, [item.idea for item in handed if item.idea])

    def take_note(self, tx: Change, activity: str, note: Note) -> None:  # noqa: B027 - few kinds need it
        """Take in something said in between (parking, a question, a declaration) and settle it; not by default."""

    def life(self, read: Reader, idea: str, _: Translator) -> Sequence[str]:
        """Return what became of an idea in activities of this kind, a sentence each; nothing by default."""
        return ()

    def rests(self, activity: Activity) -> bool:
        """Whether the room rests meanwhile: a break; no by default."""
        return False

    def idle(self, activity: Activity) -> bool:
        """Whether the activity takes the room's time and leaves nothing behind; told by the agenda check."""
        return not self.leaves_output

    def problems(self, read: Reader, activity: Activity) -> list[Problem]:
        """Return what does not add up; an empty list for a sound activity."""
        return []

    def on_start(self, tx: Change, activity: Activity) -> None:  # noqa: B027 - few kinds need it
        """Do what belongs to the start of the activity, inside its entry; nothing by default."""

    def on_removed(self, tx: Change, activity: Activity) -> None:  # noqa: B027 - few kinds need it
        """Do what belongs to taking the activity off the agenda, inside its entry; nothing by default."""

    def on_open(self, lab: Lab) -> None:  # noqa: B027 - few kinds need it
        """Complete what was cut short the last time this file was worked on; nothing by default."""

    def on_moved(self, lab: Lab, before: str) -> None:  # noqa: B027 - few kinds need it
        """Follow the laboratory to another file, `before` is where it lay; nothing by default."""

    def copied(self, tx: Change, source: str, target: str) -> None:  # noqa: B027 - few kinds need it
        """Copy a point's own plan (options, columns) to its duplicate, never what happened; nothing by default."""

    def may_finish(self, read: Reader, activity: Activity) -> UserError | None:
        """Return what stands in the way of ending the point now, None when nothing does."""
        return None

    def left_undone(self, read: Reader, activity: Activity) -> UserError | None:
        """Return what deserves a word as the point ends, though nothing stands in its way; None when nothing does."""
        return None

    def export(self, read: Reader, activity: Activity, ending: str, _: Translator) -> bytes | None:
        """Return the activity's content in one of the formats in `exports`, or None when there is nothing to write."""
        return None

    def counted(self, read: Reader, activity: Activity) -> Counted | None:
        """Return the newest count, to be counted anew by other programs; UserError for what they could not repeat."""
        return None


def alike(defaults: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return defaults with what was given instead, as far as it is of the same sort; unknown keys are kept."""
    return {**defaults, **{n: value for n, value in given.items() if n not in defaults or _like(value, defaults[n])}}


def _like(value: Any, default: Any) -> bool:  # noqa: ANN401 - JSON
    if isinstance(default, list):
        return isinstance(value, list | tuple) and all(isinstance(each, str | int | float | list) for each in value)
    if isinstance(default, str):  # a figure may have been written as a number
        return isinstance(value, str | int | float) and not isinstance(value, bool)
    if isinstance(default, int) and not isinstance(default, bool):
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9
    return default is None or isinstance(value, type(default))
