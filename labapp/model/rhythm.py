"""Looking an agenda through before the day: what does not fit, what leaves nothing behind, who sits too long.

Pure. The model does not know kinds: what rests the room and what leaves nothing is told by two functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from labapp.changes import Change, Reader
from labapp.model import facts
from labapp.model.agenda import SKIPPED, Activity
from labapp.model.timing import Schedule, Slot

Tells = Callable[[Activity], bool]
LONGEST = timedelta(hours=2)  # longer than this nobody listens
_A_REST = timedelta(minutes=10)


@dataclass(frozen=True)
class Finding:
    """Something to look at: a code, the day, the point it is about (the last one of what is too long), and figures."""

    code: str
    day: str = ""
    activity: str = ""
    minutes: int = 0
    since: str = ""
    until: str = ""


def check(plan: Schedule, rests: Tells, idle: Tells, ends: Mapping[str, str] | None = None) -> list[Finding]:
    """Return what to look at, in the order of the agenda; goes by the plan on paper, not by what happened.

    `rests` tells breaks, `idle` points that take the room's time and leave nothing behind.
    """
    found: list[Finding] = []
    for day in dict.fromkeys(slot.activity.day for slot in plan.slots):
        slots = [slot for slot in plan.slots if slot.activity.day == day and slot.activity.state != SKIPPED]
        if not slots:
            continue
        for index, slot in enumerate(slots):
            before = slots[index - 1] if index else None
            found.extend(_about(slot, before, plan, idle))
        found.extend(_without_break(slots, plan, rests))
        found.extend(_over(slots[-1], plan, (ends or {}).get(day, "")))
    return found


def ends(read: Reader) -> dict[str, str]:
    """Return by day when it must be over (HH:MM); days without an end are not in it."""
    kept: dict[str, Any] = facts.get(read, "ends")
    return {day: str(clock) for day, clock in kept.items() if clock}


def set_end(tx: Change, day: str, clock: str) -> None:
    """Say when a day must be over; empty: nothing is said."""
    kept = {key: value for key, value in ends(tx).items() if key != day}
    facts.put(tx, "ends", {**kept, day: clock} if clock else kept)


def _about(slot: Slot, before: Slot | None, plan: Schedule, idle: Tells) -> list[Finding]:
    point, found = slot.activity, []
    if point.fixed:
        late = _minutes(slot.planned - _at(slot.planned, point.fixed, plan))
        if late > 0:
            found.append(Finding("fixed", point.day, point.id, late, until=point.fixed))
    if point.needs and point.needs_until:
        over = _minutes(slot.planned_end - _at(slot.planned, point.needs_until, plan))
        if over > 0:
            found.append(Finding("needed", point.day, point.id, over, until=point.needs_until))
    if before is not None and slot.planned - before.planned_end >= 2 * _A_REST:
        gap = _minutes(slot.planned - before.planned_end)
        found.append(Finding("gap", point.day, point.id, gap, until=plan.local(slot.planned)))
    if idle(point):
        found.append(Finding("idle", point.day, point.id, point.minutes))
    return found


def _without_break(slots: Sequence[Slot], plan: Schedule, rests: Tells) -> list[Finding]:
    found: list[Finding] = []
    since = slots[0].planned
    last, work = since, slots[0]  # work: the point that stretches it too far
    for slot in slots:
        if slot.planned - last >= _A_REST:
            found.extend(_stretch(since, last, work, plan))
            since = slot.planned
        if rests(slot.activity):
            found.extend(_stretch(since, slot.planned, work, plan))
            since = slot.planned_end
        else:
            work = slot
        last = slot.planned_end
    return [*found, *_stretch(since, last, work, plan)]


def _stretch(since: datetime, until: datetime, slot: Slot, plan: Schedule) -> list[Finding]:
    if until - since <= LONGEST:
        return []
    point, length = slot.activity, _minutes(until - since)
    return [Finding("no-break", point.day, point.id, length, plan.local(since), plan.local(until))]


def _over(last: Slot, plan: Schedule, end: str) -> list[Finding]:
    """A day is over its end, or, where none is said, over midnight."""
    day = last.activity.day
    begun = next(slot for slot in plan.slots if slot.activity.day == day).planned
    limit = _at(begun, end, plan) if end else _at(begun, "23:59", plan)
    over = _minutes(last.planned_end - limit)
    return [Finding("day-over", day, last.activity.id, over, until=end or "24:00")] if over > 0 else []


def _at(day: datetime, clock: str, plan: Schedule) -> datetime:
    local = datetime.combine(day.astimezone(plan.zone).date(), time.fromisoformat(clock), plan.zone)
    return local.astimezone(plan.now.tzinfo)


def _minutes(delta: timedelta) -> int:
    return int(delta.total_seconds() // 60)
