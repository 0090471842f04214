"""Schulze: an option is better than another when its strongest chain of duels is stronger than the way back.

Source: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
election method". A chain is as strong as its weakest duel; `strength=margins` (default) measures a won duel by votes
for minus votes against, `winning-votes` by the votes for; the two can differ. With seats, those nobody left is better
than are elected level by level. How equal and unranked options are compared is told in `pairwise`.

Scores: how many options an option is better than. Rounds: one mapping per option with `over` (votes in each duel) and
`chains` (strength of its strongest chain to each other option), shortened as told in `pairwise`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import sub
from typing import Any

from labapp.counting.checks import paced
from labapp.counting.lanes import EVERY, members
from labapp.counting.outcome import Number, Outcome, Reason
from labapp.counting.pairwise import UNRANKED, Pairwise, compare, rows_of, shown_duels
from labapp.counting.profile import Profile, Ranking
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import CHOICE, SEATS, TIE_SETTINGS, Setting
from labapp.counting.ties import choose, unfilled
from labapp.counting.totals import nothing_counted

STRENGTH = Setting("strength", CHOICE, "margins", ("margins", "winning-votes"))
_PAIRS = 50_000  # connected between two words of progress
_SAMPLE, _SAMPLES = 500, 200  # each so many-th duel is looked at to part them, by each so many-th of those


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Find the strongest chains and fill the seats from the options nobody is better than."""
    pairs = compare(profile, settings, progress)
    chains = strongest(pairs, settings["strength"], progress)
    scores: dict[str, Number] = {o: than.bit_count() for o, than in zip(pairs.ids, chains.better, strict=True)}
    common: dict[str, Any] = {"rule": RULE.id, "settings": dict(settings), "ballots": pairs.ballots}
    common |= {"scores": scores, "warnings": pairs.warnings}
    empty = nothing_counted(profile, pairs.ballots.valid)
    if empty is not None:
        rounds, shortened = _rows(pairs, chains, (), scores)
        return Outcome(winners=(), rounds=rounds, reasons=(empty, *shortened), **common)
    levels = _levels(chains.better, settings["seats"])
    choice = choose([tuple(pairs.ids[i] for i in level) for level in levels], settings["seats"], settings, profile)
    tied = choice.ties[0].among if choice.ties else ()
    reasons = _said(pairs, chains, choice.winners, tied, levels[0], progress)
    reasons += unfilled(settings["seats"], choice)
    rounds, shortened = _rows(pairs, chains, (*choice.winners, *tied), scores)
    reasons += shortened
    said = (*reasons, *choice.reasons)
    return Outcome(winners=choice.winners, ties=choice.ties, rounds=rounds, reasons=said, **common)


class Chains:
    """The strength of every strongest chain, as a place in `strengths` to save room; `better` has bits by option."""

    def __init__(self, pairs: Pairwise) -> None:
        size = len(pairs.ids)
        self.pairs = pairs
        self.strengths = [0]
        self.rows = [array("I", [0]) * size for _ in range(size)]
        self.better, self._reaches, self._reached_by = [0] * size, [0] * size, [0] * size
        self.connected = 0
        self._shown: dict[int, Number] = {}

    def reaches(self, one: int, other: int) -> bool:
        """Tell whether a chain leads from one to another yet."""
        return bool(self._reaches[one] >> other & 1)

    def strength(self, one: int, other: int) -> Number:
        """Return how strong the strongest chain from one to another is, 0 where there is none."""
        parts = self.parts(one, other)
        if parts not in self._shown:
            self._shown[parts] = self.pairs.number(parts)
        return self._shown[parts]

    def parts(self, one: int, other: int) -> int:
        """Return the same in parts of a vote."""
        return self.strengths[self.rows[one][other]]

    def add(self, one: int, others: int) -> Iterator[tuple[int, int]]:
        """Add won duels of one option, all of the last strength; yield who reaches whom by that for the first time."""
        targets, starts = 0, self._reached_by[one] | 1 << one
        lack, level = 0, len(self.strengths) - 1
        others &= ~self._reaches[one]
        while others:
            other = (others & -others).bit_length() - 1
            targets |= self._reaches[other] | 1 << other
            lack |= starts & ~self._reached_by[other]  # who reaches that one reaches all that it does
            others &= ~targets
        for start in members(lack):
            fresh = targets & ~self._reaches[start] & ~(1 << start)
            self._reaches[start] |= fresh
            row, bit = self.rows[start], 1 << start
            for end in members(fresh):
                row[end] = level
                self._reached_by[end] |= bit
            self.connected += fresh.bit_count()
            yield start, fresh

    def judge(self, fresh: Mapping[int, int]) -> None:
        """Note who is better: who reaches, by chains of one strength, somebody that does not reach back by then."""
        for start, ends in fresh.items():
            self.better[start] |= ends & ~self._reached_by[start]


