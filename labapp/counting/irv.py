"""Instant run-off: the option with the fewest votes is excluded and its papers pass on, until one has a majority.

Source: single-winner IRV (alternative vote). Choices made here: a majority is more than half of the papers still in
the count; papers are read as told in `papers`, ties for last place as told in `excluding` (`exclude-ties=open` by
default). Tied options that together have fewer votes than the next one are excluded together, as are those whose papers
name nobody who is left: in any order all of them would go. Two last options with equal votes, or ends that differ, are
a tie for the `ties` setting.

Rounds: round, votes, active, exhausted, excluded, elected, and tie where one was met.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from math import lcm
from typing import Any

from labapp.counting.checks import tidy
from labapp.counting.excluding import EXCLUDE_TIES_OPEN, WAYS, Way, Ways, look_every, narrow, settle_ends
from labapp.counting.irv_ahead import alike, harmless, name_nobody, outlook
from labapp.counting.irv_state import State, exclude, start
from labapp.counting.outcome import Number, Outcome, Reason, Tie
from labapp.counting.outlook import AnyOf, End, Outlook, Span
from labapp.counting.papers import PAPER_SETTINGS, gather
from labapp.counting.past import MANY, parted
from labapp.counting.profile import Profile, Ranking
from labapp.counting.rule import Progress, Rule
from labapp.counting.seen import Tell
from labapp.counting.settings import ONE_SEAT, TIE_SETTINGS
from labapp.counting.totals import nothing_counted


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Exclude from below until one option has a majority."""
    papers = gather(profile, settings, progress)
    common: dict[str, Any] = {
        "rule": RULE.id,
        "settings": dict(settings),
        "ballots": papers.ballots(),
        "warnings": papers.warnings(),
    }
    empty = nothing_counted(profile, papers.valid)
    if empty is not None:
        return Outcome(winners=(), reasons=(empty,), **common)
    unit = lcm(*[weight.denominator for weight in papers.bundles])
    counting = _Count(profile, settings, progress, unit)
    winners = counting.run(start(papers, unit, progress))
    return Outcome(
        winners=winners,
        ties=tuple(counting.ties),
        scores={option: counting.shown(votes) for option, votes in counting.last_votes.items()},
        rounds=tuple(counting.rounds),
        reasons=tuple(counting.reasons),
        **common,
    )


