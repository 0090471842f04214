"""Dots: each person spreads dots (points) over the options, the highest sum wins (with seats: the N highest).

Source: dot voting and cumulative voting (methods.md 3.3, 6.7). Choices made here: limits per person and per option
are checked before counting; negative points are refused; an option without a dot is never chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labapp.counting.checks import watched
from labapp.counting.outcome import Outcome
from labapp.counting.profile import Points, Profile
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import SEATS, TIE_SETTINGS, CountError
from labapp.counting.totals import Totals, finish


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Add up dots."""
    return add_points(RULE.id, profile, settings, progress)


def add_points(
    rule: str, profile: Profile, settings: Mapping[str, Any], progress: Progress | None
) -> Outcome:
    """Add up points for a rule whose winner is the highest sum."""
    totals = Totals.of(profile, progress)
    for number, ballot in enumerate(watched(profile, progress), 1):
        if not isinstance(ballot.marks, Points):
            continue
        points = ballot.marks.points
        if any(amount < 0 for amount in points.values()):
            raise CountError("negative-points", {"ballot": number})
        if not any(points.values()):
            totals.blank += ballot.count
            continue
        totals.valid += ballot.count
        weight = totals.weights[number - 1]
        for option, amount in points.items():
            if amount:
                totals.add(option, amount * weight, ballot)
    totals.add_tallies(profile)
    return finish(rule, profile, settings, totals)


RULE = Rule("dots", (Points,), count, (SEATS, *TIE_SETTINGS), takes_tallies=True)
