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

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from labapp.counting.budget_case import BUDGET, MIN_SCORE, Case, read_case
from labapp.counting.cost_ties import (
    TIE_SETTINGS,
    Certain,
    Way,
    entered_order,
    in_every_order,
    joined,
    said_open,
    said_settled,
    way_of,
)
from labapp.counting.equal_shares_growth import FIRST_STRIDE, Doubt, Growth, deciding, grow
from labapp.counting.equal_shares_plan import Plan
from labapp.counting.equal_shares_run import buy_once
from labapp.counting.equal_shares_said import explain
from labapp.counting.equal_shares_trails import Run
from labapp.counting.greedy_common import taking_part, threshold
from labapp.counting.grouping import NEEDS
from labapp.counting.outcome import Outcome, Reason, Tie
from labapp.counting.profile import Profile
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import CHOICE, STEP, CountError, Setting
from labapp.counting.spending import SKIP, Spent, spend

UTILITY = Setting("utility", CHOICE, "cost", ("cost", "cardinality"))
COMPLETION = Setting("completion", CHOICE, "none", ("none", "utilitarian", "add1", "add1u"))
START = Setting("start", CHOICE, "exact", ("exact", "floor"))
STOP = Setting("stop", CHOICE, "overspend", ("overspend", "exhaustive"))
STEP_SIZE = Setting("step", STEP, "1", maximum=10**15)


