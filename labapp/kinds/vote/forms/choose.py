"""Choose some options: from `min` to `max` of them; one of one is the ordinary single choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from labapp.counting.profile import Approvals, Marks
from labapp.errors import UserError
from labapp.kinds.vote.forms.base import Body, Form, Limits, numbers_in, whole
from labapp.wording.translate import N_


class ChooseForm(Form):
    """A set of options; an empty ballot is blank and always allowed."""

    id = "choose"
    name = N_("Choose options")
    rules = ("approval", "plurality")
    hand_answers = ("yes",)

    def defaults(self) -> dict[str, Any]:
        """Return one to three."""
        return {"min": 1, "max": 3}

    def blank(self) -> Body:
        """Return a ballot without a choice."""
        return []

    def check_limits(self, limits: Limits, count: int) -> None:
        """Refuse a minimum above the options there are; a maximum above them says no more than "all"."""
        most = min(whole(limits, "max", 1, 999), count)
        whole(limits, "min", 0, most)

    def fitted(self, limits: Limits, count: int) -> dict[str, Any]:
        """Return a maximum no higher than the options there are."""
        return {**limits, "max": min(int(limits["max"]), count)}

    def check(self, body: Body, limits: Limits, numbers: Sequence[int]) -> Body:
        """Accept between `min` and `max` different options, or none at all."""
        chosen = numbers_in(body, numbers)
        if len(chosen) > limits["max"]:
            raise UserError("vote.ballot-too-many", limit=limits["max"])
        if chosen and len(chosen) < limits["min"]:
            raise UserError("vote.ballot-too-few", limit=limits["min"])
        return chosen

    def marks(self, body: Body, ids: Mapping[int, str]) -> Marks:
        """Return the chosen ids."""
        return Approvals(tuple(ids[number] for number in body))

    def left(self, body: Body, limits: Limits) -> int | None:
        """Return how many more may be chosen."""
        return int(limits["max"]) - len(body)

    def hands_per_person(self, limits: Limits) -> int:
        """Return how many options one person may support."""
        return int(limits["max"])
