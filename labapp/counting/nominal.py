"""Nominal group: each person gives k … 1 points to the k ideas they rank highest; the highest sum wins.

Source: nominal group technique (methods.md 6.5). Choices made here: marks are Points as written on the sheets, or
rankings of which the first `picks` levels get picks … 1 points (equal ranks share the mean of their places; further
levels get none). Beside each sum the outcome keeps how many people chose the idea, their points one by one, and a flag
where those points are split between the highest and the lowest: worth talking about before anything is decided. A tie
in points is first broken by the number of people who chose the idea (`tie-by-voters`), then it is an ordinary tie.

Rounds: one mapping per option with points, voters, mean (of those who chose it), spread {points: people}, split.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from labapp.counting.checks import tidy, watched, weighed_sum
from labapp.counting.outcome import Number, Outcome, Reason
from labapp.counting.pairwise import once
from labapp.counting.profile import Ballot, Points, Profile, Ranking
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import INTEGER, SEATS, TIE_SETTINGS, CountError, Setting
from labapp.counting.ties import choose, same_score, unfilled
from labapp.counting.totals import Totals, nothing_counted

PICKS = Setting("picks", INTEGER, "5", minimum=1, maximum=1000)
Spread = dict[str, dict[Number, int]]
Raw = int | tuple[int, int]  # points that are no whole number as numerator and denominator: fractions are slow keys


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Add up the sheets and fill the seats by points, then by the number of people."""
    totals = Totals.of(profile, progress)
    given: dict[str, dict[Raw, list[int]]] = {option.id: {} for option in profile.options}
    for number, ballot in enumerate(watched(profile, progress)):
        points, doubled = _points(ballot, settings["picks"], number + 1)
        totals.doubled += ballot.count if doubled else 0
        people, weight = ballot.count, totals.weights[number]
        chosen = False
        for option, amount in points.items():
            if amount:
                chosen = True
                told = given[option].get(amount)
                if told is None:
                    given[option][amount] = [people, weight]
                else:
                    told[0] += people
                    told[1] += weight
        totals.valid += people if chosen else 0
        totals.blank += 0 if chosen else people
    return _finish(profile, settings, totals, _added(given, totals))


def _added(given: Mapping[str, Mapping[Raw, list[int]]], totals: Totals) -> Spread:
    """Add up people and points of every option; return how many people gave it which points."""
    spread: Spread = {}
    for option, told in given.items():
        amounts = [raw if isinstance(raw, int) else tidy(Fraction(*raw)) for raw in told]
        own = spread[option] = dict.fromkeys(amounts, 0)
        for amount, (people, _) in zip(amounts, told.values(), strict=True):
            own[amount] += people
        weights = [weight for _, weight in told.values()]
        totals.sums[option] = weighed_sum(zip(amounts, weights, strict=True))
        totals.voters[option] = sum(own.values())
    return spread


def _points(ballot: Ballot, picks: int, number: int) -> tuple[Mapping[str, Raw], bool]:
    if isinstance(ballot.marks, Points):
        given = ballot.marks.points
        if given and min(given.values()) < 0:
            raise CountError("negative-points", {"ballot": number})
        return {option: _raw(amount) for option, amount in given.items()}, False
    if not isinstance(ballot.marks, Ranking):
        return {}, False
    points: dict[str, Raw] = {}
    levels, doubled = once(ballot.marks.levels)
    left = picks
    for level in levels:
        if left <= 0:
            break
        size = len(level)
        if size == 1:
            points[level[0]] = left
        else:
            worth = sum(range(left, max(0, left - size), -1))
            points.update(dict.fromkeys(level, (worth, size)))
        left -= size
    return points, doubled


def _raw(amount: Number) -> Raw:
    return amount if isinstance(amount, int) else amount.as_integer_ratio() if amount else 0


def _split(spread: Mapping[Number, int], picks: int) -> bool:
    """Tell whether an idea got the highest and the lowest points, each from at least a third of those who chose it."""
    voters = sum(spread.values())
    high, low = spread.get(picks, 0), spread.get(1, 0)
    return picks > 1 and high > 0 and low > 0 and 3 * min(high, low) >= voters


def _finish(profile: Profile, settings: Mapping[str, Any], totals: Totals, spread: Spread) -> Outcome:
    scores = totals.scores()
    common: dict[str, Any] = {
        "rule": RULE.id,
        "settings": dict(settings),
        "ballots": totals.ballots(),
        "scores": scores,
        "warnings": totals.warnings(),
    }
    empty = nothing_counted(profile, totals.valid)
    if empty is not None:
        return Outcome(winners=(), reasons=(empty,), **common)
    key = {option: (scores[option], totals.voters[option]) for option in scores if scores[option] > 0}
    by_key: dict[tuple[Number, int], list[str]] = {}
    for option in sorted(key, key=lambda option: key[option], reverse=True):
        by_key.setdefault(key[option], []).append(option)
    choice = choose([tuple(level) for level in by_key.values()], settings["seats"], settings, profile)
    reasons = _said(scores, totals, choice.winners, choice.ties[0].among if choice.ties else ())
    reasons += same_score(RULE.id, scores, choice)
    reasons.extend(choice.reasons)
    reasons += unfilled(settings["seats"], choice)
    reasons.extend(
        Reason("nominal-split", {"option": option, "high": spread[option][settings["picks"]], "low": spread[option][1]})
        for option in scores
        if _split(spread[option], settings["picks"])
    )
    rounds = tuple(_row(option, scores[option], totals, spread[option], settings["picks"]) for option in scores)
    return Outcome(winners=choice.winners, ties=choice.ties, rounds=rounds, reasons=tuple(reasons), **common)


def _row(option: str, score: Number, totals: Totals, spread: Mapping[Number, int], picks: int) -> Mapping[str, Any]:
    voters = totals.voters[option]
    mean = tidy(Fraction(weighed_sum(spread.items()), voters)) if voters else None
    ordered = dict(sorted(spread.items(), reverse=True))
    flag = _split(spread, picks)
    return {"option": option, "points": score, "voters": voters, "mean": mean, "spread": ordered, "split": flag}


def _said(
    scores: Mapping[str, Number], totals: Totals, winners: tuple[str, ...], tied: tuple[str, ...]
) -> list[Reason]:
    edge = (*winners, *tied)
    last = min(edge, key=lambda option: (scores[option], totals.voters[option]), default=None)
    said: list[Reason] = []
    for option in [*winners, *(option for option in sorted(scores, key=lambda o: scores[o], reverse=True))]:
        params = {"option": option, "score": scores[option], "voters": totals.voters[option]}
        if option in winners:
            if not any(reason.params.get("option") == option for reason in said):
                said.append(Reason("nominal-group-won", params))
        elif scores[option] <= 0:
            said.append(Reason("no-support", {"option": option}))
        elif last is not None and option not in tied:
            if scores[option] == scores[last]:
                more = {"other": last, "other_voters": totals.voters[last]}
                said.append(Reason("tie-by-voters", params | more))
            else:
                said.append(Reason("nominal-group-lost", params | {"needed": scores[last]}))
    return said


RULE = Rule("nominal-group", (Points, Ranking), count, (SEATS, PICKS, *TIE_SETTINGS))
