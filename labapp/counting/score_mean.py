"""Mean score: each option's grades are averaged, over several criteria by their weights; the highest mean wins.

Source: multi-criteria scoring as in workshop tools (peers.md 146). Choices made here: "no opinion" is left out of the
mean; criteria weigh 1 unless `weights` says otherwise; an option judged by fewer than `min-opinions` people (under
criteria that weigh anything) gets no score and cannot win, and that is said.

Rounds: one mapping per option and criterion with mean, median, people, no_opinion and variance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from labapp.counting.checks import tidy
from labapp.counting.grades import (
    CRITERIA_WEIGHTS,
    MIN_OPINIONS,
    Sheet,
    read_sheet,
    weighted,
    weights_of,
)
from labapp.counting.outcome import Number, Outcome, Reason
from labapp.counting.profile import Grades, Profile
from labapp.counting.ranked import conclude
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import SEATS, TIE_SETTINGS


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Average the grades."""
    return by_grades(RULE.id, profile, settings, "mean", progress)


def by_grades(
    rule: str, profile: Profile, settings: Mapping[str, Any], middle: str, progress: Progress | None
) -> Outcome:
    """Score options by the mean or median of their grades under each criterion, weighted over the criteria."""
    sheet = read_sheet(profile, settings, progress)
    weights = weights_of(sheet, settings)
    settings = {**settings, "weights": weights}
    rows = _rows(sheet)
    middles: dict[str, dict[str, Number | None]] = {option.id: {} for option in profile.options}
    for row in rows:
        middles[row["option"]][row["criterion"]] = row[middle]
    scores: dict[str, Fraction] = {}
    unscored: list[Reason] = []
    for option, by_criterion in middles.items():
        score = weighted(by_criterion, weights)
        if score is None or sheet.people[option] < settings["min-opinions"]:
            params = {"option": option, "people": sheet.people[option], "needed": settings["min-opinions"]}
            unscored.append(Reason("too-few-opinions", params))
        else:
            scores[option] = score
    outcome = conclude(
        rule, profile, settings, scores, sheet.ballots, rows, (), lambda o: {"people": sheet.people[o]}
    )
    criteria = sum(1 for weight in weights.values() if weight)  # a mean of several medians is told as one
    said = [Reason(reason.code, {**reason.params, "criteria": criteria}) for reason in outcome.reasons]
    return replace(outcome, reasons=(*said, *(unscored if sheet.ballots.valid else ())))


def _rows(sheet: Sheet) -> tuple[Mapping[str, Any], ...]:
    return tuple([
        {
            "option": option,
            "criterion": name,
            "mean": _shown(cell.mean()),
            "median": _shown(cell.median()),
            "variance": _shown(cell.variance()),
            "people": cell.people,
            "no_opinion": cell.none,
        }
        for name, table in sheet.opinions.items()
        for option, cell in table.items()
    ])


def _shown(value: Fraction | None) -> int | Fraction | None:
    return None if value is None else tidy(value)


RULE = Rule("score-mean", (Grades,), count, (SEATS, CRITERIA_WEIGHTS, MIN_OPINIONS, *TIE_SETTINGS))
