"""What stands in a table of ballots and is none: titles, remarks, sums, faults of formulas, words for nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from fractions import Fraction

from labapp.exchange.faults import FAULTS
from labapp.exchange.rank_headings import of_marks, speaks_of_rank, surely_headings
from labapp.exchange.source import Notes, Row, told, whole
from labapp.exchange.table_checks import ID_WORDS, filled

_MANY = 100  # rows that tell what a file is
_SENTENCE = re.compile(r"(?:\S+\s+){2,}\S*\w[.!?…][\"'”’»)\]]*|<[^>]+>.*", re.DOTALL)  # or a page of the web
_TOP = 10  # rows among which headings are looked for where a title stands above them
_SUM = r"(?:razem|suma|ogółem|łącznie|średnia|mediana|(?:grand |sub)?totals?|sum|average|mean|median)"
_TOTAL = re.compile(rf"{_SUM}\b", re.IGNORECASE)
_COUNTED = r"(?:głos\w*|punkt\w*|ocen\w*|miejsc\w*|votes?|points?|scores?|ranks?|ballots?)"  # of what it is a sum
_TOTAL_ALONE = re.compile(rf"{_SUM}(?: {_COUNTED})?(?:\W*|\s*[:=].*)", re.IGNORECASE)
_AMOUNT = re.compile(r"[0-9., \u00a0\u202f]*")
_BLANKS = re.compile(r"[ \u00a0\u202f]")
_PLAIN = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,18})?")
_REMARK = re.compile(r"#\s*[^\W\d]")  # a number of a ballot may begin so too
# What programs and people write where nothing is marked; an option may be called so too.
_WORDS = ("na", "n/a", "<na>", "nan", "null", "nil", "none", "brak", "puste")
_FILLERS = frozenset({"NaN", "-", "--", "–", "—", ".", *_WORDS, *map(str.upper, _WORDS), *map(str.capitalize, _WORDS)})


def without_remarks(table: list[Row], notes: Notes) -> list[Row]:
    """Leave out lines that begin as remarks do and are a single cell in a table of several columns, which is said.

    A ballot may be written so where another one is short too, where such a sign stands elsewhere, or where one of these
    lines comes twice. Only a text shows its width: a workbook does not keep the empty cells behind a name.
    """
    alone = {row.line: row.cells[0] for row in table if len(row.cells) == 1}
    remarks = {line: cell for line, cell in alone.items() if _REMARK.match(cell) and cell not in FAULTS}  # #N/A is none
    others = [row for row in table if row.line not in remarks]
    if not others or not remarks or len(set(remarks.values())) < len(remarks):
        return table
    if any(len(row.cells) == 1 or any(cell.startswith("#") for cell in row.cells) for row in others):
        return table
    first = others[0].cells[0]
    named = first and ID_WORDS.fullmatch(first)  # there the only cell of a line stands where ballots are named
    marks = () if named else (cell for row in others for cell in row.cells)
    options = {name.strip().casefold() for cell in marks for name in cell.split("|")}
    for line, text in remarks.items():
        if text.lstrip("# ").casefold() in options:  # an option: a ballot for it must not vanish
            notes.refuse("table.remark-or-ballot", line=line, value=text[:60])
        notes.warn("table.remark", line=line)
    return others


def refuse_faults(table: list[Row], notes: Notes, harmless: Collection[int] = ()) -> None:
    """Refuse a fault of a formula, which hides a mark, or a heading; in columns that decide nothing it may stand."""
    for row in told(table, notes):
        if FAULTS.isdisjoint(row.cells):
            continue
        passed = harmless if row is not table[0] else ()
        at = next((i for i, cell in enumerate(row.cells) if cell in FAULTS and i not in passed), None)
        if at is not None:
            notes.refuse("table.fault-in-cell", line=row.line, column=at + 1, value=row.cells[at])


def refuse_title(table: list[Row], notes: Notes, *, unclear: bool = False) -> None:
    """Refuse a title above the table: one alone in its row that could be read as headings itself (Ranking 1/2024).

    Where it is `unclear` what the first row is, also any other above a wider row or headings of ranks; it may have
    been what the separator was guessed from.
    """
    alone = sum(map(bool, table[0].cells)) == 1
    if not (unclear or (alone and any(map(speaks_of_rank, table[0].cells)))):
        return
    top = table[1:_TOP]
    for row in top:
        cells = [cell.strip() for cell in re.split(r"[,;|\t]", ";".join(row.cells))]
        ranks = of_marks(cells) or (sum(map(speaks_of_rank, cells)) > 1 and surely_headings(cells))
        if ranks or (unclear and alone and sum(map(bool, cells)) > 1):
            notes.refuse("table.title-above", line=table[0].line, headings=row.line)
    if _numbered(table[0], top):
        return
    parted = any(all(mark in row.cells[0] for row in top) for mark in ";\t")
    if alone and top and (parted or sum(map(bool, top[0].cells)) > 1):
        notes.refuse("table.title-above", line=table[0].line, headings=top[0].line)


def refuse_prose(table: list[Row], notes: Notes) -> None:
    """Refuse a text of which half the lines at least are sentences: the commas in it make a table of it."""
    top = [" ".join(filter(None, row.cells)) for row in table[:_MANY]]
    if 2 * sum(bool(_SENTENCE.fullmatch(line)) for line in top) >= len(top):
        notes.refuse("table.prose", line=table[0].line)


def _numbered(header: Row, top: list[Row]) -> bool:
    """Tell the only heading of ballots that a program numbered in a column without one, as pandas does."""
    numbers = [whole(row.cell(0)) for row in top]
    return not header.cells[0] and max(map(filled, (header, *top))) == 2 and None not in numbers


def refuse_total(body: list[Row], named: Collection[int], notes: Notes) -> None:
    """Refuse rows of sums or means at the end, which the first cell that only names a ballot calls so.

    A person may be called so too (Average Joe, Suma Anna): beside other words the numbers must be what they are called.
    """
    called: list[Row] = []
    for row in reversed(body):
        name = next((cell for i in sorted(named) if (cell := row.cell(i))), "")
        if not calls_total(name) or not all(_AMOUNT.fullmatch(row.cell(i)) for i in _beside(row, named)):
            break
        called.insert(0, row)
    above = body[: len(body) - len(called)]
    for row in called if above else ():
        words = next(cell for i in sorted(named) if (cell := row.cell(i)))
        if _TOTAL_ALONE.fullmatch(words) or _sums_up(row, above, _beside(row, named)):
            notes.refuse("table.total-row", line=row.line)


def _beside(row: Row, named: Collection[int]) -> list[int]:
    return [i for i in range(len(row.cells)) if i not in named]


def _sums_up(last: Row, above: Sequence[Row], columns: Sequence[int]) -> bool:
    """Tell whether all numbers of a row are the sum, the mean or the count of what stands above them, or no marks.

    Of a single ballot sum and mean are that ballot again; counted twice it changes no winner.
    """
    said = [i for i in columns if last.cell(i)]
    fits = {"sum", "mean", "count"} if said and len(above) > 1 else set()
    for i in said:
        cells = [cell for row in above if (cell := row.cell(i))]
        numbers = [number for cell in cells if (number := _number(cell)) is not None]
        shown, total = _number(last.cell(i)), sum(numbers, Fraction(0))
        part = re.search("[.,]([0-9]+)$", last.cell(i))
        most = Fraction(1, 2 * 10 ** len(part[1])) if part else 0  # a whole number may be a rank beside a mean near by
        near = shown is not None and bool(numbers) and abs(shown - total / len(numbers)) <= most
        counts = shown == len(cells) or (not numbers and bool(cells))  # under names a number is no mark
        fits &= {what for what, so in (("sum", shown == total), ("mean", near), ("count", counts)) if so}
    return bool(fits)


def _number(cell: str) -> Fraction | None:
    bare = _BLANKS.sub("", cell).replace(",", ".")
    return Fraction(bare) if _PLAIN.fullmatch(bare) else None


def calls_total(cell: str) -> bool:
    """Tell a cell that says what stands beside it is a sum or a mean."""
    return bool(_TOTAL.match(cell))


def check_fillers(ranks: Sequence[tuple[str, ...]], row: Row, known: Collection[str], notes: Notes) -> None:
    """Refuse a word for an empty cell that stands twice on one ballot; once it may be an option, which is said."""
    names = [name for level in ranks for name in level]
    for filler in (name for name in names if name in _FILLERS):  # in their order: that of a set differs from run to run
        if names.count(filler) > 1:
            notes.refuse("table.filler", line=row.line, value=filler)
        if filler not in known:
            notes.warn("table.filler-as-option", line=row.line, name=filler)
