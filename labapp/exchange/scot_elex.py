"""Scottish council wards as `mggg/scot-elex` has them: counts with candidate numbers, then names, then the ward."""

from __future__ import annotations

from labapp.counting.profile import Profile
from labapp.exchange.pile import Pile
from labapp.exchange.source import Notes, Row, told, whole


def looks_scottish(table: list[Row]) -> bool:
    """Tell by content: two whole numbers first, or whole numbers first and lines of `Candidate N` somewhere."""
    first = _trimmed(table[0])
    names = any(row.cells[0].startswith("Candidate ") for row in table)
    return names or (len(first) == 2 and all(whole(cell) is not None for cell in first))


def read_scottish(table: list[Row], notes: Notes) -> Profile:
    """Read the rows of one ward; the number of seats goes into `meta["seats"]`."""
    candidates, seats = _first(table[0], notes)
    ballots = [row for row in table[1:] if whole(row.cells[0]) is not None]
    rest = [row for row in table[1:] if whole(row.cells[0]) is None]
    if rest and ballots and rest[0].line < ballots[-1].line:
        notes.refuse("scottish.order", line=rest[0].line)
    named = [row for row in rest if row.cells[0].startswith("Candidate")]
    pile = Pile(meta={"source": "scot-elex", "seats": str(seats)})
    for number, row in enumerate(named, 1):
        _candidate(pile, number, row, candidates, notes)
    if len(named) != candidates:
        notes.refuse("scottish.names-missing", line=table[-1].line, declared=candidates, found=len(named))
    _ward(pile, [row for row in rest if not row.cells[0].startswith("Candidate")], named, notes)
    if not ballots:
        notes.refuse("ballots.none", line=table[0].line)
    first_at: dict[tuple[str, ...], int] = {}
    if _trimmed(ballots[0]) == _trimmed(table[0]):
        notes.warn("scottish.first-line-again", line=ballots[0].line)
    for row in told(ballots, notes):
        _paper(pile, row, notes)
        order = _trimmed(row)[1:]
        if order in first_at:
            notes.warn("preflib.same-order", line=row.line, first=first_at[order])
        first_at.setdefault(order, row.line)
    return pile.profile(notes)


def _trimmed(row: Row) -> tuple[str, ...]:
    """Return the cells without the empty one behind the last comma."""
    cells = list(row.cells)
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _first(row: Row, notes: Notes) -> tuple[int, int]:
    numbers = [whole(cell) for cell in _trimmed(row)]
    if len(numbers) != 2 or not numbers[0] or not numbers[1]:
        notes.refuse("scottish.first-line", line=row.line)
    return numbers[0], numbers[1]


def _candidate(pile: Pile, number: int, row: Row, declared: int, notes: Notes) -> None:
    cells = _trimmed(row)
    if number > declared:
        notes.refuse("scottish.names-missing", line=row.line, declared=declared, found=number)
    if cells[0] != f"Candidate {number}" or len(cells) < 2:
        notes.refuse("scottish.bad-name", line=row.line, expected=f"Candidate {number}", value=cells[0][:60])
    pile.name(str(number), " / ".join(cell for cell in cells[1:3] if cell))


def _ward(pile: Pile, others: list[Row], named: list[Row], notes: Notes) -> None:
    if not others:
        notes.warn("scottish.no-ward", line=named[-1].line)
        return
    if len(others) > 1 or others[0].line < named[-1].line:
        notes.refuse("scottish.bad-line", line=others[0].line, value=others[0].cells[0][:60])
    pile.meta["title"] = others[0].cells[0]


def _paper(pile: Pile, row: Row, notes: Notes) -> None:
    cells = _trimmed(row)
    count = whole(cells[0]) or 0
    levels: dict[tuple[str], None] = {}  # a set that keeps its order
    for column, cell in enumerate(cells[1:], 2):
        number = whole(cell)
        if number is None or str(number) not in pile.options:
            notes.refuse("scottish.unknown-candidate", line=row.line, column=column, value=cell[:40])
        if (str(number),) in levels:
            notes.warn("ballots.repeated", line=row.line, option=str(number))
        else:
            levels[(str(number),)] = None
    if not count:
        notes.warn("ballots.zero-count", line=row.line)
    if not levels:
        notes.warn("ballots.blank-line", line=row.line)
    pile.rank(list(levels), count)
