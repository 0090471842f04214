"""Ranked profiles saved by VoteKit: a head of names and abbreviations, then `{'A'},{'B', 'C'},&,weight,&`."""

from __future__ import annotations

import re
from fractions import Fraction

from labapp.counting.profile import Profile
from labapp.exchange.pile import Pile
from labapp.exchange.source import Notes, Row, told, whole

_CANDIDATE = re.compile(r"\((.+?):([^:()]+)\)")
_SET = re.compile(r"\{(.*)\}")
_NAME = re.compile(r"'((?:[^'\\]|\\.)*)'|\"([^\"]*)\"")
_WEIGHT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?|[0-9]{1,15}/[0-9]{1,15}")
VOTERS = "Voter Set"
_HEAD = ("VoteKit RankProfile", "Candidates", "Max Ranking Length")


def looks_saved_by_votekit(table: list[Row]) -> bool:
    """Tell by the first cell."""
    return table[0].cells[0].startswith("VoteKit ")


def read_saved(table: list[Row], notes: Notes) -> Profile:
    """Read the rows of a saved RankProfile; option ids are the abbreviations, as in its ballots."""
    if table[0].cells[0] != _HEAD[0]:
        notes.refuse("votekit.other-profile", line=table[0].line, value=table[0].cells[0][:60])
    at = next((i for i, row in enumerate(table) if row.cells[0].startswith("Ranking_")), None)
    if at is None or [table[i].cells[0] for i in (1, 3)] != list(_HEAD[1:]):
        notes.refuse("votekit.bad-head", line=table[min(len(table), 9) - 1].line)
    astray = next((row for row in table[5:at] if _SET.fullmatch(row.cells[0])), None)
    if astray is not None:  # a ballot before its headings would not be counted
        notes.refuse("votekit.bad-head", line=astray.line)
    pile = Pile(meta={"source": "votekit"})
    name_candidates(pile, table, notes)
    header = table[at].cells
    ranks = sum(cell.startswith("Ranking_") for cell in header)
    if whole(table[4].cells[0]) != ranks or "Weight" not in header or not pile.options:
        notes.refuse("votekit.bad-head", line=table[4].line)
    weight_at = header.index("Weight")
    if not table[at + 1 :]:
        notes.refuse("ballots.none", line=table[at].line)
    named = header[-1] == VOTERS
    if named != (includes_voters(table[:at])):
        notes.refuse("votekit.bad-head", line=table[at].line)
    width = len(header) - named
    for row in told(table[at + 1 :], notes):
        _paper(pile, row, (ranks, weight_at, width), named, notes)
    return pile.profile(notes)


def name_candidates(pile: Pile, table: list[Row], notes: Notes) -> None:
    """Name the options by `(name:short)`, in the second version `(name:type:short)`."""
    text = ",".join(table[2].cells)
    if _CANDIDATE.sub("", text).strip(" ,"):
        notes.refuse("votekit.bad-head", line=table[2].line)
    typed = "v2" in table[0].cells
    for name, short in _CANDIDATE.findall(text):
        pile.name(short, name.rpartition(":")[0] or name if typed else name)


def includes_voters(head: list[Row]) -> bool:
    """Tell whether the head says that the names of the voters stand behind each ballot, however many they are."""
    at = next((i for i, row in enumerate(head) if row.cells[0] == "Includes Voter Set"), len(head))
    return at + 1 < len(head) and head[at + 1].cells[0] == "True"


def _paper(pile: Pile, row: Row, shape: tuple[int, int, int], named: bool, notes: Notes) -> None:
    ranks, weight_at, width = shape
    cells = _joined(row, width, named, notes)
    found = [_names(cell, row, column, pile, notes) for column, cell in enumerate(cells[:ranks], 1)]
    share = weight_of(cells[weight_at], row, weight_at + 1, notes)
    count, each = (int(share), Fraction(1)) if share.denominator == 1 else (1, share)
    equal = [level for level in found if level]  # sets of several are equal names here, never overvotes
    pile.rank(equal, count, each)


def weight_of(weight: str, row: Row, column: int, notes: Notes) -> Fraction:
    """Return for how many ballots a row stands; what is no number is refused."""
    if not _WEIGHT.fullmatch(weight) or weight.endswith("/0"):
        notes.refuse("ballots.bad-weight", line=row.line, column=column, value=weight[:40])
    if not Fraction(weight):
        notes.warn("ballots.zero-count", line=row.line)
    return Fraction(weight)


def _joined(row: Row, width: int, named: bool, notes: Notes) -> list[str]:
    """Put sets of several names, which the saving program does not quote, back together; voters' names are left out."""
    cells: list[str] = []
    for cell in row.cells:
        if cells and cells[-1].count("{") > cells[-1].count("}"):
            cells[-1] += "," + cell
        else:
            cells.append(cell)
    if len(cells) < width or (len(cells) > width and not named) or cells[width - 1] != "&":
        notes.refuse("table.width", line=row.line, found=len(cells), expected=width)
    return cells[:width]


def _names(cell: str, row: Row, column: int, pile: Pile, notes: Notes) -> tuple[str, ...]:
    inside = _SET.fullmatch(cell)
    if not cell or (inside and not inside[1].strip()):
        return ()
    if not inside or _NAME.sub("", inside[1]).strip(" ,"):
        notes.refuse("votekit.bad-cell", line=row.line, column=column, value=cell[:40])
    names = tuple(single or double for single, double in _NAME.findall(inside[1]))
    for name in names:
        if name != "~" and name not in pile.options:
            notes.refuse("ballots.unknown-option", line=row.line, column=column, option=name[:40])
    return tuple(name for name in names if name != "~")
