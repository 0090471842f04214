"""How large the smallest text must be so that the last row can read it, from two lengths anybody can pace out."""

from __future__ import annotations

from labapp.stage.state import SMALLEST

LARGEST = 1 / 14
"""Beyond this too little fits a screen to be of use; then the room needs a larger picture, not larger text."""

_DISTANCE_PER_CAPITAL = 200
"""A capital one 200th of the viewing distance high (17 minutes of arc) is read with ease by most people."""

_CAPITAL_PER_SIZE = 0.727
"""Inter's capitals are this part of its size."""


def smallest_text(image_height: float, last_row: float) -> float:
    """Return the smallest text size as a part of the image's height; both lengths in metres, from 1/24 to 1/14."""
    if image_height <= 0 or last_row <= 0:
        raise ValueError("lengths must be positive")
    return min(LARGEST, max(SMALLEST, _needed(image_height, last_row)))


def can_be_read(image_height: float, last_row: float) -> bool:
    """Tell whether any useful size reaches the last row at all."""
    return _needed(image_height, last_row) <= LARGEST


def _needed(image_height: float, last_row: float) -> float:
    return last_row / _DISTANCE_PER_CAPITAL / _CAPITAL_PER_SIZE / image_height
