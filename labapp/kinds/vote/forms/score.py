"""Scores: each option gets a grade on a scale, "no opinion" is an answer of its own and never a zero.

A scale may have words of its own, and there may be several criteria with weights. A body is
{criterion: {number: grade}}; an option without an opinion is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from labapp.counting.profile import Grades, Marks
from labapp.errors import UserError
from labapp.kinds.vote.forms.base import Body, Form, Limits, by_number, whole
from labapp.wording.translate import N_


class ScoreForm(Form):
    """Grades from `low` to `high`."""

    id = "score"
    name = N_("Scores on a scale")
    rules = ("score-mean", "score-median")

    def defaults(self) -> dict[str, Any]:
        """Return one unnamed criterion, 1 to 5."""
        return {"low": 1, "high": 5, "criteria": [""], "weights": [], "words": []}

    def blank(self) -> Body:
        """Return a ballot without grades."""
        return {}

    def check_limits(self, limits: Limits, count: int) -> None:
        """Refuse an empty scale or doubled criteria."""
        high = whole(limits, "high", 1, 100)
        whole(limits, "low", 0, high - 1)
        criteria = list(limits.get("criteria", ()))
        if not criteria or len(set(criteria)) != len(criteria):
            raise UserError("vote.limit", name="criteria", value=str(len(criteria)), low=1, high=10)
        if limits.get("weights") and len(limits["weights"]) != len(criteria):
            raise UserError("vote.limit", name="criteria", value=str(len(criteria)), low=1, high=10)
        if limits.get("words") and len(limits["words"]) != high - limits["low"] + 1:
            raise UserError("vote.step-words", n=high - limits["low"] + 1, given=len(limits["words"]))

    def check(self, body: Body, limits: Limits, numbers: Sequence[int]) -> Body:
        """Accept whole grades on the scale; null for "no opinion" is left out, as paper leaves it out.

        Both count the same, and a null in a secret ballot would say that it came from the booth.
        """
        if not isinstance(body, Mapping):
            raise UserError("vote.ballot-shape")
        checked: dict[str, dict[str, int]] = {}
        for criterion, given in body.items():
            if criterion not in limits["criteria"]:
                raise UserError("vote.ballot-shape")
            grades = by_number(given, numbers)
            for number, grade in grades.items():
                _check_grade(int(number), grade, limits)
            said = {number: grade for number, grade in grades.items() if grade is not None}
            if said:
                checked[criterion] = said
        return checked

    def marks(self, body: Body, ids: Mapping[int, str]) -> Marks:
        """Return grades by criterion and option id."""
        return Grades({name: {ids[int(n)]: grade for n, grade in given.items()} for name, given in body.items()})


    def counting(self, limits: Limits) -> dict[str, Any]:
        """Return the weights of the criteria."""
        weights = limits.get("weights") or ()
        return {"weights": dict(zip(limits["criteria"], weights, strict=True))} if weights else {}

    def block(self, limits: Limits) -> int:
        """Leave room for every criterion."""
        return 64 * max(1, len(limits["criteria"]))


def _check_grade(number: int, grade: object, limits: Limits) -> None:
    if grade is None:
        return
    if not isinstance(grade, int) or isinstance(grade, bool):
        raise UserError("vote.ballot-shape")
    if not limits["low"] <= grade <= limits["high"]:
        raise UserError("vote.ballot-value", number=number, value=grade, low=limits["low"], high=limits["high"])
