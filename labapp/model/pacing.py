"""An agenda that breathes: a delay is taken out of the points still to come, never below their minima.

Pure: a `Schedule` in, a `Schedule` out. Nothing is asked as long as every point with a fixed time and every person who
must leave can still be had; only when one would be missed is there a `Proposal` to accept. The end of the day is
kept too where minima allow, without asking: running over it is seen in the delay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import combinations
from typing import Literal

from labapp.changes import Change
from labapp.model import agenda
from labapp.model.agenda import PLANNED, RUNNING
from labapp.model.timing import Schedule, Slot

Why = Literal["fixed", "needed"]
_MINUTE = timedelta(minutes=1)
_LATE = timedelta(hours=6)
_SKIPPED_AT_MOST = 4  # a day with more points left out is another day: the moderator decides


@dataclass(frozen=True)
class Proposal:
    """What would be missed and what to do about it: leave points out, bring one forward, or nothing that helps."""

    activity: str
    why: Why
    limit: datetime
    late: int  # minutes, with everything before it at its minimum
    skip: tuple[str, ...] = ()
    forward: bool = False

    @property
    def helps(self) -> bool:
        """Whether accepting changes anything; otherwise it is a warning."""
        return bool(self.skip) or self.forward


@dataclass(frozen=True)
class Pace:
    """The day as it can still be had: computed times, which points are shortened to what, what to ask."""

    schedule: Schedule
    shortened: Mapping[str, int]
    proposals: tuple[Proposal, ...]


@dataclass
class _Item:
    slot: Slot
    least: int
    minutes: int
    held: datetime | None
    needed: datetime | None


@dataclass(frozen=True)
class _Limit:
    index: int  # of the item it is about
    upto: int  # items before this one can be shortened for it
    at: datetime
    why: Why | Literal["end"]


def pace(plan: Schedule, ends: Mapping[str, str] | None = None) -> Pace:
    """Shorten what is still to come so that limits are kept; `ends` says by day when it must be over (HH:MM)."""
    slots: list[Slot] = []
    shortened: dict[str, int] = {}
    proposals: list[Proposal] = []
    for day in dict.fromkeys(slot.activity.day for slot in plan.slots):
        listed = [slot for slot in plan.slots if slot.activity.day == day]
        paced, asked = _day(listed, plan, (ends or {}).get(day, ""))
        for before, after in zip(listed, paced, strict=True):
            if after.activity.minutes < before.activity.minutes:
                shortened[after.activity.id] = after.activity.minutes
        slots.extend(paced)
        proposals.extend(asked)
    return Pace(replace(plan, slots=tuple(slots)), shortened, tuple(proposals))


def accept(tx: Change, proposal: Proposal) -> None:
    """Do what was proposed: mark points as left out, or put the endangered one next. One gesture, undone as one."""
    for activity_id in proposal.skip:
        agenda.skip(tx, activity_id)
    if proposal.forward:
        moved = agenda.activity(tx, proposal.activity)
        begun = [item for item in agenda.activities(tx, moved.day) if item.state != PLANNED]
        agenda.move_activity(tx, moved.id, moved.day, begun[-1].id if begun else None)


def _day(listed: Sequence[Slot], plan: Schedule, end: str) -> tuple[list[Slot], list[Proposal]]:
    begun = [index for index, slot in enumerate(listed) if slot.activity.state != PLANNED]
    first = begun[-1] + 1 if begun else 0
    coming = list(listed[first:])
    if not coming or not _under_way(listed, bool(begun), plan):
        return list(listed), []
    closing = _at(coming[-1].planned, end, plan) if end else coming[-1].planned_end
    running = next((slot for slot in listed[:first] if slot.activity.state == RUNNING), None)
    base = coming[0].start
    if running is not None:
        items = [_item(slot, plan) for slot in (running, *coming)]
        items[0].held = items[0].needed = None  # it is under way: its own time is no question any more
        if plan.now - running.start >= items[0].minutes * _MINUTE:
            items[0].least = items[0].minutes  # over its time already: shortened, the room's clock would leap
        _fit(items, running.start, closing)
        minutes = items[0].minutes
        base = max(running.start + minutes * _MINUTE, plan.now)
        running = replace(running, activity=replace(running.activity, minutes=minutes), end=base)
    items = [_item(slot, plan) for slot in coming]
    missed = _fit(items, base, closing)
    done = {running.activity.id: running} if running is not None else {}
    done |= {slot.activity.id: slot for slot in _placed(items, base)}
    paced = [done.get(slot.activity.id, slot) for slot in listed]
    return paced, [_proposal(items, base, limit, late) for limit, late in missed]


def _under_way(listed: Sequence[Slot], begun: bool, plan: Schedule) -> bool:
    """A day still ahead, or left unfinished on another date, stays as it is on paper: the agenda check looks at it."""
    today = listed[0].planned.astimezone(plan.zone).date() == plan.now.astimezone(plan.zone).date()
    running = plan.running
    # a day that goes on past midnight is no other day; one left unfinished yesterday is
    late = running is not None and running in listed and timedelta() <= plan.now - running.start < _LATE
    return late or (today and (begun or plan.now >= listed[0].planned))


def _item(slot: Slot, plan: Schedule) -> _Item:
    point = slot.activity
    held = _at(slot.planned, point.fixed, plan) if point.fixed else None
    needed = _at(slot.planned, point.needs_until, plan) if point.needs and point.needs_until else None
    return _Item(slot, min(point.minimum, point.minutes), point.minutes, held, needed)


def _at(day: datetime, clock: str, plan: Schedule) -> datetime:
    local = datetime.combine(day.astimezone(plan.zone).date(), time.fromisoformat(clock), plan.zone)
    return local.astimezone(plan.now.tzinfo)


def _starts(items: Sequence[_Item], base: datetime) -> list[datetime]:
    """When each item could begin, before waiting for its fixed time."""
    found, cursor = [], base
    for item in items:
        found.append(cursor)
        cursor = max(cursor, item.held or cursor) + item.minutes * _MINUTE
    return found


def _placed(items: Sequence[_Item], base: datetime) -> list[Slot]:
    slots = []
    for item, free in zip(items, _starts(items, base), strict=True):
        start = max(free, item.held or free)
        point = replace(item.slot.activity, minutes=item.minutes)
        slots.append(replace(item.slot, activity=point, start=start, end=start + item.minutes * _MINUTE))
    return slots


def _limits(items: Sequence[_Item], closing: datetime) -> list[_Limit]:
    found = []
    for index, item in enumerate(items):
        if item.held is not None:
            found.append(_Limit(index, index, item.held, "fixed"))
        if item.needed is not None:
            found.append(_Limit(index, index + 1, item.needed, "needed"))
    return [*found, _Limit(len(items) - 1, len(items), closing, "end")]


def _fit(items: list[_Item], base: datetime, closing: datetime) -> list[tuple[_Limit, int]]:
    """Shorten items for one limit after another; return the limits that are missed all the same, and by how much."""
    missed = []
    for limit in _limits(items, closing):
        # Again until it fits: a point that waits for its hour swallows what was saved before it.
        while (over := _over(items, base, limit)) > 0:
            if not _shorten(items[_window(items, base, limit) : limit.upto], over):
                break
        if over > 0 and limit.why != "end":
            missed.append((limit, over))
    return missed


def _over(items: Sequence[_Item], base: datetime, limit: _Limit) -> int:
    """By how many minutes, rounded up, a limit is missed now."""
    item, reached = items[limit.index], _starts(items[: limit.index + 1], base)[-1]
    if limit.why != "fixed":
        reached = max(reached, item.held or reached) + item.minutes * _MINUTE
    return -((limit.at - reached) // _MINUTE)


def _window(items: Sequence[_Item], base: datetime, limit: _Limit) -> int:
    """The first item whose shortening helps: what lies before a point that waits for its time does not."""
    starts = _starts(items, base)
    waits = [i for i in range(limit.upto) if (held := items[i].held) is not None and held >= starts[i]]
    return waits[-1] if waits else 0


def _shorten(items: Sequence[_Item], minutes: int) -> int:
    """Take so many minutes out of items, each by its share of what can be taken; return how many were found."""
    room = [item.minutes - item.least for item in items]
    total = sum(room)
    wanted = min(minutes, total)
    if not wanted:
        return 0
    parts = [wanted * share // total for share in room]
    order = sorted(range(len(items)), key=lambda i: (-(wanted * room[i] % total), i))
    for index in order[: wanted - sum(parts)]:
        parts[index] += 1
    for item, part in zip(items, parts, strict=True):
        item.minutes -= part
    return wanted


def _proposal(items: Sequence[_Item], base: datetime, limit: _Limit, late: int) -> Proposal:
    """Leave out as few and as short points as will do; else, for a person who leaves, take that point next."""
    about = items[limit.index].slot.activity
    first = _window(items, base, limit)
    can = [item for item in items[first : limit.index] if item.slot.activity.skippable]
    best = Proposal(about.id, _asked(limit), limit.at, late)
    for count in range(1, min(len(can), _SKIPPED_AT_MOST) + 1):
        sets = [some for some in combinations(can, count) if sum(item.least for item in some) >= late]
        if sets:
            fewest = min(sets, key=lambda some: sum(item.slot.activity.minutes for item in some))
            return replace(best, skip=tuple(item.slot.activity.id for item in fewest))
    soonest = base + items[limit.index].least * _MINUTE
    if limit.why == "needed" and limit.index and not about.fixed and soonest <= limit.at:
        return replace(best, forward=True)
    return best


def _asked(limit: _Limit) -> Why:
    return "fixed" if limit.why == "fixed" else "needed"
