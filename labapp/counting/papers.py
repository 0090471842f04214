"""Ballot papers as IRV and STV handle them: a track of levels, who is gone, and what stops it.

A track is a word: a letter for each option, those of a level with several between two bars, and last the letter of
nobody. The next choice is the first letter once those of all who are gone are taken off the front, which needs no step
for each level and no place kept on it: whoever comes before the one a paper lies with is gone. `gone` are letters too,
and the bar, which is taken off with them: an odd number of bars that is left tells that the first letter has equals.

Choices shared by both rules. `overvote` (a level with several options): `exhaust` ends the paper there; `skip` goes on
to the next level; `exhaust-if-multiple` ends it only if several of them are still in the count. An empty level is a
rank left out: skipped, unless more than `max-skipped` stand in a row. An option written again: `repeats=ignore` counts
it once, `exhaust` ends the paper there. `exclude-first` names what may be marked but not elected (write-in votes for
nobody in particular): its votes count towards the quota, and it is excluded before any other; by STV once nobody more
has the quota and no surplus waits, as RCTab does. A paper that never counts for anybody because of this is invalid, and
said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
Track = str
BAR, NOBODY = "\0", "\1"


class Letters:
    """A letter for each option, the option of each letter, and a bit for each: who stands is one number."""

    def __init__(self, options: Iterable[str]) -> None:
        """Give letters in the order of the options."""
        self.of = {option: chr(number) for number, option in enumerate(options, 2)}
        self.option = {letter: option for option, letter in self.of.items()}
        self.bit = {option: 1 << number for number, option in enumerate(self.of)}

    def word(self, options: Iterable[str]) -> str:
        """Return the letters of some options."""
        return "".join([self.of[option] for option in options])

    def bits(self, options: Iterable[str]) -> int:
        """Return the bits of some options: of a thousand far smaller than a set of them."""
        return sum([self.bit[option] for option in options])


@dataclass
class Papers:
    """Equal papers bundled: by the weight of one, how many have each track; and what happened to the others."""

    letters: Letters
    bundles: dict[Fraction, dict[Track, int]] = field(default_factory=dict)
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
    papers = Papers(Letters([option.id for option in profile.options]), invalid=profile.invalid)
    known: dict[Levels, tuple[Track, bool]] = {}
    weight: Fraction | None = None
    laid: dict[Track, int] = {}
    for ballot in watched(profile, progress):
        if not isinstance(ballot.marks, Ranking):
            continue
        levels = ballot.marks.levels
        read = known.get(levels)
        if read is None:
            read = known[levels] = make_track(levels, settings, papers.letters)
        track, doubled = read
        papers.doubled += ballot.count if doubled else 0
        if not any(levels):
            papers.blank += ballot.count
        elif next_choice(track, BAR) == NOBODY:
            papers.invalid += ballot.count
            papers.unusable += ballot.count
        else:
            papers.valid += ballot.count
            if ballot.weight is not weight:  # most weigh the same, and to look one up takes as long as all else
                weight = ballot.weight
                laid = papers.bundles.setdefault(weight, {})
            laid[track] = laid.get(track, 0) + ballot.count
    return papers


def make_track(levels: Levels, settings: Mapping[str, Any], letters: Letters) -> tuple[Track, bool]:
    """Cut and clean one ranking as the settings say; also tell whether an option was written twice."""
    single = [option for level in levels for option in level]
    if all(levels) and len(single) == len(levels) == len(set(single)):  # most papers need no cleaning
        return letters.word(single) + NOBODY, False
    most, overvote, repeats = settings["max-skipped"], settings["overvote"], settings["repeats"]
    named: set[str] = set()
    counted: set[str] = set()
    track: list[str] = []
    skipped = 0
    doubled = False
    for level in levels:
        if not level:
            skipped += 1
            continue
        if most != "any" and skipped > most:
            break
        skipped = 0
        own = set(level)
        repeated = len(own) < len(level) or not named.isdisjoint(own)
        doubled = doubled or repeated
        if repeated and repeats == "exhaust":
            break
        named |= own
        if len(own) > 1 and overvote == "exhaust":
            break
        if len(own) > 1 and overvote == "skip":
            continue  # a rank passed over names nobody, so a later mark for one of them still counts
        fresh = [option for option in dict.fromkeys(level) if option not in counted] if repeated else level
        counted.update(fresh)
        track.append(letters.word(fresh) if len(fresh) < 2 else f"{BAR}{letters.word(fresh)}{BAR}")
    return "".join((*track, NOBODY)), doubled


def has_equals(track: Track) -> bool:
    """Tell whether a level has several options: whether a paper ends there depends on when it comes there."""
    return BAR in track


def equals_follow(track: Track, gone: str) -> bool:
    """Tell whether a level with several options comes after the one that a paper has come to."""
    return track.lstrip(gone).count(BAR) > 1  # one bar alone closes its own level


def next_choice(track: Track, gone: str) -> str:
    """Return the letter of the first option that is not gone, that of nobody when the paper is exhausted."""
    rest = track.lstrip(gone)
    if rest.count(BAR) % 2 and rest[1 : rest.index(BAR)].lstrip(gone):
        return NOBODY
    return rest[0]
