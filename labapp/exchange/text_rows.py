"""A text as a table: its separator, the cells of its rows and the line where each begins, quoting mended or refused."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from labapp.exchange.rank_headings import surely_headings
from labapp.exchange.source import LINE_END, Notes, Row, each_line, lines, told

_OVERQUOTED = re.compile(r'^""+([^"\r\n]+)"[" ]*"(,?)(?=\r|\n|\Z)', re.MULTILINE)
_SEPARATOR_TOLD = re.compile(r'"?sep=([,;|\t])"?[,;|\t]*(?=[\r\n])', re.IGNORECASE)
_SHARED_AT_MOST = 10_000  # different cells that are kept once, however often they come
_WIDEST = 16_384  # cells in a row of any spreadsheet


def rows(text: str, notes: Notes) -> list[Row]:
    """Read a CSV of unknown separator into stripped rows that are not empty; faulty quoting is refused by line.

    A first line `sep=;` tells spreadsheets the separator and is no row.
    """
    told_by_file = _SEPARATOR_TOLD.match(text)
    separator = told_by_file[1] if told_by_file else _separator(text)
    reader = csv.reader(each_line(_mended(text, notes), notes), delimiter=separator, strict=True)
    found = list(_rows(reader, notes))[1 if told_by_file else 0 :]
    stray: set[str] = set()
    for row in told(found, notes):
        if any(_holds_rows(cell, separator, len(found[0].cells)) for cell in row.cells):
            notes.warn("table.rows-in-cell", line=row.line)
        for cell in (cell for cell in row.cells if cell.count('"') % 2 and cell not in stray):
            stray.add(cell)
            notes.warn("table.stray-quote", line=row.line, value=cell[:60])
    return found


def _holds_rows(cell: str, separator: str, width: int) -> bool:
    """Tell a cell that a quotation mark too many made of several rows: lines in it have the width of a row."""
    if "\n" not in cell and "\r" not in cell:
        return False
    return width > 1 and any(line.count(separator) == width - 1 for line in lines(cell))


def _mended(text: str, notes: Notes) -> str:
    """Take the needless quotes from lines that are one cell quoted several times over (`""Ward 4""`)."""
    if not _OVERQUOTED.search(text):
        return text
    for number, line in enumerate(lines(text), 1):
        if _OVERQUOTED.fullmatch(line) and not _well_quoted(line):
            notes.warn("table.quoted-twice", line=number)
    return _OVERQUOTED.sub(lambda found: found[0] if _well_quoted(found[0]) else f'"{found[1]}"{found[2]}', text)


def _well_quoted(line: str) -> bool:
    try:
        return len(list(csv.reader([line], strict=True))) == 1
    except csv.Error:
        return False


def _rows(reader: Any, notes: Notes) -> Iterator[Row]:  # noqa: ANN401 - csv has no public reader type
    start, after = 1, 0  # the line that comes next, the last one that held something
    known: dict[str, str] = {}
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            refuse_row(error, start, notes)
        refuse_wide(len(cells), start, notes)
        stripped = tuple(known.get(cell, cell) for cell in map(str.strip, cells))
        if len(known) < _SHARED_AT_MOST:
            known.update(zip(stripped, stripped, strict=True))
        if any(stripped):
            say_blank(start, after, notes)
            after = reader.line_num
            yield Row(start, stripped)
        start = reader.line_num + 1


def say_blank(line: int, after: int, notes: Notes) -> None:
    """Say that there are empty lines between one that holds something and the line before it that does."""
    if 0 < after < line - 1:
        notes.warn("table.blank-lines", line=after + 1)


def refuse_row(error: csv.Error, line: int, notes: Notes) -> NoReturn:
    """Refuse a row that cannot be taken apart; a cell beyond what a cell may hold is no fault of its quotes."""
    notes.refuse("table.long-cell" if too_long(error) else "table.bad-quoting", line=line)


def refuse_wide(cells: int, line: int, notes: Notes) -> None:
    """Refuse a row that is wider than any sheet: every further look at a column takes as long as its cells are many."""
    if cells > _WIDEST:
        notes.refuse("table.too-many-cells", line=line, most=_WIDEST)


def too_long(error: csv.Error) -> bool:
    """Tell the one fault of a row that is not its quoting; the module gives it no class of its own."""
    return str(error).startswith("field larger")


def _separator(text: str) -> str:
    """Return what parts the cells of the first line; `|` only under headings, for on a ballot it parts an overvote."""
    head = _first_line(text)
    bare = re.sub(r'"[^"]*"', "", head)
    if not set(",;\t") & set(bare) and "|" in bare and surely_headings([cell.strip(' "') for cell in head.split("|")]):
        return "|"
    return max(",;\t", key=bare.count)


def _first_line(text: str) -> str:
    """Return the first line that holds something, without taking all the others apart."""
    first = re.search(r"\S", text)
    if not first:
        return ""
    start = max(text.rfind(end, 0, first.start()) for end in "\r\n") + 1
    end = LINE_END.search(text, first.start())
    return text[start : end.start() if end else None]
