"""Rectangles of a display list: plain tuples in pixels, cut and shared out by layouts."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF

REFERENCE = (1920, 1080)
"""What a picture is laid out for while no screen shows it: the room's window and the miniature agree on it."""


class Rect(NamedTuple):
    """A rectangle in pixels; every operation returns a new one."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.y + self.h

    @property
    def q(self) -> QRectF:
        """Return Qt's own rectangle."""
        return QRectF(self.x, self.y, self.w, self.h)

    def inset(self, dx: float, dy: float | None = None) -> Rect:
        """Return it smaller by dx on the left and right, dy (default dx) at top and bottom."""
        dy = dx if dy is None else dy
        return Rect(self.x + dx, self.y + dy, max(0.0, self.w - 2 * dx), max(0.0, self.h - 2 * dy))

    def top(self, height: float) -> Rect:
        """Return its upper part."""
        return Rect(self.x, self.y, self.w, min(height, self.h))

    def below(self, height: float) -> Rect:
        """Return what remains under `top(height)`."""
        taken = min(height, self.h)
        return Rect(self.x, self.y + taken, self.w, self.h - taken)

    def left(self, width: float) -> Rect:
        """Return its left part."""
        return Rect(self.x, self.y, min(width, self.w), self.h)

    def after(self, width: float) -> Rect:
        """Return what remains right of `left(width)`."""
        taken = min(width, self.w)
        return Rect(self.x + taken, self.y, self.w - taken, self.h)

    def columns(self, count: int, gap: float) -> list[Rect]:
        """Return it cut into equal columns."""
        width = (self.w - gap * (count - 1)) / count
        return [Rect(self.x + i * (width + gap), self.y, width, self.h) for i in range(count)]

    def holds(self, other: Rect, slack: float = 1.0) -> bool:
        """Tell whether the other one lies inside."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Rect, slack: float = 1.0) -> bool:
        """Tell whether the two overlap by more than `slack` both ways."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > slack
            and min(self.bottom, other.bottom) - max(self.y, other.y) > slack
        )
