"""Ranking: options in order of preference, the best first; `min` to `max` of them need be named.

As the sheet of a nominal group it has a fixed number of places, each worth a point more than the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from labapp.counting.profile import Marks, Ranking
from labapp.errors import UserError
from labapp.kinds.vote.forms.base import Body, Form, Limits, numbers_in, whole
from labapp.wording.translate import N_


class RankingForm(Form):
    """A list of option numbers, best first; `max` 0 lets all be ranked."""

    id = "ranking"
    name = N_("Ranking")
    rules = ("irv", "borda", "schulze", "copeland", "condorcet", "stv", "nominal-group")

    def defaults(self) -> dict[str, Any]:
        """Let everything be ranked, ask for at least one."""
        return {"min": 1, "max": 0}

    def blank(self) -> Body:
        """Return a ballot without a ranking."""
        return []

    def check_limits(self, limits: Limits, count: int) -> None:
        """Refuse limits beyond the options there are."""
        most = min(whole(limits, "max", 0, 999) or count, count)
        whole(limits, "min", 0, most)

    def fitted(self, limits: Limits, count: int) -> dict[str, Any]:
        """Return a number of places no higher than the options there are."""
        return {**limits, "max": min(int(limits["max"]), count)}

    def counting(self, limits: Limits) -> dict[str, Any]:
        """Return how many places give points, for the rule that asks."""
        return {"picks": limits["max"]} if limits["max"] else {}

    def check(self, body: Body, limits: Limits, numbers: Sequence[int]) -> Body:
        """Accept different known options in order, within the limits; none at all is blank."""
        if len(numbers_in(body, numbers)) != len(body):
            raise UserError("vote.ballot-doubled")
        most = limits["max"] or len(numbers)
        if len(body) > most:
            raise UserError("vote.ballot-too-many", limit=most)
        if body and len(body) < limits["min"]:
            raise UserError("vote.ballot-too-few", limit=limits["min"])
        return list(body)

    def marks(self, body: Body, ids: Mapping[int, str]) -> Marks:
        """Return one option a level."""
        return Ranking(tuple((ids[number],) for number in body))

    def left(self, body: Body, limits: Limits) -> int | None:
        """Return how many more may be ranked, where that is limited."""
        return int(limits["max"]) - len(body) if limits["max"] else None
