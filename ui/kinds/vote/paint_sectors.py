"""Thin bars by sector under or beside an option's own: their marks, how many stand in a line, how high they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from labapp.counting.outcome import Number
from labapp.kinds.vote import figure_words
from labapp.kinds.vote.stage import SectorPart
from ui.stage.display import BarItem, Item, ShapeItem, line_height
from ui.stage.fitting import text_item, text_width
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.theme import sector_pair
from ui.widgets.shapes import sector_shape

_SIDE_BY_SIDE = 3
"""How many sectors stand in one line at least; more where each keeps a bar to be compared by."""
_GAPS = 2


@dataclass(frozen=True)
class Thin:
    """What all sectors of a result share: the widest figure, the longest bar, how many they are and how marked."""

    figure: float = 0.0
    most: Number = 0
    parts: int = 0
    marks: int = 1
    bar: float = 1.5
    """How long a bar is at least, in letters."""

    def least(self, look: Look) -> float:
        """Return what one sector needs of a line."""
        return self.figure + look.gap * 2 + look.small * (self.bar + self.marks * 0.9)

    def columns(self, width: float, look: Look) -> int:
        """Return how many sectors stand in a line: all where they can, else as many in each line as in the others."""
        if not self.parts:
            return 0
        gap = look.gap * _GAPS
        fitting = max(_SIDE_BY_SIDE, int((width + gap) // (self.least(look) + gap)))
        lines = -(-self.parts // fitting)
        return -(-self.parts // lines)

    def height(self, parts: int, width: float, look: Look) -> float:
        """Return the height of so many sectors."""
        return -(-parts // self.columns(width, look)) * line_height(look.small) if parts else 0.0

    def in_one_line(self, width: float, look: Look) -> bool:
        """Tell whether all sectors stand side by side, each with a bar to be compared by."""
        return bool(self.parts) and self.parts * (self.least(look) + look.gap * _GAPS) - look.gap * _GAPS <= width

    def shared(self, parts: Sequence[SectorPart], area: Rect, look: Look) -> list[tuple[SectorPart, Rect]]:
        """Give every sector its place: equal columns, so that bars can be compared down the page."""
        columns = self.columns(area.w, look)
        step = line_height(look.small)
        places = area.columns(columns, look.gap * _GAPS) if columns else []
        return [
            (part, places[n % columns]._replace(y=area.y + n // columns * step, h=step)) for n, part in enumerate(parts)
        ]


def thin_bars(parts: Sequence[SectorPart], thin: Thin, area: Rect, look: Look, places: int = 0) -> list[Item]:
    """Thin bars side by side, one a sector (or several counted together), each with its marks and its figure."""
    _ = look.translate
    items: list[Item] = []
    for part, box in thin.shared(parts, area, look):
        marked, rest = marks(part.marks, box, look)
        room = max(1.0, rest.w - thin.figure - look.gap * 2)
        bar = Rect(rest.x, rest.y + rest.h * 0.38, room, rest.h * 0.24)
        share = float(Fraction(part.score) / Fraction(thin.most)) if thin.most else 0.0
        end = Rect(bar.x + room * share + look.gap, rest.y, thin.figure + 2, rest.h)
        items += [*marked, BarItem(bar, share, sector_pair(part.marks[0]))]
        said = figure_words.number(part.score, _, places)
        items.append(text_item(end, said, look.small, role="value", max_lines=1))
    return items


def of_parts(parts: Sequence[SectorPart], look: Look, places: int = 0) -> Thin:
    """Return what these sectors share, for a result of one option."""
    said = [figure_words.number(part.score, look.translate, places) for part in parts]
    return Thin(
        max((text_width(text, look.small) for text in said), default=0.0),
        max((part.score for part in parts), default=0), len(parts), max((len(part.marks) for part in parts), default=1),
    )  # fmt: skip


def marks(of: Sequence[str], box: Rect, look: Look) -> tuple[list[Item], Rect]:
    """Return a sector's shapes and the room right of them."""
    side = look.small * 0.6
    items: list[Item] = []
    x = box.x
    for mark in of:
        place = Rect(x, box.y + (box.h - side) / 2, side, side)
        items.append(ShapeItem(place, sector_shape(mark), sector_pair(mark)))
        x += side + look.gap / 2
    return items, box.after(x - box.x + look.gap / 2)
