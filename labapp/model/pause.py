"""A break nobody planned: one key sets when we resume, each further press gives five minutes more.

Kept in the document, so that a restart in the break still shows the room its time. It is over when the moderator says
so, or when a point is started after it began.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from labapp.changes import Change, Reader
from labapp.clock import moment, stamp
from labapp.model import agenda, facts
from labapp.stage.state import TimerFace

MINUTES, STEP = 15, 5


@dataclass(frozen=True)
class Pause:
    """A break under way: since when, and when we resume."""

    began: datetime
    until: datetime

    def face(self, now: datetime) -> TimerFace:
        """Return the clock the room sees: time until we resume, counting up once over."""
        return TimerFace(round((self.until - now).total_seconds()), round((self.until - self.began).total_seconds()))


def current(read: Reader) -> Pause | None:
    """Return the break under way, None when there is none."""
    kept: dict[str, Any] = facts.get(read, "pause")
    if not kept:
        return None
    pause = Pause(moment(kept["began"]), moment(kept["until"]))
    running = agenda.current(read)
    begun = moment(running.started) if running is not None and running.started else None
    return None if begun is not None and begun > pause.began else pause


def press(tx: Change, until: datetime | None = None) -> Pause:
    """Begin a break, or give the one under way five minutes more.

    A new one lasts until a clock time people can remember: a full five minutes, a quarter of an hour away or a little
    more. `until`: a planned break goes on, five minutes longer than it was to last.
    """
    now = moment(tx.now)
    known = current(tx)
    step = timedelta(minutes=STEP)
    if known is not None:
        # long over, five minutes more than that would still be in the past
        made = Pause(known.began, max(known.until, _full(now)) + step if known.until < now else known.until + step)
    else:
        made = Pause(now, until + step if until is not None else _full(now + timedelta(minutes=MINUTES)))
    facts.put(tx, "pause", {"began": stamp(made.began), "until": stamp(made.until)})
    return made


def clear(tx: Change) -> None:
    """End the break."""
    facts.put(tx, "pause", {})


def _full(at: datetime) -> datetime:
    """Round up to full five minutes; zones differ by quarters of an hour, so this holds in local time too."""
    whole = at.replace(second=0, microsecond=0)
    whole += timedelta(minutes=1) if at > whole else timedelta()
    return whole + timedelta(minutes=-whole.minute % STEP)
