"""The agenda: days and activities, their order, and what has really happened.

Planned times are local to the laboratory's zone; started and finished are UTC stamps. Settings belong to the kind.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from labapp.changes import Change, Reader
from labapp.clock import moment
from labapp.model import facts, order

T = TypeVar("T")
PLANNED, RUNNING, DONE, SKIPPED = "planned", "running", "done", "skipped"
_MISTAKE = timedelta(minutes=15)


@dataclass(frozen=True)
class Day:
    """One day: date "YYYY-MM-DD" or empty, start "HH:MM" local."""

    id: str
    date: str
    start: str
    title: str
    position: str


@dataclass(frozen=True)
class Activity:
    """One point of the agenda; `settings` is the kind's own JSON as read from the file: looked at, never altered."""

    id: str
    day: str
    position: str
    kind: str
    title: str
    question: str
    notes: str
    minutes: int
    minimum: int
    fixed: str
    skippable: bool
    needs: str | None
    needs_until: str
    settings: dict[str, Any]
    state: str
    started: str | None
    finished: str | None


def days(read: Reader) -> list[Day]:
    """Return all days in order."""

    def make() -> list[Day]:
        return [
            Day(row["id"], row["date"], row["start"], row["title"], row["position"])
            for row in read.rows("SELECT * FROM days ORDER BY position, id")
        ]

    return list(_kept(read, "days", ("days",), make))


def activities(read: Reader, day: str | None = None) -> list[Activity]:
    """Return the activities of a day, or of all days, in agenda order."""

    def make() -> list[Activity]:
        where, params = ("AND a.day = ?", [day]) if day else ("", [])
        sql = f"SELECT a.* FROM activities a JOIN days d ON d.id = a.day WHERE a.retired = 0 {where}"
        return [_activity(row) for row in read.rows(f"{sql} ORDER BY d.position, d.id, a.position, a.id", *params)]

    return list(_kept(read, ("activities", day), ("activities", "days"), make))


def activity(read: Reader, activity_id: str) -> Activity:
    """Return one activity, retired ones included; KeyError when there is none."""

    def make() -> Activity:
        row = read.row("SELECT * FROM activities WHERE id = ?", activity_id)
        if row is None:
            raise KeyError(activity_id)
        return _activity(row)

    return _kept(read, ("activity", activity_id), ("activities",), make)


def known(read: Reader, activity_id: str) -> bool:
    """Tell whether there is such an activity, retired ones included: one whose adding was undone is gone."""
    return bool(read.value("SELECT count(*) FROM activities WHERE id = ?", activity_id))


def current(read: Reader) -> Activity | None:
    """Return the activity that is running now: at most one."""

    def make() -> Activity | None:
        sql = "SELECT * FROM activities WHERE state = ? AND retired = 0 ORDER BY started DESC LIMIT 1"
        row = read.row(sql, RUNNING)
        return None if row is None else _activity(row)

    return _kept(read, "current activity", ("activities",), make)


def _kept(read: Reader, key: Hashable, tables: Sequence[str], make: Callable[[], T]) -> T:
    """Return what is asked many times at every key on a board and every second, and changes only with the agenda."""
    return read.kept(key, tables, make, lambda _, changed: make())


def following(read: Reader) -> Activity | None:
    """Return the first activity still planned after the newest that ran: the moderator's next step."""
    listed = activities(read)
    begun = [index for index, item in enumerate(listed) if item.state != PLANNED]
    rest = listed[begun[-1] + 1 :] if begun else listed
    return next((item for item in rest if item.state == PLANNED), None)


def add_day(tx: Change, *, date: str = "", start: str = "09:00", title: str = "") -> str:
    """Append a day and return its id."""
    position = order.between(order.last(day.position for day in days(tx)), None)
    return tx.insert("days", date=date, start=start, title=title, position=position)


def edit_day(tx: Change, day_id: str, **values: str) -> None:
    """Change date, start or title of a day."""
    tx.update("days", day_id, **values)