class _Count:
    """One count with its record; the record follows one way, `Ways` looks at all."""

    def __init__(self, profile: Profile, settings: Mapping[str, Any], progress: Progress | None, unit: int) -> None:
        self.profile, self.settings, self.progress, self.unit = profile, settings, progress, unit
        self.rounds: list[Mapping[str, Any]] = []
        self.reasons: list[Reason] = []
        self.ties: list[Tie] = []
        self.last_votes: dict[str, int] = {}
        self.keep = settings["exclude-ties"] == "backwards"
        self.harmless_from_here = False
        self.doubt: tuple[tuple[str, ...], Span | None] = ((), None)
        self.compared: tuple[State, Outlook] | None = None

    def shown(self, votes: int) -> Number:
        """Return votes as people read them."""
        return tidy(Fraction(votes, self.unit))

    def run(self, state: State) -> tuple[str, ...]:
        """Count round by round and return the winner, or nobody where a tie decides."""
        first = self.settings["exclude-first"]
        if first:
            self._note(state, excluded=first)
            self.reasons.append(Reason("excluded-first", {"options": first}))
            self.last_votes.update(state.votes)
            state = exclude(state, first, self.keep)
        if not state.votes:  # whoever was marked may not be elected
            self.reasons.append(Reason("seats-unfilled", {"seats": 1, "winners": 0}))
            return ()
        while True:
            if self.progress is not None:
                self.progress(len(self.rounds), len(self.profile.options))
            self.last_votes.update(state.votes)
            winner = state.majority()
            if winner is not None:
                self._note(state, elected=(winner,))
                self.reasons.append(self._won(state, winner))
                return (winner,)
            last = state.last()
            out, tied = self._pick(state, last)
            if not out:
                return self._undecided(state, last)
            self._note(state, excluded=out, tie=tied)
            after = exclude(state, out, self.keep)
            self.reasons.extend(self._lost(state, after, out))
            state = after

    def _pick(self, state: State, last: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return whom to exclude and the tie met; nobody when the tie could change the winner."""
        if len(last) == 1:
            return last, ()
        together = harmless(state, last)
        if together:
            self.reasons.append(Reason("excluded-together", {"options": together}))
            return together, last
        if alike(state, last):
            self.reasons.append(Reason("excluded-alike", {"options": last}))
            return last, last
        left, reason, way = narrow(last, state.past, self.settings)
        if self.harmless_from_here:
            return left[:1], last
        if reason is not None:
            self.ties.append(Tie(last, way, tuple(option for option in last if option not in left)))
            self.reasons.append(reason)
            return left, last
        ends = self._ends(state, left)
        if ends is not None and ends.least == ends.most:
            self.harmless_from_here = True
            self.reasons.append(Reason("stage-tie-harmless", {"among": left, "shown": left[0]}))
            return left[:1], last
        self.doubt = (left, ends)
        return (), last

    def _outlook(self, state: State) -> Outlook:
        """Compare the papers of a stage once, however often its ends are asked for."""
        if self.compared is None or self.compared[0] is not state:
            self.compared = None  # two of them would be too large
            self.compared = state, outlook(state, self.progress)
        return self.compared[1]

    def _ends(self, state: State, left: tuple[str, ...], chosen: End = frozenset()) -> Span | None:
        known = self._outlook(state)
        ways: Ways[State] = Ways(
            self._step,
            self._key,
            lambda s: known.span(tuple(s.votes), s.votes, (), 1),
            lambda s: look_every(len(s.votes)),
            self.settings["ways"] // (2 if self.keep else 1) or 1,
            self.progress,
        )
        return ways.ends(state, self._ways(state, zip(reversed(left))), chosen)

    def _key(self, state: State) -> tuple[Hashable, Tell | None]:
        """States with equal keys have equal futures; who stands tells the votes, a later tie may look back."""
        if self.keep and len(state.votes) <= MANY:
            return (state.standing, state.ended), state.over.order
        return (state.standing, state.ended, parted(state.votes, state.votes, state.past)), None

    def _ways(self, state: State, outs: Iterable[Sequence[str]]) -> Iterator[Way[State]]:
        """Yield the ways on by excluding some; who stands then tells all that can follow, if nothing else can."""
        known = not self.keep and state.ended is None
        bit = state.letters.bit
        for out in outs:
            key = state.standing - sum([bit[option] for option in out]) if known else None
            yield partial(exclude, state, out, self.keep), key

    def _step(self, state: State) -> Iterable[Way[State]] | AnyOf:
        winner = state.majority()
        if winner is not None:
            return AnyOf(frozenset((winner,)), frozenset(), 0)
        last = state.last()
        together = last if len(last) == 1 or alike(state, last) else harmless(state, last)
        if together:
            return self._ways(state, (together,))
        left, _, _ = narrow(last, state.past, self.settings)
        if len(left) == len(state.votes) and name_nobody(state, left):
            return AnyOf(frozenset(), frozenset(left), 1)
        return self._ways(state, zip(reversed(left)))

    def _undecided(self, state: State, last: tuple[str, ...]) -> tuple[str, ...]:
        self._note(state, tie=last)
        left, ends = self.doubt
        if ends is None:
            possible = self._outlook(state).span(tuple(state.votes), state.votes, (), 1).most
            standing = tuple(option for option in state.votes if option in possible)
            self.ties.append(Tie(standing))
            self.reasons.append(Reason("too-many-ways", {"among": last, "standing": standing}))
            return ()
        self.reasons.append(Reason("stage-tie-matters", {"among": left}))
        if self.settings["exclude-ties"] == "lot":
            self.reasons.append(Reason("tie-needs-lot", {"among": left, "places": len(left) - 1}))
        _, choice = settle_ends(ends, lambda chosen: self._ends(state, left, chosen), 1, self.settings, self.profile)
        self.ties.extend(choice.ties)
        self.reasons.extend(choice.reasons)
        return choice.winners

    def _note(
        self, state: State, elected: tuple[str, ...] = (), excluded: tuple[str, ...] = (), tie: tuple[str, ...] = ()
    ) -> None:
        row: dict[str, Any] = {
            "round": len(self.rounds) + 1,
            "votes": {option: self.shown(votes) for option, votes in state.votes.items()},
            "active": self.shown(sum(state.votes.values())),
            "exhausted": self.shown(state.exhausted),
            "excluded": excluded,
            "elected": elected,
        }
        self.rounds.append(row | {"tie": tie} if tie else row)

    def _won(self, state: State, winner: str) -> Reason:
        active = sum(state.votes.values())
        params = {"option": winner, "votes": self.shown(state.votes[winner]), "active": self.shown(active)}
        params |= {"round": len(self.rounds)}
        if 2 * state.votes[winner] > active:
            return Reason("irv-won", params | {"half": tidy(Fraction(active, 2 * self.unit))})
        return Reason("irv-last-left", params)

    def _lost(self, state: State, after: State, out: Sequence[str]) -> Iterator[Reason]:
        """Yield why each of the excluded goes; the next one is looked for once, for thousands may go together."""
        fewest_left = self.shown(min(votes for other, votes in state.votes.items() if other in after.votes))
        for option in out:
            params = {"option": option, "votes": self.shown(state.votes[option]), "round": len(self.rounds)}
            yield Reason("irv-excluded", params | {"next": fewest_left})


RULE = Rule("irv", (Ranking,), count, (ONE_SEAT, EXCLUDE_TIES_OPEN, WAYS, *PAPER_SETTINGS, *TIE_SETTINGS))
