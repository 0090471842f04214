"""Where two lists of rows differ, so that a view of hundreds redraws the one card that came in."""

from __future__ import annotations

from collections.abc import Sequence


def span(old: Sequence[object], new: Sequence[object]) -> tuple[int, int, int]:
    """Return from which row on how many old rows give way to how many new ones; rows are compared as they are equal."""
    most = min(len(old), len(new))
    start = 0
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, len(old) - start - end, len(new) - start - end
