"""The report as PDF by reportlab: A4, one column, Inter embedded, bookmarks and contents, text that can be selected.

Words from the laboratory are escaped before they become paragraphs: a name can never act as markup. The same tree
gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import CondPageBreak, Image, LongTable, PageBreak, Paragraph, Spacer, TableStyle
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.tableofcontents import TableOfContents

from labapp.content import nodes as n
from labapp.report import faces, glyphs, pdf_table, style
from labapp.report.pdf_chart import ChartFlowable
from labapp.report.pdf_flow import kept, leads
from labapp.report.pdf_pages import WIDTH, Pages, Total, foresee
from labapp.report.pdf_styles import TONES, heading_style, toc_styles
from labapp.report.pdf_table import CELL_LINES, FACE, LONGEST_CELL
from labapp.report.pdf_text import paragraphs, pieces
from labapp.report.write import Progress
from labapp.wording.saying import NBSP
from labapp.wording.tied import tied
from labapp.wording.translate import Translator

_LAST = re.compile(r"(?<=\S) (?=\S{1,12}$)")  # before a word that would hang below a title by itself
_PASSES = 3  # making the pieces, laying them out to learn the pages' numbers, and once more to print them
_SIZES = (1.0, 0.95, 0.9)  # of what is meant to be one page
_SHORT = 300  # letters: a longer item may begin alone, rather than leave half a page empty
_WHOLE_TAIL = 40  # letters: whose voice it is stands in one line


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
                for label, part in zip_longest((name,), pieces(value, LONGEST_CELL, CELL_LINES), fillvalue="")
            ]
            table = LongTable(rows, colWidths=[WIDTH * 0.25, WIDTH * 0.75], hAlign="LEFT")
            table.setStyle(TableStyle([
                FACE, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]))  # fmt: skip
            yield table
        yield Spacer(1, 2 * mm)

    def _contents(self) -> Iterator[Flowable]:
        contents = TableOfContents(dotsMinLevel=0)
        contents.levelStyles = toc_styles()
        contents.tableStyle = TableStyle([
            FACE, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ])  # fmt: skip
        yield Paragraph(self._markup(self._("Contents")), heading_style(1))
        yield contents

    def _section(self, section: n.Section, level: int) -> Iterator[Flowable]:
        yield from self._headed(section.title, level)
        for node, following in zip_longest(section.nodes, section.nodes[1:]):
            made = list(self._node(node, level))
            about = isinstance(following, n.Paragraph) and following.tone == "quiet"
            if about and isinstance(node, n.Items) and node.items and len(node.items[-1]) < _SHORT:
                leads(made[-1])  # what is said of a list does not begin the next page
            yield from made
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
                yield from pdf_table.flowables(node, self._as_it_is)
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
            whole = tail.replace(" ", NBSP) if len(tail) < _WHOLE_TAIL else tail
            dotted = f"·{NBSP}{self._markup(whole)}"
            quiet = f' <font color="{style.QUIET}" size="{style.SMALL}">{dotted}</font>' if tail else ""
            made = list(paragraphs(text, TONES["item"], self._markup, quiet, bullet))
            beneath = items.beneath[index] if index < len(items.beneath) else ()
            for line in beneath:
                made += paragraphs(line, TONES["beneath"], self._markup)
            if sum(map(len, (text, *beneath))) < _SHORT:
                for part in made[:-1]:
                    leads(part)  # what is said of an item is not parted from it
                if index == 0 and len(items.items) > 1:
                    leads(made[-1])  # one item of many is not left alone at the foot of a page
            yield from made

    def _picture(self, picture: n.Picture) -> Flowable:
        width, height = ImageReader(io.BytesIO(picture.data)).getSize()
        wide = WIDTH * picture.width
        tall = wide * height / width
        shrink = min(1.0, 220 * mm / tall)
        return Image(io.BytesIO(picture.data), wide * shrink, tall * shrink, hAlign="LEFT")

    def _markup(self, text: str) -> str:
        return self._as_it_is(tied(text))

    def _as_it_is(self, text: str) -> str:
        return self._letters.markup(text).replace("\n", "<br/>")


def _walk(sections: tuple[n.Section, ...]) -> Iterator[n.Node]:
    for section in sections:
        yield from section.nodes
        yield from _walk(section.sections)
