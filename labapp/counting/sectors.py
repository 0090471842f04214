"""The same vote by sector, side by side: where they agree, where they part, where a mean hides a quarrel.

Support of an option in a sector is a share from 0 to 1, by the shape of the ballots: Approvals and Points the share of
people who marked it, Answers the share of "yes" among the answers, Agreement the share at or above the step that
counts as support, Ranking the mean place (1 always first, 0 always last or unranked), Grades the mean on their scale.
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
from labapp.counting.outcome import Outcome, Reason
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


@dataclass(frozen=True)
class Terms:
    """What the comparison depends on: the scale of grades or points, the steps of agreement, and privacy.

    Sectors with fewer than `least` ballots are withheld; never just one, which the rest would give away.
    """

    low: int = 0
    high: int = 10
    steps: int = 8
    support: int = 4
    least: int = 1


@dataclass(frozen=True)
class Spread:
    """How far opinions on one option (and criterion, "" where there is none) lie apart; values from 0 to 1."""

    option: str
    criterion: str
    sector: str | None
    mean: Fraction
    variance: Fraction
    people: int

    @property
    def strong(self) -> bool:
        """Tell whether dissent is strong: normalised standard deviation above 0.3."""
        return self.variance > STRONG


@dataclass(frozen=True)
class BySector:
    """The whole room and each sector under the same rule, and what lies between them."""

    whole: Outcome
    sectors: Mapping[str, Outcome]
    withheld: tuple[str, ...]
    support: Mapping[str, Mapping[str, Fraction]]  # option -> sector -> share; sectors without an opinion are absent
    gaps: Mapping[str, Fraction]
    common_ground: tuple[tuple[str, ...], ...]
    spreads: tuple[Spread, ...]
    reasons: tuple[Reason, ...]


def by_sector(
    rule_id: str, profile: Profile, options: Mapping[str, Any] | None = None, terms: Terms | None = None
) -> BySector:
    """Count the whole and each sector; in a sector a motion is measured by its valid votes, without a quorum."""
    given, terms = dict(options or {}), terms or Terms()
    whole = count(rule_id, profile, given)
    if given.pop("per", "person") == "entity":
        profile = weigh(profile, "entity")  # inside a sector its own weight changes nothing, that of entities does
    if rule_id == "motion":
        given |= {"base": "valid", "quorum": "none"}
    if rule_id == "agreement":
        terms = replace(terms, steps=whole.settings["steps"], support=whole.settings["support"])
    names, withheld = _shown(profile, terms.least)
    parts = {name: _part(profile, name) for name in names}
    support = {option.id: _support_by_sector(option.id, parts, terms) for option in profile.options}
    gaps = {option: max(shares.values()) - min(shares.values()) for option, shares in support.items() if shares}
    lowest = {o: min(shares.values()) for o, shares in support.items() if shares and len(shares) == len(parts)}
    ground = levels_of(lowest)
    spreads = tuple(_spreads(profile, None, terms))
    for name, part in parts.items():
        spreads += tuple(_spreads(part, name, terms))
    return BySector(
        whole,
        {name: count(rule_id, part, given) for name, part in parts.items()},
        withheld,
        support,
        gaps,
        ground,
        spreads,
        tuple(_said(support, ground, lowest, spreads, withheld)),
    )


def _shown(profile: Profile, least: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sectors to show and those withheld, by name; one withheld alone takes the next smallest with it."""
    sizes: dict[str, int] = {}
    for ballot in profile.ballots:
        if ballot.sector is not None:
            sizes[ballot.sector] = sizes.get(ballot.sector, 0) + ballot.count
    for tally in profile.tallies:
        if tally.sector is not None:
            sizes[tally.sector] = max(sizes.get(tally.sector, 0), tally.count)
    by_size = sorted(sizes, key=lambda name: (sizes[name], name))
    small = [name for name in by_size if sizes[name] < least]
    if len(small) == 1:
        small = by_size[:2]
    return tuple(sorted(set(sizes) - set(small))), tuple(sorted(small))


def _part(profile: Profile, sector: str) -> Profile:
    return replace(
        profile,
        ballots=tuple(ballot for ballot in profile.ballots if ballot.sector == sector),
        tallies=tuple(tally for tally in profile.tallies if tally.sector == sector),
        invalid=0,
        present=None,
        entitled=None,
    )


def _support_by_sector(option: str, parts: Mapping[str, Profile], terms: Terms) -> dict[str, Fraction]:
    shares = {name: _support(part, option, terms) for name, part in parts.items()}
    return {name: share for name, share in shares.items() if share is not None}


