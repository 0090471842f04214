"""The talk kind: what people say to each other, and the breaks in between. No tables of its own."""

from __future__ import annotations

from typing import Any, ClassVar

from labapp.changes import Change, Reader
from labapp.content.nodes import Section
from labapp.kinds.base import Kind, Problem, ReportOptions
from labapp.kinds.talk import section, stage
from labapp.model import agenda, pause
from labapp.model.agenda import Activity
from labapp.stage.state import Scene
from labapp.wording.translate import N_, Translator

FORMS = {
    "welcome": N_("Welcome"),
    "presentation": N_("Presentation"),
    "discussion": N_("Discussion"),
    "break": N_("Break"),
}


class Talk(Kind):
    """Welcome, presentation, discussion or break; settings: form, and for a break the time we resume."""

    id: ClassVar[str] = "talk"
    name: ClassVar[str] = N_("Talk or break")
    leaves_output: ClassVar[bool] = False

    def named(self, activity: Activity) -> str:
        """Return the talk's form."""
        return FORMS.get(str(self.upgrade(activity.settings)["form"]), self.name)

    def defaults(self) -> dict[str, Any]:
        """Return the settings of a new talk: a discussion."""
        return {"v": 1, "form": "discussion", "resume": ""}

    def scene(self, read: Reader, activity: Activity) -> Scene:
        """Return the question, or when the break ends."""
        return stage.scene(read, activity, self.upgrade(activity.settings))

    def section(self, read: Reader, activity: Activity, options: ReportOptions, _: Translator) -> Section:
        """Return the question and the notes written down during the talk."""
        return section.section(read, activity, options, _)

    def rests(self, activity: Activity) -> bool:
        """A break rests the room."""
        return bool(self.upgrade(activity.settings)["form"] == "break")

    def idle(self, activity: Activity) -> bool:
        """A presentation or discussion leaves nothing but notes; nobody expects more of a welcome or a break."""
        return self.upgrade(activity.settings)["form"] in ("presentation", "discussion")

    def problems(self, read: Reader, activity: Activity) -> list[Problem]:
        """Return a form nobody knows: only a file from elsewhere has one."""
        known = self.upgrade(activity.settings)["form"] in FORMS
        return [] if known else [Problem("talk.unknown-form", {})]


def set_form(tx: Change, activity: Activity, form: str) -> None:
    """Make the talk a welcome, a presentation, a discussion or a break; ValueError for anything else."""
    if form not in FORMS:
        raise ValueError(form)
    agenda.edit_activity(tx, activity.id, settings={**Talk().upgrade(activity.settings), "form": form})


def set_resume(tx: Change, activity: Activity, clock: str) -> None:
    """Say when the break ends (HH:MM local); empty: when its minutes are over. What one key announced gives way."""
    if agenda.activity(tx, activity.id).state == agenda.RUNNING and pause.current(tx) is not None:
        pause.clear(tx)
    agenda.edit_activity(tx, activity.id, settings={**Talk().upgrade(activity.settings), "resume": clock})
