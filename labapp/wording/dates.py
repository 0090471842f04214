"""Days and moments as people say them, in the language of whoever reads; the clock has 24 hours everywhere.

English is that of Europe, as everywhere in the program: the day stands before the month.

`labapp.wording.due` says by when something is to be done; here is when something was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from babel.dates import format_date, format_skeleton

from labapp.wording.translate import Translator, customs


def day(when: date, _: Translator) -> str:
    """Return a day in full: "22 listopada 2026", "22 November 2026"."""
    return str(format_date(when, "long", locale=customs(_.language)))


def days(when: Collection[date], _: Translator) -> str:
    """Return the days of a meeting, those in a row as from when to when: "14–15 października 2026"."""
    return ", ".join(_span(first, last, _) for first, last in _runs(sorted(set(when))))


def _runs(when: list[date]) -> Iterator[tuple[date, date]]:
    begun = 0
    for index, one in enumerate(when, 1):
        if index == len(when) or when[index] - one != timedelta(days=1):
            yield when[begun], one
            begun = index


def _span(first: date, last: date, _: Translator) -> str:
    if first == last:
        return day(first, _)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last, _)}"
    return f"{day(first, _)} – {day(last, _)}"


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
