"""Groups of cards in rows over pages: what columns and fields on the stage have in common.

A page takes as many rows as can show something of all their groups. A group with cards left goes on on the next
page, one that is through makes room for the others; an empty one keeps its head on the page of its row. Where a card
has more words than its place, fewer groups stand side by side on that page.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from labapp.kinds.board.stage import StageCard, StageColumn
from ui.kinds.board.paint_cards import Ruler, ruler
from ui.stage.display import Item, line_height
from ui.stage.fitting import text_item, wrap
from ui.stage.flow import balanced_columns, split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.theme import Weight

Page = Callable[[], list[Item]]  # built only when it is the one to show: boards of 500 cards have ninety pages
AHEAD = 80
"""No page holds more cards than this."""
_MOST_STEPS = 1_000  # pages remembered of one arrangement
_CARDS_SEEN = 2  # of each group, or its row stands better on the next page


@dataclass(frozen=True)
class _Step:
    """One page as it was shared out before: which cards of each group it depends on, and what came of them."""

    looked: tuple[int, ...]
    seen: tuple[tuple[StageCard, ...], ...]
    strips: list[_Strip]
    places: list[list[int]]
    heights: list[float]


@lru_cache(maxsize=8)
def _steps(area: Rect, size: int, look: Look, most: int, headed: bool, steady: bool) -> dict[Hashable, _Step]:
    """Return the memory of an arrangement: a card that changes on page three leaves most pages behind it alone, too."""
    return {}


@dataclass(frozen=True)
class Rows:
    """How groups lie: side by side in each row, at most so many rows a page, which share its height.

    `headed` is False for the only group of a board: there is nothing to tell it apart from. `steady`: places are
    filled one after the other, so that a card that comes in last moves no other.
    """

    rows: Sequence[Sequence[StageColumn]]
    most: int = 1
    headed: bool = True
    steady: bool = False


@dataclass
class Cell:
    """A group and how many of its cards are on pages already."""

    column: StageColumn
    done: int = 0
    looked: int = _CARDS_SEEN  # how many of the next cards were measured for the page at hand
    through: bool = False

    @property
    def ahead(self) -> Sequence[StageCard]:
        """Return the cards that come next."""
        return self.column.cards[self.done : self.done + AHEAD]


@dataclass
class _Strip:
    """A row as it stands on one page: how high its heads are, what it needs at least and for all its cards."""

    cells: list[Cell]
    width: float
    across: int  # how many cards of one group side by side
    ruler: Ruler
    head: float
    least: float = 0.0
    need: float = 0.0
    runs: list[list[range]] = field(default_factory=list)

    def shares(self, room: float, gap: float, *, steady: bool = False) -> list[list[range]]:
        """Return for each group the runs of cards that fit a height, side by side."""
        found: list[list[range]] = []
        for cell in self.cells:
            needs = self.ruler.needs(cell.ahead, room * self.across)
            higher = (index for index, height in enumerate(needs) if index and height > room + 0.5)
            ahead = cell.ahead[: next(higher, len(needs))]  # what has no room here begins the next page
            heights = [min(self.ruler.height(card), room) for card in ahead]
            runs = split_pages(heights, room, gap)[: self.across]
            if runs and self.across > 1 and not steady:
                runs = balanced_columns(heights[: runs[-1].stop], self.across, gap)
            found.append(runs)
        return found


def going_on(
    rows: list[list[Cell]], arranged: Rows, area: Rect, size: int, look: Look, *, once: bool = False
) -> Iterator[Page | None]:
    """Yield the pages of what of each group is not on pages yet; `once`: None where a single one would cut words."""
    while rows:
        if once:
            strips = _chosen(rows, arranged, area, size, look)
            if len(strips) < len(rows) or any(strip.need > area.h for strip in strips):
                yield None
                return
        strips, heights = _step(rows, arranged, area, size, look)
        yield _page(strips, heights, area, look, headed=arranged.headed)
        for strip in strips:
            for cell, runs in zip(strip.cells, strip.runs, strict=True):
                cell.done += runs[-1].stop if runs else 0
                cell.through = cell.done >= len(cell.column.cards)
        rows = left_of(rows)


def left_of(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the groups that have something to show yet, an empty one its head."""
    return [left for row in rows if (left := [cell for cell in row if not cell.through])]


