"""The same vote by sector, side by side: where they agree, where they part, where a mean hides a quarrel.

A ballot's `sector` names what it is counted with: one sector, or several that may only be shown together. Every figure
here is about one of these or about the whole, so nothing smaller follows from it.
Support of an option lies between 0 and 1, by `unit`: "people" the share of ballots that mark it (of those who answered
or took a step, where each option is asked about), "dots" and "points" its share of all that were given, "grade" the
score on its scale, "place" the mean place (1 always first, 0 always last or unranked).
The gap is the highest minus the lowest support; common ground orders options by their lowest support. Dissent is
strong where the standard deviation, on a scale of 0 to 1, is above 0.3: compared squared, so exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from labapp.counting.checks import powers
from labapp.counting.grades import opinions_of
from labapp.counting.outcome import Number, Outcome, Reason
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
from labapp.counting.rules import count
from labapp.counting.settings import CountError
from labapp.counting.ties import levels_of
from labapp.counting.weights import weigh

STRONG = Fraction(9, 100)  # 0.3 squared
PEOPLE, DOTS, POINTS, GRADE, PLACE = "people", "dots", "points", "grade", "place"
_GIVEN = (DOTS, POINTS)
_BY_HEADS = ("plurality", "approval")  # under which points say only who marked an option


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


@dataclass(frozen=True)
class Spread:
    """How far opinions on one option (and criterion, "" where there is none) lie apart; a variance from 0 to 1.

    `least` is the variance that is left without whichever one ballot would leave least.
    """

    option: str
    criterion: str
    variance: Fraction
    least: Fraction
    people: int

    @property
    def strong(self) -> bool:
        """Tell whether dissent is strong: normalised standard deviation above 0.3."""
        return self.variance > STRONG

    @property
    def lasting(self) -> bool:
        """Tell whether it stays so without any one ballot: said of nameless ballots, it points at nobody."""
        return self.least > STRONG


@dataclass(frozen=True)
class BySector:
    """Each sector under the same rule, and what lies between them."""

    sectors: Mapping[str, Outcome]
    scale: Scale
    support: Mapping[str, Mapping[str, Fraction]]  # option -> sector -> share; sectors without an opinion are absent
    top: Fraction  # the support at which a bar is full: all people, the best grade or place, the largest share of dots
    gaps: Mapping[str, Fraction]  # only where at least two sectors have an opinion
    lowest: Mapping[str, Fraction]  # only where every sector has an opinion
    common_ground: tuple[tuple[str, ...], ...]
    divided: Mapping[str | None, tuple[str, ...]]  # sector, None for the whole -> options with strong dissent

    def reasons(self) -> list[Reason]:
        """Return the largest gap, the best common ground, and where opinions are strongly divided."""
        return [*self._gap(), *self._ground(), *self._divided()]

    def _gap(self) -> Iterable[Reason]:
        widest = max(self.gaps.values(), default=Fraction(0))
        for option, gap in self.gaps.items():
            if gap == widest and gap:
                shares = self.support[option]
                top, bottom = max(shares, key=lambda s: shares[s]), min(shares, key=lambda s: shares[s])
                high, low = self.scale.figure(shares[top]), self.scale.figure(shares[bottom])
                params = {"high": top, "high_figure": high, "low": bottom, "low_figure": low}
                yield Reason("sector-gap", {"option": option, "unit": self.scale.unit,
                                            "gap": self.scale.distance(gap), **params})  # fmt: skip

    def _ground(self) -> Iterable[Reason]:
        best = self.common_ground[0] if self.common_ground and len(self.sectors) > 1 else ()
        if best and self.lowest[best[0]] > 0:
            figure = self.scale.figure(self.lowest[best[0]])
            yield Reason("common-ground", {"options": best, "unit": self.scale.unit, "figure": figure})

    def _divided(self) -> Iterable[Reason]:
        for sector, options in self.divided.items():
            if options:
                yield Reason("strong-dissent", {"sector": sector, "options": options})


def by_sector(
    rule_id: str,
    profile: Profile,
    options: Mapping[str, Any] | None = None,
    grades: tuple[int, int] = (0, 10),
    hands: Mapping[str, int] | None = None,
    least: int = 0,
) -> BySector:
    """Count each sector; in a sector a motion is measured by its valid votes, without a quorum.

    `grades` is the scale of grades; `hands` says how many people's hands a sector's tallies are, where that is known;
    `least` is for ballots without names: dissent is then said of so many opinions at least, and never for one ballot.
    """
    given = dict(options or {})
    per = given.pop("per", "person")
    whole = weigh(profile, per)
    if per == "entity":
        profile = whole  # inside a sector its own weight changes nothing, that of entities does
    if rule_id == "motion":
        given |= {"base": "valid", "quorum": "none"}
    parts = {name: _part(profile, name, plain=per == "sector") for name in _names(profile)}
    outcomes = {name: count(rule_id, part, given) for name, part in parts.items()}
    scale = _scale(rule_id, profile, grades)
    support = _side_by_side(profile, parts, outcomes, scale, hands or {})
    gaps = {o: max(shares.values()) - min(shares.values()) for o, shares in support.items() if len(shares) > 1}
    lowest = {o: min(shares.values()) for o, shares in support.items() if shares and len(shares) == len(parts)}
    most = max((share for shares in support.values() for share in shares.values()), default=Fraction(0))
    top = most if scale.unit in _GIVEN and most else Fraction(1)
    steps = max((int(outcome.settings.get("steps", 0)) for outcome in outcomes.values()), default=0)
    divided = {
        name: _divided(profile, spreads(part, grades, steps), least) for name, part in [(None, whole), *parts.items()]
    }
    return BySector(outcomes, scale, support, top, gaps, lowest, levels_of(lowest), divided)


def spreads(part: Profile, grades: tuple[int, int], steps: int = 0) -> tuple[Spread, ...]:
    """Return the spread of every option: grades by criterion on their scale, or steps of agreement on theirs."""
    low, high = (1, steps) if steps else grades
    whole = Fraction(high - low) ** 2
    found: list[Spread] = []
    opinions, _ = opinions_of(part)
    for option in sorted(opinions):
        for criterion, cell in opinions[option].items():
            off = [grade for grade in cell.given if not low <= grade <= high]
            if off:
                raise CountError("off-scale", {"grade": off[0], "low": low, "high": high})
            variance = cell.variance()
            if variance is not None:
                least = cell.least_variance()
                found.append(Spread(option, criterion, variance / whole, least / whole, cell.people))
    return tuple(found)


def _names(profile: Profile) -> list[str]:
    """Return the sectors by name; ballots without one belong to none."""
    found = {ballot.sector for ballot in profile.ballots} | {tally.sector for tally in profile.tallies}
    return sorted(name for name in found if name is not None)


def _part(profile: Profile, sector: str, *, plain: bool) -> Profile:
    own = (ballot for ballot in profile.ballots if ballot.sector == sector)
    return replace(
        profile,
        ballots=tuple(replace(ballot, weight=Fraction(1)) if plain else ballot for ballot in own),
        tallies=tuple(tally for tally in profile.tallies if tally.sector == sector),
        invalid=0,
        present=None,
        entitled=None,
    )


def _divided(profile: Profile, found: Iterable[Spread], least: int) -> tuple[str, ...]:
    """Return the options on which opinions are strongly divided, under whichever criterion."""
    strong = {
        each.option for each in found
        if each.strong and (not least or (each.lasting and each.people >= least))
    }  # fmt: skip
    return tuple(option.id for option in profile.options if option.id in strong)


# --- support -------------------------------------------------------------------------------------------------------
def _scale(rule_id: str, profile: Profile, grades: tuple[int, int]) -> Scale:
    shapes = {type(ballot.marks) for ballot in profile.ballots}
    if Grades in shapes:
        if grades[0] >= grades[1]:
            raise CountError("off-scale", {"grade": grades[0], "low": grades[0], "high": grades[1]})
        return Scale(GRADE, Fraction(grades[0]), Fraction(grades[1]))
    if Ranking in shapes:
        return Scale(PLACE, Fraction(len(profile.options)), Fraction(1))
    unit = DOTS if rule_id == "dots" else POINTS if Points in shapes and rule_id not in _BY_HEADS else PEOPLE
    return Scale(unit, Fraction(0), Fraction(100))


def _side_by_side(
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
        if scale.unit in _GIVEN:
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
            by_heads = scale.unit not in _GIVEN
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
