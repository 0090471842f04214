"""What the file of a sheet says beside its values: results that were never saved, merged cells, what is hidden.

openpyxl hands a formula without a saved result and the covered part of merged cells over as empty: on a ballot each is
a mark that is left out without a word. Read in pieces, for a sheet may unpack to hundreds of megabytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

_ROWS_AT_MOST = 1_048_576  # of a sheet, in any program
_COLUMNS_AT_MOST = 16_384
_PIECE = 1 << 20
_TAIL = 1 << 16  # bytes in which the last element that may go on in the next piece is looked for
_P = rb"(?:\w+:)?"  # some programs write a prefix to every name
_START = re.compile(rb"<" + _P + rb"(?:c|row|mergeCell)\b")
_FORMULA = rb"<" + _P + rb"f\b[^>]*(?:/>|>[^<]*</" + _P + rb"f>)\s*"
_NO_RESULT = rb"(?:<" + _P + rb"v\s*/>|<" + _P + rb"v>\s*</" + _P + rb"v>)?\s*"
_UNSAVED = re.compile(rb"<" + _P + rb"c\b([^>]*)>\s*" + _FORMULA + _NO_RESULT + rb"</" + _P + rb"c>")
_ROW = re.compile(rb"<" + _P + rb"row\b([^>]*)>")
_NUMBER = re.compile(rb"\br=\"(\d+)\"")
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
_COLUMNS = re.compile(rb"<" + _P + rb"col\b([^>]*)>")
_ENDS = re.compile(rb"\b(min|max)=\"(\d{1,5})\"")
_MERGED = re.compile(rb"<" + _P + rb"mergeCell\b[^>]*\bref=\"([A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7}))\"")
_PLACE = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")
_EMPTY_TEXT = re.compile(rb"\bt=\"str\"")  # a result that is saved: a text without a letter


@dataclass
class SheetMarks:
    """`unsaved`: line and column of a formula without a result, the one furthest left; merged cells as written (A2:A4).

    `astray` is the first row whose number does not follow those before it: openpyxl leaves such a row out, or fills up
    to a number beyond all sheets. `across` are merged in one row below the first (in the first a title is), `down` over
    several. Hidden columns count from 1.
    """

    unsaved: tuple[int, int] | None = None
    across: list[str] = field(default_factory=list)
    down: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    last: int = 0
    astray: int = 0


def marks_of(stream: IO[bytes]) -> SheetMarks:
    """Look through the XML of one sheet."""
    found = SheetMarks()
    for piece in _pieces(stream):
        places = [*_unsaved(piece), *([found.unsaved] if found.unsaved else [])]
        found.unsaved = min(places, key=lambda place: (place[1], place[0]), default=None)
        for columns in _COLUMNS.finditer(piece):
            _note_columns(columns[1], found)
        for row in _ROW.finditer(piece):
            _note_row(row[1], found)
        for area in _MERGED.finditer(piece):
            if area[2] != area[3]:
                found.down.append(area[1].decode())
            elif int(area[2]) > 1:
                found.across.append(area[1].decode())
    return found


def _note_row(attributes: bytes, found: SheetMarks) -> None:
    number = _NUMBER.search(attributes)
    at = int(number[1][:20]) if number else found.last + 1
    if not found.last < at <= _ROWS_AT_MOST:
        found.astray = found.astray or at
    found.last = at
    if _HIDDEN.search(attributes):
        found.hidden.add(at)


def _note_columns(attributes: bytes, found: SheetMarks) -> None:
    ends = dict(_ENDS.findall(attributes))
    if _HIDDEN.search(attributes) and len(ends) == 2:
        found.hidden_columns.update(range(int(ends[b"min"]), min(int(ends[b"max"]), _COLUMNS_AT_MOST) + 1))


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the stream in pieces that no element of a row parts."""
    rest = b""
    while read := stream.read(_PIECE):
        rest += read
        starts = [start.start() for start in _START.finditer(rest, max(0, len(rest) - _TAIL))]
        if starts and starts[-1]:
            yield rest[: starts[-1]]
            rest = rest[starts[-1] :]
    yield rest


def _unsaved(piece: bytes) -> Iterator[tuple[int, int]]:
    for cell in _UNSAVED.finditer(piece):
        place = _PLACE.search(cell[1])
        if not _EMPTY_TEXT.search(cell[1]):
            yield (int(place[2]), _column(place[1])) if place else (1, 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