def _step(
    rows: list[list[Cell]], arranged: Rows, area: Rect, size: int, look: Look
) -> tuple[list[_Strip], list[float]]:
    """Share the next page out, or remember how it was: then each group still has the cards that were looked at."""
    known = _steps(area, size, look, arranged.most, arranged.headed, arranged.steady)
    cells = [cell for row in rows for cell in row]
    key = tuple(tuple((cell.column.number, cell.column.title, cell.done) for cell in row) for row in rows)
    kept = known.get(key)
    if kept is not None and tuple(map(_next, cells, kept.looked)) == kept.seen:
        for cell, count in zip(cells, kept.looked, strict=True):
            cell.looked = count - 1
        places = zip(kept.strips, kept.places, strict=True)
        return [replace(strip, cells=[cells[at] for at in place]) for strip, place in places], kept.heights
    for cell in cells:
        cell.looked = _CARDS_SEEN
    strips = _chosen(rows, arranged, area, size, look)
    heights = _heights(strips, area.h, look)
    for strip, height in zip(strips, heights, strict=True):
        strip.runs = strip.shares(height - strip.head, look.gap, steady=arranged.steady)
    if len(known) >= _MOST_STEPS:
        known.clear()
    index = {id(cell): at for at, cell in enumerate(cells)}
    # one card more than was measured: whether there is another one matters too
    looked = tuple(cell.looked + 1 for cell in cells)
    seen = tuple(map(_next, cells, looked))
    known[key] = _Step(looked, seen, strips, [[index[id(cell)] for cell in strip.cells] for strip in strips], heights)
    return strips, heights


def _next(cell: Cell, count: int) -> tuple[StageCard, ...]:
    return tuple(cell.column.cards[cell.done : cell.done + count])


def _page(strips: list[_Strip], heights: list[float], area: Rect, look: Look, *, headed: bool) -> Page:
    placed = [(strip, height, [cell.done for cell in strip.cells]) for strip, height in
              zip(strips, heights, strict=True)]  # fmt: skip

    def built() -> list[Item]:
        items: list[Item] = []
        y = area.y
        for strip, height, starts in placed:
            rects = Rect(area.x, y, area.w, height).columns(len(strip.cells), look.gap * 2)
            for cell, start, runs, rect in zip(strip.cells, starts, strip.runs, rects, strict=True):
                items += head(cell.column, rect, look) if headed else []
                for run, place in zip(runs, rect.below(strip.head).columns(strip.across, look.gap * 2), strict=False):
                    cards = [cell.column.cards[start + index] for index in run]
                    items += strip.ruler.stack(cards, place)
            y += height + 2 * look.gap
        return items

    return built


