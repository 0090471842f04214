"""Tables of rankings, told apart by content: one column per rank, one column per option, one line per mark.

The dialects of `votekit`, `pyrankvote` and `rctab` are such tables; those of `scot-elex` and VoteKit's own saved
profiles have readers of their own. What cannot be told for sure is refused with the reason, never guessed.
"""

from __future__ import annotations

from fractions import Fraction

from labapp.counting.profile import Profile
from labapp.exchange.answer_lists import asks, list_columns, read_lists, single_column
from labapp.exchange.clear_ballot import looks_like_clear_ballot, read_clear_ballot
from labapp.exchange.likeness import warn_of_likeness
from labapp.exchange.option_grid import choice_columns, read_choices, read_grid
from labapp.exchange.pile import OVERVOTED, Pile, Reading, check_size, in_order, levels_of
from labapp.exchange.rank_headings import BARE, RANKED, may_be_option, numbered, of_marks
from labapp.exchange.scot_elex import looks_scottish, read_scottish
from labapp.exchange.source import Notes, Row, told, whole
from labapp.exchange.table_checks import (
    ID_WORDS,
    Orders,
    check_alike_wide,
    check_headings,
    check_headings_inside,
    check_names,
    check_repeats,
    check_width,
)
from labapp.exchange.table_columns import grid_columns, rank_of
from labapp.exchange.table_frame import check_fillers, refuse_faults, refuse_prose, refuse_title, refuse_total
from labapp.exchange.table_weights import WEIGHT_WORDS, Weights, share_of_weights
from labapp.exchange.votekit_profile import looks_saved_by_votekit, read_saved
from labapp.exchange.votekit_scores import looks_like_scores, read_scores

SKIPPED = frozenset({"undervote", "skipped", "$undervote", "skipped rank"})
OVERVOTE = frozenset({"overvote", "$overvote"})
_RCTAB = "RCTab CVR Id"  # the heading by which RCTab's own list of ballots is known


def read_table(table: list[Row], reading: Reading, notes: Notes) -> Profile:
    """Read the rows of a CSV or a sheet, whichever dialect they are in."""
    if not table:
        notes.refuse("ballots.empty-file", line=1)
    if looks_like_scores(table):
        return read_scores(table, reading, notes)
    if looks_saved_by_votekit(table):
        refuse_faults(table, notes)
        return read_saved(table, notes)
    refuse_title(table, notes)
    if looks_like_clear_ballot(table):
        refuse_faults(table, notes)
        check_names(table[0], table[1:], [0], notes)
        return read_clear_ballot(table, reading, notes)
    if looks_scottish(table):
        refuse_faults(table, notes)
        return read_scottish(table, notes)
    if of_marks(table[0].cells):
        return _read_marks(table, reading, notes)
    lists = list_columns(table)
    ranks = [] if asks(table, lists) else rank_columns(table[0], notes)
    if ranks:
        return _read_ranks(table, ranks, reading, notes)
    choices = choice_columns(table, notes) if not reading.grades and not reading.points else []
    if choices:
        return read_choices(table, choices, notes)
    grid = grid_columns(table, notes)
    if grid:
        return read_grid(table, grid, reading, notes)
    lists = lists or single_column(table)
    return read_lists(table, lists, notes) if lists else _read_bare(table, reading, notes)


# -- one column per rank


def rank_columns(header: Row, notes: Notes) -> list[int]:
    """Return the columns of ranks 1, 2, 3 … by their headings, [] where no heading speaks of ranks."""
    for pattern in RANKED:
        headings = enumerate(map(numbered, header.cells))
        found = [(int(hit[1]), column) for column, cell in headings if (hit := pattern.search(cell))]
        bare = pattern is BARE and not all(_beside_ranks(cell) for cell in header.cells)
        if not found or bare:
            continue
        if sorted(rank for rank, _ in found) != list(range(1, len(found) + 1)):
            notes.refuse("table.rank-headings", line=header.line, value=", ".join(str(rank) for rank, _ in found)[:60])
        return [column for _, column in sorted(found)]
    return []


