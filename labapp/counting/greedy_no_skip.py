"""Greedy without skipping: down the list by votes; buying ends at the first option that does not fit.

Source: the rule of Gdynia and others (methods.md 3.4, 1). Choices made here: a minimum score in the file holds; an
option below it takes no part, so it cannot end the buying.
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
from labapp.counting.spending import STOP


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Buy by falling score."""
    return greedy(RULE.id, STOP, profile, settings, progress)


_LEAST = replace(MIN_SCORE, default="profile")
RULE = Rule("greedy-no-skip", NEEDS, count, (*SETTINGS, _LEAST), uses_cost=True)
