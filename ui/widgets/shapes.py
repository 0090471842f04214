"""The drawn marks of sectors (■ ● ▲ ◆ ✚) and of timer and status states: paths, never letters of a font."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform


class Shape(StrEnum):
    """Every mark we draw; the first five stand for sectors."""

    SQUARE = "S"
    CIRCLE = "O"
    TRIANGLE = "M"
    DIAMOND = "E"
    CROSS = "I"
    RING = "ring"
    CHECK = "check"
    X = "x"
    BANG = "bang"
    PAUSE = "pause"
    FLAG = "flag"
    STAR = "star"
    EQUALS = "equals"
    ARROW = "arrow"


def sector_shape(mark: str) -> Shape:
    """Return the shape of a sector's mark; an unknown one counts among the others."""
    return Shape(mark) if mark in ("S", "O", "M", "E", "I") else Shape.CROSS


def shape_path(shape: Shape, rect: QRectF) -> QPainterPath:
    """Return the shape's path fitted into the largest square centred in `rect`; all look equally heavy."""
    side = min(rect.width(), rect.height())
    corner = rect.center() - QPointF(side / 2, side / 2)
    return QTransform.fromTranslate(corner.x(), corner.y()).scale(side, side).map(_unit(shape))


def pie_path(rect: QRectF, part: float) -> QPainterPath:
    """Return a circle's sector from twelve o'clock, clockwise, for a part of 0 to 1."""
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    path = QPainterPath()
    if part >= 1:
        path.addEllipse(box)
    elif part > 0:
        path.moveTo(box.center())
        path.arcTo(box, 90, -360 * part)
        path.closeSubpath()
    return path


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _circle(margin: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(margin, margin, 1 - 2 * margin, 1 - 2 * margin))
    return path


def _plus(arm: float, margin: float) -> QPainterPath:
    low, high, near, far = margin, 1 - margin, 0.5 - arm, 0.5 + arm
    return _polygon(
        (near, low), (far, low), (far, near), (high, near), (high, far), (far, far),
        (far, high), (near, high), (near, far), (low, far), (low, near), (near, near),
    )  # fmt: skip


def _boxes(*boxes: tuple[float, float, float, float]) -> QPainterPath:
    path = QPainterPath()
    for x, y, width, height in boxes:
        path.addRect(QRectF(x, y, width, height))
    return path


def _turned(path: QPainterPath) -> QPainterPath:
    return QTransform().translate(0.5, 0.5).rotate(45).translate(-0.5, -0.5).map(path)


def _star() -> QPainterPath:
    points = []
    for index in range(10):
        radius = 0.5 if index % 2 == 0 else 0.21
        angle = math.pi * (index / 5 - 0.5)
        points.append((0.5 + radius * math.cos(angle), 0.53 + radius * math.sin(angle)))
    return _polygon(*points)


def _ring() -> QPainterPath:
    return _circle(0.04).subtracted(_circle(0.18))


_UNITS: dict[Shape, Callable[[], QPainterPath]] = {
    Shape.SQUARE: lambda: _boxes((0.09, 0.09, 0.82, 0.82)),
    Shape.CIRCLE: lambda: _circle(0.04),
    Shape.TRIANGLE: lambda: _polygon((0.5, 0.03), (1.0, 0.92), (0.0, 0.92)),
    Shape.DIAMOND: lambda: _polygon((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
    Shape.CROSS: lambda: _plus(0.17, 0.03),
    Shape.RING: _ring,
    Shape.CHECK: lambda: _polygon((0.0, 0.52), (0.13, 0.39), (0.37, 0.63), (0.87, 0.12), (1.0, 0.25), (0.37, 0.89)),
    Shape.X: lambda: _turned(_plus(0.11, 0.0)),
    Shape.BANG: lambda: _boxes((0.41, 0.02, 0.18, 0.62), (0.41, 0.78, 0.18, 0.2)),
    Shape.PAUSE: lambda: _boxes((0.16, 0.08, 0.24, 0.84), (0.6, 0.08, 0.24, 0.84)),
    Shape.FLAG: lambda: _polygon((0.12, 0.0), (0.95, 0.27), (0.24, 0.54), (0.24, 1.0), (0.12, 1.0)),
    Shape.STAR: _star,
    Shape.EQUALS: lambda: _boxes((0.06, 0.24, 0.88, 0.18), (0.06, 0.58, 0.88, 0.18)),
    Shape.ARROW: lambda: _polygon(
        (0.0, 0.42), (0.58, 0.42), (0.58, 0.14), (1.0, 0.5), (0.58, 0.86), (0.58, 0.58), (0.0, 0.58)
    ),
}


@cache
def _unit(shape: Shape) -> QPainterPath:
    return _UNITS[shape]()
