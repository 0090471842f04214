"""What rows of a table of ballots show of damage: names that come twice, rows that are cut, headings that return."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from labapp.exchange.rank_headings import speaks_of_rank, surely_headings
from labapp.exchange.source import Notes, Row, told, whole

# How names of ballots are headed. An option may be called alike (Rowery, Karta mieszkańca, Say no): see table_columns.
ID_WORDS = re.compile(
    r"(?:.*[ _])?(?:id|nr|no\.?|#)|id[ _].*|(?:ballot|cvr|cast vote|precinct|batch|voter|respon|record|timestamp|row|"
    r"sygnatura|karta|głosując|numer|znacznik|name$|nazwa$|imię|lp\.?$|style|komisja|obwód).*|",
    re.IGNORECASE,
)

# What many ballots have in common; their numbers may begin anew in each.
_SHARED = re.compile(
    r"precinct|batch|style|tabulator|\bward\b|\bdistrict\b|komisja|obwód|okręg|dzielnica", re.IGNORECASE
)

# What people tick below a form; it is no answer to its question.
CONSENT = re.compile(r"zgod|zgadzam|consent|agree|rodo|gdpr|regulamin|terms|oświadcz", re.IGNORECASE)

_FEW = 100  # in a list of numbers that is whole, at most one in so many is gone
_FEWEST_ALIKE = 3  # rows that show a width
_FEWEST_AGAIN = 3  # ballots of a file that is added to itself; fewer may come again by chance


def check_outside(rows: Iterable[Row], start: tuple[int, int], is_vote: Callable[[str], bool], notes: Notes) -> None:
    """Say which votes stand before the column or the line where they are said to begin: a slip by one loses a rank."""
    column, line = start
    for row in rows:
        cells = row.cells if row.line < line else row.cells[:column]
        at = next((i for i, cell in enumerate(cells) if is_vote(cell)), None)
        if at is not None:
            notes.warn("rctab.votes-outside", line=row.line, column=at + 1)


def check_headings(header: Row, body: list[Row], notes: Notes) -> None:
    """Refuse headings among the ballots: they would be counted as options."""
    said = [cell.casefold() for cell in header.cells[: filled(header)]]
    for row in told(body, notes):
        if [cell.casefold() for cell in row.cells[: filled(row)]] == said:
            notes.refuse("table.headings-again", line=row.line)


def check_headings_inside(options: Collection[str], body: list[Row], notes: Notes) -> None:
    """Refuse a row of words for ranks that no other row holds: the headings of a second file.

    Beside an option of another ballot, or a number, which names a ballot, they are options themselves (Miejsce 1,
    Miejsce 2, Park).
    """
    odd = {option for option in options if speaks_of_rank(option)}
    rows = [row for row in body if odd.intersection(row.cells)] if len(odd) > 1 else []
    if len(rows) != 1 or not surely_headings([cell for cell in rows[0].cells if cell in odd]):
        return
    if any(whole(cell) is not None for cell in rows[0].cells):
        return
    beside = {cell for cell in rows[0].cells if cell in options} - odd
    if not any(beside.intersection(row.cells) for row in body if row is not rows[0]):
        notes.refuse("table.headings-again", line=rows[0].line)


def check_width(header: Row, body: list[Row], notes: Notes) -> None:
    """Refuse marks outside the headings; a row that stops early in a file of full rows may be cut."""
    width = len(header.cells)
    widest = max(len(row.cells) for row in body)
    if widest < width:
        notes.warn("table.never-full", line=header.line, found=widest, expected=width)
    full = sum(len(row.cells) >= width for row in body)
    for row in told(body, notes):
        if any(row.cells[width:]):
            notes.refuse("table.width", line=row.line, found=len(row.cells), expected=width)
        if len(row.cells) > width:
            notes.warn("table.extra-commas", line=row.line)
        elif len(row.cells) < width and full * 2 > len(body):
            notes.warn("table.short-row", line=row.line)


def check_alike_wide(table: list[Row], notes: Notes) -> None:
    """Refuse a row beyond the width that all others have: two may have become one, and the second is not counted."""
    widths = Counter(len(row.cells) for row in table)
    usual, often = widths.most_common(1)[0]
    if often + 1 < len(table) or len(table) < _FEWEST_ALIKE:
        return
    for row in table:
        if filled(row) > usual:
            notes.refuse("table.wider", line=row.line, found=filled(row), expected=usual)


def check_repeats(
    body: list[Row], columns: Sequence[int], notes: Notes, shared: Sequence[int] = (), *, surely: bool = True
) -> None:
    """Say which names of ballots come again: most must differ, where columns `surely` name them, or begin anew.

    Numbers may begin anew in each precinct: what many ballots have in common (`shared`) is a part of their names. Of
    columns that may hold anything (an age, a table) the ballots beside them must begin anew too.
    """
    where = sorted({*columns, *shared})
    pairs = [(row, _joined(row, where)) for row in told(body, notes) if _joined(row, columns)]
    names = [name for _, name in pairs]
    if surely and not _mostly_differ(names) and not _begins_anew(names, 1):
        return
    if not surely and not (
        _begins_anew(names, _FEWEST_AGAIN) and _begins_anew([str(row.cells) for row, _ in pairs], _FEWEST_AGAIN)
    ):
        return
    seen: dict[str, int] = {}
    numbers: list[tuple[str, int]] = []
    for row, name in told(pairs, notes):
        first = seen.setdefault(name, row.line)
        if first != row.line:
            notes.warn("table.same-ballot-name", line=row.line, name=name[:40], first=first)
        else:
            numbers.append((_joined(row, columns), row.line))
    if surely:
        check_run(numbers, notes)


def _joined(row: Row, columns: Sequence[int]) -> str:
    return ", ".join(filter(None, map(row.cell, columns)))


def _mostly_differ(names: Sequence[str]) -> bool:
    return 2 * len(set(names)) > len(names) + 1


def _begins_anew(names: Sequence[str], fewest: int) -> bool:
    """Tell names of which the second half is the first one again, or a part of it: a file was added to itself.

    What begins anew time and again are tables or wards that take turns.
    """
    at = names.index(names[0], 1) if names and names[0] in names[1:] else 0
    again = names[at:]
    return (
        at >= _FEWEST_AGAIN
        and fewest <= len(again) <= at
        and _mostly_differ(names[:at])
        and again == names[: len(again)]
    )


class Orders:
    """The orders of a table in which each row stands for many ballots, nobody's own: each should come once."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._first_at: dict[tuple[tuple[str, ...], ...], int] = {}

    def check(self, ranks: Sequence[tuple[str, ...]], row: Row) -> None:
        """Say that an order comes again."""
        first = self._first_at.setdefault(tuple(ranks), row.line)
        if first != row.line:
            self._notes.warn("preflib.same-order", line=row.line, first=first)


