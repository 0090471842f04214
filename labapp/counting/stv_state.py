"""One stage of a transferable vote as a value, and the three things that can happen to it: elect, transfer, exclude.

States are never changed: a tie may be followed several ways from the same one. With N decimals all votes and values
are whole numbers of the last decimal, so cutting is an integer division; exact counts keep Fractions of the whole parts
that ballots weigh.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from labapp.counting.checks import paced, tidy, weighed_sum
from labapp.counting.outcome import Number
from labapp.counting.papers import BAR, NOBODY, Letters, Papers, Track, equals_follow, next_choice
from labapp.counting.past import Past
from labapp.counting.profile import Profile
from labapp.counting.rule import Progress
from labapp.counting.settings import CountError

Paper = tuple[Track, int]  # and how many such papers
Bundle = tuple[Number, tuple[Paper, ...], int]  # value of each paper, the papers, how many they are
Parcel = tuple[Bundle, ...]  # what one transfer brought
Settled = tuple[frozenset[tuple[str, Hashable]], frozenset[str], frozenset[Track]]
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
    letters: Letters
    way: str
    exact: bool
    scale: int
    progress: Progress | None = None
    looks_back: bool = False
    equals: bool = False
    never: frozenset[str] = frozenset()
    passed: dict[tuple[str, int, tuple[str, ...]], Any] = field(default_factory=dict, compare=False, repr=False)

    def shown(self, votes: Number) -> Number:
        """Return votes as people read them."""
        return tidy(Fraction(votes) / self.scale) if self.scale > 1 else tidy(votes)


@dataclass(eq=False)  # a frozen one takes four times as long to make
class State:
    """Who stands, who is elected (and still has a surplus to pass on), and where all papers lie.

    `settled` is what took papers out of the count or cut their value, `ended` are papers that ended where a level with
    several options came; with who stands these tell where every paper is. `bits` are of who stands, `gone` the letters
    of who does not.
    """

    standing: tuple[str, ...]
    elected: tuple[str, ...]
    surplus: tuple[str, ...]
    piles: Mapping[str, tuple[Parcel, ...]]
    votes: Mapping[str, Number]
    bits: int
    lost: Number = 0
    past: Past | None = None
    settled: tuple[Settled, ...] = ()
    ended: frozenset[Track] = frozenset()
    gone: str = BAR

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
    bundles: list[Bundle] = [
        (int(weight * terms.scale), tuple(laid.items()), 0) for weight, laid in papers.bundles.items()
    ]
    empty = State(ids, (), (), dict.fromkeys(ids, ()), dict.fromkeys(ids, 0), papers.letters.bits(ids))
    brought, _, _ = _pass_on(bundles, empty.gone, empty.gone, terms)
    gained = {choice: _worth(parcel) for choice, parcel in brought.items()}
    piles, votes = _deliver(empty, brought, gained)
    return State(ids, (), (), piles, votes, empty.bits)


def elect(state: State, terms: Terms) -> State:
    """Elect all who have the quota, most votes first; and all who are left when they are no more than the seats.

    So many quotas as there are seats leave less than another, so that nobody reaches it beyond them.
    """
    able = [option for option in state.standing if option not in terms.never] if terms.never else state.standing
    reached = [option for option in able if state.votes[option] >= terms.quota]
    reached.sort(key=lambda option: state.votes[option], reverse=True)
    if not reached and (len(able) > terms.seats - len(state.elected) or not state.standing):
        return state
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
    out = [option for option in state.standing if option not in standing]
    bits, gone = state.bits - terms.letters.bits(out), state.gone + terms.letters.word(out)
    return State(
        standing, elected, (*state.surplus, *over), state.piles, state.votes, bits, state.lost,
        state.past, (*state.settled, entry), state.ended, gone,
    )  # fmt: skip


def transfer(state: State, option: str, terms: Terms) -> State:
    """Pass on the surplus of one elected option; it keeps the quota."""
    pile = state.piles[option]
    surplus = state.votes[option] - terms.quota
    known = terms.passed.get((option, id(pile), state.standing))
    if known is None:
        known = (*_surplus(state, option, surplus, terms), pile)
        terms.passed[option, id(pile), state.standing] = known
    brought, gained, passed, ended, _ = known
    piles, votes = _deliver(state, brought, gained)
    votes[option] = terms.quota
    return State(
        state.standing, state.elected, tuple([other for other in state.surplus if other != option]), piles, votes,
        state.bits, state.lost + surplus - passed, state.over,
        _passed_on(state, (option, _last(pile) if terms.way == "gregory" else ())), state.ended | ended,
        state.gone,
    )  # fmt: skip


def _passed_on(state: State, what: tuple[str, Hashable]) -> tuple[Settled, ...]:
    """Write a surplus passed on into the entry of the election before it: until the next, the order tells nothing."""
    *before, (done, stood, ended) = state.settled
    return (*before, (done | {what}, stood, ended))


def _last(pile: Sequence[Parcel]) -> Hashable:
    """Return which papers came last; equal papers always lie together, whatever their weight."""
    return frozenset([track for _, laid, _ in (pile[-1] if pile else ()) for track, _ in laid])


def came_last(state: State) -> Hashable:
    """Return which papers came last to those who may pass them on yet."""
    return tuple([_last(state.piles[option]) for option in (*state.surplus, *state.standing)])


def _surplus(
    state: State, option: str, surplus: Number, terms: Terms
) -> tuple[dict[str, Parcel], dict[str, Number], Number, frozenset[Track]]:
    """Return what a surplus brings to whom, what that is worth, also in all, and which papers ended among equals."""
    pile, total, last_only = state.piles[option], state.votes[option], terms.way == "gregory"
    bundles = pile[-1] if last_only else [bundle for parcel in pile for bundle in parcel]
    brought, _, ended = _pass_on(bundles, state.gone.replace(terms.letters.of[option], ""), state.gone, terms)
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
    gone = state.gone + terms.letters.word(out)
    brought, stuck, ended = _pass_on(bundles, state.gone, gone, terms)
    piles, votes = _deliver(state, brought, {choice: _worth(parcel) for choice, parcel in brought.items()})
    return State(
        standing, state.elected, state.surplus, piles, votes, state.bits - terms.letters.bits(out), state.lost + stuck,
        state.over, state.settled, state.ended | ended if ended else state.ended, gone,
    )  # fmt: skip


def _pass_on(
    bundles: Sequence[Bundle], before: str, gone: str, terms: Terms
) -> tuple[dict[str, Parcel], Number, frozenset[Track]]:
    """Sort papers by their next choice, keeping bundles of one value; `before` were gone already when they came here.

    Also return the value of those without one, and which of them ended among equals.
    """
    by_value: dict[int, tuple[Number, list[Paper]]] = {}
    for value, papers, _ in bundles:
        by_value.setdefault(id(value), (value, []))[1].extend(papers)
    brought: dict[str, list[Bundle]] = defaultdict(list)
    stuck: Number = 0
    ended: list[Track] = []
    for value, laid in by_value.values():
        found: dict[str, list[Paper]] = defaultdict(list)
        for paper in paced(laid, terms.progress, len(laid)):
            found[next_choice(paper[0], gone) if terms.equals else paper[0].lstrip(gone)[0]].append(paper)
        lost = found.pop(NOBODY, [])
        if lost:
            stuck += value * sum([number for _, number in lost])
        if terms.equals:
            ended += [track for track, _ in lost if equals_follow(track, before)]
        for letter, some in found.items():
            brought[terms.letters.option[letter]].append((value, tuple(some), sum([number for _, number in some])))
    return {choice: tuple(parcel) for choice, parcel in brought.items()}, stuck, frozenset(ended)


def _worth(parcel: Parcel) -> Number:
    """Return what a parcel is worth."""
    if len(parcel) == 1 and isinstance(parcel[0][0], int):  # most are
        return parcel[0][0] * parcel[0][2]
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
