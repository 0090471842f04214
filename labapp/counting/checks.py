"""What every rule asks of a profile before it counts, so that no rule has to guess.

Refused: doubled option ids, marks of a shape the rule cannot count, marks for options that are not there, numbers of
ballots below zero, tallies where ballots are needed, settings that name options that are not there, also where nothing
asks for them (the lot of a tie that is not met). Doubled marks are not refused: counted once, and said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import chain
from math import lcm
from typing import Any, TypeVar

from labapp.counting.profile import (
    Agreement,
    Answers,
    Approvals,
    Ballot,
    Grades,
    Marks,
    Points,
    Profile,
    Ranking,
)
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import LIST, CountError

T = TypeVar("T")
PACE = 4096  # so many ballots take a few hundredths of a second by the slowest rule
SHAPES: dict[type, str] = {
    Approvals: "approvals",
    Answers: "answers",
    Points: "points",
    Ranking: "ranking",
    Grades: "grades",
    Agreement: "agreement",
}


def check(profile: Profile, rule: Rule, settings: Mapping[str, Any], progress: Progress | None = None) -> None:
    """Raise CountError unless this rule can count this profile with these settings."""
    ids = {option.id for option in profile.options}
    if len(ids) != len(profile.options):
        raise CountError("doubled-option", {"option": _first_double(profile)})
    if profile.invalid < 0:
        raise CountError("bad-count", {"count": profile.invalid})
    if profile.tallies and not rule.takes_tallies:
        raise CountError("tallies-not-counted", {"rule": rule.id})
    for tally in profile.tallies:
        if tally.count < 0:
            raise CountError("bad-count", {"count": tally.count})
        if tally.option not in ids:
            raise CountError("unknown-option", {"id": tally.option})
    for name in [setting.name for setting in rule.options if setting.kind == LIST]:
        for option in settings[name]:
            if option not in ids:
                raise CountError("unknown-option", {"id": option, "setting": name})
    if rule.uses_cost:  # these rules read a million ballots and check them while reading
        return
    for number, ballot in enumerate(watched(profile, progress), 1):
        _check_ballot(ballot, number, rule, ids)


def _check_ballot(ballot: Ballot, number: int, rule: Rule, ids: set[str]) -> None:
    if not isinstance(ballot.marks, rule.needs):
        params = {"rule": rule.id, "found": SHAPES.get(type(ballot.marks), "?"), "ballot": number}
        raise CountError("wrong-marks", params | {"needs": tuple(SHAPES[shape] for shape in rule.needs)})
    if ballot.count < 0 or ballot.weight < 0:
        raise CountError("bad-count", {"count": min(ballot.count, ballot.weight), "ballot": number})
    if not ids.issuperset(named(ballot.marks)):
        unknown = next(option for option in named(ballot.marks) if option not in ids)
        raise CountError("unknown-option", {"id": unknown, "ballot": number})


def watched(profile: Profile, progress: Progress | None) -> Iterable[Ballot]:
    """Return the ballots, telling a long count's progress on the way (which may raise to cancel)."""
    return paced(profile.ballots, progress, len(profile.ballots))


def paced(items: Iterable[T], progress: Progress | None, total: int, every: int = PACE) -> Iterable[T]:
    """Return items that tell progress every few thousand (or fewer), so that no long loop holds up a cancel."""
    if progress is None:
        return items
    if total <= every:
        progress(0, total)
        return items
    return _paced(items, progress, total, every)


def _paced(items: Iterable[T], progress: Progress, total: int, every: int) -> Iterator[T]:
    for number, item in enumerate(items):
        if number % every == 0:
            progress(number, total)
        yield item


def named(marks: Marks) -> Iterable[str]:
    """Return every option id a ballot names, as often as it names it."""
    if isinstance(marks, Approvals):
        return marks.chosen
    if isinstance(marks, Answers):
        return marks.answers
    if isinstance(marks, Points):
        return marks.points
    if isinstance(marks, Ranking):
        return chain.from_iterable(marks.levels)
    if isinstance(marks, Grades):
        return chain.from_iterable(marks.grades.values())
    return marks.steps


def tidy(number: int | Fraction) -> int | Fraction:
    """Return a whole fraction as an int, so that 3 reads "3" everywhere."""
    return int(number) if number.denominator == 1 else number


def weighed_sum(pairs: Iterable[tuple[int | Fraction, int]]) -> int | Fraction:
    """Return the sum of values times whole numbers; fractions are brought to one denominator once, not at each step."""
    whole = 0
    parts: list[tuple[int, int, int]] = []
    for value, number in pairs:
        if isinstance(value, int):
            whole += value * number
        else:
            parts.append((*value.as_integer_ratio(), number))
    if not parts:
        return whole
    below = lcm(*[denominator for _, denominator, _ in parts])
    above = sum([numerator * (below // denominator) * number for numerator, denominator, number in parts])
    return tidy(Fraction(above + whole * below, below))


def powers(profile: Profile, progress: Progress | None = None) -> tuple[list[int], int]:
    """Return what each bundle of ballots weighs, and what one voice does: all in whole numbers.

    Shares of a vote (one of seven people of an entity) are brought to one denominator once, for fractions are slow.
    """
    unit = lcm(*{ballot.weight.denominator for ballot in watched(profile, progress)})
    if unit == 1:
        return [ballot.count * ballot.weight.numerator for ballot in watched(profile, progress)], 1
    return [
        ballot.count * ballot.weight.numerator * (unit // ballot.weight.denominator)
        for ballot in watched(profile, progress)
    ], unit


def _first_double(profile: Profile) -> str:
    seen: set[str] = set()
    for option in profile.options:
        if option.id in seen:
            return option.id
        seen.add(option.id)
    return ""
