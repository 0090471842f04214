"""What the four greedy rules share: reading, electing, and saying why each option was or was not bought."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from labapp.counting.budget_case import BUDGET, Case, read_case
from labapp.counting.cost_ties import TIE_SETTINGS, Way, complete_order, parted, way_of
from labapp.counting.outcome import Outcome, Reason, Tie
from labapp.counting.profile import Profile
from labapp.counting.rule import Progress
from labapp.counting.spending import Spent, spend

SETTINGS = (BUDGET, *TIE_SETTINGS)


def threshold(profile: Profile, settings: Mapping[str, Any]) -> Fraction:
    """Return the least score an option needs: the setting, or what the profile brings along."""
    asked = settings["min-score"]
    if asked == "none":
        return Fraction(0)
    if asked == "profile":
        return Fraction(profile.meta.get("min-score", "0"))
    return Fraction(asked)


def taking_part(case: Case, least: Fraction) -> list[int]:
    """Return the options with support that reach the least score."""
    return [q for q in range(len(case.options)) if case.scores[q] > 0 and case.score(q) >= least]


def greedy(
    rule: str, manner: str, profile: Profile, settings: Mapping[str, Any], progress: Progress | None
) -> Outcome:
    """Count by one of the greedy rules."""
    case = read_case(profile, settings, progress)
    least = threshold(profile, settings)
    way = way_of(case, settings)
    spent = spend(case, taking_part(case, least), way, manner, case.budget, progress=progress)
    complete_order(case, settings, spent.open_ties)
    said = _said(case, least, spent, way)
    shown = {**settings, "budget": case.money(case.budget), "min-score": least}
    return Outcome(
        rule=rule,
        settings=shown,
        ballots=case.ballots,
        winners=case.ids(spent.winners),
        ties=_ties(case, spent, way),
        scores={option.id: case.score(q) for q, option in enumerate(case.options)},
        rounds=tuple(_round(case, row) for row in spent.rounds),
        reasons=case.said(said),
        warnings=case.warnings,
        total_cost=case.money(case.total(spent.winners)),
    )


def _ties(case: Case, spent: Spent, way: Way) -> tuple[Tie, ...]:
    elected = set(spent.winners)
    named = parted(case, way, spent.settled, elected)
    settled = [Tie(case.ids(t), by, case.ids([q for q in t if q in elected])) for t, by in named]
    return (*settled, *(Tie(case.ids(tie)) for tie in spent.open_ties))


def _round(case: Case, row: tuple[int, int, str]) -> dict[str, Any]:
    q, left, word = row
    shown = {"option": case.options[q].id, "score": case.score(q), "cost": case.money(case.costs[q]), "result": word}
    return shown if left < 0 else {**shown, "left": case.money(left)}


def _said(case: Case, least: Fraction, spent: Spent, way: Way) -> list[Reason]:
    said: list[Reason] = []
    if case.ballots.valid == 0:
        said.append(Reason("no-ballots"))
    left_at = {q: left for q, left, _ in spent.rounds}
    words = {q: word for q, _, word in spent.rounds}
    turn = {q: place for place, q in enumerate(words)}
    losers = [q for q in range(len(case.options)) if q not in spent.winners]
    losers.sort(key=lambda q: turn.get(q, len(turn)))
    for q in (*spent.winners, *losers):
        params: dict[str, Any] = {"option": case.options[q].id, "score": case.score(q)}
        params["cost"] = case.money(case.costs[q])
        word = words.get(q)
        if left_at.get(q, -1) >= 0:
            params["left"] = case.money(left_at[q])
        if word == "bought":
            beyond = "left" in params and params["left"] < params["cost"]
            said.append(Reason("greedy-won-beyond" if beyond else "greedy-won", params))
        elif word in ("too-dear", "stopped"):
            known = "greedy-too-dear" if "left" in params else "greedy-never-fits"
            code = known if word == "too-dear" else "greedy-stopped"
            said.append(Reason(code, params))
        elif q in spent.maybe:
            continue  # in a tie too large to follow, or after it: nothing is sure, the tie is said below
        elif word is None and not case.scores[q]:
            said.append(Reason("no-support", {"option": case.options[q].id}))
        elif word is None:
            said.append(Reason("below-threshold", {**params, "least": least}))
    for tie, by in parted(case, way, spent.settled, set(spent.winners)):
        chosen = case.ids([q for q in tie if q in spent.winners])
        params = {"among": case.ids(tie), "by": by, "winners": chosen}
        params["doubtful"] = not spent.maybe.isdisjoint(tie)
        said.append(Reason("cost-tie-settled", params))
    for tie in spent.open_ties:
        said.append(Reason("cost-tie-too-large" if spent.too_many else way.needs, {"among": case.ids(tie)}))
    after = spent.maybe - {q for tie in spent.open_ties for q in tie}
    if after:
        said.append(Reason("depends-on-tie", {"options": case.ids(sorted(after))}))
    if not spent.maybe:
        said.append(Reason("budget-left", money_summary(case, list(spent.winners))))
    return said


def money_summary(case: Case, winners: list[int]) -> dict[str, Any]:
    """Return budget, what was spent and what is left."""
    total = case.total(winners)
    left = case.budget - total
    return {"budget": case.money(case.budget), "spent": case.money(total), "left": case.money(left)}
