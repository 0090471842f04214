"""Pairwise comparison: for every two options, how many ballots put the one above the other.

Choices that every rule here shares: options in one level are equal, so the ballot says nothing about that pair;
unranked options stand equal below all ranked ones (`unranked=last`) or are not compared at all (`no-opinion`); an
option written twice counts where it stands first, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from labapp.counting.checks import powers, tidy, watched
from labapp.counting.outcome import BallotCount, Number, Reason
from labapp.counting.profile import Profile, Ranking
from labapp.counting.rule import Progress
from labapp.counting.settings import CHOICE, Setting

UNRANKED = Setting("unranked", CHOICE, "last", ("last", "no-opinion"))


@dataclass(frozen=True)
class Pairwise:
    """`over[x][y]` is how much stands for x above y."""

    ids: tuple[str, ...]
    over: Mapping[str, Mapping[str, Number]]
    ballots: BallotCount
    warnings: tuple[Reason, ...]

    def beats(self, one: str, other: str) -> bool:
        """Tell whether more ballots put `one` above `other` than the other way round."""
        return self.over[one][other] > self.over[other][one]

    def margin(self, one: str, other: str) -> Number:
        """Return by how much `one` leads `other` (negative when it trails)."""
        return self.over[one][other] - self.over[other][one]


def once(levels: Iterable[Sequence[str]]) -> tuple[list[tuple[str, ...]], bool]:
    """Keep each option where it stands first; also tell whether any stood twice. Empty levels are dropped."""
    seen: set[str] = set()
    kept: list[tuple[str, ...]] = []
    doubled = False
    for level in levels:
        fresh = tuple(option for option in dict.fromkeys(level) if option not in seen)
        doubled = doubled or len(fresh) < len(level)
        if fresh:
            kept.append(fresh)
            seen.update(fresh)
    return kept, doubled


def compare(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Pairwise:
    """Compare every pair over all ballots, once for all rules that ask."""
    key = f"pairs, unranked={settings['unranked']}"
    kept = profile.memo.get(key)
    if not isinstance(kept, Pairwise):
        kept = profile.memo[key] = _compared(profile, settings["unranked"] == "no-opinion", progress)
    return kept


def _compared(profile: Profile, only_ranked: bool, progress: Progress | None) -> Pairwise:
    """Compare every pair, or only those that a ballot ranks both.

    One row of the table is one big integer with a lane per option, so a ballot costs as many additions as it names
    options instead of as many as it has pairs. A lane is wide enough for the sum of all ballots and cannot overflow.
    """
    ids = tuple(option.id for option in profile.options)
    weights, scale = powers(profile, progress)
    width = max(1, sum(weights).bit_length())
    lane = {option: 1 << (place * width) for place, option in enumerate(ids)}
    everything = sum(lane.values())
    rows = dict.fromkeys(ids, 0)
    valid = blank = doubled = 0
    for ballot, weight in zip(watched(profile, progress), weights, strict=True):
        if not isinstance(ballot.marks, Ranking):
            continue
        levels, twice = once(ballot.marks.levels)
        doubled += ballot.count if twice else 0
        if not levels:
            blank += ballot.count
            continue
        valid += ballot.count
        below = everything
        if only_ranked:
            below = sum(lane[option] for level in levels for option in level)
        for level in levels:
            for option in level:
                below -= lane[option]
            if not below:
                break
            gain = below * weight
            for option in level:
                rows[option] += gain
    said = (Reason("doubled-marks", {"ballots": doubled}),) if doubled else ()
    table = {option: _unpack(rows[option], ids, width, scale) for option in ids}
    return Pairwise(ids, table, BallotCount(valid, profile.invalid, blank), said)


def _unpack(row: int, ids: Sequence[str], width: int, scale: int) -> dict[str, Number]:
    mask = (1 << width) - 1
    whole = {option: (row >> (place * width)) & mask for place, option in enumerate(ids)}
    return dict(whole) if scale == 1 else {option: tidy(Fraction(count, scale)) for option, count in whole.items()}


def top_cycle(pairs: Pairwise) -> tuple[str, ...]:
    """Return the smallest set of options whose members all beat every option outside it (the Smith set)."""
    rank = {
        one: sum(1 if pairs.beats(one, other) else -1 if pairs.beats(other, one) else 0 for other in pairs.ids)
        for one in pairs.ids
    }
    ordered = sorted(pairs.ids, key=lambda option: rank[option], reverse=True)
    total = 0
    for size, option in enumerate(ordered, 1):
        total += rank[option]  # duels inside cancel out, so the sum is full only if every duel with outside is won
        if total == size * (len(ordered) - size):
            inside = set(ordered[:size])
            return tuple(option for option in pairs.ids if option in inside)
    return ()


def find_cycle(pairs: Pairwise, among: Sequence[str]) -> tuple[str, ...]:
    """Return a circle in which each option beats the next and the last beats the first, or (); short, not shortest."""
    best: tuple[str, ...] = ()
    for start in among:
        paths: list[tuple[str, ...]] = [(start,)]
        reached = {start}
        while paths and not best:
            longer: list[tuple[str, ...]] = []
            for path in paths:
                if len(path) > 2 and pairs.beats(path[-1], start):
                    best = path
                    break
                fresh = [other for other in among if other not in reached and pairs.beats(path[-1], other)]
                reached.update(fresh)
                longer.extend((*path, other) for other in fresh)
            paths = longer
        if best:
            return best
    return ()


def rows_of(pairs: Pairwise) -> tuple[Mapping[str, Any], ...]:
    """Return the table as rounds: one mapping per option with what stands for it above each other option."""
    return tuple(
        {"option": one, "over": {other: pairs.over[one][other] for other in pairs.ids if other != one}}
        for one in pairs.ids
    )
