"""Headings that speak of ranks: they tell a table of rankings, and whether `|` parts its columns or names."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = r"(?:choice|ranking|rank|preference|pref|wybór|wybor|miejsce|preferencja)"
BARE = re.compile(r"^([0-9]{1,3})(?:st|nd|rd|th|\.)?$", re.IGNORECASE)
_WORDED = (
    re.compile(rf"\b([0-9]{{1,3}})(?:st|nd|rd|th|\.|-?[a-z]{{1,2}})?[\s_]*{_WORD}", re.IGNORECASE),
    re.compile(rf"{_WORD}[\s_#.:-]*([0-9]{{1,3}})\b", re.IGNORECASE),
)
RANKED = (*_WORDED, BARE, re.compile(r"^r[\s_]?([0-9]{1,3})$", re.IGNORECASE))
_CHOICES = frozenset({"choice", "candidate", "option"})


def of_marks(cells: Sequence[str]) -> bool:
    """Tell the headings of a table with one line per mark."""
    words = {cell.casefold() for cell in cells}
    return "rank" in words and bool(_CHOICES & words)


def surely_headings(cells: Sequence[str]) -> bool:
    """Tell headings that name ranks in words; bare numbers or letters may be options that share a rank."""
    for pattern in _WORDED:
        found = sorted(int(hit[1]) for cell in cells if (hit := pattern.search(cell)))
        if found:
            return found == list(range(1, len(found) + 1))
    return of_marks(cells)


def speaks_of_rank(cell: str) -> bool:
    """Tell a heading that names one rank in words."""
    return any(pattern.search(cell) for pattern in _WORDED)
