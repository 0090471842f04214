"""One stage of an instant run-off as a value: who is still in with which papers, and what it is to exclude somebody.

States are never changed: a tie may be followed several ways from the same one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from labapp.counting.checks import paced
from labapp.counting.papers import BAR, NOBODY, Letters, Papers, Track, equals_follow, has_equals, next_choice
from labapp.counting.past import Past
from labapp.counting.rule import Progress

Pile = tuple[Track, int, "Pile"] | None
"""A paper, its weight and the pile it was laid on: states share what their piles have in common."""


@dataclass(eq=False)  # a frozen one takes four times as long to make
class State:
    """Who is still in, with their papers and votes; `past` only where ties look at earlier stages.

    `standing` are the bits and `gone` the letters of who is in and who is not. `ended` are papers that ended where a
    level with several options came: in another order they might go on. None: there is no such level.
    """

    letters: Letters
    piles: Mapping[str, Pile]
    votes: Mapping[str, int]
    standing: int
    exhausted: int = 0
    gone: str = BAR
    past: Past | None = None
    ended: frozenset[Track] | None = None

    @cached_property
    def over(self) -> Past:
        """Return this stage as one that is over: the same for all ways that go on from it."""
        return Past(self.votes, self.past)

    def majority(self) -> str | None:
        """Return who has more than half of the papers still in the count, or is alone in it."""
        numbers = self.votes.values()
        most = max(numbers)
        if 2 * most <= sum(numbers) and len(numbers) > 1:
            return None
        return next(option for option, votes in self.votes.items() if votes == most)

    def last(self) -> tuple[str, ...]:
        """Return those with the fewest votes."""
        fewest = min(self.votes.values())
        return tuple([option for option, votes in self.votes.items() if votes == fewest])


def papers_of(pile: Pile) -> Iterator[tuple[Track, int]]:
    """Yield the papers of a pile and what each weighs."""
    while pile:
        track, weight, pile = pile
        yield track, weight


def start(papers: Papers, unit: int, progress: Progress | None) -> State:
    """Lay every paper on the pile of its first choice, weighed in whole parts of a vote: `unit` of them are one."""
    letters = papers.letters
    weights: dict[Track, int] = {}  # equal papers lie together from here on, whatever each weighs
    for weight, laid in papers.bundles.items():
        whole = weight.numerator * (unit // weight.denominator)
        for track, number in paced(laid.items(), progress, len(laid)):
            weights[track] = weights.get(track, 0) + number * whole
    piles: dict[str, Pile] = dict.fromkeys(letters.of)
    votes = dict.fromkeys(letters.of, 0)
    for track, whole in paced(weights.items(), progress, len(weights)):
        choice = letters.option[next_choice(track, BAR)]
        piles[choice] = track, whole, piles[choice]
        votes[choice] += whole
    equals = any(has_equals(track) for track in paced(weights, progress, len(weights)))
    return State(letters, piles, votes, letters.bits(letters.of), ended=frozenset() if equals else None)


def exclude(state: State, out: Sequence[str], keep: bool) -> State:
    """Pass on the papers of the excluded."""
    letters, piles, votes = state.letters, dict(state.piles), dict(state.votes)
    for option in out:
        del piles[option], votes[option]
    standing, gone = state.standing - letters.bits(out), state.gone + letters.word(out)
    exhausted, equals = state.exhausted, state.ended is not None
    ended: list[Track] = []
    for option in out:
        pile = state.piles[option]
        while pile:
            track, weight, pile = pile
            rest = track.lstrip(gone)  # as `next_choice`, which is asked only among equals: a call takes as long again
            letter = next_choice(track, gone) if equals and rest.count(BAR) % 2 else rest[0]
            if letter != NOBODY:
                choice = letters.option[letter]
                piles[choice] = track, weight, piles[choice]
                votes[choice] += weight
                continue
            exhausted += weight
            if equals and equals_follow(track, state.gone):
                ended.append(track)
    all_ended = state.ended.union(ended) if ended and state.ended is not None else state.ended
    past = state.over if keep else None
    return State(letters, piles, votes, standing, exhausted, gone, past, all_ended)
