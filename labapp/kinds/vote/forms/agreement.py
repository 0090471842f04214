"""Agreement: each option gets a step of a scale from full support (1) to a block (the last step).

The scale is the group's own: 5, 7 or 8 steps with words of their own, up to which step a mark is support, whether the
last one binds, and whether a low mark may say why. A mark is a step, or a step with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from labapp.counting.profile import Agreement, Marks
from labapp.errors import UserError
from labapp.kinds.vote.forms.base import Body, Form, Limits, by_number, whole, whole_values
from labapp.wording.translate import N_

REASON_LIMIT = 120


class AgreementForm(Form):
    """A step per option; steps up to `support` are support, the last is a block, those between are reservations."""

    id = "agreement"
    name = N_("Steps of agreement")
    rules = ("agreement",)

    def defaults(self) -> dict[str, Any]:
        """Return five steps, the first two of them support; a block binds and low marks may give a reason."""
        return {"steps": 5, "support": 2, "block": "binds", "words": [], "reasons": True}

    def blank(self) -> Body:
        """Return a ballot without a step."""
        return {}

    def check_limits(self, limits: Limits, count: int) -> None:
        """Refuse a scale shorter than three or longer than eight steps, or one that is support throughout."""
        steps = whole(limits, "steps", 3, 8)
        whole(limits, "support", 1, steps - 1)
        if limits.get("words") and len(limits["words"]) != steps:
            raise UserError("vote.step-words", n=steps, given=len(limits["words"]))

    def check(self, body: Body, limits: Limits, numbers: Sequence[int]) -> Body:
        """Accept one step for each known option; a reason only beside a low mark, shortened to its limit."""
        given = by_number(body, numbers)
        pairs = {key: value for key, value in given.items() if isinstance(value, list | tuple)}
        if any(len(pair) != 2 or not isinstance(pair[1], str) for pair in pairs.values()):
            raise UserError("vote.ballot-shape")
        plain = {key: pairs[key][0] if key in pairs else value for key, value in given.items()}
        steps = whole_values(plain, numbers, 1, limits["steps"])
        said = {key: " ".join(pair[1].split())[:REASON_LIMIT] for key, pair in pairs.items()}
        allowed = bool(limits.get("reasons"))
        return {
            key: [step, said[key]] if allowed and step > limits["support"] and said.get(key) else step
            for key, step in steps.items()
        }

    def marks(self, body: Body, ids: Mapping[int, str]) -> Marks:
        """Return steps by option id."""
        return Agreement({ids[int(number)]: step_of(value) for number, value in body.items()})

    def counting(self, limits: Limits) -> dict[str, Any]:
        """Return the scale as the rule knows it."""
        return {"steps": str(limits["steps"]), "support": str(limits["support"]), "block": str(limits["block"])}

    def block(self, limits: Limits) -> int:
        """Leave room for a reason of letters that take four bytes each."""
        return 64 + (4 * REASON_LIMIT + 64 if limits.get("reasons") else 0)


def step_of(value: Any) -> int:  # noqa: ANN401 - JSON
    """Return the step of a mark, with or without its reason."""
    return int(value[0] if isinstance(value, list | tuple) else value)