def _beside_ranks(heading: str) -> bool:
    """Tell whether a heading may stand beside bare numbers without being the name of an option."""
    return bool(BARE.match(heading) or ID_WORDS.fullmatch(heading)) or heading.casefold() in WEIGHT_WORDS


def _read_ranks(table: list[Row], columns: list[int], reading: Reading, notes: Notes) -> Profile:
    header, body = table[0], table[1:]
    _body_or_refuse(header, body, notes)
    bare = all(whole(cell) is not None for cell in header.cells if cell)
    if bare and all(whole(cell) is not None for row in body for cell in row.cells if cell):
        notes.refuse("table.header-or-ballot", line=header.line)
    _refuse_ranks_of_places(header, body, columns, notes)
    weight = next((i for i, c in enumerate(header.cells) if c.casefold() in WEIGHT_WORDS and i not in columns), None)
    names = [i for i in range(len(header.cells)) if i not in columns and i != weight]
    refuse_faults(table, notes, names)
    refuse_total(body, names, notes)
    check_headings(header, body, notes)
    check_names(header, body, names, notes)
    check_width(header, body, notes)
    weights = Weights(body, weight, notes)
    _say_ignored(header, body, names, min(columns), notes)
    pile = Pile(meta={"source": "ranks"})
    overvotes = _line_by_line if _RCTAB in header.cells else str
    orders = Orders(notes) if weight is not None and not names else None
    for row in told(body, notes):
        ranks = [marks(overvotes(row.cell(column)), row, column, notes) for column in columns]
        if orders is not None:
            orders.check(ranks, row)
        _put(pile, row, ranks, weights.of(row), reading, notes)
    check_headings_inside(pile.options, body, notes)
    for heading in header.cells:
        if heading in pile.options and not bare:
            notes.warn("table.heading-as-option", line=header.line, name=heading[:60])
    warn_of_likeness(pile, notes, weighed=weight is not None)
    return pile.profile(notes)


def _refuse_ranks_of_places(header: Row, body: list[Row], columns: list[int], notes: Notes) -> None:
    """Refuse headings such as Place 1 over ranks: places may be ranked there, or one option among others."""
    beside = [i for i, cell in enumerate(header.cells) if i not in columns and not _beside_ranks(cell)]
    most = len(columns) + len(beside) * (len(columns) == 1)
    if len(columns) == 1:
        unsure = any(_holds_ranks(body, [i], most) for i in beside)
    else:
        unsure = all(may_be_option(header.cells[column]) for column in columns)
    if unsure and _holds_ranks(body, columns, most):
        notes.refuse("table.ranks-or-options", line=header.line, value=header.cells[columns[0]][:60])


def _holds_ranks(body: list[Row], columns: list[int], most: int) -> bool:
    cells = {cell for row in body for column in columns if (cell := row.cell(column))}
    return bool(cells) and all((rank_of(cell) or 0) in range(1, most + 1) for cell in cells)


def _line_by_line(cell: str) -> str:
    """RCTab writes the names of an overvote into one cell, each on a line of its own."""
    return "|".join(cell.splitlines())


def marks(cell: str, row: Row, column: int, notes: Notes) -> tuple[str, ...]:
    """Return the names in one cell of one rank: none, one, or several where `|` parts an overvote."""
    if not cell or cell.casefold() in SKIPPED:
        return ()
    if cell.casefold() in OVERVOTE:
        return (OVERVOTED,)
    if "\n" in cell or "\r" in cell:
        notes.refuse("table.line-end-in-cell", line=row.line, column=column + 1)
    return tuple(name.strip() for name in cell.split("|") if name.strip())


def _put(
    pile: Pile, row: Row, ranks: list[tuple[str, ...]], weight: Fraction, reading: Reading, notes: Notes
) -> None:
    check_fillers(ranks, row, pile.options, notes)
    for names in ranks:
        for name in names:
            if name != OVERVOTED:
                pile.name(name)
    check_size(pile.options, notes, {"line": row.line})  # not only at the end: a million names take minutes
    count, each = (int(weight), Fraction(1)) if weight.denominator == 1 else (1, weight)
    pile.rank(levels_of(ranks, reading, notes, {"line": row.line}), count, each)


