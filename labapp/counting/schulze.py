"""Schulze: an option is better than another when its strongest chain of duels is stronger than the way back.

Source: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
election method". A chain is as strong as its weakest duel; `strength=margins` (default) measures a won duel by votes
for minus votes against, `winning-votes` by the votes for; the two can differ. With seats, those nobody left is better
than are elected level by level. How equal and unranked options are compared is told in `pairwise`.

Scores: how many options an option is better than. Rounds: one mapping per option with `over` (votes in each duel) and
`chains` (strength of its strongest chain to each other option).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from labapp.counting.outcome import Number, Outcome, Reason
from labapp.counting.pairwise import UNRANKED, Pairwise, compare
from labapp.counting.profile import Profile, Ranking
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import CHOICE, SEATS, TIE_SETTINGS, Setting
from labapp.counting.ties import choose
from labapp.counting.totals import nothing_counted

STRENGTH = Setting("strength", CHOICE, "margins", ("margins", "winning-votes"))
Chains = list[list[Number]]


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Find the strongest chains and fill the seats from the options nobody is better than."""
    pairs = compare(profile, settings, progress)
    chains = strongest(pairs, settings["strength"], progress)
    size = len(pairs.ids)
    better = [[chains[i][j] > chains[j][i] for j in range(size)] for i in range(size)]
    common: dict[str, Any] = {
        "rule": RULE.id,
        "settings": dict(settings),
        "ballots": pairs.ballots,
        "scores": {option: sum(better[place]) for place, option in enumerate(pairs.ids)},
        "rounds": _rows(pairs, chains),
        "warnings": pairs.warnings,
    }
    empty = nothing_counted(profile, pairs.ballots.valid)
    if empty is not None:
        return Outcome(winners=(), reasons=(empty,), **common)
    levels = _levels(better)
    choice = choose([tuple(pairs.ids[i] for i in level) for level in levels], settings["seats"], settings, profile)
    tied = choice.ties[0].among if choice.ties else ()
    reasons = _said(pairs, chains, choice.winners, tied, levels[0])
    if not choice.ties and len(choice.winners) < settings["seats"]:
        reasons.append(Reason("seats-unfilled", {"seats": settings["seats"], "winners": len(choice.winners)}))
    return Outcome(winners=choice.winners, ties=choice.ties, reasons=(*reasons, *choice.reasons), **common)


def strongest(pairs: Pairwise, strength: str, progress: Progress | None = None) -> Chains:
    """Return the strength of the strongest chain from each option to each other one (widest paths).

    Won duels are added from the strongest down, and who reaches whom is kept as sets in big integers: a pair gets the
    strength at which it is first connected. Each pair is connected once, so hundreds of options take no n³ steps.
    """
    size = len(pairs.ids)
    chains: Chains = [[0] * size for _ in range(size)]
    reaches, reached_by = [0] * size, [0] * size
    duels = _duels(pairs, strength)
    for number, (power, i, j) in enumerate(duels):
        if progress is not None and number % 4096 == 0:
            progress(number, len(duels))
        if reaches[i] >> j & 1:
            continue
        targets = reaches[j] | 1 << j
        for start in _members((reached_by[i] | 1 << i) & ~reached_by[j] & ~(1 << j)):
            fresh = targets & ~reaches[start] & ~(1 << start)
            reaches[start] |= fresh
            row = chains[start]
            for end in _members(fresh):
                row[end] = power
                reached_by[end] |= 1 << start
    return chains


def _duels(pairs: Pairwise, strength: str) -> list[tuple[Number, int, int]]:
    """Return every won duel with its strength, the strongest first."""
    won: list[tuple[Number, int, int]] = []
    for i, one in enumerate(pairs.ids):
        row = pairs.over[one]
        for j, other in enumerate(pairs.ids):
            if i != j and row[other] > pairs.over[other][one]:
                won.append((row[other] if strength == "winning-votes" else row[other] - pairs.over[other][one], i, j))
    won.sort(reverse=True)
    return won


def _members(members: int) -> Iterator[int]:
    """Yield the places of the bits that are set, lowest first."""
    while members:
        lowest = members & -members
        yield lowest.bit_length() - 1
        members ^= lowest


def _levels(better: list[list[bool]]) -> list[list[int]]:
    """Sort options into levels: first those nobody is better than, then the same among the rest."""
    left = list(range(len(better)))
    levels: list[list[int]] = []
    while left:
        level = [i for i in left if not any(better[j][i] for j in left)]
        levels.append(level)
        left = [i for i in left if i not in set(level)]
    return levels


def _said(
    pairs: Pairwise, chains: Chains, winners: tuple[str, ...], tied: tuple[str, ...], first: list[int]
) -> list[Reason]:
    place = {option: i for i, option in enumerate(pairs.ids)}
    said: list[Reason] = []
    for option in winners:
        duel_wins = all(pairs.beats(option, other) for other in pairs.ids if other != option)
        code = "schulze-won-duels" if duel_wins else "schulze-won"
        if place[option] not in first:
            code = "schulze-won-later"
        said.append(Reason(code, {"option": option, "others": len(pairs.ids) - 1}))
    above = [place[option] for option in (*winners, *tied)]
    for option in pairs.ids:
        if option in winners or option in tied:
            continue
        i = place[option]
        better = [j for j in above if chains[j][i] > chains[i][j]]
        beaten_by = [j for j in better if pairs.beats(pairs.ids[j], option)]  # a duel says more than a chain
        rival = max(beaten_by or better or above, key=lambda j: chains[j][i] - chains[i][j])
        other = pairs.ids[rival]
        params = {"option": option, "other": other, "there": chains[rival][i], "back": chains[i][rival]}
        if beaten_by:
            params |= {"votes": pairs.over[option][other], "against": pairs.over[other][option]}
        said.append(Reason("schulze-lost", params))
    return said


def _rows(pairs: Pairwise, chains: Chains) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        {
            "option": one,
            "over": {other: pairs.over[one][other] for other in pairs.ids if other != one},
            "chains": {other: chains[i][j] for j, other in enumerate(pairs.ids) if i != j},
        }
        for i, one in enumerate(pairs.ids)
    )


RULE = Rule("schulze", (Ranking,), count, (SEATS, UNRANKED, STRENGTH, *TIE_SETTINGS))
