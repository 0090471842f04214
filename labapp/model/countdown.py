"""The timer the moderator sets for the room: a UTC deadline while it runs, seconds left while it is paused."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from labapp.changes import Change, Reader
from labapp.clock import moment, stamp
from labapp.model import facts
from labapp.stage.state import TimerFace


def face(read: Reader, now: datetime) -> TimerFace | None:
    """Return how the timer stands, None when there is none."""
    kept: dict[str, Any] = facts.get(read, "timer")
    if not kept:
        return None
    total = int(kept["total"])
    if kept["until"]:
        return TimerFace(round((moment(kept["until"]) - now).total_seconds()), total)
    return TimerFace(int(kept["left"]), total, running=False)


def purpose(read: Reader) -> str:
    """Return what the timer was started for; empty for the moderator's own, and without one."""
    return str(facts.get(read, "timer").get("of", ""))


def start(tx: Change, seconds: int, of: str = "") -> None:
    """Start a timer of so many seconds, whatever ran before; `of` says what for."""
    until = moment(tx.now) + timedelta(seconds=seconds)
    facts.put(tx, "timer", {"until": stamp(until), "left": seconds, "total": seconds, **({"of": of} if of else {})})


def pause(tx: Change) -> None:
    """Hold a running timer, or let a held one go on; nothing without a timer."""
    kept: dict[str, Any] = facts.get(tx, "timer")
    if not kept:
        return
    now = moment(tx.now)
    if kept["until"]:
        left = round((moment(kept["until"]) - now).total_seconds())
        facts.put(tx, "timer", {**kept, "until": "", "left": left})
    else:
        until = now + timedelta(seconds=int(kept["left"]))
        facts.put(tx, "timer", {**kept, "until": stamp(until)})


def add(tx: Change, seconds: int) -> None:
    """Give more (or less) time; the whole grows with it, so that the parts left stay honest."""
    kept: dict[str, Any] = facts.get(tx, "timer")
    if not kept:
        start(tx, max(0, seconds))
        return
    total = max(60, int(kept["total"]) + seconds)
    if kept["until"]:
        until = moment(kept["until"]) + timedelta(seconds=seconds)
        facts.put(tx, "timer", {**kept, "until": stamp(until), "total": total})
    else:
        facts.put(tx, "timer", {**kept, "left": int(kept["left"]) + seconds, "total": total})


def clear(tx: Change) -> None:
    """Take the timer away."""
    facts.put(tx, "timer", {})
