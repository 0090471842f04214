"""Pages beside the bars of a result: before them, if asked for, common ground and reasons; behind them the stages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from labapp.kinds.vote import words
from labapp.kinds.vote.stage import RankingStage, VoteResult
from labapp.wording.reasons_sectors import support
from ui.kinds.vote.paint_bars import LABEL
from ui.stage.display import Item, ShapeItem
from ui.stage.fitting import text_item, text_width, wrap
from ui.stage.flow import split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import bar_row
from ui.theme import Pair, Weight, sector_pair
from ui.widgets.shapes import sector_shape

MOST_BARS = 12


def stage_pages(scene: VoteResult, area: Rect, look: Look) -> list[list[Item]]:
    """Return one page a stage, and more where its options need them; nothing where there was one stage only."""
    if len(scene.stages) < 2:
        return []
    return [page for stage in scene.stages for page in _stage(stage, len(scene.stages), area, look)]


def reason_pages(scene: VoteResult, area: Rect, look: Look) -> list[list[Item]]:
    """Return the reasons, as many to a page as it holds."""
    pages: list[list[Item]] = []
    heights: list[float] = [wrap(said, look.body, int(area.w)).height for said in scene.reasons]
    for run in split_pages(heights, area.h, look.gap):
        items: list[Item] = []
        rest = area
        for index in run:
            items.append(text_item(rest, scene.reasons[index], look.body, role="reason"))
            rest = rest.below(heights[index] + look.gap)
        pages.append(items)
    return pages


def _stage(stage: RankingStage, of: int, area: Rect, look: Look) -> Iterator[list[Item]]:
    said = _said(stage, of, look)
    top = max((Fraction(votes) for _number, _title, votes in stage.votes), default=Fraction(1)) or Fraction(1)
    head = text_item(area, said, look.body, weight=Weight.SEMIBOLD, role="stage", max_lines=3)
    rest = area.below(head.rect.h + look.gap)
    labels = [f"{number}  {title}" for number, title, _votes in stage.votes]
    values = [words.number(votes, look.translate) for _number, _title, votes in stage.votes]
    figure = max((text_width(value, look.small, Weight.SEMIBOLD) for value in values), default=0.0)
    most = max(1, int(rest.h // line_room(look)))
    heights: list[float] = [wrap(text, look.small, int(rest.w * LABEL), max_lines=most).height for text in labels]
    for run in _short_runs(split_pages(heights, rest.h, look.gap / 2)):
        items: list[Item] = [head]
        room = rest
        for index in run:
            number, _title, votes = stage.votes[index]
            line = room.top(heights[index])
            items.append(text_item(line.left(line.w * LABEL), labels[index], look.small, role="option"))
            pair = Pair.SHAPE_ACCENT if number in stage.elected else Pair.SHAPE_QUIET
            bar = line.after(line.w * LABEL + look.gap)
            items += bar_row(bar, values[index], float(Fraction(votes) / top), look, pair=pair, size=look.small,
                             value_width=figure)  # fmt: skip
            room = room.below(heights[index] + look.gap / 2)
        yield items


def ground_pages(scene: VoteResult, area: Rect, look: Look) -> list[list[Item]]:
    """Return the options by their lowest support, each with the mark of the sector it is lowest in."""
    ground = scene.ground
    if ground is None:
        return []
    _ = look.translate
    said = _("Common ground: the lowest support in any sector")
    head = text_item(area, said, look.body, weight=Weight.SEMIBOLD, role="ground", max_lines=3)
    rest = area.below(head.rect.h + look.gap)
    values = [support(_, ground.unit, bar.figure) for bar in ground.bars]
    figure = max((text_width(value, look.small, Weight.SEMIBOLD) for value in values), default=0.0)
    marked = max((len(bar.marks) for bar in ground.bars), default=0) * look.small + look.gap
    lines = max(1, int(rest.h // line_room(look)))
    labels = [f"{bar.number}  {bar.title}" for bar in ground.bars]
    heights: list[float] = [wrap(text, look.small, int(rest.w * LABEL), max_lines=lines).height for text in labels]
    pages: list[list[Item]] = []
    for run in _short_runs(split_pages(heights, rest.h, look.gap / 2)):
        items: list[Item] = [head]
        room = rest
        for index in run:
            bar = ground.bars[index]
            line = room.top(heights[index])
            items.append(text_item(line.left(line.w * LABEL), labels[index], look.small, role="option"))
            place = line.after(line.w * LABEL + look.gap)
            items += _marks(bar.marks, place, look)
            items += bar_row(place.after(marked), values[index], float(bar.part), look, pair=sector_pair(bar.marks[0]),
                             size=look.small, value_width=figure)  # fmt: skip
            room = room.below(heights[index] + look.gap / 2)
        pages.append(items)
    return pages


def _marks(marks: Sequence[str], line: Rect, look: Look) -> list[Item]:
    side = look.small * 0.6
    y = line.y + (line.h - side) / 2
    return [
        ShapeItem(Rect(line.x + n * look.small, y, side, side), sector_shape(mark), sector_pair(mark))
        for n, mark in enumerate(marks)
    ]


def line_room(look: Look) -> float:
    """Return the height of one line of the smallest text."""
    return wrap("8", look.small, look.width).height


def _short_runs(runs: Sequence[range]) -> Iterator[range]:
    for run in runs:
        for start in range(0, len(run), MOST_BARS):
            yield run[start : start + MOST_BARS]


def _said(stage: RankingStage, of: int, look: Look) -> str:
    """Name who goes out and who is in, by number and words."""
    _ = look.translate
    titles = {number: f"{number} {title}" for number, title, _votes in stage.votes}
    said = _("Stage {n} of {all}", n=stage.number, all=of)
    if stage.elected:
        said += " · " + _("elected: {titles}", titles=words.listed([titles.get(n, str(n)) for n in stage.elected], _))
    if stage.excluded:
        said += " · " + _("out: {titles}", titles=words.listed([titles.get(n, str(n)) for n in stage.excluded], _))
    return said
