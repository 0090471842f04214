"""The stages a count has passed, for ties that look back at them; ways that part share what they have in common."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from labapp.counting.outcome import Number

_MANY = 200
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

        Equal places never differed in all that time.
        """
        way: list[Past] = []
        past: Past | None = self
        while past is not None and past._place is None and past is not self.blur:
            way.append(past)
            past = past.before
        for stage in reversed(way):
            before = stage.before._place if stage.before is not None else None
            stage._place = {} if isinstance(stage.stage, Blur) else _placed(stage.stage, before or {})
        return self._place or {}


def _placed(votes: Mapping[str, Number], before: Mapping[str, int]) -> dict[str, int]:
    keys = [(_rough(number), number, before.get(option, 0), option) for option, number in votes.items()]
    keys.sort(key=itemgetter(0, 1, 2))  # roughly first: that parts nearly all, and fractions are slow to compare
    place: dict[str, int] = {}
    number = 0
    for one, other in pairwise(keys):
        place[one[3]] = number
        number += one[0] != other[0] or one[1:3] != other[1:3]
    return place | {key[3]: number for key in keys[-1:]}


def _rough(number: Number) -> int:
    """Return so many parts of a vote that more of them are more votes, and equal numbers have equally many."""
    return (number.numerator << _BITS) // number.denominator


def parted(votes: Mapping[str, Number], among: Iterable[str], past: Past | None) -> Hashable:
    """Return all that a later tie between some options can learn from the stages before this one.

    Who has different votes now is parted by that. Equals are asked for what parted them before, the latest stage
    first; at which stage that was, and what happened to others, makes no difference.
    """
    if past is None:
        return ()
    found: dict[int, list[str]] = {}
    for option in among:
        found.setdefault(_rough(votes[option]), []).append(option)
    close = [tuple(options) for options in found.values() if len(options) > 1]
    return tuple(_told(past, block) for block in close)  # what only looks equal is asked too: that does no harm


def _told(past: Past | None, block: tuple[str, ...]) -> Hashable:
    """Return how stages part some equals, least first, with what is unclear of those that stay equal."""
    if len(block) > _MANY:
        return past  # so many equals are not followed anyway: each past stands for itself
    unclear: list[tuple[str, ...]] = []
    while past is not None:
        if isinstance(past.stage, Blur):
            met = tuple(option for option in block if option in past.stage.gained)
            unclear.extend([met] if len(met) > 1 else [])
            past = past.before
            continue
        places = itemgetter(*block)(past.place())
        order = sorted(set(places))
        past = past.blur
        if past is None:  # most counts have no blur
            return *unclear, block, tuple(map(order.index, places))
        if len(order) > 1:
            equal = [tuple(o for o, at in zip(block, places, strict=True) if at == place) for place in order]
            return *unclear, tuple(_told(past, each) if len(each) > 1 else each for each in equal)
    return *unclear, block
