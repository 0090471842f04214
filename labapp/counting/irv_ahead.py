"""What is known of a stage of an instant run-off before it is followed: who goes in any order, who outlasts whom."""

from __future__ import annotations

from collections.abc import Sequence

from labapp.counting.irv_state import State, papers_of
from labapp.counting.outlook import Outlook
from labapp.counting.papers import BAR, NOBODY
from labapp.counting.rule import Progress


def harmless(state: State, last: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tied options, with those next above if need be, that go in any order; () where order may matter."""
    ordered = sorted(state.votes.values())
    together = sum(ordered[: len(last)])
    for above in ordered[len(last) :]:
        if together < above:
            out = [option for option, votes in state.votes.items() if votes < above]
            return () if _in_one_level(state, out) else tuple(sorted(out, key=state.votes.__getitem__))
        together += above
    return ()


def alike(state: State, last: tuple[str, ...]) -> bool:
    """Tell whether all of the tied options go, one after the other or together, and nobody gains from it."""
    return len(last) < len(state.votes) and name_nobody(state, last)


def _in_one_level(state: State, out: Sequence[str]) -> bool:
    """Tell whether papers of these options can meet one of them among equals, so that their order tells."""
    if state.ended is None:
        return False
    among, of = frozenset(state.letters.word(out)), state.letters.of
    papers = ((of[option], track) for option in out for track, _ in papers_of(state.piles[option]))
    levels = ((letter, level) for letter, track in papers for level in track.split(BAR)[1::2])
    return any(letter not in level and not among.isdisjoint(level) for letter, level in levels)


def name_nobody(state: State, out: Sequence[str]) -> bool:
    """Tell whether no paper of these options can pass to anybody, in whatever order they go."""
    nobody = state.gone + NOBODY
    for option in out:
        letters = nobody + state.letters.of[option]
        pile = state.piles[option]
        while pile:
            track, _, pile = pile
            if track.lstrip(letters):
                return False
    return True


def outlook(state: State, progress: Progress | None) -> Outlook:
    """Compare all papers still in the count."""
    papers = (paper for pile in state.piles.values() for paper in papers_of(pile))
    return Outlook(state.letters, tuple(state.votes), papers, progress)
