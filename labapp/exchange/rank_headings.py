"""Headings that speak of ranks: they tell a table of rankings, and whether `|` parts its columns or names."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PLACES = r"(?:ranga|pozycja|priorytet|kolejność|position|priority|miejsce)"  # options are called so too
_WORD = rf"(?:choice|ranking|rank|preference|pref|wybór|wybor|preferencja|miejsce|\b{_PLACES})"
BARE = re.compile(r"^([0-9]{1,3})(?:st|nd|rd|th|\.)?$", re.IGNORECASE)
_WORDED = (
    re.compile(rf"\b([0-9]{{1,3}})(?:st|nd|rd|th|\.|-?[a-z]{{1,2}})?[\s_]*{_WORD}(?![^\W_])", re.IGNORECASE),
    re.compile(rf"{_WORD}[\s_#.:-]*(?:(?:nr|no|numer|number)\b[\s.]*)?([0-9]{{1,3}})\b", re.IGNORECASE),
    re.compile(r"\b([0-9]{1,3})(?:st|nd|rd|th)[\s_]+place\b", re.IGNORECASE),  # 2 place zabaw are two playgrounds
    re.compile(r"\bplace[\s_#.:-]*([0-9]{1,3})\b", re.IGNORECASE),
)
RANKED = (*_WORDED, BARE, re.compile(r"^r[\s_]?([0-9]{1,3})$", re.IGNORECASE))
_ORDINALS = (
    r"first|pierwsz[yae]|(?-i:I)", r"second|drugi|druga|drugie|(?-i:II)", r"third|trzeci[ae]?|(?-i:III)",
    r"fourth|czwart[yae]|(?-i:IV)", r"fifth|piąt[yae]|(?-i:V)", r"sixth|szóst[yae]|(?-i:VI)",
    r"seventh|siódm[yae]|(?-i:VII)", r"eighth|ósm[yae]|(?-i:VIII)", r"ninth|dziewiąt[yae]|(?-i:IX)",
    r"tenth|dziesiąt[yae]|(?-i:X)",
)  # fmt: skip
_ANY = "|".join(_ORDINALS)
_SPELLED = re.compile(  # the whole heading: an option may be called First choice of our school
    rf"(?:.*\[)?\W*(?:(?:your|my|twój|twoj[ae]|mój|moj[ae])\s+)?(?:({_ANY})[\s_-]+(?:{_WORD}|place)|{_WORD}[\s_-]+({_ANY}))\W*",
    re.IGNORECASE,
)
_MAY_BE_OPTION = re.compile(rf"{_PLACES}|place", re.IGNORECASE)
_CHOICES = frozenset({"choice", "candidate", "option"})


def of_marks(cells: Sequence[str]) -> bool:
    """Tell the headings of a table with one line per mark."""
    words = {cell.casefold() for cell in cells}
    return "rank" in words and bool(_CHOICES & words)


def numbered(cell: str) -> str:
    """Return a heading that spells a rank out (First choice, II miejsce) with its number, any other as it is."""
    found = _SPELLED.fullmatch(cell)
    if not found:
        return cell
    said = found[1] or found[2]
    rank = next(n for n, words in enumerate(_ORDINALS, 1) if re.fullmatch(words, said, re.IGNORECASE))
    return f"choice {rank}"


def rank_in_words(cell: str) -> int | None:
    """Return the rank of a cell that says nothing else (2., 2nd, 2. miejsce, Second choice)."""
    said = numbered(cell).strip()
    found = BARE.fullmatch(said) or next((hit for pattern in _WORDED if (hit := pattern.fullmatch(said))), None)
    return int(found[1]) if found else None


def may_be_option(cell: str) -> bool:
    """Tell a heading that names a rank (Place 1) as well as one of several places that are voted on."""
    return bool(_MAY_BE_OPTION.search(cell))


def surely_headings(cells: Sequence[str]) -> bool:
    """Tell headings that name ranks in words; bare numbers or letters may be options that share a rank."""
    for pattern in _WORDED:
        found = sorted(int(hit[1]) for cell in cells if (hit := pattern.search(numbered(cell))))
        if found:
            return found == list(range(1, len(found) + 1))
    return of_marks(cells)


def speaks_of_rank(cell: str) -> bool:
    """Tell a heading that names one rank in words."""
    return any(pattern.search(numbered(cell)) for pattern in _WORDED)
