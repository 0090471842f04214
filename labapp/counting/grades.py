"""Reading score sheets: opinions by criterion and option, the weights of criteria, and spread.

"No opinion" (None, or no grade at all) is counted apart and never as zero: a mean is over those who have an opinion.
An option without any opinion on some criterion is judged by the other criteria alone, with their weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from labapp.counting.checks import power, watched
from labapp.counting.outcome import BallotCount, Number
from labapp.counting.profile import Grades, Profile
from labapp.counting.rule import Progress
from labapp.counting.settings import INTEGER, WEIGHTS, CountError, Setting

CRITERIA_WEIGHTS = Setting("weights", WEIGHTS, "")
MIN_OPINIONS = Setting("min-opinions", INTEGER, "1", minimum=1)


@dataclass
class Opinions:
    """What was said on one option under one criterion: grade -> how much weight gave it."""

    given: dict[int, Number] = field(default_factory=dict)
    people: int = 0
    none: int = 0

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
        mean, weight = self.mean(), self.weight
        if mean is None:
            return None
        return sum((Fraction(part) * (grade - mean) ** 2 for grade, part in self.given.items()), Fraction(0)) / weight

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


@dataclass(frozen=True)
class Sheet:
    """All opinions: criterion -> option -> Opinions; criteria by name, so that no order of ballots shows."""

    opinions: Mapping[str, Mapping[str, Opinions]]
    people: Mapping[str, int]
    ballots: BallotCount


def read_sheet(profile: Profile, progress: Progress | None = None) -> Sheet:
    """Gather the opinions of all ballots; a ballot without any opinion is blank."""
    ids = [option.id for option in profile.options]
    found = {name for ballot in profile.ballots if isinstance(ballot.marks, Grades) for name in ballot.marks.grades}
    opinions = {name: {option: Opinions() for option in ids} for name in sorted(found)}
    people = dict.fromkeys(ids, 0)
    valid = blank = 0
    for ballot in watched(profile, progress):
        if not isinstance(ballot.marks, Grades):
            continue
        weight = power(ballot)
        judged: set[str] = set()
        for name, table in opinions.items():
            row = ballot.marks.grades.get(name, {})
            for option in ids:
                grade, cell = row.get(option), table[option]
                if grade is None:
                    cell.none += ballot.count
                    continue
                cell.given[grade] = cell.given.get(grade, 0) + weight
                cell.people += ballot.count
                judged.add(option)
        for option in judged:
            people[option] += ballot.count
        if judged:
            valid += ballot.count
        else:
            blank += ballot.count
    return Sheet(opinions, people, BallotCount(valid, profile.invalid, blank))


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