def _chosen(rows: list[list[Cell]], arranged: Rows, area: Rect, size: int, look: Look) -> list[_Strip]:
    """Return the rows of the next page: the first, cut in halves where its words ask for it, and what fits below."""
    strips: list[_Strip] = []
    used = 0.0
    for row in rows[: arranged.most]:
        strip = _strip(row, area, size, look, headed=arranged.headed)
        if not strips:
            while len(strip.cells) > 1 and (high := _too_high(strip, area)) is not None:
                middle = -(-len(strip.cells) // 2)
                half = strip.cells[:middle] if high < middle else strip.cells[middle:]
                strip = _strip(half, area, size, look, headed=arranged.headed)
        elif used + 2 * look.gap + strip.least > area.h:
            break
        strips.append(strip)
        used += strip.least + (2 * look.gap if used else 0)
    return strips


def _too_high(strip: _Strip, area: Rect) -> int | None:
    """Return which group's next card would not show whole in the height of the page."""
    for index, cell in enumerate(strip.cells):
        if cell.ahead and strip.ruler.needs(cell.ahead[:1])[0] > area.h - strip.head + 0.5:
            return index
    return None


def _strip(cells: list[Cell], area: Rect, size: int, look: Look, *, headed: bool) -> _Strip:
    width = area.columns(len(cells), look.gap * 2)[0].w
    high = max(head_height(cell.column, width, look) for cell in cells) if headed else 0
    room = area.h - high
    for count in range(across(width, size), 0, -1):
        narrow = Rect(0, 0, width, 0).columns(count, look.gap * 2)[0].w
        measure = ruler(size, narrow, look)
        if all(height <= room + 0.5 for cell in cells for height in measure.needs(cell.ahead[:1])):
            break
    strip = _Strip(cells, width, count, measure, high)
    strip.least = high + min(room, max(_beginning(cell, strip, room, look.gap) for cell in cells))
    strip.need = high + max(_needed(cell, strip, room, look.gap) for cell in cells)
    return strip


def across(width: float, size: int) -> int:
    """Return how many cards of a size can be read side by side."""
    return max(1, min(4, int(width // (size * 13))))


def _beginning(cell: Cell, strip: _Strip, room: float, gap: float) -> float:
    """Return the height of the first cards of a group."""
    heights = [height for height in strip.ruler.needs(cell.ahead[:_CARDS_SEEN]) if height <= room]
    if strip.across > 1:
        return max(heights, default=0.0)
    return sum(heights) + gap * max(0, len(heights) - 1)


def _needed(cell: Cell, strip: _Strip, room: float, gap: float) -> float:
    """Return the height for all the rest of a group, more than the page where it has no room there."""
    heights = strip.ruler.needs(cell.ahead, room * strip.across)
    cell.looked = max(cell.looked, len(heights))
    if not heights:
        return 0.0
    if len(heights) < len(cell.ahead):
        return room + 1.0
    if max(heights) > room + 0.5 or len(split_pages(heights, room, gap)) > strip.across:
        return room + 1.0
    runs = balanced_columns(heights, strip.across, gap)
    return max(sum(heights[run.start : run.stop]) + gap * (len(run) - 1) for run in runs) + 0.5


def _heights(strips: list[_Strip], whole: float, look: Look) -> list[float]:
    """Share the height of a page out: evenly, as far as that gives every row what it needs."""
    room = whole - 2 * look.gap * (len(strips) - 1)
    crowded = sum(strip.need for strip in strips) > room
    shares = [0.0] * len(strips)
    order = sorted(range(len(strips)), key=lambda index: strips[index].need, reverse=not crowded)
    for place, index in enumerate(order):
        fair = (room - sum(shares)) / (len(order) - place)
        wanted = min(strips[index].need, fair) if crowded else max(strips[index].need, fair)
        others = sum(strips[other].least for other in order[place + 1 :])
        shares[index] = max(strips[index].least, min(wanted, room - sum(shares) - others))
    return shares


def title(column: StageColumn, look: Look) -> str:
    """Return what stands over a group."""
    _ = look.translate
    name = column.title or (_("Untitled column") if column.number else _("Not in a column"))
    return f"{column.number}  {name}" if column.number else name


def head_height(column: StageColumn, width: float, look: Look) -> int:
    """Return the height of a group's head with the gap below it."""
    return wrap(title(column, look), look.small, int(width), Weight.BOLD, max_lines=2).height + look.gap


def head(column: StageColumn, rect: Rect, look: Look) -> list[Item]:
    """Place the head of a group: bold, on the paper itself."""
    box = Rect(rect.x, rect.y, rect.w, line_height(look.small) * 2)
    return [text_item(box, title(column, look), look.small, weight=Weight.BOLD, role="column", max_lines=2)]
