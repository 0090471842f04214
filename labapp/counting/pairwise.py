"""Pairwise comparison: for every two options, how many ballots put the one above the other.

Choices that every rule here shares: options in one level are equal, so the ballot says nothing about that pair;
unranked options stand equal below all ranked ones (`unranked=last`) or are not compared at all (`no-opinion`); an
option written twice counts where it stands first, and that is said. All duels are kept as big integers with a lane per
option, so that thousands of options take some bytes for each duel. Rounds give every duel of up to 300 options; of
more, only those with the first 20 and with the 10 next above and below, and the outcome says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import sub
from typing import Any

from labapp.counting.checks import paced, powers
from labapp.counting.lanes import EVERY, lane_width, members, turned, unpack, wider
from labapp.counting.outcome import BallotCount, Number, Reason
from labapp.counting.profile import Ballot, Profile, Ranking
from labapp.counting.rule import Progress
from labapp.counting.settings import CHOICE, Setting

UNRANKED = Setting("unranked", CHOICE, "last", ("last", "no-opinion"))
_ALL, _FIRST, _BESIDE = 300, 20, 10  # duels in the rounds
_WORK = 100_000_000  # bits added between two words of progress


@dataclass(frozen=True)
class Pairwise:
    """All duels by the places of options: `above[x]` has what stands for x above y in lane y, `below[x]` for y above x.

    A lane holds whole parts of a vote (`unit` of them are one) and has its highest bit free. `wins` and `losses` have
    a bit for each option that one beats or loses to.
    """

    ids: tuple[str, ...]
    above: Sequence[int]
    below: Sequence[int]
    wins: Sequence[int]
    losses: Sequence[int]
    width: int
    unit: int
    ballots: BallotCount
    warnings: tuple[Reason, ...]

    def number(self, parts: int) -> Number:
        """Return parts of a vote as people read them."""
        whole, rest = divmod(parts, self.unit)
        return Fraction(parts, self.unit) if rest else whole

    def votes(self, one: int, other: int) -> Number:
        """Return what stands for one option above another."""
        return self.number(self.above[one] >> other * self.width & (1 << self.width) - 1)

    def parts(self, one: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return what stands for one above each option, and for each above that one, in parts of a vote."""
        return unpack(self.above[one], len(self.ids), self.width), unpack(self.below[one], len(self.ids), self.width)

    def least(self, one: int) -> int:
        """Return the option against which one has the smallest margin (or trails by the most), the first of equals."""
        margins = list(map(sub, *self.parts(one)))
        margins[one] = max(margins) + 1
        return margins.index(min(margins))

    def beats(self, one: int, other: int) -> bool:
        """Tell whether more ballots put one above the other than the other way round."""
        return bool(self.wins[one] >> other & 1)


def once(levels: Sequence[Sequence[str]]) -> tuple[list[tuple[str, ...]], bool]:
    """Keep each option where it stands first; also tell whether any stood twice. Empty levels are dropped."""
    named = [option for level in levels for option in level]
    if len(set(named)) == len(named):  # nearly always
        return [tuple(level) for level in levels if level], False
    seen: set[str] = set()
    kept: list[tuple[str, ...]] = []
    for level in levels:
        fresh = tuple(option for option in dict.fromkeys(level) if option not in seen)
        if fresh:
            kept.append(fresh)
            seen.update(fresh)
    return kept, True


