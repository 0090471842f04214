"""Days and moments as people say them, in the language of whoever reads; the clock has 24 hours everywhere.

English is that of Europe, as everywhere in the program: the day stands before the month.

`labapp.wording.due` says by when something is to be done; here is when something was.
"""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_skeleton

from labapp.wording.translate import Translator, customs


def day(when: date, _: Translator) -> str:
    """Return a day in full: "22 listopada 2026", "22 November 2026"."""
    return str(format_date(when, "long", locale=customs(_.language)))


def short_day(when: date, _: Translator) -> str:
    """Return a day for a list: "22 lis 2026", "22 Nov 2026"."""
    return str(format_date(when, "medium", locale=customs(_.language)))


def day_of_year(when: date, _: Translator) -> str:
    """Return a day where the year is plain: "22 lis", "22 Nov"."""
    return str(format_skeleton("MMMd", when, locale=customs(_.language)))


def moment(when: datetime, _: Translator, *, seconds: bool = False) -> str:
    """Return a local moment for a list: "22 lis 2026, 14:05"."""
    return f"{short_day(when, _)}, {clock(when, seconds=seconds)}"


def clock(when: datetime, *, seconds: bool = False) -> str:
    """Return a time of day."""
    return when.strftime("%H:%M:%S" if seconds else "%H:%M")
