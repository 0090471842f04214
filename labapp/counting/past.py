"""The stages a count has passed, for ties that look back at them; ways that part share what they have in common."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from labapp.counting.outcome import Number

Place = tuple[int, Number, int, int]
"""Votes, roughly first, for that parts nearly all and fractions are slow to compare; then what parts equals."""
_MANY = 200
_BITS = 32  # of the fractions of a vote, where numbers are compared roughly


@dataclass(frozen=True)
class Blur:
    """Stages whose order is open: who of several that gained there had more is not known."""

    gained: frozenset[str]


class Past:
    """One stage that is over, with all before it; `blur` is the latest blur before it, `depth` how many there are."""

    def __init__(self, stage: Mapping[str, Number] | Blur, before: Past | None) -> None:
        self.stage, self.before = stage, before
        self.blur: Past | None = before if before is None or isinstance(before.stage, Blur) else before.blur
        self.depth: int = 0 if before is None else before.depth + 1
        self._place: Mapping[str, Place] | None = None

    def place(self) -> Mapping[str, Place]:
        """Return the place of each option by its votes at this stage, equals by those before, back to the last blur.

        Equal places never differed in all that time.
        """
        way: list[Past] = []
        past: Past | None = self
        while past is not None and past._place is None and past is not self.blur:
            way.append(past)
            past = past.before
        for stage in reversed(way):
            stage._place = {} if isinstance(stage.stage, Blur) else _placed(stage.stage, stage.before, stage.depth)
        return self._place or {}


def _placed(votes: Mapping[str, Number], before: Past | None, depth: int) -> dict[str, Place]:
    """Return the places at a stage: those of the stage before, but for the options whose votes have changed.

    Of equals, who came to these votes from fewer is below all who had them, and who fell to them is above; of those
    who came there at the same stage, the places they had until then decide.
    """
    if before is None or before._place is None or isinstance(before.stage, Blur):
        return {option: (_rough(number), number, 0, 0) for option, number in votes.items()}
    was, had = before.stage, before._place
    place = {option: had[option] for option in votes}
    changed = [o for o, number in votes.items() if number is not was[o] and number != was[o]]
    changed.sort(key=had.__getitem__)
    rank, last = 0, None
    for option in changed:
        number, own = votes[option], had[option]
        rank += own != last
        last = own
        place[option] = (_rough(number), number, -depth if number > was[option] else depth, rank)
    return place


def _rough(number: Number) -> int:
    """Return so many parts of a vote that more of them are more votes, and equal numbers have equally many."""
    return number << _BITS if isinstance(number, int) else (number.numerator << _BITS) // number.denominator


def parted(votes: Mapping[str, Number], among: Iterable[str], past: Past | None) -> Hashable:
    """Return all that a later tie between some options can learn from the stages before this one.

    Who has different votes now is parted by that. Equals are asked for what parted them before, the latest stage
    first; at which stage that was, and what happened to others, makes no difference.
    """
    if past is None:
        return ()
    if past.blur is None and not isinstance(past.stage, Blur) and len(votes) <= _MANY:  # nearly always
        place = past.place()
        rows = sorted([(_rough(votes[option]), place[option], option) for option in among])
        return frozenset(_equals(rows))
    found: dict[int, list[str]] = {}
    for option in among:
        found.setdefault(_rough(votes[option]), []).append(option)
    close = [tuple(options) for options in found.values() if len(options) > 1]
    # what only looks equal is asked too: that does no harm
    return frozenset([_told(past, tuple(sorted(block))) for block in close])


def _equals(rows: Sequence[tuple[int, Place, str]]) -> Iterator[Hashable]:
    """Yield of sorted rows what `_told` would tell of those that look equal, where every stage is clear."""
    first = 0
    for at in range(1, len(rows) + 1):
        if at < len(rows) and rows[at][0] == rows[first][0]:
            continue
        if at - first > 1:
            levels = groupby(rows[first:at], itemgetter(1))
            yield _form((), [tuple([option for _, _, option in level]) for _, level in levels])
        first = at


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
        ordered = groupby(sorted(zip(places, block, strict=True), key=itemgetter(0)), itemgetter(0))
        equal = [tuple([option for _, option in pairs]) for _, pairs in ordered]
        past = past.blur
        if past is None or len(equal) > 1:
            return _form(unclear, [_told(past, each) if past and len(each) > 1 else each for each in equal])
    return _form(unclear, [block])


def _form(unclear: Sequence[tuple[str, ...]], parts: Sequence[Hashable]) -> Hashable:
    """Return one form for all pasts that tell the same: of equals that nothing parts, nothing but who they are."""
    return parts[0] if len(parts) == 1 and not unclear else (tuple(unclear), *parts)
