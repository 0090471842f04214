"""Numbers as people and programs write them: thousands set apart, a point or a comma before decimals.

1,000 may be a thousand or one: other numbers beside it may tell which, or else it is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

_PLAIN = re.compile(r"[0-9]{1,30}(?:[.,][0-9]{1,15})?|[.,][0-9]{1,15}")
_GROUPED = re.compile(r"([1-9][0-9]{0,2})((?P<mark>['’ .,])[0-9]{3}(?:(?P=mark)[0-9]{3}){0,9})(?:([.,])([0-9]{1,15}))?")
_BLANKS = re.compile(r"[\u00a0\u2009\u202f]")


def as_decimal(text: str) -> Fraction | None:
    """Return what a number is if its only mark stands before decimals."""
    return Fraction(text.replace(",", ".")) if _PLAIN.fullmatch(text) else None


def as_grouped(text: str) -> Fraction | None:
    """Return what a number is if marks or blanks set its thousands apart."""
    found = _GROUPED.fullmatch(_BLANKS.sub(" ", text))
    if not found or found["mark"] == found[4]:
        return None
    return Fraction("".join((found[1], re.sub(r"\D", "", found[2]), ".", found[5] or "0")))


def unclear(text: str) -> bool:
    """Tell a number that may be a thousand times another one."""
    return as_decimal(text) is not None and as_grouped(text) is not None


def is_number(text: str) -> bool:
    """Tell a number, whichever one it is."""
    return as_decimal(text) is not None or as_grouped(text) is not None


def thousands_marks(texts: Iterable[str]) -> dict[str, bool]:
    """Return for the point and the comma whether it sets thousands apart, without those of which nothing tells."""
    told: dict[str, set[bool]] = {".": set(), ",": set()}
    for text in texts:
        grouped = _GROUPED.fullmatch(_BLANKS.sub(" ", text))
        if not is_number(text) or unclear(text):
            continue
        for mark in told.keys() & set(text):
            told[mark].add(grouped is not None and grouped["mark"] == mark)
    return {mark: True in said for mark, said in told.items() if len(said) == 1}


def value_of(text: str, marks: Mapping[str, bool]) -> Fraction | None:
    """Return a number by what its marks mean; None for what is none, or may be two."""
    one, many = as_decimal(text), as_grouped(text)
    if one is None or many is None:
        return many if one is None else one
    mark = "." if "." in text else ","
    return (many if marks[mark] else one) if mark in marks else None


def two_ways(text: str) -> tuple[str, str]:
    """Return how an unclear number is written as what it may be, so that each is read as itself."""
    many, few = re.sub("[.,]", "", text), text.rstrip("0").rstrip(".,")
    return many, f"{few}0" if few == text else few  # four decimals can be no thousands
