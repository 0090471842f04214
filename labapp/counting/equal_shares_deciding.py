"""Which equals that the declared way parted decided something, while endowments were growing or in one run.

A tie is named where turning that one round would buy something else: in the run that counts, or because growing would
have ended elsewhere. Only the runs kept are asked: the first and the last two that met the equals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from labapp.counting.cost_ties import other_orders, turned
from labapp.counting.equal_shares_ending import ending
from labapp.counting.equal_shares_growth import Growth, Progress
from labapp.counting.equal_shares_plan import Plan
from labapp.counting.equal_shares_run import buy_otherwise
from labapp.counting.equal_shares_trails import Run


@dataclass(frozen=True)
class Doubt:
    """Another order of equals (ranks of all options) that may lead elsewhere, from the endowment `share` on.

    `known` is a run in that order with as much money or more.
    `grows`: growing goes on from there; else it ended before the run that told, and what `share` buys stands for that
    end: to look for the very step takes a room's count beyond its time, and is done in smaller ones only.
    """

    order: Sequence[int]
    share: Fraction
    grows: bool
    known: Run


def deciding(
    plan: Plan,
    growth: Growth,
    exhaustive: bool,
    changes: Callable[[Doubt], bool],
    turns: Callable[[Sequence[int]], bool],
    progress: Progress | None = None,
) -> Iterator[frozenset[int]]:
    """Yield the parted equals of which another order changes what is bought, as far as the runs kept can tell.

    In the run that counts, something else is bought; in another, growing would have ended there instead of here. Where
    it is dearer than the budget, growing in that order ended before: after the last run that is known to go on there.
    Runs that were not kept may have ended it even sooner: so `turns` has the last word, counting in that order.
    """
    tick = None if progress is None else lambda done: progress(done, len(plan.options))
    for group in growth.equals:
        for order in other_orders(sorted(group, key=plan.order.__getitem__)):
            other = turned(plan.order, order)
            doubt = _doubt(plan, growth, exhaustive, (group, other), tick)
            if doubt is not None and changes(doubt) and turns(other):
                yield group
                break


def _doubt(
    plan: Plan,
    growth: Growth,
    exhaustive: bool,
    other_way: tuple[frozenset[int], Sequence[int]],
    tick: Callable[[int], None] | None,
) -> Doubt | None:
    """Return where a group in another order leads elsewhere, if one of its runs tells."""
    group, order = other_way
    met = growth.equals[group]
    since = met.since
    before = plan.order if met.runs[0].share > since else order  # so far the group decided nothing
    for run in met.runs:
        if run.share != growth.run.share and not exhaustive and _goes_on(plan, run.share):
            since, before = run.share, order
            continue
        other = buy_otherwise(plan, order, run, tick)
        ended = ending(plan, other.bought, exhaustive)
        parts = set(other.bought) != set(run.bought)
        if parts and (run.share == growth.run.share or ended != ending(plan, run.bought, exhaustive)):
            if ended == "overspent":
                return Doubt(order if plan.small else before, since, plan.small, other)
            return Doubt(order, run.share, True, other)
        since, before = run.share, order
    return None


def _goes_on(plan: Plan, share: Fraction) -> bool:
    """Say whether growing goes on from an endowment in any order, until it is exhaustive: nobody can overspend yet."""
    case = plan.case
    return share * case.people <= case.budget * case.unit and case.total(plan.buyable) > case.budget
