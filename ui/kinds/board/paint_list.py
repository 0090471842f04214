"""Groups of cards one after the other, in columns that go on from one to the next as in a newspaper.

A group's head stands over its first card and again where the group goes on at the top of a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from labapp.kinds.board.stage import StageCard, StageColumn
from ui.kinds.board.paint_cards import Ruler, ruler
from ui.kinds.board.paint_rows import AHEAD, Page, across, head, head_height
from ui.stage.display import Item
from ui.stage.flow import balanced_columns, split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look

_Entry = tuple[StageColumn, StageCard, bool]  # whether it is the first of its group


@dataclass(frozen=True)
class _Share:
    """A page: behind which entry it ends, what stands in which column, and whether words are broken for it."""

    end: int
    runs: Sequence[range]
    rects: Sequence[Rect]
    ruler: Ruler
    breaks: bool


def pages(columns: Sequence[StageColumn], area: Rect, sizes: Sequence[int], look: Look) -> list[Page]:
    """Return the pages at the largest size at which there is one, else those of the smallest."""
    listed = [(column, card, not index) for column in columns for index, card in enumerate(column.cards)]
    for size in sizes[:-1]:
        first = list(islice(_pages(listed, area, size, look, once=True), 2))
        if len(first) <= 1 and None not in first:
            return [page for page in first if page is not None]
    return [page for page in _pages(listed, area, sizes[-1], look) if page is not None]


def _pages(
    listed: Sequence[_Entry], area: Rect, size: int, look: Look, *, once: bool = False
) -> Iterator[Page | None]:
    """Yield page after page; with `once` None where words would be cut."""
    done = 0
    while done < len(listed):
        ahead = listed[done : done + AHEAD]
        share = _shared(ahead, area, size, look)
        if once and share.breaks:
            yield None
            return
        yield _page(ahead, share)
        done += share.end


def _shared(ahead: Sequence[_Entry], area: Rect, size: int, look: Look) -> _Share:
    """Return the page that holds most: side by side as many as can be read, fewer where a long word asks for it."""
    best: _Share | None = None
    for count in range(across(area.w, size), 0, -1):
        rects = area.columns(count, look.gap * 2)
        measure = ruler(size, rects[0].w, look)
        needs = [_head(entry, measure, top=not index) + measure.needs(entry[1:2])[0]
                 for index, entry in enumerate(ahead)]  # fmt: skip
        if needs[0] > area.h + 0.5 and count > 1:
            continue
        higher = next((index for index, height in enumerate(needs) if index and height > area.h + 0.5), None)
        heights = [min(_head(entry, measure, top=not index) + measure.height(entry[1]), area.h)
                   for index, entry in enumerate(ahead[:higher])]  # fmt: skip
        end = split_pages(heights, area.h, look.gap)[:count][-1].stop
        if best is None or end > best.end:
            runs = balanced_columns(heights[:end], count, look.gap)
            best = _Share(end, runs, rects, measure, max(needs) > area.h + 0.5)
        if end != higher:
            break  # the page is full: no card of it waits for a wider place
    assert best is not None
    return best


def _head(entry: _Entry, measure: Ruler, *, top: bool) -> float:
    column, _, first = entry
    return head_height(column, measure.width, measure.look) if first or top else 0.0


def _page(ahead: Sequence[_Entry], share: _Share) -> Page:
    measure = share.ruler

    def built() -> list[Item]:
        items: list[Item] = []
        for run, rect in zip(share.runs, share.rects, strict=False):
            place = rect
            for index in run:
                column, card, first = ahead[index]
                if first or not index:
                    items.extend(head(column, place, measure.look))
                    place = place.below(head_height(column, rect.w, measure.look))
                items += measure.stack([card], place)
                place = place.below(measure.height(card) + measure.look.gap)
        return items

    return built
