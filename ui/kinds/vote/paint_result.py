"""The announced result: what was chosen by a word and by name, bars, twelve a page at most, turnout and rule below."""

from __future__ import annotations

from dataclasses import dataclass

from labapp.counting.outcome import Number
from labapp.kinds.vote import figure_words, groups, tie_words, words
from labapp.kinds.vote.stage import ResultBar, VoteResult
from labapp.kinds.vote.terms import Terms
from ui.kinds.vote.paint_bars import Rows, figure_of, one_motion
from ui.kinds.vote.paint_more import ground_pages, legend
from ui.kinds.vote.paint_reasons import reason_pages
from ui.kinds.vote.paint_sectors import Thin
from ui.kinds.vote.paint_stages import stage_pages
from ui.stage.display import Item, ShapeItem, Sheet, TextItem, line_height
from ui.stage.fitting import largest, text_item, text_width, wrap
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import status
from ui.theme import Pair, Weight
from ui.widgets.shapes import Shape

MOST_BARS = 12
_FOOT_LINES = 7
_WIDE, _CLOSE = 0.7, 0.35
"""The distance between rows: close enough to compare; closer still where that saves a page."""
_WAYS = (
    (True, False, _WIDE), (False, False, _WIDE), (False, True, _WIDE), (False, False, _CLOSE), (False, True, _CLOSE),
)  # fmt: skip
"""How rows may be drawn, the best first: in large letters or small, words over their bars, how far apart."""
_STEPS_LONG = 6.0
"""How long a sector's bar to both sides of a line is at least, in letters."""
_SHAPES = {
    groups.WON: (Shape.CHECK, Pair.SHAPE_GOOD),
    groups.TIED: (Shape.EQUALS, Pair.SHAPE_WARNING),
    groups.LOST: (Shape.X, Pair.SHAPE_QUIET),
}


@dataclass(frozen=True)
class _Run:
    """Bars of one group on one page, and the word over them; without a word the verdict above has said it."""

    code: str
    word: str
    bars: tuple[ResultBar, ...]


def result(scene: VoteResult, area: Rect, look: Look) -> Sheet:
    """Lay out one page of a result.

    Where its bars take one page, every page has everything. Where they take more, the rule and what came out in all
    are said once, on the first page of bars, and the others are left to options; what the marks of sectors mean stands
    on each page that has them. Pages of reasons have the whole height.
    """
    front = later = _frame(scene, area, look)
    bars = _bar_pages(scene, front.room, front.room, look, worded=front.worded)
    if len(bars) > 1 and not _one_motion(scene):
        front, later = _frame(scene, area, look, brief=True), _frame(scene, area, look, brief=True, later=True)
        bars = _bar_pages(scene, front.room, later.room, look, worded=front.worded)
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


def _frame(scene: VoteResult, area: Rect, look: Look, *, brief: bool = False, later: bool = False) -> _Frame:
    """Return a frame; `brief`: the question in small letters; `later`: without what was said on the first page."""
    question, whole = _question(scene.question, area, look, brief=brief)
    named, room = _legend(scene, whole, look)
    foot: list[Item] = []
    if not later:
        foot, rest = _foot(scene, whole, look)
        named, room = _legend(scene, rest, look)
    said = [] if later and not scene.hidden else _above(scene, room, look)
    below = max((item.rect.bottom for item in said if isinstance(item, ShapeItem | TextItem)), default=None)
    left = room if below is None else room.below(below - room.y + look.gap)
    worded = bool(_above(scene, room, look)) and not scene.hidden
    return _Frame(question, whole, [*question, *foot, *named, *said], left, worded)


def _one_motion(scene: VoteResult) -> bool:
    return len(scene.bars) == 1 and bool(scene.bars[0].answers)


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
    corner = look.corner
    width = area.w if corner is None else corner.x - area.x - 2 * look.gap
    least = 0.0 if corner is None else corner.bottom - area.y
    short = len(wrap(text, look.body, int(width)).lines) <= 2
    size = look.body if short and not brief else look.small
    box = Rect(area.x, area.y, width, line_height(size) * 5)
    item = text_item(box, text, size, Pair.QUIET_ON_PAPER, role="title", max_lines=5, even=True)
    return [item], area.below(max(item.rect.h, least) + look.gap)


