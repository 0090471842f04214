"""By when: a day, a month, a quarter, a half-year or a named event, stored as sortable text, shown as people say it."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_date, format_skeleton

from labapp.wording.translate import N_, Translator, customs

KINDS = ("none", "day", "month", "quarter", "half", "event")
_QUARTERS = (N_("Q1 {year}"), N_("Q2 {year}"), N_("Q3 {year}"), N_("Q4 {year}"))
_SHAPES = {
    "day": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "month": re.compile(r"\d{4}-(0[1-9]|1[0-2])"),
    "quarter": re.compile(r"\d{4}-Q[1-4]"),
    "half": re.compile(r"\d{4}-H[12]"),
}


def valid(kind: str, due: str) -> bool:
    """Whether a due text fits its kind: "2027-03-31", "2027-03", "2027-Q1", "2027-H1", any name for an event."""
    if kind == "none":
        return due == ""
    if kind == "event":
        return bool(due.strip())
    shape = _SHAPES.get(kind)
    if shape is None or not shape.fullmatch(due):
        return False
    if kind != "day":
        return True
    try:
        date.fromisoformat(due)
    except ValueError:
        return False
    return True


def last_day(kind: str, due: str) -> date | None:
    """Return the last day that still keeps the promise; None for events, nothing, or text that is none of ours."""
    if not valid(kind, due) or kind in ("none", "event"):
        return None
    if kind == "day":
        return date.fromisoformat(due)
    year = int(due[:4])
    month = int(due[5:7]) if kind == "month" else int(due[6]) * (3 if kind == "quarter" else 6)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def spoken(kind: str, due: str, _: Translator) -> str:
    """Return the period in words: "31 marca 2027", "marzec 2027", "I kw. 2027", "I półrocze 2027", the event's name."""
    if kind == "day" and valid(kind, due):
        return str(format_date(date.fromisoformat(due), "long", locale=customs(_.language)))
    if kind == "month" and valid(kind, due):
        return str(format_skeleton("yMMMM", date(int(due[:4]), int(due[5:7]), 1), locale=customs(_.language)))
    if kind == "quarter" and valid(kind, due):
        return _(_QUARTERS[int(due[6]) - 1], year=due[:4])
    if kind == "half" and valid(kind, due):
        return _("first half of {year}", year=due[:4]) if due[6] == "1" else _("second half of {year}", year=due[:4])
    return due
