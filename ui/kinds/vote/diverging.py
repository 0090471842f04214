"""A diverging bar: support to the left of the middle line, reservations and blocks to the right, figures at the end."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from labapp.counting.outcome import Number
from ui.stage.display import BarItem, Item
from ui.stage.fitting import text_item, text_width
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.theme import Pair

_GAP = 2.0


def diverging(
    area: Rect, steps: Sequence[Number], support: int, value: str, look: Look, size: int, value_width: float = 0
) -> list[Item]:
    """Lay out one bar; every part is a share of all who marked the option.

    `value_width` is that of the widest figure: with the same for all, bars and middle lines compare across rows.
    """
    wide = max(value_width, text_width(value, size)) + 2
    room = area.left(max(1.0, area.w - wide - look.gap))
    half = room.w / 2
    people = sum((Fraction(step) for step in steps), Fraction(0)) or Fraction(1)
    high = room.h * 0.5
    top = room.y + (room.h - high) / 2
    parts = (
        (sum(steps[:support]), Pair.SHAPE_GOOD), (sum(steps[support:-1]), Pair.SHAPE_WARNING),
        (steps[-1] if steps else 0, Pair.SHAPE_DANGER),
    )  # fmt: skip
    middle = room.x + half
    axis = Rect(middle - _GAP / 2, room.y, _GAP, room.h)
    items: list[Item] = [BarItem(axis, 1.0, Pair.SHAPE_BORDER)]
    right = middle + _GAP
    for place, (amount, pair) in enumerate(parts):
        long = half * float(Fraction(amount) / people) - _GAP
        if long <= 0:
            continue
        x = middle - _GAP - long if place == 0 else right
        items.append(BarItem(Rect(x, top, long, high), 1.0, pair))
        right = right + long if place else right
    end = Rect(area.right - wide, area.y, wide, area.h)
    items.append(text_item(end, value, size, valign="middle", align="end", role="value", max_lines=1))
    return items
