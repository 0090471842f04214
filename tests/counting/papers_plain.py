"""IRV and STV with every setting, paper by paper in plain fractions: a second way, from the docstrings alone."""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple


class Paper(NamedTuple):
    """Where one paper lies, at which place of its track, what it is worth, and since which stage."""

    at: str | None
    place: int
    value: Fraction
    since: int


@dataclass(frozen=True)
class Stage:
    """One stage: all papers, who stands, who is elected, whose surplus waits, and the votes of the stages before."""

    papers: tuple[Paper, ...]
    standing: frozenset[str]
    elected: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    past: tuple[dict[str, Fraction], ...] = ()


def track_of(levels, settings):
    """Return the levels of one paper that can count, as the settings read it."""
    track, written, counted, gap = [], set(), set(), 0
    for level in levels:
        if not level:
            gap += 1
            continue
        if settings["max-skipped"] != "any" and gap > settings["max-skipped"]:
            break
        gap = 0
        again = len(set(level)) < len(level) or bool(written & set(level))
        if again and settings["repeats"] == "exhaust":
            break
        written |= set(level)
        if len(set(level)) > 1 and settings["overvote"] == "exhaust":
            break
        if len(set(level)) > 1 and settings["overvote"] == "skip":
            continue
        fresh = tuple(option for option in dict.fromkeys(level) if option not in counted)
        counted |= set(fresh)
        track += [fresh] if fresh else []
    return tuple(track)


def next_on(track, place, standing):
    """Return for whom a paper counts from a place on; nobody where two of a level stand."""
    for at in range(place, len(track)):
        there = [option for option in track[at] if option in standing]
        if there:
            return (there[0], at) if len(there) == 1 else (None, len(track))
    return None, len(track)


class Count:
    """The papers of a profile and how a count goes on from a stage."""

    def __init__(self, profile, settings):
        self.settings = settings
        self.everybody = frozenset(option.id for option in profile.options)
        found = [
            (track_of(ballot.marks.levels, settings), ballot.weight)
            for ballot in profile.ballots
            for _ in range(ballot.count)
        ]
        counting = [(track, weight) for track, weight in found if next_on(track, 0, self.everybody)[0]]
        self.tracks = [track for track, _ in counting]
        self.start = Stage(
            tuple(Paper(*next_on(track, 0, self.everybody), Fraction(weight), 0) for track, weight in counting),
            self.everybody,
        )
        self.total = sum((weight for _, weight in counting), Fraction(0))

    def votes(self, stage):
        votes = dict.fromkeys(self.everybody, Fraction(0))
        for paper in stage.papers:
            if paper.at is not None:
                votes[paper.at] += paper.value
        return votes

    def moved(self, stage, gone, standing, worth=lambda paper: paper.value):
        """Return the stage after the papers of some have passed on, each with what it is worth then."""
        now = len(stage.past) + 1
        papers = tuple(
            Paper(*next_on(track, paper.place, standing), worth(paper), now) if paper.at in gone else paper
            for paper, track in zip(stage.papers, self.tracks, strict=True)
        )
        return replace(stage, papers=papers, standing=standing, past=(*stage.past, self.votes(stage)))

    def picked(self, equal, past, lowest=True):
        """Return who of equals can go (or pass on) next, as ties on the way are settled."""
        way = self.settings["exclude-ties"]
        if way == "lot" and self.settings["lot"]:
            order = sorted(equal, key=self.settings["lot"].index)
            return [order[-1] if lowest else order[0]]
        for votes in reversed(past if way == "backwards" else ()):
            edge = (min if lowest else max)(votes[option] for option in equal)
            equal = [option for option in equal if votes[option] == edge]
        return equal

    def without(self, stage, *gone):
        return self.moved(stage, gone, stage.standing - set(gone))


def irv_ends(profile, settings):
    """Return everybody who can win."""
    count, won = Count(profile, settings), set()
    never = frozenset(settings["exclude-first"])

    def follow(stage):
        votes = count.votes(stage)
        first = never & stage.standing
        if first:
            follow(count.without(stage, *first))
            return
        if not stage.standing:
            return
        leader = max(stage.standing, key=votes.__getitem__)
        if len(stage.standing) == 1 or 2 * votes[leader] > sum(votes[option] for option in stage.standing):
            won.add(leader)
            return
        fewest = min(votes[option] for option in stage.standing)
        equal = [option for option in stage.standing if votes[option] == fewest]
        for out in count.picked(equal, stage.past):
            follow(count.without(stage, out))

    if count.tracks:
        follow(count.start)
    return won


def stv_ends(profile, settings):
    """Return every set of winners there can be."""
    count, ends, seats = Count(profile, settings), set(), settings["seats"]
    never = frozenset(settings["exclude-first"])
    quota = floor(count.total / (seats + 1)) + 1 if settings["quota"] == "droop" else ceil(count.total / seats)

    def cut(value):
        places = settings["precision"]
        return value if places == "exact" else Fraction(floor(value * 10**places), 10**places)

    def passed_on(stage, option, votes):
        surplus = votes[option] - quota
        if settings["transfer"] == "wig":
            return count.moved(stage, {option}, stage.standing, lambda p: cut(p.value * surplus / votes[option]))
        last = max(paper.since for paper in stage.papers if paper.at == option)
        after = count.moved(stage, {option}, stage.standing)
        goes = [
            old.at == option and old.since == last and new.at is not None
            for old, new in zip(stage.papers, after.papers, strict=True)
        ]
        worth = sum((old.value for old, on in zip(stage.papers, goes, strict=True) if on), Fraction(0))
        papers = [
            new._replace(value=min(old.value, cut(old.value * surplus / worth))) if on
            else new._replace(at=None) if old.at == option else old
            for old, new, on in zip(stage.papers, after.papers, goes, strict=True)
        ]  # fmt: skip
        return replace(after, papers=tuple(papers))

    def follow(stage):
        votes, standing, elected, waiting = count.votes(stage), stage.standing, stage.elected, stage.waiting
        for option in sorted(standing - never, key=votes.__getitem__, reverse=True):
            if votes[option] >= quota and len(elected) < seats:
                elected, standing = elected | {option}, standing - {option}
                waiting |= {option} if votes[option] > quota else set()
        if len(standing - never) <= seats - len(elected):
            elected, standing = elected | (standing - never), frozenset()
        if len(elected) >= seats or not standing:
            ends.add(elected)
            return
        stage = replace(stage, standing=standing, elected=elected, waiting=waiting)
        if waiting:
            most = max(votes[option] for option in waiting)
            for option in count.picked([o for o in waiting if votes[o] == most], stage.past, lowest=False):
                follow(replace(passed_on(stage, option, votes), waiting=waiting - {option}))
        elif never & standing:
            follow(count.without(stage, *(never & standing)))
        else:
            fewest = min(votes[option] for option in standing)
            equal = [option for option in standing if votes[option] == fewest]
            together = not fewest and len(equal) > 1 and len(standing) - len(equal) >= seats - len(elected)
            for out in [equal] if together else [[option] for option in count.picked(equal, stage.past)]:
                follow(count.without(stage, *out))

    if count.tracks:
        follow(count.start)
    return ends
