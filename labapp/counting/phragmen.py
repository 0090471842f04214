"""Phragmén, sequential: every purchase is a load spread evenly; next comes the option that loads its supporters least.

Source: methods.md 3.4, 5. Choices made here: whoever marks an option supports it, with whatever points or rank; an
option dearer than the whole budget takes no part; buying ends as soon as an option next in line (or equal to it) does
not fit, and the rest stays unspent; of equals that the declared way parted it is said where that changed what is
bought. Loads are whole numbers over one denominator, so equal is equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd
from typing import Any

from labapp.counting.budget_case import BUDGET, Case, read_case
from labapp.counting.cost_courses import SMALL, Certain, Choice, Course, in_every_course, said_listed, said_open
from labapp.counting.cost_ties import (
    TIE_SETTINGS,
    Way,
    complete_order,
    entangled,
    joined,
    mattering,
    said_settled,
    way_of,
)
from labapp.counting.greedy_common import money_summary
from labapp.counting.grouping import NEEDS
from labapp.counting.outcome import Outcome, Reason
from labapp.counting.profile import Profile
from labapp.counting.rule import Progress, Rule


@dataclass
class _Course:
    """One course of purchases: options with the load they reach, ties met, and the equals that ended it.

    `parted` are equals that the declared way told apart; `ended_load` is what each supporter of the last would carry.
    """

    bought: list[int] = field(default_factory=list)
    loads: list[Fraction] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    parted: set[frozenset[int]] = field(default_factory=set)
    ended_by: tuple[int, ...] = ()
    ended_load: Fraction = Fraction(0)


def _run(case: Case, way: Way, rank: Sequence[int], progress: Progress | None) -> _Course:
    options = {q for q in range(len(case.options)) if case.votes[q] and case.costs[q] <= case.budget}
    course = _Course()
    unit = 1  # loads are over this denominator
    loads = [0] * len(case.voices)
    sums = [0] * len(case.options)  # what the supporters of each option carry together
    left = case.budget
    while options:
        if progress:
            progress(len(course.bought), len(case.options))
        keys = {q: Fraction(case.costs[q] * case.unit * unit + sums[q], case.votes[q]) for q in options}
        least = min(keys.values())
        equal = [q for q in options if keys[q] == least]
        chosen = min(equal, key=rank.__getitem__)
        over = [q for q in equal if case.costs[q] > left]
        if over:
            first = min(way.tier[q] for q in over)
            course.ended_by = tuple([q for q in over if way.tier[q] == first])
            course.ended_load = least / unit
            break
        same = [q for q in equal if way.tier[q] == way.tier[chosen]]
        course.choices += [(part, chosen) for part in _ordered(case, same, left) if chosen in part]
        course.parted.update(_ordered(case, equal, left) if len(equal) > len(same) else ())
        load, unit, factor = least.numerator, unit * least.denominator, least.denominator
        if factor != 1:
            loads = [carried * factor for carried in loads]
            sums = [carried * factor for carried in sums]
        for who in case.supporters[chosen]:
            more = (load - loads[who]) * case.voices[who]
            loads[who] = load
            for q in case.marks[who]:
                sums[q] += more
        common = gcd(unit, *loads)
        if common > 1:
            unit //= common
            loads = [carried // common for carried in loads]
            sums = [carried // common for carried in sums]
        options.remove(chosen)
        left -= case.costs[chosen]
        course.bought.append(chosen)
        course.loads.append(Fraction(load, unit * common))
    return course


def _ordered(case: Case, equal: Sequence[int], left: int) -> list[frozenset[int]]:
    """Return the parts of a group of equals where the order can decide: all that compete for money, or share people."""
    if case.total(equal) <= left:
        return entangled(case, equal)
    return [frozenset(equal)] if len(equal) > 1 else []


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Buy by least load."""
    case = read_case(profile, settings, progress)
    way = way_of(case, settings)
    courses: dict[tuple[int, ...], _Course] = {}

    def elect(rank: Sequence[int]) -> Course:
        key = tuple(rank)
        if key not in courses:
            courses[key] = _run(case, way, rank, progress)
        return Course(courses[key].bought, courses[key].choices)

    certain = in_every_course(way, elect(way.order()), elect)
    course = courses[tuple(way.order())]
    complete_order(case, settings, certain.ties)
    sure = _sure(course, certain)
    reasons, told = _said(case, course, sure, certain)
    part = [q for q, votes in enumerate(case.votes) if votes]
    ties, said = said_open(case, way, certain, part, told)
    listed = said_listed(case, certain, course.choices)
    parted = _decisive(case, courses, lambda rank: elect(rank).winners) if way.by else []
    decided, why = said_settled(case, way, parted, set(certain.winners), certain.in_doubt)
    rounds, left = [], case.budget
    for q, load in sure:
        row = {"option": case.options[q].id, "load": case.money(load), "cost": case.money(case.costs[q])}
        rounds.append({**row, "left": case.money(left)})
        left -= case.costs[q]
    return Outcome(
        rule=RULE.id,
        settings={**settings, "budget": case.money(case.budget)},
        ballots=case.ballots,
        winners=case.ids(certain.winners),
        ties=(*decided, *ties),
        scores={option.id: Fraction(case.votes[q], case.unit) for q, option in enumerate(case.options)},
        rounds=tuple(rounds),
        reasons=case.said((*reasons, *listed, *why, *said)),
        warnings=case.warnings,
        total_cost=case.money(case.total(certain.winners)),
    )


