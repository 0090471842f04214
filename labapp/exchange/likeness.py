"""Names that may be one name written twice: where ballots are written out, a slip makes a new option."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

from labapp.counting.profile import Ranking
from labapp.exchange.pile import Pile
from labapp.exchange.source import Notes

_ALIKE = 0.85
_MANY = 80  # options; beyond that comparing all pairs costs more than it tells
_RARE = 20  # a slip is at least this many times rarer than the right name


def warn_of_likeness(pile: Pile, notes: Notes) -> None:
    """Warn of each rare name that is much like a common one; both stay options, for the reader cannot know."""
    named: Counter[str] = Counter()
    for (found, _), count in pile.papers.items():
        if isinstance(found, Ranking):
            named.update({name: count for level in found.levels for name in level})
    if len(pile.options) > _MANY:
        return
    for rare in pile.options:
        for common in pile.options:
            if rare != common and _alike(rare, common, named):
                notes.warn("ballots.alike", option=rare, other=common)
                break


def _alike(rare: str, common: str, named: Counter[str]) -> bool:
    one, other = (" ".join(name.casefold().split()) for name in (rare, common))
    if one == other:
        return (named[rare], rare) <= (named[common], common)
    if named[rare] * _RARE > named[common] or min(len(one), len(other)) < 4:
        return False
    return one.startswith(other) or other.startswith(one) or SequenceMatcher(None, one, other).ratio() >= _ALIKE
