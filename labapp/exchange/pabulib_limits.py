"""What a `.pb` file allows one ballot: how many projects, their cost, points; as a whole and by category.

Source: pabulib.org/format. A limit by category is one number for each name in `categories`, in that order, or a single
number for all of them. A limit that cannot be read is named and not checked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from labapp.counting.checks import tidy
from labapp.counting.outcome import Number
from labapp.exchange.source import Notes

Finding = tuple[str, Mapping[str, object]]
_NUMBER = re.compile(r"[0-9]{1,18}(?:[.,][0-9]{1,9})?")
_MOST_CATEGORIES = 1000  # each is held against every ballot
_WHOLE_BALLOT = ("length", "sum_points", "points", "sum_cost")
_BY_CATEGORY = ("length", "sum_cost")
_SHARING = ("budget_per_category", "budget_per_neighborhood", "leftover_budget")


@dataclass(frozen=True)
class Limit:
    """One limit: the key that declares it, its end (min or max), of what, for which category ("" for the ballot)."""

    key: str
    end: str
    what: str
    category: str
    value: Number

    def outside(self, found: Number) -> bool:
        """Say whether a ballot breaks it."""
        return found < self.value if self.end == "min" else found > self.value


class Limits:
    """All limits of one file, held against its ballots."""

    def __init__(
        self,
        meta: Mapping[str, str],
        lines: Mapping[str, int],
        costs: Mapping[str, Fraction],
        categories: Mapping[str, tuple[str, ...]],
        notes: Notes,
    ) -> None:
        self._meta, self._lines, self._notes = meta, lines, notes
        self._costs, self._categories = costs, categories
        self._limits = [*self._of_ballot(), *self._of_category()]
        self._limited = {limit.category for limit in self._limits if limit.category}
        self._costed = any(limit.what == "sum_cost" and not limit.category for limit in self._limits)
        for key in _SHARING:
            if meta.get(key):
                notes.warn("pb.not-applied", line=lines[key], key=key)

    def _of_ballot(self) -> list[Limit]:
        found = []
        for end in ("min", "max"):
            for what in _WHOLE_BALLOT:
                key = f"{end}_{what}"
                number = self._number(self._meta.get(key, ""))
                if number is not None:
                    found.append(Limit(key, end, what, "", number))
                elif self._meta.get(key):
                    self._unread(key)
        if self._meta.get("vote_type", "").lower() == "choose-1" and not self._meta.get("max_length"):
            found.append(Limit("vote_type choose-1", "max", "length", "", 1))
        return found

    def _of_category(self) -> list[Limit]:
        names = [name.strip() for name in self._meta.get("categories", "").split(",") if name.strip()]
        found = []
        for end in ("min", "max"):
            for what in _BY_CATEGORY:
                key = f"{end}_{what}_per_category"
                text = self._meta.get(key, "").strip("[] ")
                if not text:
                    continue
                numbers = [self._number(part.strip()) for part in text.split(",")]
                numbers = numbers * len(names) if len(numbers) == 1 else numbers
                readable = None not in numbers and len(numbers) == len(names)
                if not readable or not 0 < len(names) <= _MOST_CATEGORIES:
                    self._unread(key)
                    continue
                pairs = zip(names, numbers, strict=True)
                found += [Limit(key, end, what, name, number) for name, number in pairs if number is not None]
        return found

    @staticmethod
    def _number(text: str) -> Number | None:
        return tidy(Fraction(text.replace(",", "."))) if _NUMBER.fullmatch(text) else None

    def _unread(self, key: str) -> None:
        self._notes.warn("pb.bad-limit", line=self._lines[key], key=key, value=self._meta[key][:60])

    def outside(self, marks: Mapping[str, Number], pointed: bool) -> list[Finding]:
        """Compare one ballot with all limits."""
        values: dict[str, Number] = {"length": len(marks)}
        if self._costed:
            values["sum_cost"] = self._cost(list(marks))
        if pointed and marks:
            values |= {"sum_points": sum(marks.values())}
        found: list[Finding] = []
        own = self._by_category(marks)
        for limit in self._limits:
            value = self._of(limit, own.get(limit.category, ())) if limit.category else values.get(limit.what)
            if limit.what == "points" and pointed and marks:
                value = min(marks.values()) if limit.end == "min" else max(marks.values())
            if value is None or not limit.outside(value):
                continue
            params = {"key": limit.key, "limit": limit.value, "found": value}
            if limit.category:
                found.append(("pb.outside-category", {**params, "category": limit.category[:60]}))
            else:
                found.append(("pb.outside-limit", params))
        return found

    def _by_category(self, marks: Mapping[str, Number]) -> dict[str, list[str]]:
        """Return the projects of a ballot in each category that has limits, looked through once for all of them."""
        own: dict[str, list[str]] = {}
        for project in marks if self._limited else ():
            for category in self._limited.intersection(self._categories.get(project, ())):
                own.setdefault(category, []).append(project)
        return own

    def _of(self, limit: Limit, projects: Sequence[str]) -> Number:
        return len(projects) if limit.what == "length" else self._cost(projects)

    def _cost(self, projects: Sequence[str]) -> Number:
        return tidy(sum((self._costs[project] for project in projects), Fraction(0)))
