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

from labapp.counting.checks import PACE, paced
from labapp.counting.outcome import Number
from labapp.counting.papers import BAR, Letters, Track
from labapp.counting.rule import Progress

End = frozenset[str]
_BITS = 16  # of the fractions of a vote
_KEPT = 2000  # numbers of votes that were looked at: of thousands of options each takes some kilobytes


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
    """Compares papers once; what a later stage adds is looked up, or one subtraction per option that gained votes.

    One column of the table is a big integer with a lane per option x: how much can come to x while the column's option
    stands, and one more. A lane's highest bit is a guard, still set after subtracting from votes that are enough.
    """

    def __init__(
        self,
        letters: Letters,
        standing: Sequence[str],
        papers: Iterable[tuple[Track, Number]],
        progress: Progress | None = None,
    ) -> None:
        """Take those who stand, and what each paper is worth at most with the levels it can still count for."""
        laid = [(track, _up(worth)) for track, worth in papers]
        most = sum([worth for _, worth in laid])
        self._width = max(most.bit_length(), len(standing).bit_length()) + 2
        self._lane = {option: 1 << place * self._width for place, option in enumerate(standing)}
        self._everybody = sum(self._lane.values())
        shift = {letters.of[option]: place * self._width for place, option in enumerate(standing)}
        columns = {letter: 1 << at + self._width - 2 for letter, at in shift.items()}  # nobody outlasts himself
        for_all = self._everybody  # what comes to somebody of a paper whoever stands, taken back below from those on it
        every = 4 * PACE // len(standing) or 1  # a paper that names a thousand takes milliseconds
        for track, worth in paced(laid, progress, len(laid), every):
            left = sum([worth << shift[letter] for letter in track if letter in shift])
            for_all += left
            equals, later = False, 0
            for letter in track:
                if letter in shift:
                    columns[letter] -= left
                    if equals:
                        later += worth << shift[letter]
                    else:
                        left -= worth << shift[letter]
                elif letter == BAR:  # equals get it only when the others of them are gone
                    left -= later
                    equals, later = not equals, 0
        self._columns = {option: columns[letters.of[option]] + for_all for option in standing}
        self._known: dict[tuple[str, int], int] = {}
        self._few = dict.fromkeys(standing, -1)  # whole votes with which each outlasts nobody

    def _outlasted(self, option: str, votes: int) -> int:
        """Return a bit in the lane of each option that this one outlasts with so many votes."""
        if len(self._known) >= _KEPT:
            self._known.clear()
        guards = self._everybody << self._width - 1
        found = (votes * self._everybody + guards - self._columns[option] & guards) >> self._width - 1
        self._known[option, votes] = found
        if not found:
            self._few[option] = max(self._few[option], votes >> _BITS)
        return found

    def span(self, standing: Sequence[str], votes: Mapping[str, Number], elected: Sequence[str], seats: int) -> Span:
        """Return the bounds of a stage at or after the one whose papers were compared."""
        chosen, left = frozenset(elected), seats - len(elected)
        if len(standing) <= left:
            return Span(chosen.union(standing), chosen.union(standing))
        if not left:
            return Span(chosen, chosen)
        few = self._few
        strong = [option for option in standing if not isinstance(v := votes[option], int) or v > few[option]]
        if not strong:
            return Span(chosen, chosen.union(standing))
        lane, known, enough = self._lane, self._known, len(standing) - left
        there = sum([lane[option] for option in standing])
        sure: list[str] = []
        outlasted = 0  # by how many, in the lane of each
        for option in strong:
            number = votes[option]
            down = number << _BITS if isinstance(number, int) else _down(number)
            others = known.get((option, down))
            if others is None:
                others = self._outlasted(option, down)
            others &= there
            if others:
                outlasted += others
                if others.bit_count() >= enough:
                    sure.append(option)
        least, most = chosen.union(sure), chosen.union(standing)
        if outlasted:
            never = outlasted + there * ((1 << self._width - 1) - left) >> self._width - 1
            most = most.difference([option for option in standing if never & lane[option]])
        if len(most) == seats:
            return Span(most, most)
        return Span(least, least) if len(least) == seats else Span(least, most)


def _up(worth: Number) -> int:
    return worth << _BITS if isinstance(worth, int) else -((-worth.numerator << _BITS) // worth.denominator)


def _down(votes: Number) -> int:
    return (votes.numerator << _BITS) // votes.denominator
