"""Pages beside the bars of a result: before them, if asked for, common ground; behind them the stages of a ranking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from labapp.counting.outcome import Number
from labapp.kinds.vote import figure_words
from labapp.kinds.vote.stage import RankingStage, VoteResult
from labapp.wording.reasons_sectors import support
from ui.kinds.vote.paint_bars import Place
from ui.kinds.vote.paint_sectors import marks
from ui.stage.display import Item, line_height
from ui.stage.fitting import text_item, text_width, wrap
from ui.stage.flow import split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import bar_row
from ui.theme import Pair, Weight, sector_pair

MOST_BARS = 12
_HEAD_LINES = 3
_MANY_PAGES = 6
_LAST_STANDING = 5
"""Of a ranking of many pages the stages are seen as bars once no more than these are left, and the last two always."""


def stage_pages(scene: VoteResult, area: Rect, look: Look) -> list[list[Item]]:
    """Return one page a stage, and more where its options need them; nothing where there was one stage only.

    Where that would be many, the first stages are a line each.
    """
    if len(scene.stages) < 2:
        return []
    drawn = [list(_stage(stage, len(scene.stages), area, look)) for stage in scene.stages]
    early = 0
    if sum(map(len, drawn)) > _MANY_PAGES:
        early = sum(len(stage.votes) > _LAST_STANDING for stage in scene.stages[:-2])
    lines = _early(scene.stages[:early], len(scene.stages), area, look)
    return [*lines, *(page for each in drawn[early:] for page in each)]


def _early(stages: Sequence[RankingStage], of: int, area: Rect, look: Look) -> Iterator[list[Item]]:
    """Say of each of the first stages in a line who went out with how many votes; the report has all their figures."""
    lines = [_said(stage, of, look, counted=True) for stage in stages]
    heights = [wrap(line, look.small, int(area.w)).height for line in lines]
    for run in split_pages(heights, area.h, look.gap / 2):
        items: list[Item] = []
        rest = area
        for index in run:
            items.append(text_item(rest, lines[index], look.small, role="stage"))
            rest = rest.below(heights[index] + look.gap / 2)
        yield items


def _stage(stage: RankingStage, of: int, area: Rect, look: Look) -> Iterator[list[Item]]:
    said = _said(stage, of, look)
    if len(wrap(said, look.body, int(area.w), Weight.SEMIBOLD).lines) > _HEAD_LINES:
        said = _said(stage, of, look, named=False)  # the rows below have numbers and names
    head = text_item(area, said, look.body, weight=Weight.SEMIBOLD, role="stage", max_lines=_HEAD_LINES)
    rest = area.below(head.rect.h + look.gap)
    votes = [votes for _number, _title, votes in stage.votes]
    rows = [
        _Row(f"{number}  {title}", figure_words.number(count, look.translate), count,
             Pair.SHAPE_ACCENT if number in stage.elected else Pair.SHAPE_QUIET)
        for number, title, count in stage.votes
    ]  # fmt: skip
    for items in _row_pages(rows, max(votes, default=0), rest, look):
        yield [head, *items]


@dataclass(frozen=True)
class _Row:
    """A small bar: words, figure, what it is long by, its colour, and the sectors it speaks of."""

    label: str
    value: str
    part: Number
    pair: Pair
    marks: tuple[str, ...] = ()


def _row_pages(rows: Sequence[_Row], top: Number, area: Rect, look: Look) -> Iterator[list[Item]]:
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
    said = _("Common ground: the lowest support in any sector")
    head = text_item(area, said, look.body, weight=Weight.SEMIBOLD, role="ground", max_lines=3)
    rest = area.below(head.rect.h + look.gap)
    rows = [
        _Row(f"{bar.number}  {bar.title}", support(_, ground.unit, bar.figure), bar.part, sector_pair(bar.marks[0]),
             bar.marks)
        for bar in ground.bars
    ]  # fmt: skip
    return [[head, *items] for items in _row_pages(rows, 1, rest, look)]


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


def _said(stage: RankingStage, of: int, look: Look, *, named: bool = True, counted: bool = False) -> str:
    """Name who goes out and who is in, by number and words (and votes), or by number alone."""
    _ = look.translate
    titles = {number: f"{number} {title}" if named else str(number) for number, title, _votes in stage.votes}
    if counted:
        titles |= {n: f"{n}\u00a0{title} ({figure_words.number(votes, _)})" for n, title, votes in stage.votes}

    def listed(numbers: Sequence[int]) -> str:
        return figure_words.listed([titles.get(number, str(number)) for number in numbers], _)

    said = _("Stage {n} of {all}", n=stage.number, all=of)
    if stage.elected:
        said += " · " + _("elected: {titles}", titles=listed(stage.elected))
    if stage.excluded:
        said += " · " + _("out: {titles}", titles=listed(stage.excluded))
    if stage.tied:
        said += " · " + _("level: {titles}", titles=listed(stage.tied))
    return said
