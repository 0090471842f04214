"""What is known of a stage of an instant run-off before it is followed: who goes in any order, who outlasts whom."""

from __future__ import annotations

from collections.abc import Sequence

from labapp.counting.checks import paced
from labapp.counting.irv_state import State
from labapp.counting.outlook import Outlook
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
    levels = (level for option in out for track, place, _ in state.piles[option] for level in track[place + 1 :])
    return any(not isinstance(level, str) and not frozenset(out).isdisjoint(level) for level in levels)


def name_nobody(state: State, out: Sequence[str]) -> bool:
    """Tell whether no paper of these options can pass to anybody, in whatever order they go."""
    among = state.votes.keys()
    for option in out:
        for track, place, _ in state.piles[option]:
            for level in track[place + 1 :]:
                if level in among if isinstance(level, str) else not among.isdisjoint(level):
                    return False
    return True


def outlook(state: State, progress: Progress | None) -> Outlook:
    """Compare all papers still in the count."""
    piles = state.piles.values()
    papers = ((track[place:], weight) for pile in piles for track, place, weight in paced(pile, progress, len(pile)))
    return Outlook(tuple(state.votes), papers, progress)