def _foot_text(scene: VoteResult, look: Look) -> str:
    _ = look.translate
    turnout = figure_words.turnout(scene.voted, scene.entitled, scene.exact, _)
    settled = [tie_words.foot(way, body, _) for way, body in scene.settled]
    if any(bar.tied for bar in scene.bars):
        settled.append(tie_words.agreed(scene.terms, _))
    rule = f"{words.rule_line(scene.terms, _)} {words.character(scene.terms.character, _)}."
    figures = figure_words.figures(scene.terms, len(scene.bars), _)
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
    shape, pair = _SHAPES[groups.TIED if level else groups.WON if won else groups.LOST]
    for size in (look.title, look.body):
        if size * 0.8 + look.gap + text_width(text, size, Weight.SEMIBOLD) + 1 <= area.w:
            return status(area.top(line_height(size)), text, shape, look, pair=pair, size=size)
    return []


def _line(area: Rect, text: str, look: Look) -> Item:
    """One line as large as it fits; two of the smallest where it does not."""
    size = largest((look.title, look.body, look.small), lambda s: text_width(text, s, Weight.SEMIBOLD) < area.w)
    return text_item(area, text, size, weight=Weight.SEMIBOLD, role="status", max_lines=2)


# --- the bars ------------------------------------------------------------------------------------------------------
def _bar_pages(scene: VoteResult, first: Rect, later: Rect, look: Look, *, worded: bool) -> list[list[Item]]:
    """Lay the bars out, the first page in the one area, all others in the other."""
    if _one_motion(scene):
        return one_motion(scene.bars[0], first, look)
    pages, rows = _shared_out(scene, first, later, look, worded=worded)
    drawn: list[list[Item]] = []
    for runs in pages:
        items: list[Item] = []
        room = later if drawn else first
        for run in runs:
            room, more = _drawn(run, rows, room, look)
            items += more
        drawn.append(items)
    return drawn


def _shared_out(
    scene: VoteResult, first: Rect, later: Rect, look: Look, *, worded: bool
) -> tuple[list[list[_Run]], Rows]:
    """Share the bars out over pages: all on one where that is possible, else in as few as the smaller size takes."""
    _ = look.translate
    found = groups.grouped(scene.bars)
    named = scene.spent or (not worded and any(code != groups.LOST for code, _bars in found))
    runs = [
        _Run(code, groups.head(code, scene.terms, scene.tied_places, _, scene.tied_out) if named else "", tuple(bars))
        for code, bars in found
    ]
    if scene.spent:
        runs = [_with_cost(run, scene.terms, look) for run in runs]
    tried: list[tuple[list[list[_Run]], Rows]] = []
    for size, over, gap in _WAYS:
        rows = _rows(scene, runs, look.body if size else look.small, later.h, look, over=over, gap=look.gap * gap)
        tried.append((_paged(runs, rows, first, later, look), rows))
        if len(tried[-1][0]) == 1:
            return tried[-1]
    return min(tried, key=lambda found: len(found[0]))


