"""What every sentence about a count is made with: quoted titles, lists, and exact numbers as people read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from labapp.wording.translate import Translator

NBSP = "\N{NO-BREAK SPACE}"
_FINEST = 12
"""So many decimals at most: who is apart by less is told by the rounds, not by a sentence."""
_QUOTED = re.compile(r"[„“\"]([^„“”\"]+)[”“\"]")


@dataclass(frozen=True)
class Names:
    """Titles of options by id; an id without a title names itself."""

    titles: Mapping[str, str] = field(default_factory=dict)
    translator: Translator = field(default_factory=lambda: Translator("en"))

    def one(self, option: str) -> str:
        """Return one title in quotation marks."""
        _ = self.translator
        return _("“{title}”", title=_within(_, self.titles.get(option) or option))

    def all(self, options: Sequence[str]) -> str:
        """Return titles as a list that ends in "and"."""
        return joined(self.translator, [self.one(option) for option in options])


def _within(_: Translator, title: str) -> str:
    """Return a title that has quotation marks of its own as it stands between others."""
    return _QUOTED.sub(r"«\1»" if _.language == "pl" else r"‘\1’", title)


Sentence = Callable[[Translator, Mapping[str, Any], Names], str]


def joined(_: Translator, parts: Sequence[str]) -> str:
    """Join parts as a sentence does: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])


def decimals(*values: int | Fraction) -> int:
    """Return how many decimals rounded figures need beside each other: what differs may not read the same."""
    numbers = {abs(Fraction(value)) for value in values}
    for places in range(2, _FINEST):
        if len({scaled(number, places) for number in numbers}) == len(numbers):
            return places
    return _FINEST


def scaled(value: int | Fraction, places: int) -> int:
    """Return a figure with so many decimals as a whole number of the last of them: a half goes up, as people round."""
    return int(abs(Fraction(value)) * 10**places + Fraction(1, 2))


def figure(_: Translator, value: int | Fraction, rounded: int = 2) -> str:
    """Write a number: whole ones in groups of three, fractions in full up to 5 decimals, else about, `rounded`.

    What would be rounded to nothing keeps its first digit.
    """
    number = Fraction(value)
    if number.denominator == 1:
        return grouped(_, str(abs(number.numerator)), number < 0)
    exact = next((places for places in range(1, 6) if (number * 10**places).denominator == 1), None)
    places = exact or rounded
    while abs(number) * 10**places < Fraction(1, 2) and places < _FINEST:
        places += 1
    digits = str(scaled(number, places)).zfill(places + 1)
    comma = "," if _.language == "pl" else "."
    text = grouped(_, digits[:-places], number < 0) + comma + digits[-places:]
    return text if exact else _("about {number}", number=text)


def grouped(_: Translator, digits: str, negative: bool) -> str:
    """Group the digits of a whole number; Polish leaves four digits together."""
    separator = NBSP if _.language == "pl" else ","
    if len(digits) > (4 if _.language == "pl" else 3):
        head = len(digits) % 3
        parts = [digits[:head]] if head else []
        digits = separator.join([*parts, *(digits[i : i + 3] for i in range(head, len(digits), 3))])
    return f"−{digits}" if negative else digits


def percent(_: Translator, share: Fraction) -> str:
    """Write a share: 50%, 66.67%, or a fraction such as 2/3 where percents would not be exact."""
    if (share * 10_000_000).denominator == 1:  # what `figure` writes in full
        return _("{number}%", number=figure(_, share * 100))
    return f"{share.numerator}/{share.denominator}"


def votes(_: Translator, value: int | Fraction, rounded: int = 2) -> str:
    """Count votes; with weights or transfers they may be fractions."""
    shown = figure(_, value, rounded)
    if Fraction(value).denominator != 1:
        return _.context("fraction", "{count} votes", count=shown)
    return _.plural("{count} vote", "{count} votes", int(value), count=shown)


def points(_: Translator, value: int | Fraction, rounded: int = 2) -> str:
    """Count points."""
    shown = figure(_, value, rounded)
    if Fraction(value).denominator != 1:
        return _.context("fraction", "{count} points", count=shown)
    return _.plural("{count} point", "{count} points", int(value), count=shown)


def dots(_: Translator, value: int | Fraction, rounded: int = 2) -> str:
    """Count dots, which are given whole; with weights they may be fractions."""
    shown = figure(_, value, rounded)
    if Fraction(value).denominator != 1:
        return _.context("fraction", "{count} dots", count=shown)
    return _.plural("{count} dot", "{count} dots", int(value), count=shown)


def short_of(
    _: Translator, p: Mapping[str, Any], t: Names, word: str, count: Callable[[Translator, int | Fraction, int], str]
) -> dict[str, str]:
    """Return an option, what it has (as `word`) and what a place took: the two never read the same."""
    rounded = decimals(p["score"], p["needed"])
    has = count(_, p["score"], rounded)
    return {"option": t.one(p["option"]), word: has, "needed": figure(_, p["needed"], rounded)}


def ballots(_: Translator, number: int) -> str:
    """Count ballots."""
    shown = figure(_, number)  # not inside the call: the extraction of plurals stumbles over nested parentheses
    return _.plural("{count} ballot", "{count} ballots", number, count=shown)


def people(_: Translator, number: int | Fraction) -> str:
    """Count people (or, with weights, what they weigh)."""
    shown = figure(_, number)
    if Fraction(number).denominator != 1:
        return _.context("fraction", "{count} people", count=shown)
    return _.plural("{count} person", "{count} people", int(number), count=shown)
