"""Method of Equal Shares: everybody gets an equal share of the budget, and supporters buy options together.

Source: equalshares.net as told in methods.md 3.4, 4. Choices made here, all of them settings: `utility` (support in
money or in votes), `completion` (none; utilitarian = what is left goes to the most votes, or with utility in votes to
the most votes per cost; add1 = raise all shares step by step; add1u = both), `start` (the exact share, or cut to whole
currency units), `stop` (only before the first outcome dearer than the budget, or also once nothing more fits), `step`
(currency units, or a percentage of the share). Equal support: lowest cost, then most votes, then an entered lot, else
the tie is open; what was decided so is named where turning that one tie round buys something else. What costs nothing
and has support is bought at once. Empty ballots have their share too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from labapp.counting.budget_case import BUDGET, MIN_SCORE, Case, read_case
from labapp.counting.cost_courses import Certain, Choice, Course, in_every_course, said_listed, said_open
from labapp.counting.cost_ties import TIE_SETTINGS, complete_order, joined, said_settled, way_of
from labapp.counting.equal_shares_deciding import Doubt, deciding
from labapp.counting.equal_shares_plan import Plan
from labapp.counting.equal_shares_said import Known, explain, hangs_on
from labapp.counting.equal_shares_settling import Settled, Settling
from labapp.counting.greedy_common import taking_part, threshold
from labapp.counting.grouping import NEEDS
from labapp.counting.outcome import Outcome, Reason, Tie
from labapp.counting.profile import Profile
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import CHOICE, STEP, Setting

UTILITY = Setting("utility", CHOICE, "cost", ("cost", "cardinality"))
COMPLETION = Setting("completion", CHOICE, "none", ("none", "utilitarian", "add1", "add1u"))
START = Setting("start", CHOICE, "exact", ("exact", "floor"))
STOP = Setting("stop", CHOICE, "overspend", ("overspend", "exhaustive"))
STEP_SIZE = Setting("step", STEP, "1", maximum=10**15)


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Count by Equal Shares."""
    case = read_case(profile, settings, progress)
    way = way_of(case, settings)
    least = threshold(profile, settings)
    part = taking_part(case, least)
    paid = [q for q in part if case.costs[q]]
    hold = (lambda: None) if progress is None else lambda: progress(0, len(paid))
    plan = Plan(case, paid, settings["utility"] == "cost", way.order(), way.tier, hold)
    settling = Settling(way, settings, part, progress)
    settled = settling.settle(plan)

    shares = {settled.growth.run.share}
    orders = [(plan, settled)]

    def elect(rank: Sequence[int]) -> Course:
        order = plan.reordered(rank)
        other = settling.settle(order)
        shares.add(other.growth.run.share)
        if plan.small:
            orders.append((order, other))
        return other.course

    certain = in_every_course(way, settled.course, elect)
    complete_order(case, settings, certain.ties)
    tied = frozenset[int]().union(*certain.ties)
    known = Known(part, least, frozenset(certain.winners), certain.maybe, tied, certain.too_many)
    rounds, reasons, told = explain(case, settled, known, progress)
    ties, said = said_open(case, way, certain, part, told)
    scores = {option.id: case.score(q) for q, option in enumerate(case.options)}
    listed = said_listed(case, certain, _met(plan, settled) if len(shares) == 1 else settled.growth.choices)
    decided, why = _decided(settling, orders, certain)
    shown = {**settings, "budget": case.money(case.budget), "min-score": least, **_shares(case, settled)}
    if len(shares) > 1 or (certain.too_many and hangs_on(settled, tied)):
        shown |= {"steps-taken": "open", "final-share": "open"}  # else one course would pass for all
    return Outcome(
        rule=RULE.id,
        settings=shown,
        ballots=case.ballots,
        winners=case.ids(certain.winners),
        ties=(*decided, *ties),
        scores=scores,
        rounds=rounds,
        reasons=(*reasons, *case.said((*listed, *why, *said))),
        warnings=case.warnings,
        total_cost=case.money(case.total(certain.winners)),
    )


def _met(plan: Plan, settled: Settled) -> list[Choice]:
    """Return the choices of the runs whose amounts are told; where shares may end elsewhere all runs count."""
    runs = [run for run in (settled.growth.run, settled.growth.refused) if run is not None]
    return [choice for run in runs for choice in plan.ties(run)[0]]


def _decided(
    settling: Settling, orders: Sequence[tuple[Plan, Settled]], certain: Certain
) -> tuple[tuple[Tie, ...], tuple[Reason, ...]]:
    """Name the equals that the declared way parted, where another order would have bought something else.

    In small votes every order of equals that nothing parts is asked, in others the first one, for the time it takes.
    """
    way = settling.way
    if not way.by:
        return (), ()
    added = [frozenset(group) for _, settled in orders if settled.parted for group in settled.parted.settled]
    met = [group for plan, settled in orders for group in _turning(settling, plan, settled) if group not in added]
    groups = [*dict.fromkeys(added), *joined(met)]
    return said_settled(orders[0][0].case, way, groups, set(certain.winners), certain.in_doubt)


def _turning(settling: Settling, plan: Plan, settled: Settled) -> Iterator[frozenset[int]]:
    """Yield the equals that the declared way parted in one count, of which another order buys something else."""
    have = settled.end
    known: dict[tuple[Fraction, tuple[int, ...], bool], bool] = {}
    ends: dict[tuple[int, ...], bool] = {}

    def changes(doubt: Doubt) -> bool:
        key = doubt.share, tuple(doubt.order), doubt.grows
        if key not in known:
            known[key] = settling.settle_from(plan, doubt).end != have
        return known[key]

    def turns(order: Sequence[int]) -> bool:
        key = tuple(order)
        if key not in ends:
            ends[key] = settling.settle(plan.reordered(order)).end != have
        return ends[key]

    return deciding(plan, settled.growth, settling.exhaustive, changes, turns, settling.progress)


def _shares(case: Case, settled: Settled) -> dict[str, Any]:
    return {
        "first-share": case.money(settled.start),
        "step-size": case.money(settled.step),
        "steps-taken": settled.growth.steps,
        "final-share": case.money(settled.growth.run.share),
    }


_LEAST = replace(MIN_SCORE, default="none")
RULE = Rule(
    "equal-shares",
    NEEDS,
    count,
    (UTILITY, COMPLETION, START, STOP, STEP_SIZE, BUDGET, _LEAST, *TIE_SETTINGS),
    uses_cost=True,
)
