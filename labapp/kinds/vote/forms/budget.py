"""Budget: choose what to buy within a sum, or give points; what is bought follows from all ballots together.

`way` is "choose" (options whose costs fit `sum` on each ballot, at most `max` of them, 0 for any number) or "points"
(`n` to give, up to `cap` on one option). `costs` are filled in at opening, in the order of the numbers. `currency` is
a code of three letters. `beyond` lets an option alone be chosen of whose cost four fifths are there: by the rule of
Poznań it may win, also in a run-off about what is left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from labapp.counting.profile import Approvals, Marks, Points
from labapp.errors import UserError
from labapp.kinds.vote.forms.base import Body, Form, Limits, numbers_in, whole, whole_values
from labapp.wording.translate import N_

ZLOTY = "PLN"
_CODE = re.compile(r"[A-Z]{3}")
_ZLOTY = ("zł", "zl", "złotych", "złote", "złoty")
_SIGNS = {**dict.fromkeys(_ZLOTY, ZLOTY), "€": "EUR", "$": "USD", "£": "GBP", "kč": "CZK", "₴": "UAH"}
_GROUPED = re.compile(r"([1-9]\d{0,2}(?:[.,]\d{3})+)(?:[.,](\d{1,2}))?")
"""Thousands parted by points or commas: three digits after one are never cents."""


class BudgetForm(Form):
    """Options with costs."""

    id = "budget"
    name = N_("Sharing out a sum")
    rules = ("greedy", "equal-shares", "greedy-no-skip", "poznan", "phragmen")

    def defaults(self) -> dict[str, Any]:
        """Return any number of options on a ballot as long as they fit a sum that has yet to be said."""
        return {"way": "choose", "sum": "", "max": 0, "n": 10, "cap": 5, "costs": [], "currency": ZLOTY}

    def blank(self) -> Body:
        """Return an empty ballot."""
        return []

    def check_limits(self, limits: Limits, count: int) -> None:
        """Refuse a sum or costs that are no amounts."""
        if (amount(limits["sum"]) or 0) <= 0:
            raise UserError("vote.sum")
        if not _CODE.fullmatch(str(limits["currency"])):
            raise UserError("vote.currency")
        for number, cost in enumerate(limits["costs"], 1):
            if amount(cost) is None:
                raise UserError("vote.cost-missing", number=number)
        if limits["way"] == "points":
            whole(limits, "cap", 1, whole(limits, "n", 1, 100))
        else:
            whole(limits, "max", 0, 999)

    def check(self, body: Body, limits: Limits, numbers: Sequence[int]) -> Body:
        """Accept what fits the sum, or points within their limits."""
        if limits["way"] == "points":
            points = whole_values(body or {}, numbers, 0, limits["cap"])
            if sum(points.values()) > limits["n"]:
                raise UserError("vote.ballot-too-many", limit=limits["n"])
            return {number: count for number, count in points.items() if count}
        chosen = numbers_in(body, numbers)
        if limits["max"] and len(chosen) > limits["max"]:
            raise UserError("vote.ballot-too-many", limit=limits["max"])
        if not affordable(chosen, limits):
            raise UserError("vote.ballot-over-sum", limit=amount(limits["sum"]) or 0, currency=str(limits["currency"]))
        return chosen

    def marks(self, body: Body, ids: Mapping[int, str]) -> Marks:
        """Return chosen options, or points by option id."""
        if isinstance(body, Mapping):
            return Points({ids[int(number)]: count for number, count in body.items()})
        return Approvals(tuple(ids[number] for number in body))

    def left(self, body: Body, limits: Limits) -> int | None:
        """Return the points that are left, or the whole money."""
        if limits["way"] == "points":
            return int(limits["n"]) - int(sum((body or {}).values()))
        return max(0, int((amount(limits["sum"]) or 0) - spent(body, limits)))


def amount(text: Any) -> Fraction | None:  # noqa: ANN401 - as typed
    """Return an exact amount of money, None for what is none."""
    plain = "".join(str(text).split()).replace(",", ".")
    try:
        value = Fraction(plain)
    except (ValueError, ZeroDivisionError):
        return None
    return value if value >= 0 else None


def currency(text: str) -> str:
    """Return the code of a currency typed by its code or sign; what is neither comes back for `check_limits`."""
    bare = text.strip().rstrip(".")
    return _SIGNS.get(bare.lower(), bare.upper())


def typed(text: str, code: str = ZLOTY) -> str | None:
    """Return an amount as people write it (20 000, 25.000, 60 000,50 zł) as it is kept; None for what is none."""
    names = [code, *(sign for sign, named in _SIGNS.items() if named == code)]
    ending = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    bare = re.sub(rf"(?:{ending})\.?$", "", "".join(text.split()), flags=re.IGNORECASE)
    grouped = _GROUPED.fullmatch(bare)
    plain = bare.replace(",", ".")
    if grouped:
        plain = re.sub(r"[.,]", "", grouped[1]) + (f".{grouped[2]}" if grouped[2] else "")
    return plain if amount(plain) is not None else None


def spent(chosen: Sequence[int], limits: Limits) -> Fraction:
    """Return what these options cost together."""
    costs = limits["costs"]
    return sum((amount(costs[number - 1]) or Fraction(0) for number in chosen if number <= len(costs)), Fraction(0))


def affordable(chosen: Sequence[int], limits: Limits) -> bool:
    """Tell whether these options fit the sum, or the one that costs something as far as the rule lets the last go."""
    cost, whole = spent(chosen, limits), amount(limits["sum"]) or Fraction(0)
    alone = sum(spent([number], limits) > 0 for number in chosen) == 1
    return cost <= whole or (bool(limits.get("beyond")) and alone and 4 * cost <= 5 * whole)
