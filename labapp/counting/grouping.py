"""Equal ballots become one class: marks as places of options, with how many voices are behind them.

A ranking of r options gives them r, r-1 … 1 points (the convention of Kraków); a ballot that says nothing still belongs
to somebody who voted, and has its share of the budget. Grouping is kept with the profile, because the same ballots are
counted by several rules (what if), unless there are so many that the memory is worth more than the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import lcm
from operator import itemgetter, mul
from typing import Any, NoReturn, TypeVar

from labapp.counting.checks import PACE, SHAPES, paced, watched
from labapp.counting.profile import Approvals, Ballot, Marks, Points, Profile, Ranking
from labapp.counting.rule import Progress
from labapp.counting.settings import CountError

T = TypeVar("T")
NEEDS = (Approvals, Points, Ranking)
_KEPT = 100_000  # classes; beyond, one count's memory is not held longer than the count
_ONE = Ballot(Approvals(())).weight  # the default: comparing identities spares a Fraction comparison per ballot


@dataclass(frozen=True)
class Groups:
    """The classes of one profile: `voices[i]` people (times `unit`) marked `marks[i]`, with `points[i]` if not all 1.

    Points are times `point_scale`. `count` people handed in a ballot, `blank` of them without a mark. By option:
    `supporters` are its classes, `weights` the points each of them gives (None where every mark weighs the same),
    `votes` the voices behind it (times `unit`), `scores` its points (times `unit` and `point_scale`), else its votes.
    """

    size: int
    voices: list[int]
    unit: int
    marks: list[tuple[int, ...]]
    points: list[tuple[int, ...]] | None
    point_scale: int
    count: int
    blank: int
    doubled: int
    supporters: list[list[int]] = field(default_factory=list)
    weights: list[list[int]] | None = None
    votes: list[int] = field(default_factory=list)
    scores: list[int] = field(default_factory=list)
    weighed: bool = False
    """Whether some ballots weigh more or less than a person's: voices are then no people."""


def _by_option(groups: Groups, progress: Progress | None) -> Groups:
    """Turn the classes around: who supports each option, with which points, and what that adds up to."""
    places = range(groups.size)
    supporters: list[list[int]] = [[] for _ in places]
    weights: list[list[int]] = [[] for _ in places]
    rows = paced(groups.marks, progress, len(groups.marks))
    if groups.points is None:
        for who, marked in enumerate(rows):
            for option in marked:
                supporters[option].append(who)
    else:
        for who, (marked, given) in enumerate(zip(rows, groups.points, strict=True)):
            for option, weight in zip(marked, given, strict=True):
                supporters[option].append(who)
                weights[option].append(weight)
    voices = groups.voices
    votes = [sum(picked(voices, supporters[q])) for q in _each(places, progress)]
    if groups.points is None:
        return replace(groups, supporters=supporters, votes=votes, scores=votes)
    scores = [sum(map(mul, picked(voices, supporters[q]), weights[q])) for q in _each(places, progress)]
    return replace(groups, supporters=supporters, weights=weights, votes=votes, scores=scores)


def picked(values: Sequence[T], places: Sequence[int]) -> Sequence[T]:
    """Return the values at some places: for many places several times as fast as one by one."""
    return itemgetter(*places)(values) if len(places) > 1 else [values[place] for place in places]


def _each(places: range, progress: Progress | None) -> Iterator[int]:
    """Yield the options, telling progress at each: one option can have a million supporters."""
    for q in places:
        if progress is not None:
            progress(q, len(places))
        yield q


def group(profile: Profile, progress: Progress | None = None) -> Groups:
    """Group the ballots of a profile, or refuse marks that make no sense, with the number of the ballot."""
    kept = profile.memo.get("groups")
    if isinstance(kept, Groups):
        return kept
    pile = _Pile({option.id: place for place, option in enumerate(profile.options)})
    if not pile.bundled(profile.ballots, progress):
        pile.gather(watched(profile, progress))
        pile.understand(profile.ballots, progress)
    if not all(pile.voices.values()):
        pile.voices = {key: voice for key, voice in pile.voices.items() if voice}  # nobody stands behind the others
    unit = lcm(*(voice.denominator for voice in pile.voices.values())) if pile.weighted else 1
    heads = pile.voices.values()
    voices = list(map(int, heads)) if unit == 1 else [int(voice * unit) for voice in heads]
    marks, points, point_scale = pile.split(progress)
    sums = (pile.count, pile.blank, pile.doubled)
    made = Groups(len(profile.options), voices, unit, marks, points, point_scale, *sums, weighed=pile.weighed)
    found = _by_option(made, progress)
    if len(voices) <= _KEPT:
        profile.memo["groups"] = found
    return found


