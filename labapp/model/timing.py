"""When things start and how late we are: computed from the plan, what has really happened, and the time now.

Pure: values in, values out. Plans are local times of the laboratory's zone; arithmetic is done in UTC, so that the
hour that happens twice in October is an hour. A day without a date is the day it was begun, the day after the one
before it, or today.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from labapp.clock import moment
from labapp.model.agenda import DONE, PLANNED, RUNNING, SKIPPED, Activity, Day

_QUITE_ANOTHER_HOUR = timedelta(hours=3)
_LATE = timedelta(hours=3)


@dataclass(frozen=True)
class Slot:
    """One activity in time: `planned` as on paper, `start` and `end` as they were or as they are coming (all UTC)."""

    activity: Activity
    planned: datetime
    planned_end: datetime
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Schedule:
    """All slots of all days, and the zone in which people read them."""

    slots: tuple[Slot, ...]
    zone: ZoneInfo
    now: datetime

    def slot(self, activity_id: str) -> Slot | None:
        """Return the slot of an activity, None when it is not on the agenda."""
        return next((slot for slot in self.slots if slot.activity.id == activity_id), None)

    def local(self, moment_utc: datetime) -> str:
        """Return a moment as HH:MM in the laboratory's zone."""
        return moment_utc.astimezone(self.zone).strftime("%H:%M")

    @property
    def passed_over(self) -> frozenset[str]:
        """Return the points that wait while a later one has begun: nobody knows when they will be, if at all."""
        begun = [index for index, slot in enumerate(self.slots) if slot.activity.state in (RUNNING, DONE)]
        before = self.slots[: begun[-1]] if begun else ()
        return frozenset(slot.activity.id for slot in before if slot.activity.state == PLANNED)

    @property
    def running(self) -> Slot | None:
        """Return the slot of the activity that is running."""
        return next((slot for slot in self.slots if slot.activity.state == RUNNING), None)

    @property
    def left(self) -> timedelta | None:
        """Return the time left of the running activity, negative once over; None when nothing runs."""
        slot = self.running
        if slot is None:
            return None
        return slot.start + timedelta(minutes=slot.activity.minutes) - self.now

    @property
    def delay(self) -> timedelta:
        """Return by how much the point that comes next will start after its plan; negative when early.

        A day or more is no delay: somebody opened an old meeting again.
        """
        found = self._delay()
        return found if abs(found) < timedelta(days=1) else timedelta()

    def _delay(self) -> timedelta:
        if not any(slot.activity.state in (RUNNING, DONE) for slot in self.slots):
            return timedelta()
        latest = _latest(self.slots)
        day = self.slots[latest].activity.day
        last_end = self.slots[latest].end
        night = not _one_date(self.slots[latest].planned, last_end, self.zone) and self.now - last_end >= _LATE
        if self.running is None and (night or not _still(last_end, self.now, self.zone)):
            return timedelta()  # the day is over: nobody is late any more
        coming = [slot for slot in self.slots[latest + 1 :] if slot.activity.state == PLANNED]
        if coming and coming[0].activity.day == day:
            return coming[0].start - coming[0].planned
        last = self.slots[latest]
        return last.end - last.planned_end if last.activity.state != SKIPPED else timedelta()


def schedule(days: Sequence[Day], activities: Sequence[Activity], zone: ZoneInfo, now: datetime) -> Schedule:
    """Place every activity in time."""
    slots: list[Slot] = []
    before: date | None = None
    for day in days:
        listed = [item for item in activities if item.day == day.id]
        before = _date(day, listed, zone, now, before)
        slots.extend(_day_slots(before, day, listed, zone, now.astimezone(UTC)))
    return Schedule(tuple(slots), zone, now.astimezone(UTC))


def minutes_of(delta: timedelta) -> int:
    """Return whole minutes, rounded towards zero: "4 min late" is said only once it is true."""
    return int(delta.total_seconds() / 60)


def _day_slots(on: date, day: Day, listed: Sequence[Activity], zone: ZoneInfo, now: datetime) -> list[Slot]:
    begins = _begins(_at(on, day.start, zone), day, listed)
    planned = _planned(begins, listed, zone)
    begun = [index for index, item in enumerate(listed) if item.state != PLANNED]
    latest = max((index for index in begun if listed[index].state != SKIPPED), default=-1)
    slots: list[Slot] = []
    cursor = begins
    for index, item in enumerate(listed):
        plan = planned[index]
        start, end = _real(item, plan, cursor, now)
        if item.state == PLANNED and index > latest:
            start = _held(max(cursor, plan if not begun else cursor), item, zone)
            # what should have begun by now can begin now at the earliest; only on the day itself, once that is known
            today = (day.date or begun) and _still(start, now, zone)
            start = max(start, now) if today else start
            end = start + timedelta(minutes=item.minutes)
        if item.state != PLANNED or index > latest:
            cursor = end
        slots.append(Slot(item, plan, plan + timedelta(minutes=item.minutes), start, end))
    return slots


def _planned(begins: datetime, listed: Sequence[Activity], zone: ZoneInfo) -> list[datetime]:
    found: list[datetime] = []
    cursor = begins
    for item in listed:
        start = _held(cursor, item, zone)
        found.append(start)
        cursor = start + timedelta(minutes=item.minutes)
    return found


def _real(item: Activity, plan: datetime, cursor: datetime, now: datetime) -> tuple[datetime, datetime]:
    """What is known of an activity that began; a skipped one takes no time, one passed over stays on paper."""
    if item.state in (RUNNING, DONE) and item.started:
        start = moment(item.started)
        if item.state == DONE and item.finished:
            return start, moment(item.finished)
        return start, max(start + timedelta(minutes=item.minutes), now)
    if item.state == SKIPPED:
        return cursor, cursor
    return plan, plan + timedelta(minutes=item.minutes)


def _held(start: datetime, item: Activity, zone: ZoneInfo) -> datetime:
    """A point with a fixed time waits for it, and starts late when the time has passed."""
    if not item.fixed:
        return start
    return max(start, _at(start.astimezone(zone).date(), item.fixed, zone))


def _begins(planned: datetime, day: Day, listed: Sequence[Activity]) -> datetime:
    """A day without a date that began at quite another hour is a trial, or the plan's hour meant nothing."""
    started = sorted(item.started for item in listed if item.started)
    if day.date or not started or abs(moment(started[0]) - planned) < _QUITE_ANOTHER_HOUR:
        return planned
    return moment(started[0])


def _date(day: Day, listed: Sequence[Activity], zone: ZoneInfo, now: datetime, before: date | None) -> date:
    """An open date is the day it was begun on, the day after the one before, or today."""
    if day.date:
        return date.fromisoformat(day.date)
    started = sorted(item.started for item in listed if item.started)
    if not started and before is not None:
        return before + timedelta(days=1)
    return (moment(started[0]) if started else now).astimezone(zone).date()


def _at(day: date, clock: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)


def _still(one: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Whether it is still the day of a moment: its date, or not long past midnight for those who sit late."""
    return _one_date(one, now, zone) or timedelta() <= now - one < _LATE


def _one_date(one: datetime, two: datetime, zone: ZoneInfo) -> bool:
    return one.astimezone(zone).date() == two.astimezone(zone).date()


def _latest(slots: Sequence[Slot]) -> int:
    """The newest point that has begun: by its real start, skipped ones by their place."""
    begun = [index for index, slot in enumerate(slots) if slot.activity.state in (RUNNING, DONE)]
    return max(begun, key=lambda index: (slots[index].activity.state == RUNNING, slots[index].start))
