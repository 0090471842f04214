"""Condorcet: the option that beats every other one in a duel wins; where there is none, nobody wins.

Source: Condorcet's criterion, nothing more: no method is put in its place. Without a winner the outcome names the
smallest group whose members all beat everybody else (as an open tie) and one circle of wins in it, where there is one.
How equal and unranked options are compared is told in `pairwise`.

Rounds: one mapping per option with what stands for it above each other option.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from labapp.counting.copeland import duels
from labapp.counting.outcome import Outcome, Reason, Tie
from labapp.counting.pairwise import UNRANKED, Pairwise, compare, find_cycle, rows_of, top_cycle
from labapp.counting.profile import Profile, Ranking
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import ONE_SEAT, TIE_SETTINGS
from labapp.counting.ties import settle
from labapp.counting.totals import nothing_counted

_NAMED = 3  # so many even duels are named


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Look for the option that beats every other one."""
    pairs = compare(profile, settings, progress)
    common: dict[str, Any] = {
        "rule": RULE.id,
        "settings": dict(settings),
        "ballots": pairs.ballots,
        "scores": {option: duels(pairs, option)["won"] for option in pairs.ids},
        "rounds": rows_of(pairs),
        "warnings": pairs.warnings,
    }
    empty = nothing_counted(profile, pairs.ballots.valid)
    if empty is not None:
        return Outcome(winners=(), reasons=(empty,), **common)
    group = top_cycle(pairs)
    losers = tuple(worst_duel(pairs, option) for option in pairs.ids if option not in group)
    if len(group) == 1:
        return Outcome(winners=group, reasons=(closest_duel(pairs, group[0]), *losers), **common)
    reasons = [Reason("condorcet-none", {"group": group})]
    circle = find_cycle(pairs, group)
    if circle:
        wins = tuple(pairs.over[one][other] for one, other in zip(circle, (*circle[1:], circle[0]), strict=True))
        reasons.append(Reason("condorcet-circle", {"circle": circle, "votes": wins}))
    else:
        reasons += _even(pairs, group)
    if settings["ties"] == "open":
        return Outcome(winners=(), ties=(Tie(group),), reasons=(*reasons, *losers), **common)
    choice = settle(group, 1, settings, profile)
    return Outcome(winners=choice.winners, ties=choice.ties, reasons=(*reasons, *losers, *choice.reasons), **common)


def closest_duel(pairs: Pairwise, option: str) -> Reason:
    """Say that an option beat all others, and its narrowest win."""
    others = [other for other in pairs.ids if other != option]
    if not others:
        return Reason("only-option", {"option": option})
    close = min(others, key=lambda other: pairs.margin(option, other))
    votes = {"votes": pairs.over[option][close], "against": pairs.over[close][option]}
    return Reason("condorcet-won", {"option": option, "others": len(others), "closest": close, **votes})


def _even(pairs: Pairwise, group: tuple[str, ...]) -> list[Reason]:
    """Say of which pairs nobody won the duel: without a circle it is these that leave it open."""
    even = [pair for pair in combinations(group, 2) if not pairs.margin(*pair)]
    return [Reason("condorcet-even", {"pair": pair, "votes": pairs.over[pair[0]][pair[1]]}) for pair in even[:_NAMED]]


def worst_duel(pairs: Pairwise, option: str) -> Reason:
    """Say which option beat this one by the most."""
    worst = min((other for other in pairs.ids if other != option), key=lambda other: pairs.margin(option, other))
    votes = {"votes": pairs.over[option][worst], "against": pairs.over[worst][option]}
    return Reason("condorcet-lost", {"option": option, "other": worst, **votes})


RULE = Rule("condorcet", (Ranking,), count, (ONE_SEAT, UNRANKED, *TIE_SETTINGS))
