"""What every rule with costs starts from: options as numbers, equal ballots as one class, all amounts as integers.

Costs and weights become whole numbers over a common denominator, so that the loops of the rules add and compare
integers only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

from labapp.counting.checks import tidy
from labapp.counting.grouping import group
from labapp.counting.outcome import BallotCount, Number, Reason
from labapp.counting.profile import Option, Profile
from labapp.counting.rule import Progress
from labapp.counting.settings import NUMBER, CountError, Setting

BUDGET = Setting("budget", NUMBER, "profile", ("profile",), maximum=10**18)
MIN_SCORE = Setting("min-score", NUMBER, "none", ("none", "profile"), maximum=10**18)


@dataclass(frozen=True)
class Case:
    """One count with costs: classes of ballots as `Groups` has them, and money.

    `costs` and `budget` are whole numbers: money times `scale`. A voice is a whole number too: a weight times `unit`.
    """

    options: tuple[Option, ...]
    costs: list[int]
    budget: int
    scale: int
    unit: int
    voices: list[int]
    marks: list[tuple[int, ...]]
    supporters: list[list[int]]
    weights: list[list[int]] | None
    votes: list[int]
    scores: list[int]
    point_scale: int
    people: int
    ballots: BallotCount
    warnings: tuple[Reason, ...]
    currency: str
    weighed: bool

    @cached_property
    def known(self) -> dict[str, Any]:
        """Return what every reason knows: the currency of its amounts, if scores are points, if votes are weighed."""
        known = {"currency": self.currency, "pointed": self.weights is not None}
        return known | {"weighed": True} if self.weighed else known

    def reason(self, code: str, params: Mapping[str, Any]) -> Reason:
        """Return a reason that knows its currency."""
        return Reason(code, {**params, **self.known})

    def said(self, reasons: Sequence[Reason]) -> tuple[Reason, ...]:
        """Return reasons that know their currency."""
        return tuple([self.reason(reason.code, reason.params) for reason in reasons])

    def score(self, option: int) -> Number:
        """Return the score of an option as people know it."""
        scale = self.unit * self.point_scale
        return self.scores[option] if scale == 1 else tidy(Fraction(self.scores[option], scale))

    def money(self, scaled: int | Fraction) -> Number:
        """Return an amount of money as people know it."""
        if isinstance(scaled, int):
            return scaled if self.scale == 1 else tidy(Fraction(scaled, self.scale))
        return tidy(scaled if self.scale == 1 else scaled / self.scale)

    def heads(self, voices: int) -> Number:
        """Return so many voices as people know them."""
        return voices if self.unit == 1 else tidy(Fraction(voices, self.unit))

    def ids(self, places: Sequence[int]) -> tuple[str, ...]:
        """Return the ids of options."""
        return tuple(self.options[place].id for place in places)

    def total(self, places: Sequence[int]) -> int:
        """Return what options cost together, scaled."""
        return sum(map(self.costs.__getitem__, places))

    @cached_property
    def place(self) -> dict[str, int]:
        """Return the place of each option by its id."""
        return {option.id: place for place, option in enumerate(self.options)}


def read_case(profile: Profile, settings: Mapping[str, Any], progress: Progress | None = None) -> Case:
    """Turn a profile into a case, or refuse: no budget, an option without a cost, marks that make no sense."""
    given = settings.get("budget", "profile")
    budget = profile.budget if given == "profile" else Fraction(given)
    if budget is None:
        raise CountError("budget-missing")
    if budget < 0:
        raise CountError("budget-negative", {"budget": budget})
    missing = tuple(option.id for option in profile.options if option.cost is None)
    if missing:
        raise CountError("cost-missing", {"options": missing})
    costs = [option.cost for option in profile.options if option.cost is not None]
    for option, cost in zip(profile.options, costs, strict=True):
        if cost.numerator < 0:
            raise CountError("cost-negative", {"option": option.id, "cost": cost})
    groups = group(profile, progress)
    scale = lcm(budget.denominator, *(cost.denominator for cost in costs))
    return Case(
        profile.options,
        [cost.numerator * (scale // cost.denominator) for cost in costs],
        int(budget * scale),
        scale,
        groups.unit,
        groups.voices,
        groups.marks,
        groups.supporters,
        groups.weights,
        groups.votes,
        groups.scores,
        groups.point_scale,
        sum(groups.voices),
        BallotCount(groups.count - groups.blank, profile.invalid, groups.blank),
        (Reason("doubled-marks", {"ballots": groups.doubled}),) if groups.doubled else (),
        profile.meta.get("currency", "PLN"),
        groups.weighed,
    )
