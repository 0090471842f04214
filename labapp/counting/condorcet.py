"""Condorcet: the option that beats every other one in a duel wins; where there is none, nobody wins.

Source: Condorcet's criterion, nothing more: no method is put in its place. Without a winner the outcome names the
smallest group whose members all beat everybody else (as an open tie) and one circle of wins in it, where there is one.
How equal and unranked options are compared is told in `pairwise`.

Rounds: one mapping per option with what stands for it above each other option.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from labapp.counting.checks import paced
from labapp.counting.lanes import EVERY, members
from labapp.counting.outcome import Number, Outcome, Reason, Tie
from labapp.counting.pairwise import UNRANKED, Pairwise, compare, find_cycle, rows_of, shown_duels, top_cycle
from labapp.counting.profile import Profile, Ranking
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import ONE_SEAT, TIE_SETTINGS
from labapp.counting.ties import settle
from labapp.counting.totals import nothing_counted

_NAMED = 3  # so many even duels are named


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Look for the option that beats every other one."""
    pairs = compare(profile, settings, progress)
    inside = top_cycle(pairs)
    group = tuple(pairs.ids[place] for place in inside)
    scores: dict[str, Number] = {o: won.bit_count() for o, won in zip(pairs.ids, pairs.wins, strict=True)}
    shown, said = shown_duels(pairs, group, scores)
    common: dict[str, Any] = {
        "rule": RULE.id,
        "settings": dict(settings),
        "ballots": pairs.ballots,
        "scores": scores,
        "rounds": rows_of(pairs, shown),
        "warnings": pairs.warnings,
    }
    empty = nothing_counted(profile, pairs.ballots.valid)
    if empty is not None:
        return Outcome(winners=(), reasons=(empty, *said), **common)
    outside = sorted(set(range(len(pairs.ids))).difference(inside))
    losers = [worst_duel(pairs, option) for option in paced(outside, progress, len(outside), EVERY)]
    losers += said
    if len(group) == 1:
        return Outcome(winners=group, reasons=(closest_duel(pairs, inside[0]), *losers), **common)
    reasons = [Reason("condorcet-none", {"group": group}), *_why_none(pairs, inside, progress)]
    if settings["ties"] == "open":
        return Outcome(winners=(), ties=(Tie(group),), reasons=(*reasons, *losers), **common)
    choice = settle(group, 1, settings, profile)
    return Outcome(winners=choice.winners, ties=choice.ties, reasons=(*reasons, *losers, *choice.reasons), **common)


def closest_duel(pairs: Pairwise, option: int) -> Reason:
    """Say that an option beat all others, and its narrowest win."""
    name = pairs.ids[option]
    if len(pairs.ids) == 1:
        return Reason("only-option", {"option": name})
    close = pairs.least(option)
    votes = {"votes": pairs.votes(option, close), "against": pairs.votes(close, option)}
    others = len(pairs.ids) - 1
    return Reason("condorcet-won", {"option": name, "others": others, "closest": pairs.ids[close], **votes})


def _why_none(pairs: Pairwise, group: tuple[int, ...], progress: Progress | None) -> list[Reason]:
    """Name a circle of wins; without one it is the duels nobody won that leave it open."""
    circle = find_cycle(pairs, group, progress)
    if circle:
        wins = tuple(pairs.votes(one, other) for one, other in zip(circle, (*circle[1:], circle[0]), strict=True))
        return [Reason("condorcet-circle", {"circle": tuple(pairs.ids[one] for one in circle), "votes": wins})]
    return [
        Reason("condorcet-even", {"pair": (pairs.ids[one], pairs.ids[other]), "votes": pairs.votes(one, other)})
        for one, other in islice(_even(pairs, group), _NAMED)
    ]


def _even(pairs: Pairwise, group: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    left = sum([1 << option for option in group])
    for one in group:
        left ^= 1 << one
        for other in members(left & ~pairs.wins[one] & ~pairs.losses[one]):
            yield one, other


def worst_duel(pairs: Pairwise, option: int) -> Reason:
    """Say which option beat this one by the most."""
    worst = pairs.least(option)
    votes = {"votes": pairs.votes(option, worst), "against": pairs.votes(worst, option)}
    return Reason("condorcet-lost", {"option": pairs.ids[option], "other": pairs.ids[worst], **votes})


RULE = Rule("condorcet", (Ranking,), count, (ONE_SEAT, UNRANKED, *TIE_SETTINGS))
