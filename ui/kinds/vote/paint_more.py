"""Pages beside the bars of a result: common ground, what the marks of sectors mean, rows of small bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from labapp.counting.outcome import Number
from labapp.kinds.vote.sector_words import ground_title
from labapp.kinds.vote.stage import VoteResult
from labapp.wording.reasons_sectors import support
from ui.kinds.vote.paint_bars import Place
from ui.kinds.vote.paint_sectors import marks
from ui.stage.display import Item, line_height
from ui.stage.fitting import text_item, text_width
from ui.stage.flow import split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import bar_row
from ui.theme import Pair, Weight, sector_pair

MOST_BARS = 12


@dataclass(frozen=True)
class Row:
    """A small bar: words, figure, what it is long by, its colour, and the sectors it speaks of."""

    label: str
    value: str
    part: Number
    pair: Pair
    marks: tuple[str, ...] = ()


def row_pages(rows: Sequence[Row], top: Number, area: Rect, look: Look) -> Iterator[list[Item]]:
    """Lay rows out, `top` for a full bar, as many to a page as it holds."""
    figure = max((text_width(row.value, look.small, Weight.SEMIBOLD) for row in rows), default=0.0)
    marked = max((len(row.marks) for row in rows), default=0) * look.small
    lines = max(1, int(area.h // line_height(look.small)))
    heights = [Place.of(row.label, look.small, area, lines, look).height for row in rows]
    for run in _short_runs(split_pages(heights, area.h, look.gap / 2)):
        items: list[Item] = []
        room = area
        for row, height in ((rows[index], heights[index]) for index in run):
            place = Place.of(row.label, look.small, room, lines, look)
            items.append(text_item(place.label, row.label, look.small, role="option"))
            items += marks(row.marks, place.bar, look)[0]
            bar = place.bar.after(marked + look.gap) if marked else place.bar
            items += bar_row(bar, row.value, float(Fraction(row.part) / (Fraction(top) or 1)), look, pair=row.pair,
                             size=look.small, value_width=figure)  # fmt: skip
            room = room.below(height + look.gap / 2)
        yield items


def ground_pages(scene: VoteResult, area: Rect, look: Look) -> list[list[Item]]:
    """Return the options by their lowest support, each with the mark of the sector it is lowest in."""
    ground = scene.ground
    if ground is None:
        return []
    _ = look.translate
    said = ground_title(ground.unit, _)
    head = text_item(area, said, look.body, weight=Weight.SEMIBOLD, role="ground", max_lines=3)
    rest = area.below(head.rect.h + look.gap)
    rows = [
        Row(f"{bar.number}  {bar.title}", support(_, ground.unit, bar.figure), bar.part, sector_pair(bar.marks[0]),
             bar.marks)
        for bar in ground.bars
    ]  # fmt: skip
    return [[head, *items] for items in row_pages(rows, 1, rest, look)]


def legend(scene: VoteResult, area: Rect, look: Look) -> tuple[list[Item], float]:
    """Say at the foot of an area what the sectors' marks mean, in as many lines as it takes; also return its height."""
    _ = look.translate
    said = [(marked, " + ".join(name or _("no sector") for name in names)) for marked, names in scene.legend]
    step, space = float(line_height(look.small)), look.gap * 3.0
    lines: list[list[tuple[tuple[str, ...], str, float]]] = [[]]
    used = 0.0
    for marked, names in said:
        shapes = marks(marked, Rect(0, 0, area.w, step), look)[1].x
        wide = min(area.w, shapes + text_width(names, look.small) + 2)
        if used and used + wide > area.w:
            lines.append([])
            used = 0.0
        lines[-1].append((marked, names, wide))
        used += wide + space
    high = len(lines) * step if said else 0.0
    items: list[Item] = []
    for row, line in enumerate(lines):
        x = area.x
        for marked, names, wide in line:
            box = Rect(x, area.bottom - high + row * step, wide, step)
            drawn, rest = marks(marked, box, look)
            items += [*drawn, text_item(rest, names, look.small, Pair.QUIET_ON_PAPER, role="legend", max_lines=1)]
            x += wide + space
    return items, high


def _short_runs(runs: Sequence[range]) -> Iterator[range]:
    for run in runs:
        for start in range(0, len(run), MOST_BARS):
            yield run[start : start + MOST_BARS]
