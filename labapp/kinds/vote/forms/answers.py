"""For, against, abstain: each option is a motion of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from labapp.counting.profile import Answers, Marks
from labapp.errors import UserError
from labapp.kinds.vote.forms.base import Body, Form, Limits, by_number
from labapp.wording.translate import N_

ANSWERS = ("yes", "no", "abstain")


class AnswersForm(Form):
    """One answer to each motion; a motion left unanswered is blank for that motion only."""

    id = "answers"
    name = N_("For, against, abstain")
    rules = ("motion",)
    hand_answers = ANSWERS

    def defaults(self) -> dict[str, Any]:
        """Return no limits: there are none."""
        return {}

    def blank(self) -> Body:
        """Return a ballot without an answer."""
        return {}

    def check(self, body: Body, limits: Limits, numbers: Sequence[int]) -> Body:
        """Accept yes, no or abstain to known motions."""
        values = by_number(body, numbers)
        if any(answer not in ANSWERS for answer in values.values()):
            raise UserError("vote.ballot-shape")
        return values

    def marks(self, body: Body, ids: Mapping[int, str]) -> Marks:
        """Return the answers by option id."""
        return Answers({ids[int(number)]: answer for number, answer in body.items()})