@dataclass(frozen=True)
class Settled:
    """One whole count in one order of equals: the last run, what was free, what completion added."""

    free: tuple[int, ...]
    growth: Growth
    filled: Spent | None
    parted: Spent | None  # how completion ends where only the declared way parts equals
    start: Fraction
    step: Fraction

    @property
    def winners(self) -> list[int]:
        """Return what is bought, in order."""
        return [*self.free, *self.growth.run.bought, *(self.filled.winners if self.filled else ())]


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Count by Equal Shares."""
    case = read_case(profile, settings, progress)
    way = way_of(case, settings)
    least = threshold(profile, settings)
    part = taking_part(case, least)
    paid = [q for q in part if case.costs[q]]
    hold = (lambda: None) if progress is None else lambda: progress(0, len(paid))
    plan = Plan(case, paid, settings["utility"] == "cost", way.order(), way.tier, hold)
    settled = latest = _settle(plan, way, settings, part, progress)

    def elect(rank: Sequence[int]) -> tuple[list[int], set[frozenset[int]]]:
        nonlocal latest
        latest = other = _settle(plan.reordered(rank), way, settings, part, progress, along=latest.growth)
        return other.winners, _undecided(other)

    certain = in_every_order(way, settled.winners, _undecided(settled), elect)
    _complete_lot(case, settings, certain)
    ties, said = said_open(case, way, certain)
    scores = {option.id: case.score(q) for q, option in enumerate(case.options)}
    rounds, reasons = explain(
        case, settled.growth, settled.step, settled.filled, set(certain.winners), bool(ties), progress
    )
    decided, why = _decided(
        way,
        settled,
        certain,
        lambda doubt: _settle(plan.reordered(doubt.order), way, settings, part, progress, doubt),
        (plan, settings["stop"] == "exhaustive", progress),
    )
    shown = {**settings, "budget": case.money(case.budget), "min-score": least, **_shares(case, settled)}
    return Outcome(
        rule=RULE.id,
        settings=shown,
        ballots=case.ballots,
        winners=case.ids(certain.winners),
        ties=(*decided, *ties),
        scores=scores,
        rounds=rounds,
        reasons=(*reasons, *case.said((*why, *said))),
        warnings=case.warnings,
        total_cost=case.money(case.total(certain.winners)),
    )


def _settle(
    plan: Plan,
    way: Way,
    settings: Mapping[str, Any],
    part: Sequence[int],
    progress: Progress | None,
    doubt: Doubt | None = None,
    along: Growth | None = None,
) -> Settled:
    """Count once, in the order of the plan; after a doubt only from where it arose, else along a count before."""
    case, paid, rank = plan.case, plan.options, plan.order
    free = tuple(q for q in part if not case.costs[q])
    share = Fraction(case.budget, case.people) * case.unit if case.people else Fraction(0)
    start = Fraction(share // case.scale * case.scale) if settings["start"] == "floor" else share
    start = start if doubt is None else doubt.share
    step = _step(settings["step"], share, case.scale)
    known = None if doubt is None else doubt.known
    raised = settings["completion"] in ("add1", "add1u") and (doubt is None or doubt.grows)
    if raised and step > 0 and paid:
        stride = FIRST_STRIDE if doubt is None else 1  # an end is near where equals in another order led elsewhere
        growth = grow(plan, start, step, settings["stop"] == "exhaustive", progress, stride, known, along)
    else:
        tick = None if progress is None else lambda done: progress(done, len(paid))
        again = doubt is not None
        keep = again or plan.kept
        run = buy_once(plan, start, beyond=known, tick=tick, store=again, keep=keep) if paid else Run(start)
        growth = Growth(run, 0, "", None, run.loose(), {group: [run] for group in run.doubtful()})
    filled = parted = None
    if settings["completion"] in ("utilitarian", "add1u"):
        have = {*growth.run.bought, *free}
        left = case.budget - case.total(growth.run.bought)
        per_cost = settings["utility"] == "cardinality"
        rest = [q for q in part if q not in have]
        if doubt is None:
            parted = spend(case, rest, way, SKIP, left, per_cost, progress)
        ranked = replace(way, tier=[(rank[q],) for q in range(len(rank))])
        filled = spend(case, rest, ranked, SKIP, left, per_cost, progress)
    return Settled(free, growth, filled, parted, start, step)


def _step(asked: Fraction | str, share: Fraction, scale: int) -> Fraction:
    if isinstance(asked, str):
        return share * Fraction(asked.removesuffix("%")) / 100
    return asked * scale


def _undecided(settled: Settled) -> set[frozenset[int]]:
    more = settled.parted.open_ties if settled.parted else []
    return settled.growth.undecided | {frozenset(tie) for tie in more}


def _decided(
    way: Way,
    settled: Settled,
    certain: Certain,
    settle: Callable[[Doubt], Settled],
    growing: tuple[Plan, bool, Progress | None],
) -> tuple[tuple[Tie, ...], tuple[Reason, ...]]:
    """Name the equals that the declared way parted, where another order would have bought something else."""
    if not way.by:
        return (), ()
    plan, exhaustive, progress = growing
    have = set(settled.winners)
    known: dict[tuple[Fraction, tuple[int, ...], bool], bool] = {}

    def changes(doubt: Doubt) -> bool:
        key = doubt.share, tuple(doubt.order), doubt.grows
        if key not in known:
            known[key] = set(settle(doubt).winners) != have
        return known[key]

    added = [frozenset(group) for group in settled.parted.settled] if settled.parted else []
    met = deciding(plan, settled.growth, settled.step, exhaustive, changes, progress)
    grown = joined(group for group in met if group not in added)
    return said_settled(plan.case, way, [*added, *grown], set(certain.winners))


def _shares(case: Case, settled: Settled) -> dict[str, Any]:
    return {
        "first-share": case.money(settled.start),
        "step-size": case.money(settled.step),
        "steps-taken": settled.growth.steps,
        "final-share": case.money(settled.growth.run.share),
    }


def _complete_lot(case: Case, settings: Mapping[str, Any], certain: Certain) -> None:
    entered = entered_order(settings)
    missing = sorted({q for tie in certain.ties for q in tie if case.options[q].id not in entered})
    if entered and missing:
        raise CountError("order-incomplete", {"setting": "lot", "missing": case.ids(missing)})


_LEAST = replace(MIN_SCORE, default="none")
RULE = Rule(
    "equal-shares",
    NEEDS,
    count,
    (UTILITY, COMPLETION, START, STOP, STEP_SIZE, BUDGET, _LEAST, *TIE_SETTINGS),
    uses_cost=True,
)
