"""The same vote by sector, side by side: where they agree, where they part, where a mean hides a quarrel.

A ballot's `sector` names what it is counted with: one sector, or several that may only be shown together. Every figure
here is about one of these or about the whole, so nothing smaller follows from it. Support: see `sector_support`.
The gap is the highest minus the lowest support; common ground orders options by their lowest support. Dissent is
strong where the standard deviation, on a scale of 0 to 1, is above 0.3: compared squared, so exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from labapp.counting.grades import opinions_of
from labapp.counting.outcome import Outcome, Reason
from labapp.counting.profile import Profile
from labapp.counting.rules import count
from labapp.counting.sector_support import GIVEN, Scale, scale_of, side_by_side
from labapp.counting.settings import CountError
from labapp.counting.ties import levels_of
from labapp.counting.weights import weigh

STRONG = Fraction(9, 100)  # 0.3 squared


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
    scale = scale_of(rule_id, profile, grades)
    support = side_by_side(profile, parts, outcomes, scale, hands or {})
    gaps = {o: max(shares.values()) - min(shares.values()) for o, shares in support.items() if len(shares) > 1}
    lowest = {o: min(shares.values()) for o, shares in support.items() if shares and len(shares) == len(parts)}
    most = max((share for shares in support.values() for share in shares.values()), default=Fraction(0))
    top = most if scale.unit in GIVEN and most else Fraction(1)
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
    opinions, _ = opinions_of(part, singly=True)
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
