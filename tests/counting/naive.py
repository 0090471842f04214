"""Plain second ways to count, written from the definitions and slow on purpose; nothing here is shared with labapp."""

from fractions import Fraction
from itertools import pairwise, permutations
from math import floor


def single_ballots(profile):
    """Return (levels without repeats, weight) of every ballot that ranks anybody."""
    made = []
    for ballot in profile.ballots:
        seen, levels = set(), []
        for level in ballot.marks.levels:
            fresh = [option for option in level if option not in seen]
            seen.update(fresh)
            if fresh:
                levels.append(fresh)
        if levels:
            made.append((levels, ballot.count * ballot.weight))
    return made


def over(profile, one, other):
    """Return the weight of ballots that put `one` above `other`; unranked is below ranked."""
    total = 0
    for levels, weight in single_ballots(profile):
        place = {option: number for number, level in enumerate(levels) for option in level}
        total += weight if place.get(one, len(levels)) < place.get(other, len(levels)) else 0
    return total


def schulze_relation(profile, strength):
    """Return the strength of the strongest path between every two options, by trying every path."""
    ids = [option.id for option in profile.options]
    links = {}
    for one, other in permutations(ids, 2):
        there, back = over(profile, one, other), over(profile, other, one)
        if there > back:
            links[one, other] = there if strength == "winning-votes" else there - back
    best = {}
    for one, other in permutations(ids, 2):
        between = [option for option in ids if option not in (one, other)]
        paths = [
            (one, *middle, other) for size in range(len(between) + 1) for middle in permutations(between, size)
        ]
        best[one, other] = max(min(links.get(step, 0) for step in pairwise(path)) for path in paths)
    return best


def cut_overvotes(levels):
    """Return the ranking up to the first level with several options, as a list of options."""
    track = []
    for level in levels:
        if len(level) > 1:
            break
        track.append(level[0])
    return track


def irv_winners(profile):
    """Return everybody who can win an instant run-off, whichever way ties for last place fall."""
    tracks = [(cut_overvotes(levels), weight) for levels, weight in single_ballots(profile)]

    def follow(standing):
        votes = dict.fromkeys(standing, 0)
        for track, weight in tracks:
            first = next((option for option in track if option in standing), None)
            if first is not None:
                votes[first] += weight
        if len(standing) == 1:
            return set(standing)
        fewest = min(votes.values())
        return set().union(*(follow(standing - {o}) for o in standing if votes[o] == fewest))

    return follow(frozenset(option.id for option in profile.options))


def stv_ends(profile, seats):
    """Return every set of winners of a Droop, weighted inclusive count in exact fractions, however ties fall.

    Every single ballot is followed by itself: its value, and where it lies.
    """
    papers = []
    for levels, weight in single_ballots(profile):
        track = cut_overvotes(levels)
        if track:
            papers.append((track, Fraction(weight)))
    if not papers:
        return set()
    quota = floor(sum(value for _, value in papers) / (seats + 1)) + 1
    everybody = frozenset(option.id for option in profile.options)
    ends = set()

    def votes_of(lie):
        votes = dict.fromkeys(everybody, Fraction(0))
        for at, value in lie:
            if at is not None:
                votes[at] += value
        return votes

    def move(lie, start, standing, factor):
        moved = []
        for (at, value), (track, _) in zip(lie, papers, strict=True):
            if at != start:
                moved.append((at, value))
                continue
            rest = track[track.index(at) + 1 :]
            moved.append((next((option for option in rest if option in standing), None), value * factor))
        return moved

    def follow(lie, standing, elected, waiting):
        votes = votes_of(lie)
        for option in sorted(standing, key=lambda o: votes[o], reverse=True):
            if votes[option] >= quota and len(elected) < seats:
                elected, standing = elected | {option}, standing - {option}
                if votes[option] > quota:
                    waiting = waiting | {option}
        if len(standing) <= seats - len(elected):
            elected, standing = elected | standing, frozenset()
        if len(elected) >= seats or not standing:
            ends.add(elected)
            return
        if waiting:
            most = max(votes[option] for option in waiting)
            for option in (o for o in waiting if votes[o] == most):
                after = move(lie, option, standing, (most - quota) / most)
                follow(after, standing, elected, waiting - {option})
            return
        fewest = min(votes[option] for option in standing)
        for option in (o for o in standing if votes[o] == fewest):
            follow(move(lie, option, standing - {option}, 1), standing - {option}, elected, waiting)

    follow([(track[0], value) for track, value in papers], everybody, frozenset(), frozenset())
    return ends
