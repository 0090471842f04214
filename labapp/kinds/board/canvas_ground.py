"""Free spots in the plane: what is taken there, and how far each group has looked for room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from labapp.kinds.board.canvas_area import (
    GAP,
    HEAD,
    HEIGHT,
    PAD,
    STEP_X,
    STEP_Y,
    WIDTH,
    Area,
    Point,
    around,
    card_area,
    group_area,
    inside,
)

_WIDE = 6  # cards


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
            start = inside(self.areas[group]) if group is not None else self._loose(loose)
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
