"""The stages a count has passed, for ties that look back at them; ways that part share what they have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from labapp.counting.outcome import Number

MANY = 200
"""Of more equals each past stands for itself: they are not followed anyway."""
_BITS = 32  # of the fractions of a vote, where numbers are compared roughly


@dataclass(frozen=True)
class Blur:
    """Stages whose order is open: who of several that gained there had more is not known."""

    gained: frozenset[str]


class Past:
    """One stage that is over, with all before it; `blur` is the latest blur before it."""

    def __init__(self, stage: Mapping[str, Number] | Blur, before: Past | None) -> None:
        self.stage, self.before = stage, before
        self.blur: Past | None = before if before is None or isinstance(before.stage, Blur) else before.blur
        self._place: Mapping[str, int] | None = None

    def place(self) -> Mapping[str, int]:
        """Return the place of each option by its votes at this stage, equals by those before, back to the last blur.

        Equal places never differed in all that time, and no place is left out: pasts that tell the same are equal.
        """
        way: list[Past] = []
        past: Past | None = self
        while past is not None and past._place is None and past is not self.blur:
            way.append(past)
            past = past.before
        for stage in reversed(way):
            stage._place = {} if isinstance(stage.stage, Blur) else _placed(stage.stage, stage.before)
        return self._place or {}

    def order(self) -> tuple[int, ...]:
        """Return the places of all, which tell everything that one can learn from stages of which none is open."""
        return tuple(self.place().values())


def _placed(votes: Mapping[str, Number], before: Past | None) -> dict[str, int]:
    """Return the places at a stage: by votes, and of equals by the places before."""
    had: Mapping[str, int] = (before and before._place) or dict.fromkeys(votes, 0)
    if set(map(type, votes.values())) <= {int}:  # nearly always, and much faster
        size = len(had)
        both = {option: number * size + had[option] for option, number in votes.items()}
        rank = {number: place for place, number in enumerate(sorted(set(both.values())))}
        return {option: rank[number] for option, number in both.items()}
    rows = sorted([(_rough(number), number, had[option], option) for option, number in votes.items()])
    equal = (options for _, options in groupby(rows, itemgetter(0, 1, 2)))
    found = {option: rank for rank, options in enumerate(equal) for *_, option in options}
    return {option: found[option] for option in votes}


def _rough(number: Number) -> int:
    """Return so many parts of a vote that more of them are more votes, and equal numbers have equally many."""
    return (number.numerator << _BITS) // number.denominator


def parted(votes: Mapping[str, Number], among: Collection[str], past: Past | None) -> Hashable:
    """Return all that a later tie between some options can learn from the stages before this one.

    Who has different votes now is parted by that. Equals are asked for what parted them before, the latest stage
    first; at which stage that was, and what happened to others, makes no difference. `among` are in one order always.
    """
    if past is None:
        return ()
    found: dict[int, list[str]] = {}
    for option in among if len(among) > 1 else ():
        number = votes[option]
        found.setdefault(number << _BITS if isinstance(number, int) else _rough(number), []).append(option)
    # what only looks equal is asked too: that does no harm
    return frozenset([_told(past, tuple(options)) for options in found.values() if len(options) > 1])


def _told(past: Past | None, block: tuple[str, ...]) -> Hashable:
    """Return how stages part some equals, least first, with what is unclear of those that stay equal."""
    if len(block) > MANY:
        return past
    unclear: list[tuple[str, ...]] = []
    while past is not None:
        if isinstance(past.stage, Blur):
            met = tuple([option for option in block if option in past.stage.gained])
            unclear.extend([met] if len(met) > 1 else [])
            past = past.before
            continue
        place, levels = past.place(), defaultdict[int, list[str]](list)
        for option in block:
            levels[place[option]].append(option)
        past = past.blur
        if past is None or len(levels) > 1:
            equal = [tuple(levels[at]) for at in sorted(levels)]
            return _form(unclear, [_told(past, each) if past and len(each) > 1 else each for each in equal])
    return _form(unclear, [block])


def _form(unclear: Sequence[tuple[str, ...]], parts: Sequence[Hashable]) -> Hashable:
    """Return one form for all pasts that tell the same: of equals that nothing parts, nothing but who they are."""
    return parts[0] if len(parts) == 1 and not unclear else (tuple(unclear), *parts)
