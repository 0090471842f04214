"""Single transferable vote: whoever reaches the quota is elected, surpluses pass on, the lowest is excluded.

Source: the Scottish rules (S.I. 2007 No. 42, sch. 1) for `quota=droop transfer=wig precision=5`; the same with exact
fractions is `precision=exact` (default). Choices made here: Droop quota = whole part of papers/(seats+1), plus 1; Hare
= papers/seats, rounded up. `transfer=wig`: every paper of the elected passes on at its value × surplus / votes.
`gregory`: only the papers received last, and of these only those with a further choice, pass on at their value ×
surplus / their value together, never above their value; no paper is drawn at random. With N decimals every value is
cut, never rounded up. The largest surplus goes first, before any exclusion; as many options left as seats left are
all elected. Options without a single vote are excluded together. Papers are read as told in `papers`; ties for the
last place or the first surplus as told in `excluding` (`exclude-ties=backwards` by default).

Rounds: round, votes, quota, elected, exhausted, then excluded or transferred with surplus, and tie where one was met.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from math import ceil, floor, lcm
from typing import Any

from labapp.counting.checks import paced
from labapp.counting.excluding import EXCLUDE_TIES_BACKWARDS, FEWER_WAYS, Way, Ways, look_every, narrow, settle_ends
from labapp.counting.outcome import Number, Outcome, Tie
from labapp.counting.outlook import AnyOf, End, Outlook, Span
from labapp.counting.papers import PAPER_SETTINGS, gather, has_equals
from labapp.counting.past import MANY, Past, parted
from labapp.counting.profile import Profile, Ranking
from labapp.counting.rule import Progress, Rule
from labapp.counting.seen import Tell
from labapp.counting.settings import CHOICE, INTEGER, SEATS, TIE_SETTINGS, Setting
from labapp.counting.stv_ahead import exclude_in_any_order, name_nobody, outlook
from labapp.counting.stv_record import Record
from labapp.counting.stv_state import (
    State,
    Terms,
    came_last,
    elect,
    exclude,
    start,
    transfer,
)
from labapp.counting.totals import nothing_counted

QUOTA = Setting("quota", CHOICE, "droop", ("droop", "hare"))
TRANSFER = Setting("transfer", CHOICE, "wig", ("wig", "gregory"))
PRECISION = Setting("precision", INTEGER, "exact", ("exact",), maximum=20)


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Elect, transfer and exclude until the seats are filled."""
    papers = gather(profile, settings, progress)
    common: dict[str, Any] = {"rule": RULE.id, "ballots": papers.ballots(), "warnings": papers.warnings()}
    empty = nothing_counted(profile, papers.valid)
    if empty is not None:
        return Outcome(settings=dict(settings), winners=(), reasons=(empty,), **common)
    exact = settings["precision"] == "exact"
    heads = {weight: sum(laid.values()) for weight, laid in papers.bundles.items()}
    value = sum((number * weight for weight, number in heads.items()), Fraction(0))
    quota = quota_of(settings["quota"], value, settings["seats"])
    scale = lcm(*(weight.denominator for weight in heads)) if exact else 10 ** settings["precision"]
    looks_back = settings["exclude-ties"] == "backwards"
    tracks = (track for laid in papers.bundles.values() for track in paced(laid, progress, len(laid)))
    equals = any(map(has_equals, tracks))
    never = frozenset(settings["exclude-first"])
    terms = Terms(
        quota * scale, settings["seats"], papers.letters, settings["transfer"], exact, scale, progress, looks_back,
        equals, never,
    )  # fmt: skip
    counting = _Count(profile, settings, progress, terms)
    record = counting.record
    winners = counting.run(start(profile, papers, terms))
    return Outcome(
        settings={**settings, "quota-votes": quota},
        winners=winners,
        ties=tuple(record.ties),
        scores={option: terms.shown(votes) for option, votes in counting.votes.items()},
        rounds=tuple(record.rounds),
        reasons=tuple(record.reasons),
        **common,
    )


def quota_of(kind: str, votes: Fraction, seats: int) -> int:
    """Return the votes that elect; at least 1, so that nobody is elected by no vote at all."""
    return max(1, ceil(votes / seats)) if kind == "hare" else floor(votes / (seats + 1)) + 1


