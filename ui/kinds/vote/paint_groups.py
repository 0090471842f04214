"""The bars of an announced result in groups: what was chosen, what is level, what was not; twelve a page at most."""

from __future__ import annotations

from dataclasses import dataclass

from labapp.counting.outcome import Number
from labapp.kinds.vote import figure_words, groups
from labapp.kinds.vote.stage import ResultBar, VoteResult
from labapp.kinds.vote.terms import Terms
from ui.kinds.vote.paint_bars import Rows, figure_of, one_motion
from ui.kinds.vote.paint_sectors import Thin
from ui.stage.display import Item, ShapeItem, TextItem, line_height
from ui.stage.fitting import text_item, text_width
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.theme import Pair, Weight
from ui.widgets.shapes import Shape

MOST_BARS = 12
_WIDE, _CLOSE = 0.7, 0.35
"""The distance between rows: close enough to compare; closer still where that saves a page."""
_WAYS = (
    (True, False, _WIDE), (False, False, _WIDE), (False, True, _WIDE), (False, False, _CLOSE), (False, True, _CLOSE),
)  # fmt: skip
"""How rows may be drawn, the best first: in large letters or small, words over their bars, how far apart."""
_STEPS_LONG = 6.0
"""How long a sector's bar to both sides of a line is at least, in letters."""
SHAPES = {
    groups.WON: (Shape.CHECK, Pair.SHAPE_GOOD),
    groups.TIED: (Shape.EQUALS, Pair.SHAPE_WARNING),
    groups.LOST: (Shape.X, Pair.SHAPE_QUIET),
}
"""The mark of each group, and its colour."""


@dataclass(frozen=True)
class _Run:
    """Bars of one group on one page, and the word over them; without a word the verdict above has said it."""

    code: str
    word: str
    bars: tuple[ResultBar, ...]


def is_one_motion(scene: VoteResult) -> bool:
    """Tell whether all that was asked was one motion."""
    return len(scene.bars) == 1 and bool(scene.bars[0].answers)


def motion_named(scene: VoteResult) -> str:
    """Return the words of the one motion; empty where they are those of the question, which the room reads above."""
    title = scene.bars[0].title
    return "" if " ".join(title.split()) == " ".join(scene.question.split()) else title


def bar_pages(scene: VoteResult, first: Rect, later: Rect, look: Look, *, worded: bool) -> list[list[Item]]:
    """Lay the bars out, the first page in the one area, all others in the other."""
    if is_one_motion(scene):
        named = motion_named(scene)
        pages = one_motion(scene.bars[0], first, look, named)
        if later.h > first.h and any(beyond([page], first) for page in pages):
            return [[], *one_motion(scene.bars[0], later, look, named)]
        return pages
    shared, rows = _shared_out(scene, first, later, look, worded=worded)
    drawn: list[list[Item]] = []
    for runs in shared:
        items: list[Item] = []
        room = later if drawn else first
        for run in runs:
            room, more = _drawn(run, rows, room, look)
            items += more
        drawn.append(items)
    return drawn


def beyond(pages: list[list[Item]], area: Rect) -> bool:
    """Tell whether the first page has more than an area holds: words or one bar that no page can be broken before."""
    drawn = [item for item in pages[0] if isinstance(item, ShapeItem | TextItem)]
    said = [item for item in drawn if isinstance(item, TextItem)]
    squeezed = any(item.cut or item.rect.h + 1 < line_height(item.size) for item in said)
    return squeezed or any(item.rect.bottom > area.bottom + 1 for item in drawn)


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
    return min(tried, key=lambda found: (len(found[0]), _tied_pages(found[0])))


def _tied_pages(pages: list[list[_Run]]) -> int:
    """Return on how many pages options stand that are level: nobody compares them across pages."""
    return sum(any(run.code == groups.TIED for run in page) for page in pages)


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
    shape, pair = SHAPES[run.code]
    side = look.body * 0.8
    weight = Weight.REGULAR if run.code == groups.LOST else Weight.SEMIBOLD
    mark = Rect(line.x, line.y + (line.h - side) / 2, side, side)
    word = text_item(line.after(side + look.gap), run.word, look.body, weight=weight, role="status", max_lines=1)
    return [ShapeItem(mark, shape, pair), word]
