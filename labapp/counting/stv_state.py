"""One stage of a transferable vote as a value, and the three things that can happen to it: elect, transfer, exclude.

States are never changed: a tie may be followed several ways from the same one. With N decimals all votes and values
are whole numbers of the last decimal, so cutting is an integer division; exact counts keep Fractions of the whole parts
that ballots weigh.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from labapp.counting.checks import paced, tidy, weighed_sum
from labapp.counting.outcome import Number
from labapp.counting.papers import Papers, Track, has_equals, next_choice
from labapp.counting.past import Past
from labapp.counting.profile import Profile
from labapp.counting.rule import Progress
from labapp.counting.settings import CountError

Paper = tuple[Track, int, int]  # track, place on it, how many such papers
Bundle = tuple[Number, tuple[Paper, ...], int]  # value of each paper, the papers, how many they are
Parcel = tuple[Bundle, ...]  # what one transfer brought
Settled = tuple[frozenset[tuple[str, Hashable]], frozenset[str], frozenset[int]]
"""Who was elected or passed on what, who stood then, which papers had ended among equals."""
MOST_DIGITS = 30_000  # every surplus passed on about doubles them: a few more would take hours
_MOST_BITS = MOST_DIGITS * 10 // 3


@dataclass(frozen=True)
class Terms:
    """What stays the same during a count; `quota` is in units of 1/scale. `looks_back`: earlier stages part equals.

    `equals`: some papers have levels with several options. `never` may be marked but not elected.
    `passed` remembers surpluses passed on: the ways a tie can fall meet the same pile and the same options again.
    """

    quota: int
    seats: int
    way: str
    exact: bool
    scale: int
    progress: Progress | None = None
    looks_back: bool = False
    equals: bool = False
    never: frozenset[str] = frozenset()
    passed: dict[tuple[str, int, frozenset[str]], Any] = field(default_factory=dict, compare=False, repr=False)

    def shown(self, votes: Number) -> Number:
        """Return votes as people read them."""
        return tidy(Fraction(votes) / self.scale) if self.scale > 1 else tidy(votes)


@dataclass(frozen=True)
class State:
    """Who stands, who is elected (and still has a surplus to pass on), and where all papers lie.

    `settled` is what took papers out of the count or cut their value, `ended` are papers that ended where a level with
    several options came; with who stands these tell where every paper is.
    """

    standing: tuple[str, ...]
    elected: tuple[str, ...]
    surplus: tuple[str, ...]
    piles: Mapping[str, tuple[Parcel, ...]]
    votes: Mapping[str, Number]
    lost: Number = 0
    past: Past | None = None
    settled: tuple[Settled, ...] = ()
    ended: frozenset[int] = frozenset()

    @cached_property
    def over(self) -> Past:
        """Return this stage as one that is over: the same for all ways that go on from it."""
        return Past(self.votes, self.past)

    def candidates(self) -> tuple[tuple[str, ...], bool]:
        """Return those with the largest surplus to pass on (False), or else those with the fewest votes (True)."""
        if self.surplus:
            most = max(self.votes[option] for option in self.surplus)
            return tuple(option for option in self.surplus if self.votes[option] == most), False
        fewest = min(self.votes[option] for option in self.standing)
        return tuple(option for option in self.standing if self.votes[option] == fewest), True

    def kept_out(self, terms: Terms) -> tuple[str, ...]:
        """Return those that may not be elected and go before any other, once no surplus waits, else ()."""
        if self.surplus or not terms.never:
            return ()
        return tuple(option for option in self.standing if option in terms.never)

    def without_votes(self, terms: Terms) -> tuple[str, ...]:
        """Return the several options without a vote that can go together, their order changing nothing, else ()."""
        none = tuple(option for option in self.standing if not self.votes[option])
        stay = len(self.standing) - len(none)
        return none if len(none) > 1 and stay >= terms.seats - len(self.elected) else ()


def start(profile: Profile, papers: Papers, terms: Terms) -> State:
    """Lay every paper on the pile of its first choice."""
    ids = tuple(option.id for option in profile.options)
    by_weight: dict[Fraction, list[Paper]] = {}
    for (track, weight), number in papers.bundles.items():
        by_weight.setdefault(weight, []).append((track, -1, number))
    bundles: list[Bundle] = []
    for weight, laid in by_weight.items():
        value = int(weight * terms.scale)
        bundles.append((value, tuple(laid), 0))
    empty = State(ids, (), (), dict.fromkeys(ids, ()), dict.fromkeys(ids, 0))
    brought, _, _ = _pass_on(bundles, frozenset(ids), terms)
    gained = {choice: _worth(parcel) for choice, parcel in brought.items()}
    piles, votes = _deliver(empty, brought, gained)
    return State(ids, (), (), piles, votes)


def elect(state: State, terms: Terms) -> State:
    """Elect all who have the quota, most votes first; and all who are left when they are no more than the seats.

    So many quotas as there are seats leave less than another, so that nobody reaches it beyond them.
    """
    able = [option for option in state.standing if option not in terms.never] if terms.never else state.standing
    reached = [option for option in able if state.votes[option] >= terms.quota]
    reached.sort(key=lambda option: state.votes[option], reverse=True)
    standing = tuple(option for option in state.standing if option not in reached)
    over = tuple(option for option in reached if state.votes[option] > terms.quota)
    elected = (*state.elected, *reached)
    last = [option for option in able if option not in reached]
    if standing and len(last) <= terms.seats - len(elected):
        last.sort(key=lambda option: state.votes[option], reverse=True)
        elected, standing = (*elected, *last), ()
    if elected == state.elected and standing == state.standing:
        return state
    entry = frozenset((option, "elected") for option in reached), frozenset(state.standing), state.ended
    return replace(
        state, standing=standing, elected=elected, surplus=(*state.surplus, *over), settled=(*state.settled, entry)
    )


def transfer(state: State, option: str, terms: Terms) -> State:
    """Pass on the surplus of one elected option; it keeps the quota."""
    pile, among = state.piles[option], frozenset(state.standing)
    surplus = state.votes[option] - terms.quota
    known = terms.passed.get((option, id(pile), among))
    if known is None:
        known = (*_surplus(pile, surplus, state.votes[option], among, terms), pile)
        terms.passed[option, id(pile), among] = known
    brought, gained, passed, ended, _ = known
    piles, votes = _deliver(state, brought, gained)
    votes[option] = terms.quota
    return State(
        state.standing, state.elected, tuple([other for other in state.surplus if other != option]), piles, votes,
        state.lost + surplus - passed, state.over,
        _passed_on(state, (option, _last(pile) if terms.way == "gregory" else ())), state.ended | ended,
    )  # fmt: skip


def _passed_on(state: State, what: tuple[str, Hashable]) -> tuple[Settled, ...]:
    """Write a surplus passed on into the entry of the election before it: until the next, the order tells nothing."""
    *before, (done, stood, ended) = state.settled
    return (*before, (done | {what}, stood, ended))


def _last(pile: Sequence[Parcel]) -> Hashable:
    """Return which papers came last; equal papers always lie together, whatever their weight."""
    return frozenset([id(track) for _, laid, _ in (pile[-1] if pile else ()) for track, _, _ in laid])


def came_last(state: State) -> Hashable:
    """Return which papers came last to those who may pass them on yet."""
    return tuple([_last(state.piles[option]) for option in (*state.surplus, *state.standing)])


def _surplus(
    pile: Sequence[Parcel], surplus: Number, total: Number, among: frozenset[str], terms: Terms
) -> tuple[dict[str, Parcel], dict[str, Number], Number, frozenset[int]]:
    """Return what a surplus brings to whom, what that is worth, also in all, and which papers ended among equals."""
    last_only = terms.way == "gregory"
    bundles = pile[-1] if last_only else [bundle for parcel in pile for bundle in parcel]
    brought, _, ended = _pass_on(bundles, among, terms)
    if last_only:
        total = weighed_sum((value, number) for parcel in brought.values() for value, _, number in parcel)
    cut: dict[int, Number] = {}  # by identity: papers of one bundle share one value object, and hashing it is slow
    for choice, parcel in brought.items():
        fresh: list[Bundle] = []
        for old, papers, number in parcel:
            if id(old) not in cut:
                cut[id(old)] = _cut(old, surplus, total, terms)
            fresh.append((cut[id(old)], papers, number))
        brought[choice] = tuple(bundle for bundle in fresh if bundle[0])
    gained = {choice: _worth(parcel) for choice, parcel in brought.items()}
    return brought, gained, weighed_sum([(worth, 1) for worth in gained.values()]), ended


def exclude(state: State, out: Sequence[str], terms: Terms) -> State:
    """Pass on all papers of the excluded at the value they have."""
    standing = tuple([option for option in state.standing if option not in out])
    bundles = [bundle for option in out for parcel in state.piles[option] for bundle in parcel]
    brought, stuck, ended = _pass_on(bundles, frozenset(standing), terms)
    piles, votes = _deliver(state, brought, {choice: _worth(parcel) for choice, parcel in brought.items()})
    return State(
        standing, state.elected, state.surplus, piles, votes, state.lost + stuck, state.over, state.settled,
        state.ended | ended,
    )  # fmt: skip


def _pass_on(
    bundles: Sequence[Bundle], among: frozenset[str], terms: Terms
) -> tuple[dict[str, Parcel], Number, frozenset[int]]:
    """Sort papers by their next choice, keeping bundles of one value.

    Also return the value of those without one, and which of them ended among equals.
    """
    sorted_: dict[str, dict[int, tuple[Number, list[Paper]]]] = {}
    stuck: Number = 0
    ended: set[int] = set()
    for value, papers, _ in bundles:
        exhausted = 0
        found: dict[str, list[Paper]] = defaultdict(list)
        for track, place, number in papers if terms.progress is None else paced(papers, terms.progress, len(papers)):
            choice, at = next_choice(track, place + 1, among)
            if choice is not None:
                found[choice].append((track, at, number))
                continue
            exhausted += number
            if terms.equals and has_equals(track, place + 1):
                ended.add(id(track))
        for choice, laid in found.items():
            sorted_.setdefault(choice, {}).setdefault(id(value), (value, []))[1].extend(laid)
        if exhausted:
            stuck += value * exhausted
    brought = {
        choice: tuple([(value, tuple(laid), sum([each[2] for each in laid])) for value, laid in by_value.values()])
        for choice, by_value in sorted_.items()
    }
    return brought, stuck, frozenset(ended)


def _worth(parcel: Parcel) -> Number:
    """Return what a parcel is worth."""
    return weighed_sum([(value, number) for value, _, number in parcel])


def _deliver(
    state: State, brought: Mapping[str, Parcel], gained: Mapping[str, Number]
) -> tuple[dict[str, tuple[Parcel, ...]], dict[str, Number]]:
    """Lay what was brought on its piles, one parcel each; return piles and votes."""
    piles, votes = dict(state.piles), dict(state.votes)
    for option, parcel in brought.items():
        piles[option] = (*piles[option], parcel)
        votes[option] += gained[option]
    return piles, votes


def _cut(value: Number, surplus: Number, total: Number, terms: Terms) -> Number:
    """Return the new value of a paper: value × surplus / total, never more than it was."""
    if surplus >= total:
        return value
    if terms.exact:
        above = value.numerator * surplus.numerator * total.denominator
        below = value.denominator * surplus.denominator * total.numerator
        if below.bit_length() > _MOST_BITS:
            raise CountError("too-exact", {"setting": "precision", "digits": MOST_DIGITS})
        return tidy(Fraction(above, below))
    return int(value * surplus) // int(total)
