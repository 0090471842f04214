"""Ties in rules with costs: the tiers in which a declared way parts equal options, and which of them decided something.

A tie is only worth a word where it decides something: what nothing can part is followed in `cost_courses`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from labapp.counting.budget_case import Case
from labapp.counting.outcome import Reason, Tie
from labapp.counting.settings import CHOICE, LOT, RUN_OFF, CountError, Setting
from labapp.counting.ties import BY_COST, BY_LOT, BY_RUN_OFF

BY_VOTES = "most votes"
WAYS = ("open", "run-off", "lowest-cost", "most-votes", "lot")
TIES = Setting("ties", CHOICE, "lowest-cost", WAYS)  # the official order of Equal Shares, taken for all of them
TIE_SETTINGS = (TIES, LOT, RUN_OFF)
_NAMES = {"lowest-cost": BY_COST, "most-votes": BY_VOTES, "lot": BY_LOT, "run-off": BY_RUN_OFF}
_FRONTED = 6
_TRIALS = 24  # so many whole counts are spent on finding out which settled ties mattered
Tier = tuple[int, ...]


@dataclass(frozen=True)
class Way:
    """The declared way: a tier for each option (lowest first), equal tiers cannot be parted; `by` names the way."""

    tier: list[Tier]
    by: str | None
    needs: str  # what to say about a tie that stays open
    last: str = BY_LOT  # whose order parts what a way by cost or votes leaves equal

    def order(self) -> list[int]:
        """Return a rank for each option: by tier, then by place, which means nothing and is never trusted alone."""
        places = sorted(range(len(self.tier)), key=lambda q: (self.tier[q], q))
        rank = [0] * len(places)
        for position, q in enumerate(places):
            rank[q] = position
        return rank


def entered_order(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the entered order, for what the declared way leaves equal; ties to be left open are parted by none."""
    name = _entered_as(settings)
    return tuple(settings[name]) if name else ()


def _entered_as(settings: Mapping[str, Any]) -> str:
    """Name the setting whose order counts."""
    other = "run-off-result" if settings["run-off-result"] else "lot"
    return {"open": "", "lot": "lot", "run-off": "run-off-result"}.get(settings["ties"], other)


def complete_order(case: Case, settings: Mapping[str, Any], ties: Iterable[Iterable[int]]) -> None:
    """Refuse an entered order that lacks some of those it would have to part: what it names is in no open tie."""
    missing = sorted({q for tie in ties for q in tie})
    if entered_order(settings) and missing:
        raise CountError("order-incomplete", {"setting": _entered_as(settings), "missing": case.ids(missing)})


def way_of(case: Case, settings: Mapping[str, Any]) -> Way:
    """Read the declared way; lowest cost goes on to most votes, and an entered order parts what is still equal."""
    way = settings["ties"]
    entered = entered_order(settings)
    drawn = {case.place[option]: position for position, option in enumerate(entered)}
    tiers: list[Tier] = []
    for q in range(len(case.options)):
        first = {"lowest-cost": (case.costs[q], -case.votes[q]), "most-votes": (-case.votes[q],)}.get(way, ())
        tiers.append((*first, drawn.get(q, len(drawn))))
    needs = {"lot": "tie-needs-lot", "run-off": "tie-needs-run-off"}.get(way, "cost-tie-open")
    return Way(tiers, _NAMES.get(way), needs, BY_RUN_OFF if settings["run-off-result"] else BY_LOT)


def parted_by(case: Case, way: Way, group: Sequence[int]) -> str | None:
    """Name what parted equals: the declared way, or the next one where that left them equal."""
    if way.by not in (BY_COST, BY_VOTES):
        return way.by
    if way.by == BY_COST and len({case.costs[q] for q in group}) > 1:
        return BY_COST
    return BY_VOTES if len({case.votes[q] for q in group}) > 1 else way.last


def parted(
    case: Case, way: Way, groups: Iterable[Sequence[int]], elected: set[int]
) -> list[tuple[Sequence[int], str | None]]:
    """Return settled ties with what parted each, an entered order by itself where cost or votes left some equal.

    Else nobody would hear of a lot that decided between equals, for others of the tie cost more.
    """
    found: list[tuple[Sequence[int], str | None]] = []
    for group in groups:
        by = parted_by(case, way, group)
        found.append((group, by))
        if by not in (BY_COST, BY_VOTES):
            continue
        tiers: dict[Tier, list[int]] = {}
        for q in group:
            tiers.setdefault(way.tier[q][:-1], []).append(q)
        for equal in tiers.values():
            drawn = len({way.tier[q] for q in equal}) == len(equal)
            if drawn and 0 < len(elected.intersection(equal)) < len(equal):
                found.append((equal, way.last))
    return found


