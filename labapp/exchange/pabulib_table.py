"""The bare table of a `.pb` file: bytes to sections of numbered rows, with quoting mended where a file broke it.

What the cells mean is `labapp.exchange.pabulib`'s business; here only lines, separators, quotes and sections count.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from labapp.exchange.source import Notes, each_line, lines, told
from labapp.exchange.text_rows import refuse_row, refuse_wide, too_long

SECTIONS = ("META", "PROJECTS", "VOTES")
_BY_COMMAS = re.compile(r'\W*(?:key"?\s*,\s*"?value\b[^;]*|meta"?,+)$', re.IGNORECASE)
_BLANKS = "\ufeff\u00a0\u200b \t"  # what pasted cells carry around them


@dataclass(frozen=True)
class Line:
    """One row: the line of the file where it starts, and its cells without blanks around them."""

    number: int
    cells: list[str]


@dataclass
class Section:
    """A part of the file: where its title stands, its columns by name, its rows."""

    title_line: int
    header: list[str] = field(default_factory=list)
    header_line: int = 0
    rows: list[Line] = field(default_factory=list)

    def column(self, name: str) -> int | None:
        """Return the place of a column, None where the file has none of that name."""
        return self.header.index(name) if name in self.header else None


def sections(text: str, notes: Notes) -> dict[str, Section]:
    """Split the text into its sections; a missing, doubled or displaced one is refused by line."""
    found: dict[str, Section] = {}
    current: Section | None = None
    blank_at = 0
    for number, cells in _rows(text, notes):
        if not any(cells):
            blank_at = blank_at or number
            continue
        title = cells[0].upper()
        if title in SECTIONS and not any(cells[1:]):
            if title in found:
                notes.refuse("pb.section-twice", line=number, section=title)
            current = found[title] = Section(number)
        elif current is None:
            notes.refuse("pb.not-pabulib", line=number)
        elif not current.header:
            current.header, current.header_line = [cell.lower() for cell in cells], number
        else:
            current.rows.append(Line(number, cells))
    if not found:
        notes.refuse("pb.not-pabulib", line=1)
    for title in SECTIONS:
        if title not in found:
            notes.refuse("pb.section-missing", line=len(lines(text.rstrip("\r\n"))), section=title)
    last = max(section.rows[-1].number if section.rows else section.header_line for section in found.values())
    if 0 < blank_at < last:
        notes.warn("pb.blank-lines", line=blank_at)
    return found


def _rows(text: str, notes: Notes) -> Iterator[tuple[int, list[str]]]:
    """Read as CSV with `;`; a file whose quoting is broken is read line by line, and each broken line is named."""
    separator = _separator(text, notes)
    try:
        rows = list(_strict(text, separator, notes))
    except csv.Error:
        rows = list(_line_by_line(text, separator, notes))
    for number, cells in told(rows, notes):
        refuse_wide(len(cells), number, notes)
        stripped = [cell.strip(_BLANKS + "\r\n") for cell in cells]
        for cell in stripped:
            if "\n" in cell or "\r" in cell:
                if any(part.strip() in SECTIONS for part in cell.splitlines()):
                    notes.refuse("pb.open-quote", line=number)
                notes.warn("pb.line-break", line=number)
        yield number, stripped


def _separator(text: str, notes: Notes) -> str:
    """Return the semicolon, or the tab where somebody's spreadsheet put one after the first key, with a warning.

    Commas are refused, for they part the projects of a vote too: 1,2 may be one cell or two.
    """
    for number, line in enumerate(lines(text)[:20], 1):
        if _BY_COMMAS.match(line):
            notes.refuse("pb.commas", line=number)
        if line.strip(_BLANKS).lower().split("\t")[0] == "key" and "\t" in line.strip() and ";" not in line:
            notes.warn("pb.tabs", line=number)
            return "\t"
    return ";"


def _strict(text: str, separator: str, notes: Notes) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(each_line(text, notes), delimiter=separator, strict=True, skipinitialspace=True)
    start = 1
    for cells in reader:
        yield start, cells
        start = reader.line_num + 1


def _line_by_line(text: str, separator: str, notes: Notes) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(told(lines(text), notes), 1):
        try:
            yield number, next(csv.reader([line], delimiter=separator, strict=True, skipinitialspace=True), [])
        except csv.Error as error:
            if too_long(error):
                refuse_row(error, number, notes)
            notes.warn("pb.bad-quoting", line=number)
            yield number, line.split(separator)
