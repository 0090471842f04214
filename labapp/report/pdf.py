"""The report as PDF by reportlab: A4, one column, Inter embedded, bookmarks and contents, text that can be selected.

Words from the laboratory are escaped before they become paragraphs: a name can never act as markup. The same tree
gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import CondPageBreak, Image, LongTable, PageBreak, Paragraph, Spacer, TableStyle
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.tableofcontents import TableOfContents

from labapp.content import nodes as n
from labapp.report import columns, faces, glyphs, style
from labapp.report.pdf_chart import ChartFlowable
from labapp.report.pdf_flow import Rows, begun, kept, leads
from labapp.report.pdf_pages import WIDTH, Pages, Total, foresee
from labapp.report.pdf_styles import TONES, cell_style, head_style, heading_style, toc_styles
from labapp.report.pdf_text import paragraphs, pieces
from labapp.report.write import Progress
from labapp.wording.saying import NBSP
from labapp.wording.tied import tied
from labapp.wording.translate import Translator

_LAST = re.compile(r"(?<=\S) (?=\S{1,12}$)")  # before a word that would hang below a title by itself
_FACE = ("FONTNAME", (0, 0), (-1, -1), "Inter")  # cells hold paragraphs, but reportlab would name Helvetica for them
# A taller row than a page cannot be split; the rest of a long cell follows in rows of its own.
_LONGEST_CELL, _CELL_LINES = 1_500, 20
_PASSES = 3  # making the pieces, laying them out to learn the pages' numbers, and once more to print them
_SIZES = (1.0, 0.95, 0.9)  # of what is meant to be one page
_SHORT = 300  # letters: a longer item may begin alone, rather than leave half a page empty
_FEW_ROWS = 6  # a table of no more rows, its heading included, is kept in one piece
_CELL_LETTERS = 5  # for each point of a column's width: some fifty lines of the widest letters


def write(document: n.Document, target: Path, _: Translator, progress: Progress) -> list[str]:
    """Write the document and return warnings (letters that could not be shown)."""
    faces.register()
    letters = glyphs.Glyphs()
    for size in _SIZES if document.one_page else (1.0,):
        if _Writer(document, letters, _, progress).build(target, size) == 1:
            break
    else:
        if document.one_page:  # too much for a page even so: then at its own size
            _Writer(document, letters, _, progress).build(target)
    return glyphs.warnings(letters, _)


class _Writer:
    """Turns the tree into flowables."""

    def __init__(self, document: n.Document, letters: glyphs.Glyphs, _: Translator, progress: Progress) -> None:
        self.document = document
        self._ = _
        self._letters = letters
        self._progress = progress
        self._steps = self._laid = self._pass = 0

    def safe(self, text: str) -> str:
        """Return the text with letters Inter can draw."""
        return self._letters.safe(text)

    def build(self, target: Path, size: float = 1.0) -> int:
        """Lay out until the contents and the number of pages are true, and return that number."""
        template = Pages(target, self, size)
        story = self._story()
        self._steps = len(story)
        template.multiBuild([*story, Total(template)])
        return template.count

    def begin_pass(self) -> None:
        """Take note of a new pass over the pages; two are usual, further ones show no progress."""
        self._pass, self._laid = self._pass + 1, 0

    def laid(self) -> None:
        """Tell of a piece that was laid out; long ones come in several pieces, so the end of a pass may come early."""
        self._laid += 1
        before = min(self._pass, _PASSES - 1) * self._steps
        self._progress(before + min(self._laid, self._steps), _PASSES * self._steps)

    def _story(self) -> list[Flowable]:
        total = _PASSES * (sum(1 for _node in _walk(self.document.sections)) or 1)
        story: list[Flowable] = list(self._title_page())
        done = 0
        for index, section in enumerate(self.document.sections):
            if index == 1 and self.document.contents:
                story += [CondPageBreak(90 * mm), Spacer(1, 8 * mm), *self._contents(), CondPageBreak(90 * mm)]
            story += kept(self._section(section, 1), WIDTH)
            done += sum(1 for _node in _walk((section,)))
            self._progress(done, total)
        foresee(story)
        return story

    def _title_page(self) -> Iterator[Flowable]:
        logos = [self._picture(picture) for picture in self.document.logos]
        if logos:
            yield from logos
            yield Spacer(1, 6 * mm)
        yield Paragraph(self._markup(_LAST.sub(NBSP, self.document.title)), TONES["title"])
        yield Paragraph(self._markup(self.document.subtitle), TONES["subtitle"])
        if self.document.facts:
            rows = [
                [Paragraph(self._markup(label), TONES["fact-name"]), Paragraph(self._markup(part), TONES["fact"])]
                for name, value in self.document.facts
                for label, part in zip_longest((name,), pieces(value, _LONGEST_CELL, _CELL_LINES), fillvalue="")
            ]
            table = LongTable(rows, colWidths=[WIDTH * 0.25, WIDTH * 0.75], hAlign="LEFT")
            table.setStyle(TableStyle([
                _FACE, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]))  # fmt: skip
            yield table
        yield Spacer(1, 2 * mm)

    def _contents(self) -> Iterator[Flowable]:
        contents = TableOfContents(dotsMinLevel=0)
        contents.levelStyles = toc_styles()
        contents.tableStyle = TableStyle([
            _FACE, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ])  # fmt: skip
        yield Paragraph(self._markup(self._("Contents")), heading_style(1))
        yield contents

    def _section(self, section: n.Section, level: int) -> Iterator[Flowable]:
        yield from self._headed(section.title, level)
        for node in section.nodes:
            yield from self._node(node, level)
        for part in section.sections:
            yield from self._section(part, min(level + 1, 4))

    def _headed(self, text: str, level: int) -> Iterator[Flowable]:
        yield leads(self._heading(text, level))

    def _heading(self, text: str, level: int) -> Flowable:
        heading = Paragraph(self._markup(text or "–"), heading_style(level))
        heading.level, heading.words = level, self.safe(text or "–").replace("\n", " ")
        return heading

    def _node(self, node: n.Node, level: int) -> Iterator[Flowable]:
        match node:
            case n.Heading():
                yield from self._headed(node.text, min(4, level + node.level))
            case n.Paragraph():
                *begun, end = paragraphs(node.text, TONES.get(node.tone, TONES["body"]), self._markup)
                yield from begun
                yield leads(end) if node.tone in n.LEADING else end
            case n.Items():
                yield from self._items(node)
            case n.Table():
                yield from self._table(node)
            case n.Chart():
                yield ChartFlowable(node, WIDTH, self.safe)
                yield Spacer(1, 4 * mm)
            case n.Picture():
                yield self._picture(node)
                yield from paragraphs(node.alt, TONES["quiet"], self._markup)
            case n.PageBreak():
                yield PageBreak()

    def _items(self, items: n.Items) -> Iterator[Flowable]:
        for index, text in enumerate(items.items):
            bullet = f"{index + 1}." if items.numbered else "–"
            tail = items.tails[index] if index < len(items.tails) else ""
            dotted = f"·{NBSP}{self._markup(tail)}"
            quiet = f' <font color="{style.QUIET}" size="{style.SMALL}">{dotted}</font>' if tail else ""
            made = list(paragraphs(text, TONES["item"], self._markup, quiet, bullet))
            for line in items.beneath[index] if index < len(items.beneath) else ():
                made += paragraphs(line, TONES["beneath"], self._markup)
            if index == 0 and len(items.items) > 1 and len(text) < _SHORT:
                leads(made[-1])  # one item of many is not left alone at the foot of a page
            yield from made

    def _table(self, table: n.Table) -> Iterator[Flowable]:
        if table.caption:
            yield leads(Paragraph(self._markup(table.caption), TONES["strong"]))
        table = replace(table, header=_tied(table.header), rows=tuple(map(_tied, table.rows)))
        widths = [WIDTH * share for share in columns.shares(table, WIDTH)]
        heads, size = columns.header(table.header, widths)
        rows = [[Paragraph(self._markup(cell), head_style(size, i in table.numeric)) for i, cell in enumerate(heads)]]
        for row in table.rows:
            rows += self._cells(row, widths, table.numeric)
        look = TableStyle([
            _FACE, ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, style.INK),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, style.LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ])  # fmt: skip
        made = Rows(rows, colWidths=widths, repeatRows=1, hAlign="LEFT", style=look)
        made.begun = begun(rows, widths, look)
        made.whole = len(rows) <= _FEW_ROWS
        yield made
        yield Spacer(1, 4 * mm)

    def _cells(self, row: Sequence[str], widths: Sequence[float], numeric: Sequence[int]) -> list[list[Flowable]]:
        most = [min(_LONGEST_CELL, max(20, int(_CELL_LETTERS * (width - columns.PADDING)))) for width in widths]
        parts = [pieces(cell, letters, _CELL_LINES) for cell, letters in zip(row, most, strict=False)]
        depth = max((len(part) for part in parts), default=1)
        return [
            [Paragraph(self._markup(part[line] if line < len(part) else ""), cell_style(i in numeric))
             for i, part in enumerate(parts)]
            for line in range(depth)
        ]  # fmt: skip

    def _picture(self, picture: n.Picture) -> Flowable:
        width, height = ImageReader(io.BytesIO(picture.data)).getSize()
        wide = WIDTH * picture.width
        tall = wide * height / width
        shrink = min(1.0, 220 * mm / tall)
        return Image(io.BytesIO(picture.data), wide * shrink, tall * shrink, hAlign="LEFT")

    def _markup(self, text: str) -> str:
        return self._letters.markup(tied(text)).replace("\n", "<br/>")


def _tied(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return cells as they will be set: their columns are as wide as what no line may part."""
    return tuple(map(tied, cells))


def _walk(sections: tuple[n.Section, ...]) -> Iterator[n.Node]:
    for section in sections:
        yield from section.nodes
        yield from _walk(section.sections)
