"""How work at tables goes on: rounds, each with its time, then what each table reports; one step leads through it.

Kept with the tables' other facts, so a restart in the third round goes on in the third round.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from labapp.changes import Change, Reader
from labapp.model import countdown, groups
from labapp.model.groups import CLOSED, Plan, Table
from labapp.stage.state import TimerFace

ROUND, LAST, REPORT = "tables-round", "tables-last", "tables-report"
"""What a timer was started for (`countdown.purpose`)."""
SOON = 5 * 60
"""Seconds left at which the room is told, by itself; a round must be longer than that."""


class Call(StrEnum):
    """What the room is told without anybody pressing a key."""

    NONE = ""
    FIVE = "five"  # minutes are left
    CHANGE = "change"  # the round is over: to the next table
    END = "end"  # the last round is over
    THANKS = "thanks"  # the report's time is over


@dataclass(frozen=True)
class Course:
    """How it stands: minutes of a round and of a report (0: no timer), whether begun, and which table reports."""

    round_minutes: int = 0
    report_minutes: int = 0
    begun: bool = False
    speaking: str = ""
    over: bool = False


@dataclass(frozen=True)
class Step:
    """What comes next: "round" with its number from 0, "report" with the place of its table, or "end"."""

    what: str
    number: int = 0


def course(read: Reader, activity: str) -> Course:
    """Return how the work at the tables of an activity stands."""
    kept: dict[str, Any] = groups.kept(read, activity)
    return Course(
        int(kept.get("minutes", 0)), int(kept.get("report", 0)), bool(kept.get("begun")), str(kept.get("speaking", "")),
        bool(kept.get("over")),
    )  # fmt: skip


def set_times(tx: Change, activity: str, round_minutes: int, report_minutes: int) -> None:
    """Say how long a round and a report last; from the next one on."""
    groups.keep_fact(tx, activity, minutes=round_minutes, report=report_minutes)


def following(plan: Plan, now: Course) -> Step | None:
    """Return the next step; None before anybody is seated and once everything is over."""
    if not plan.rounds or now.over:
        return None
    if not now.begun:
        return Step("round", plan.now)
    telling = [table.id for table in reporting(plan)]
    if now.speaking in telling:
        place = telling.index(now.speaking) + 1
        return Step("report", place) if place < len(telling) else Step("end")
    if plan.now + 1 < len(plan.rounds):
        return Step("round", plan.now + 1)
    return Step("report", 0) if telling else Step("end")


def reporting(plan: Plan) -> list[Table]:
    """Return the tables that report, in their order: closed ones are silent."""
    return [table for table in plan.tables if table.state != CLOSED]


def go_on(tx: Change, activity: str) -> Step | None:
    """Do the next step: begin a round, let a table report, or end; with its time. Returns what was done."""
    plan, now = groups.plan(tx, activity), course(tx, activity)
    step = following(plan, now)
    if step is None:
        return None
    if step.what == "round":
        groups.set_round(tx, activity, step.number)
        groups.keep_fact(tx, activity, begun=True, speaking="")
        _time(tx, now.round_minutes, LAST if step.number + 1 == len(plan.rounds) else ROUND)
    elif step.what == "report":
        groups.keep_fact(tx, activity, speaking=reporting(plan)[step.number].id)
        _time(tx, now.report_minutes, REPORT)
    else:
        groups.keep_fact(tx, activity, speaking="", over=True)
        _time(tx, 0, ROUND)
    return step


def begin_again(tx: Change, activity: str) -> None:
    """Forget rounds and reports done; who sits where stays. The next step is the first round."""
    groups.keep_fact(tx, activity, begun=False, speaking="", over=False, round=1)
    _time(tx, 0, ROUND)


def call(face: TimerFace | None, purpose: str) -> Call:
    """Return what the room is to be told now by a timer of this purpose."""
    ends = {ROUND: Call.CHANGE, LAST: Call.END, REPORT: Call.THANKS}
    if face is None or purpose not in ends:
        return Call.NONE
    if face.remaining_seconds <= 0:
        return ends[purpose]
    soon = purpose != REPORT and face.remaining_seconds <= SOON < face.total_seconds
    return Call.FIVE if soon else Call.NONE


def _time(tx: Change, minutes: int, purpose: str) -> None:
    """Start the step's timer; one of an earlier step goes, one of the moderator's own stays."""
    if minutes:
        countdown.start(tx, minutes * 60, purpose)
    elif countdown.purpose(tx) in (ROUND, LAST, REPORT):
        countdown.clear(tx)
