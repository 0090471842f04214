"""One stage of an instant run-off as a value: who is still in with which papers, and what it is to exclude somebody.

States are never changed: a tie may be followed several ways from the same one.
"""

from __future__ import annotations

from collections import defaultdict
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
        numbers = self.votes.values()
        most = max(numbers)
        if 2 * most <= sum(numbers) and len(numbers) > 1:
            return None
        return next(option for option, votes in self.votes.items() if votes == most)

    def last(self) -> tuple[str, ...]:
        """Return those with the fewest votes."""
        fewest = min(self.votes.values())
        return tuple([option for option, votes in self.votes.items() if votes == fewest])


def start(profile: Profile, papers: Papers, unit: int, progress: Progress | None) -> State:
    """Lay every paper on the pile of its first choice, weighed in whole parts of a vote: `unit` of them are one."""
    everyone = frozenset(option.id for option in profile.options)
    bundles = papers.bundles
    weights: dict[Track, int] = {}  # equal papers lie together from here on, whatever each weighs
    for (track, weight), number in paced(bundles.items(), progress, len(bundles)):
        weights[track] = weights.get(track, 0) + number * weight.numerator * (unit // weight.denominator)
    piles: dict[str, Pile] = {option.id: [] for option in profile.options}
    for track, whole in paced(weights.items(), progress, len(weights)):
        choice, place = next_choice(track, 0, everyone)
        if choice is not None:
            piles[choice].append((track, place, whole))
    equals = any(has_equals(track, 0) for track in paced(weights, progress, len(weights)))
    votes = {option: _sum(pile) for option, pile in piles.items()}
    return State(piles, votes, 0, None, frozenset() if equals else None)


def _sum(pile: Pile) -> int:
    return sum([weight for _, _, weight in pile])


def exclude(state: State, out: Sequence[str], keep: bool, progress: Progress | None = None) -> State:
    """Pass on the papers of the excluded; only the piles that receive papers are made anew."""
    piles, votes = dict(state.piles), dict(state.votes)
    for option in out:
        del piles[option], votes[option]
    brought: dict[str, Pile] = defaultdict(list)
    exhausted, ended = state.exhausted, state.ended
    for option in out:
        pile = state.piles[option]
        for track, place, weight in pile if progress is None else paced(pile, progress, len(pile)):
            if ended is None:  # as `next_choice`, where no level has several options, without a call for each
                choice, at = None, place
                for at in range(place + 1, len(track)):
                    if track[at] in votes:
                        choice = str(track[at])
                        break
            else:
                choice, at = next_choice(track, place + 1, votes)
                if choice is None and has_equals(track, place + 1):
                    ended |= {id(track)}
            if choice is None:
                exhausted += weight
            else:
                brought[choice].append((track, at, weight))
                votes[choice] += weight
    for choice, laid in brought.items():
        piles[choice] = piles[choice] + laid
    return State(piles, votes, exhausted, state.over if keep else None, ended)
