"""Sharing cards out over columns and pages: order is kept, nothing is shrunk to squeeze in one more."""

from __future__ import annotations

from collections.abc import Sequence


def split_pages(heights: Sequence[float], room: float, gap: float) -> list[range]:
    """Return the runs of cards that fill pages of height `room`; a card higher than a page has one to itself."""
    pages: list[range] = []
    start, used = 0, 0.0
    for index, height in enumerate(heights):
        needed = height if index == start else used + gap + height
        if index > start and needed > room:
            pages.append(range(start, index))
            start, needed = index, height
        used = needed
    if heights:
        pages.append(range(start, len(heights)))
    return pages


def balanced_columns(heights: Sequence[float], columns: int, gap: float) -> list[range]:
    """Return at most `columns` runs whose tallest is as low as the order allows."""
    if not heights:
        return []
    low, high = max(heights), sum(heights) + gap * len(heights)
    while high - low > 0.5:
        middle = (low + high) / 2
        if len(split_pages(heights, middle, gap)) <= columns:
            high = middle
        else:
            low = middle
    return split_pages(heights, high, gap)
