"""What time it is for the laboratory: its schedule, and words for minutes left and late."""

from __future__ import annotations

from datetime import timedelta

from labapp.lab import Lab
from labapp.model import agenda, facts, pacing, rhythm, timing
from labapp.model.pacing import Pace
from labapp.model.timing import Schedule
from labapp.wording.translate import Translator


def plan_of(lab: Lab) -> Schedule:
    """Return the schedule as it stands now, delays absorbed where minima allow."""
    return pace_of(lab).schedule


def pace_of(lab: Lab) -> Pace:
    """Return the schedule with what was shortened and what must be decided."""
    return pacing.pace(paper_of(lab), rhythm.ends(lab.read))


def paper_of(lab: Lab) -> Schedule:
    """Return the schedule with every point at its planned length."""
    read = lab.read
    return timing.schedule(agenda.days(read), agenda.activities(read), facts.facts(read).timezone, lab.clock())


def left_words(left: timedelta | None, _: Translator) -> str:
    """Return "12:35 left" or "2:10 over"; empty when nothing runs."""
    if left is None:
        return ""
    digits = digits_of(left)
    return _("{time} over", time=digits) if left < timedelta() else _("{time} left", time=digits)


def both_words(left: timedelta | None, timer: str, _: Translator) -> str:
    """Return what is left of the point and on the timer beside it: two times in one window must say whose they are."""
    if not timer:
        return left_words(left, _)
    if left is None:
        return _("timer {time}", time=timer)
    point = left_words(left, _) if left < timedelta() else _("point {time}", time=digits_of(left))
    return _("{point} · timer {time}", point=point, time=timer)


def digits_of(left: timedelta) -> str:
    """Return minutes and seconds, with hours where there are some."""
    seconds = int(abs(left.total_seconds()))
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def delay_words(delay: timedelta, _: Translator) -> str:
    """Return how late or early we are in minutes; empty on time."""
    minutes = timing.minutes_of(delay)
    if not minutes:
        return ""
    hours, rest = divmod(abs(minutes), 60)
    if hours:
        long = {"hours": hours, "n": rest}
        return _("{hours} h {n} min late", **long) if minutes > 0 else _("{hours} h {n} min early", **long)
    return _("{n} min late", n=rest) if minutes > 0 else _("{n} min early", n=rest)


def age_words(seconds: float, _: Translator) -> str:
    """Return how old something is, in the unit a person would use."""
    if seconds < 10:
        return _("just now")
    if seconds < 100:
        return _("{n} s ago", n=int(seconds))
    if seconds < 6000:
        return _("{n} min ago", n=round(seconds / 60))
    return _("{n} h ago", n=round(seconds / 3600))
