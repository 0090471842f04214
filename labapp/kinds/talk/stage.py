"""What the room sees of a talk: its title, its question, or when we resume; nothing else is public here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from labapp.changes import Reader
from labapp.model import agenda, facts, pause, timing
from labapp.model.agenda import Activity
from labapp.stage.scenes import BreakScene
from labapp.stage.state import Scene


@dataclass(frozen=True, slots=True)
class TalkScene(Scene):
    """The question as large as it fits, the title above it; the timer, when one runs, stands large below."""

    kind: ClassVar[str] = "talk"
    draws_timer: ClassVar[bool] = True

    title: str
    question: str = ""


def scene(read: Reader, activity: Activity, settings: dict[str, Any]) -> Scene:
    """Return the scene of a talk."""
    if settings["form"] != "break":
        return TalkScene(activity.title, activity.question)
    return BreakScene(resume_at(read, activity, settings), activity.title, _following(read, activity))


def resume_at(read: Reader, activity: Activity, settings: dict[str, Any]) -> str:
    """Return HH:MM local at which we resume: as announced or set by hand, else when the break's minutes are over."""
    announced = pause.current(read) if activity.state == agenda.RUNNING else None
    if announced is None and settings["resume"]:
        return str(settings["resume"])
    plan = timing.schedule(agenda.days(read), agenda.activities(read), facts.facts(read).timezone, read.clock())
    if announced is not None:
        return plan.local(announced.until)
    slot = plan.slot(activity.id)
    # once over, the promise to the room stays what it was
    return "" if slot is None else plan.local(slot.start + timedelta(minutes=activity.minutes))


def _following(read: Reader, activity: Activity) -> str:
    listed = [item for item in agenda.activities(read, activity.day) if item.state == agenda.PLANNED]
    return next((item.title for item in listed if item.position > activity.position), "")
