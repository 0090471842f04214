"""Poznań: down the list by votes; the first that does not fit is bought if 80 % of its cost is left, then it ends.

Source: the rule of Poznań (methods.md 3.4, 1). Choices made here: exactly 80 % is enough; the last option may so exceed
the budget by at most a fifth of its cost; a minimum score in the file holds.
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
from labapp.counting.spending import POZNAN


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Buy by falling score."""
    return greedy(RULE.id, POZNAN, profile, settings, progress)


_LEAST = replace(MIN_SCORE, default="profile")
RULE = Rule("poznan", NEEDS, count, (*SETTINGS, _LEAST), uses_cost=True)
