"""What a plan can be made of: all that earlier points have left and that is no action here yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from labapp.changes import Reader
from labapp.kinds.base import Handed
from labapp.kinds.plan import actions
from labapp.kinds.registry import KINDS
from labapp.model import agenda
from labapp.model.agenda import Activity


@dataclass(frozen=True)
class Offer:
    """One line that may become an action; `by` names the votes that chose it, the newest first."""

    handed: Handed
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """What one point of the agenda has left: its title, and its lines."""

    title: str
    offers: tuple[Offer, ...]


def sources(read: Reader, plan: str) -> list[Source]:
    """Return, point by point, what can be taken: votes first, the newest before those of the day before.

    Whatever several of them left stands once, where it was spoken of last and in the words of that point; that an
    earlier vote had chosen it is not forgotten.
    """
    listed = [item for item in agenda.activities(read) if item.kind in KINDS and item.id != plan]
    votes = [item for item in reversed(listed) if item.kind == "vote"]
    left = {item.id: KINDS[item.kind].left(read, item) for item in listed}
    by = _choosers(votes, left)
    taken, found = actions.actions(read, plan), []
    seen: set[str] = set()
    for item in [*votes, *(item for item in listed if item.kind != "vote")]:
        offers = []
        for handed in left[item.id]:
            if _key(handed) not in seen and not actions.has(taken, handed.idea, handed.words):
                offers.append(Offer(handed, by.get(_key(handed), ())))
            seen.add(_key(handed))
        if offers:
            found.append(Source(item.title, tuple(offers)))
    return found


def _choosers(votes: list[Activity], left: dict[str, Sequence[Handed]]) -> dict[str, tuple[str, ...]]:
    by: dict[str, tuple[str, ...]] = {}
    for vote in votes:
        for handed in left[vote.id]:
            if handed.chosen:
                by[_key(handed)] = (*by.get(_key(handed), ()), vote.title)
    return by


def _key(handed: Handed) -> str:
    return handed.idea or handed.words
