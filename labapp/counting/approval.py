"""Approval: each ballot supports any number of options, the most supported wins (with seats: the N most supported).

Source: choose-up-to-k ballots (methods.md 3.3). Choices made here: limits of the form are checked before counting; an
option marked twice counts once, and that is said; of points, any amount above zero is support.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labapp.counting.checks import watched
from labapp.counting.outcome import Outcome
from labapp.counting.profile import Approvals, Points, Profile
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import SEATS, TIE_SETTINGS
from labapp.counting.totals import Totals, finish


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Count in how many ballots each option is supported."""
    totals = Totals.of(profile, progress)
    for ballot, weight in zip(watched(profile, progress), totals.weights, strict=True):
        marks = ballot.marks
        if isinstance(marks, Approvals):
            named = marks.chosen
        elif isinstance(marks, Points):
            named = tuple(option for option, points in marks.points.items() if points > 0)
        else:
            continue
        chosen = dict.fromkeys(named)
        totals.doubled += ballot.count if len(chosen) < len(named) else 0
        if not chosen:
            totals.blank += ballot.count
            continue
        totals.valid += ballot.count
        for option in chosen:
            totals.add(option, weight, ballot)
    totals.add_tallies(profile)
    return finish(RULE.id, profile, settings, totals)


RULE = Rule("approval", (Approvals, Points), count, (SEATS, *TIE_SETTINGS), takes_tallies=True)
