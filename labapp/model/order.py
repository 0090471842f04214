"""Fractional text keys: moving one card writes one row, whatever the length of the list.

Keys are words over 0–9A–Za–z read as digits after a point, so plain text comparison orders them and there is always
room between two (the idea: D. Greenspan, "Implementing Fractional Indexing", 2020). A key never ends in "0".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_KEY = re.compile(r"(?:[0-9A-Za-z]*[1-9A-Za-z])?")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
_WIDTH = 4


def between(before: str | None, after: str | None) -> str:
    """Return a key strictly between two keys; None means the open end. ValueError unless before < after."""
    low = _known(before or "")
    if after is None:
        return _following(low) if low else _DIGITS[_BASE // 2]
    if low >= (after := _known(after)):
        raise ValueError(f"no room between {before!r} and {after!r}")
    key, index, bounded = "", 0, True
    while True:
        low_digit = _DIGITS.index(low[index]) if index < len(low) else 0
        high_digit = _DIGITS.index(after[index]) if bounded and index < len(after) else _BASE
        if high_digit - low_digit > 1:
            return key + _DIGITS[(low_digit + high_digit) // 2]
        key += _DIGITS[low_digit]
        if high_digit - low_digit == 1:
            bounded = False  # already below `after`; the rest only has to exceed `low`
        index += 1


def place(keys: Sequence[str], index: int) -> str:
    """Return a key for the place `index` of a list of keys in their order: 0 before all, `len(keys)` behind all.

    Between equal keys, which only a file from elsewhere has, there is no room: it comes behind their run.
    """
    before = _known(keys[index - 1]) if index else ""
    behind = next((key for key in map(_known, keys[index:]) if key > before), None)
    return between(before or None, behind)


def _known(key: str) -> str:
    # What a file from elsewhere has for a key, as far as it is one; `lab check` names it.
    found = _KEY.match(key)
    return found[0] if found else ""


def _following(low: str) -> str:
    # Appending is the common case: counting up at a fixed width keeps keys at four letters for millions of cards.
    width = max(_WIDTH, len(low))
    digits = [_DIGITS.index(letter) for letter in low.ljust(width, "0")]
    for place in reversed(range(width)):
        if digits[place] < _BASE - 1:
            raised = [*digits[:place], digits[place] + 1]
            return "".join(_DIGITS[digit] for digit in raised)
    return low + _DIGITS[_BASE // 2]


def last(keys: Iterable[str]) -> str | None:
    """Return the greatest key, or None when there is none."""
    return max(keys, default=None)
