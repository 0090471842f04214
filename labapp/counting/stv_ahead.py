"""What is known of a stage of a transferable vote before it is followed: who goes in any order, who outlasts whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from labapp.counting.checks import paced
from labapp.counting.outcome import Number
from labapp.counting.outlook import Outlook
from labapp.counting.papers import BAR, NOBODY, Track
from labapp.counting.past import Blur, Past
from labapp.counting.stv_state import State, Terms, exclude


def name_nobody(state: State, out: Sequence[str], terms: Terms) -> bool:
    """Tell whether no paper of these options can pass to anybody who stands, in whatever order they go."""
    nobody = state.gone + NOBODY
    for option in out:
        letters = nobody + terms.letters.of[option]
        bundles = (bundle for parcel in state.piles[option] for bundle in parcel)
        if any(track.lstrip(letters) for _, laid, _ in bundles for track, _ in laid):
            return False
    return True


def exclude_in_any_order(state: State, terms: Terms) -> tuple[State, frozenset[str], bool] | None:
    """Return the state after the lowest few are gone, who they are, and whether their order could still be seen.

    None where their order may tell.

    It does not where none of them can come to have as many votes as the next one, whoever of them goes first, and
    nobody reaches the quota on the way: then all of them go before the next, and each paper ends where the first of the
    others stands on it. What others gained in between does depend on the order, and a tie between two who gained and
    are equal after it could look back there: then it can be seen, unless looking back ends there, undecided.
    """
    ordered = sorted(state.standing, key=state.votes.__getitem__)
    votes = [state.votes[option] for option in ordered]
    most = len(ordered) - (terms.seats - len(state.elected))  # fewer than stand, as a place is left
    size, highest = 0, votes[0]
    while highest >= votes[size]:
        size = bisect_right(votes, highest)
        found = _highest(state, frozenset(ordered[:size]), terms) if size <= most else None
        if found is None:
            return None
        highest = found
    after = exclude(state, ordered[:size], terms)
    if max(after.votes[option] for option in after.standing) >= terms.quota:
        return None
    gained = frozenset(option for option in after.standing if after.votes[option] != state.votes[option])
    seen = terms.looks_back and len({after.votes[option] for option in gained}) < len(gained)
    return replace(after, past=Past(Blur(gained), after.past)), frozenset(ordered[:size]), seen


def outlook(state: State, terms: Terms) -> Outlook:
    """Compare the papers that can still move: whole ones of who stands, of a surplus what it passes on at most."""

    def papers() -> Iterator[tuple[Track, Number]]:
        for option in state.standing:
            for value, laid, _ in (bundle for parcel in state.piles[option] for bundle in parcel):
                for track, number in paced(laid, terms.progress, len(laid)):
                    yield track, value * number
        for option in state.surplus:
            pile, share = state.piles[option], Fraction(1)
            if terms.way == "gregory":
                pile = pile[-1:]
            else:
                share = Fraction(state.votes[option] - terms.quota) / state.votes[option]
            for value, laid, _ in (bundle for parcel in pile for bundle in parcel):
                for track, number in paced(laid, terms.progress, len(laid)):
                    yield track, value * share * number

    return Outlook(terms.letters, state.standing, papers(), terms.progress)


def _highest(state: State, out: frozenset[str], terms: Terms) -> Number | None:
    """Return the most votes that one of some options can come to have while only they are excluded; None: unknown."""
    of = terms.letters.of
    votes = {of[option]: state.votes[option] for option in out}
    stays = frozenset([of[option] for option in state.standing if option not in out])
    for option in out:
        for value, papers, _ in (bundle for parcel in state.piles[option] for bundle in parcel):
            for track, number in paced(papers, terms.progress, len(papers)):
                reached = _reached(track.partition(of[option])[2], stays, votes)
                if reached is None:
                    return None
                for letter in reached:
                    votes[letter] += value * number
    return max(votes.values())


def _reached(rest: Track, stays: Container[str], among: Container[str]) -> list[str] | None:
    """Return what a paper comes to on the rest of its track up to somebody who stays; None: unknown.

    Whether several of a level stand when the paper comes there is not known.
    """
    reached: list[str] = []
    equals = rest.count(BAR) % 2 == 1  # what is left of its own level is gone
    for letter in rest:
        if letter == BAR:
            equals = not equals
        elif letter in among:
            if equals:
                return None
            reached.append(letter)
        elif letter in stays and not equals:
            break
    return reached