def strongest(pairs: Pairwise, strength: str, progress: Progress | None = None) -> Chains:
    """Return the strength of the strongest chain from each option to each other one (widest paths).

    Won duels are added from the strongest down, and who reaches whom is kept as sets in big integers: a pair gets the
    strength at which it is first connected. Each pair is connected once, so thousands of options take no n³ steps.
    """
    size = len(pairs.ids)
    chains = Chains(pairs)
    told = -_PAIRS
    for power, duels in _duels(pairs, strength, progress):
        if all(chains.reaches(code // size, code % size) for code in duels):
            continue
        chains.strengths.append(power)
        all_fresh: dict[int, int] = {}
        for one, codes in paced(groupby(duels, lambda code: code // size), progress, size, EVERY):
            others = sum([1 << code % size for code in codes])
            for start, fresh in chains.add(one, others):
                all_fresh[start] = all_fresh.get(start, 0) | fresh
                if progress is not None and chains.connected >= told + _PAIRS:
                    told = chains.connected
                    progress(told, size * (size - 1))
        chains.judge(all_fresh)
        if chains.connected == size * (size - 1):
            break
    return chains


def _duels(pairs: Pairwise, strength: str, progress: Progress | None) -> Iterator[tuple[int, array[int]]]:
    """Yield all won duels by strength, the strongest first; a duel is the winner's place times the options, plus the
    loser's.

    They are sorted a part at a time, for often the strongest few connect all.
    """
    size = len(pairs.ids)
    won = [_won(pairs, one, strength) for one in paced(range(size), progress, size, EVERY)]
    sample = sorted({power for powers, _ in won for power in powers[::_SAMPLE]}, reverse=True)
    ends = [len(powers) for powers, _ in won]
    for limit in (*sample[_SAMPLES::_SAMPLES], 0):
        found: dict[int, array[int]] = {}
        for one, (powers, places) in paced(enumerate(won), progress, size, EVERY):
            least = bisect_left(powers, limit, 0, ends[one])
            for at in range(least, ends[one]):
                held = found.get(powers[at])
                if held is None:
                    held = found[powers[at]] = array("Q")
                held.append(one * size + places[at])
            ends[one] = least
        for power in sorted(found, reverse=True):
            yield power, found.pop(power)


def _won(pairs: Pairwise, one: int, strength: str) -> tuple[Sequence[int], Sequence[int]]:
    """Return how strong the won duels of an option are, the weakest first, and against whom they are."""
    row, column = pairs.parts(one)
    powers = row if strength == "winning-votes" else list(map(sub, row, column))
    places = sorted(members(pairs.wins[one]), key=powers.__getitem__)
    ordered = [powers[place] for place in places]
    return array("Q", ordered) if pairs.width <= 64 else ordered, array("I", places)


def _levels(better: Sequence[int], seats: int) -> list[list[int]]:
    """Sort options into levels until the seats are filled: those nobody is better than, the same among the rest …"""
    left = list(range(len(better)))
    levels: list[list[int]] = []
    filled = 0
    while left and filled < seats:
        worse = 0
        for option in left:
            worse |= better[option]
        levels.append([option for option in left if not worse >> option & 1])
        filled += len(levels[-1])
        left = [option for option in left if worse >> option & 1]
    return levels


def _said(
    pairs: Pairwise,
    chains: Chains,
    winners: tuple[str, ...],
    tied: tuple[str, ...],
    first: list[int],
    progress: Progress | None,
) -> list[Reason]:
    place = {option: i for i, option in enumerate(pairs.ids)}
    said: list[Reason] = []
    for option in winners:
        duel_wins = pairs.wins[place[option]].bit_count() == len(pairs.ids) - 1
        code = "schulze-won-duels" if duel_wins else "schulze-won"
        if place[option] not in first:
            code = "schulze-won-later"
        said.append(Reason(code, {"option": option, "others": len(pairs.ids) - 1}))
    above = [place[option] for option in (*winners, *tied)]
    if len(tied) == 2:
        one, other = (place[option] for option in tied)
        if pairs.votes(one, other) == pairs.votes(other, one):
            said.append(Reason("condorcet-even", {"pair": tied, "votes": pairs.votes(one, other)}))
    losers = set(pairs.ids).difference(winners, tied)
    for option in paced((o for o in pairs.ids if o in losers), progress, len(losers), EVERY):
        said.append(_lost(pairs, chains, place[option], above))
    return said


def _lost(pairs: Pairwise, chains: Chains, i: int, above: Sequence[int]) -> Reason:
    """Say which of the winners or tied is better than this one by the most; a duel says more than a chain."""
    better = [j for j in above if chains.better[j] >> i & 1]
    beaten_by = [j for j in better if pairs.beats(j, i)]
    rival = max(beaten_by or better or above, key=lambda j: chains.parts(j, i) - chains.parts(i, j))
    params: dict[str, Any] = {"option": pairs.ids[i], "other": pairs.ids[rival]}
    params |= {"there": chains.strength(rival, i), "back": chains.strength(i, rival)}
    if beaten_by:
        params |= {"votes": pairs.votes(i, rival), "against": pairs.votes(rival, i)}
    return Reason("schulze-lost", params)


def _rows(
    pairs: Pairwise, chains: Chains, first: tuple[str, ...], scores: Mapping[str, Number]
) -> tuple[tuple[Mapping[str, Any], ...], list[Reason]]:
    shown, said = shown_duels(pairs, first, scores)
    rows = rows_of(pairs, shown)
    for i, (row, others) in enumerate(zip(rows, shown, strict=True)):
        row["chains"] = {pairs.ids[j]: chains.strength(i, j) for j in others}
    return rows, said


RULE = Rule("schulze", (Ranking,), count, (SEATS, UNRANKED, STRENGTH, *TIE_SETTINGS))
