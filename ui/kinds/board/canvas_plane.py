"""Which cards lie where on the plane: found by point, by rectangle and by direction without asking all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from labapp.kinds.board.canvas_area import HEIGHT, STEP_X, STEP_Y, WIDTH, Area, Point, around, card_area

_SIDEWAYS = 2.5  # how much worse a step to the side is than one straight on


class Plane:
    """Spots of rows in a grid of cells; rebuilt when many moved, mended when one came or moved."""

    def __init__(self) -> None:
        self.spots: list[Point] = []
        self._cells: dict[tuple[int, int], list[int]] = {}
        self._bounds: Area | None = None

    def show(self, spots: Sequence[Point]) -> None:
        """Take the spots of all rows."""
        self.spots = list(spots)
        self._cells = {}
        self._bounds = None
        for row in range(len(self.spots)):
            self._put(row)

    def add(self, spots: Sequence[Point]) -> None:
        """Take the spots of further rows."""
        for spot in spots:
            self.spots.append(spot)
            self._put(len(self.spots) - 1)
        if spots and self._bounds is not None:
            self._bounds = around([self._bounds, *map(card_area, spots)])

    def bounds(self) -> Area:
        """Return the rectangle around all cards."""
        if self._bounds is None:
            self._bounds = of(self.spots)
        return self._bounds

    def within(self, area: Area) -> list[int]:
        """Return the rows of cards that touch a rectangle, as they lie one over the other."""
        xs = range(int((area.x - WIDTH) // STEP_X), int(area.right // STEP_X) + 1)
        ys = range(int((area.y - HEIGHT) // STEP_Y), int(area.bottom // STEP_Y) + 1)
        if len(xs) * len(ys) > len(self._cells):
            found: Iterable[int] = range(len(self.spots))
        else:
            found = sorted(row for x in xs for y in ys for row in self._cells.get((x, y), ()))
        left, top, right, bottom, spots = area.x - WIDTH, area.y - HEIGHT, area.right, area.bottom, self.spots
        return [row for row in found if left < spots[row][0] < right and top < spots[row][1] < bottom]

    def at(self, point: Point) -> int:
        """Return the topmost row under a point, -1 when there is none."""
        return max(self.within(Area(point[0], point[1], 0.001, 0.001)), default=-1)

    def beside(self, row: int, direction: Point) -> int:
        """Return the nearest row in a direction, -1 at the end: straight on counts for more than nearness."""
        x, y = self.spots[row]
        best, found = float("inf"), -1
        for other, (ox, oy) in enumerate(self.spots):
            along = (ox - x) * direction[0] + (oy - y) * direction[1]
            if along <= 1 or other == row:
                continue
            aside = abs((ox - x) * direction[1]) + abs((oy - y) * direction[0])
            cost = along + _SIDEWAYS * aside
            if aside <= 2 * along and cost < best:
                best, found = cost, other
        return found

    def _put(self, row: int) -> None:
        x, y = self.spots[row]
        self._cells.setdefault((int(x // STEP_X), int(y // STEP_Y)), []).append(row)


def of(spots: Sequence[Point]) -> Area:
    """Return the rectangle around cards."""
    if not spots:
        return Area(0, 0, WIDTH, HEIGHT)
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    x, y = min(xs), min(ys)
    return around([Area(x, y, max(xs) - x + WIDTH, max(ys) - y + HEIGHT), card_area(spots[0])])
