"""Tables in which one cell holds all that a person chose, as forms export it: `Park;Pool;` or `Park, Pool`.

Microsoft Forms writes semicolons, for a ranking too, in which everybody puts all options in order. Google Forms writes
ticked boxes with commas and quotes none inside an option: what may be one option with a comma is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from labapp.counting.profile import Approvals, Marks, Profile, Ranking
from labapp.exchange.likeness import warn_of_likeness
from labapp.exchange.pile import Pile, check_size
from labapp.exchange.rank_headings import speaks_of_rank, surely_headings
from labapp.exchange.source import Notes, Row, told
from labapp.exchange.table_checks import CONSENT, ID_WORDS, check_headings, check_names, check_width, filled
from labapp.exchange.table_frame import refuse_faults, refuse_total
from labapp.exchange.table_weights import WEIGHT_WORDS, Weights

_LOOKED_AT = 1000  # rows that tell whether a column holds lists
_TOGETHER = 3  # times that two names come together and never apart, as the halves of one do
_MARKS = (";", ", ")
_NO_MARK = "\0"  # parts nothing
_ABOUT = re.compile(  # what forms say of an answer beside its number and name
    r"(?:start|completion|last modified) time|(?:e-?mail|adres e-?mail|username|nazwa użytkownika).*|"
    r"identyfikator|(?:start ?)?language|język|"
    r"(?:godzina|czas) (?:rozpoczęcia|ukończenia|ostatniej modyfikacji)|sygnatura czasowa",
    re.IGNORECASE,
)


def list_columns(table: Sequence[Row]) -> list[int]:
    """Return the columns of lists; none where no row names the columns, or a title stands above them."""
    header, body = table[0], table[1 : 1 + _LOOKED_AT]
    listed = {i for row in body for i, cell in enumerate(row.cells) if ";" in cell or ", " in cell}
    if min(filled(header), max(map(filled, body), default=0)) < 2:
        return []
    named = [i for i in sorted(listed) if header.cell(i) and not _says_who(header.cell(i))]
    return [i for i in named if any(_holds_lists(header, body, i, mark) for mark in _MARKS)]


def asks(table: Sequence[Row], columns: Sequence[int]) -> bool:
    """Tell whether headings speak of ranks only as a question does that is answered by lists (Your 3 choices).

    Under Choice 1 a name may have a comma (Smith, John); it has no semicolon.
    """
    header = table[0].cells
    if not columns or any(speaks_of_rank(cell) for i, cell in enumerate(header) if i not in columns):
        return False
    lists = any(_holds_lists(table[0], table[1 : 1 + _LOOKED_AT], i, ";") for i in columns)
    return lists or not surely_headings([header[i] for i in columns])


def single_column(table: Sequence[Row]) -> list[int]:
    """Return the only column beside those that say who answered, where each answer is one name and names come again.

    Ballots without headings may begin with an option that is called so: there the first row's names come again.
    """
    header, body = table[0], table[1 : 1 + _LOOKED_AT]
    known = [i for i, cell in enumerate(header.cells) if cell and _says_who(cell)]
    silent = {*known, *(i for i in range(len(header.cells)) if _consents(table, i))}
    asked = [i for i in range(len(header.cells)) if i not in silent and any(row.cell(i) for row in body)]
    if len(asked) != 1 or not header.cells[asked[0]]:
        return []
    told_apart = any(3 * len({row.cell(i) for row in body} - {""}) > 2 * len(body) for i in known)
    again = set(header.cells).intersection(cell for row in body for cell in row.cells if cell)
    names = Counter(cell for row in body if (cell := row.cell(asked[0])))
    return asked if told_apart and not again and _are_names(names) else []


def _are_names(names: Counter[str], *heading: str) -> bool:
    again = 3 * len(names) <= 2 * names.total()
    return again and names.keys().isdisjoint(heading) and any(re.search(r"[^\W\d]", name) for name in names)


def read_lists(table: list[Row], columns: Sequence[int], notes: Notes) -> Profile:
    """Read the only column of lists; answers to several questions are refused, for only one can be counted.

    Beside lists (Sectors: schools, clubs) an answer of one name each may be the vote.
    """
    header, body = table[0], table[1:]
    answers = [i for i in range(len(header.cells)) if i in columns or _may_be_asked(table, i)]
    if len(answers) > 1:
        questions = ", ".join(f'"{header.cells[i][:40]}"' for i in answers)
        notes.refuse("table.several-lists", line=header.line, columns=questions[:200])
    column = columns[0]
    weight = next((i for i, cell in enumerate(header.cells) if cell.casefold() in WEIGHT_WORDS), None)
    others = [i for i in range(len(header.cells)) if i not in (column, weight)]
    refuse_faults(table, notes, others)
    refuse_total(body, others, notes)
    check_headings(header, body, notes)
    check_names(header, body, others, notes)
    check_width(header, body, notes)
    for i in others:
        if not _says_who(header.cells[i]) and any(row.cell(i) for row in body):
            notes.warn("table.column-ignored", line=header.line, column=i + 1, name=header.cells[i][:60])
    return _counted(body, column, Weights(body, weight, notes), notes)


def _says_who(heading: str) -> bool:
    return bool(ID_WORDS.fullmatch(heading) or _ABOUT.fullmatch(heading)) or heading.casefold() in WEIGHT_WORDS


def _consents(table: Sequence[Row], column: int) -> bool:
    """Tell a column in which nobody says anything but one word, as to the terms; options may be called alike."""
    words = {cell for row in table[1:] if (cell := row.cell(column))}
    return len(words) < 2 and bool(CONSENT.search(table[0].cells[column]))


def _may_be_asked(table: Sequence[Row], column: int) -> bool:
    heading = table[0].cells[column]
    names = Counter(cell for row in table[1:] if (cell := row.cell(column)))
    return not (_says_who(heading) or _consents(table, column)) and _are_names(names)


def _holds_lists(header: Row, body: Sequence[Row], column: int, mark: str) -> bool:
    """Tell a column in which every fourth answer at least has several names, and names come again."""
    lists = [_parts(cell, mark) for row in body if (cell := row.cell(column))]
    names = Counter(name for answer in lists for name in answer)
    several = sum(len(answer) > 1 for answer in lists)
    return 4 * several >= max(1, len(lists)) and _are_names(names, *_parts(header.cells[column], mark))


def _parts(cell: str, mark: str) -> list[str]:
    return [part.strip() for part in cell.split(mark) if part.strip()]


def _counted(body: list[Row], column: int, weights: Weights, notes: Notes) -> Profile:
    parted = {mark: sum(mark in row.cell(column) for row in body) for mark in _MARKS}
    mark = max(_MARKS, key=lambda mark: parted[mark]) if 4 * max(parted.values()) >= len(body) else _NO_MARK
    answers = [_parts(row.cell(column), mark) for row in body]
    _refuse_other_mark(answers, mark, body, column, notes)
    if mark == ", ":
        _refuse_halves(answers, body, column, notes)
    everyone = {name for answer in answers for name in answer}
    ranked = len(set(map(tuple, filter(None, answers)))) > 1 and all(set(a) == everyone for a in answers if a)
    place = {"line": body[0].line, "column": column + 1}
    notes.warn("table.lists-as-rankings" if ranked else "table.lists-as-choices", **place)
    pile = Pile(meta={"source": "lists"})
    for row, answer in zip(told(body, notes), answers, strict=True):
        for name in answer:
            pile.name(name)
        check_size(pile.options, notes, {"line": row.line})
        for name in (name for name, n in Counter(answer).items() if n > 1):
            notes.warn("ballots.repeated", option=name, line=row.line)
        names = tuple(dict.fromkeys(answer))
        marks: Marks = Ranking(tuple((name,) for name in names)) if ranked else Approvals(names)
        pile.add(marks, *weights.bundle(row))
    warn_of_likeness(pile, notes, weighed=weights.given)
    return pile.profile(notes)


def _refuse_other_mark(answers: list[list[str]], mark: str, body: list[Row], column: int, notes: Notes) -> None:
    """Refuse an answer that the other mark parts into names that stand elsewhere alone."""
    known = {name for answer in answers for name in answer}
    for row, answer in zip(body, answers, strict=True):
        for name in answer:
            others = (each for each in _MARKS if each != mark and each.strip() in name)
            if any(known.issuperset(_parts(name, other)) for other in others):
                notes.refuse("table.other-mark", line=row.line, column=column + 1, value=name[:60])


def _refuse_halves(answers: list[list[str]], body: list[Row], column: int, notes: Notes) -> None:
    """Refuse names that may be the halves of one with a comma: always together, with half a bracket, or Name, First."""
    given = [answer for answer in answers if answer]
    halves = list(zip(*given, strict=True)) if len(set(map(len, given))) == 1 else []
    apart = len(halves) > 1 and sum(map(len, map(set, halves))) == len({name for half in halves for name in half})
    alone = Counter(name for answer in answers for name in answer)
    pairs = Counter(pair for answer in answers for pair in pairwise(answer))
    together = {pair for pair, n in pairs.items() if n == alone[pair[0]] == alone[pair[1]]}
    for row, answer in zip(body, answers, strict=True):
        for pair in pairwise(answer):
            one, other = pair
            often = pairs[pair] >= _TOGETHER or other[:1].islower() or len(together) == len(pairs)
            if apart or (pair in together and often) or one.count("(") > one.count(")"):
                place = {"line": row.line, "column": column + 1}
                notes.refuse("table.comma-in-name", **place, one=one[:40], other=other[:40])
