"""The pages of the PDF: frame, foot with "1 / 12", bookmarks, entries of the contents; passes until these are true."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.doctemplate import IndexingFlowable
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.tableofcontents import TableOfContents

from labapp.content.nodes import Document
from labapp.report import style
from labapp.report.pdf_text import one_line

WIDTH = A4[0] - 2 * style.MARGIN
_CONTENTS_LEVELS = 2
_NUMBER = 60  # points of the foot that belong to the number of the page


class Writer(Protocol):
    """Who fills the pages, as far as they ask him."""

    @property
    def document(self) -> Document:
        """What is written."""

    def safe(self, text: str) -> str:
        """Return the text with letters that can be drawn."""

    def begin_pass(self) -> None:
        """Hear that a pass over the pages begins."""

    def laid(self) -> None:
        """Hear that a piece was laid out."""


class Pages(BaseDocTemplate):  # type: ignore[misc] # reportlab has no types
    """Knows pages, bookmarks and contents; counts pages in a first pass so that "1 / 12" is true."""

    def __init__(self, target: Path, writer: Writer, size: float) -> None:
        super().__init__(
            str(target), pagesize=A4, leftMargin=style.MARGIN, rightMargin=style.MARGIN, topMargin=58,
            bottomMargin=58, title=writer.safe(writer.document.title), author=writer.safe(writer.document.author),
            subject=writer.safe(writer.document.subtitle), lang=writer.document.language, invariant=1,
            displayDocTitle=1, initialFontName="Inter", creator="labapp", producer="labapp",
        )  # fmt: skip
        self._writer = writer
        self.count = self.pages = self._marks = self._deep = 0
        self._size = size
        frame = Frame(
            self.leftMargin / size, self.bottomMargin / size, self.width, self.height / size, 0, 0, 0, 0, id="body"
        )
        self.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=self._head, onPageEnd=self._foot)])

    def beforeDocument(self) -> None:
        """Begin a pass; the one before has counted the pages."""
        self.pages, self.count, self._marks, self._deep = self.count, 0, 0, -1
        self._writer.begin_pass()

    def afterFlowable(self, flowable: Flowable) -> None:
        """Give a heading its bookmark and its line of the contents."""
        self._writer.laid()
        level = getattr(flowable, "level", None)
        if level is None:
            return
        self._marks += 1
        key, text = f"h{self._marks}", flowable.words
        self.canv.bookmarkPage(key)
        self._deep = min(level - 1, self._deep + 1)  # a bookmark cannot stand two levels below the one before it
        self.canv.addOutlineEntry(text, key, self._deep, closed=level > 1)
        if level <= _CONTENTS_LEVELS:
            self.notify("TOCEntry", (level - 1, escape(text), self.page, key))

    def _head(self, canvas: Any, template: Any) -> None:  # noqa: ANN401 - reportlab has no types
        canvas.saveState()
        canvas.scale(self._size, self._size)

    def _foot(self, canvas: Any, template: Any) -> None:  # noqa: ANN401 - reportlab has no types
        self.count += 1
        canvas.restoreState()
        canvas.saveState()
        canvas.setFont("Inter", style.SMALL)
        canvas.setFillColor(style.QUIET)
        words = self._writer.safe(self._writer.document.footer)
        if self.page > 1:
            canvas.drawString(style.MARGIN, 34, one_line(words, "Inter", style.SMALL, WIDTH - _NUMBER))
        canvas.drawRightString(A4[0] - style.MARGIN, 34, f"{self.page} / {self.pages}")
        canvas.restoreState()


class Total(IndexingFlowable):  # type: ignore[misc] # reportlab has no types
    """Asks for one more pass until the number of pages in the foot is true."""

    def __init__(self, template: Pages) -> None:
        super().__init__()
        self._template = template

    def isSatisfied(self) -> bool:
        """Whether the last pass printed the number of pages it had."""
        return bool(self._template.pages == self._template.count)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Draw nothing."""


def foresee(story: list[Flowable]) -> None:
    """Give the contents their lines before the first pass: as high as they will be, the second has every page right."""
    headings = [flowable for flowable in story if getattr(flowable, "level", None) is not None]
    for contents in (flowable for flowable in story if isinstance(flowable, TableOfContents)):
        for number, heading in enumerate(headings, 1):
            if heading.level <= _CONTENTS_LEVELS:
                contents.addEntry(heading.level - 1, escape(heading.words), 0, f"h{number}")
