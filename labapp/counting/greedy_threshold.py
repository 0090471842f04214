"""Greedy with a threshold: as greedy, but only options with a minimum score take part.

Source: cities with a least number of votes or points (methods.md 3.4, 1). Choices made here: the minimum is the one the
file brings (min_project_score_threshold) unless one is set; reaching it is enough.
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


_LEAST = replace(MIN_SCORE, default="profile")
RULE = Rule("greedy-threshold", NEEDS, count, (*SETTINGS, _LEAST), uses_cost=True)