def add_activity(
    tx: Change, day: str, kind: str, title: str, *, after: str | None = None, settings: dict[str, Any] | None = None,
    **values: Any,  # noqa: ANN401 - columns of `activities`
) -> str:  # fmt: skip
    """Add an activity behind another one, or at the end of the day, and return its id."""
    position = _position(tx, day, after)
    return tx.insert(
        "activities", day=day, kind=kind, title=title, position=position,
        settings=json.dumps(settings or {"v": 1}, ensure_ascii=False), **values,
    )  # fmt: skip


def edit_activity(tx: Change, activity_id: str, **values: Any) -> None:  # noqa: ANN401 - columns of `activities`
    """Change columns of an activity; `settings` is given as a dict."""
    if "settings" in values:
        values["settings"] = json.dumps(values["settings"], ensure_ascii=False)
    tx.update("activities", activity_id, **values)


def move_activity(tx: Change, activity_id: str, day: str, after: str | None) -> None:
    """Put an activity into a day behind another one (None: first)."""
    neighbours = [item for item in activities(tx, day) if item.id != activity_id]
    index = next((i + 1 for i, item in enumerate(neighbours) if item.id == after), 0)
    tx.update("activities", activity_id, day=day, position=order.place([item.position for item in neighbours], index))


def duplicate_activity(tx: Change, activity_id: str) -> str:
    """Copy an activity's plan (not what happened in it) right behind it and return the copy's id."""
    row = tx.row("SELECT * FROM activities WHERE id = ?", activity_id)
    if row is None:
        raise KeyError(activity_id)
    happened = {"id", "position", "state", "started", "finished"}
    values = {name: value for name, value in dict(row).items() if name not in happened}
    return tx.insert("activities", **values, position=_position(tx, row["day"], activity_id))


def retire_activity(tx: Change, activity_id: str) -> None:
    """Take an activity off the agenda; what was said in it stays in the file and undo brings it back."""
    tx.update("activities", activity_id, retired=1)


def start(tx: Change, activity_id: str) -> None:
    """Begin an activity now; whatever was running is finished. Called in an entry that is not undoable."""
    for item in activities(tx):
        if item.state == RUNNING and item.id != activity_id:
            finish(tx, item.id)
    begun = activity(tx, activity_id)
    # finished by mistake and begun again at once, it goes on; begun anew later, it has its whole time
    recent = begun.finished and moment(tx.now) - moment(begun.finished) < _MISTAKE
    started = begun.started if begun.started and (recent or not begun.finished) else tx.now
    _keep_paper(tx, begun.day)
    tx.update("activities", activity_id, state=RUNNING, started=started, finished=None)
    facts.put(tx, "current", activity_id)


def paper(read: Reader) -> dict[str, int]:
    """Return by activity how many minutes it had when its day began; points of a day not begun are not in it."""
    kept: dict[str, int] = facts.get(read, "paper")
    return kept


def _keep_paper(tx: Change, day: str) -> None:
    """Remember the plan with which a day begins: whatever is added later is no longer what was planned."""
    listed, kept = activities(tx, day), paper(tx)
    if not any(item.started or item.id in kept for item in listed):
        facts.put(tx, "paper", {**kept, **{item.id: item.minutes for item in listed}})


def finish(tx: Change, activity_id: str) -> None:
    """End an activity now."""
    tx.update("activities", activity_id, state=DONE, finished=tx.now)


def skip(tx: Change, activity_id: str) -> None:
    """Leave an activity out; it stays on the agenda, marked so."""
    tx.update("activities", activity_id, state=SKIPPED)


def _position(tx: Change, day: str, after: str | None) -> str:
    listed = activities(tx, day)
    index = next((i + 1 for i, item in enumerate(listed) if item.id == after), len(listed))
    return order.place([item.position for item in listed], index)


def _activity(row: Any) -> Activity:  # noqa: ANN401 - sqlite3.Row
    return Activity(
        row["id"], row["day"], row["position"], row["kind"], row["title"], row["question"], row["notes"],
        row["minutes"], row["minimum"], row["fixed"], bool(row["skippable"]), row["needs"], row["needs_until"],
        json.loads(row["settings"]), row["state"], row["started"], row["finished"],
    )  # fmt: skip
