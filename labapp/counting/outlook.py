"""What is sure of every way a count of rankings can go from a stage, without following any of them.

While y stands, x never has more than the papers that name x before y. So once y has more than all of these together,
y outlasts x: whenever both stand, x has less; it is neither elected before y nor excluded after it. Hence

- an option that is outlasted by as many as there are places left is chosen in no way;
- an option that outlasts all but as many as there are places left is chosen in every way.

Votes of those who stand only grow and papers only lose value, so what is known at a stage holds for all that follow
from it. Numbers are whole: worths rounded up, votes rounded down, so that rounding never proves anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from labapp.counting.checks import paced
from labapp.counting.outcome import Number
from labapp.counting.papers import Track
from labapp.counting.rule import Progress

End = frozenset[str]
_BITS = 16  # of the fractions of a vote


class Span(NamedTuple):
    """Bounds of the sets that can be chosen: everybody of `least` is in each, nobody outside `most` is in any."""

    least: End
    most: End


class AnyOf(NamedTuple):
    """Ends that are all known without following them: these options, and any so many of the others."""

    sure: End
    others: End
    places: int

    def span(self, chosen: End) -> Span | None:
        """Return the bounds of those ends that have everybody of `chosen`, None where there is none."""
        besides = chosen - self.sure
        if not besides <= self.others or len(besides) > self.places:
            return None
        sure = self.sure | besides
        return Span(sure, sure if len(besides) == self.places else sure | self.others)


class Outlook:
    """Compares papers once; bounds of any later stage are then a subtraction per option.

    One row of the table is a big integer with a lane per option: how much can come to x while the option of the lane
    stands, and one more. A lane's highest bit is a guard, still set after subtracting where the option has enough.
    """

    def __init__(
        self, standing: Sequence[str], papers: Iterable[tuple[Track, Number]], progress: Progress | None = None
    ) -> None:
        """Take those who stand, and what each paper is worth at most with the levels it can still count for."""
        laid = [(rest, _up(worth)) for rest, worth in papers]
        most = sum(worth for _, worth in laid)
        self._width = max(most.bit_length(), len(standing).bit_length()) + 2
        self._at = {option: place * self._width for place, option in enumerate(standing)}
        lane = {option: 1 << at for option, at in self._at.items()}
        everybody = sum(lane.values())
        rows = dict.fromkeys(standing, everybody)
        for rest, worth in paced(laid, progress, len(laid)):
            unseen = everybody
            for level in rest:
                if isinstance(level, str):
                    if level in lane:
                        unseen &= ~lane[level]
                        rows[level] += unseen * worth
                    continue
                there = [option for option in level if option in lane]
                unseen &= ~sum(lane[option] for option in there)  # counts for one of them only when the others are gone
                for option in there:
                    rows[option] += unseen * worth
        self._guards = everybody << self._width - 1
        self._rows = {option: row + ((1 << self._width - 2) << self._at[option]) for option, row in rows.items()}

    def span(self, standing: Sequence[str], votes: Mapping[str, Number], elected: Sequence[str], seats: int) -> Span:
        """Return the bounds of a stage at or after the one whose papers were compared."""
        chosen, left = frozenset(elected), seats - len(elected)
        if len(standing) <= left:
            return Span(chosen.union(standing), chosen.union(standing))
        if not left:
            return Span(chosen, chosen)
        at, rows = self._at, self._rows
        have, standing_lanes = self._guards, 0
        for option in standing:
            have += _down(votes[option]) << at[option]
            standing_lanes |= 1 << at[option]
        guards = standing_lanes << self._width - 1
        outlasts = 0
        never: list[str] = []
        for option in standing:
            by = (have - rows[option]) & guards
            if by:
                outlasts += by
                if by.bit_count() >= left:
                    never.append(option)
        least, most = chosen, chosen.union(standing).difference(never)
        if outlasts:
            outlasts >>= self._width - 1
            lane, enough = (1 << self._width) - 1, len(standing) - left
            least = chosen.union([option for option in standing if outlasts >> at[option] & lane >= enough])
        if len(most) == seats:
            return Span(most, most)
        return Span(least, least) if len(least) == seats else Span(least, most)


def _up(worth: Number) -> int:
    return worth << _BITS if isinstance(worth, int) else -((-worth.numerator << _BITS) // worth.denominator)


def _down(votes: Number) -> int:
    return votes << _BITS if isinstance(votes, int) else (votes.numerator << _BITS) // votes.denominator
