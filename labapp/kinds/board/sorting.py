"""Sorting a board card by card: which is next, what the numbers stand for, and each step as one gesture.

The state lies in the document (cards wait in a group, or in none, in order), so sorting goes on after a crash and on
another computer, and undo takes a step back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from labapp.changes import Change, Reader
from labapp.model import agenda, ideas
from labapp.model.ideas import Card, Cluster

STEPS = ("sort.put", "sort.group", "sort.also", "sort.postpone")
"""The codes Backspace takes back; anything older is left to undo."""


@dataclass(frozen=True)
class Sorting:
    """Cards that wait, the next one first; groups with how many lie in each; where the cards come from.

    `numbers` are the groups' numbers on the board: the source's own stays unused, so that "two" means what it meant.
    """

    queue: tuple[Card, ...]
    groups: tuple[tuple[Cluster, int], ...]
    source: str | None
    numbers: tuple[int, ...] = ()

    @property
    def card(self) -> Card | None:
        """Return the card on the table, None when all are sorted."""
        return self.queue[0] if self.queue else None


def is_on(settings: dict[str, Any]) -> bool:
    """Tell whether a board is being sorted now."""
    return isinstance(settings.get("sorting"), dict)


def sorting(read: Reader, activity: str, settings: dict[str, Any]) -> Sorting:
    """Return how the sorting of a board stands; covered cards wait until they are revealed."""
    source = (settings.get("sorting") or {}).get("from") or None
    groups = ideas.clusters(read, activity)
    known = {group.id for group in groups}
    source = source if source in known else None
    queue: list[Card] = []
    counts = dict.fromkeys(known, 0)
    for card in ideas.cards(read, activity):
        where = card.cluster if card.cluster in known else None
        if where == source:
            queue.extend([] if card.covered else [card])
        elif where is not None:
            counts[where] += 1
    targets = tuple((group, counts[group.id]) for group in groups if group.id != source)
    numbers = tuple(number for number, group in enumerate(groups, 1) if group.id != source)
    return Sorting(tuple(queue), targets, source, numbers)


def begin(tx: Change, activity: str, source: str | None) -> None:
    """Begin to sort the cards of a group, or those in none."""
    _set(tx, activity, {"from": source})


def end(tx: Change, activity: str) -> None:
    """End the sorting; cards that still wait stay where they are."""
    _set(tx, activity, None)


def put(tx: Change, placement: str, cluster: str) -> None:
    """Put the card into a group; the next one comes up."""
    ideas.append(tx, placement, cluster)


def put_new(tx: Change, activity: str, placement: str, title: str) -> str:
    """Name a new group and put the card there; returns the group."""
    cluster = ideas.add_cluster(tx, activity, title)
    ideas.append(tx, placement, cluster)
    return cluster


def postpone(tx: Change, placement: str) -> None:
    """Let the card wait behind all others."""
    source = tx.value("SELECT cluster FROM placements WHERE id = ?", placement)
    ideas.append(tx, placement, source)


def _set(tx: Change, activity: str, value: dict[str, Any] | None) -> None:
    settings = agenda.activity(tx, activity).settings
    agenda.edit_activity(tx, activity, settings={**settings, "sorting": value})
