"""What the room is told about its time at the tables without anybody pressing a key: a line on the stage, a sound."""

from __future__ import annotations

from datetime import datetime

from labapp.changes import Reader
from labapp.model import cafe, countdown
from labapp.model.cafe import Call
from labapp.wording.translate import Translator


def call_now(read: Reader, now: datetime) -> Call:
    """Return what the room is to be told at a moment."""
    return cafe.call(countdown.face(read, now), countdown.purpose(read))


def call_words(call: Call, _: Translator) -> str:
    """Return the line for the foot of the room's screen, empty when nothing is to be said."""
    return {
        Call.FIVE: _.context("stage", "Five minutes left"),
        Call.CHANGE: _.context("stage", "Time to change tables"),
        Call.END: _.context("stage", "The work at the tables is over"),
        Call.THANKS: _.context("stage", "Time is up: the next table, please"),
    }.get(call, "")


class Bell:
    """Tells when a call has just come; not after a restart, and not for one that held when first looked at."""

    def __init__(self) -> None:
        self._before: Call | None = None

    def just_came(self, call: Call) -> bool:
        """Tell whether this call is new since the last look."""
        before, self._before = self._before, call
        return before is not None and call is not before and call is not Call.NONE
