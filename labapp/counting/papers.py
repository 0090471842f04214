"""Ballot papers as IRV and STV handle them: a track of levels, a place on it, and what stops it.

Choices shared by both rules. `overvote` (a level with several options): `exhaust` ends the paper there; `skip` goes on
to the next level; `exhaust-if-multiple` ends it only if several of them are still in the count. An empty level is a
rank left out: skipped, unless more than `max-skipped` stand in a row. An option written again: `repeats=ignore` counts
it once, `exhaust` ends the paper there. `exclude-first` names what may be marked but not elected (write-in votes for
nobody in particular): its votes count towards the quota, and it is excluded before any other; by STV once nobody more
has the quota and no surplus waits, as RCTab does. A paper that never counts for anybody because of this is invalid, and
said.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from labapp.counting.checks import watched
from labapp.counting.outcome import BallotCount, Reason
from labapp.counting.profile import Profile, Ranking
from labapp.counting.rule import Progress
from labapp.counting.settings import CHOICE, INTEGER, LIST, Setting

OVERVOTE = Setting("overvote", CHOICE, "exhaust", ("exhaust", "skip", "exhaust-if-multiple"))
MAX_SKIPPED = Setting("max-skipped", INTEGER, "any", ("any",))
REPEATS = Setting("repeats", CHOICE, "ignore", ("ignore", "exhaust"))
EXCLUDE_FIRST = Setting("exclude-first", LIST, "")
PAPER_SETTINGS = (OVERVOTE, MAX_SKIPPED, REPEATS, EXCLUDE_FIRST)

Levels = tuple[tuple[str, ...], ...]
Track = tuple[str | tuple[str, ...], ...]  # a level of one option is that option: most papers have no other


@dataclass
class Papers:
    """Equal papers bundled: (track, weight of one paper) -> how many; and what happened to the others."""

    bundles: dict[tuple[Track, Fraction], int] = field(default_factory=dict)
    valid: int = 0
    invalid: int = 0
    blank: int = 0
    doubled: int = 0
    unusable: int = 0

    def ballots(self) -> BallotCount:
        """Return how many ballots counted, were refused and were empty."""
        return BallotCount(self.valid, self.invalid, self.blank)

    def warnings(self) -> tuple[Reason, ...]:
        """Say what was odd about the ballots."""
        said: list[Reason] = []
        if self.doubled:
            said.append(Reason("doubled-marks", {"ballots": self.doubled}))
        if self.unusable:
            said.append(Reason("no-first-choice", {"ballots": self.unusable}))
        return tuple(said)


def gather(profile: Profile, settings: Mapping[str, Any], progress: Progress | None = None) -> Papers:
    """Turn ballots into papers; `valid` are those that count for somebody at the start."""
    papers = Papers(invalid=profile.invalid)
    everyone = frozenset(option.id for option in profile.options)
    known: dict[Levels, tuple[Track, bool]] = {}
    for ballot in watched(profile, progress):
        if not isinstance(ballot.marks, Ranking):
            continue
        levels = ballot.marks.levels
        if levels not in known:
            known[levels] = make_track(levels, settings)
        track, doubled = known[levels]
        papers.doubled += ballot.count if doubled else 0
        if not any(levels):
            papers.blank += ballot.count
        elif next_choice(track, 0, everyone)[0] is None:
            papers.invalid += ballot.count
            papers.unusable += ballot.count
        else:
            papers.valid += ballot.count
            key = (track, ballot.weight)
            papers.bundles[key] = papers.bundles.get(key, 0) + ballot.count
    return papers


def make_track(levels: Levels, settings: Mapping[str, Any]) -> tuple[Track, bool]:
    """Cut and clean one ranking as the settings say; also tell whether an option was written twice."""
    single = [option for level in levels for option in level]
    if all(levels) and len(single) == len(levels) == len(set(single)):  # most papers need no cleaning
        return tuple(single), False
    named: set[str] = set()
    counted: set[str] = set()
    track: list[str | tuple[str, ...]] = []
    skipped = 0
    doubled = False
    for level in levels:
        if not level:
            skipped += 1
            continue
        if settings["max-skipped"] != "any" and skipped > settings["max-skipped"]:
            break
        skipped = 0
        repeated = len(set(level)) < len(level) or not named.isdisjoint(level)
        doubled = doubled or repeated
        if repeated and settings["repeats"] == "exhaust":
            break
        named.update(level)
        overvoted = len(set(level)) > 1
        if overvoted and settings["overvote"] == "exhaust":
            break
        if overvoted and settings["overvote"] == "skip":
            continue  # a rank passed over names nobody, so a later mark for one of them still counts
        fresh = tuple(option for option in dict.fromkeys(level) if option not in counted)
        counted.update(fresh)
        if fresh:
            track.append(fresh[0] if len(fresh) == 1 else fresh)
    return tuple(track), doubled


def has_equals(track: Track, place: int) -> bool:
    """Tell whether a level with several options comes from `place` on: whether a paper ends there depends on when."""
    return tuple in map(type, track[place:])


def next_choice(track: Track, place: int, among: Container[str]) -> tuple[str | None, int]:
    """Return the first option still in the count from `place` on, and its place; None when the paper is exhausted."""
    for index, level in enumerate(track[place:], place):
        if isinstance(level, str):
            if level in among:
                return level, index
            continue
        standing = [option for option in level if option in among]
        if len(standing) > 1:
            return None, len(track)
        if standing:
            return standing[0], index
    return None, len(track)
