"""How many ballots the rows of a table stand for, where a column says so."""

from __future__ import annotations

import re
from fractions import Fraction

from labapp.exchange.numbers import as_decimal, is_number, thousands_marks, two_ways, unclear, value_of
from labapp.exchange.source import Notes, NumberText, Row
from labapp.exchange.table_frame import calls_total

WEIGHT_WORDS = frozenset({"weight", "wt", "count", "waga", "liczba", "liczba głosów", "liczba kart", "n"})
_TOO_MANY = 10**15
_IN_ANY_DIGITS = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+|\d{1,3}(?:['’ \u00a0\u2009\u202f]\d{3})+")


class Weights:
    """The column that says for how many ballots each row stands; without one each stands for one.

    1,000 is refused where it may be one or a thousand. A point stands before three decimals where a program writes all
    numbers so; beside whole numbers it may not. Another number with the same mark that can only be a decimal one, or
    only hold thousands, tells which is meant. What a workbook holds as a number is clear by itself, and says nothing
    about texts beside it.
    """

    def __init__(self, body: list[Row], column: int | None, notes: Notes) -> None:
        self._column, self._notes = column, notes
        self.given = column is not None
        self._marks: dict[str, bool] = {}
        if column is None:
            return
        texts = [text for row in body if not isinstance(text := row.cell(column), NumberText)]
        self._marks = thousands_marks(texts)
        if len(texts) == len(body) and all("." in text for text in texts):
            self._marks.setdefault(".", False)
        for row in body:
            text = row.cell(column)
            if unclear(text) and self._read(text) is None:
                many, few = two_ways(text)
                notes.refuse("ballots.unclear-weight", line=row.line, column=column + 1, value=text, many=many, few=few)
        _check_sum(body, [self._read(row.cell(column)) or Fraction(0) for row in body], notes)

    def _read(self, text: str) -> Fraction | None:
        weight = as_decimal(text) if isinstance(text, NumberText) else value_of(text, self._marks)
        return weight if weight is not None and weight < _TOO_MANY else None

    def of(self, row: Row) -> Fraction:
        """Return the number of ballots of one row; what is none is refused."""
        if self._column is None:
            return Fraction(1)
        text = row.cell(self._column)
        weight = self._read(text)
        if weight is None:
            self._notes.refuse("ballots.bad-weight", line=row.line, column=self._column + 1, value=text[:40])
        if not weight:
            self._notes.warn("ballots.zero-count", line=row.line)
        return weight

    def bundle(self, row: Row) -> tuple[int, Fraction]:
        """Return a row as so many equal ballots of one weight."""
        weight = self.of(row)
        return (int(weight), Fraction(1)) if weight.denominator == 1 else (1, weight)


def _check_sum(body: list[Row], numbers: list[Fraction], notes: Notes) -> None:
    """Refuse a last row called the sum of the others; say which may be it."""
    if len(numbers) > 2 and numbers[-1] and numbers[-1] == sum(numbers[:-1]):
        known = {cell for row in body[:-1] for cell in row.cells if cell and not is_number(cell)}
        if any(map(calls_total, body[-1].cells)) and known.isdisjoint(body[-1].cells):  # else a ballot, for Total ban
            notes.refuse("table.total-row", line=body[-1].line)
        notes.warn("ballots.sum-row", line=body[-1].line)


def share_of_weights(table: list[Row], column: int) -> Fraction:
    """Return which part of a column can be numbers of ballots, in any script: one that we do not read is refused."""
    filled = [row.cell(column) for row in table if row.cell(column)]
    numbers = sum(bool(_IN_ANY_DIGITS.fullmatch(cell)) for cell in filled)
    return Fraction(numbers, len(filled)) if filled else Fraction(0)
