"""How many lines a text takes, told from the widths of its words: what thousands of cards are shared out by.

Laying a text out asks Qt for every line; its words are measured once, and most come again. Where the sum comes near
the edge of a line, or a text has more than plain words in it, it is laid out after all: both always say the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ui.stage.fitting import clean, wrap
from ui.widgets.fonts import is_figures, metrics

_SHORT = 300  # letters; a longer text takes its time anyway
_EDGE = 0.06  # of the size: a letter may lean out of its line
_MANY = 50_000  # words remembered of one size
_LETTERS = "0-9A-Za-zÀ-ɏ"
_WORD = re.compile(  # not broken inside
    rf"[–—-]|[\"„(]?[{_LETTERS}]+(?:(?:[.,'’]\u00a0?|\u00a0)[{_LETTERS}]+)*[.,;:!?)\"”]{{0,3}}(?:\u00a0[–—-])?"
)
_TIED = re.compile(r"[\"”)][.,;:!?]* [\"„(]")  # what closes is not parted from what opens again


def line_count(text: str, size: int, width: int, *, max_lines: int = 0) -> int:
    """Return the number of lines `wrap` breaks a text into."""
    found = _counted(text, size, width) if len(text) <= _SHORT else None
    if found is None:
        return len(wrap(text, size, width, max_lines=max_lines).lines)
    return min(found, max_lines) if max_lines else found


def word_width(word: str, size: int) -> float:
    """Return the width of a word, measured once."""
    known = _widths(size)
    if len(known) >= _MANY:
        known.clear()
    found = known.get(word)
    if found is None:
        found = known[word] = metrics(size).horizontalAdvance(word)
    return found


def _counted(text: str, size: int, width: int) -> int | None:
    whole, known = clean(text), _plain(size)
    if _TIED.search(whole):
        return None
    if len(known) >= _MANY:
        known.clear()
    space, slack = word_width(" ", size), _EDGE * size + 0.5
    fits, over = width - slack, width + slack
    lines, used = 1, -space
    for word in whole.split(" "):
        wide = known.get(word)
        if wide is None:
            wide = known[word] = word_width(word, size) if _WORD.fullmatch(word) else float("inf")
        used += space + wide
        if used > over:
            lines, used = lines + 1, wide
        if used > fits:
            return None  # on the edge, a word longer than the line, or none of ours
    return None if is_figures(text) else lines


@lru_cache(maxsize=32)  # sizes
def _widths(size: int) -> dict[str, float]:
    return {}


@lru_cache(maxsize=32)
def _plain(size: int) -> dict[str, float]:
    """Return widths of words that are broken nowhere inside; endless for others."""
    return {}
