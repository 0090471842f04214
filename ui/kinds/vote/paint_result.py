"""The announced result: a verdict by a word, bars longest first, twelve a page at most, turnout and rule below."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from labapp.kinds.vote import tie_words, words
from labapp.kinds.vote.forms.budget import amount
from labapp.kinds.vote.stage import RankingStage, ResultBar, SectorPart, VoteResult
from labapp.kinds.vote.terms import Terms
from ui.kinds.vote.diverging import diverging
from ui.stage.display import BarItem, Item, ShapeItem, Sheet, TextItem, line_height
from ui.stage.fitting import text_item, text_width, wrap
from ui.stage.flow import split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import bar_row, status
from ui.theme import Pair, Weight, sector_pair
from ui.widgets.shapes import Shape, sector_shape

MOST_BARS = 12
LABEL = 0.52
"""The share of a row that belongs to the option's words; the rest is its bar."""
VERDICT = 0.36
"""The share of a page the titles of the verdict may take before numbers stand for them."""
_ANSWERS = (("yes", Pair.SHAPE_GOOD), ("no", Pair.SHAPE_DANGER), ("abstain", Pair.SHAPE_QUIET))


def result(scene: VoteResult, area: Rect, look: Look) -> Sheet:
    """Lay out one page of a result."""
    items, rest = _question(scene.question, area, look)
    foot = _foot_text(scene, look)
    low = wrap(foot, look.small, int(rest.w), max_lines=3).height
    box = Rect(rest.x, rest.bottom - low, rest.w, low)
    items.append(text_item(box, foot, look.small, Pair.QUIET_ON_PAPER, role="rule", max_lines=3))
    rest = rest.top(rest.h - low - look.gap)
    said = _still_hidden(scene, rest, look) if scene.hidden else _verdict(scene, rest, look)
    items += said
    below = max(item.rect.bottom for item in said if isinstance(item, ShapeItem | TextItem))
    rest = rest.below(below - rest.y + look.gap)
    more = _more_pages(scene, rest, look)
    if len(scene.bars) == 1 and scene.bars[0].answers and not more:
        return Sheet([*items, *_one_motion(scene.bars[0], rest, look)])
    bars = [_shown(bar, index) for index, bar in enumerate(scene.bars)]
    size, lines = _fitting(bars, rest, look)
    heights = [_height(bar, size, lines, rest.w, look) for bar in bars]
    runs = [part for run in split_pages(heights, rest.h, look.gap) for part in _at_most(run, MOST_BARS)]
    most = max((bar.score for bar in scene.bars), default=0)
    count = max(1, len(runs)) + len(more)
    page = look.page_of(count)
    if page >= max(1, len(runs)):
        return Sheet([*items, *more[page - max(1, len(runs))]], count)
    for index in runs[page] if runs else ():
        items += _bar(bars[index], rest.top(heights[index]), size, lines, most, scene.terms, look)
        rest = rest.below(heights[index] + look.gap)
    return Sheet(items, count)


def _more_pages(scene: VoteResult, area: Rect, look: Look) -> list[list[Item]]:
    """Pages behind the bars: the stages of a ranking, then, when asked for, the reasons."""
    pages = [_stage(stage, area, look) for stage in scene.stages if len(scene.stages) > 1]
    heights: list[float] = [wrap(said, look.body, int(area.w)).height for said in scene.reasons]
    for run in split_pages(heights, area.h, look.gap):
        items: list[Item] = []
        rest = area
        for index in run:
            items.append(text_item(rest, scene.reasons[index], look.body, role="reason"))
            rest = rest.below(heights[index] + look.gap)
        pages.append(items)
    return pages


