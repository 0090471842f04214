"""Where things lie in the plane, as pure geometry: known places kept, order made by one command.

One unit is one pixel of a card at its own size. What has a place keeps it; only what has none is given one, in an
order that a further card cannot change, so nothing is ever pushed by what comes in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from labapp.kinds.board.canvas_area import (
    GAP,
    HEAD,
    PAD,
    STEP_X,
    STEP_Y,
    Area,
    Point,
    around,
    card_area,
    group_area,
    inside,
)
from labapp.kinds.board.canvas_ground import Ground


class Plan(NamedTuple):
    """Where every card lies, and the area of every group, its title strip included."""

    spots: dict[str, Point]
    areas: dict[str, Area]

    def bounds(self) -> Area:
        """Return the rectangle around everything; one card's worth when there is nothing."""
        return around([*(card_area(spot) for spot in self.spots.values()), *self.areas.values()])


def settle(
    cards: Sequence[tuple[str, str | None]], groups: Sequence[str],
    spots: Mapping[str, Point], anchors: Mapping[str, Point],
) -> Plan:  # fmt: skip
    """Return where everything lies: known places as they are, free spots for the rest in the order given.

    `cards` are (placement, group) in the order in which they came. A plane with no places at all is put in order.
    """
    known = {card: spots[card] for card, _ in cards if card in spots}
    begun = {group: anchors[group] for group in groups if group in anchors}
    if not known and not begun:
        return arrange(cards, groups)
    members: dict[str | None, list[Point]] = {group: [] for group in groups}
    members[None] = []
    homes = {card: group if group in members else None for card, group in cards}
    for card, spot in known.items():
        members[homes[card]].append(spot)
    if len(known) == len(homes) and all(members[group] or group in begun for group in groups):
        areas = {group: group_area(members[group], begun.get(group, (0.0, 0.0))) for group in groups}
        return Plan(known, areas)  # nothing to look for: the usual case, and asked at every change
    ground = Ground(known.values(), {group: group_area(members[group], begun.get(group, (0.0, 0.0)))
                                      for group in groups if members[group] or group in begun})  # fmt: skip
    for group in groups:
        if group not in ground.areas:
            ground.begin(group)
    for card, home in homes.items():
        if card not in known:
            known[card] = spot = ground.free(home, members[None])
            members[home].append(spot)
    return Plan(known, {group: group_area(members[group], inside(ground.areas[group])) for group in groups})


def arrange(cards: Sequence[tuple[str, str | None]], groups: Sequence[str]) -> Plan:
    """Put everything in order: each group a block as wide as a screen is, the blocks in rows, loose cards last."""
    members: dict[str | None, list[str]] = {group: [] for group in groups}
    for card, group in cards:
        members.setdefault(group if group in members else None, []).append(card)
    blocks = [(group, listed) for group, listed in members.items() if listed or group]
    counts = [len(listed) for _, listed in blocks]
    # The next card of a group needs a place beneath or beside its others: whichever lets more be seen at once.
    _, across, places = min((_laid(counts, across) for across in (
        [_columns(count) for count in counts], [_never_full(count) for count in counts],
    )), key=lambda found: found[0])  # fmt: skip
    spots: dict[str, Point] = {}
    areas: dict[str, Area] = {}
    for (group, listed), columns, (x, y) in zip(blocks, across, places, strict=True):
        for index, card in enumerate(listed):
            spots[card] = (x + PAD + index % columns * STEP_X, y + HEAD + index // columns * STEP_Y)
        if group is not None:
            areas[group] = group_area([spots[card] for card in listed], (x + PAD, y + HEAD))
    return Plan(spots, areas)


def _laid(counts: Sequence[int], across: list[int]) -> tuple[float, list[int], list[Point]]:
    """Return places for blocks of so many cards in rows, and how small a screen shows the whole of them.

    The place after the last card of each is kept free, in its last row or beneath it.
    """
    seen = [(min(columns, max(1, count)) * STEP_X - GAP + 2 * PAD,
             -(-max(1, count) // columns) * STEP_Y - GAP + HEAD + PAD)
            for count, columns in zip(counts, across, strict=True)]  # fmt: skip
    kept = [(columns * STEP_X - GAP + 2 * PAD, (count // columns + 1) * STEP_Y - GAP + HEAD + PAD)
            for count, columns in zip(counts, across, strict=True)]  # fmt: skip
    best: tuple[float, list[Point]] = (math.inf, [])
    for first in range(1, len(kept) + 1):
        wide = max(sum(w + 2 * GAP for w, _ in kept[:first]), *(w + 2 * GAP for w, _ in kept), 1.0)
        places = _rows(kept, wide)
        whole = around([Area(*place, *size) for place, size in zip(places, seen, strict=True)])
        best = min(best, (max(whole.w / 16, whole.h / 9), places), key=lambda found: found[0])
    return best[0], across, best[1]


def _rows(sizes: Sequence[Point], wide: float) -> list[Point]:
    """Return places for blocks in rows of a width."""
    places: list[Point] = []
    x = y = tall = 0.0
    for w, h in sizes:
        if x and x + w + 2 * GAP > wide + 1:
            x, y, tall = 0.0, y + tall + 2 * GAP, 0.0
        places.append((x, y))
        x, tall = x + w + 2 * GAP, max(tall, h)
    return places


def block(count: int, near: Point, taken: Iterable[Point], areas: Iterable[Area]) -> list[Point]:
    """Return places for a block of cards with a title above, as near to a point as others leave room."""
    columns = _columns(count)
    ground = Ground(taken, {str(index): area for index, area in enumerate(areas)})
    shape = [(index % columns * STEP_X, index // columns * STEP_Y) for index in range(count)]
    for dx, dy in _rings():
        start = (near[0] + dx * STEP_X, near[1] + dy * STEP_Y)
        made = [(start[0] + x, start[1] + y) for x, y in shape]
        if ground.clear(group_area(made, start)):
            return made
    raise AssertionError("the plane has no end")


def _columns(count: int) -> int:
    # A card is nearly twice as wide as high: as many across as down gives a block of a screen's shape.
    return max(1, math.ceil(math.sqrt(count)))


def _never_full(count: int) -> int:
    """Return the same for a block whose last row has a place left."""
    across = _columns(count)
    return across + (count > 0 and count % across == 0)


def _rings() -> Iterator[tuple[int, int]]:
    """Yield steps outwards in all directions, the nearest first."""
    yield (0, 0)
    ring = 0
    while True:
        ring += 1
        edge = [(dx, dy) for dx in range(-ring, ring + 1) for dy in range(-ring, ring + 1)
                if max(abs(dx), abs(dy)) == ring]  # fmt: skip
        yield from sorted(edge, key=lambda step: (abs(step[0]) + abs(step[1]), -step[1], -step[0]))
