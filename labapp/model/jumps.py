"""When somebody sets the computer's clock in the middle of a meeting, what is running goes on as long as it was to.

Deadlines are kept as UTC, so that they outlive a restart; but a clock that is put right by an hour must not end a
break an hour early. The time since the computer was started, its sleep included, tells a clock that was set from a
computer that slept.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from labapp.changes import Change, Reader
from labapp.clock import Clock, moment, stamp
from labapp.model import agenda, facts

CODE = "clock.set"
_NOTICED = timedelta(seconds=2)  # slower corrections are slewed in by the system: nobody sees them


def uptime() -> float:
    """Return seconds since the computer was started, its sleep included."""
    # Linux has the first, macOS the second, which goes on in sleep there; so does time.monotonic() on Windows.
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        clock = getattr(time, name, None)
        if clock is not None:
            return time.clock_gettime(clock)
    return time.monotonic()


class JumpWatch:
    """Compares two clocks: the one people set, and the one nobody can."""

    def __init__(self, clock: Clock, up: Callable[[], float] = uptime) -> None:
        self._clock, self._up = clock, up
        self._apart = self._now()

    def look(self) -> timedelta | None:
        """Return by how much the clock was set since the last look; None when it was not. Call about once a second."""
        before, self._apart = self._apart, self._now()
        jump = self._apart - before
        return jump if abs(jump) >= _NOTICED else None

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC) - timedelta(seconds=self._up())


def concerns(read: Reader) -> bool:
    """Whether anything is running that a set clock would cut short or draw out."""
    running = agenda.current(read)
    timer = facts.get(read, "timer")
    return bool(facts.get(read, "pause") or (timer and timer["until"]) or (running is not None and running.started))


def shift(tx: Change, jump: timedelta) -> None:
    """Move what is running along with the clock: timer, break, and since when the running point has been running."""
    timer = facts.get(tx, "timer")
    if timer and timer["until"]:
        facts.put(tx, "timer", {**timer, "until": _moved(timer["until"], jump)})
    pause = facts.get(tx, "pause")
    if pause:
        facts.put(tx, "pause", {**pause, "began": _moved(pause["began"], jump), "until": _moved(pause["until"], jump)})
    running = agenda.current(tx)
    if running is not None and running.started:
        agenda.edit_activity(tx, running.id, started=_moved(running.started, jump))


def _moved(text: str, jump: timedelta) -> str:
    return stamp(moment(text) + jump)
