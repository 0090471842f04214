"""The question of a vote at the head of a page: never cut, beside the timer or below it, and the terms under it."""

from __future__ import annotations

from collections.abc import Sequence

from ui.stage.display import Item, line_height
from ui.stage.fitting import reads_well, text_item, wrap
from ui.stage.flow import split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.theme import Weight

LINES = 5
"""The lines a question may take in letters larger than the smallest, and beside the timer."""
_MOST = 0.6
"""The share of a page that the longest question may take in the smallest letters: the rest is for what is asked."""

Term = tuple[str, str]
"""A term of a vote: what it is about, and what was agreed."""


def box(text: str, size: int, area: Rect, look: Look, weight: Weight = Weight.REGULAR) -> tuple[Rect, float]:
    """Return where a question goes, and how far down it keeps the page free: beside the timer, a long one below it."""
    corner = look.corner
    if corner is None:
        return area, 0.0
    wide = Rect(area.x, area.y, corner.x - area.x - 2 * look.gap, area.h)
    if not wrap(text, size, int(wide.w), weight, LINES).cut:
        return wide, corner.bottom - area.y
    return area.below(corner.bottom - area.y + look.gap), 0.0


def most_lines(area: Rect, size: int) -> int:
    """Return how many lines a question may take in the smallest letters."""
    return max(LINES, int(area.h * _MOST // line_height(size)))


def is_long(text: str, area: Rect, look: Look) -> bool:
    """Tell whether a question takes much of a page even in the smallest letters."""
    place, _least = box(text, look.small, area, look)
    beside = look.corner is None or place.right <= look.corner.x
    return not beside or wrap(text, look.small, int(place.w), max_lines=LINES).cut


def head(text: str, area: Rect, look: Look, needed: float) -> tuple[list[Item], Rect]:
    """Place the question as large as leaves room for what must stand below it on the same page."""

    def taken(size: int) -> float:
        place, least = box(text, size, area, look, Weight.SEMIBOLD)
        high = wrap(text, size, int(place.w), Weight.SEMIBOLD, LINES).height
        return max(least, place.y - area.y + high) + look.gap * 2

    def whole(size: int) -> bool:
        width = int(box(text, size, area, look, Weight.SEMIBOLD)[0].w)
        return not wrap(text, size, width, Weight.SEMIBOLD, LINES).cut

    sizes = [s for s in look.steps if s >= look.body and whole(s)]
    fitting = [s for s in sizes if taken(s) + needed <= area.h] or sizes[-1:] or [look.small]
    width = int(box(text, fitting[0], area, look, Weight.SEMIBOLD)[0].w)
    size = next((s for s in fitting if reads_well(text, s, width, Weight.SEMIBOLD, LINES)), fitting[-1])
    place, least = box(text, size, area, look, Weight.SEMIBOLD)
    most = LINES if whole(size) else most_lines(place, size)
    item = text_item(place, text, size, weight=Weight.SEMIBOLD, role="title", max_lines=most, even=True)
    return [item], area.below(max(least, item.rect.bottom - area.y) + look.gap * 2)


def terms_height(lines: Sequence[Term], width: float, look: Look) -> float:
    """Return the height of terms below each other."""
    return sum(_term_height(line, width, look) + look.gap for line in lines) - look.gap


def _term_height(line: Term, width: float, look: Look) -> float:
    return wrap(f"{line[0]}: {line[1]}", look.small, int(width)).height


def terms_items(lines: Sequence[Term], area: Rect, look: Look) -> list[Item]:
    """Lay terms out, a paragraph each."""
    items: list[Item] = []
    for line in lines:
        item = text_item(area, f"{line[0]}: {line[1]}", look.small, role="term")
        items.append(item)
        area = area.below(item.rect.h + look.gap)
    return items


def terms_pages(lines: list[Term], area: Rect, look: Look) -> list[list[Term]]:
    """Return the terms of each page."""
    heights = [_term_height(line, area.w, look) for line in lines]
    return [[lines[index] for index in page] for page in split_pages(heights, area.h, look.gap)]
