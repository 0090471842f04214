"""The report as DOCX by python-docx: real headings, header rows, alternative texts, language; offices can publish it.

The package is written anew with fixed times, so the same tree gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from labapp.clock import moment
from labapp.content import nodes as n
from labapp.report import chart_picture, columns, style
from labapp.report.write import Progress
from labapp.wording.saying import NBSP
from labapp.wording.tied import tied
from labapp.wording.translate import Translator

_WIDTH = Mm(165)
_CONTENTS_LEVELS = 2
_TONES = {"quiet": style.QUIET, "warning": style.WARNING}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CELL = Pt(9.5)  # columns are as wide as their words in the PDF, whose cells are about as small
_LONG_CELL = 1_500  # letters: half a page in a narrow column
_PROPERTY = 255  # letters in a property of the file, a limit of the format


def write(document: n.Document, target: Path, _: Translator, progress: Progress) -> list[str]:
    """Write the document; a word processor finds its own letters, so there is nothing to warn of."""
    made = docx.Document()
    writer = _Writer(made, document, _)
    total = len(document.sections) + 2
    writer.front()
    progress(1, total)
    for index, section in enumerate(document.sections):
        if index == 1 and document.contents:
            writer.contents()
        writer.section(section, 1)
        progress(index + 2, total)
    stream = io.BytesIO()
    made.save(stream)
    _repacked(stream.getvalue(), target)
    progress(total, total)
    return []


def clean(text: str) -> str:
    """Return the text without characters that XML forbids; python-docx would raise on them."""
    return "".join(c for c in text if c in "\n\t" or (c >= " " and c not in "\ufffe\uffff" and not _surrogate(c)))


def _surrogate(letter: str) -> bool:
    return 0xD800 <= ord(letter) <= 0xDFFF


class _Writer:
    """Fills a python-docx document from the tree."""

    def __init__(self, made: Any, document: n.Document, _: Translator) -> None:  # noqa: ANN401 - python-docx
        self._made = made
        self._document = document
        self._ = _
        self._pictures = self._marked = 0
        self._set_up()

    def front(self) -> None:
        """Write title and facts; page one goes on with the first section."""
        for picture in self._document.logos:
            self._picture(picture)
        self._made.add_paragraph(clean(self._document.title), style="Title")
        self._made.add_paragraph(clean(self._document.subtitle), style="Subtitle")
        self._facts()

    def section(self, section: n.Section, level: int) -> None:
        """Write a section and its parts under real headings, those of the contents with a mark to jump to."""
        heading = self._made.add_heading(clean(section.title or "–"), level)
        if level <= _CONTENTS_LEVELS:
            self._marked += 1
            _bookmark(heading, self._marked)
        for node in section.nodes:
            self._node(node, level)
        for part in section.sections:
            self.section(part, min(level + 1, 4))

    def _node(self, node: n.Node, level: int) -> None:
        match node:
            case n.Heading():
                self._made.add_heading(clean(node.text), min(4, level + node.level))
            case n.Paragraph():
                self._paragraph(node)
            case n.Items():
                self._items(node)
            case n.Table():
                self._table(node)
            case n.Chart():
                self._chart(node)
            case n.Picture():
                self._picture(node)
            case n.PageBreak():
                self._made.add_page_break()

    def _paragraph(self, node: n.Paragraph) -> Any:  # noqa: ANN401 - python-docx
        paragraph = self._made.add_paragraph()
        paragraph.paragraph_format.keep_with_next = node.tone in n.LEADING or None
        run = paragraph.add_run(clean(tied(node.text)))
        run.bold = node.tone in n.LEADING or None
        run.italic = node.tone == "quote" or None
        if node.tone in _TONES:
            run.font.color.rgb = RGBColor.from_string(_TONES[node.tone][1:])
        return paragraph

    def _items(self, node: n.Items) -> None:
        kind = "List Number" if node.numbered else "List Bullet"
        for index, text in enumerate(node.items):
            item = self._made.add_paragraph(clean(tied(text)), style=kind)
            if index < len(node.tails) and node.tails[index]:
                tail = item.add_run(f" ·{NBSP}{clean(node.tails[index])}")
                tail.font.color.rgb, tail.font.size = RGBColor.from_string(style.QUIET[1:]), Pt(9)
            for line in node.beneath[index] if index < len(node.beneath) else ():
                item.paragraph_format.keep_with_next, item.paragraph_format.space_after = True, Pt(0)
                item = self._made.add_paragraph()
                item.paragraph_format.left_indent, item.paragraph_format.space_after = Mm(12), Pt(3)
                run = item.add_run(clean(tied(line)))
                run.font.color.rgb = RGBColor.from_string(style.QUIET[1:])

    def _table(self, node: n.Table) -> None:
        if node.caption:
            self._paragraph(n.Paragraph(node.caption, "strong"))
        for text in node.above:
            self._paragraph(n.Paragraph(text, "quiet")).paragraph_format.keep_with_next = True
        count = len(node.header)
        made = self._made.add_table(rows=1, cols=count, style="Table Grid")
        made.autofit = False
        shares = columns.shares(node, _WIDTH / Pt(1))
        for column, share in zip(made.columns, shares, strict=True):
            column.width = Emu(int(_WIDTH * share))  # the grid: LibreOffice goes by it, Word by the cells
        self._row(made.rows[0], node.header, node.numeric, shares, bold=True)
        _mark_header(made.rows[0])
        for row in node.rows:
            self._row(made.add_row(), row, node.numeric, shares, bold=False)
        self._made.add_paragraph()

    def _row(
        self, row: Any, cells: tuple[str, ...], numeric: tuple[int, ...], shares: tuple[float, ...], *, bold: bool  # noqa: ANN401
    ) -> None:
        if max(map(len, cells), default=0) < _LONG_CELL:  # a row broken over two pages is read twice
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        # `row.cells` is rebuilt at every access: taken once, or a table of 500 rows takes minutes.
        for index, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = Emu(int(_WIDTH * shares[index]))
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(clean(text))
            run.bold, run.font.size = bold or None, _CELL
            if index in numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _chart(self, node: n.Chart) -> None:
        for part in chart_picture.parts(node):
            data = chart_picture.png(part)
            self._picture(n.Picture(data, "image/png", part.alt))

    def _picture(self, node: n.Picture) -> None:
        paragraph = self._made.add_paragraph()
        shape = paragraph.add_run().add_picture(io.BytesIO(node.data), width=Emu(int(_WIDTH * node.width)))
        self._pictures += 1
        described = shape._inline.docPr
        described.set("descr", clean(node.alt)[:2000])
        described.set("title", self._("Picture {n}", n=self._pictures))

    def _facts(self) -> None:
        for name, value in self._document.facts:
            paragraph = self._made.add_paragraph()
            label = paragraph.add_run(f"{clean(name)}: ")
            label.font.color.rgb = RGBColor.from_string(style.QUIET[1:])
            paragraph.add_run(clean(value))

    def contents(self) -> None:
        """Write the contents: links that work at once; a word processor that updates the field adds the pages."""
        self._made.add_paragraph(self._("Contents"), style="TOC Heading")
        listed = list(_headings(self._document.sections, 1))
        entries = [self._made.add_paragraph() for _heading in listed]
        _field_begin(entries[0], f'TOC \\o "1-{_CONTENTS_LEVELS}" \\h \\z \\u')
        for number, (entry, (text, level)) in enumerate(zip(entries, listed, strict=True), 1):
            _link(entry, clean(text), number)
            entry.paragraph_format.left_indent = Mm(6 * (level - 1))
            entry.paragraph_format.space_after = Pt(0)
        _field_end(entries[-1])
        self._made.add_page_break()

    def _set_up(self) -> None:
        made, document = self._made, self._document
        core = made.core_properties
        core.title, core.author, core.subject = (
            clean(text)[:_PROPERTY] for text in (document.title, document.author, document.subtitle)
        )
        core.language, core.comments, core.last_modified_by = document.language, "", "labapp"
        at = moment(document.created) if document.created else datetime(2000, 1, 1, tzinfo=UTC)
        core.created = core.modified = at.replace(tzinfo=None)
        core.revision = 1
        _styles(made, document.language)
        page = made.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = Mm(22)
        page.top_margin = page.bottom_margin = Mm(20)
        foot = page.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        foot.add_run(f"{clean(document.footer)[:90]}  ·  ")
        _field(foot, "PAGE", "1")
        foot.add_run(" / ")
        _field(foot, "NUMPAGES", "1")


def _styles(made: Any, language: str) -> None:  # noqa: ANN401 - python-docx
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    properties = normal.element.get_or_add_rPr()
    said = properties.find(qn("w:lang"))
    if said is None:
        said = OxmlElement("w:lang")
        properties.append(said)
    for place in (said, *made.styles.element.findall(f"{qn('w:docDefaults')}//{qn('w:lang')}")):
        for name in ("w:val", "w:eastAsia", "w:bidi"):
            place.set(qn(name), {"pl": "pl-PL"}.get(language, "en-GB"))
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        made.styles[name].font.color.rgb = RGBColor.from_string(style.INK[1:])
        made.styles[name].font.name = "Calibri"
    if "TOC Heading" not in [known.name for known in made.styles]:
        from docx.enum.style import WD_STYLE_TYPE

        heading = made.styles.add_style("TOC Heading", WD_STYLE_TYPE.PARAGRAPH)
        heading.base_style = normal
        heading.font.bold, heading.font.size = True, Pt(15)


def _mark_header(row: Any) -> None:  # noqa: ANN401 - python-docx
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _field(paragraph: Any, code: str, shown: str) -> None:  # noqa: ANN401 - python-docx
    _field_begin(paragraph, code)
    paragraph.add_run(shown)
    _field_end(paragraph)


def _field_begin(paragraph: Any, code: str) -> None:  # noqa: ANN401 - python-docx
    _field_part(paragraph, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = code
    paragraph.add_run()._r.append(instruction)
    _field_part(paragraph, "separate")


def _field_end(paragraph: Any) -> None:  # noqa: ANN401 - python-docx
    _field_part(paragraph, "end")


def _field_part(paragraph: Any, kind: str) -> None:  # noqa: ANN401 - python-docx
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(part)


def _bookmark(heading: Any, number: int) -> None:  # noqa: ANN401 - python-docx
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), f"_Toc{number:06}")
    heading._p.insert(0 if heading._p.pPr is None else 1, start)
    heading._p.append(end)


def _link(paragraph: Any, text: str, number: int) -> None:  # noqa: ANN401 - python-docx
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"_Toc{number:06}")
    run = paragraph.add_run(text)
    paragraph._p.remove(run._r)
    link.append(run._r)
    paragraph._p.append(link)


def _headings(sections: tuple[n.Section, ...], level: int) -> Iterator[tuple[str, int]]:
    for section in sections:
        yield section.title or "–", level
        if level < _CONTENTS_LEVELS:
            yield from _headings(section.sections, level + 1)


def _repacked(data: bytes, target: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            packed.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
