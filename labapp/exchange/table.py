"""A list of people or ideas as a table: CSV, XLSX or plain lines, its encoding and separator guessed and correctable.

Only reads; `people.py` and `ideas.py` decide what the columns mean.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from labapp.counting.outcome import Reason
from labapp.errors import UserError
from labapp.exchange import source
from labapp.exchange.faults import FAULTS
from labapp.exchange.source import Notes, Row, Tick
from labapp.exchange.text_rows import refuse_row
from labapp.exchange.xlsx import sheet_rows

ENCODINGS = ("utf-8", "cp1250", "utf-8 twice", "utf-16")
SEPARATORS = (";", ",", "\t", "|")
MOST_ROWS = 50_000
SEARCHED = 10  # rows among which the headings are looked for: titles, dates and addresses stand above them
_SUSPICIOUS = re.compile(r"[ÃÄÅ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


@dataclass(frozen=True)
class Sheet:
    """A table as read: `header` names the columns, `rows` know their line; warnings say what was mended."""

    file: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = ""
    separator: str = ""
    warnings: tuple[Reason, ...] = ()
    spaced: bool = False  # a blank follows every separator, as commas are written in a sentence
    headed: bool = True  # False: no row named the columns, and every row is content

    def fault(self, row: Row, columns: Iterable[int]) -> Reason | None:
        """Return why a row cannot be taken when a spreadsheet left a fault of a formula where a value is needed."""
        for index in columns:
            if row.cell(index) in FAULTS:
                params = {"line": row.line, "column": self.header[index], "value": row.cell(index)}
                return Reason("table.fault-in-cell", params)
        return None


Headings = Callable[[Sequence[Row]], int]  # which of the first rows names the columns; -1: none does


def first_row(rows: Sequence[Row]) -> int:
    """The first row names the columns."""
    return 0


def read_sheet(
    path: Path, *, encoding: str = "", separator: str = "", headings: Headings = first_row, tick: Tick | None = None
) -> Sheet:
    """Read a table; `headings` finds the row that names the columns, empty options are guessed.

    Rows keep their line of the file. Raises UserError or WorldError that names file and line; an empty file is refused.
    """
    notes, spaced = Notes(path.name, tick), False
    data = source.read_bytes(path)
    if not data:
        notes.refuse("table.empty")
    if data.startswith(source.WORKBOOK) or path.suffix.lower() in (".xlsx", ".xlsm"):
        rows, encoding, separator = sheet_rows(data, notes, faults=True), "", ""
    else:
        text, encoding = _decoded(data, encoding, notes)
        separator = separator or guess_separator(text)
        rows = _rows(text, separator, notes)
        spaced = separator in text and not re.search(f"{re.escape(separator)}(?! )", text)
    if not rows:
        notes.refuse("table.empty")
    if len(rows) > MOST_ROWS + 1:
        notes.refuse("table.too-long", rows=len(rows), most=MOST_ROWS)
    top = headings(rows)
    if top > 0:
        notes.warn("table.headings-below", line=rows[top].line)
    if top + 1 == len(rows):
        notes.warn("table.only-headings", line=rows[-1].line)
    width = max(len(row.cells) for row in rows[max(top, 0) :])
    named = rows[top] if top >= 0 else Row(0, ())
    header = tuple(named.cell(index) or f"#{index + 1}" for index in range(width))
    body, said = tuple(rows[top + 1 :]), tuple(notes.all())
    return Sheet(path.name, header, body, encoding, separator, said, spaced, top >= 0)


def read_lines(path: Path, *, encoding: str = "") -> Sheet:
    """Read a plain text: one idea a line, empty lines left out."""
    notes = Notes(path.name)
    text, encoding = _decoded(source.read_bytes(path), encoding, notes)
    listed = [Row(number, (line.strip(),)) for number, line in enumerate(source.lines(text), 1) if line.strip()]
    if not listed:
        notes.refuse("table.empty")
    if len(listed) > MOST_ROWS:
        notes.refuse("table.too-long", rows=len(listed), most=MOST_ROWS)
    return Sheet(path.name, ("text",), tuple(listed), encoding, "", tuple(notes.all()))


def guess_separator(text: str) -> str:
    """Return the separator that splits the first lines most evenly into most cells."""
    head = [line for line in source.lines(text[:20_000]) if line.strip()][:12]
    bare = [re.sub(r'"[^"]*"', "", line) for line in head]

    def score(mark: str) -> tuple[int, int]:
        counts = Counter(line.count(mark) for line in bare if line.count(mark))
        if not counts:
            return (0, 0)
        cells, lines = counts.most_common(1)[0]
        return (lines, cells)

    return max(SEPARATORS, key=score) if head and any(score(mark)[0] for mark in SEPARATORS) else ";"


def _decoded(data: bytes, encoding: str, notes: Notes) -> tuple[str, str]:
    if not encoding:
        source.refuse_foreign(data, notes)
        both = source.mixed(data)
        if both:
            notes.warn("table.mixed-encodings", line=both[1])
        text = both[0] if both else source.text_of(data, notes)
        mended = _mended(text)
        if mended is not None:
            notes.warn("table.encoded-twice")
            return mended, "utf-8 twice"
        source.say_control(text, notes)
        guessed = "cp1250" if any(note.code == "file.read-as-1250" for note in notes.all()) else "utf-8"
        return text, "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") or source.unmarked_utf16(data) else guessed
    if encoding not in ENCODINGS:
        raise ValueError(encoding)
    try:
        if encoding == "utf-8 twice":
            once = data.decode("utf-8-sig")
            return _mended(once) or once, encoding
        codec = source.unmarked_utf16(data) or encoding if encoding == "utf-16" else encoding
        return data.decode("utf-8-sig" if encoding == "utf-8" else codec), encoding
    except UnicodeDecodeError as problem:
        line = len(re.findall(rb"\r\n|\n|\r", data[: problem.start])) + 1
        raise UserError("table.wrong-encoding", file=notes.file, line=line, encoding=encoding) from problem


def _mended(text: str) -> str | None:
    """Return text that was encoded as UTF-8 twice ("PaweÅ‚") as it was meant, None when it was not."""
    if len(_SUSPICIOUS.findall(text[:200_000])) < 2:
        return None
    mended = [_mended_line(line) for line in text.splitlines(keepends=True)]
    return "".join(mended) if any(a != b for a, b in zip(mended, text.splitlines(keepends=True), strict=True)) else None


def _mended_line(line: str) -> str:
    def put_right(found: re.Match[str]) -> str:
        try:
            return "".join(_byte(letter) for letter in found[0]).encode("latin-1").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            return found[0]

    return _SUSPICIOUS.sub(put_right, line)


def _byte(letter: str) -> str:
    if ord(letter) < 256:
        return letter
    return letter.encode("cp1252").decode("latin-1")


def _rows(text: str, separator: str, notes: Notes) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found: list[Row] = []
    start = 1
    try:
        for cells in reader:
            stripped = tuple(cell.replace("\xa0", " ").strip() for cell in cells)
            if any(stripped):
                found.append(Row(start, stripped))
            start = reader.line_num + 1
    except csv.Error as problem:
        refuse_row(problem, start, notes)
    return found
