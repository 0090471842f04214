"""Where things lie in the plane, as pure geometry: free spots, areas of groups, order made by one command.

One unit is one pixel of a card at its own size. What has a place keeps it; only what has none is given one, in an
order that a further card cannot change, so nothing is ever pushed by what comes in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

WIDTH, HEIGHT, GAP = 208.0, 112.0, 16.0
PAD, HEAD = 16.0, 40.0
STEP_X, STEP_Y = WIDTH + GAP, HEIGHT + GAP
FAR = 1e6
"""Nothing lies further out than this, whatever a file says."""

_WIDE = 6  # cards

Point = tuple[float, float]


class Area(NamedTuple):
    """A rectangle in the plane."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Return its right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Return its lower edge."""
        return self.y + self.h

    def meets(self, other: Area) -> bool:
        """Tell whether the two overlap; touching is not overlapping."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies inside."""
        return self.x <= point[0] < self.right and self.y <= point[1] < self.bottom

    def grown(self, by: float) -> Area:
        """Return it larger on all sides."""
        return Area(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)


class Plan(NamedTuple):
    """Where every card lies, and the area of every group, its title strip included."""

    spots: dict[str, Point]
    areas: dict[str, Area]

    def bounds(self) -> Area:
        """Return the rectangle around everything; one card's worth when there is nothing."""
        return around([*(card_area(spot) for spot in self.spots.values()), *self.areas.values()])


def card_area(spot: Point) -> Area:
    """Return the rectangle of a card."""
    return Area(spot[0], spot[1], WIDTH, HEIGHT)


def around(areas: Sequence[Area]) -> Area:
    """Return the rectangle around others."""
    if not areas:
        return Area(0, 0, WIDTH, HEIGHT)
    x, y = min(a.x for a in areas), min(a.y for a in areas)
    return Area(x, y, max(a.x + a.w for a in areas) - x, max(a.y + a.h for a in areas) - y)


def group_area(spots: Sequence[Point], anchor: Point) -> Area:
    """Return the area of a group: around its cards, or one card's worth where it begins while it has none."""
    held = spots or [anchor]
    x, y = min(s[0] for s in held), min(s[1] for s in held)
    right, bottom = max(s[0] for s in held) + WIDTH, max(s[1] for s in held) + HEIGHT
    return Area(x - PAD, y - HEAD, right - x + 2 * PAD, bottom - y + HEAD + PAD)


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
    return Plan(known, {group: group_area(members[group], _inside(ground.areas[group])) for group in groups})


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


def heirs(spot: Point, areas: Mapping[str, Area]) -> str | None:
    """Return the group into whose area a card falls that is dropped at a spot, the smallest when several overlap."""
    middle = (spot[0] + WIDTH / 2, spot[1] + HEIGHT / 2)
    found = [(area.w * area.h, group) for group, area in areas.items() if area.holds(middle)]
    return min(found)[1] if found else None


def near(x: float, y: float) -> Point:
    """Return a place from a file, brought into reach: a damaged one may hold anything."""
    return (min(FAR, max(-FAR, x)) if x == x else 0.0, min(FAR, max(-FAR, y)) if y == y else 0.0)


def _inside(area: Area) -> Point:
    return (area.x + PAD, area.y + HEAD)


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


def _corner() -> Iterator[tuple[int, int]]:
    """Yield slots to the right and down, growing like a square: row by row at first, then a column and a row more."""
    ring = 0
    while True:
        yield from ((ring, row) for row in range(ring))
        yield from ((column, ring) for column in range(ring + 1))
        ring += 1


class Ground:
    """What is taken: cards in a grid of cells, and areas; remembers how far each group has looked for room.

    Good as long as cards only come in; after any other change a new one is made.
    """

    def __init__(self, cards: Iterable[Point], areas: Mapping[str, Area]) -> None:
        self._cells: dict[tuple[int, int], list[Area]] = {}
        self.areas = dict(areas)
        self._right, self._top = 0.0, 0.0
        self._walks: dict[str | None, Iterator[Point]] = {}
        for spot in cards:
            self._take(card_area(spot))
        for area in self.areas.values():
            self._right, self._top = max(self._right, area.right), min(self._top, area.y)

    def clear(self, area: Area) -> bool:
        """Tell whether nothing lies there."""
        return self._empty(area) and not any(area.meets(other) for other in self.areas.values())

    def begin(self, group: str) -> None:
        """Give a group without cards and place an area right of everything."""
        area = Area(self._right + 2 * GAP, self._top, WIDTH + 2 * PAD, HEIGHT + HEAD + PAD)
        self.areas[group] = area
        self._right = area.x + _WIDE * STEP_X  # room to grow before the next one begins

    def free(self, group: str | None, loose: Sequence[Point]) -> Point:
        """Return the next free spot of a group and take it; None: among the `loose` ones, or beneath everything."""
        if group not in self._walks:
            start = _inside(self.areas[group]) if group is not None else self._loose(loose)
            self._walks[group] = self._walk(group, start)
        spot = next(self._walks[group])
        self._take(card_area(spot))
        if group is not None:
            self.areas[group] = around([self.areas[group], group_area([spot], spot)])
        return spot

    def _walk(self, group: str | None, start: Point) -> Iterator[Point]:
        """Yield free spots: first those where the group's area stays clear of others, then any beside them."""
        others = [key for key in self.areas if key != group]
        for clear in (True, False):
            for column, row in _corner():
                if clear and row == 0 and group is not None and self._shut_in(group, others, start, column):
                    break
                spot = (start[0] + column * STEP_X, start[1] + row * STEP_Y)
                area = card_area(spot)
                if clear and group is not None:
                    area = around([self.areas[group], group_area([spot], spot)])
                if self._empty(card_area(spot)) and not any(self.areas[key].meets(area) for key in others):
                    yield spot

    def _shut_in(self, group: str, others: Sequence[str], start: Point, ring: int) -> bool:
        """Tell whether a group can grow no further without reaching over another, neither right nor down."""
        ends = ((start[0] + ring * STEP_X, start[1]), (start[0], start[1] + ring * STEP_Y))
        grown = [around([self.areas[group], group_area([spot], spot)]) for spot in ends]
        return all(any(self.areas[key].meets(area) for key in others) for area in grown)

    def _loose(self, loose: Sequence[Point]) -> Point:
        if loose:
            return (min(x for x, _ in loose), min(y for _, y in loose))
        whole = around(list(self.areas.values()))
        return (whole.x + PAD, whole.bottom + 2 * GAP)

    def _empty(self, area: Area) -> bool:
        return not any(area.meets(other) for cell in self._over(area) for other in self._cells.get(cell, ()))

    def _take(self, area: Area) -> None:
        for cell in self._over(area):
            self._cells.setdefault(cell, []).append(area)
        self._right, self._top = max(self._right, area.right), min(self._top, area.y)

    @staticmethod
    def _over(area: Area) -> list[tuple[int, int]]:
        xs = range(int(area.x // STEP_X), int(area.right // STEP_X) + 1)
        ys = range(int(area.y // STEP_Y), int(area.bottom // STEP_Y) + 1)
        return [(x, y) for x in xs for y in ys]
