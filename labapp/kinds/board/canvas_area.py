"""Rectangles in the plane of a board: of a card, of a group, around several; its unit is a pixel of a card at 100 %."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

WIDTH, HEIGHT, GAP = 208.0, 112.0, 16.0
PAD, HEAD = 16.0, 40.0
STEP_X, STEP_Y = WIDTH + GAP, HEIGHT + GAP
FAR = 1e6
"""Nothing lies further out than this, whatever a file says."""
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


def heirs(spot: Point, areas: Mapping[str, Area]) -> str | None:
    """Return the group into whose area a card falls that is dropped at a spot, the smallest when several overlap."""
    middle = (spot[0] + WIDTH / 2, spot[1] + HEIGHT / 2)
    found = [(area.w * area.h, group) for group, area in areas.items() if area.holds(middle)]
    return min(found)[1] if found else None


def near(x: float, y: float) -> Point:
    """Return a place from a file, brought into reach: a damaged one may hold anything."""
    return (min(FAR, max(-FAR, x)) if x == x else 0.0, min(FAR, max(-FAR, y)) if y == y else 0.0)


def inside(area: Area) -> Point:
    """Return where the first card of a group lies."""
    return (area.x + PAD, area.y + HEAD)
