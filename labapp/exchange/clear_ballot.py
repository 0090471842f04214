"""Clear Ballot's records of ranked votes: a column for every candidate at every rank, 1 where a paper marks it.

A heading reads `Choice_12_1:contest:rank:rule:candidate:party`; columns of other contests stand beside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from labapp.counting.profile import Profile
from labapp.exchange.pile import WRITE_INS, Pile, Reading, closed, put
from labapp.exchange.source import Notes, Row, told, whole
from labapp.exchange.table_checks import check_width

_LENGTHS = (5, 6)  # parts of the heading of a choice
_WRITTEN = ("write-in", "writein")


@dataclass
class Marks:
    """The columns of one contest: which candidate and rank each stands for."""

    contest: str
    columns: dict[int, tuple[int, str]] = field(default_factory=dict)

    def records(self, body: list[Row], notes: Notes) -> Iterator[tuple[int, dict[int, list[str]]]]:
        """Yield the line of every paper and the names it marks, by rank."""
        for row in told(body, notes):
            ranks: dict[int, list[str]] = {}
            for column, (rank, name) in self.columns.items():
                cell = row.cell(column)
                if cell == "1":
                    ranks.setdefault(rank, []).append(name)
                elif cell != "0":
                    notes.refuse("clear-ballot.mark", line=row.line, column=column + 1, value=cell[:40])
            yield row.line, ranks


def looks_like_clear_ballot(table: list[Row]) -> bool:
    """Tell by the headings of the choices."""
    return any(_parts(cell) for cell in table[0].cells)


def find_marks(header: Row, contest: str, notes: Notes) -> Marks:
    """Return the columns of the contest that is wanted; without a name there must be only one."""
    found: dict[str, Marks] = {}
    for column, cell in enumerate(header.cells):
        if not cell.startswith("Choice_"):
            if len(cell.split(":")) in _LENGTHS:  # a choice misspelt would leave its marks out
                notes.refuse("clear-ballot.heading", line=header.line, column=column + 1, value=cell[:60])
            continue
        parts = _parts(cell)
        rank = whole(parts[2]) if parts else None
        if parts is None or not rank or rank > 1000:
            notes.refuse("clear-ballot.heading", line=header.line, column=column + 1, value=cell[:60])
        found.setdefault(parts[1], Marks(parts[1])).columns[column] = (rank, parts[4])
    if contest in found:
        return found[contest]
    if contest or len(found) != 1:
        notes.refuse("json.which-contest", line=header.line, wanted=contest, known=", ".join(found)[:200])
    return next(iter(found.values()))


def check_columns(table: list[Row], notes: Notes) -> None:
    """Refuse marks below a heading that is empty, and those outside the headings: they would be left out."""
    header, body = table[0], table[1:]
    for column, cell in enumerate(header.cells):
        if not cell and any(row.cell(column) for row in told(body, notes)):
            notes.refuse("clear-ballot.heading", line=header.line, column=column + 1, value="")
    if body:
        check_width(header, body, notes)


def read_clear_ballot(table: list[Row], reading: Reading, notes: Notes) -> Profile:
    """Read a file that is not told about by a configuration; what is called a write-in stands for nobody declared."""
    marks = find_marks(table[0], "", notes)
    check_columns(table, notes)
    pile = Pile(meta={"source": "clear-ballot", "title": marks.contest})
    for rank_and_name in marks.columns.values():
        if _declared(rank_and_name[1]) != WRITE_INS:
            pile.name(rank_and_name[1])
    for line, ranks in marks.records(table[1:], notes):
        named = {rank: [_declared(name) for name in names] for rank, names in ranks.items()}
        put(pile, named, reading, notes, {"line": line})
    return closed(pile, notes)


def _declared(name: str) -> str:
    return WRITE_INS if name.casefold().startswith(_WRITTEN) else name


def _parts(cell: str) -> list[str] | None:
    """Return header, contest, rank, rule, candidate and party of a heading (the party may lack)."""
    parts = [part.strip() for part in cell.split(":")]
    return [*parts, ""][:6] if cell.startswith("Choice_") and len(parts) in _LENGTHS else None