def mattering(
    base: Sequence[int],
    first: Sequence[int],
    settled: Iterable[frozenset[int]],
    elect: Callable[[Sequence[int]], Iterable[int]],
) -> list[frozenset[int]]:
    """Return the groups of equals where the declared order decided: another order of the group elects others.

    Groups of four or more are turned round and the next few put first, which is not every order. Beyond so many
    counts a group is named untried: a tie named in vain does less harm than one that decided silently.
    """
    have = set(first)
    groups = joined(settled)
    found: list[frozenset[int]] = []
    trials = 0
    for group in groups:
        for order in other_orders(sorted(group, key=base.__getitem__)):
            trials += 1
            if trials > _TRIALS or set(elect(turned(base, order))) != have:
                found.append(group)
                break
    if len(groups) > 1 and not found:
        around = base
        for group in groups:
            around = turned(around, sorted(group, key=base.__getitem__, reverse=True))
        return groups if set(elect(around)) != have else []
    return found


def other_orders(members: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the other orders of a few members; of many, the one turned round and each of the next few first."""
    if len(members) <= 3:
        return list(permutations(members))[:0:-1]
    fronted = [(q, *(other for other in members if other != q)) for q in members[1:_FRONTED]]
    return [tuple(reversed(members)), *fronted]


def turned(base: Sequence[int], order: Sequence[int]) -> list[int]:
    """Return the ranks where a group stands in another order, all of it where its first one stood.

    Not each in another's place: then whom the last of them passes would hang on the order of the list.
    """
    rest = sorted(set(range(len(base))).difference(order), key=base.__getitem__)
    place = min(base[q] for q in order)
    rank = [0] * len(base)
    for position, q in enumerate([*rest[:place], *order, *rest[place:]]):
        rank[q] = position
    return rank


def ranked(base: Sequence[int], orders: Iterable[Sequence[int]]) -> list[int]:
    """Return the ranks where each group takes its own places in another order."""
    rank = list(base)
    for order in orders:
        places = sorted(base[q] for q in order)
        for q, place in zip(order, places, strict=True):
            rank[q] = place
    return rank


def said_settled(
    case: Case, way: Way, groups: Iterable[Iterable[int]], elected: set[int],
    in_doubt: Callable[[Iterable[int]], bool],
) -> tuple[tuple[Tie, ...], tuple[Reason, ...]]:  # fmt: skip
    """Return the ties that the declared way decided, and what to say about them; some may still be `in_doubt`."""
    rank = way.order()
    ties: list[Tie] = []
    said: list[Reason] = []
    ordered = [sorted(group, key=rank.__getitem__) for group in groups]
    for order, by in parted(case, way, ordered, elected):
        tie = Tie(case.ids(order), by, case.ids([q for q in order if q in elected]))
        params = {"among": tie.among, "by": tie.decided_by, "winners": tie.winners, "doubtful": in_doubt(order)}
        ties.append(tie)
        said.append(Reason("cost-tie-settled", params))
    return tuple(ties), tuple(said)


def entangled(case: Case, equal: Iterable[int]) -> list[frozenset[int]]:
    """Return the parts of a group of equals where buying one can change another: those that share supporters.

    Where nobody supports two of them, all are bought one after the other, in whatever order, and leave the same.
    """
    parts: list[tuple[frozenset[int], frozenset[int]]] = []
    for q in equal:
        members, people = frozenset((q,)), frozenset(case.supporters[q])
        apart = []
        for others, theirs in parts:
            if people.isdisjoint(theirs):
                apart.append((others, theirs))
            else:
                members, people = members | others, people | theirs
        parts = [*apart, (members, people)]
    return [members for members, _ in parts if len(members) > 1]


def joined(groups: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """Join groups that share an option, in a fixed order."""
    found: list[frozenset[int]] = []
    for group in groups:
        apart = [other for other in found if not other & group]
        found = [*apart, frozenset(group).union(*(other for other in found if other & group))]
    return sorted(found, key=min)