def _support(part: Profile, option: str, terms: Terms) -> Fraction | None:
    """Return the weighted mean of how far each ballot supports one option; None where nobody says."""
    total, weight = Fraction(0), Fraction(0)
    size = len(part.options)
    for ballot in part.ballots:
        share = _share(ballot.marks, option, size, terms)
        if share is not None:
            total += share * power(ballot)
            weight += power(ballot)
    for tally in part.tallies:
        if tally.option == option and any(other.answer != "yes" for other in part.tallies):
            total += tally.count if tally.answer == "yes" else 0
            weight += tally.count
    return total / weight if weight else None


def _share(marks: Marks, option: str, size: int, terms: Terms) -> Fraction | None:
    if isinstance(marks, Approvals):
        return Fraction(option in marks.chosen) if marks.chosen else None
    if isinstance(marks, Points):
        return Fraction(marks.points.get(option, 0) > 0) if any(marks.points.values()) else None
    if isinstance(marks, Answers):
        answer = marks.answers.get(option)
        return None if answer is None else Fraction(answer == "yes")
    if isinstance(marks, Agreement):
        step = marks.steps.get(option)
        return None if step is None else Fraction(step <= terms.support)
    if isinstance(marks, Ranking):
        return _place(marks, option, size)
    values = [_scaled(row[option], terms) for row in marks.grades.values() if row.get(option) is not None]
    return sum(values, Fraction(0)) / len(values) if values else None


def _place(marks: Ranking, option: str, size: int) -> Fraction | None:
    levels, _ = once(marks.levels)
    if not levels:
        return None
    before = 0
    for level in levels:
        if option in level:
            worth = Fraction(2 * (size - before) - len(level) - 1, 2)
            return worth / (size - 1) if size > 1 else Fraction(1)
        before += len(level)
    return Fraction(0)


def _scaled(grade: int | None, terms: Terms) -> Fraction:
    if grade is None or terms.high <= terms.low or not terms.low <= grade <= terms.high:
        raise CountError("off-scale", {"grade": grade, "low": terms.low, "high": terms.high})
    return Fraction(grade - terms.low, terms.high - terms.low)


def _spreads(part: Profile, sector: str | None, terms: Terms) -> Iterable[Spread]:
    """Yield mean and spread of every option: grades by criterion, steps of agreement on their scale (1 is support)."""
    cells: dict[tuple[str, str, bool], Opinions] = {}
    for ballot in part.ballots:
        steps = isinstance(ballot.marks, Agreement)
        for criterion, option, value in _values(ballot.marks):
            if not steps:
                _scaled(value, terms)
            cell = cells.setdefault((option, criterion, steps), Opinions())
            cell.given[value] = cell.given.get(value, 0) + power(ballot)
            cell.people += ballot.count
    for (option, criterion, steps), cell in sorted(cells.items(), key=lambda item: item[0]):
        mean, variance = cell.mean(), cell.variance()
        if mean is None or variance is None:
            continue
        length = terms.steps - 1 if steps else terms.high - terms.low
        share = 1 - (mean - 1) / length if steps else (mean - terms.low) / length
        yield Spread(option, criterion, sector, share, variance / length**2, cell.people)


def _values(marks: Marks) -> Iterable[tuple[str, str, int]]:
    if isinstance(marks, Grades):
        for criterion, row in marks.grades.items():
            yield from ((criterion, option, grade) for option, grade in row.items() if grade is not None)
    elif isinstance(marks, Agreement):
        yield from (("", option, step) for option, step in marks.steps.items())


def _said(
    support: Mapping[str, Mapping[str, Fraction]],
    ground: tuple[tuple[str, ...], ...],
    lowest: Mapping[str, Fraction],
    spreads: tuple[Spread, ...],
    withheld: tuple[str, ...],
) -> Iterable[Reason]:
    for option, shares in support.items():
        if len(shares) > 1 and max(shares.values()) > min(shares.values()):
            top, bottom = max(shares, key=lambda s: shares[s]), min(shares, key=lambda s: shares[s])
            params = {"high": top, "high_share": shares[top], "low": bottom, "low_share": shares[bottom]}
            yield Reason("sector-gap", {"option": option, **params})
    if ground and len(next(iter(support.values()))) > 1 and lowest[ground[0][0]] > 0:
        yield Reason("common-ground", {"options": ground[0], "share": lowest[ground[0][0]]})
    for spread in spreads:
        if spread.strong:
            where = {"criterion": spread.criterion, "sector": spread.sector}
            yield Reason("strong-dissent", {"option": spread.option, "people": spread.people, **where})
    if withheld:
        yield Reason("sectors-withheld", {"sectors": withheld})
