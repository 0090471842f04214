"""Ballots as typed from paper: `3 3 7 9 11`, and the same way back, so that two readings can be compared.

Numbers are options where one chooses, gives dots, ranks or buys (a repeat is one more dot). Where every option gets an
answer, a step or a grade, the values stand in the order of the options and `-` leaves one out; answers are 1 for,
2 against, 3 abstaining. Nothing at all is a blank ballot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from labapp.errors import UserError
from labapp.kinds.vote.forms.base import Body
from labapp.kinds.vote.terms import Terms

_ANSWERS = ("yes", "no", "abstain")
_NONE = "-"
_SHOWN = 8
"""Tokens of an example: more would not fit the line they are typed into."""


def read(text: str, terms: Terms, numbers: Sequence[int]) -> Body:
    """Return the checked ballot that was typed; UserError says what cannot be."""
    tokens = [token for token in re.split(r"[\s,;]+", text.strip()) if token]
    if any(token != _NONE and not (token.isascii() and token.isdigit()) for token in tokens):
        raise UserError("vote.typed", text=text.strip()[:40])
    return terms.form.check(_body(tokens, terms, numbers), terms.limits, numbers)


def example(terms: Terms, numbers: Sequence[int]) -> str:
    """Return a ballot that this vote takes, to show how one is typed; the beginning of one where it would be long."""
    for tokens in _examples(terms, numbers):
        try:
            read(" ".join(tokens), terms, numbers)
        except UserError:
            continue
        return " ".join(tokens) if len(tokens) <= _SHOWN else " ".join((*tokens[:_SHOWN], "…"))
    return str(numbers[0]) if numbers else ""


def _examples(terms: Terms, numbers: Sequence[int]) -> Iterator[list[str]]:
    """Yield ballots, the most telling first; the first that keeps every limit will do."""
    form, limits, many = terms.form_id, terms.limits, len(numbers)
    if form == "dots" or (form == "budget" and limits["way"] == "points"):
        few, more = min(3, many), min(7, many)
        yield from ([str(n) for n in found] for found in ((few, few, more), (few, more), (few, few), (few,)))
    elif form in ("choose", "ranking", "budget"):
        told = [3, 1, 2] if form == "ranking" else [2, min(5, many)]
        listed = list(dict.fromkeys(n for n in (*told, *numbers) if n in numbers))
        for count in dict.fromkeys((len(told), *range(len(told) - 1, 0, -1), *range(1, many + 1))):
            chosen = listed[:count] if form == "ranking" else sorted(listed[:count])
            yield [str(n) for n in chosen]
        yield from ([str(n)] for n in numbers)
    else:
        low, high = int(limits.get("low", 1)), int(limits.get("high", limits.get("steps", 2)))
        turns = {"answers": (1, 2, 1), "score": (high, (low + high + 1) // 2, high - 1)}.get(form, (1, 2, high))
        yield [str(max(low, turns[at % 3])) for at in range(many * len(limits.get("criteria", ("",))))]


def void(text: str) -> tuple[int | None, str]:
    """Return number and reason of a void sheet: `#12 torn`, or the reason alone; a bare number belongs to it."""
    words = " ".join(text.split())
    found = re.match(r"#\s?(\d{1,6})\b[\s:,–-]*", words)
    return (int(found[1]), words[found.end() :]) if found else (None, words)


def shown(body: Body, terms: Terms, numbers: Sequence[int]) -> str:
    """Return a ballot as it would be typed."""
    form = terms.form_id
    if isinstance(body, list | tuple):
        return " ".join(str(number) for number in body)
    if form in ("dots", "budget"):
        return " ".join(key for key in sorted(body, key=int) for _again in range(int(body[key])))
    if form == "score":
        table = [body.get(name, {}) for name in terms.limits["criteria"]]
        found = [_grade(given, number) for given in table for number in numbers]
        return " ".join(found) if any(given for given in table) else ""
    given = {key: value[0] if isinstance(value, list | tuple) else value for key, value in body.items()}
    if not given:
        return ""
    return " ".join(_answer(given.get(str(number)), form) for number in numbers)


def _body(tokens: list[str], terms: Terms, numbers: Sequence[int]) -> Any:  # noqa: ANN401 - JSON
    form = terms.form_id
    if form in ("choose", "ranking", "dots", "budget"):
        if _NONE in tokens:
            raise UserError("vote.typed", text=_NONE)
        chosen = [int(token) for token in tokens]
        if form in ("choose", "ranking") or (form == "budget" and terms.limits["way"] == "choose"):
            _refuse_twice(chosen)
            return chosen
        return {str(number): many for number, many in Counter(chosen).items()}
    criteria = list(terms.limits["criteria"]) if form == "score" else [""]
    if tokens and len(tokens) != len(numbers) * len(criteria):
        raise UserError("vote.typed-count", n=len(numbers) * len(criteria), given=len(tokens))
    parts = [tokens[at * len(numbers) : (at + 1) * len(numbers)] for at in range(len(criteria))]
    if form == "score":
        return {name: _values(part, numbers) for name, part in zip(criteria, parts, strict=True) if part}
    values = _values(parts[0], numbers) if tokens else {}
    if form != "answers":
        return values
    if any(not 1 <= value <= len(_ANSWERS) for value in values.values()):
        raise UserError("vote.typed", text=" ".join(tokens)[:40])
    return {key: _ANSWERS[value - 1] for key, value in values.items()}


def _refuse_twice(chosen: list[int]) -> None:
    if len(set(chosen)) != len(chosen):
        raise UserError("vote.ballot-doubled")


def _values(tokens: list[str], numbers: Sequence[int]) -> dict[str, int]:
    return {str(number): int(token) for number, token in zip(numbers, tokens, strict=True) if token != _NONE}


def _grade(given: dict[str, Any], number: int) -> str:
    value = given.get(str(number))
    return _NONE if value is None else str(value)


def _answer(value: Any, form: str) -> str:  # noqa: ANN401 - JSON
    if value is None:
        return _NONE
    return str(_ANSWERS.index(value) + 1) if form == "answers" else str(value)
