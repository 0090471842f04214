"""The announced result: what was chosen by a word and by name, bars, twelve a page at most, turnout and rule below."""

from __future__ import annotations

from dataclasses import dataclass

from labapp.kinds.vote import figure_words, groups, tie_words, words
from labapp.kinds.vote.stage import VoteResult
from ui.kinds.vote import paint_question as question_at
from ui.kinds.vote.paint_groups import SHAPES, bar_pages, beyond, is_one_motion
from ui.kinds.vote.paint_more import ground_pages, legend
from ui.kinds.vote.paint_reasons import reason_pages
from ui.kinds.vote.paint_stages import stage_pages
from ui.stage.display import Item, ShapeItem, Sheet, TextItem, line_height
from ui.stage.fitting import largest, text_item, text_width, wrap
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import status
from ui.theme import Pair, Weight

_FOOT_LINES = 7


def result(scene: VoteResult, area: Rect, look: Look) -> Sheet:
    """Lay out one page of a result.

    Where its bars take one page, every page has everything. Where they take more, the rule and what came out in all
    are said once, on the first page of bars, and the others are left to options; what the marks of sectors mean stands
    on each page that has them. Pages of reasons have the whole height.
    """
    front = later = _frame(scene, area, look)
    bars = bar_pages(scene, front.room, front.room, look, worded=front.worded)
    alone = is_one_motion(scene)
    tight = any(beyond([page], front.room) for page in (bars if alone else bars[:1]))
    if tight or ((len(bars) > 1 or _cut(bars)) and not alone):
        front, later = _frame(scene, area, look, brief=True), _frame(scene, area, look, brief=True, later=True)
        bars = bar_pages(scene, front.room, later.room, look, worded=front.worded)
        if _cut(bars[1:]):  # long words of options and many sectors have the whole page
            later = _frame(scene, area, look, brief=True, later=True, asked=False)
            bars = bar_pages(scene, front.room, later.room, look, worded=front.worded)
        if not bars[0]:  # nor is there a mark of a sector to be explained
            front = _frame(scene, area, look, brief=True, bare=True)
            bars = [[], *bar_pages(scene, later.room, later.room, look, worded=front.worded)]
        bars = bars if bars[0] or front.worded else [_verdict(scene, front.room, look), *bars[1:]]
    ground, reasons = ground_pages(scene, later.room, look), reason_pages(scene, later.whole, look)
    stages = stage_pages(scene, later.room, look)
    pages = [*ground, *reasons, *bars, *stages]
    page = look.page_of(len(pages))
    first, last = len(ground), len(ground) + len(reasons)
    around = later.asked if first <= page < last else front.items if page == last else later.items
    return Sheet([*around, *pages[page]], len(pages))


@dataclass(frozen=True)
class _Frame:
    """What stands around the bars of a page: the question alone, all of it, and the room it leaves."""

    asked: list[Item]
    whole: Rect
    """What the question alone leaves."""
    items: list[Item]
    room: Rect
    worded: bool
    """Whether a line above the bars says what came out."""


def _frame(
    scene: VoteResult, area: Rect, look: Look, *, brief: bool = False, later: bool = False, bare: bool = False,
    asked: bool = True,
) -> _Frame:  # fmt: skip
    """Return a frame; `brief`: the question in small letters; `later`: without what was said on the first page.

    There a long question is left out too, or any that is not to be `asked` again: with it a page might not hold one
    option and its sectors. `bare`: of a first page without bars, which has no marks of sectors either.
    """
    question, whole = _question(scene.question, area, look, brief=brief)
    if later and (not asked or question_at.is_long(scene.question, area, look)):
        shown = _frame(scene, area, look, brief=brief)
        free = area if look.corner is None else area.below(look.corner.bottom - area.y + look.gap)
        named, room = _legend(scene, free, look)
        return _Frame(shown.asked, shown.whole, named, room, shown.worded)
    foot, rest = ([], whole) if later else _foot(scene, whole, look)
    named, room = ([], rest) if bare else _legend(scene, rest, look)
    said = [] if later and not scene.hidden else _above(scene, room, look)
    below = max((item.rect.bottom for item in said if isinstance(item, ShapeItem | TextItem)), default=None)
    left = room if below is None else room.below(below - room.y + look.gap)
    worded = bool(_above(scene, room, look)) and not scene.hidden
    return _Frame(question, whole, [*question, *foot, *named, *said], left, worded)


def _cut(pages: list[list[Item]]) -> bool:
    return any(isinstance(item, TextItem) and item.cut for page in pages for item in page)


