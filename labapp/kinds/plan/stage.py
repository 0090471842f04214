"""What the room may see of a plan: what, who (only once agreed: a body or a badge, never a name), by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from labapp.changes import Reader
from labapp.kinds.plan import actions
from labapp.kinds.plan.owners import Owners
from labapp.model.agenda import Activity
from labapp.stage.state import Scene


@dataclass(frozen=True, slots=True)
class StageAction:
    """One row: `owner` is public (a body or a badge code) and empty while nobody has agreed."""

    number: int
    what: str
    owner: str = ""
    mark: str = ""
    due_kind: str = "none"
    due: str = ""
    status: str = "planned"
    unconfirmed: bool = False
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class PlanScene(Scene):
    """What · who · by when; five rows a page."""

    kind: ClassVar[str] = "plan"

    question: str
    actions: tuple[StageAction, ...] = ()


def scene(read: Reader, activity: Activity, today: date) -> PlanScene:
    """Return the plan's scene as of a day (the laboratory's local date)."""
    owners = Owners(read)
    rows = tuple(
        StageAction(
            number, item.what,
            owners.public(item) if item.confirmed else "", owners.mark(item) if item.confirmed else "",
            item.due_kind, item.due, item.status, item.has_owner and not item.confirmed, item.overdue(today),
        )
        for number, item in enumerate(actions.actions(read, activity.id), 1)
    )
    return PlanScene(activity.question or activity.title, rows)
