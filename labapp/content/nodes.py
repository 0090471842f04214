"""The report as a tree of plain values: what is said, not how it looks. One writer per format draws it.

Every chart and picture carries its figures and an alternative text, so that a writer that cannot draw still tells all.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

LEADING = ("strong", "warning")
"""Tones of what is said of the part below: it stays on one page with its beginning."""


@dataclass(frozen=True)
class Heading:
    """A real heading, 1–4; writers make bookmarks and contents from it."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Plain text; `tone` is body, quiet, strong, quote or warning. Never markup: writers escape it."""

    text: str
    tone: str = "body"


@dataclass(frozen=True)
class Items:
    """A list; an item may carry a quiet tail (whose voice) and quieter lines beneath (merged texts, a note)."""

    items: tuple[str, ...]
    beneath: tuple[tuple[str, ...], ...] = ()
    tails: tuple[str, ...] = ()
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a real header row; `widths` are shares of the text width, empty for equal ones.

    `above` are headings too long for their columns, said whole between the caption and the table.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    caption: str = ""
    numeric: tuple[int, ...] = ()
    above: tuple[str, ...] = ()

    @property
    def shares(self) -> tuple[float, ...]:
        """Return each column's share of the width; without widths, words get three times the room of figures."""
        count = len(self.header)
        if len(self.widths) == count:
            return self.widths
        parts = [1.0 if index in self.numeric else 3.0 for index in range(count)]
        return tuple(part / sum(parts) for part in parts)


@dataclass(frozen=True)
class Series:
    """One series of a chart; `look` is a sector's colour token or empty for the accent.

    `figures` are its values as the table beside it writes them; without them they are rounded by the chart.
    """

    name: str
    values: tuple[float, ...]
    look: str = ""
    figures: tuple[str, ...] = ()

    def rows(self, start: int, stop: int) -> Series:
        """Return the same for some rows only."""
        return replace(self, values=self.values[start:stop], figures=self.figures[start:stop])


@dataclass(frozen=True)
class Chart:
    """Horizontal bars, one group per label; `labels` and `series` hold the figures that stand beside it in words.

    `stacked` puts a label's series end to end; `before` of them then lie before a middle line that all rows share, and
    each part is a share of its row: what is for and what is against can be compared between groups of any size.
    """

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    unit: str = ""
    stacked: bool = False
    before: int = 0
    point: str = "."  # before a figure's fraction, in the language of the text
    top: float = 0.0  # the value at full length; 0: the greatest here (parts of a split chart keep the whole's)


@dataclass(frozen=True)
class Picture:
    """An image; `alt` says in words what it shows. `width` is the share of the text width it may take."""

    data: bytes
    media: str
    alt: str
    width: float = 1.0


@dataclass(frozen=True)
class PageBreak:
    """The next node begins a page."""


Node = Heading | Paragraph | Items | Table | Chart | Picture | PageBreak


@dataclass(frozen=True)
class Section:
    """A part of the report with its heading; a kind returns one for its activity."""

    title: str
    nodes: tuple[Node, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Document:
    """A whole report: title page facts and sections; `language` is the language of the text."""

    title: str
    language: str
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    logos: tuple[Picture, ...] = ()
    sections: tuple[Section, ...] = ()
    author: str = ""
    footer: str = ""
    created: str = ""
    warnings: tuple[str, ...] = field(default=())
    contents: bool = True  # behind the first section; sheets that are taken apart need none
    one_page: bool = False  # what hangs over a page by some lines is printed a little smaller
