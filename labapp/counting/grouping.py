"""Equal ballots become one class: marks as places of options, with how many voices are behind them.

A ranking of r options gives them r, r-1 … 1 points (the convention of Kraków); a ballot that says nothing still belongs
to somebody who voted, and has its share of the budget. Grouping is kept with the profile, because the same ballots are
counted by several rules (what if), unless there are so many that the memory is worth more than the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any, NoReturn

from labapp.counting.checks import SHAPES, watched
from labapp.counting.profile import Approvals, Ballot, Marks, Points, Profile, Ranking
from labapp.counting.rule import Progress
from labapp.counting.settings import CountError

NEEDS = (Approvals, Points, Ranking)
_KEPT = 100_000  # classes; beyond, one count's memory is not held longer than the count
_ONE = Ballot(Approvals(())).weight  # the default: comparing identities spares a Fraction comparison per ballot


@dataclass(frozen=True)
class Groups:
    """The classes of one profile: `voices[i]` people (times `unit`) marked `marks[i]`, with `points[i]` if not all 1.

    Points are times `point_scale`. `count` people handed in a ballot, `blank` of them without a mark.
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

    @cached_property
    def supporters(self) -> list[list[int]]:
        """Return for each option the classes of ballots that support it."""
        found: list[list[int]] = [[] for _ in range(self.size)]
        for who, marked in enumerate(self.marks):
            for option in marked:
                found[option].append(who)
        return found

    @cached_property
    def weights(self) -> list[list[int]] | None:
        """Return the points each supporter gives, beside `supporters`; None where every mark weighs the same."""
        if self.points is None:
            return None
        found: list[list[int]] = [[] for _ in range(self.size)]
        for marked, given in zip(self.marks, self.points, strict=True):
            for option, weight in zip(marked, given, strict=True):
                found[option].append(weight)
        return found

    @cached_property
    def votes(self) -> list[int]:
        """Return the voices behind each option (times `unit`)."""
        voice = self.voices.__getitem__
        return [sum(map(voice, who)) for who in self.supporters]

    @cached_property
    def scores(self) -> list[int]:
        """Return the points of each option (times `unit` and `point_scale`); without points, its votes."""
        weights = self.weights
        if weights is None:
            return self.votes
        voices = self.voices
        return [
            sum(voices[i] * w for i, w in zip(who, given, strict=True))
            for who, given in zip(self.supporters, weights, strict=True)
        ]


def group(profile: Profile, progress: Progress | None = None) -> Groups:
    """Group the ballots of a profile, or refuse marks that make no sense, with the number of the ballot."""
    kept = profile.memo.get("groups")
    if isinstance(kept, Groups):
        return kept
    pile = _Pile({option.id: place for place, option in enumerate(profile.options)})
    if not pile.bundled(profile.ballots):
        pile.gather(watched(profile, progress))
        pile.understand(profile.ballots)
    unit = lcm(*(voice.denominator for voice in pile.voices.values())) if pile.weighted else 1
    heads = pile.voices.values()
    voices = list(map(int, heads)) if unit == 1 else [int(voice * unit) for voice in heads]
    marks, points, point_scale = pile.split()
    found = Groups(
        len(profile.options), voices, unit, marks, points, point_scale, pile.count, pile.blank, pile.doubled
    )
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
        self.weighted = False

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

    def bundled(self, ballots: Sequence[Ballot]) -> bool:
        """Take ballots as a reader has bundled them: approvals, no two alike, nothing doubled, unknown or weighted."""
        chosen = [marks.chosen for ballot in ballots if type(marks := ballot.marks) is Approvals]
        counts = [ballot.count for ballot in ballots if ballot.weight is _ONE]
        if not len(ballots) == len(chosen) == len(counts) or min(counts, default=0) < 0:
            return False
        try:
            place = self._place.__getitem__
            keys = [tuple(sorted(map(place, raw))) for raw in chosen]
        except KeyError:
            return False
        found = dict(zip(keys, counts, strict=True))
        if len(found) < len(keys) or sum(map(len, map(set, keys))) < sum(map(len, keys)):
            return False
        self.voices.update(found)
        self.count, self.blank = sum(counts), found.get((), 0)
        return True

    def _weigh(self, number: int, ballot: Ballot, raw: tuple[Any, ...]) -> None:
        """Note what a ballot weighs beyond one voice for each person."""
        if ballot.weight < 0:
            raise CountError("bad-count", {"count": ballot.weight, "ballot": number})
        self.weighted = True
        extra = self._extra[type(ballot.marks)]
        extra[raw] = extra.get(raw, Fraction(0)) + ballot.count * (ballot.weight - 1)

    @staticmethod
    def _wrong(number: int, marks: Marks) -> NoReturn:
        needs = tuple(SHAPES[shape] for shape in NEEDS)
        raise CountError("wrong-marks", {"found": SHAPES.get(type(marks), "?"), "ballot": number, "needs": needs})

    def understand(self, ballots: Sequence[Ballot]) -> None:
        """Turn what is written into places of options; refuse what makes no sense, with the number of the ballot."""
        for shape, read in ((Approvals, self._approvals), (Points, self._points), (Ranking, self._ranking)):
            extra = self._extra[shape]
            voices = self.voices
            for raw, heads in self._raw[shape].items():
                try:
                    key = read(raw)
                except KeyError as error:
                    raise CountError("unknown-option", {"id": error.args[0], "ballot": _at(ballots, raw)}) from error
                except _Nonsense as error:
                    raise CountError(error.code, {"ballot": _at(ballots, raw)}) from error
                if len(key) < len(raw) and shape is Approvals:
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
        if max(map(len, raw), default=0) > 1:
            raise _Nonsense("equal-ranks")
        place = self._place
        named = dict.fromkeys([place[level[0]] for level in raw if level])
        return tuple(sorted(zip(named, range(len(named), 0, -1), strict=True)))

    def split(self) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]] | None, int]:
        """Return marks and points of the classes, points as whole numbers over a common denominator."""
        if not self._raw[Points] and not self._raw[Ranking]:
            return list(self.voices), None, 1
        marks: list[tuple[int, ...]] = []
        given: list[tuple[int | Fraction, ...]] = []
        for key in self.voices:
            places, points = zip(*key, strict=True) if key and isinstance(key[0], tuple) else (key, (1,) * len(key))
            marks.append(places)
            given.append(points)
        scale = lcm(*{number.denominator for points in given for number in points})
        if scale == 1:
            return marks, [tuple(map(int, points)) for points in given], 1
        return marks, [tuple([int(number * scale) for number in points]) for points in given], scale


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