def _rows(
    scene: VoteResult, runs: list[_Run], size: int, high: float, look: Look, *, over: bool, gap: float
) -> Rows:
    """Return how rows are drawn at a size, their words in as many lines as a page so high can hold."""
    thin = _thin(scene, look)
    said = [figure_of(bar, scene.terms, look, scene.places) for bar in scene.bars]
    figure = max((text_width(text, size, Weight.SEMIBOLD) for text in said), default=0.0)
    taken = _head_height(runs, look) + (line_height(look.small) * -(-thin.parts // 3) if thin.parts else 0.0)
    lines = max(1, int((high - taken) // line_height(size)))
    return Rows(scene.terms, _longest(scene), size, lines, figure, gap, thin, scene.places, over)


def _longest(scene: VoteResult) -> Number:
    """Return the score of a full bar: the best one; from the last place on, what everybody knows it cannot pass.

    Else the last place alone would fill the screen, and every next one would shrink what is there.
    """
    most = max((bar.score for bar in scene.bars), default=0)
    if not scene.hidden:
        return most
    return max(most, int(scene.terms.limits["high"]) if scene.terms.form_id == "score" else scene.voted)


def _thin(scene: VoteResult, look: Look) -> Thin:
    """Return what the bars of sectors share: they compare down the page too."""
    parts = [part for bar in scene.bars for part in bar.sectors]
    said = (figure_words.score(part.steps, part.score, scene.terms, look.translate, scene.places) for part in parts)
    stepped = scene.terms.form_id == "agreement"
    return Thin(
        max((text_width(text, look.small) for text in said), default=0.0),
        max((part.score for part in parts), default=0), max((len(bar.sectors) for bar in scene.bars), default=0),
        max((len(part.marks) for part in parts), default=1), _STEPS_LONG if stepped else Thin.bar,
    )  # fmt: skip


def _with_cost(run: _Run, terms: Terms, look: Look) -> _Run:
    word = figure_words.bought(run.word, [bar.cost for bar in run.bars], terms, look.translate)
    return _Run(run.code, word, run.bars)


def _head_height(runs: list[_Run], look: Look) -> float:
    return line_height(look.body) + look.gap / 4 if any(run.word for run in runs) else 0.0


def _paged(runs: list[_Run], rows: Rows, first: Rect, later: Rect, look: Look) -> list[list[_Run]]:
    """Fill pages; a group that goes on says its word again, and a word never stands without a bar."""
    pages: list[list[_Run]] = [[]]
    area = first
    used, count = 0.0, 0
    for run in runs:
        open_run = False
        together = _head_height([run], look) + sum(rows.height(bar, area.w, look) + rows.gap for bar in run.bars)
        if run.code == groups.TIED and count and used + together - rows.gap > area.h >= together - rows.gap:
            pages.append([])  # what is level is seen side by side
            used, count, area = 0.0, 0, later
        for bar in run.bars:
            high = rows.height(bar, area.w, look) + rows.gap
            head = 0.0 if open_run else _head_height([run], look)
            beyond = used + head + high - rows.gap > area.h
            if (count or len(pages) == 1) and (beyond or count == MOST_BARS) and (count or first.h < later.h):
                pages.append([])
                used, count, open_run, area = 0.0, 0, False, later
                head = _head_height([run], look)
            if open_run:
                last = pages[-1][-1]
                pages[-1][-1] = _Run(run.code, run.word, (*last.bars, bar))
            else:
                pages[-1].append(_Run(run.code, run.word, (bar,)))
            used, count, open_run = used + head + high, count + 1, True
    return pages


def _drawn(run: _Run, rows: Rows, area: Rect, look: Look) -> tuple[Rect, list[Item]]:
    """Lay a group out and return the room below it."""
    items: list[Item] = []
    if run.word:
        items += _word_over(run, area.top(line_height(look.body)), look)
        area = area.below(_head_height([run], look))
    for bar in run.bars:
        high = rows.height(bar, area.w, look)
        items += rows.items(bar, area.top(high), look)
        area = area.below(high + rows.gap)
    return area, items


def _word_over(run: _Run, line: Rect, look: Look) -> list[Item]:
    """The word of a group with its shape; unlike `status` it has the whole line, for it may carry a sum of money."""
    shape, pair = _SHAPES[run.code]
    side = look.body * 0.8
    weight = Weight.REGULAR if run.code == groups.LOST else Weight.SEMIBOLD
    mark = Rect(line.x, line.y + (line.h - side) / 2, side, side)
    word = text_item(line.after(side + look.gap), run.word, look.body, weight=weight, role="status", max_lines=1)
    return [ShapeItem(mark, shape, pair), word]
