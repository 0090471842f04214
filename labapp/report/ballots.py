"""Paper ballots as PDF: several to a sheet, or one column in large type; serial numbers belong to sheets, not people.

The same large number stands before an option here, on the stage, in the booth and in the entry form.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from labapp import disk
from labapp.changes import Reader
from labapp.content.endless import headed
from labapp.kinds.vote import options, rounds, words
from labapp.kinds.vote.options import Choice
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import Terms
from labapp.report import ballot_marks, faces, glyphs, style
from labapp.wording.tied import tied
from labapp.wording.translate import Translator

_EDGE = 28.0
_PAD = 12.0
_LONGEST = 360  # letters of a question or an option, some twelve lines: the number stands for what has no room


@dataclass(frozen=True)
class _Size:
    """Type of a ballot: sizes in points and how many ballots stand side by side."""

    question: float
    option: float
    small: float
    columns: int


NORMAL, LARGE = _Size(11, 10, 7.5, 2), _Size(20, 18, 13, 1)


def write(
    read: Reader, vote: str, target: Path, count: int, _: Translator, *, large: bool = False
) -> int:
    """Write so many ballots and return the number of sheets; numbers go on from 1."""
    faces.register()
    now = rounds.get(read, vote)
    sheet = _Sheet(now, options.of_vote(read, vote), LARGE if large else NORMAL, _)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, initialFontName="Inter", lang=_.language)
    canvas.setTitle(sheet.letters.safe(now.question))
    pages = sheet.draw(canvas, count)
    canvas.save()
    disk.write_whole(target, out.getvalue())
    return pages


@dataclass
class _Pen:
    """Where on which page one ballot is being drawn."""

    canvas: Any
    serial: int
    x: float
    top: float
    y: float
    column: int = 0
    pages: int = 0  # turned meanwhile


class _Sheet:
    def __init__(self, now: Round, choices: list[Choice], size: _Size, _: Translator) -> None:
        self.now, self.choices, self.size, self._ = now, choices, size, _
        self.letters = glyphs.Glyphs()
        self.width = (A4[0] - 2 * _EDGE) / size.columns
        inner = self.width - 2 * _PAD
        self.head = self._paragraph(headed(now.question, _LONGEST)[0], size.question, inner, bold=True)
        self.how = self._paragraph(_how(now.terms, len(choices), _), size.small, inner)
        self.number = size.option * 2.4
        self.marks = ballot_marks.Layout(ballot_marks.marks(now.terms, _), size.option, size.small, self.letters)
        beside = inner - self.number - self.marks.width - size.option
        self.beside = self.marks.found.plain and beside > inner * 0.4
        self.inner = inner - self.number
        width = beside if self.beside else self.inner
        titles = [words.titled(headed(item.title, _LONGEST)[0], item.cost, now.terms, _) for item in choices]
        self.rows = [self._paragraph(title, size.option, width) for title in titles]

    def draw(self, canvas: Any, count: int) -> int:  # noqa: ANN401 - reportlab has no types
        """Draw all ballots; one higher than a column has pages of its own: parts of two would be cut apart wrongly."""
        pages, column, top = 1, 0, A4[1] - _EDGE
        high = self._height()
        alone = high > A4[1] - 2 * _EDGE
        for serial in range(1, count + 1):
            if serial > 1 and (alone or top - high < _EDGE):
                column, top = column + 1, A4[1] - _EDGE
                if alone or column == self.size.columns:
                    canvas.showPage()
                    pages, column = pages + 1, 0
            pen = _Pen(canvas, serial, _EDGE + column * self.width, top, top, column)
            top = self._one(pen)
            pages, column = pages + pen.pages, pen.column
        return pages

    def _height(self) -> float:
        rows = sum(self._row_height(row) for row in self.rows)
        return float(2 * _PAD + self.head.height + self.how.height + 10 + rows + self.size.small * 1.6)

    def _row_height(self, row: Paragraph) -> float:
        if self.beside:
            return float(max(row.height, self.size.option * 1.7)) + 4
        return float(row.height) + self.marks.height(self.inner) + self.size.option * 0.7

    def _one(self, pen: _Pen) -> float:
        """Draw one ballot and return where the next one may begin."""
        pen.y -= _PAD + self.head.height
        self.head.drawOn(pen.canvas, pen.x + _PAD, pen.y)
        pen.y -= self.how.height + 4
        self.how.drawOn(pen.canvas, pen.x + _PAD, pen.y)
        pen.y -= 6
        for choice, row in zip(self.choices, self.rows, strict=True):
            self._make_room(pen, self._row_height(row))
            self._option(pen, choice, row)
        pen.y -= self.size.small * 1.6
        self._frame(pen)
        return pen.y - _PAD

    def _make_room(self, pen: _Pen, high: float) -> bool:
        """Go on in the next column or over the next page where there is not so much room left; tell whether it did."""
        if pen.y - high >= _EDGE + self.size.small * 2:
            return False
        pen.y -= self.size.small * 1.6  # room for its number
        self._frame(pen)
        pen.column += 1
        if pen.column == self.size.columns:
            pen.canvas.showPage()
            pen.pages, pen.column = pen.pages + 1, 0
        pen.x, pen.top = _EDGE + pen.column * self.width, A4[1] - _EDGE
        pen.y = pen.top - _PAD
        return True

    def _option(self, pen: _Pen, choice: Choice, row: Paragraph) -> None:
        """Draw an option with its marks; with more than a page holds it goes on over the next, numbered anew."""
        size = self.size.option
        pen.canvas.setLineWidth(0.6)
        self._number(pen, choice)
        row.drawOn(pen.canvas, pen.x + _PAD + self.number, pen.y - row.height)
        if self.beside:
            right = pen.x + _PAD + self.number + self.inner
            self.marks.draw_beside(pen.canvas, right - self.marks.width, pen.y - size * 0.85)
            pen.y -= self._row_height(row)
            return
        pen.y -= row.height + size * 0.2
        for high, draw in self.marks.pieces(self.inner):
            if self._make_room(pen, high):
                self._number(pen, choice)
            draw(pen.canvas, pen.x + _PAD + self.number, pen.y)
            pen.y -= high
        pen.y -= size * 0.5

    def _number(self, pen: _Pen, choice: Choice) -> None:
        size = self.size.option
        pen.canvas.setFont("Inter-Bold", size * 1.2)
        right = pen.x + _PAD + self.number - size * 0.6
        pen.canvas.drawRightString(right, pen.y - size * 1.1, str(choice.number))

    def _frame(self, pen: _Pen) -> None:
        """Draw the line to cut along, from the ballot's top to where the pen is, and the ballot's number."""
        pen.canvas.setDash(2, 3)
        pen.canvas.setLineWidth(0.4)
        pen.canvas.rect(pen.x, pen.y, self.width, pen.top - pen.y)
        pen.canvas.setDash()
        pen.canvas.setFont("Inter", self.size.small)
        number = self._("Ballot no. {n}", n=pen.serial)
        pen.canvas.drawRightString(pen.x + self.width - _PAD, pen.y + 5, number)

    def _paragraph(self, text: str, size: float, width: float, *, bold: bool = False) -> Paragraph:
        look = ParagraphStyle(
            "ballot", fontName="Inter-Bold" if bold else "Inter", fontSize=size, leading=size * 1.3,
            textColor=style.INK,
        )  # fmt: skip
        made = Paragraph(self.letters.markup(tied(text)), look)
        made.wrap(width, 10_000)
        return made


def _how(terms: Terms, count: int, _: Translator) -> str:
    """Return what the vote is and how to fill the ballot in, with what only paper needs."""
    said = [words.character(terms.character, _) + ".", words.no_decision(_), words.how(terms, _, count)]
    if box := ballot_marks.in_numbers(terms, _):
        said.append(_("In the boxes: {what}.", what=box))
    return " ".join(said)