class _Pile:
    """Gathers equal ballots in two passes: first as they were written, then as they are understood."""

    def __init__(self, place: Mapping[str, int]) -> None:
        self._place = place
        self._raw: dict[type, dict[tuple[Any, ...], int]] = {Approvals: {}, Points: {}, Ranking: {}}
        self._extra: dict[type, dict[tuple[Any, ...], Fraction]] = {Approvals: {}, Points: {}, Ranking: {}}
        self.voices: dict[tuple[Any, ...], int | Fraction] = {}
        self.count = self.blank = self.doubled = 0
        self.weighted = self.weighed = False

    def gather(self, ballots: Iterable[Ballot]) -> None:
        """Add up ballots that are written alike."""
        approvals, points, rankings = self._raw[Approvals], self._raw[Points], self._raw[Ranking]
        for number, ballot in enumerate(ballots, 1):
            marks, voice = ballot.marks, ballot.count
            if type(marks) is Approvals:
                raw: tuple[Any, ...] = marks.chosen
                found = approvals
            elif isinstance(marks, Points):
                raw, found = tuple(marks.points.items()), points
            elif isinstance(marks, Ranking):
                raw, found = marks.levels, rankings
            else:
                self._wrong(number, marks)
            if voice < 0:
                raise CountError("bad-count", {"count": voice, "ballot": number})
            found[raw] = found.get(raw, 0) + voice
            if ballot.weight is not _ONE:
                self._weigh(number, ballot, raw)

    def bundled(self, ballots: Sequence[Ballot], progress: Progress | None) -> bool:
        """Take ballots as a reader has bundled them: approvals, no two alike, nothing doubled, unknown or weighted."""
        found: dict[tuple[int, ...], int] = {}
        place = self._place.__getitem__
        for start in range(0, len(ballots), PACE):
            if progress is not None:
                progress(start, len(ballots))
            some = ballots[start : start + PACE]
            chosen = [marks.chosen for ballot in some if type(marks := ballot.marks) is Approvals]
            counts = [ballot.count for ballot in some if ballot.weight is _ONE]
            if not len(some) == len(chosen) == len(counts) or min(counts) < 0:
                return False
            try:
                keys = [tuple(sorted(map(place, raw))) for raw in chosen]
            except KeyError:
                return False
            found.update(zip(keys, counts, strict=True))
            if len(found) < start + len(keys) or sum(map(len, map(set, keys))) < sum(map(len, keys)):
                return False
        self.voices.update(found)
        self.count, self.blank = sum(found.values()), found.get((), 0)
        return True

    def _weigh(self, number: int, ballot: Ballot, raw: tuple[Any, ...]) -> None:
        """Note what a ballot weighs beyond one voice for each person."""
        if ballot.weight < 0:
            raise CountError("bad-count", {"count": ballot.weight, "ballot": number})
        self.weighted = True
        self.weighed = self.weighed or ballot.weight != 1
        extra = self._extra[type(ballot.marks)]
        extra[raw] = extra.get(raw, Fraction(0)) + ballot.count * (ballot.weight - 1)

    @staticmethod
    def _wrong(number: int, marks: Marks) -> NoReturn:
        needs = tuple(SHAPES[shape] for shape in NEEDS)
        raise CountError("wrong-marks", {"found": SHAPES.get(type(marks), "?"), "ballot": number, "needs": needs})

    def understand(self, ballots: Sequence[Ballot], progress: Progress | None) -> None:
        """Turn what is written into places of options; refuse what makes no sense, with the number of the ballot."""
        for shape, read in ((Approvals, self._approvals), (Points, self._points), (Ranking, self._ranking)):
            extra = self._extra[shape]
            voices = self.voices
            written = self._raw[shape]
            for raw, heads in paced(written.items(), progress, len(written)):
                try:
                    key = read(raw)
                except KeyError as error:
                    raise CountError("unknown-option", {"id": error.args[0], "ballot": _at(ballots, raw)}) from error
                except _Nonsense as error:
                    raise CountError(error.code, {"ballot": _at(ballots, raw)}) from error
                if len(key) < (sum(map(len, raw)) if shape is Ranking else len(raw)) and shape is not Points:
                    self.doubled += heads
                voices[key] = voices.get(key, 0) + (heads + extra.get(raw, 0) if extra else heads)
                if not key:
                    self.blank += heads
                self.count += heads

    def _approvals(self, raw: tuple[Any, ...]) -> tuple[int, ...]:
        key = tuple(sorted(map(self._place.__getitem__, raw)))
        single = set(key)
        return key if len(single) == len(key) else tuple(sorted(single))

    def _points(self, raw: tuple[Any, ...]) -> tuple[Any, ...]:
        if raw and min([given for _, given in raw]) < 0:
            raise _Nonsense("negative-points")
        place = self._place
        return tuple(sorted([(place[option], given) for option, given in raw if given]))

    def _ranking(self, raw: tuple[Any, ...]) -> tuple[Any, ...]:
        if max(map(len, raw), default=0) > 1 and any(len(set(level)) > 1 for level in raw):
            raise _Nonsense("equal-ranks")
        place = self._place
        named = dict.fromkeys([place[level[0]] for level in raw if level])
        return tuple(sorted(zip(named, range(len(named), 0, -1), strict=True)))

    def split(self, progress: Progress | None) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]] | None, int]:
        """Return marks and points of the classes, points as whole numbers over a common denominator."""
        if not self._raw[Points] and not self._raw[Ranking]:
            return list(self.voices), None, 1
        marks: list[tuple[int, ...]] = []
        given: list[tuple[int | Fraction, ...]] = []
        for key in paced(self.voices, progress, len(self.voices)):
            places, points = zip(*key, strict=True) if key and isinstance(key[0], tuple) else (key, (1,) * len(key))
            marks.append(places)
            given.append(points)
        below = {number.denominator for points in paced(given, progress, len(given)) for number in points}
        scale = lcm(*below)
        if scale == 1:
            return marks, [tuple(map(int, points)) for points in paced(given, progress, len(given))], 1
        rows = paced(given, progress, len(given))
        return marks, [tuple([int(number * scale) for number in points]) for points in rows], scale


class _Nonsense(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _at(ballots: Sequence[Ballot], raw: tuple[Any, ...]) -> int:
    """Return the number of the first ballot that is written so."""
    for number, ballot in enumerate(ballots, 1):
        marks = ballot.marks
        if isinstance(marks, Approvals) and marks.chosen == raw:
            return number
        if isinstance(marks, Points) and tuple(marks.points.items()) == raw:
            return number
        if isinstance(marks, Ranking) and marks.levels == raw:
            return number
    return 0
