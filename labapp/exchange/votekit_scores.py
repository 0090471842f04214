"""Score profiles saved by VoteKit: a head of names and abbreviations, then a column of scores for each, `&,weight,&`.

A score that is left empty is none. VoteKit adds scores up, so they are points; rules of grades read them as grades.
"""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

from labapp.counting.outcome import Number
from labapp.counting.profile import Ballot, Grades, Marks, Points, Profile
from labapp.exchange.pile import Pile, Reading
from labapp.exchange.source import Notes, Row, told
from labapp.exchange.votekit_profile import VOTERS, includes_voters, name_candidates, weight_of

_HEAD = ("VoteKit ScoreProfile", "Candidates", "Includes Voter Set")
_SCORE = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_CRITERION = "score"


def looks_like_scores(table: list[Row]) -> bool:
    """Tell by the first cell."""
    return table[0].cells[0] == _HEAD[0]


def read_scores(table: list[Row], reading: Reading, notes: Notes) -> Profile:
    """Read the rows of a saved ScoreProfile; option ids are the abbreviations that head its columns."""
    if len(table) < 7 or [table[i].cells[0] for i in (1, 3)] != list(_HEAD[1:]):
        notes.refuse("votekit.bad-head", line=table[min(len(table), 7) - 1].line)
    pile = Pile()
    name_candidates(pile, table, notes)
    header = table[6].cells
    named = header[-1] == VOTERS
    short = tuple(header[: header.index("&")]) if "&" in header else ()
    if set(short) != set(pile.options) or len(set(short)) != len(short) or named != includes_voters(table[:6]):
        notes.refuse("votekit.bad-head", line=table[6].line)
    if header[len(short) :] != ("&", "Weight", "&", *((VOTERS,) if named else ())):
        notes.refuse("votekit.bad-head", line=table[6].line)
    if not table[7:]:
        notes.refuse("ballots.none", line=table[6].line)
    bundles: Counter[tuple[tuple[Number | None, ...], Fraction]] = Counter()
    for row in told(table[7:], notes):
        scores = _scores(row, short, named, reading, notes)
        weight = weight_of(row.cells[len(short) + 1], row, len(short) + 2, notes)
        count, each = (int(weight), Fraction(1)) if weight.denominator == 1 else (1, weight)
        bundles[scores, each] += count
    ballots = (Ballot(_marks(short, scores, reading), n, weight=each) for (scores, each), n in bundles.items() if n)
    return Profile(tuple(pile.options.values()), tuple(ballots), meta={"source": "votekit"})


def _scores(
    row: Row, short: tuple[str, ...], named: bool, reading: Reading, notes: Notes
) -> tuple[Number | None, ...]:
    width = len(short) + 3
    if len(row.cells) < width or (len(row.cells) > width and not named):
        notes.refuse("table.width", line=row.line, found=len(row.cells), expected=width)
    if (row.cells[len(short)], row.cells[width - 1]) != ("&", "&"):  # a score, or a part of the weight, too many or few
        at = row.cells.index("&") if "&" in row.cells else len(row.cells)
        notes.refuse("table.width", line=row.line, found=at, expected=len(short))
    found: list[Number | None] = []
    for column, cell in enumerate(row.cells[: len(short)], 1):
        score = Fraction(cell) if _SCORE.fullmatch(cell) else None
        if (score is None and cell) or (reading.grades and score is not None and score.denominator > 1):
            notes.refuse("votekit.bad-score", line=row.line, column=column, value=cell[:40])
        found.append(int(score) if score is not None and score.denominator == 1 else score)
    return tuple(found)


def _marks(short: tuple[str, ...], scores: tuple[Number | None, ...], reading: Reading) -> Marks:
    given = {option: score for option, score in zip(short, scores, strict=True) if score is not None}
    if reading.grades:
        return Grades({_CRITERION: {option: int(score) for option, score in given.items()}})
    return Points(given)
