"""What is marked on one ballot and what may still be: limits kept while it is filled in. No window in here.

Rows are named by the option's number; rows of a second criterion start from `CRITERION` and so on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from labapp.kinds.vote import figure_words
from labapp.kinds.vote.forms.budget import affordable
from labapp.kinds.vote.terms import Terms
from labapp.wording.translate import Translator

CRITERION = 1_000  # rows of the second criterion are numbered from here: more options than anybody ranks


class Marks:
    """The marks of one ballot; every operation says whether it was allowed."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._limits = terms.limits
        self._marks: dict[int, Any] = {}
        self.criteria: list[str] = list(self._limits["criteria"]) if terms.form_id == "score" else [""]

    @property
    def several_criteria(self) -> bool:
        """Whether an option has several rows, one a criterion."""
        return len(self.criteria) > 1

    @property
    def simple(self) -> bool:
        """Whether an option is only marked or not."""
        form = self._terms.form_id
        return form in ("choose", "ranking") or (form == "budget" and self._limits["way"] == "choose")

    @property
    def dotted(self) -> bool:
        """Whether an option is given dots or points."""
        return self._terms.form_id in ("dots", "budget") and not self.simple

    @property
    def blank(self) -> bool:
        """Whether nothing is marked."""
        return not self._marks

    def of(self, key: int) -> Any:  # noqa: ANN401 - JSON
        """Return the mark of one row, None where there is none (or where it says "no opinion")."""
        return self._marks.get(key)

    def has(self, key: int) -> bool:
        """Whether a row is marked at all."""
        return key in self._marks

    def wants_reason(self, key: int) -> bool:
        """Whether the mark is low enough to be asked why."""
        mark = self._marks.get(key)
        return mark is not None and mark > int(self._limits["support"])

    def body(self, reasons: Mapping[int, str]) -> Any:  # noqa: ANN401 - JSON
        """Return the ballot as it would be cast; the order of the rows is nowhere in it."""
        if self._terms.form_id == "ranking":
            return sorted(self._marks, key=lambda number: self._marks[number])
        if self.simple:
            return sorted(self._marks)
        if self._terms.form_id == "score":
            return self._by_criterion()
        body = {str(number): mark for number, mark in sorted(self._marks.items())}
        return {key: [mark, reasons[int(key)]] if reasons.get(int(key)) else mark for key, mark in body.items()}

    def left(self) -> int | None:
        """Return how much may still be given."""
        return self._terms.form.left(self.body({}), self._limits)

    def toggle(self, number: int) -> bool:
        """Mark an option, or take its mark back (a ranking closes up)."""
        if number in self._marks:
            gone = self._marks.pop(number)
            if self._terms.form_id == "ranking":
                self._marks = {n: rank - (rank > gone) for n, rank in self._marks.items()}
            return True
        if not self._fits(number):
            return False
        self._marks[number] = len(self._marks) + 1
        return True

    def give(self, number: int, by: int) -> bool:
        """Give one dot more, or take one back; False where a limit stands in the way."""
        now = int(self._marks.get(number, 0)) + by
        if now < 0:
            return True  # nothing to take back, and nothing to say about it
        if now > int(self._limits["cap"]) or (by > 0 and self.left() == 0):
            return False
        self._marks[number] = now
        if not now:
            del self._marks[number]
        return True

    def answer(self, key: int, value: Any) -> None:  # noqa: ANN401 - JSON
        """Give an answer, a step or a grade; the same once more takes it back."""
        if key in self._marks and self._marks[key] == value:
            del self._marks[key]
        else:
            self._marks[key] = value

    def step(self, key: int, by: int, values: Sequence[Any]) -> None:
        """Go to the next answer of a row; the first step starts from the near end."""
        place = values.index(self._marks[key]) + by if key in self._marks else (0 if by > 0 else len(values) - 1)
        self._marks[key] = values[max(0, min(place, len(values) - 1))]

    def segments(self, _: Translator) -> list[tuple[Any, str]]:
        """Return the answers a row offers side by side."""
        limits = self._limits
        if self._terms.form_id == "answers":
            return [(value, figure_words.answer(value, _)) for value in ("yes", "no", "abstain")]
        if self._terms.form_id == "agreement":
            return [(step, str(step)) for step in range(1, int(limits["steps"]) + 1)]
        grades: list[tuple[Any, str]] = [(g, str(g)) for g in range(int(limits["low"]), int(limits["high"]) + 1)]
        return [*grades, (None, _("no opinion"))]

    def _fits(self, number: int) -> bool:
        """Whether one more option may be marked: another choice, and enough money."""
        if self._terms.form_id != "budget":
            return self.left() != 0
        most = int(self._limits["max"])
        if most and len(self._marks) >= most:
            return False
        return affordable([*self._marks, number], self._limits)

    def _by_criterion(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for key, grade in sorted(self._marks.items()):
            place, number = divmod(key, CRITERION)
            found.setdefault(self.criteria[place], {})[str(number)] = grade
        return found
