"""The stages of a ranking behind its bars: one table where that takes fewest pages, else a page of bars a stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from labapp.kinds.vote import figure_words
from labapp.kinds.vote.stage import RankingStage, VoteResult
from labapp.wording.translate import Translator
from ui.kinds.vote.paint_more import Row, row_pages
from ui.stage.display import Item, ShapeItem, line_height
from ui.stage.fitting import text_item, text_width, wrap
from ui.stage.flow import split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.theme import Pair, Weight
from ui.widgets.shapes import Shape

_HEAD_LINES = 3
_MANY_PAGES = 6
_LAST_STANDING = 5
"""Of a ranking of many pages the stages are seen as bars once no more than these are left, and the last two always."""
_FIGURES = 0.6
"""The share of a table that stages may take from the words of the options."""
_SIDE = 0.6
"""How large a mark is, in letters."""
_OUT, _IN, _LEVEL = (Shape.X, Pair.SHAPE_QUIET), (Shape.CHECK, Pair.SHAPE_GOOD), (Shape.EQUALS, Pair.SHAPE_WARNING)


def stage_pages(scene: VoteResult, area: Rect, look: Look) -> list[list[Item]]:
    """Return the stages in as few pages as one can: as a table or as bars; nothing where there was one stage only."""
    if len(scene.stages) < 2:
        return []
    bars, table = _bars(scene.stages, area, look), _tables(scene, area, look)
    return table if 0 < len(table) <= len(bars) else bars


def _bars(stages: Sequence[RankingStage], area: Rect, look: Look) -> list[list[Item]]:
    """Return one page a stage, and more where its options need them.

    Where that would be many, the first stages are a line each.
    """
    drawn = [list(_stage(stage, len(stages), area, look)) for stage in stages]
    early = 0
    if sum(map(len, drawn)) > _MANY_PAGES:
        early = sum(len(stage.votes) > _LAST_STANDING for stage in stages[:-2])
    lines = _early(stages[:early], len(stages), area, look)
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
        Row(f"{number}  {title}", figure_words.number(count, look.translate), count,
             Pair.SHAPE_ACCENT if number in stage.elected else Pair.SHAPE_QUIET)
        for number, title, count in stage.votes
    ]  # fmt: skip
    for items in row_pages(rows, max(votes, default=0), rest, look):
        yield [head, *items]


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


# --- the table -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Columns:
    """Stages side by side: the room of a figure and of its mark, how many go beside the words of the options."""

    figure: float
    mark: float
    count: int
    words: float
    """What is left to the words."""

    @property
    def wide(self) -> float:
        return self.figure + self.mark


def _columns(stages: Sequence[RankingStage], area: Rect, look: Look) -> _Columns:
    """Share the width out: every stage as much as the widest figure of all."""
    _ = look.translate
    said = [figure_words.number(votes, _) for stage in stages for _number, _title, votes in stage.votes]
    figure = max(text_width(text, look.small, Weight.SEMIBOLD) for text in (*said, str(len(stages)))) + 2
    mark = look.small * _SIDE + look.gap * 1.5
    most = int(area.w * _FIGURES // (figure + mark))
    runs = -(-len(stages) // most) if most else 0
    count = -(-len(stages) // runs) if runs else 0
    return _Columns(figure, mark, count, area.w - count * (figure + mark) - look.gap * 2)


def _tables(scene: VoteResult, area: Rect, look: Look) -> list[list[Item]]:
    """Return pages of votes by option and stage, in the order of the result; no page where no two stages fit."""
    columns = _columns(scene.stages, area, look)
    if columns.count < 2:
        return []
    head, rest = _table_head(scene.stages, area, look)
    place = {bar.number: n for n, bar in enumerate(scene.bars)}
    pages: list[list[Item]] = []
    for start in range(0, len(scene.stages), columns.count):
        run = scene.stages[start : start + columns.count]
        named = [(number, f"{number}  {title}") for number, title, _votes in run[0].votes]
        named.sort(key=lambda option: place.get(option[0], len(place)))
        pages += [[*head, *items] for items in _table(run, named, columns, rest, look)]
    return pages


def _table_head(stages: Sequence[RankingStage], area: Rect, look: Look) -> tuple[list[Item], Rect]:
    """What it is, and beside it, or below, what its marks mean; and the room that leaves."""
    _ = look.translate
    said = text_item(area, _("Stages of the count"), look.body, weight=Weight.SEMIBOLD, role="stage", max_lines=2)
    items: list[Item] = [said]
    side, space = look.small * _SIDE, look.gap * 3.0
    marked = _marks_said(stages, _)
    wide = sum(side + look.gap + text_width(word, look.small) + 2 + space for _mark, word in marked)
    beside = len(said.lines) == 1 and said.extent.w + wide <= area.w
    x, line = area.x, area.below(said.rect.h).top(line_height(look.small))
    if beside:
        line = line._replace(y=area.y + (said.rect.h - line.h) / 2)
        x = area.right - wide + space
    for (shape, pair), word in marked:
        items.append(ShapeItem(Rect(x, line.y + (line.h - side) / 2, side, side), shape, pair))
        box = Rect(x + side + look.gap, line.y, text_width(word, look.small) + 2, line.h)
        items.append(text_item(box, word, look.small, Pair.QUIET_ON_PAPER, role="legend", max_lines=1))
        x = box.right + space
    return items, area.below(max(said.rect.bottom, line.bottom) - area.y + look.gap)


def _marks_said(stages: Sequence[RankingStage], _: Translator) -> list[tuple[tuple[Shape, Pair], str]]:
    given = (
        (_IN, _.context("stage", "elected"), any(stage.elected for stage in stages)),
        (_OUT, _.context("stage", "out"), any(stage.excluded for stage in stages)),
        (_LEVEL, _.context("stage", "level"), any(stage.tied for stage in stages)),
    )
    return [(mark, word) for mark, word, met in given if met]


def _table(
    stages: Sequence[RankingStage], named: Sequence[tuple[int, str]], columns: _Columns, area: Rect, look: Look
) -> Iterator[list[Item]]:
    """Lay out some stages and whoever stands in them, on as many pages as they take."""
    step = float(line_height(look.small))
    first = Rect(area.right - len(stages) * columns.wide, area.y, columns.wide, step)
    heading = list(_numbers(stages, first, Rect(area.x, area.y, columns.words, step), columns, look))
    rest = area.below(step + look.gap / 2)
    most = max(1, int(rest.h // step))
    heights = [float(wrap(text, look.small, int(columns.words), max_lines=most).height) for _number, text in named]
    for run in split_pages(heights, rest.h, look.gap / 2):
        items, room = list(heading), rest
        for index in run:
            number, text = named[index]
            line = room.top(heights[index])
            items.append(
                text_item(line.left(columns.words), text, look.small, role="option", max_lines=most, even=True)
            )
            items += _cells(number, stages, first._replace(y=line.y), columns, look)
            room = room.below(heights[index] + look.gap / 2)
        yield items


def _numbers(
    stages: Sequence[RankingStage], first: Rect, words: Rect, columns: _Columns, look: Look
) -> Iterator[Item]:
    """The numbers of the stages over their columns."""
    said = look.translate.context("count", "Stage")
    yield text_item(words, said, look.small, Pair.QUIET_ON_PAPER, role="stage", max_lines=1)
    for n, stage in enumerate(stages):
        box = first._replace(x=first.x + n * columns.wide, w=columns.figure)
        number = str(stage.number)
        yield text_item(box, number, look.small, Pair.QUIET_ON_PAPER, align="end", role="stage", max_lines=1)


def _cells(
    number: int, stages: Sequence[RankingStage], first: Rect, columns: _Columns, look: Look
) -> Iterator[Item]:
    """The votes of an option stage by stage, each with what became of it there."""
    side = look.small * _SIDE
    for n, stage in enumerate(stages):
        votes = {option: count for option, _title, count in stage.votes}
        if number not in votes:
            continue
        x = first.x + n * columns.wide
        mark = _became(number, stage)
        weight = Weight.SEMIBOLD if mark else Weight.REGULAR
        box = Rect(x, first.y, columns.figure, first.h)
        said = figure_words.number(votes[number], look.translate)
        yield text_item(box, said, look.small, weight=weight, align="end", role="value", max_lines=1)
        if mark:
            shape, pair = mark
            yield ShapeItem(Rect(box.right + look.gap / 2, first.y + (first.h - side) / 2, side, side), shape, pair)


def _became(number: int, stage: RankingStage) -> tuple[Shape, Pair] | None:
    found: Mapping[bool, tuple[Shape, Pair]] = {
        number in stage.tied: _LEVEL, number in stage.excluded: _OUT, number in stage.elected: _IN,
    }  # fmt: skip
    return found.get(True)
