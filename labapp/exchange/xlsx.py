"""The first sheet of a workbook as numbered rows of text, the same as a CSV gives; openpyxl is loaded only here."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from labapp.exchange.sheet_marks import SheetMarks, marks_of
from labapp.exchange.source import WORKBOOK, Notes, NumberText, Row, Tick
from labapp.exchange.table_checks import filled
from labapp.exchange.text_rows import say_blank

_UNPACKED_AT_MOST = 512 << 20  # bytes; a million ballots fit
_CELLS_AT_MOST = 8_000_000  # some 600 MB once read; Excel's own limit of rows times seven columns
_TOP = 1000  # rows of another sheet that are looked at
_BOOK, _STRICT = "xl/workbook.xml", b"http://purl.oclc.org/ooxml/"  # openpyxl finds no sheet under this name
# A packed file may claim to be far larger than it is: real sheets shrink ten to twenty times, bombs hundreds of times.
_HARMLESS, _SHRINKS_AT_MOST = 32 << 20, 60
# What openpyxl and the parsers below it let through; both parsers of XML call their errors a SyntaxError.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, SyntaxError, EOFError, LookupError, ValueError, TypeError, AttributeError,
    OSError, ArithmeticError, AssertionError, RuntimeError,
)  # fmt: skip


class _Watched(io.BytesIO):
    """A packed file that tells how far it is read: openpyxl reads all texts of a workbook in one go, for seconds."""

    def __init__(self, data: bytes, tick: Tick | None) -> None:
        super().__init__(data)
        self._tick, self._size = tick, len(data)

    def read(self, size: int | None = -1, /) -> bytes:
        """Read on; the tick may raise to cancel."""
        if self._tick is not None:
            self._tick(self.tell(), self._size)
        return super().read(size)


def sheet_rows(data: bytes, notes: Notes, *, faults: bool = False) -> list[Row]:
    """Return the rows of the first sheet that are not empty; a damaged workbook is refused.

    So is a formula whose result was not saved (a ballot that lacks a mark must not be counted), unless the caller
    leaves out the rows that `faults` spoil. A fault that was saved is a cell: the reader of the table judges it.
    """
    if not data.startswith(WORKBOOK):
        notes.refuse("file.other-format")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions we never use
        try:
            return list(_rows(data, notes, faults))
        except _DAMAGE as error:
            notes.refuse("table.damaged-workbook", why=str(error).splitlines()[0][:120] if str(error) else "")


def _rows(data: bytes, notes: Notes, faults: bool) -> Iterator[Row]:
    from openpyxl import load_workbook
    from openpyxl.utils import get_column_letter

    stream = _Watched(data, notes.tick)
    with zipfile.ZipFile(stream) as packed:
        if not any(part.filename.startswith("xl/") for part in packed.infolist()):
            notes.refuse("file.other-format")
        unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > _UNPACKED_AT_MOST or unpacked > max(_HARMLESS, _SHRINKS_AT_MOST * len(data)):
            notes.refuse("file.unpacks-too-large", megabytes=unpacked >> 20)
        torn = packed.testzip()
        if torn:
            notes.refuse("table.damaged-workbook", why=torn)
        if _BOOK in packed.namelist() and _STRICT in packed.read(_BOOK):
            notes.refuse("table.strict-workbook")
    book = load_workbook(stream, read_only=True, data_only=True)
    if not book.worksheets:
        notes.refuse("ballots.empty-file", line=1)
    sheet = book.worksheets[0]
    others = _other_sheets(book.worksheets, notes)
    with zipfile.ZipFile(stream) as packed, packed.open(sheet._worksheet_path) as part:
        beside = marks_of(part)
    _say_beside(beside, notes, faults)
    total = sheet.max_row or 0
    sheet.reset_dimensions()  # what the file says about its size is often wrong: good enough for progress only
    cells_read, hidden, after, unsaid = 0, 0, 0, beside.unsaved
    columns: set[int] = set()  # hidden ones that hold something
    for line, values in enumerate(sheet.iter_rows(values_only=True), 1):
        cells_read += len(values)
        if cells_read > _CELLS_AT_MOST:
            notes.refuse("table.too-many-cells", line=line, most=_CELLS_AT_MOST)
        if notes.tick is not None and line % 1000 == 0:
            notes.tick(line, max(line, total))
        cells = tuple(_text(value) for value in values)
        if any(cells):
            if unsaid:
                _say_unsaved(unsaid, filled(Row(line, cells)), notes, faults)
                unsaid = None
            if not faults:
                say_blank(line, after, notes)
            after = line
            hidden += line in beside.hidden
            if beside.hidden_columns:
                columns |= {i for i, cell in enumerate(cells, 1) if cell and i in beside.hidden_columns}
            yield Row(line, cells)
    if not after and others:
        notes.refuse("table.first-sheet-empty", name=sheet.title, others=", ".join(others)[:200])
    if hidden:
        notes.warn("table.hidden-rows", n=hidden)
    if columns:
        listed = ", ".join(get_column_letter(column) for column in sorted(columns))
        notes.warn("table.hidden-columns", n=len(columns), columns=listed[:60])


def _other_sheets(sheets: list[Any], notes: Notes) -> list[str]:
    """Return which sheets are passed over though something stands at their top, which is said."""
    others = [sheet.title for sheet in sheets[1:] if _holds_something(sheet)]
    if others:
        notes.warn("table.other-sheets", name=sheets[0].title, others=", ".join(others)[:200])
    return others


def _holds_something(sheet: Any) -> bool:  # noqa: ANN401 - openpyxl has no types
    try:
        return any(value is not None for row in sheet.iter_rows(max_row=_TOP, values_only=True) for value in row)
    except _DAMAGE:
        return True  # damage to a sheet that is not read refuses nothing


def _say_unsaved(place: tuple[int, int], width: int, notes: Notes, faults: bool) -> None:
    """Refuse a missing result of a formula under the headings, unless the caller takes faults; else it is said."""
    line, column = place
    speak = notes.warn if faults or column > width else notes.refuse
    speak("table.formula-unsaved", line=line, column=column)


def _say_beside(beside: SheetMarks, notes: Notes, faults: bool) -> None:
    """Refuse rows out of order; say what is merged, which reads as empty.

    In a list for people titles are merged across, in a table of ballots that hides a rank.
    """
    if beside.astray:
        notes.refuse("table.row-astray", line=beside.astray)
    merged = beside.down if faults else beside.down + beside.across
    if merged:
        notes.warn("table.merged-cells", cells=", ".join(merged[:3]), n=len(merged))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return NumberText(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).strip()
