"""Ideas from a file: which column holds the words, which the group; a preview first, then one change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from labapp.changes import Change, Reader
from labapp.counting.outcome import Reason
from labapp.exchange.source import Row, Tick
from labapp.exchange.table import SEARCHED, Sheet, read_lines, read_sheet
from labapp.model import ideas
from labapp.wording.folding import fold

_TEXT = (
    "text", "tekst", "tresc", "pomysl", "nazwa", "tytul", "idea", "title", "name", "opis", "kartka", "comment-body",
    "pomysly", "ideas", "kartki", "karta", "karty", "card", "cards", "tresc pomyslu", "nazwa pomyslu", "tytul pomyslu",
    "nazwa projektu", "tytul projektu", "wypowiedz", "wypowiedzi", "propozycja", "propozycje", "postulat", "postulaty",
    "problem", "problemy", "problems", "pytanie", "pytania", "question", "questions", "wniosek", "wnioski", "issue",
    "issues",
)  # fmt: skip
_GROUP = ("kolumna", "grupa", "column", "group", "cluster", "kategoria", "category")
# Words of cards where a list has nothing else, remarks beside them where it has.
_REMARKS = (
    "uwaga", "uwagi", "komentarz", "komentarze", "odpowiedz", "odpowiedzi", "haslo", "description", "comment",
    "comments", "content", "answer", "response", "suggestion", "proposal",
)  # fmt: skip
# Columns that hold neither, but whose names tell a row of headings from an idea.
_OTHER = frozenset((
    "id", "lp", "lp.", "l.p.", "nr", "no", "no.", "numer", "number", "#", "autor", "author", "data", "date", "godzina",
    "time", "sektor", "sector", "stolik", "table", "kto", "who", "imie", "nazwisko", "imie i nazwisko", "e-mail",
    "email", "koszt", "cost", "glosy", "votes", "status", "organizacja", "organisation", "timestamp",
    "sygnatura czasowa", "tagi", "tags", "typ", "type", "dzielnica", "adres", "url", "link",
))  # fmt: skip
_MOST_GROUPS = 12
_LONGEST_NAME, _MARK = 60, 3  # letters of a column's name, and of what only numbers rows (A, B, II)
_BESIDE = re.compile(r"\s*[(\[].*[)\]]\s*:?$")  # "Treść pomysłu (do 300 znaków)"
_DISARMED = re.compile(r"^'(?=[=+\-@])")  # as our own lists keep a spreadsheet from calculating a text
_NUMBER = re.compile(r"[-+]?[0-9][0-9\s.,:/-]*")


@dataclass(frozen=True)
class NewIdea:
    """One row to bring in: its line, words, and the name of its group (empty: where the person points)."""

    line: int
    text: str
    group: str = ""


@dataclass(frozen=True)
class IdeaPreview:
    """What an import would do: rows taken, rows refused with their reasons, and duplicates of what lies there."""

    taken: tuple[NewIdea, ...]
    refused: tuple[Reason, ...]
    doubled: tuple[NewIdea, ...] = ()
    warnings: tuple[Reason, ...] = ()


def read(path: Path, *, encoding: str = "", separator: str = "", tick: Tick | None = None) -> Sheet:
    """Read a CSV, XLSX or TXT of ideas; a list without headings loses no line to them."""
    if path.suffix.lower() in (".txt", ".md", ""):
        return read_lines(path, encoding=encoding)
    sheet = read_sheet(path, encoding=encoding, separator=separator, headings=_headings, tick=tick)
    if not separator and sheet.separator == "," and _prose(sheet):
        return read_sheet(path, encoding=encoding, separator="\t", headings=_headings, tick=tick)
    return sheet


def _prose(sheet: Sheet) -> bool:
    """Whether the commas are those of sentences: a program that writes columns gives every row the same number."""
    widths = {len(row.cells) for row in sheet.rows}
    if not sheet.headed:
        return len(widths) > 1 or sheet.spaced
    return sum(not name.startswith("#") for name in sheet.header) == 1 < max(widths, default=1)


def _headings(rows: Sequence[Row]) -> int:
    """Return the row that names the columns, -1 when each is an idea: a list jotted down has no headings."""
    known = frozenset((*_TEXT, *_GROUP, *_REMARKS))
    if all(len([cell for cell in row.cells if cell]) == 1 for row in rows):
        return 0 if known.intersection(map(_name, rows[0].cells)) else -1
    for index, row in enumerate(rows[:SEARCHED]):
        names = [_name(cell) for cell in row.cells if cell]
        found = sum(name in known or name in _OTHER for name in names)
        if found and (index == 0 or found > 1):  # below the first row one word alone may be an idea
            return index
    return 0 if _heads_numbers(rows) or _heads_a_table(rows) else -1


def _heads_numbers(rows: Sequence[Row]) -> bool:
    """Whether the first row has words where all others have numbers."""
    for index, name in enumerate(rows[0].cells):
        below = [row.cell(index) for row in rows[1:] if row.cell(index)]
        if name and below and not _NUMBER.fullmatch(name) and all(_NUMBER.fullmatch(cell) for cell in below):
            return True
    return False


def _heads_a_table(rows: Sequence[Row]) -> bool:
    """Whether a first row of words nobody knows still names columns, as that of nearly every table does.

    Not where its words come again below (they are values), number the rows, or read like a sentence cut at its commas.
    """
    names = [fold(cell) for cell in rows[0].cells]
    if len(names) < 2 or len(rows) < 2 or len(set(names)) < len(names) or not all(names):
        return False
    if any(len(row.cells) != len(names) for row in rows):
        return False
    if any(_NUMBER.fullmatch(name) or len(name) > _LONGEST_NAME or name.endswith((".", "!")) for name in names):
        return False
    if len({cell[0].isupper() for cell in rows[0].cells}) > 1:
        return False
    for index, name in enumerate(names):
        below = [fold(row.cell(index)) for row in rows[1:]]
        if name in below or (len(name) < _MARK and max(map(len, below)) <= _MARK):
            return False
    return True


def _name(cell: str) -> str:
    bare = _BESIDE.sub("", fold(cell).replace("_", " "))
    return " ".join(bare.split()).removesuffix(":")


def guess(sheet: Sheet) -> tuple[int, int]:
    """Return the columns of words and group (-1: none); without a known name the widest column holds the words."""
    names = [_name(name) for name in sheet.header]
    text = next((names.index(word) for word in _TEXT if word in names), -1)
    if text < 0:
        lengths = [sum(len(row.cell(i)) for row in sheet.rows[:200]) for i in range(len(sheet.header))]
        text = lengths.index(max(lengths)) if lengths else 0
    group = next((names.index(word) for word in _GROUP if word in names and names.index(word) != text), -1)
    if group >= 0 and len({fold(row.cell(group)) for row in sheet.rows}) > _MOST_GROUPS:
        group = -1  # tags or free words, not columns: a board of a hundred columns helps nobody
    return text, group


def preview(sheet: Sheet, text: int, group: int = -1, existing: frozenset[str] = frozenset()) -> IdeaPreview:
    """Say what would be brought in; `existing` are folded texts already on the board."""
    taken: list[NewIdea] = []
    refused: list[Reason] = []
    doubled: list[NewIdea] = []
    for row in sheet.rows:
        words = _DISARMED.sub("", ideas.clean(row.cell(text)))
        item = NewIdea(row.line, words, row.cell(group) if group >= 0 else "")
        fault = sheet.fault(row, (text, group) if group >= 0 else (text,))
        if fault is not None:
            refused.append(fault)
        elif not words:
            refused.append(Reason("import.empty", {"line": row.line, "column": sheet.header[text]}))
        elif len(words) > ideas.TEXT_LIMIT:
            params = {"line": row.line, "column": sheet.header[text], "n": len(words), "most": ideas.TEXT_LIMIT}
            refused.append(Reason("import.too-long", params))
        elif fold(words) in existing:
            doubled.append(item)
        else:
            taken.append(item)
    return IdeaPreview(tuple(taken), tuple(refused), tuple(doubled), (*sheet.warnings, *_unheaded(sheet, text)))


def _unheaded(sheet: Sheet, text: int) -> tuple[Reason, ...]:
    """Say which column was taken where nothing named it, and which row was taken for the names of columns."""
    if sheet.headed:
        known = frozenset((*_TEXT, *_GROUP, *_REMARKS, *_OTHER))
        heads = (Row(0, sheet.header), *sheet.rows)
        if known.intersection(map(_name, sheet.header)) or len(sheet.header) < 2 or _heads_numbers(heads):
            return ()
        said = ", ".join(f'"{name}"' for name in sheet.header[:4])
        return (Reason("import.headings-unknown", {"said": said, "name": sheet.header[text]}),)
    params = {"line": sheet.rows[0].line, "n": text + 1}
    return (Reason("import.no-headings" if len(sheet.header) > 1 else "import.no-heading", params),)


def lying(read: Reader, activity: str) -> frozenset[str]:
    """Return the folded texts of a board, so that the same list twice does not double it."""
    return frozenset(fold(card.text) for card in ideas.cards(read, activity))


def apply(
    tx: Change, activity: str, rows: tuple[NewIdea, ...], *, cluster: str | None = None, tick: Tick | None = None
) -> list[str]:
    """Write the rows as ideas and return their ids; groups are found by name or made."""
    groups = {fold(item.title): item.id for item in ideas.clusters(tx, activity)}
    written: list[str] = []
    for number, row in enumerate(rows):
        if tick is not None:
            tick(number, len(rows))
        target = cluster
        if row.group:
            key = fold(row.group)
            if key not in groups:
                groups[key] = ideas.add_cluster(tx, activity, row.group)
            target = groups[key]
        written.append(ideas.add(tx, activity, row.text, cluster=target))
    return written
