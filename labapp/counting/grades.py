"""Reading score sheets: opinions by criterion and option, the weights of criteria, and spread.

"No opinion" (None, or no grade at all) is counted apart and never as zero: a mean is over those who have an opinion.
An option without any opinion on some criterion is judged by the other criteria alone, with their weights. Who judged it
only under criteria that weigh nothing has no opinion that counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import compress
from math import lcm
from operator import floordiv, mul
from typing import Any

from labapp.counting.checks import PACE, powers, watched, weighed_sum
from labapp.counting.outcome import BallotCount, Number
from labapp.counting.profile import Agreement, Grades, Marks, Profile
from labapp.counting.rule import Progress
from labapp.counting.settings import INTEGER, WEIGHTS, CountError, Setting

CRITERIA_WEIGHTS = Setting("weights", WEIGHTS, "")
MIN_OPINIONS = Setting("min-opinions", INTEGER, "1", minimum=1)

_FEWEST_ALIKE = 16  # bundles of one count, on average, from which taking them together pays

Rows = Mapping[str, Mapping[str, int | None]]  # criterion -> option -> grade


@dataclass
class Opinions:
    """What was said on one option under one criterion: grade -> how much weight gave it.

    Whatever unit the weights are in, mean, median and variance are the same. `single` is which grades were given by
    ballots of which weight, one each; only where that was asked for.
    """

    given: dict[int, Number] = field(default_factory=dict)
    people: int = 0
    none: int = 0
    single: set[tuple[int, int]] = field(default_factory=set)

    def add(self, column: Sequence[int | None], counts: Sequence[int], weights: Sequence[int]) -> None:
        """Add the grades of some bundles, of so many ballots, which weigh so much; one number is that of each."""
        given: dict[int | None, Number] = defaultdict(int, self.given.items())
        if len(weights) == 1:
            for grade, bundles in Counter(column).items():
                given[grade] += bundles * weights[0]
        else:
            for grade, weight in zip(column, weights, strict=True):
                given[grade] += weight
        silent = _that_say(None, column, counts)
        self.none += silent
        self.people += (counts[0] * len(column) if len(counts) == 1 else sum(counts)) - silent
        self.given = {grade: part for grade, part in given.items() if grade is not None}

    @property
    def weight(self) -> Number:
        """Return the weight of all opinions together."""
        return sum(self.given.values())

    def mean(self) -> Fraction | None:
        """Return the exact mean of the opinions, or None where there are none."""
        weight, first, _ = self.sums
        return Fraction(first, weight) if weight else None

    def variance(self) -> Fraction | None:
        """Return the exact variance (of these people, not estimated for others)."""
        return _variance(*self.sums)

    def least_variance(self) -> Fraction:
        """Return the lowest variance that taking one ballot out can leave."""
        weight, first, second = self.sums
        left = [
            _variance(weight - part, first - grade * part, second - grade * grade * part) or Fraction(0)
            for grade, part in self.single
        ]
        return min(left, default=Fraction(0))

    @cached_property
    def sums(self) -> tuple[Number, Number, Number]:
        """Return the weight, and the weighed sums of the grades and of their squares, once all is added."""
        times = list(map(mul, self.given, self.given.values()))
        return self.weight, sum(times), sum(map(mul, self.given, times))

    def median(self) -> Fraction | None:
        """Return the middle grade; with an even split, the mean of the two middle ones."""
        weight = self.weight
        if not weight:
            return None
        reached: Number = 0
        grades = sorted([grade for grade, part in self.given.items() if part])
        for place, grade in enumerate(grades):
            reached += 2 * self.given[grade]
            if reached > weight:
                return Fraction(grade)
            if reached == weight:
                return Fraction(grade + grades[place + 1], 2)
        return None


def _that_say(what: object, column: Sequence[object], counts: Sequence[int]) -> int:
    """Return how many ballots are in the bundles that say something; one number is that of each."""
    if len(counts) == 1:
        return counts[0] * column.count(what)
    return sum(compress(counts, [said == what for said in column]))


def _variance(weight: Number, first: Number, second: Number) -> Fraction | None:
    """Return the variance of grades by their weight and the weighed sums of them and of their squares."""
    return Fraction(weight * second - first * first, weight * weight) if weight else None


@dataclass(frozen=True)
class Sheet:
    """All opinions: criterion -> option -> Opinions; criteria by name, so that no order of ballots shows."""

    opinions: Mapping[str, Mapping[str, Opinions]]
    people: Mapping[str, int]
    ballots: BallotCount


def read_sheet(profile: Profile, settings: Mapping[str, Any], progress: Progress | None = None) -> Sheet:
    """Gather the opinions of all ballots; a ballot without any opinion is blank."""
    ids = [option.id for option in profile.options]
    idle = frozenset(name for name, weight in settings["weights"].items() if not weight)
    opinions, people = opinions_of(profile, progress, idle)
    names = next(iter(opinions.values()), {})
    valid = blank = 0
    for ballot in watched(profile, progress):
        if not isinstance(ballot.marks, Grades):
            continue
        rows = ballot.marks.grades.values()
        if any(grade is not None for row in rows for grade in row.values()):
            valid += ballot.count
        else:
            blank += ballot.count
    by_criterion = {name: {option: opinions[option][name] for option in ids} for name in names}
    return Sheet(by_criterion, people, BallotCount(valid, profile.invalid, blank))


def opinions_of(
    profile: Profile, progress: Progress | None = None, idle: frozenset[str] = frozenset(), *, singly: bool = False
) -> tuple[dict[str, dict[str, Opinions]], dict[str, int]]:
    """Return the opinions by option and criterion ("" for steps of agreement), and how many people judged an option.

    Criteria stand by name, so that no order of ballots shows. Who judged it only under `idle` ones is not among them.
    `singly`: also what single ballots gave.

    The marks of one option are taken together: many times as fast as ballot by ballot.
    """
    names = sorted({name for ballot in watched(profile, progress) for name in _rows(ballot.marks)})
    opinions = {option.id: {name: Opinions() for name in names} for option in profile.options}
    people = dict.fromkeys(opinions, 0)
    counting = [place for place, name in enumerate(names) if name not in idle]
    nothing = (None,) * len(counting)
    for counts, weights, sheets in _alike(profile, progress):
        rows = [[sheet.get(name, {}) for sheet in sheets] for name in names]
        own = weights[:1] if len(set(weights)) == 1 else weights
        for option, cells in opinions.items():
            columns = [[row.get(option) for row in table] for table in rows]
            for cell, column in zip(cells.values(), columns, strict=True):
                cell.add(column, counts, own)
                if singly:
                    each = counts * len(weights) if len(counts) == 1 else counts
                    single = zip(column, map(floordiv, weights, each), strict=True)
                    cell.single.update((grade, weight) for grade, weight in single if grade is not None)
            heard = [columns[place] for place in counting]
            if heard:
                said = [*zip(*heard, strict=True)]
                everyone = counts[0] * len(said) if len(counts) == 1 else sum(counts)
                people[option] += everyone - _that_say(nothing, said, counts)
    return opinions, people


def _rows(marks: Marks) -> Rows:
    return marks.grades if isinstance(marks, Grades) else {"": marks.steps} if isinstance(marks, Agreement) else {}


def _alike(profile: Profile, progress: Progress | None) -> Iterator[tuple[list[int], list[int], list[Rows]]]:
    """Yield counts, weights and marks of some thousand bundles at a time; those of one count together, with it once.

    Where nearly every bundle has another count, that would part them into single ones: then all come at once.
    """
    weights, _ = powers(profile, progress)
    for start in range(0, len(weights), PACE):
        if progress is not None:
            progress(start, len(weights))
        found: dict[int, tuple[list[int], list[Rows]]] = {}
        pairs = zip(profile.ballots[start : start + PACE], weights[start : start + PACE], strict=True)
        some = [(ballot, weight) for ballot, weight in pairs if ballot.count]
        many = len({ballot.count for ballot, _ in some}) * _FEWEST_ALIKE > len(some)
        for ballot, weight in some:
            own, sheets = found.setdefault(0 if many else ballot.count, ([], []))
            own.append(weight)
            sheets.append(_rows(ballot.marks))
        for count, (own, sheets) in found.items():
            yield [count] if count else [ballot.count for ballot, _ in some], own, sheets


def weights_of(sheet: Sheet, settings: Mapping[str, Any]) -> dict[str, Fraction]:
    """Return the weight of every criterion: 1 unless declared; an unknown criterion or all zero is refused."""
    declared: Mapping[str, Fraction] = settings["weights"]
    for name in declared:
        if sheet.opinions and name not in sheet.opinions:
            raise CountError("unknown-criterion", {"criterion": name})
    weights = {name: declared.get(name, Fraction(1)) for name in sheet.opinions}
    if weights and not any(weights.values()):
        raise CountError("weights-zero")
    return weights


def weighted(values: Mapping[str, Number | None], weights: Mapping[str, Fraction]) -> Fraction | None:
    """Return the weighted mean of what is there, or None where nothing with a weight is."""
    unit = lcm(*[weight.denominator for weight in weights.values()])
    there = [(value, int(weights[name] * unit)) for name, value in values.items() if value is not None]
    total = sum([weight for _, weight in there])
    return Fraction(weighed_sum(there), total) if total else None