class _Count:
    """One count with its record; the record follows one way, `Ways` looks at all."""

    def __init__(self, profile: Profile, settings: Mapping[str, Any], progress: Progress | None, terms: Terms) -> None:
        self.profile, self.settings, self.progress, self.terms = profile, settings, progress, terms
        self.record = Record(terms)
        self.votes: Mapping[str, Number] = {}  # of the last stage, also of those who went before
        self.harmless_from_here = False
        self.doubt: tuple[tuple[str, ...], Span | None] = ((), None)
        self.compared: tuple[State, Outlook] | None = None
        self.coarse = False  # what tells only by looking back is left open, where there are too many ways else
        self.told = False  # somewhere among the ways followed something did tell only by that
        self.bound_to_go: frozenset[str] = frozenset()  # these of the lowest go next, in whatever order
        self.seen: Past | None = None  # the past that their order cannot change

    def run(self, state: State) -> tuple[str, ...]:
        """Count stage by stage and return the winners; where a tie decides, those elected in every way."""
        while True:
            if self.progress is not None:
                self.progress(len(self.record.rounds), 2 * len(self.profile.options))
            self.votes = state.votes
            before = state
            state = elect(state, self.terms)
            fresh = state.elected[len(before.elected) :]
            self.record.elected(state, fresh)
            if len(state.elected) >= self.terms.seats or not state.standing:
                self.record.stage(state, fresh)
                self._leave_out(before, state)
                self.record.finished(state)
                return state.elected
            first = state.kept_out(self.terms)
            if first:
                self.record.stage(state, fresh, excluded=first)
                self.record.say("excluded-first", {"options": first})
                state = exclude(state, first, self.terms)
                continue
            options, lowest = state.candidates()
            picked, tied = self._pick(state, options, lowest)
            if picked is None:
                self.record.stage(state, fresh, tie=tied)
                return self._undecided(state, lowest)
            if lowest:
                out = state.without_votes(self.terms) or (picked,)
                self.record.stage(state, fresh, excluded=out, tie=tied)
                after = exclude(state, out, self.terms)
                self.record.excluded(state, out)
                if self.bound_to_go:
                    self.bound_to_go -= frozenset(out)
                    after = replace(after, past=self.seen)
            else:
                self.record.stage(state, fresh, transferred=picked, tie=tied)
                after = transfer(state, picked, self.terms)
            state = after

    def _leave_out(self, before: State, state: State) -> None:
        """Say who may not be elected and was in until the last places were filled."""
        out = tuple(option for option in before.standing if option in self.terms.never - set(state.standing))
        if out:
            self.record.say("excluded-first", {"options": out})

    def _pick(self, state: State, options: tuple[str, ...], lowest: bool) -> tuple[str | None, tuple[str, ...]]:
        """Return whom to exclude or whose surplus to pass on, and the tie met; nobody when the tie matters."""
        if len(options) == 1:
            return options[0], ()
        if lowest and state.without_votes(self.terms):
            return options[0], ()  # all of them go together, see `run`
        if self.bound_to_go:
            bound = tuple(option for option in options if option in self.bound_to_go)
            if len(bound) > 1:
                self.record.say("stage-tie-harmless", {"among": bound, "shown": bound[0]})
            return bound[0], options
        left, reason, way = narrow(options, state.past, self.settings, lowest)
        if self.harmless_from_here:
            return left[0], options
        if reason is not None:
            better = tuple(o for o in options if o not in left) if lowest else left
            self.record.ties.append(Tie(options, way, better))
            self.record.reasons.append(reason)
            return left[0], options
        self.told = False
        for self.coarse in (False, True):
            if self._harmless(state, left, lowest):
                self.record.say("stage-tie-harmless", {"among": left, "shown": left[0]})
                return left[0], options
            if self.doubt[1] is not None or not self.told:
                break  # all ways are known, and differ; or a second look would see the same
        return None, options

    def _harmless(self, state: State, left: tuple[str, ...], lowest: bool) -> bool:
        """Say whether a tie changes nothing, and note what follows from that; else what it could lead to."""
        together = self._together(state, left) if lowest else None
        if together is not None:
            self.seen, self.bound_to_go = together[0].past, together[1]
            return True
        ends = self._ends(state, left, lowest)
        self.harmless_from_here = ends is not None and ends.least == ends.most
        self.doubt = (left, None if self.coarse else ends)
        return self.harmless_from_here

    def _together(self, state: State, left: tuple[str, ...]) -> tuple[State, frozenset[str]] | None:
        """Return the state after some of the lowest are gone, and who they are; None where their order may tell."""
        if len(left) <= self._places_short(state) and name_nobody(state, left, self.terms):
            return exclude(state, left, self.terms), frozenset(left)
        found = exclude_in_any_order(state, self.terms)
        if found is not None and found[2] and not self.coarse:
            self.told = True
            return None
        return found[:2] if found is not None else None

    def _places_short(self, state: State) -> int:
        """Return how many of those who stand have to go before there is a place for each."""
        return len(state.standing) - (self.terms.seats - len(state.elected))

    def _apply(self, state: State, option: str, lowest: bool) -> State:
        return exclude(state, (option,), self.terms) if lowest else transfer(state, option, self.terms)

    def _outlook(self, state: State) -> Outlook:
        """Compare the papers of a stage once, however often its ends are asked for."""
        if self.compared is None or self.compared[0] is not state:
            self.compared = None  # two of them would be too large
            self.compared = state, outlook(state, self.terms)
        return self.compared[1]

    def _ends(self, state: State, left: tuple[str, ...], lowest: bool, chosen: End = frozenset()) -> Span | None:
        known = self._outlook(state)
        ways: Ways[State] = Ways(
            self._step,
            self._key,
            lambda s: self._span(known, s),
            lambda s: look_every(len(s.standing)),
            self.settings["ways"] // (2 if self.coarse else 1) or 1,
            self.progress,
        )
        return ways.ends(state, self._ways(state, left, lowest), chosen)

    def _span(self, known: Outlook, state: State) -> Span:
        """Return what is sure of a stage; nothing more than who is elected while somebody stands who may not be."""
        if self.terms.never.isdisjoint(state.standing):
            return known.span(state.standing, state.votes, state.elected, self.terms.seats)
        elected = frozenset(state.elected)
        return Span(elected, elected.union(state.standing).difference(self.terms.never))

    def _step(self, state: State) -> Iterable[Way[State]] | AnyOf:
        state = elect(state, self.terms)
        if len(state.elected) >= self.terms.seats or not state.standing:
            return AnyOf(frozenset(state.elected), frozenset(), 0)
        first = state.kept_out(self.terms)
        if first:
            return [(partial(exclude, state, first, self.terms), None)]
        options, lowest = state.candidates()
        together = state.without_votes(self.terms) if lowest else ()
        if together:
            return [(partial(exclude, state, together, self.terms), None)]
        left, _, _ = narrow(options, state.past, self.settings, lowest)
        if lowest and len(left) > self._places_short(state) and name_nobody(state, left, self.terms):
            sure = frozenset((*state.elected, *state.standing)).difference(left)
            return AnyOf(sure, frozenset(left), len(left) - self._places_short(state))
        after = self._together(state, left) if lowest and len(left) > 1 else None
        if after is not None:
            return [(lambda: after[0], None)]
        return self._ways(state, left, lowest)

    def _ways(self, state: State, left: Sequence[str], lowest: bool) -> Iterator[Way[State]]:
        """Yield the ways on by excluding one or passing on its surplus."""
        known = lowest and not self.terms.looks_back and not self.terms.equals and self.terms.way != "gregory"
        for option in reversed(left):
            key = (state.bits - self.terms.letters.bits((option,)), state.settled, state.ended, ()) if known else None
            yield partial(self._apply, state, option, lowest), key

    def _key(self, state: State) -> tuple[Hashable, Tell | None]:
        """States with equal keys have equal futures.

        Who stood when an option was elected tells which papers stay with it, even if it has no surplus to pass on.
        """
        last = came_last(state) if self.terms.way == "gregory" else ()
        key = state.bits, state.settled, state.ended, last
        if not self.terms.looks_back:
            return key, None
        before = partial(_before, state.votes, (sorted(state.surplus), state.standing), state.past)
        return (key, before) if len(state.standing) <= MANY else ((*key, before()), None)

    def _undecided(self, state: State, lowest: bool) -> tuple[str, ...]:
        left, ends = self.doubt
        if ends is None:
            return self._unknown(state, left)
        self.record.say("stage-tie-matters" if lowest else "surplus-tie-matters", {"among": left})
        if self.settings["exclude-ties"] == "lot":  # looked back on, a lot between all of these decides nothing
            self.record.say("tie-needs-lot", {"among": left, "places": len(left) - 1 if lowest else 1})
        sure, choice = settle_ends(
            ends,
            lambda chosen: self._ends(state, left, lowest, chosen),
            self.terms.seats,
            self.settings,
            self.profile,
        )
        self.record.ties.extend(choice.ties)
        self.record.reasons.extend(choice.reasons)
        return (*state.elected, *self._in_all_ways(state, sure), *choice.winners)

    def _unknown(self, state: State, left: tuple[str, ...]) -> tuple[str, ...]:
        """Leave open what could not be followed; who is elected or goes in every way is known even so."""
        known = self._span(self._outlook(state), state)
        open_ = tuple(option for option in state.standing if option in known.most and option not in known.least)
        self.record.ties.append(Tie(open_))
        self.record.say("too-many-ways", {"among": left, "standing": open_})
        return (*state.elected, *self._in_all_ways(state, known.least))

    def _in_all_ways(self, state: State, sure: End) -> tuple[str, ...]:
        later = tuple(o.id for o in self.profile.options if o.id in sure and o.id not in state.elected)
        if later:
            places = self.terms.seats - len(state.elected)
            self.record.say("elected-in-all-ways", {"options": later, "places": places})
        return later


def _before(votes: Mapping[str, Number], parts: Sequence[Sequence[str]], past: Past | None) -> Hashable:
    return tuple([parted(votes, part, past) for part in parts])


SETTINGS = (SEATS, QUOTA, TRANSFER, PRECISION, EXCLUDE_TIES_BACKWARDS, FEWER_WAYS, *PAPER_SETTINGS, *TIE_SETTINGS)
RULE = Rule("stv", (Ranking,), count, SETTINGS)
