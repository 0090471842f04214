"""Dots: `n` to give away, at most `cap` on one option; not all need to be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from labapp.counting.profile import Marks, Points
from labapp.errors import UserError
from labapp.kinds.vote.forms.base import Body, Form, Limits, whole, whole_values
from labapp.wording.translate import N_


class DotsForm(Form):
    """Dots per option."""

    id = "dots"
    name = N_("Dots")
    rules = ("dots", "approval")
    hand_answers = ("yes",)

    def defaults(self) -> dict[str, Any]:
        """Return five dots, at most three on one option."""
        return {"n": 5, "cap": 3}

    def blank(self) -> Body:
        """Return a ballot without dots."""
        return {}

    def check_limits(self, limits: Limits, count: int) -> None:
        """Refuse no dots at all, or a cap above the dots there are."""
        most = whole(limits, "n", 1, 100)
        whole(limits, "cap", 1, most)

    def check(self, body: Body, limits: Limits, numbers: Sequence[int]) -> Body:
        """Accept up to `n` dots, up to `cap` on one option; an option without a dot is left out."""
        dots = whole_values(body, numbers, 0, limits["cap"])
        if sum(dots.values()) > limits["n"]:
            raise UserError("vote.ballot-too-many", limit=limits["n"])
        return {number: count for number, count in dots.items() if count}

    def marks(self, body: Body, ids: Mapping[int, str]) -> Marks:
        """Return dots by option id."""
        return Points({ids[int(number)]: count for number, count in body.items()})

    def left(self, body: Body, limits: Limits) -> int | None:
        """Return how many dots are left."""
        return int(limits["n"]) - int(sum(body.values()))

    def hands_per_person(self, limits: Limits) -> int:
        """Return how many dots one person has."""
        return int(limits["n"])