def _decisive(
    case: Case, courses: Mapping[tuple[int, ...], _Course], elect: Callable[[Sequence[int]], Iterable[int]]
) -> list[frozenset[int]]:
    """Return the equals that the declared way parted and that decided something: in small votes in any course."""
    small = len(case.voices) * len(case.options) <= SMALL
    asked = list(courses.items())[: None if small else 1]
    return joined(group for rank, run in asked for group in mattering(rank, run.bought, run.parted, elect))


def _sure(course: _Course, certain: Certain) -> list[tuple[int, Fraction]]:
    """Return what is bought, with the load, as far as every order goes alike: up to the first of a tie."""
    tied = frozenset[int]().union(*certain.ties)
    sure: list[tuple[int, Fraction]] = []
    for q, load in zip(course.bought, course.loads, strict=True):
        if q in tied or q not in certain.winners:
            break
        sure.append((q, load))
    return sure


def _said(
    case: Case, course: _Course, sure: Sequence[tuple[int, Fraction]], certain: Certain
) -> tuple[list[Reason], set[int]]:
    """Say what is bought and why the others are not, while a tie is open only what is sure; also of whom that tells."""
    said = [] if case.ballots.valid else [Reason("no-ballots")]
    told = {q for q, _ in sure}
    for q, load in sure:
        said.append(Reason("phragmen-won", {"option": case.options[q].id, "load": case.money(load)}))
    left = case.money(case.budget - case.total(course.bought))
    for q, option in enumerate(case.options):
        params = {"option": option.id, "cost": case.money(case.costs[q]), "left": left}
        if q in certain.winners:
            continue
        if not case.votes[q]:
            said.append(Reason("no-support", {"option": option.id}))
        elif case.costs[q] > case.budget:
            said.append(Reason("dearer-than-budget", {**params, "budget": case.money(case.budget)}))
        elif certain.ties:
            continue
        elif q in course.ended_by:
            said.append(Reason("phragmen-ended", {**params, "load": case.money(course.ended_load)}))
        else:
            said.append(Reason("phragmen-not-reached", params))
        told.add(q)
    if not certain.ties:
        said.append(Reason("budget-left", money_summary(case, course.bought)))
    return said, told


RULE = Rule("phragmen", NEEDS, count, (BUDGET, *TIE_SETTINGS), uses_cost=True)
