"""Which columns of a grid are options: where a heading may be that of ballots' names, the cells tell.

A column headed like the names of ballots is an option where all it holds are ranks that fit beside those of the others.
What holds anything else names ballots; what could be both is left out and said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from labapp.exchange.faults import FAULTS
from labapp.exchange.rank_headings import rank_in_words
from labapp.exchange.source import Notes, Row, told, whole
from labapp.exchange.table_checks import ID_WORDS
from labapp.exchange.table_weights import WEIGHT_WORDS

_SURELY_NAMES = re.compile(r"(?:.*[ _])?(?:id|#)|lp\.?|", re.IGNORECASE)
SURELY_WEIGHTS = WEIGHT_WORDS - {"n"}  # an option may be called so
_OF_QUESTION = re.compile(r"(.*\S\s*)\[([^\[\]]*[^\[\]\s][^\[\]]*)\]")
_LONGEST = 40  # letters of a rank in words
_NO_PART = re.compile(r"[.,]0+$")


@lru_cache(10_000)
def rank_of(cell: str) -> int | None:
    """Return a rank; programs that know no gaps among whole numbers write 1.0 beside an empty cell, forms 1. choice."""
    bare = whole(_NO_PART.sub("", cell))
    return rank_in_words(cell) if bare is None and len(cell) <= _LONGEST else bare


def bare_names(headings: Mapping[int, str]) -> dict[int, str]:
    """Return options without the question that a form writes before each of them: Order these [Park]."""
    found = {column: _OF_QUESTION.fullmatch(heading) for column, heading in headings.items()}
    questions = {hit[1] if hit else None for hit in found.values()}
    if len(headings) < 2 or len(questions) > 1 or None in questions:
        return dict(headings)
    return {column: hit[2].strip() for column, hit in found.items() if hit}


def grid_columns(table: list[Row], notes: Notes) -> list[int]:
    """Return the columns that are options with ranks in their cells; [] where the table is no such grid."""
    header, body = table[0], table[1:]
    if not body:
        return []
    no_options = {i for i, cell in enumerate(header.cells) if cell.casefold() in SURELY_WEIGHTS}
    no_options -= {i for i in no_options if _weight_is_option(table, i, notes)}
    possible = [
        i for i, cell in enumerate(header.cells) if i not in no_options and not _SURELY_NAMES.fullmatch(cell)
    ]
    doubtful = {i for i in possible if ID_WORDS.fullmatch(header.cells[i])}
    ranking = [i for i in possible if i not in doubtful or _all_ranks(body, i, len(possible), notes)]
    options = [i for i in possible if i not in doubtful or (i in ranking and _is_option(body, i, ranking, notes))]
    ranked = [i for i in options if _share_of_numbers(body, i, notes) >= Fraction(1, 2)]
    ranked = [i for i in ranked if rank_of(header.cells[i]) is None]
    if len(ranked) < 2:
        return []
    for i in possible:
        mixed = i in doubtful and not _mostly_ranks(body, i, len(possible), notes)
        if i not in ranked and not mixed and any(row.cell(i) for row in body):
            notes.warn("table.column-ignored", line=header.line, column=i + 1, name=header.cells[i][:60])
    return [i for i in options if i in ranked or not any(row.cell(i) for row in body)]


def holds_no_rank(table: list[Row], column: int) -> bool:
    """Tell a column of something else than ranks; one where nothing but faults of formulas stands may be anything."""
    words = {cell for row in table[1:] if (cell := row.cell(column)) and cell not in FAULTS}
    return bool(words) and all((rank_of(cell) or 0) not in range(1, len(table[0].cells) + 1) for cell in words)


def _filled(body: Sequence[Row], column: int, notes: Notes) -> list[str]:
    return [cell for row in told(body, notes) if (cell := row.cell(column))]


def _all_ranks(body: Sequence[Row], column: int, most: int, notes: Notes) -> bool:
    found = _filled(body, column, notes)
    return bool(found) and all(0 < (rank_of(cell) or 0) <= most for cell in found)


def _mostly_ranks(body: Sequence[Row], column: int, most: int, notes: Notes) -> bool:
    """Tell whether a column left out may have been an option: half of it may be ranks, and it does not run on."""
    found = [rank_of(cell) or 0 for cell in _filled(body, column, notes)]
    runs_on = len(found) > most and found == list(range(found[0], found[0] + len(found)))
    return not runs_on and 2 * sum(0 < rank <= most for rank in found) >= len(found) > 0


def _is_option(body: Sequence[Row], column: int, ranking: Sequence[int], notes: Notes) -> bool:
    """Tell whether the ranks of the others need this column: none is there twice with it, and one is missing without.

    A column that is full and counts 1, 2, 3 … numbers the ballots.
    """
    own = [rank_of(row.cell(column)) for row in body]
    if own == list(range(1, len(body) + 1)):
        return False
    beside = [{rank_of(row.cell(i)) or 0 for i in ranking if i != column} for row in told(body, notes)]
    if any(rank in others for rank, others in zip(own, beside, strict=True)):
        return False
    return any(rank and rank < max(others, default=0) for rank, others in zip(own, beside, strict=True))


def _weight_is_option(table: list[Row], column: int, notes: Notes) -> bool:
    """Tell an option called Weight (Price, Weight, Colour): all others are ranks, and so is it, the one they lack."""
    header, body = table[0], table[1:]
    most = len(header.cells)
    others = [i for i in range(most) if i != column and not ID_WORDS.fullmatch(header.cells[i])]
    ranking = [i for i in others if _all_ranks(body, i, most, notes)]
    return _all_ranks(body, column, most, notes) and _is_option(body, column, ranking, notes)


def _share_of_numbers(body: Sequence[Row], column: int, notes: Notes) -> Fraction:
    filled = _filled(body, column, notes)
    return Fraction(sum(rank_of(cell) is not None for cell in filled), len(filled)) if filled else Fraction(0)
