"""Greedy: down the list by votes (or points); what still fits is bought, what does not is passed over.

Source: the ordinary rule of Polish cities (methods.md 3.4, 1). Choices made here: the score is votes, points where
ballots give points, r to 1 points for a ranking of r; an option nobody supports is never bought; there is no minimum
score unless one is set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from labapp.counting.budget_case import MIN_SCORE
from labapp.counting.greedy_common import SETTINGS, greedy
from labapp.counting.grouping import NEEDS
from labapp.counting.outcome import Outcome
from labapp.counting.profile import Profile
from labapp.counting.rule import Progress, Rule
from labapp.counting.spending import SKIP


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Buy by falling score."""
    return greedy(RULE.id, SKIP, profile, settings, progress)


_LEAST = replace(MIN_SCORE, default="none")
RULE = Rule("greedy", NEEDS, count, (*SETTINGS, _LEAST), uses_cost=True)
