"""Agreement: each option gets a step of a scale from full support (1) to a block (the last step)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from labapp.counting.profile import Agreement, Marks
from labapp.kinds.vote.forms.base import Body, Form, Limits, whole, whole_values
from labapp.wording.translate import N_


class AgreementForm(Form):
    """A step per option; `steps` is 5, 7 or 8."""

    id = "agreement"
    name = N_("Steps of agreement")
    rules = ("agreement",)

    def defaults(self) -> dict[str, Any]:
        """Return five steps."""
        return {"steps": 5}

    def blank(self) -> Body:
        """Return a ballot without a step."""
        return {}

    def check_limits(self, limits: Limits, count: int) -> None:
        """Refuse a scale shorter than three or longer than eight steps."""
        whole(limits, "steps", 3, 8)

    def check(self, body: Body, limits: Limits, numbers: Sequence[int]) -> Body:
        """Accept one step for each known option."""
        return whole_values(body, numbers, 1, limits["steps"])

    def marks(self, body: Body, ids: Mapping[int, str]) -> Marks:
        """Return steps by option id."""
        return Agreement({ids[int(number)]: step for number, step in body.items()})