def _verdict(scene: VoteResult, area: Rect, look: Look) -> list[Item]:
    """Say what came out on a first page that has no room for a bar: question and rule are that long."""
    _ = look.translate
    won = [bar.title for bar in scene.bars if bar.won]
    level = [bar.title for bar in scene.bars if bar.tied]
    tie = groups.tie_head(scene.tied_places, _, scene.tied_out)
    text = figure_words.verdict(won, level, terms=scene.terms, single=len(scene.bars) == 1, tie=tie, _=_)
    for size in (look.title, look.body, look.small):
        if wrap(text, size, int(area.w), Weight.SEMIBOLD).height <= area.h and not scene.hidden:
            return [text_item(area, text, size, weight=Weight.SEMIBOLD, role="status")]
    return []  # the next page names them over their bars


def _legend(scene: VoteResult, area: Rect, look: Look) -> tuple[list[Item], Rect]:
    """What the marks of sectors mean, at the bottom of an area; and the area above them."""
    named, high = legend(scene, area, look)
    return named, area.top(area.h - high - look.gap / 2) if named else area


def _foot(scene: VoteResult, area: Rect, look: Look) -> tuple[list[Item], Rect]:
    """Turnout and rule at the bottom; and the area above them."""
    foot = _foot_text(scene, look)
    low = wrap(foot, look.small, int(area.w), max_lines=_FOOT_LINES).height
    box = Rect(area.x, area.bottom - low, area.w, low)
    item = text_item(box, foot, look.small, Pair.QUIET_ON_PAPER, role="rule", max_lines=_FOOT_LINES, even=True)
    return [item], area.top(area.h - low - look.gap)


def _question(text: str, area: Rect, look: Look, *, brief: bool) -> tuple[list[Item], Rect]:
    """The question stands back; a long one gets smaller rather than lose its end, or where room is needed (`brief`)."""
    width = int(question_at.box(text, look.body, area, look)[0].w)
    short = len(wrap(text, look.body, width).lines) <= 2
    size = look.body if short and not brief else look.small
    place, least = question_at.box(text, size, area, look)
    most = question_at.most_lines(place, size)
    item = text_item(place, text, size, Pair.QUIET_ON_PAPER, role="title", max_lines=most, even=True)
    return [item], area.below(max(item.rect.bottom - area.y, least) + look.gap)


def _foot_text(scene: VoteResult, look: Look) -> str:
    _ = look.translate
    turnout = figure_words.turnout(scene.voted, scene.entitled, scene.exact, _)
    settled = [tie_words.foot(way, body, scene.terms, _) for way, body in scene.settled]
    if any(bar.tied for bar in scene.bars):
        settled.append(tie_words.agreed(scene.terms, _))
    rule = f"{words.rule_line(scene.terms, _)} {words.character(scene.terms.character, _)}."
    figures = figure_words.figures(scene.terms, len(scene.bars), _)
    if scene.terms.rule == "motion" and any(bar.sectors for bar in scene.bars):
        figures = " ".join(filter(None, [figures, _("Sectors: votes for.")]))
    return " · ".join([turnout, " ".join(filter(None, [*settled, rule, figures]))])


# --- what stands over the bars -------------------------------------------------------------------------------------
def _above(scene: VoteResult, area: Rect, look: Look) -> list[Item]:
    """The verdict in one line where it is one; else nothing: then the bars stand in groups that say it by name."""
    _ = look.translate
    if scene.hidden:
        text = _.plural("{n} more option to be shown", "{n} more options to be shown", scene.hidden)
        return [_line(area, text, look)]
    if scene.spent:
        tied = any(bar.tied for bar in scene.bars)
        return [_line(area, figure_words.spent(scene.spent, scene.terms, _, tied=tied), look)]
    won = [bar.title for bar in scene.bars if bar.won]
    level = [bar.title for bar in scene.bars if bar.tied]
    if len(won) + len(level) > 1:
        return []
    tie = groups.tie_head(scene.tied_places, _, scene.tied_out)
    text = figure_words.verdict(won, level, terms=scene.terms, single=len(scene.bars) == 1, tie=tie, _=_)
    shape, pair = SHAPES[groups.TIED if level else groups.WON if won else groups.LOST]
    for size in (look.title, look.body):
        wide = size * 0.8 + look.gap + text_width(text, size, Weight.SEMIBOLD) + 1
        if wide <= area.w and line_height(size) <= area.h:
            return status(area.top(line_height(size)), text, shape, look, pair=pair, size=size)
    return []


def _line(area: Rect, text: str, look: Look) -> Item:
    """One line as large as it fits; two of the smallest where it does not."""
    size = largest(
        (look.title, look.body, look.small),
        lambda s: text_width(text, s, Weight.SEMIBOLD) < area.w and line_height(s) <= area.h,
    )
    return text_item(area, text, size, weight=Weight.SEMIBOLD, role="status", max_lines=2)