def _body_or_refuse(header: Row, body: list[Row], notes: Notes) -> None:
    if not body:
        notes.refuse("ballots.none", line=header.line)


def _say_ignored(header: Row, body: list[Row], columns: list[int], first: int, notes: Notes) -> None:
    """Say which filled columns beside the ranks do not count: one may be misspelt, or have moved the others."""
    for i in columns:
        heading = header.cells[i]
        names = ID_WORDS.fullmatch(heading) and (heading or i < first)
        if not names and any(row.cell(i) for row in body):
            notes.warn("table.column-ignored", line=header.line, column=i + 1, name=heading[:60])


# -- one line per mark


def _read_marks(table: list[Row], reading: Reading, notes: Notes) -> Profile:
    header, body = table[0], table[1:]
    _body_or_refuse(header, body, notes)
    words = [cell.casefold() for cell in header.cells]
    rank_at = words.index("rank")
    choice_at = next(words.index(word) for word in ("choice", "candidate", "option") if word in words)
    paper_at = next((i for i in range(len(words)) if i not in (rank_at, choice_at)), None)
    if paper_at is None:
        notes.refuse("table.no-ballot-column", line=header.line)
    refuse_faults(table, notes, set(range(len(words))) - {rank_at, choice_at, paper_at})
    check_width(header, body, notes)
    papers: dict[str, tuple[Row, dict[int, tuple[str, ...]]]] = {}
    for row in told(body, notes):
        rank = whole(row.cell(rank_at))
        if not rank or rank > 1000:
            notes.refuse("table.bad-rank", line=row.line, column=rank_at + 1, value=row.cell(rank_at)[:40], most=1000)
        if not row.cell(paper_at):
            notes.refuse("table.no-ballot-id", line=row.line, column=paper_at + 1)
        if not row.cell(choice_at):
            notes.warn("table.no-choice", line=row.line, column=choice_at + 1)
        _, ranks = papers.setdefault(row.cell(paper_at), (row, {}))
        ranks[rank] = ranks.get(rank, ()) + marks(row.cell(choice_at), row, choice_at, notes)
    pile = Pile(meta={"source": "marks"})
    for first, by_rank in papers.values():
        _put(pile, first, in_order(by_rank), Fraction(1), reading, notes)
    warn_of_likeness(pile, notes)
    return pile.profile(notes)


# -- no headings


def _read_bare(table: list[Row], reading: Reading, notes: Notes) -> Profile:
    """Read ballots without headings: names up to the first column of numbers, which is the weight; ids behind it."""
    first = table[0]
    refuse_faults(table, notes)
    width = max(len(row.cells) for row in table)
    weight = next((i for i in range(1, width) if share_of_weights(table, i) >= Fraction(1, 2)), None)
    ranks = list(range(weight if weight is not None else width))
    others = {cell for row in table[1:] for i in ranks if (cell := row.cell(i))}
    if not {first.cell(i) for i in ranks} & others - {""}:
        refuse_prose(table, notes)
        refuse_title(table, notes, unclear=True)
        notes.refuse("table.header-or-ballot", line=first.line)
    notes.warn("table.no-headings", line=first.line, ranks=len(ranks))
    if weight is not None:
        notes.warn("table.weight-column", line=first.line, column=weight + 1)
    weights = Weights(table, weight, notes)
    if weight is not None:
        check_alike_wide(table, notes)
        check_repeats(table, range(weight + 1, width), notes)
    pile = Pile(meta={"source": "ranks"})
    orders = Orders(notes) if weight == width - 1 else None
    for row in told(table, notes):
        found = [marks(row.cell(column), row, column, notes) for column in ranks]
        if orders is not None:
            orders.check(found, row)
        _put(pile, row, found, weights.of(row), reading, notes)
    check_headings_inside(pile.options, table, notes)
    warn_of_likeness(pile, notes, weighed=weight is not None)
    return pile.profile(notes)
