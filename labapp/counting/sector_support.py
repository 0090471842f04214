"""How far a sector supports each option: a share between 0 and 1, exact, in the unit that fits the marks.

The units: "people" the share of ballots that mark it (of those who answered or took a step, where each option is asked
about), "dots" and "points" its share of all that were given, "grade" the score on its scale, "place" the mean place
(1 always first, 0 always last or unranked).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from labapp.counting.checks import powers
from labapp.counting.outcome import Number, Outcome
from labapp.counting.pairwise import once
from labapp.counting.profile import (
    Agreement,
    Answers,
    Approvals,
    Grades,
    Marks,
    Points,
    Profile,
    Ranking,
)
from labapp.counting.settings import CountError

PEOPLE, DOTS, POINTS, GRADE, PLACE = "people", "dots", "points", "grade", "place"
GIVEN = (DOTS, POINTS)
_BY_HEADS = ("plurality", "approval", "phragmen")  # under which points say only who marked an option


@dataclass(frozen=True)
class Scale:
    """What support is measured in: its unit, and what 0 and 1 of it stand for in figures people read."""

    unit: str
    low: Fraction
    high: Fraction

    def figure(self, support: Fraction) -> Fraction:
        """Return support as its figure: percent, a grade, a place."""
        return self.low + support * (self.high - self.low)

    def distance(self, gap: Fraction) -> Fraction:
        """Return a gap in the same unit."""
        return gap * abs(self.high - self.low)


def scale_of(rule_id: str, profile: Profile, grades: tuple[int, int]) -> Scale:
    """Return what the support of a vote is measured in, by its marks; `grades` is the scale of grades."""
    shapes = {type(ballot.marks) for ballot in profile.ballots}
    if Grades in shapes:
        if grades[0] >= grades[1]:
            raise CountError("off-scale", {"grade": grades[0], "low": grades[0], "high": grades[1]})
        return Scale(GRADE, Fraction(grades[0]), Fraction(grades[1]))
    if Ranking in shapes:
        return Scale(PLACE, Fraction(len(profile.options)), Fraction(1))
    unit = DOTS if rule_id == "dots" else POINTS if Points in shapes and rule_id not in _BY_HEADS else PEOPLE
    return Scale(unit, Fraction(0), Fraction(100))


def side_by_side(
    profile: Profile, parts: Mapping[str, Profile], outcomes: Mapping[str, Outcome], scale: Scale,
    hands: Mapping[str, int],
) -> dict[str, dict[str, Fraction]]:  # fmt: skip
    """Return the support of every option in every sector that says anything of it."""
    found: dict[str, dict[str, Fraction]] = {option.id: {} for option in profile.options}
    for name, part in parts.items():
        if scale.unit == GRADE:
            scores = outcomes[name].scores
            shares = {option: (score - scale.low) / (scale.high - scale.low) for option, score in scores.items()}
        else:
            shares = _shares(part, scale, outcomes[name], hands.get(name))
        for option, share in shares.items():
            found[option][name] = share
    return found


def _shares(part: Profile, scale: Scale, outcome: Outcome, hands: int | None) -> dict[str, Fraction]:
    """Return how far a sector supports each option; none where nobody says, or hands leave open of how many."""
    given = _Given({option.id: 0 for option in part.options})
    weights, unit = powers(part)
    support = int(outcome.settings["support"]) if outcome.rule == "agreement" else 0
    for ballot, weight in zip(part.ballots, weights, strict=True):
        given.add(ballot.marks, weight, scale, support)
    if scale.unit == PLACE:
        return given.shares()  # a raised hand says nothing about places
    answered = any(tally.answer != "yes" for tally in part.tallies)
    if part.tallies and not answered and scale.unit == PEOPLE:
        if hands is None:
            return {}
        given.by_all += hands * unit
    for tally in part.tallies:
        if tally.answer == "yes":
            given.to[tally.option] += tally.count * unit
        if scale.unit in GIVEN:
            given.by_all += tally.count * unit
        elif answered:
            given.by[tally.option] = given.by.get(tally.option, 0) + tally.count * unit
    return given.shares()


@dataclass
class _Given:
    """What is given to each option, and of how much: by all who say anything, or by those asked about one option.

    Where places are given, a vote is cut into so many `steps` that the mean of two places is a whole number of them.
    """

    to: dict[str, Number]
    by: dict[str, Number] = field(default_factory=dict)
    by_all: Number = 0

    @property
    def steps(self) -> int:
        """Return how many steps lie between the first and the last place, the mean of two being whole too."""
        return max(1, 2 * (len(self.to) - 1))

    def add(self, marks: Marks, weight: int, scale: Scale, support: int) -> None:
        """Add what some equal ballots give."""
        if isinstance(marks, Ranking):
            self._rank(marks, weight)
            return
        weight *= self.steps if scale.unit == PLACE else 1
        if isinstance(marks, Approvals):
            self.by_all += weight
            for option in set(marks.chosen):
                self.to[option] += weight
        elif isinstance(marks, Points):
            by_heads = scale.unit not in GIVEN
            self.by_all += weight if by_heads else weight * sum(marks.points.values())
            for option, points in marks.points.items():
                self.to[option] += weight * (int(points > 0) if by_heads else points)
        elif isinstance(marks, Answers):
            self._ask(((option, answer == "yes") for option, answer in marks.answers.items()), weight)
        elif isinstance(marks, Agreement):
            self._ask(((option, step <= support) for option, step in marks.steps.items()), weight)

    def _ask(self, said: Iterable[tuple[str, bool]], weight: int) -> None:
        for option, supports in said:
            self.by[option] = self.by.get(option, 0) + weight
            if supports:
                self.to[option] += weight

    def _rank(self, marks: Ranking, weight: int) -> None:
        """Give a whole vote for the first place, nothing for the last, equals the mean of their places."""
        levels, _ = once(marks.levels)
        size, before = len(self.to), 0
        self.by_all += weight * self.steps if levels else 0
        for level in levels:
            worth = weight * (2 * (size - before) - len(level) - 1 if size > 1 else 1)
            for option in level:
                self.to[option] += worth
            before += len(level)

    def shares(self) -> dict[str, Fraction]:
        """Return the share that every option was given."""
        return {
            option: Fraction(given) / of
            for option, given in self.to.items()
            if (of := self.by_all + self.by.get(option, 0))
        }
