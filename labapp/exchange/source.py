"""A foreign file on its way in: bytes to text and lines, and the two ways of speaking up about it.

Refusing means a `UserError` that names file, line and column; everything milder is a note (`Notes`), so that the work
goes on and the person still hears of it.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from labapp.counting.outcome import Reason
from labapp.errors import UserError, WorldError

_LARGEST = 256 * 1024 * 1024  # bytes; a national election fits, a disk image does not
_NOTES_PER_CODE = 20
_PLACE = ("file", "line", "record", "column")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),  # its mark begins like that of UTF-32
)  # fmt: skip
WORKBOOK = b"PK\x03\x04"  # so begins every packed file, also those of other office programs
_FOREIGN = (WORKBOOK, b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf")  # documents, some of which hold no zero byte
_CONTROL = re.compile(  # not Ctrl-Z, with which old programs end a file; breaks of a line or page only inside a cell
    r"[\x01-\x08\x0b\x0c\x0e-\x19\x1b-\x1f\x7f-\x9f](?:(?<![\x0b\x0c\x85])|(?<=[^\s,;].)(?=[^\s,;]))", re.DOTALL
)  # one class that is checked afterwards: two to choose from take ten times as long
LINE_END = re.compile(r"\r\n|\n|\r")
_TOLD_EVERY = 1000  # rows
_WHOLE = re.compile(r"[0-9]{1,18}")

T = TypeVar("T")
Tick = Callable[[int, int], None]  # (done, total), for progress


@dataclass
class Notes:
    """Warnings about one file; a fault that repeats for thousands of lines is listed a few times, then summed.

    `tick` is told of the progress of long reading.
    """

    file: str
    tick: Tick | None = None
    _listed: list[Reason] = field(default_factory=list)
    _seen: Counter[str] = field(default_factory=Counter)
    _files: dict[str, set[str]] = field(default_factory=dict)

    def warn(self, code: str, /, **params: Any) -> None:  # noqa: ANN401 - whatever the sentence shows
        """Remember a warning; `line` and `column` in the params become its place."""
        self._seen[code] += 1
        self._files.setdefault(code, set()).add(str(params.get("file", self.file)))
        if self._seen[code] <= _NOTES_PER_CODE:
            self._listed.append(Reason(code, params))

    def take(self, other: Notes) -> None:
        """Take over what was said about another file that this one names; its places are summed with all others."""
        for note in other._listed:
            self.warn(note.code, **{"file": other.file, **note.params})
        for code, n in other._seen.items():
            self._seen[code] += max(0, n - _NOTES_PER_CODE)
            self._files[code] |= other._files[code]

    def all(self) -> list[Reason]:
        """Return the warnings in the order of the file, with one more for each kind that was cut short."""
        summed = []
        for code, n in self._seen.items():
            if n > _NOTES_PER_CODE:
                last = next(note.params for note in reversed(self._listed) if note.code == code)
                like = {key: value for key, value in last.items() if key not in _PLACE}
                file = {"file": last["file"]} if "file" in last and len(self._files[code]) == 1 else {}
                more = {**file, "of": code, "n": n - _NOTES_PER_CODE, "like": like}
                summed.append(Reason("ballots.more-of-these", more))
        return [*self._listed, *summed]

    def refuse(self, code: str, /, **params: Any) -> NoReturn:  # noqa: ANN401
        """Refuse the file with one sentence that names the place."""
        raise UserError(code, file=self.file, **params)


class NumberText(str):
    """Text of a cell that a workbook holds as a number: its point stands before decimals, whatever follows."""

    __slots__ = ()


@dataclass(frozen=True)
class Row:
    """One row of a table: the line where it starts and its cells, stripped."""

    line: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """Return a cell, empty where the row is shorter than its header."""
        return self.cells[index] if index < len(self.cells) else ""


def read_bytes(path: Path, largest: int = _LARGEST) -> bytes:
    """Read a whole file; what the world refuses becomes a WorldError that names the file."""
    try:
        if path.is_dir():
            raise WorldError("file.is-a-folder", file=path.name or str(path))
        if path.stat().st_size > largest:
            raise _too_large(path, largest)
        if path.is_file():
            return path.read_bytes()
        with path.open("rb") as stream:  # a pipe or a device does not say how much is coming
            data = stream.read(largest + 1)
        if len(data) > largest:
            raise _too_large(path, largest)
        return data
    except (FileNotFoundError, ValueError) as error:  # ValueError: no file can have such a name
        raise WorldError("file.missing", file=str(path)) from error
    except PermissionError as error:
        raise WorldError("file.no-permission", file=str(path)) from error
    except OSError as error:
        raise WorldError("file.unreadable", file=str(path), why=error.strerror or str(error)) from error


def _too_large(path: Path, largest: int) -> UserError:
    return UserError("file.too-large", file=path.name, megabytes=largest >> 20)


def refuse_foreign(data: bytes, notes: Notes) -> None:
    """Refuse a document of another program, told by its first bytes: its inside is no list."""
    if data.startswith(_FOREIGN):
        notes.refuse("file.other-format", line=1)


def decode(data: bytes, notes: Notes) -> str:
    """Turn bytes into text: UTF-8 or UTF-16, else Windows-1250 with a warning; binary is refused."""
    text = text_of(data, notes)
    say_control(text, notes)
    return text


def say_control(text: str, notes: Notes) -> None:
    """Say where the first sign stands that nobody sees."""
    if control := _CONTROL.search(text):
        line = len(lines(text[: control.start()]))
        notes.warn("file.control-character", line=line, sign=f"U+{ord(control[0]):04X}")


def text_of(data: bytes, notes: Notes) -> str:
    """Turn bytes into text as `decode` does, for a reader that has yet to mend it."""
    refuse_foreign(data, notes)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _marked(data, encoding, notes)
    if unmarked := unmarked_utf16(data):
        notes.warn("file.read-as-utf-16", line=1)
        return _marked(data, unmarked, notes)
    if b"\0" in data:
        notes.refuse("file.not-text", line=_line_at(data, data.index(b"\0")))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = _line_at(data, error.start)
    both = mixed(data)
    if both and "\ufffd" not in both[0]:
        notes.warn("table.mixed-encodings", line=both[1])
        return both[0]
    try:
        text = data.decode("cp1250")
    except UnicodeDecodeError as error:
        notes.refuse("file.bad-character", line=_line_at(data, error.start), byte=data[error.start])
    notes.warn("file.read-as-1250", line=line)
    return text


def unmarked_utf16(data: bytes) -> str:
    """Return which UTF-16 a text without its mark is in, "" for anything else.

    Of two bytes one is zero in three letters of four, and never the other; signs nobody writes make it something else.
    """
    if len(data) % 2 or b"\0" not in data:
        return ""
    first, second = data[::2].count(0), data[1::2].count(0)
    encoding = "utf-16-le" if second else "utf-16-be"
    if (first and second) or 8 * max(first, second) < 3 * len(data):
        return ""
    text = data.decode(encoding, "replace")
    return "" if "\ufffd" in text or _CONTROL.search(text) else encoding


def mixed(data: bytes) -> tuple[str, int] | None:
    """Return the text of a file glued from UTF-8 and Windows-1250 and where it changes, None for one or the other."""
    line = 0

    def as_1250(problem: UnicodeError) -> tuple[str, int]:
        nonlocal line
        if not isinstance(problem, UnicodeDecodeError):
            raise problem
        line = line or data.count(b"\n", 0, problem.start) + 1
        return data[problem.start : problem.end].decode("cp1250", "replace"), problem.end

    codecs.register_error("labapp-1250", as_1250)
    text = data.decode("utf-8-sig", "labapp-1250")
    wide = len(re.findall(rb"[\xc3-\xc5][\x80-\xbf]", data))
    if not line or b"\0" in data or wide < 2:
        return None
    return text, line


def _marked(data: bytes, encoding: str, notes: Notes) -> str:
    """Decode what its mark says it is; a zero inside is no text in any encoding."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        notes.refuse("file.bad-character", line=_line_at(data, error.start), byte=data[error.start])
    if "\0" in text:
        notes.refuse("file.not-text", line=len(lines(text[: text.index("\0")])))
    return text


