"""What a form of ballot is: its limits, its check, its canonical body, and the marks it gives to a count.

A body is plain JSON by option number (what stage, booth, paper and entry form share), so that two equal ballots are
equal texts. To add a form: one file, one row in `forms/__init__.py`, words in `words.py`, a booth row, a test.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from labapp.counting.profile import Marks
from labapp.errors import UserError
from labapp.store.holds import parsed

Body = Any  # JSON: a list of numbers or a mapping of number (as text) to a value
Limits = Mapping[str, Any]


class Form(ABC):
    """One form of ballot. Stateless; `limits` are the form's own settings of one vote."""

    id: ClassVar[str]
    name: ClassVar[str]  # an N_() msgid
    rules: ClassVar[tuple[str, ...]]  # the first is proposed
    hand_answers: ClassVar[tuple[str, ...]] = ()  # what hands can be counted for; empty: not by hands

    @abstractmethod
    def defaults(self) -> dict[str, Any]:
        """Return the limits of a new vote."""

    @abstractmethod
    def blank(self) -> Body:
        """Return an empty ballot; handing it in empty is allowed and counted as blank."""

    @abstractmethod
    def check(self, body: Body, limits: Limits, numbers: Sequence[int]) -> Body:
        """Return the ballot in canonical shape; UserError when it breaks a limit."""

    @abstractmethod
    def marks(self, body: Body, ids: Mapping[int, str]) -> Marks:
        """Return what is counted, by option id."""

    def check_limits(self, limits: Limits, count: int) -> None:
        """Refuse limits that no ballot over so many options could keep; some forms have none."""
        return

    def counting(self, limits: Limits) -> dict[str, Any]:
        """Return what the limits of the ballot mean for the rule (steps of a scale, weights of criteria)."""
        return {}

    def fitted(self, limits: Limits, count: int) -> dict[str, Any]:
        """Return the limits as they come out over so many options ("up to 3" of two is up to 2)."""
        return dict(limits)

    def left(self, body: Body, limits: Limits) -> int | None:
        """Return how much may still be given (dots, choices), None where nothing is counted down."""
        return None

    def hands_per_person(self, limits: Limits) -> int:
        """Return how often one person may raise a hand over all options."""
        return 1

    def block(self, limits: Limits) -> int:
        """Return how many bytes a sealed ballot keeps for each option."""
        return 64

    def encode(self, body: Body) -> str:
        """Return the one text of a checked ballot."""
        return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def decode(self, text: str, limits: Limits, numbers: Sequence[int]) -> Body:
        """Read a stored ballot back; UserError for what was altered past the program: nothing is counted as a guess."""
        try:
            return self.check(parsed(text), limits, numbers)
        except (UserError, ValueError) as problem:
            raise UserError("vote.ballot-altered") from problem


def whole(limits: Limits, name: str, low: int, high: int) -> int:
    """Return a whole-number limit; UserError when it is none or out of range."""
    value = limits.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise UserError("vote.limit", name=name, value=str(value)[:20], low=low, high=high)
    return value


def numbers_in(body: Body, known: Sequence[int]) -> list[int]:
    """Return a list of option numbers without doubles, ascending; UserError for anything else."""
    if not isinstance(body, list | tuple) or any(not isinstance(n, int) or isinstance(n, bool) for n in body):
        raise UserError("vote.ballot-shape")
    for number in body:
        if number not in known:
            raise UserError("vote.ballot-unknown", number=number)
    return sorted(set(body))


def by_number(body: Body, known: Sequence[int]) -> dict[str, Any]:
    """Return a mapping whose keys are option numbers as text, ascending; UserError for anything else."""
    if not isinstance(body, Mapping):
        raise UserError("vote.ballot-shape")
    keys = [str(key) for key in body]
    if any(not key.isascii() or not key.isdigit() for key in keys):
        raise UserError("vote.ballot-shape")
    for key in keys:
        if int(key) not in known:
            raise UserError("vote.ballot-unknown", number=int(key))
    return {str(key): body[key] for key in sorted(body, key=int)}


def whole_values(body: Body, known: Sequence[int], low: int, high: int) -> dict[str, int]:
    """Return a mapping of option number to a whole number within limits."""
    values = by_number(body, known)
    for key, value in values.items():
        if not isinstance(value, int) or isinstance(value, bool):
            raise UserError("vote.ballot-shape")
        if not low <= value <= high:
            raise UserError("vote.ballot-value", number=int(key), value=value, low=low, high=high)
    return values
