"""Numbers of the matrix side by side: each as near to its point as others leave room, in no time for thousands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from PySide6.QtCore import QRectF, QSizeF

_RINGS = 10  # half a tag each
_TRIES = 15_000  # places looked at for all of them: beyond it a plot is so full that searching finds nothing any more
_Box = tuple[float, float, float, float]  # left, top, right, bottom


def apart(
    points: Sequence[tuple[str, float, float]], size: QSizeF, within: QRectF, taken: Sequence[QRectF]
) -> dict[str, QRectF]:
    """Return a box for each point, as near to it as it can lie without covering another one or what is `taken`.

    Where everything is full, boxes lie on their points: a number half covered still says where its card is.
    """
    laid: dict[str, QRectF] = {}
    ground = _Ground(size.width(), size.height())
    for rect in taken:
        ground.take((rect.left(), rect.top(), rect.left() + rect.width(), rect.top() + rect.height()))
    left = _TRIES
    for name, x, y in points:
        home = chosen = _box(x, y, size, within)
        for box in _around(home, size, within):
            left -= 1
            if ground.is_free(box):
                chosen = box
                break
            if left < 0:
                break
        ground.take(chosen)
        laid[name] = QRectF(chosen[0], chosen[1], size.width(), size.height())
    return laid


class _Ground:
    """What is taken, in cells as large as a box: none meets more than a few of them."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = max(1.0, width), max(1.0, height)
        self._cells: dict[tuple[int, int], list[_Box]] = {}

    def take(self, box: _Box) -> None:
        for cell in self._over(box):
            self._cells.setdefault(cell, []).append(box)

    def is_free(self, box: _Box) -> bool:
        left, top, right, bottom = box
        for cell in self._over(box):
            for other in self._cells.get(cell, ()):
                if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                    return False
        return True

    def _over(self, box: _Box) -> list[tuple[int, int]]:
        across = range(int(box[0] // self._width), int(box[2] // self._width) + 1)
        down = range(int(box[1] // self._height), int(box[3] // self._height) + 1)
        return [(x, y) for x in across for y in down]


def _around(home: _Box, size: QSizeF, within: QRectF) -> Iterator[_Box]:
    across, down = size.width() / 2 + 1, size.height() / 2 + 1
    x, y = (home[0] + home[2]) / 2, (home[1] + home[3]) / 2
    return (_box(x + dx * across, y + dy * down, size, within) for dx, dy in _rings())


@lru_cache(maxsize=1)
def _rings() -> tuple[tuple[int, int], ...]:
    """Return steps from a point outwards."""
    return ((0, 0), *((dx, dy) for ring in range(1, _RINGS + 1) for dx in range(-ring, ring + 1)
                      for dy in (range(-ring, ring + 1) if abs(dx) == ring else (-ring, ring))))  # fmt: skip


def _box(x: float, y: float, size: QSizeF, within: QRectF) -> _Box:
    """Return the box around a point, moved into what there is of room."""
    width, height = size.width(), size.height()
    left = min(max(within.left(), x - width / 2), within.left() + within.width() - width)
    top = min(max(within.top(), y - height / 2), within.top() + within.height() - height)
    return (left, top, left + width, top + height)