def compare(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Pairwise:
    """Compare every pair over all ballots, once for all rules that ask."""
    key = f"pairs, unranked={settings['unranked']}"
    kept = profile.memo.get(key)
    if not isinstance(kept, Pairwise):
        kept = profile.memo[key] = _compared(profile, settings["unranked"] == "no-opinion", progress)
    return kept


def _compared(profile: Profile, only_ranked: bool, progress: Progress | None) -> Pairwise:
    """Compare every pair, or only those that a ballot ranks both.

    A ballot costs as many additions as it names options instead of as many as it has pairs. No lane overflows.
    """
    ids = tuple(option.id for option in profile.options)
    weights, unit = powers(profile, progress)
    width = lane_width(sum(weights))
    lane = {option: 1 << (place * width) for place, option in enumerate(ids)}
    everything = sum(lane.values())
    above = dict.fromkeys(ids, 0)
    valid = blank = doubled = 0
    for ballot, weight in zip(_watched(profile, width, progress), weights, strict=True):
        if not isinstance(ballot.marks, Ranking):
            continue
        levels, twice = once(ballot.marks.levels)
        doubled += ballot.count if twice else 0
        if not levels:
            blank += ballot.count
            continue
        valid += ballot.count
        after = everything
        if only_ranked:
            after = sum([lane[option] for level in levels for option in level])
        for level in levels:
            for option in level:
                after -= lane[option]
            if not after:
                break
            gain = after * weight
            for option in level:
                above[option] += gain
    said = (Reason("doubled-marks", {"ballots": doubled}),) if doubled else ()
    counts = BallotCount(valid, profile.invalid, blank)
    return hold_duels(ids, list(above.values()), (width, unit), (counts, said), progress)


def hold_duels(
    ids: tuple[str, ...],
    rows: Sequence[int],
    lanes: tuple[int, int],
    told: tuple[BallotCount, tuple[Reason, ...]],
    progress: Progress | None = None,
) -> Pairwise:
    """Tell of each duel of a table who won it; `lanes` are their width and what one vote is."""
    size, width = len(ids), lanes[0]
    guards = sum([1 << place * width + width - 1 for place in range(size)])
    columns = turned(rows, size, width, progress)
    wins: list[int] = []
    losses: list[int] = []
    for one, other in paced(zip(rows, columns, strict=True), progress, size, EVERY):
        wins.append(wider(one, other, guards, size, width))
        losses.append(wider(other, one, guards, size, width))
    return Pairwise(ids, rows, columns, wins, losses, *lanes, *told)


def _watched(profile: Profile, width: int, progress: Progress | None) -> Iterator[Ballot]:
    """Yield the ballots, telling progress more often where long ones among many options take their time."""
    work = 0
    for number, ballot in enumerate(profile.ballots):
        if progress is not None and work <= 0:
            progress(number, len(profile.ballots))
            work = _WORK
        yield ballot
        named = sum(map(len, ballot.marks.levels)) if isinstance(ballot.marks, Ranking) else 0
        work -= 20_000 + named * len(profile.options) * width


def top_cycle(pairs: Pairwise) -> tuple[int, ...]:
    """Return the smallest set of options whose members all beat every option outside it (the Smith set)."""
    rank = [won.bit_count() - lost.bit_count() for won, lost in zip(pairs.wins, pairs.losses, strict=True)]
    ordered = sorted(range(len(rank)), key=rank.__getitem__, reverse=True)
    total = 0
    for size, option in enumerate(ordered, 1):
        total += rank[option]  # duels inside cancel out, so the sum is full only if every duel with outside is won
        if total == size * (len(ordered) - size):
            return tuple(sorted(ordered[:size]))
    return ()


def find_cycle(pairs: Pairwise, among: Sequence[int], progress: Progress | None = None) -> tuple[int, ...]:
    """Return a circle in which each option beats the next and the last beats the first, or (); short, not shortest."""
    left = _on_circles(pairs, sum([1 << option for option in among]))
    for start in paced(members(left), progress, len(among), EVERY):
        before, reached, ahead = {start: start}, 1 << start, [start]
        for option in ahead:  # grows on the way: nearest first
            if pairs.beats(option, start):
                return _back(before, option)
            fresh = pairs.wins[option] & left & ~reached
            reached |= fresh
            for other in members(fresh):
                before[other] = option
                ahead.append(other)
    return ()


def _on_circles(pairs: Pairwise, left: int) -> int:
    """Take away who beats nobody or loses to nobody of those left, until there is none: no circle goes through them."""
    waiting = list(members(left))
    while waiting:
        option = waiting.pop()
        won, lost = pairs.wins[option] & left, pairs.losses[option] & left
        if left >> option & 1 and not (won and lost):
            left ^= 1 << option
            waiting.extend(members(won | lost))
    return left


def _back(before: Mapping[int, int], last: int) -> tuple[int, ...]:
    path = [last]
    while before[path[-1]] != path[-1]:
        path.append(before[path[-1]])
    return tuple(reversed(path))


def shown_duels(
    pairs: Pairwise, first: Iterable[str], scores: Mapping[str, Number]
) -> tuple[list[list[int]], list[Reason]]:
    """Return for each option the others whose duels the rounds give, and what to say where these are not all."""
    size = len(pairs.ids)
    if size <= _ALL:
        return [[other for other in range(size) if other != one] for one in range(size)], []
    leading = dict.fromkeys(first)
    ids = [*leading, *(o for o in sorted(scores, key=lambda o: scores[o], reverse=True) if o not in leading)]
    at = {option: place for place, option in enumerate(pairs.ids)}
    order = [at[option] for option in ids]
    shown: list[list[int]] = [[] for _ in order]
    for place, option in enumerate(order):
        near = {*order[:_FIRST], *order[max(0, place - _BESIDE) : place + _BESIDE + 1]} - {option}
        shown[option] = sorted(near)
    return shown, [Reason("duels-left-out", {"options": size, "first": _FIRST, "beside": _BESIDE})]


def _votes_of(pairs: Pairwise, one: int, others: Sequence[int]) -> Mapping[int, Number]:
    if len(pairs.ids) > _ALL:  # few of many are asked for
        return {other: pairs.votes(one, other) for other in others}
    row, _ = pairs.parts(one)
    return {other: pairs.number(row[other]) for other in others}


def rows_of(pairs: Pairwise, shown: Sequence[Sequence[int]]) -> tuple[dict[str, Any], ...]:
    """Return the table as rounds: one mapping per option with what stands for it above others.

    `left_out` is how many others are not among them.
    """
    rows: list[dict[str, Any]] = []
    for one, (option, others) in enumerate(zip(pairs.ids, shown, strict=True)):
        votes = _votes_of(pairs, one, others)
        told: dict[str, Any] = {"option": option, "over": {pairs.ids[j]: votes[j] for j in others}}
        out = len(pairs.ids) - 1 - len(others)
        rows.append(told | {"left_out": out} if out else told)
    return tuple(rows)
