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
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from labapp.counting.checks import power
from labapp.counting.grades import Opinions
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
    support = {option.id: _side_by_side(option.id, parts, outcomes, scale, hands or {}) for option in profile.options}
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
    cells: dict[tuple[str, str], Opinions] = {}
    parts: dict[tuple[str, str], set[tuple[int, Number]]] = {}
    for ballot in part.ballots:
        for criterion, option, value in _values(ballot.marks):
            if not low <= value <= high:
                raise CountError("off-scale", {"grade": value, "low": low, "high": high})
            cell = cells.setdefault((option, criterion), Opinions())
            cell.given[value] = cell.given.get(value, 0) + power(ballot)
            cell.people += ballot.count
            parts.setdefault((option, criterion), set()).add((value, ballot.weight))
    whole = Fraction(high - low) ** 2
    return tuple(
        Spread(option, criterion, variance / whole, _least(cell, parts[option, criterion]) / whole, cell.people)
        for (option, criterion), cell in sorted(cells.items())
        if (variance := cell.variance()) is not None
    )


def _least(cell: Opinions, ballots: Iterable[tuple[int, Number]]) -> Fraction:
    """Return the lowest variance that taking one ballot out can leave."""
    left = [
        Opinions({**cell.given, value: cell.given[value] - weight}).variance() or Fraction(0)
        for value, weight in ballots
    ]
    return min(left, default=Fraction(0))


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
    option: str, parts: Mapping[str, Profile], outcomes: Mapping[str, Outcome], scale: Scale, hands: Mapping[str, int]
) -> dict[str, Fraction]:
    shares: dict[str, Fraction] = {}
    for name, part in parts.items():
        if scale.unit == GRADE:
            score = outcomes[name].scores.get(option)
            share = None if score is None else (score - scale.low) / (scale.high - scale.low)
        else:
            share = _share(part, option, scale, outcomes[name], hands.get(name))
        if share is not None:
            shares[name] = share
    return shares


def _share(part: Profile, option: str, scale: Scale, outcome: Outcome, hands: int | None) -> Fraction | None:
    """Return how far a sector supports an option; None where nobody says, or hands leave open of how many."""
    total, weight = Fraction(0), Fraction(0)
    support = int(outcome.settings["support"]) if outcome.rule == "agreement" else 0
    for ballot in part.ballots:
        value, of = _marked(ballot.marks, option, scale, len(part.options), support)
        total += value * power(ballot)
        weight += of * power(ballot)
    answered = any(tally.answer != "yes" for tally in part.tallies)
    if part.tallies and not answered and scale.unit == PEOPLE:
        if hands is None:
            return None
        weight += hands
    for tally in part.tallies:
        own = tally.option == option
        total += tally.count if own and tally.answer == "yes" else 0
        weight += tally.count if scale.unit in _GIVEN or (answered and own) else 0
    return total / weight if weight else None


def _marked(marks: Marks, option: str, scale: Scale, size: int, support: int) -> tuple[Number, Number]:
    """Return what a ballot gives to an option, and of how much."""
    if isinstance(marks, Approvals):
        return int(option in marks.chosen), 1
    if isinstance(marks, Points):
        given = marks.points.get(option, 0)
        return (given, sum(marks.points.values())) if scale.unit in _GIVEN else (int(given > 0), 1)
    if isinstance(marks, Answers):
        return int(marks.answers.get(option) == "yes"), int(option in marks.answers)
    if isinstance(marks, Agreement):
        return int(option in marks.steps and marks.steps[option] <= support), int(option in marks.steps)
    return _place(marks, option, size) if isinstance(marks, Ranking) else (0, 0)


def _place(marks: Ranking, option: str, size: int) -> tuple[Number, Number]:
    levels, _ = once(marks.levels)
    before = 0
    for level in levels:
        if option in level:
            worth = Fraction(2 * (size - before) - len(level) - 1, 2)
            return (worth / (size - 1) if size > 1 else 1), 1
        before += len(level)
    return 0, int(bool(levels))


def _values(marks: Marks) -> Iterable[tuple[str, str, int]]:
    if isinstance(marks, Grades):
        for criterion, row in marks.grades.items():
            yield from ((criterion, option, grade) for option, grade in row.items() if grade is not None)
    elif isinstance(marks, Agreement):
        yield from (("", option, step) for option, step in marks.steps.items())
