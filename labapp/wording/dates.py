"""Days and moments as people say them, in the language of whoever reads; the clock has 24 hours everywhere.

`labapp.wording.due` says by when something is to be done; here is when something was.
"""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_skeleton

from labapp.wording.translate import Translator


def day(when: date, _: Translator) -> str:
    """Return a day in full: "22 listopada 2026", "November 22, 2026"."""
    return str(format_date(when, "long", locale=_.language))


def short_day(when: date, _: Translator) -> str:
    """Return a day for a list: "22 lis 2026", "Nov 22, 2026"."""
    return str(format_date(when, "medium", locale=_.language))


def day_of_year(when: date, _: Translator) -> str:
    """Return a day where the year is plain: "22 lis", "Nov 22"."""
    return str(format_skeleton("MMMd", when, locale=_.language))


def moment(when: datetime, _: Translator, *, seconds: bool = False) -> str:
    """Return a local moment for a list: "22 lis 2026, 14:05"."""
    return f"{short_day(when, _)}, {clock(when, seconds=seconds)}"


def clock(when: datetime, *, seconds: bool = False) -> str:
    """Return a time of day."""
    return when.strftime("%H:%M:%S" if seconds else "%H:%M")
