"""How large the booth is drawn: by the height of its screen, and by how many rows have to fit.

The style sheet knows the three sizes by the window's property `drawn`; what is not type is here.
"""

from __future__ import annotations

from dataclasses import dataclass

from ui import theme as t


@dataclass(frozen=True)
class Size:
    """One size: its name in the style sheet, the least height of a row, margin, spaces and greatest width of a page."""

    name: str
    row: int
    margin: int
    space: int
    between: int
    widest: int


COMPACT = Size("compact", t.ROW_BOOTH, t.SPACE_S, 2, t.SPACE_XS, 1_200)
PLAIN = Size("plain", t.ROW_BOOTH, t.SPACE_XL, t.SPACE_S, t.SPACE_S, 1_200)
LARGE = Size("large", t.ROW_BOOTH + t.SPACE_L, t.SPACE_XXL, t.SPACE_M, t.SPACE_S, 1_440)
_COMPACT_BELOW, _LARGE_FROM = 720, 950
_AROUND = 340  # what stands above and below the rows of a large page


def size_for(height: int, rows: int) -> Size:
    """Return the size for a screen of this height; large only where all rows fit, for nobody should have to scroll."""
    if height < _COMPACT_BELOW:
        return COMPACT
    fits = _AROUND + rows * (LARGE.row + LARGE.between) <= height
    return LARGE if height >= _LARGE_FROM and fits else PLAIN
