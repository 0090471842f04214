"""One stage of an instant run-off as a value: who is still in with which papers, and what it is to exclude somebody.

States are never changed: a tie may be followed several ways from the same one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from labapp.counting.checks import paced
from labapp.counting.papers import Papers, Track, has_equals, next_choice
from labapp.counting.past import Past
from labapp.counting.profile import Profile
from labapp.counting.rule import Progress

Pile = list[tuple[Track, int, int]]


@dataclass(frozen=True)
class State:
    """Who is still in, with their papers and votes; `past` only where ties look at earlier stages.

    `ended` are papers that ended where a level with several options came: in another order they might go on. None:
    there is no such level.
    """

    piles: Mapping[str, Pile]
    votes: Mapping[str, int]
    exhausted: int
    past: Past | None = None
    ended: frozenset[int] | None = None

    @cached_property
    def over(self) -> Past:
        """Return this stage as one that is over: the same for all ways that go on from it."""
        return Past(self.votes, self.past)

    def majority(self) -> str | None:
        """Return who has more than half of the papers still in the count, or is alone in it."""
        active = sum(self.votes.values())
        leader = max(self.votes, key=lambda option: self.votes[option])
        return leader if 2 * self.votes[leader] > active or len(self.votes) == 1 else None

    def last(self) -> tuple[str, ...]:
        """Return those with the fewest votes."""
        fewest = min(self.votes.values())
        return tuple(option for option, votes in self.votes.items() if votes == fewest)


def start(profile: Profile, papers: Papers, unit: int, progress: Progress | None) -> State:
    """Lay every paper on the pile of its first choice, weighed in whole parts of a vote: `unit` of them are one."""
    everyone = frozenset(option.id for option in profile.options)
    piles: dict[str, Pile] = {option.id: [] for option in profile.options}
    bundles = papers.bundles
    for (track, weight), number in paced(bundles.items(), progress, len(bundles)):
        choice, place = next_choice(track, 0, everyone)
        if choice is not None:
            piles[choice].append((track, place, number * weight.numerator * (unit // weight.denominator)))
    equals = any(has_equals(track, 0) for track, _ in paced(bundles, progress, len(bundles)))
    votes = {option: _sum(pile) for option, pile in piles.items()}
    return State(piles, votes, 0, None, frozenset() if equals else None)


def _sum(pile: Pile) -> int:
    return sum(weight for _, _, weight in pile)


def exclude(state: State, out: Sequence[str], keep: bool, progress: Progress | None = None) -> State:
    """Pass on the papers of the excluded; only the piles that receive papers are copied."""
    piles, votes = dict(state.piles), dict(state.votes)
    for option in out:
        del piles[option], votes[option]
    among = frozenset(piles)
    copied: set[str] = set()
    exhausted, ended = state.exhausted, state.ended
    for option in out:
        pile = state.piles[option]
        for track, place, weight in pile if progress is None else paced(pile, progress, len(pile)):
            choice, at = next_choice(track, place + 1, among)
            if choice is None:
                exhausted += weight
                if ended is not None and has_equals(track, place + 1):
                    ended |= {id(track)}
                continue
            if choice not in copied:
                piles[choice] = list(piles[choice])
                copied.add(choice)
            piles[choice].append((track, at, weight))
            votes[choice] += weight
    return State(piles, votes, exhausted, state.over if keep else None, ended)
