"""Median score: the middle grade of each option counts, so that a few extreme grades cannot decide.

Source: median voting. Choices made here: with an even number of opinions the median is the mean of the two middle
grades; several criteria are joined by the weighted mean of their medians; equal medians are a tie (no majority-judgment
tie-break is applied). "No opinion", weights and `min-opinions` as for the mean score.

Rounds: as for the mean score.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labapp.counting.grades import CRITERIA_WEIGHTS, MIN_OPINIONS
from labapp.counting.outcome import Outcome
from labapp.counting.profile import Grades, Profile
from labapp.counting.rule import Progress, Rule
from labapp.counting.score_mean import by_grades
from labapp.counting.settings import SEATS, TIE_SETTINGS


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Take the middle grades."""
    return by_grades(RULE.id, profile, settings, "median", progress)


RULE = Rule("score-median", (Grades,), count, (SEATS, CRITERIA_WEIGHTS, MIN_OPINIONS, *TIE_SETTINGS))
