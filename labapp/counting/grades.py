"""Reading score sheets: opinions by criterion and option, the weights of criteria, and spread.

"No opinion" (None, or no grade at all) is counted apart and never as zero: a mean is over those who have an opinion.
An option without any opinion on some criterion is judged by the other criteria alone, with their weights. Who judged it
only under criteria that weigh nothing has no opinion that counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from labapp.counting.checks import PACE, powers, watched
from labapp.counting.outcome import BallotCount, Number
from labapp.counting.profile import Agreement, Grades, Marks, Profile
from labapp.counting.rule import Progress
from labapp.counting.settings import INTEGER, WEIGHTS, CountError, Setting

CRITERIA_WEIGHTS = Setting("weights", WEIGHTS, "")
MIN_OPINIONS = Setting("min-opinions", INTEGER, "1", minimum=1)

Rows = Mapping[str, Mapping[str, int | None]]  # criterion -> option -> grade


@dataclass
class Opinions:
    """What was said on one option under one criterion: grade -> how much weight gave it.

    Whatever unit the weights are in, mean, median and variance are the same. `single` is which grades were given by
    ballots of which weight, one each.
    """

    given: dict[int, Number] = field(default_factory=dict)
    people: int = 0
    none: int = 0
    single: set[tuple[int, int]] = field(default_factory=set)

    def add(self, column: Sequence[int | None], count: int, weight: int) -> None:
        """Add the grades of some bundles, each of so many ballots, each ballot of this weight."""
        for grade, bundles in Counter(column).items():
            if grade is None:
                self.none += bundles * count
                continue
            self.given[grade] = self.given.get(grade, 0) + bundles * count * weight
            self.people += bundles * count
            self.single.add((grade, weight))

    @property
    def weight(self) -> Number:
        """Return the weight of all opinions together."""
        return sum(self.given.values())

    def mean(self) -> Fraction | None:
        """Return the exact mean of the opinions, or None where there are none."""
        weight = self.weight
        return Fraction(sum(grade * part for grade, part in self.given.items())) / weight if weight else None

    def variance(self) -> Fraction | None:
        """Return the exact variance (of these people, not estimated for others)."""
        return _variance(*self._sums())

    def least_variance(self) -> Fraction:
        """Return the lowest variance that taking one ballot out can leave."""
        weight, first, second = self._sums()
        left = [
            _variance(weight - part, first - grade * part, second - grade * grade * part) or Fraction(0)
            for grade, part in self.single
        ]
        return min(left, default=Fraction(0))

    def _sums(self) -> tuple[Number, Number, Number]:
        pairs = self.given.items()
        return self.weight, sum(grade * part for grade, part in pairs), sum(grade**2 * part for grade, part in pairs)

    def median(self) -> Fraction | None:
        """Return the middle grade; with an even split, the mean of the two middle ones."""
        half = Fraction(self.weight) / 2
        if not half:
            return None
        reached: Number = 0
        grades = sorted(grade for grade, part in self.given.items() if part)
        for place, grade in enumerate(grades):
            reached += self.given[grade]
            if reached > half:
                return Fraction(grade)
            if reached == half:
                return Fraction(grade + grades[place + 1], 2)
        return None


def _variance(weight: Number, first: Number, second: Number) -> Fraction | None:
    """Return the variance of grades by their weight and the weighed sums of them and of their squares."""
    return Fraction(weight * second - first * first) / (weight * weight) if weight else None


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
    profile: Profile, progress: Progress | None = None, idle: frozenset[str] = frozenset()
) -> tuple[dict[str, dict[str, Opinions]], dict[str, int]]:
    """Return the opinions by option and criterion ("" for steps of agreement), and how many people judged an option.

    Criteria stand by name, so that no order of ballots shows. Who judged it only under `idle` ones is not among them.

    Equal bundles are taken together and their marks of one option at a time: a dozen times as fast as mark by mark.
    """
    names = sorted({name for ballot in watched(profile, progress) for name in _rows(ballot.marks)})
    opinions = {option.id: {name: Opinions() for name in names} for option in profile.options}
    people = dict.fromkeys(opinions, 0)
    counting = [place for place, name in enumerate(names) if name not in idle]
    for (count, weight), sheets in _alike(profile, progress):
        rows = [[sheet.get(name, {}) for sheet in sheets] for name in names]
        for option, cells in opinions.items():
            columns = [[row.get(option) for row in own] for own in rows]
            for cell, column in zip(cells.values(), columns, strict=True):
                cell.add(column, count, weight)
            heard = [columns[place] for place in counting]
            if any(None not in column for column in heard):
                people[option] += count * len(sheets)
            else:
                people[option] += count * sum(own.count(None) < len(heard) for own in zip(*heard, strict=True))
    return opinions, people


def _rows(marks: Marks) -> Rows:
    return marks.grades if isinstance(marks, Grades) else {"": marks.steps} if isinstance(marks, Agreement) else {}


def _alike(profile: Profile, progress: Progress | None) -> Iterator[tuple[tuple[int, int], list[Rows]]]:
    """Yield the marks of some thousand bundles at a time, those of one count and one weight together."""
    weights, _ = powers(profile, progress)
    for start in range(0, len(weights), PACE):
        if progress is not None:
            progress(start, len(weights))
        found: dict[tuple[int, int], list[Rows]] = {}
        for ballot, weight in zip(profile.ballots[start : start + PACE], weights[start : start + PACE], strict=True):
            if ballot.count:
                found.setdefault((ballot.count, weight // ballot.count), []).append(_rows(ballot.marks))
        yield from found.items()


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


def weighted(values: Mapping[str, Fraction | None], weights: Mapping[str, Fraction]) -> Fraction | None:
    """Return the weighted mean of what is there, or None where nothing with a weight is."""
    there = {name: value for name, value in values.items() if value is not None and weights[name]}
    total = sum((weights[name] for name in there), Fraction(0))
    return sum((weights[name] * value for name, value in there.items()), Fraction(0)) / total if total else None
