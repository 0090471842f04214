"""Plurality: each ballot names one option, the most often named wins (with seats: the N most often named).

Source: the ordinary choose-one ballot of Polish consultations (methods.md 3.3, "single choice"). Choices made here: a
ballot that names more than one option is invalid and said; of a ranking only the first level counts, and equal first
options make it invalid; an option nobody named is never chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labapp.counting.checks import watched
from labapp.counting.outcome import Outcome
from labapp.counting.profile import Approvals, Profile, Ranking
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import SEATS, TIE_SETTINGS
from labapp.counting.totals import Totals, finish


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Count first choices."""
    totals = Totals.of(profile, progress)
    for ballot, weight in zip(watched(profile, progress), totals.weights, strict=True):
        marks = ballot.marks
        if isinstance(marks, Approvals):
            named = marks.chosen
        elif isinstance(marks, Ranking):
            named = next((level for level in marks.levels if level), ())
        else:
            continue
        only = tuple(dict.fromkeys(named))
        totals.doubled += ballot.count if len(only) < len(named) else 0
        if not only:
            totals.blank += ballot.count
        elif len(only) > 1:
            totals.invalid += ballot.count
            totals.overmarked += ballot.count
        else:
            totals.valid += ballot.count
            totals.add(only[0], weight, ballot)
    totals.add_tallies(profile)
    return finish(RULE.id, profile, settings, totals)


RULE = Rule("plurality", (Approvals, Ranking), count, (SEATS, *TIE_SETTINGS), takes_tallies=True)
