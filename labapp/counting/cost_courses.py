"""Every course a count with costs can take where equals are met that nothing parts, and what all of them agree on.

An order of all options decides each choice between equals. But most orders choose alike: so an order is counted only
if it chooses otherwise somewhere than every order before, and only what hangs on such choices is followed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import combinations

from labapp.counting.budget_case import Case
from labapp.counting.cost_ties import Way, joined, ranked
from labapp.counting.outcome import Reason, Tie

_COURSES = 120  # so many are counted
SMALL = 2_000  # purses times options: a vote up to this is counted again in no time, so every course is asked
Choice = tuple[frozenset[int], int]
"""A group of equals that nothing could part, and which of them came first."""
Held = frozenset[tuple[int, int]]
"""Pairs of options of which the first comes before the second."""


@dataclass(frozen=True)
class Course:
    """What one order of equals elects: surely, and perhaps, where equals at the end (`loose`) may come in any order.

    `choices` led there; every order that chooses the same elects the same. `too_many`: not all ways could be followed.
    """

    winners: Sequence[int]
    choices: Sequence[Choice]
    maybe: frozenset[int] = frozenset()
    loose: Sequence[frozenset[int]] = ()
    too_many: bool = False


@dataclass(frozen=True)
class Certain:
    """What all courses agree on, in the order of the first; `maybe` only some elect."""

    winners: tuple[int, ...]
    maybe: frozenset[int] = frozenset()
    ties: tuple[frozenset[int], ...] = ()
    too_many: bool = False

    def in_doubt(self, options: Iterable[int]) -> bool:
        """Tell whether some of these may still be chosen."""
        return self.too_many or not self.maybe.isdisjoint(options)


def in_every_course(way: Way, first: Course, elect: Callable[[Sequence[int]], Course]) -> Certain:
    """Elect again for every way in which choices between equals can fall; `elect` is given a rank for each option."""
    base, courses = way.order(), [first]
    todo: list[tuple[Held, list[int]]] = []
    held: Held = frozenset()
    too_many = first.too_many
    while not too_many:
        for other in _otherwise(held, courses[-1].choices):
            rank = _rank(base, other)
            if rank is not None:
                todo.append((other, rank))
            too_many = len(courses) + len(todo) > _COURSES  # each is one course at least
            if too_many:
                break
        if too_many or not todo:
            break
        held, rank = todo.pop()
        courses.append(elect(rank))
        too_many = courses[-1].too_many
    loose = [group for course in courses for group in course.loose]
    chosen = [group for course in courses for group, _ in course.choices]
    if too_many:
        return Certain((), frozenset(), tuple(joined([*loose, *chosen])), too_many=True)
    sure = set(first.winners).intersection(*(course.winners for course in courses))
    maybe = frozenset().union(*(course.maybe.union(course.winners) for course in courses)) - sure
    ties = _deciding(courses, joined([*loose, *chosen])) if maybe else []
    return Certain(tuple(q for q in first.winners if q in sure), maybe, tuple(ties))


def _deciding(courses: Sequence[Course], groups: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """Return the groups that have to be parted: courses that choose alike in all of them end alike.

    The others are left out one by one, large ones first, so that a lot has as few options as can be. Equals left loose
    at the end decide by themselves.
    """
    apart = [{groups[number] for number in differing} for differing in _differing(courses, groups)]
    needed = [group for group in groups if any(group & tie for course in courses for tie in course.loose)]
    optional = sorted((group for group in groups if group not in needed), key=len, reverse=True)
    for at, group in enumerate(optional):
        kept = {*needed, *optional[at + 1 :]}
        if any(kept.isdisjoint(differing) for differing in apart):
            needed.append(group)
    return sorted(needed, key=min)


def _differing(courses: Sequence[Course], groups: Sequence[frozenset[int]]) -> set[frozenset[int]]:
    """Return for each two courses that end otherwise in which groups (by number) they put equals in another order."""
    number = {q: at for at, group in enumerate(groups) for q in group}
    ends: dict[tuple[frozenset[int], frozenset[int]], list[Held]] = {}
    for course in courses:
        held = frozenset((chosen, q) for group, chosen in course.choices for q in group if q != chosen)
        ends.setdefault((frozenset(course.winners), course.maybe), []).append(held)
    found: set[frozenset[int]] = set()
    for one, other in combinations(ends.values(), 2):
        turned = [{(last, before) for before, last in held} for held in other]
        found.update(frozenset(number[q] for q, _ in held & back) for held in one for back in turned)
    return found


def _otherwise(held: Held, choices: Sequence[Choice]) -> Iterator[Held]:
    """Yield what holds in all orders that agree with the first of some choices and choose otherwise in the next."""
    agreed = set(held)
    for group, chosen in choices:
        for other in group:
            if other != chosen and (chosen, other) not in agreed:
                yield frozenset([*agreed, *((other, beaten) for beaten in group if beaten != other)])
        agreed.update((chosen, beaten) for beaten in group if beaten != chosen)


def _rank(base: Sequence[int], held: Held) -> list[int] | None:
    """Return the ranks nearest to some where all pairs hold, None where they contradict each other."""
    behind: dict[int, list[int]] = {}
    waits = Counter(last for _, last in held)
    for before, last in held:
        behind.setdefault(before, []).append(last)
    free = [(base[q], q) for q in behind if not waits[q]]
    heapify(free)
    order: list[int] = []
    while free:
        _, q = heappop(free)
        order.append(q)
        for last in behind.get(q, ()):
            waits[last] -= 1
            if not waits[last]:
                heappush(free, (base[last], last))
    return ranked(base, [order]) if len(order) == len(behind.keys() | waits.keys()) else None


def said_open(
    case: Case, way: Way, certain: Certain, part: Sequence[int], told: Iterable[int] = ()
) -> tuple[tuple[Tie, ...], tuple[Reason, ...]]:
    """Return the open ties of a count and what to say about them; `part` are the options that take part.

    What is sure of others is said beside a tie, except of those of which all was `told`.
    """
    ties = tuple(Tie(case.ids(sorted(group))) for group in certain.ties)
    sure = set(case.ids(certain.winners))
    said: list[Reason] = []
    for tie in ties:
        if certain.too_many:
            code = "cost-tie-too-large"
        elif way.needs == "cost-tie-open" and sure.issuperset(tie.among):
            code = "cost-tie-order"  # their order decides what else is bought
        else:
            code = way.needs
        said.append(Reason(code, {"among": tie.among}))
    met = frozenset[int]().union(*certain.ties)
    if after := certain.maybe - met:
        said.append(Reason("depends-on-tie", {"options": case.ids(sorted(after))}))
    unknown = [q for q in part if q not in met and case.costs[q] <= case.budget] if certain.too_many else []
    if unknown:
        said.append(Reason("unknown-before-lot", {"options": case.ids(unknown)}))
    if ties:
        said += _said_beside(case, certain, [q for q in part if q not in met.union(told)])
    return ties, tuple(said)


def said_listed(case: Case, certain: Certain, choices: Iterable[Choice]) -> tuple[Reason, ...]:
    """Name the equals of a course whose order changes nothing in what is chosen: amounts are told for one order.

    They are no ties, but an order that nobody declared would be told in silence.
    """
    if certain.too_many:
        return ()
    tied = frozenset[int]().union(*certain.ties)
    met = [group for group in joined(group for group, _ in choices) if not group & tied]
    return tuple([Reason("cost-equals-listed", {"among": case.ids(sorted(group))}) for group in met])


def _said_beside(case: Case, certain: Certain, options: Sequence[int]) -> Iterator[Reason]:
    """Say which of some options are chosen, and which are not, whichever way the tie falls."""
    winners, doubt = set(certain.winners), certain.maybe
    lost = [q for q in options if q not in winners and q not in doubt]
    if certain.too_many:  # nothing is known but what can never be paid for
        lost = [q for q in lost if case.costs[q] > case.budget]
    won = [q for q in options if q in winners]
    if won:
        yield Reason("elected-in-all-ways", {"options": case.ids(won)})
    if lost:
        yield Reason("lost-in-all-ways", {"options": case.ids(lost)})
