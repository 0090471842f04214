"""What is marked at an option on paper: circles with their words, grades by criterion, a box for a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth

from labapp.kinds.vote import figure_words, words
from labapp.kinds.vote.terms import Terms
from labapp.report.charts import wrapped
from labapp.report.glyphs import Glyphs
from labapp.wording.translate import Translator

_ANSWERS = ("yes", "no", "abstain")
_LABEL_LINES = 4
_MOST_CIRCLES, _MOST_GRADES = 6, 11
"""More dots or points on one option, and longer scales, are written as a number."""
_RADIUS, _STEP, _INSIDE = 0.62, 1.7, 0.75  # in parts of the option's type


Piece = Callable[[Any, float, float], None]
"""Draws one line of marks on a canvas, downwards from a place."""


@dataclass(frozen=True)
class Row:
    """One line of marks; `label` is a criterion, `beside` a word for each circle, `ends` those of a whole scale."""

    inside: tuple[str, ...] = ("",)
    label: str = ""
    beside: tuple[str, ...] = ()
    ends: tuple[str, str] = ("", "")
    box: bool = False


@dataclass(frozen=True)
class Marks:
    """The lines of one option, and what is asked on a line of its own, where one may say why."""

    rows: tuple[Row, ...]
    reason: str = ""

    @property
    def plain(self) -> bool:
        """Whether all of it is one line of bare circles, which may stand beside the option."""
        row = self.rows[0]
        return len(self.rows) == 1 and not (row.label or row.beside or any(row.ends) or self.reason)


def marks(terms: Terms, _: Translator) -> Marks:
    """Return what one option of a form is marked with."""
    limits = terms.limits
    if terms.form_id == "answers":
        return Marks((Row(("1", "2", "3"), beside=tuple(figure_words.answer(answer, _) for answer in _ANSWERS)),))
    if terms.form_id == "agreement":
        reason = _("Why (if you like):") if limits.get("reasons") else ""
        return Marks((Row(_numbers(1, int(limits["steps"])), ends=words.ends(terms, _)),), reason)
    if terms.form_id == "score":
        names = [str(name) for name in limits["criteria"]]
        return Marks(tuple(_graded(terms, name if len(names) > 1 else "", _) for name in names))
    if terms.form_id == "ranking":
        return Marks((Row(box=True),))
    most = int(limits["cap"]) if terms.form_id == "dots" or limits.get("way") == "points" else 1
    return Marks((Row(("",) * most) if most <= _MOST_CIRCLES else Row(box=True),))


def _graded(terms: Terms, label: str, _: Translator) -> Row:
    low, high = int(terms.limits["low"]), int(terms.limits["high"])
    if high - low >= _MOST_GRADES:
        return Row(label=label, box=True)
    return Row(_numbers(low, high), label, ends=words.ends(terms, _))


def _numbers(low: int, high: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(low, high + 1))


def in_numbers(terms: Terms, _: Translator) -> str:
    """Return what is written into the boxes, where there are some; empty where circles are marked."""
    if not marks(terms, _).rows[0].box:
        return ""
    if terms.form_id == "ranking":
        return _("1 = the best")
    return _("the grade") if terms.form_id == "score" else _("a number for each chosen option")


class Layout:
    """Measures and draws the marks of one form in one size of type."""

    def __init__(self, found: Marks, option: float, small: float, letters: Glyphs) -> None:
        self.found, self.option, self.small, self._letters = found, option, small, letters

    @property
    def width(self) -> float:
        """Return how wide the bare marks are."""
        return self.option * _STEP * max(len(row.inside) for row in self.found.rows)

    def height(self, width: float) -> float:
        """Return how much room the marks take below an option's words."""
        return sum(high for high, _draw in self.pieces(width))

    def draw_beside(self, canvas: Any, x: float, middle: float) -> None:  # noqa: ANN401 - reportlab has no types
        """Draw bare marks in one line."""
        for text in self.found.rows[0].inside:
            self._mark(canvas, x, middle, text, box=self.found.rows[0].box)
            x += self.option * _STEP

    def pieces(self, width: float) -> Iterator[tuple[float, Piece]]:
        """Yield every line of marks, then the line to write on, each with its height and what draws it from (x, y)."""
        for row in self.found.rows:
            yield self._row_height(row, width), partial(self._draw_row, row=row, width=width)
        if self.found.reason:
            yield self.option * 2, partial(self._draw_reason, width=width)

    def _draw_reason(self, canvas: Any, x: float, y: float, width: float) -> None:  # noqa: ANN401
        low = y - self.option * 1.5
        self._word(canvas, self.found.reason, x, low + self.small * 0.3)
        canvas.setLineWidth(0.4)
        canvas.line(x + self._wide(self.found.reason) + self.small, low, x + width, low)

    def _row_height(self, row: Row, width: float) -> float:
        line = self.option * _STEP
        if row.beside:
            return line * len(self._lines(row, width))
        return line + (0 if self._fits(row, width) else len(self._label(row, width)) * self.small * 1.3)

    def _fits(self, row: Row, width: float) -> bool:
        """Whether a criterion's name stands in the line of its circles."""
        return not row.label or self._wide(row.label) + self.small + self._scale(row, width) <= width

    def _scale(self, row: Row, width: float) -> float:
        """Return how wide the circles are with the words at their ends, which are left out where there is no room."""
        bare = self.option * _STEP * len(row.inside)
        whole = bare + sum(self._wide(end) + self.small for end in row.ends if end)
        return whole if whole <= width else bare

    def _draw_row(self, canvas: Any, x: float, y: float, row: Row, width: float) -> None:  # noqa: ANN401
        middle = y - self.option * _STEP / 2
        if row.beside:
            for line in self._lines(row, width):
                left = x
                for inside, word in line:
                    self._mark(canvas, left, middle, inside)
                    self._word(canvas, word, left + self.option * 1.6, middle, self.option * 0.9)
                    left += self._pair(word)
                middle -= self.option * _STEP
            return
        scale = self._scale(row, width)
        left = x
        if row.label:
            if self._fits(row, width):
                self._word(canvas, row.label, x, middle)
            else:
                low = y - self.small * 0.65  # the words from the top, so that the circles below them do not touch
                for said in self._label(row, width):
                    self._word(canvas, said, x, low)
                    low -= self.small * 1.3
                    middle -= self.small * 1.3
            left = x + width - scale
        first, last = row.ends if scale > self.option * _STEP * len(row.inside) else ("", "")
        if first:
            self._word(canvas, first, left, middle)
            left += self._wide(first) + self.small
        for text in row.inside:
            self._mark(canvas, left, middle, text, box=row.box)
            left += self.option * _STEP
        if last:
            self._word(canvas, last, left, middle)

    def _lines(self, row: Row, width: float) -> list[list[tuple[str, str]]]:
        lines: list[list[tuple[str, str]]] = [[]]
        left = width
        for pair in zip(row.inside, row.beside, strict=True):
            if lines[-1] and self._pair(pair[1]) - self.option > left:
                lines.append([])
                left = width
            lines[-1].append(pair)
            left -= self._pair(pair[1])
        return lines

    def _pair(self, word: str) -> float:
        return self.option * 2.6 + self._wide(word, self.option * 0.9)

    def _label(self, row: Row, width: float) -> list[str]:
        return wrapped(self._letters.safe(row.label), self._wide, width, _LABEL_LINES)

    def _wide(self, text: str, size: float | None = None) -> float:
        return float(stringWidth(self._letters.safe(text), "Inter", size or self.small))

    def _word(self, canvas: Any, word: str, x: float, middle: float, size: float | None = None) -> None:  # noqa: ANN401
        canvas.setFont("Inter", size or self.small)
        canvas.drawString(x, middle - (size or self.small) * 0.36, self._letters.safe(word))

    def _mark(self, canvas: Any, x: float, middle: float, text: str, *, box: bool = False) -> None:  # noqa: ANN401
        radius = self.option * _RADIUS
        canvas.setLineWidth(0.6)
        if box:
            canvas.rect(x, middle - radius, radius * 2.4, radius * 2, stroke=1, fill=0)
            return
        canvas.circle(x + radius, middle, radius, stroke=1, fill=0)
        size = self.option * _INSIDE
        canvas.setFont("Inter", size)
        canvas.drawCentredString(x + radius, middle - size * 0.36, text)