def _stage(stage: RankingStage, area: Rect, look: Look) -> list[Item]:
    _ = look.translate
    said = _("Stage {n} of the count", n=stage.number)
    if stage.excluded:
        said += ": " + _("out: {numbers}", numbers=", ".join(map(str, stage.excluded)))
    if stage.elected:
        said += ": " + _("elected: {numbers}", numbers=", ".join(map(str, stage.elected)))
    items: list[Item] = [text_item(area, said, look.body, weight=Weight.SEMIBOLD, role="stage", max_lines=2)]
    rest = area.below(line_height(look.body) * 2)
    row = line_height(look.small) + look.gap / 2
    shown = stage.votes[: max(1, min(MOST_BARS, int(rest.h // row)))]
    top = max((Fraction(votes) for _number, _title, votes in shown), default=Fraction(1)) or Fraction(1)
    for number, title, votes in shown:
        line = rest.top(row)
        label = text_item(line.left(line.w * LABEL), f"{number}  {title}", look.small, role="option", max_lines=1)
        items.append(label)
        pair = Pair.SHAPE_ACCENT if number in stage.elected else Pair.SHAPE_QUIET
        value = words.number(votes, _)
        bar = line.after(line.w * LABEL + look.gap)
        items += bar_row(bar, value, float(Fraction(votes) / top), look, pair=pair, size=look.small)
        rest = rest.below(row)
    return items


def _still_hidden(scene: VoteResult, area: Rect, look: Look) -> list[Item]:
    _ = look.translate
    text = _.plural("{n} place to come", "{n} places to come", scene.hidden)
    return [text_item(area.top(line_height(look.title)), text, look.title, weight=Weight.SEMIBOLD, role="status",
                      max_lines=1)]  # fmt: skip


def _fitting(bars: list[ResultBar], area: Rect, look: Look) -> tuple[int, int]:
    """Return size and lines of the labels: whole titles where one page holds them, else one line each."""
    for size, lines in ((look.body, 2), (look.small, 2), (look.small, 1)):
        total = sum(_height(bar, size, lines, area.w, look) + look.gap for bar in bars) - look.gap
        if total <= area.h:
            return size, lines
    return look.small, 2


def _at_most(run: range, most: int) -> list[range]:
    return [run[start : start + most] for start in range(0, len(run), most)]


def _question(text: str, area: Rect, look: Look) -> tuple[list[Item], Rect]:
    corner = look.corner
    width = area.w if corner is None else corner.x - area.x - 2 * look.gap
    least = 0.0 if corner is None else corner.bottom - area.y
    box = Rect(area.x, area.y, width, line_height(look.body) * 2)
    item = text_item(box, text, look.body, Pair.QUIET_ON_PAPER, role="title", max_lines=2)
    return [item], area.below(max(item.rect.h, least) + look.gap)


def _foot_text(scene: VoteResult, look: Look) -> str:
    _ = look.translate
    turnout = words.turnout(scene.voted, scene.entitled, scene.exact, _)
    said = f"{turnout} · {words.rule_line(scene.terms, _)} {words.character(scene.terms.character, _)}."
    if scene.spent:
        budget, spent, left = (words.money(value, _) for value in scene.spent)
        said = _("Budget {budget}, spent {spent}, left {left}.", budget=budget, spent=spent, left=left) + " " + said
    for way, body in scene.settled:
        said = tie_words.foot(way, body, _) + " " + said
    if scene.terms.form_id == "agreement":
        said += " " + _("Figures: support : reservations : blocks.")
    if any(bar.answers for bar in scene.bars) and len(scene.bars) > 1:
        said += " " + _("Figures: for : against : abstaining.")
    return said


def _verdict(scene: VoteResult, area: Rect, look: Look) -> list[Item]:
    """Say the verdict by word and shape, large enough to be the first thing seen; titles too long give way."""
    _ = look.translate
    motion = scene.terms.rule == "motion"
    won = [bar.title for bar in scene.bars if bar.won]
    tied = [bar.title for bar in scene.bars if bar.tied]
    agreed = scene.terms.form_id == "agreement"
    text = words.verdict(won, tied, motion=motion, single=len(scene.bars) == 1, agreement=agreed, _=_)
    shape, pair = (Shape.EQUALS, Pair.SHAPE_WARNING) if tied else (Shape.CHECK, Pair.SHAPE_GOOD)
    if not won and not tied:
        shape, pair = Shape.X, Pair.SHAPE_QUIET
    size = look.title
    side = size * 0.8
    if side + look.gap + text_width(text, size, Weight.SEMIBOLD) + 1 <= area.w:
        return status(area.top(line_height(size)), text, shape, look, pair=pair, size=size)
    size = look.body
    side = size * 0.8
    lines = max(2, int(area.h * VERDICT // line_height(size)))
    box = Rect(area.x + side + look.gap, area.y, area.w - side - look.gap, line_height(size) * lines)
    numbers = [bar.number for bar in scene.bars if bar.won or bar.tied]
    if wrap(text, size, int(box.w), Weight.SEMIBOLD, lines).cut:  # then the numbers say it, and the bars name them
        text = words.verdict(
            [str(b.number) for b in scene.bars if b.won], [str(b.number) for b in scene.bars if b.tied],
            motion=motion, single=len(numbers) == 0, agreement=agreed, _=_,
        )  # fmt: skip
    mark = Rect(area.x, area.y + (line_height(size) - side) / 2, side, side)
    item = text_item(box, text, size, weight=Weight.SEMIBOLD, role="status", max_lines=lines)
    return [ShapeItem(mark, shape, pair), item]


def _one_motion(bar: ResultBar, area: Rect, look: Look) -> list[Item]:
    """A single motion: three bars, for, against, abstaining."""
    _ = look.translate
    items: list[Item] = []
    labels = [words.answer(name, _) for name, _pair in _ANSWERS]
    wide = max(text_width(label, look.body) for label in labels) + look.gap * 2
    whole = max(1, sum(Fraction(n) for n in bar.answers))
    row = min(line_height(look.body) + look.gap * 2, area.h / 3)
    for label, (_name, pair), count in zip(labels, _ANSWERS, bar.answers, strict=True):
        line = area.top(row)
        items.append(text_item(line.left(wide), label, look.body, valign="middle", role="option", max_lines=1))
        part = float(Fraction(count) / whole)
        items += bar_row(line.after(wide), words.number(count, _), part, look, pair=pair, size=look.body)
        area = area.below(row)
    if bar.sectors:
        items += _sectors(bar.sectors, area.below(look.gap), max((p.score for p in bar.sectors), default=0), look)
    return items


def _shown(bar: ResultBar, index: int) -> ResultBar:
    return replace(bar, title=f"{bar.number}  {bar.title}")


def _weight(bar: ResultBar) -> Weight:
    return Weight.SEMIBOLD if bar.won or bar.tied else Weight.REGULAR


def _label_height(bar: ResultBar, size: int, lines: int, width: float) -> float:
    return wrap(bar.title, size, int(width * LABEL), _weight(bar), lines).height


def _height(bar: ResultBar, size: int, lines: int, width: float, look: Look) -> float:
    return _label_height(bar, size, lines, width) + (line_height(look.small) if bar.sectors else 0)


def _bar(
    bar: ResultBar, area: Rect, size: int, lines: int, most: int | Fraction, terms: Terms, look: Look
) -> list[Item]:
    _ = look.translate
    line = area.top(_label_height(bar, size, lines, area.w))
    label = line.left(line.w * LABEL)
    items: list[Item] = [text_item(label, bar.title, size, weight=_weight(bar), role="option", max_lines=lines)]
    value = words.score(bar.steps, bar.score, terms, _)
    if bar.answers:
        value = " : ".join(words.number(n, _) for n in bar.answers)
    if bar.steps and terms.form_id == "agreement":
        items += diverging(line.after(line.w * LABEL + look.gap), bar.steps, int(terms.limits["support"]), value, look,
                           size)  # fmt: skip
        if bar.sectors:
            items += _steps_by_sector(bar.sectors, area.below(line.h), int(terms.limits["support"]), terms, look)
        return items
    if terms.form_id == "budget" and bar.cost:
        value += " · " + words.money(amount(bar.cost) or 0, _)
    pair = Pair.SHAPE_WARNING if bar.tied else Pair.SHAPE_ACCENT if bar.won else Pair.SHAPE_QUIET
    part = float(Fraction(bar.score) / Fraction(most)) if most else 0.0
    items += bar_row(line.after(line.w * LABEL + look.gap), value, part, look, pair=pair, size=size)
    if bar.sectors:
        top = max((part.score for part in bar.sectors), default=0)
        items += _sectors(bar.sectors, area.below(line.h), top, look)
    return items


def _sectors(parts: tuple[SectorPart, ...], area: Rect, top: int | Fraction, look: Look) -> list[Item]:
    """Thin bars side by side, one a sector (or several counted together), each with its marks and its figure."""
    _ = look.translate
    items: list[Item] = []
    side = look.small * 0.6
    step = line_height(look.small)
    for part, column in zip(parts, area.columns(len(parts), look.gap * 3), strict=True):
        x = column.x
        for mark in part.marks:
            box = Rect(x, column.y + (step - side) / 2, side, side)
            items.append(ShapeItem(box, sector_shape(mark), sector_pair(mark)))
            x += side + look.gap / 2
        value = words.number(part.score, _)
        wide = text_width(value, look.small) + 2
        room = max(1.0, column.right - x - wide - look.gap * 2)
        share = float(Fraction(part.score) / Fraction(top)) if top else 0.0
        bar = Rect(x + look.gap / 2, column.y + step * 0.38, room, step * 0.24)
        items.append(BarItem(bar, share, sector_pair(part.marks[0])))
        end = Rect(bar.x + room * share + look.gap, column.y, wide, step)
        items.append(text_item(end, value, look.small, role="value", max_lines=1))
    return items


def _steps_by_sector(
    parts: tuple[SectorPart, ...], area: Rect, support: int, terms: Terms, look: Look
) -> list[Item]:
    """Small diverging bars side by side, one a sector."""
    items: list[Item] = []
    side = look.small * 0.6
    step = line_height(look.small)
    for part, column in zip(parts, area.columns(len(parts), look.gap * 3), strict=True):
        x = column.x
        for mark in part.marks:
            items.append(ShapeItem(Rect(x, column.y + (step - side) / 2, side, side), sector_shape(mark),
                                   sector_pair(mark)))  # fmt: skip
            x += side + look.gap / 2
        value = words.score(part.steps, part.score, terms, look.translate)
        box = Rect(x + look.gap / 2, column.y, column.right - x - look.gap / 2, step)
        items += diverging(box, part.steps, support, value, look, look.small)
    return items
