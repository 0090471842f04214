"""The numbered options of a vote before and while it is open: as many to a page as it holds, none of them cut."""

from __future__ import annotations

from collections.abc import Sequence

from labapp.kinds.vote.stage import Numbered
from ui.stage.display import Item, line_height
from ui.stage.fitting import text_item, text_width, wrap
from ui.stage.flow import split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.theme import Weight


def shared_out(options: Sequence[Numbered], size: int, area: Rect, look: Look) -> list[range]:
    """Return which options stand on each page."""
    rows = _rows(options, size, area, look)
    return split_pages([row.h for row in rows], area.h, look.gap)


def option_cut(options: Sequence[Numbered], size: int, area: Rect, look: Look) -> bool:
    """Tell whether a page is too low for all words of some option."""
    rows = _rows(options, size, area, look)
    return any(
        wrap(option.title, size, int(row.w)).height > max(row.h, line_height(size))
        for option, row in zip(options, rows, strict=True)
    )


def _rows(options: Sequence[Numbered], size: int, area: Rect, look: Look) -> list[Rect]:
    """Return each option's rectangle for its words, right of its number, as if it were the first of a page."""
    widest = max((option.number for option in options), default=0)
    wide = text_width("8" * len(str(widest)), size, Weight.BOLD) + look.gap * 2
    most = max(1, int(area.h // line_height(size)))  # all its words, as long as a page can hold them
    words_at = area.after(wide)
    return [words_at.top(wrap(option.title, size, int(words_at.w), max_lines=most).height) for option in options]


def option_items(options: Sequence[Numbered], run: range, size: int, area: Rect, look: Look) -> list[Item]:
    """Lay a run of options out, numbers before words."""
    items: list[Item] = []
    rows = _rows(options, size, area, look)
    y = area.y
    for index in run:
        row = rows[index]._replace(y=y)
        number = Rect(area.x, y, row.x - area.x - look.gap, line_height(size))
        text = str(options[index].number)
        items.append(text_item(number, text, size, weight=Weight.BOLD, align="end", role="number", max_lines=1))
        items.append(text_item(row, options[index].title, size, role="option"))
        y = row.bottom + look.gap
    return items
