"""How many ballots the rows of a table stand for, where a column says so."""

from __future__ import annotations

import re
from fractions import Fraction

from labapp.exchange.source import Notes, NumberText, Row
from labapp.exchange.table_frame import calls_total

_NUMBER = re.compile(r"[0-9]{1,15}(?:[.,][0-9]{1,15})?|[.,][0-9]{1,15}")
_IN_ANY_DIGITS = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")  # or a number and three decimals


def weight_of(row: Row, column: int | None, notes: Notes) -> Fraction:
    """Return the number of ballots of one row; what is none is refused."""
    if column is None:
        return Fraction(1)
    text = row.cell(column)
    if not _NUMBER.fullmatch(text):
        notes.refuse("ballots.bad-weight", line=row.line, column=column + 1, value=text[:40])
    if not Fraction(text.replace(",", ".")):
        notes.warn("ballots.zero-count", line=row.line)
    return Fraction(text.replace(",", "."))


def check_weights(body: list[Row], column: int | None, notes: Notes) -> None:
    """Refuse 1,000 where it may be one or a thousand, and a last row called the sum of the others; say which may be it.

    A point stands before three decimals where a program writes all numbers so; beside whole numbers it may not. Another
    number with the same mark that can only be a decimal one tells which is meant. What a workbook holds as a number is
    clear by itself, and says nothing about texts beside it.
    """
    if column is None:
        return
    cells = [(row, row.cell(column)) for row in body]
    marked = {mark: [text for _, text in cells if mark in text and not isinstance(text, NumberText)] for mark in ",."}
    told = {mark for mark in marked if any(not _THOUSANDS.fullmatch(text) for text in marked[mark])}
    if len(marked["."]) == len(cells):
        told.add(".")
    for row, text in cells:
        if _THOUSANDS.fullmatch(text) and not told & set(text) and not isinstance(text, NumberText):
            many, few = re.sub("[.,]", "", text), text.rstrip("0").rstrip(".,")
            few = f"{few}0" if few == text else few  # four decimals can be no thousands
            notes.refuse("ballots.unclear-weight", line=row.line, column=column + 1, value=text, many=many, few=few)
    numbers = [Fraction(text.replace(",", ".")) if _NUMBER.fullmatch(text) else Fraction(0) for _, text in cells]
    if len(numbers) > 2 and numbers[-1] and numbers[-1] == sum(numbers[:-1]):
        known = {cell for row in body[:-1] for cell in row.cells if cell and not _NUMBER.fullmatch(cell)}
        if any(map(calls_total, body[-1].cells)) and known.isdisjoint(body[-1].cells):  # else a ballot, for Total ban
            notes.refuse("table.total-row", line=body[-1].line)
        notes.warn("ballots.sum-row", line=body[-1].line)


def share_of_weights(table: list[Row], column: int) -> Fraction:
    """Return which part of a column can be numbers of ballots, in any script: one that we do not read is refused."""
    filled = [row.cell(column) for row in table if row.cell(column)]
    numbers = sum(bool(_IN_ANY_DIGITS.fullmatch(cell)) for cell in filled)
    return Fraction(numbers, len(filled)) if filled else Fraction(0)
