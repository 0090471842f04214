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
        paths = [(one, *middle, other) for size in range(len(between) + 1) for middle in permutations(between, size)]
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


def following(profile, overvote):
    """Return (track of levels, weight) of every ballot that counts for somebody at the start."""
    tracks = [(levels if overvote == "exhaust-if-multiple" else [[option] for option in cut_overvotes(levels)], weight)
              for levels, weight in single_ballots(profile)]  # fmt: skip
    everybody = [option.id for option in profile.options]
    return [(track, Fraction(weight)) for track, weight in tracks if next_on(track, -1, everybody)[0] is not None]


def next_on(track, place, standing):
    """Return for whom a paper counts after a place on its track, and at which; nobody where two of a level stand."""
    for at in range(place + 1, len(track)):
        there = [option for option in track[at] if option in standing]
        if there:
            return (there[0], at) if len(there) == 1 else (None, None)
    return None, None


def parted_before(tied, history, pick=min):
    """Return those of equal options that had least (or most) at the latest stage where they differed."""
    for votes in reversed(history):
        edge = pick(votes[option] for option in tied)
        tied = [option for option in tied if votes[option] == edge]
    return tied


def irv_winners(profile, overvote="exhaust"):
    """Return everybody who can win an instant run-off, whichever way ties for last place fall.

    Papers are followed one by one, for where equals stand on them it matters who went first.
    """
    papers = following(profile, overvote)

    def follow(lie, standing):
        votes = dict.fromkeys(standing, 0)
        for (at, _), (_, weight) in zip(lie, papers, strict=True):
            if at is not None:
                votes[at] += weight
        if len(standing) == 1:
            return set(standing)
        leader = max(votes, key=votes.get)
        if 2 * votes[leader] > sum(votes.values()):
            return {leader}
        fewest = min(votes.values())
        won = set()
        for out in (option for option in standing if votes[option] == fewest):
            rest = standing - {out}
            moved = [
                next_on(track, place, rest) if at == out else (at, place)
                for (at, place), (track, _) in zip(lie, papers, strict=True)
            ]
            won |= follow(moved, rest)
        return won

    everybody = frozenset(option.id for option in profile.options)
    return follow([next_on(track, -1, everybody) for track, _ in papers], everybody)


def stv_ends(profile, seats, overvote="exhaust", looks_back=False):
    """Return every set of winners of a Droop, weighted inclusive count in exact fractions, however ties fall.

    Every single ballot is followed by itself: its value, where it lies, and at which place of its track.
    """
    papers = following(profile, overvote)
    if not papers:
        return set()
    quota = floor(sum(value for _, value in papers) / (seats + 1)) + 1
    everybody = frozenset(option.id for option in profile.options)
    ends = set()

    def votes_of(lie):
        votes = dict.fromkeys(everybody, Fraction(0))
        for at, _, value in lie:
            if at is not None:
                votes[at] += value
        return votes

    def move(lie, start, standing, factor):
        return [
            (*next_on(track, place, standing), value * factor) if at == start else (at, place, value)
            for (at, place, value), (track, _) in zip(lie, papers, strict=True)
        ]

    def follow(lie, standing, elected, waiting, history):
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
        past = history if looks_back else []
        after = [*history, votes]
        if waiting:
            most = max(votes[option] for option in waiting)
            for option in parted_before([o for o in waiting if votes[o] == most], past, max):
                moved = move(lie, option, standing, (most - quota) / most)
                follow(moved, standing, elected, waiting - {option}, after)
            return
        fewest = min(votes[option] for option in standing)
        for option in parted_before([o for o in standing if votes[o] == fewest], past):
            follow(move(lie, option, standing - {option}, 1), standing - {option}, elected, waiting, after)

    laid = [(*next_on(track, -1, everybody), value) for track, value in papers]
    follow(laid, everybody, frozenset(), frozenset(), [])
    return ends
