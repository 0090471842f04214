"""Ideas from a file: which column holds the words, which the group; a preview first, then one change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from labapp.changes import Change, Reader
from labapp.counting.outcome import Reason
from labapp.exchange.table import Sheet, read_lines, read_sheet
from labapp.model import ideas
from labapp.wording.folding import fold

_TEXT = (
    "text", "tekst", "tresc", "pomysl", "nazwa", "tytul", "idea", "title", "name", "opis", "kartka", "comment-body",
)  # fmt: skip
_GROUP = ("kolumna", "grupa", "column", "group", "cluster", "kategoria", "category")
_MOST_GROUPS = 12


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


def read(path: Path, *, encoding: str = "", separator: str = "") -> Sheet:
    """Read a CSV, XLSX or TXT of ideas."""
    if path.suffix.lower() in (".txt", ".md", ""):
        return read_lines(path, encoding=encoding)
    return read_sheet(path, encoding=encoding, separator=separator)


def guess(sheet: Sheet) -> tuple[int, int]:
    """Return the columns of words and group (-1: none); without a known name the widest column holds the words."""
    names = [fold(name) for name in sheet.header]
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
        words = ideas.clean(row.cell(text))
        item = NewIdea(row.line, words, row.cell(group) if group >= 0 else "")
        if not words:
            refused.append(Reason("import.empty", {"line": row.line, "column": sheet.header[text]}))
        elif len(words) > ideas.TEXT_LIMIT:
            params = {"line": row.line, "column": sheet.header[text], "n": len(words), "most": ideas.TEXT_LIMIT}
            refused.append(Reason("import.too-long", params))
        elif fold(words) in existing:
            doubled.append(item)
        else:
            taken.append(item)
    return IdeaPreview(tuple(taken), tuple(refused), tuple(doubled))


def lying(read: Reader, activity: str) -> frozenset[str]:
    """Return the folded texts of a board, so that the same list twice does not double it."""
    return frozenset(fold(card.text) for card in ideas.cards(read, activity))


def apply(tx: Change, activity: str, rows: tuple[NewIdea, ...], *, cluster: str | None = None) -> list[str]:
    """Write the rows as ideas and return their ids; groups are found by name or made."""
    groups = {fold(item.title): item.id for item in ideas.clusters(tx, activity)}
    written: list[str] = []
    for row in rows:
        target = cluster
        if row.group:
            key = fold(row.group)
            if key not in groups:
                groups[key] = ideas.add_cluster(tx, activity, row.group)
            target = groups[key]
        written.append(ideas.add(tx, activity, row.text, cluster=target))
    return written
