"""Sums of money in a `.pb` file, read exactly.

By the format a point stands before decimals and nothing else stands in an amount. What is written otherwise is read
where it can mean one thing only, which is said; 1.000 and 1,000 are refused unless the other amounts tell which is
meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from labapp.exchange.numbers import thousands_marks, two_ways, unclear, value_of
from labapp.exchange.pabulib_table import Section
from labapp.exchange.source import Notes

_CURRENCY = r"(?:zł|pln|eur|€|usd|\$|gbp|£|chf)"
_AROUND = re.compile(rf"^{_CURRENCY}\s*(?=[0-9])|(?<=[0-9])\s*{_CURRENCY}\.?$", re.IGNORECASE)
_POWER = re.compile(r"[0-9]{1,30}(?:\.[0-9]{1,12})?[eE]\+?[0-9]{1,2}")
_BY_FORMAT = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


POINT_BEFORE_DECIMALS = {".": False}  # as the format has it


def amount(text: str, marks: Mapping[str, bool]) -> Fraction | None:
    """Read a number by what its marks mean; None for what is none, or may be two."""
    bare = _AROUND.sub("", text)
    if _POWER.fullmatch(bare):
        return Fraction(bare)
    return value_of(bare, marks)


class Amounts:
    """Budget and costs of one file: how they all are written tells what a single one means."""

    def __init__(self, meta: Section, projects: Section, notes: Notes) -> None:
        self._notes = notes
        at = projects.column("cost")
        texts = [line.cells[1] for line in meta.rows if line.cells[0].lower() == "budget" and len(line.cells) > 1]
        texts += [line.cells[at] for line in projects.rows if at is not None and at < len(line.cells)]
        self._marks = thousands_marks(_AROUND.sub("", text) for text in texts)

    def read(self, text: str, line: int, column: str) -> Fraction:
        """Read one of them; what has no clear meaning is refused, what is not written by the format is said."""
        found, bare = amount(text, self._marks), _AROUND.sub("", text)
        if found is None and unclear(bare):
            many, few = two_ways(bare)
            self._notes.refuse("ballots.unclear-weight", line=line, column=column, value=text[:60], many=many, few=few)
        if found is None:
            self._notes.refuse("pb.bad-amount", line=line, column=column, value=text[:60])
        if not _BY_FORMAT.fullmatch(text) or unclear(text):
            self._notes.warn("pb.odd-amount", line=line, column=column, value=text[:60], number=found)
        return found
