"""Ties as values: who the rule cannot tell apart, and what was agreed to do about it.

Nothing here decides silently. A tie is settled only where places are left for some but not all of the equal ones, only
in the way the settings name, and the outcome says so. A lot and a run-off happen in the room: their result is entered
as a list, first drawn or first placed first; until then the tie stays open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from labapp.counting.outcome import Number, Reason, Tie
from labapp.counting.profile import Profile
from labapp.counting.settings import CountError

_SCORED = ("plurality", "approval", "dots", "nominal-group", "score-mean", "score-median", "borda")
BY_LOT, BY_RUN_OFF, BY_COST = "lot", "run-off", "lowest cost"


@dataclass(frozen=True)
class Choice:
    """Who was chosen out of ranked levels, with the ties met on the way and what to say about them."""

    winners: tuple[str, ...]
    ties: tuple[Tie, ...] = ()
    reasons: tuple[Reason, ...] = ()


def levels_of(scores: Mapping[str, Number]) -> tuple[tuple[str, ...], ...]:
    """Group options by equal score, best first; inside a level the order of the profile is kept and means nothing."""
    by_score: dict[Number, list[str]] = {}
    for option, score in scores.items():
        by_score.setdefault(score, []).append(option)
    return tuple(tuple(by_score[score]) for score in sorted(by_score, reverse=True))


def choose(
    levels: Sequence[tuple[str, ...]], seats: int, settings: Mapping[str, Any], profile: Profile
) -> Choice:
    """Fill the seats from the best level down; a level that is too big for the places left is a tie."""
    winners: list[str] = []
    reasons: list[Reason] = []
    for level in levels:
        left = seats - len(winners)
        if left <= 0:
            break
        if len(level) > left:
            settled = settle(level, left, settings, profile)
            chosen = (*winners, *settled.winners)
            return Choice(chosen, settled.ties, (*reasons, *settled.reasons))
        if len(level) > 1:
            reasons.append(Reason("level-winners", {"options": level}))
        winners.extend(level)
    return Choice(tuple(winners), (), tuple(reasons))


def same_score(rule: str, scores: Mapping[str, Number], choice: Choice) -> list[Reason]:
    """Say what the options of a tie have, which no sentence about a winner or a loser would tell."""
    if rule not in _SCORED or not choice.ties:
        return []
    among = choice.ties[0].among
    return [Reason("tie-same-score", {"rule": rule, "options": among, "score": scores[among[0]]})]


def unfilled(seats: int, choice: Choice) -> list[Reason]:
    """Say that there were more places than options that could be chosen."""
    if choice.ties or len(choice.winners) >= seats:
        return []
    return [Reason("seats-unfilled", {"seats": seats, "winners": len(choice.winners)})]


def settle(among: tuple[str, ...], places: int, settings: Mapping[str, Any], profile: Profile) -> Choice:
    """Settle one tie for so many places in the declared way, or leave it open and say what is needed."""
    way = settings["ties"]
    if way == "lowest-cost":
        return _by_cost(among, places, profile)
    if way == "lot" and settings["lot"]:
        return _by_list(among, places, check_list("lot", settings["lot"], among), BY_LOT)
    if way == "run-off" and settings["run-off-result"]:
        order = check_list("run-off-result", settings["run-off-result"], among)
        return _by_list(among, places, order, BY_RUN_OFF)
    needed = {"lot": "tie-needs-lot", "run-off": "tie-needs-run-off"}.get(way, "tie-open")
    return Choice((), (Tie(among),), (Reason(needed, {"among": among, "places": places}),))


def check_list(name: str, order: Sequence[str], among: Sequence[str]) -> tuple[str, ...]:
    """Return the entered order of the tied options; one that is missing is refused by name."""
    missing = tuple(option for option in among if option not in order)
    if missing:
        raise CountError("order-incomplete", {"setting": name, "missing": missing})
    return tuple(option for option in order if option in among)


def _by_list(among: tuple[str, ...], places: int, order: tuple[str, ...], way: str) -> Choice:
    winners = order[:places]
    code = "tie-by-lot" if way == BY_LOT else "tie-by-run-off"
    return Choice(winners, (Tie(among, way, winners),), (Reason(code, {"among": among, "winners": winners}),))


def _by_cost(among: tuple[str, ...], places: int, profile: Profile) -> Choice:
    costs = {option.id: option.cost for option in profile.options if option.id in among}
    missing = tuple(option for option in among if costs[option] is None)
    if missing:
        raise CountError("cost-missing", {"options": missing})
    known = {option: -cost for option, cost in costs.items() if cost is not None}
    winners: list[str] = []
    for level in levels_of(known):
        left = places - len(winners)
        if left <= 0:
            break
        if len(level) > left:
            return _costs_equal(among, tuple(winners), level, left)
        winners.extend(level)
    chosen = tuple(winners)
    said = Reason("tie-by-cost", {"among": among, "winners": chosen})
    return Choice(chosen, (Tie(among, BY_COST, chosen),), (said,))


def _costs_equal(among: tuple[str, ...], winners: tuple[str, ...], level: tuple[str, ...], left: int) -> Choice:
    """Leave open between those that cost the same; say what the cost has decided before."""
    ties: tuple[Tie, ...] = (Tie(among, BY_COST, winners),) if level != among else ()
    said = [Reason("tie-costs-equal", {"among": level, "places": left})]
    if winners:
        said.insert(0, Reason("tie-by-cost", {"among": among, "winners": winners}))
    elif level != among:
        said.insert(0, Reason("tie-narrowed", {"among": among, "left": level}))
    return Choice(winners, (*ties, Tie(level)), tuple(said))