def check_run(numbers: Sequence[tuple[str, int]], notes: Notes) -> None:
    """Say which numbers are missing where ballots are numbered from 1 on and hardly any lack: lines may be gone.

    Of a sample many lack, and numbers of another kind begin elsewhere.
    """
    found = [whole(text) for text, _ in numbers]
    if not found or found[0] not in (0, 1):
        return
    before = found[0] - 1
    gaps: list[tuple[int, int]] = []
    for number, (_, line) in zip(found, numbers, strict=True):
        if number is None or number <= before:
            return
        if number > before + 1:
            gaps.append((before + 1, line))
        before = number
    lacking = before - found[0] + 1 - len(found)
    if 0 < lacking <= max(1, len(found) // _FEW):
        for number, line in gaps:
            notes.warn("table.number-missing", line=line, number=number)


def check_names(header: Row, body: list[Row], columns: list[int], notes: Notes) -> None:
    """Say where the name of a ballot is missing or comes twice, in a first column that is there to name it.

    Other columns, which together may name it, only tell of names that come twice.
    """
    shared = [i for i in columns if _SHARED.search(header.cells[i])]
    if 0 not in columns or not _names_ballots(header.cells[0]):
        named = [i for i in columns if header.cells[i] and _names_ballots(header.cells[i])]
        check_repeats(body, named or columns, notes, shared, surely=bool(named))
        return
    seen: dict[tuple[str, ...], int] = {}
    numbers: list[tuple[str, int]] = []
    for row in told(body, notes):
        name = row.cells[0]
        first = seen.setdefault((name, *map(row.cell, shared)), row.line)
        if not name:
            notes.warn("table.no-ballot-name", line=row.line)
        elif first != row.line:
            notes.warn("table.same-ballot-name", line=row.line, name=name[:40], first=first)
        if first == row.line:
            numbers.append((name, row.line))
    check_run(numbers, notes)


def _names_ballots(heading: str) -> bool:
    return bool(ID_WORDS.fullmatch(heading)) and not _SHARED.search(heading)


def filled(row: Row) -> int:
    """Return how many columns a row has up to its last cell that is not empty."""
    return max((i for i, cell in enumerate(row.cells, 1) if cell), default=0)
