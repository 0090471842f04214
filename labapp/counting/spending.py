"""The engine of the greedy rules: down the list by score, buying what fits, with every tie left as open as it is.

Options of equal score that nothing parts may be taken in any order. The engine follows all of them at once: a state is
an amount left, with what is bought in every order that leads there and what in some. Options of equal score and cost
are interchangeable, which keeps the states few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from labapp.counting.budget_case import Case
from labapp.counting.cost_ties import Way
from labapp.counting.rule import Progress

SKIP, STOP, POZNAN = "skip", "stop", "poznan"
POZNAN_SHARE = Fraction(4, 5)
_STATES = 4_000  # a room waits no longer; some ten options that nothing parts can still be followed


@dataclass
class State:
    """One possible course: what is left, whether buying has stopped, what is bought surely and perhaps."""

    left: int
    stopped: bool = False
    sure: tuple[int, ...] = ()
    maybe: frozenset[int] = frozenset()


@dataclass
class Spent:
    """The end of all courses; `open_ties` decide something, `settled` were decided by the declared way."""

    winners: tuple[int, ...]
    maybe: frozenset[int]
    left: int
    open_ties: list[tuple[int, ...]] = field(default_factory=list)
    settled: list[tuple[int, ...]] = field(default_factory=list)
    rounds: list[tuple[int, int, str]] = field(default_factory=list)
    too_many: bool = False


def spend(
    case: Case,
    options: Sequence[int],
    way: Way,
    manner: str,
    budget: int,
    per_cost: bool = False,
    progress: Progress | None = None,
) -> Spent:
    """Buy options by falling score (or score per cost); `manner` says what happens when one does not fit."""
    states = [State(budget)]
    spent = Spent((), frozenset(), budget)
    for level in _levels(case, options, per_cost):
        parts = _parts(level, way)
        if len(parts) > 1 and len(states) == 1 and _ambiguous(case, states[0], level, manner, progress):
            spent.settled.append(tuple(level))
        for part in parts:
            before = states[0]
            known = len(states) == 1
            states, forks = _advance(case, states, part, manner, progress)
            if not states:
                spent.too_many = True
                spent.open_ties.append(tuple(part))
                spent.winners, spent.maybe = before.sure, frozenset(options) - set(before.sure)
                return spent
            if forks:
                spent.open_ties.append(tuple(part))
            _note(spent, before, states, part, known)
    certain = set(states[0].sure).intersection(*(state.sure for state in states))
    spent.winners = tuple(q for q in states[0].sure if q in certain)
    every = frozenset().union(*(state.maybe | set(state.sure) for state in states))
    spent.maybe = every - certain
    spent.left = min(state.left for state in states)
    return spent


def _levels(case: Case, options: Sequence[int], per_cost: bool) -> list[list[int]]:
    by_score: dict[int | Fraction, list[int]] = {}
    for q in options:
        worth = Fraction(case.scores[q], case.costs[q]) if per_cost else case.scores[q]
        by_score.setdefault(worth, []).append(q)
    return [by_score[score] for score in sorted(by_score, reverse=True)]


def _parts(level: list[int], way: Way) -> list[list[int]]:
    tiers = sorted({way.tier[q] for q in level})
    return [[q for q in level if way.tier[q] == tier] for tier in tiers]


def _note(spent: Spent, before: State, states: list[State], part: list[int], known: bool) -> None:
    for q in part:
        if all(q in state.sure for state in states):
            word = "bought"
        elif any(q in state.sure or q in state.maybe for state in states):
            word = "tied"
        else:
            word = "stopped" if before.stopped else "too-dear"
        spent.rounds.append((q, before.left if known else -1, word))


def _ambiguous(case: Case, state: State, level: list[int], manner: str, progress: Progress | None) -> bool:
    rising = sorted(level, key=case.costs.__getitem__)
    if _bought_in(case, state, rising, manner) != _bought_in(case, state, rising[::-1], manner):
        return True  # two orders are enough to know; most often these two
    after = _outcomes(case, state, level, manner, progress)
    return after is None or _forks(state, after)


def _forks(state: State, after: Sequence[State]) -> bool:
    """Tell whether the order of a tier decides what is bought from one state on."""
    return len(after) > 1 or bool(after[0].maybe - state.maybe)


def _bought_in(case: Case, state: State, order: Sequence[int], manner: str) -> set[int]:
    """Return what is bought of a tier in one order."""
    left, stopped = state.left, state.stopped
    bought: set[int] = set()
    for q in order:
        if not stopped:
            left, more, stopped = _take(left, case.costs[q], manner)
            bought |= {q} if more else set()
    return bought


def _advance(
    case: Case, states: list[State], part: list[int], manner: str, progress: Progress | None
) -> tuple[list[State], bool]:
    """Take a tier in every order from every state, and tell whether its order decides anything in one of them.

    States that leave the same amount are joined.
    """
    found: dict[tuple[int, bool], State] = {}
    forks = False
    for state in states:
        after = _outcomes(case, state, part, manner, progress)
        if after is None:
            return [], True
        forks = forks or _forks(state, after)
        for new in after:
            known = found.get((new.left, new.stopped))
            found[new.left, new.stopped] = new if known is None else _join(known, new)
    return (list(found.values()) if len(found) <= _STATES else []), forks


def _join(one: State, other: State) -> State:
    both = set(one.sure) & set(other.sure)
    maybe = (one.maybe | other.maybe | set(one.sure) | set(other.sure)) - both
    return State(one.left, one.stopped, tuple(q for q in one.sure if q in both), frozenset(maybe))


def _outcomes(
    case: Case, state: State, part: list[int], manner: str, progress: Progress | None
) -> list[State] | None:
    """Return every way in which a tier can end; None where there are too many to follow."""
    if state.stopped:
        return [state]
    total = case.total(part)
    if total <= state.left:
        return [State(state.left - total, False, (*state.sure, *part), state.maybe)]
    by_cost: dict[int, list[int]] = {}
    for q in part:
        by_cost.setdefault(case.costs[q], []).append(q)
    costs = sorted(by_cost)
    sizes = [len(by_cost[cost]) for cost in costs]
    start = (state.left, (0,) * len(costs), (0,) * len(costs), False)
    ends: set[tuple[int, tuple[int, ...], bool]] = set()
    seen, todo = {start}, [start]
    while todo:
        if progress is not None and len(seen) % 64 == 0:
            progress(len(seen), _STATES)
        left, taken, bought, stopped = todo.pop()
        if stopped or sum(taken) == len(part):
            ends.add((left, bought, stopped))
            continue
        for place, cost in enumerate(costs):
            if taken[place] < sizes[place]:
                now, more, halt = _take(left, cost, manner)
                step = (now, _plus(taken, place, 1), _plus(bought, place, more), halt)
                if step not in seen:
                    seen.add(step)
                    todo.append(step)
        if len(seen) > _STATES:
            return None
    return [_ended(state, [by_cost[cost] for cost in costs], end) for end in sorted(ends)]


def _take(left: int, cost: int, manner: str) -> tuple[int, int, bool]:
    """Return what is left, how many are bought (0 or 1) and whether buying stops."""
    if cost <= left:
        return left - cost, 1, False
    if manner == POZNAN and left >= POZNAN_SHARE * cost:
        return left - cost, 1, True
    return left, 0, manner != SKIP


def _plus(counts: tuple[int, ...], place: int, more: int) -> tuple[int, ...]:
    return (*counts[:place], counts[place] + more, *counts[place + 1 :])


def _ended(state: State, classes: list[list[int]], end: tuple[int, tuple[int, ...], bool]) -> State:
    left, bought, stopped = end
    sure, maybe = list(state.sure), set(state.maybe)
    for members, count in zip(classes, bought, strict=True):
        if count == len(members):
            sure.extend(members)
        elif count:
            maybe.update(members)
    return State(left, stopped, tuple(sure), frozenset(maybe))