def _line_at(data: bytes, offset: int) -> int:
    return len(re.findall(rb"\r\n|\n|\r", data[:offset])) + 1


def lines(text: str) -> list[str]:
    """Split into lines at CRLF, LF and lone CR only (a U+2028 inside a name is part of the name)."""
    return LINE_END.split(text)


def each_line(text: str, notes: Notes) -> Iterator[str]:
    """Yield the lines with their ends, one at a time: a stream over the text would hold it a second time, fourfold."""
    start = 0
    for done, end in enumerate(LINE_END.finditer(text)):
        if notes.tick is not None and done % _TOLD_EVERY == 0:
            notes.tick(start, len(text))
        yield text[start : end.end()]
        start = end.end()
    if start < len(text):
        yield text[start:]


def warn_of_cut(text: str, notes: Notes) -> None:
    """Say that the last line does not end: most programs end it, and a file cut in its middle does not."""
    if not text.endswith(("\n", "\r")):
        notes.warn("ballots.no-last-line-end", line=len(lines(text)))


def told(found: Collection[T], notes: Notes) -> Iterator[T]:
    """Yield one after the other and tell how far it is: every look through a million rows takes a second or more."""
    for done, each in enumerate(found):
        if notes.tick is not None and done % _TOLD_EVERY == 0:
            notes.tick(done, len(found))
        yield each


def whole(text: str) -> int | None:
    """Return a whole number of at most 18 digits, None for anything else (signs, blanks, other scripts' digits)."""
    return int(text) if _WHOLE.fullmatch(text) else None
