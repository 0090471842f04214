"""Tables with one column per option: ranks in the cells, marks of choice, or grades where the rule counts those."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from labapp.counting.profile import Approvals, Ballot, Grades, Marks, Points, Profile
from labapp.exchange.likeness import warn_of_twins
from labapp.exchange.pile import Pile, Reading, levels_of
from labapp.exchange.source import Notes, Row, told, whole
from labapp.exchange.table_checks import CONSENT, ID_WORDS, check_names, check_width
from labapp.exchange.table_columns import SURELY_WEIGHTS, bare_names, holds_no_rank, rank_of
from labapp.exchange.table_frame import calls_total, refuse_faults, refuse_total
from labapp.exchange.table_weights import Weights

_NO_PART = re.compile(r"[.,]0+$")
_CHOSEN = frozenset({"x", "✓", "✔", "☑", "v", "1", "true", "prawda"})
_NOT_CHOSEN = frozenset({"", "0", "false", "fałsz", "-", "–"})
_SAID = _CHOSEN | _NOT_CHOSEN
_CRITERION = "grade"
_LOOKED_AT = 1000  # rows that tell what a column may hold
_OFTEN = 4  # of so many ballots one at least has several marks where 1 is a mark and no rank
_RARE = 10  # one cell in so many
_OF_PEOPLE = re.compile(r"(?:wiek|age|rok|year|stolik|stół|table|tel|phone|kod|zip)\b", re.IGNORECASE)
_SCALE = 10  # most grades end here
_RUN = 6  # numbers that hardly run on by chance
_FEWEST = 4  # rows that show that a column is none of the options
_CHANCE = 20  # ties of so many rooms may look like a column that is none, once


def choice_columns(table: Sequence[Row], notes: Notes) -> list[int]:
    """Return the columns of options of which every cell says chosen or not; [] where the cells may be ranks."""
    header, body = table[0], table[1:]
    named = [i for i, cell in enumerate(header.cells) if cell and not _sets_apart(cell)]
    seen = {i: {_bare(row.cell(i)) for row in body[:_LOOKED_AT]} for i in named}
    found = [i for i in named if seen[i] <= _SAID and (seen[i] - {"1", ""} or not ID_WORDS.fullmatch(header.cells[i]))]
    numbers = all(seen[i] <= {"1", "0", ""} for i in found)  # which may be ranks beside those of other columns
    ranked = (i for i in named if i not in found and numbers)
    if len(found) < 2 or any(_holds_ranks([row.cell(i) for row in body[:_LOOKED_AT]], len(named)) for i in ranked):
        return []
    words: set[str] = set()
    several = 0
    for row in told(body, notes):
        cells = [_bare(row.cell(i)) for i in found]
        words.update(cells)
        several += cells.count("1") > 1
    if not words <= _SAID or words.isdisjoint(_CHOSEN):
        return []
    return found if words - {"1", ""} or _OFTEN * several >= len(body) else []  # else first ranks, and slips


def _bare(cell: str) -> str:
    return _NO_PART.sub("", cell).casefold()


def _sets_apart(heading: str) -> bool:
    return bool(CONSENT.search(heading)) or heading.casefold() in SURELY_WEIGHTS


def _holds_ranks(cells: Sequence[str], most: int) -> bool:
    """Tell ranks beyond the first; numbers that name the rows never come twice."""
    filled = [cell for cell in cells if cell]
    return any((rank_of(cell) or 0) in range(2, most + 1) for cell in filled) and len(set(filled)) < len(filled)


def read_choices(table: list[Row], columns: Sequence[int], notes: Notes) -> Profile:
    """Read ballots whose cells say whether the option of their column is chosen."""
    weights, options = _checked(table, columns, notes)
    for i, cell in enumerate(table[0].cells):
        silent = i in columns or ID_WORDS.fullmatch(cell) or cell.casefold() in SURELY_WEIGHTS
        if not silent and any(row.cell(i) for row in table[1:]):
            notes.warn("table.column-ignored", line=table[0].line, column=i + 1, name=cell[:60])
    notes.warn("table.marks-as-choices", line=table[0].line)
    marks = {i: [int(_bare(row.cell(i)) in _CHOSEN) for row in told(table[1:], notes)] for i in columns}
    _refuse_sums(marks, table[0], notes, means=False)
    for i in (i for i, own in marks.items() if all(own)):
        notes.warn("table.chosen-by-all", line=table[0].line, column=i + 1, name=options[i][:60])
    _say_empty(table[1:], columns, notes)
    pile = _named(options, table[0], notes)
    for row in told(table[1:], notes):
        chosen = [name for i, name in options.items() if _bare(row.cell(i)) in _CHOSEN]
        pile.add(Approvals(tuple(chosen)), *weights.bundle(row))
    warn_of_twins(pile, notes)
    return pile.profile(notes)


def _refuse_sums(
    numbers: Mapping[int, Sequence[int | None]], header: Row, notes: Notes, *, means: bool
) -> None:
    """Refuse a column called the sum or the mean of the others (Razem) that is: it would win."""
    for column in (i for i in numbers if calls_total(header.cells[i])):
        own = [number or 0 for number in numbers[column]]
        beside = zip(*(found for i, found in numbers.items() if i != column), strict=True)
        rows = [[number for number in row if number is not None] for row in beside]
        near = (2 * abs(each * len(row) - sum(row)) <= len(row) for each, row in zip(own, rows, strict=True))
        if own == [sum(row) for row in rows] or (means and any(own) and all(near)):
            notes.refuse("table.total-column", line=header.line, column=column + 1, name=header.cells[column][:60])


def _say_empty(body: list[Row], columns: Sequence[int], notes: Notes) -> None:
    """Say which cells are empty where nearly all others say that an option was not chosen: a mark may be lost."""
    empty = [(row, i) for row in told(body, notes) for i in columns if not row.cell(i)]
    if _RARE * len(empty) < len(body) * len(columns):
        for row, i in empty:
            notes.warn("table.empty-choice", line=row.line, column=i + 1)


def read_grid(table: list[Row], columns: Sequence[int], reading: Reading, notes: Notes) -> Profile:
    """Read ballots whose cells hold the rank of the option their column names, or its grade."""
    weights, options = _checked(table, columns, notes)
    pile = _named(options, table[0], notes)
    if reading.grades or reading.points:
        return _graded(table, options, weights, (pile, reading), notes)
    _check_doubled(table[1:], options, notes)
    for row in told(table[1:], notes):
        ranks = _ranks_of(row, options, notes)
        pile.rank(levels_of(ranks, reading, notes, {"line": row.line}), *weights.bundle(row))
    warn_of_twins(pile, notes)
    return pile.profile(notes)


def _checked(table: list[Row], columns: Sequence[int], notes: Notes) -> tuple[Weights, dict[int, str]]:
    header, body = table[0], table[1:]
    weighing = (i for i, cell in enumerate(header.cells) if cell.casefold() in SURELY_WEIGHTS and i not in columns)
    weight = next(weighing, None)
    names = [i for i in range(len(header.cells)) if i not in columns and i != weight]
    refuse_faults(table, notes, [i for i in names if holds_no_rank(table, i)])
    refuse_total(body, names, notes)
    check_names(header, body, names, notes)
    check_width(header, body, notes)
    return Weights(body, weight, notes), bare_names({column: header.cells[column] for column in columns})


def _named(options: Mapping[int, str], header: Row, notes: Notes) -> Pile:
    pile = Pile(meta={"source": "grid"})
    for name in options.values():
        if name in pile.options:
            notes.refuse("table.same-heading", line=header.line, name=name[:60])
        pile.name(name)
    return pile


def _ranks_of(row: Row, options: Mapping[int, str], notes: Notes) -> list[tuple[str, ...]]:
    ranks: list[tuple[str, ...]] = [()] * len(options)
    for column, name in options.items():
        cell = row.cell(column)
        if not cell:
            continue
        rank = rank_of(cell)
        if not rank or rank > len(options):
            notes.refuse("table.bad-rank", line=row.line, column=column + 1, value=cell[:40], most=len(options))
        ranks[rank - 1] = (*ranks[rank - 1], name)
    return ranks


def _check_doubled(body: list[Row], options: Mapping[int, str], notes: Notes) -> None:
    """Refuse a column (a table's number) without which all ballots rank all others; say where all may be grades."""
    astray, doubled, ballots = set(options), 0, 0
    for row in told(body, notes):
        ranks = {column: rank_of(row.cell(column)) or 0 for column in options if row.cell(column)}
        ballots += bool(ranks)
        again = [rank for rank, n in Counter(ranks.values()).items() if n > 1]
        doubled += bool(again)
        extra = again or [len(options)]
        if ranks and sorted(ranks.values()) != sorted([*range(1, len(options)), extra[0]]):
            astray.clear()
        elif ranks:
            astray &= {column for column, rank in ranks.items() if rank == extra[0]}
    if 2 * doubled <= ballots:
        return
    column = astray.pop() if len(astray) == 1 else None
    if column is not None and ballots >= _FEWEST and (
        _OF_PEOPLE.match(options[column]) or _CHANCE * len(options) * 2**ballots < len(options) ** ballots
    ):
        notes.refuse("table.no-option", line=body[0].line, column=column + 1, name=options[column][:60])
    notes.warn("table.ranks-or-grades", line=body[0].line)


def _graded(
    table: list[Row], options: Mapping[int, str], weights: Weights, into: tuple[Pile, Reading], notes: Notes
) -> Profile:
    """Read whole grades or points; a column of numbers that run on, or surely of another kind (an age), is refused."""
    body, (pile, reading) = table[1:], into
    grades = {column: [_grade(row, column, notes) for row in body] for column in options}
    given = {column: [grade for grade in found if grade is not None] for column, found in grades.items()}
    for column, own in given.items():
        others = [grade for i, found in given.items() if i != column for grade in found]
        runs_on = len(own) >= _RUN and own == list(range(own[0], own[0] + len(own)))
        above = bool(own and others) and min(own) > max(others)  # so may lie what wins
        far = above and not reading.points and min(own) > max(_SCALE, 2 * max(others))
        if runs_on or far or (above and _OF_PEOPLE.match(options[column])):
            notes.refuse("table.no-option", line=body[0].line, column=column + 1, name=options[column][:60])
    _refuse_sums(grades, table[0], notes, means=True)
    read_as = "table.numbers-as-points" if reading.points else "table.numbers-as-grades"
    notes.warn(read_as, line=table[0].line, names=", ".join(options.values())[:200])
    ballots = []
    for at, row in enumerate(told(body, notes)):
        marks = _marks({name: grades[column][at] for column, name in options.items()}, reading)
        count, weight = weights.bundle(row)
        ballots.append(Ballot(marks, count, weight=weight))
    warn_of_twins(pile, notes)
    return Profile(tuple(pile.options.values()), tuple(ballots), meta=pile.meta)


def _marks(own: Mapping[str, int | None], reading: Reading) -> Marks:
    if reading.points:
        return Points({name: given for name, given in own.items() if given})
    return Grades({_CRITERION: own})


def _grade(row: Row, column: int, notes: Notes) -> int | None:
    cell = _NO_PART.sub("", row.cell(column))
    grade = whole(cell)
    if grade is None and cell:
        notes.refuse("table.bad-grade", line=row.line, column=column + 1, value=cell[:40])
    return grade
