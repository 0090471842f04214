"""Who sits where: a card a table with its topic and the codes of those who sit there, as large as all of them fit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from labapp.stage.scenes import ReportBackScene, Seat, TableCard, TablesScene
from labapp.wording.translate import Translator
from ui.stage.display import Item, RectItem, ShapeItem, Sheet, line_height
from ui.stage.fitting import clean, fit_item, largest, text_item, text_width, wrap
from ui.stage.flow import split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import big_clock, hint, status
from ui.theme import CORNER_NOTE, Pair, Token, Weight, sector_pair
from ui.widgets.shapes import Shape, sector_shape

_MOST_COLUMNS = 5
_TOPIC = 160
"""Letters of a topic that are shown whole; a longer one gets the room of so many."""


@dataclass(frozen=True)
class _Heads:
    """What stands over the cards: whole names; where those have no room, what sets them apart (the number), larger."""

    words: tuple[str, ...]
    size: int
    short: bool = False
    cut: bool = False


@dataclass(frozen=True)
class _Grid:
    """A way to lay the cards out: how large, how many side by side, and what each row of them needs."""

    size: int
    columns: int
    width: float
    chair: float  # the width of the widest code with its mark
    heights: tuple[float, ...]
    heads: _Heads

    def pages(self, room: float, gap: float) -> list[range]:
        """Return the rows of each page."""
        return split_pages(self.heights, room, gap)


def layout(scene: TablesScene, area: Rect, look: Look) -> Sheet:
    """Place the cards in rows; pages when there are too many, never below the smallest size."""
    _ = look.translate
    items, area = _above(scene, area, look)
    if not scene.tables:
        return Sheet([*items, *hint(area, _("Nobody has been seated yet"), look)])
    grid = _grid(scene.tables, area, look)
    pages = grid.pages(area.h, look.gap)
    y = area.y
    for row in pages[look.page_of(len(pages))]:
        height = min(grid.heights[row], area.bottom - y)
        start = row * grid.columns
        for column, card in enumerate(scene.tables[start : start + grid.columns]):
            x = area.x + column * (grid.width + look.gap)
            head = grid.heads.words[start + column]
            items.extend(_card(card, head, Rect(x, y, grid.width, height), grid, look))
        y += height + look.gap
    return Sheet(items, len(pages))


def _above(scene: TablesScene, area: Rect, look: Look) -> tuple[list[Item], Rect]:
    """Place the title in one line where a size allows it, and below it what all work on and which codes are hosts."""
    _ = look.translate
    words, corner = _words(scene, _), look.corner
    width = area.w if corner is None else corner.x - area.x - 2 * look.gap
    sizes = [size for size in look.steps if size >= look.body]
    size = largest(sizes, lambda s: not wrap(words, s, int(width), Weight.SEMIBOLD, max_lines=1).cut)
    box = Rect(area.x, area.y, width, area.h)
    item = text_item(box, words, size, weight=Weight.SEMIBOLD, role="title", max_lines=3)
    items: list[Item] = [item]
    shared = "" if any(card.topic for card in scene.tables) else scene.title
    hosts = _("In bold: the host of the table") if any(card.host for card in scene.tables) else ""
    y = item.rect.bottom
    for text, role in ((shared, "topic"), (hosts, "legend")):
        if text and scene.tables:
            box = Rect(area.x, y, width if corner is not None and y < corner.bottom else area.w, area.h)
            line = text_item(box, text, look.small, Pair.QUIET_ON_PAPER, role=role, max_lines=2)
            items.append(line)
            y = line.rect.bottom
    least = 0.0 if corner is None else corner.bottom
    return items, area.below(max(y, least) - area.y + look.gap)


def _words(scene: TablesScene, _: Translator) -> str:
    if scene.turns < 2:
        return _("Who sits where")
    return _("Who sits where, round {n} of {count}", n=scene.turn, count=scene.turns)


def _grid(cards: tuple[TableCard, ...], area: Rect, look: Look) -> _Grid:
    """Return the largest letters with which everything is on one page, else the fewest pages."""
    tried = [
        _tried(cards, area, look, size, columns) for size in _sizes(look)
        for columns in range(1, min(_MOST_COLUMNS, len(cards)) + 1)
    ]  # fmt: skip

    def price(grid: _Grid) -> tuple[float, bool, int, int, bool, float]:
        """A row that is higher than a page would hide people: nothing is worse; then a head nobody can tell."""
        hidden, heads = max(0.0, max(grid.heights) - area.h), grid.heads
        return hidden, heads.cut, len(grid.pages(area.h, look.gap)), -grid.size, heads.short, sum(grid.heights)

    return min(tried, key=price)


def _sizes(look: Look) -> list[int]:
    """Return sizes below the title's down to the smallest, closely: a card that is nearly too wide decides."""
    steps = 8
    return sorted({round(look.title - (look.title - look.small) * step / steps) for step in range(1, steps + 1)})


def _tried(cards: tuple[TableCard, ...], area: Rect, look: Look, size: int, columns: int) -> _Grid:
    width = (area.w - (columns - 1) * look.gap) / columns
    codes = [seat.code for card in cards for seat in card.seats] or ["000"]
    chair = max(text_width(code, size, Weight.BOLD) for code in codes) + _mark(size) + 2
    chair = min(chair, width - 2 * look.gap)
    heads = _heads([card.name for card in cards], size, width - 2 * look.gap, look)
    needed = [_height(card, size, width, chair, look) + line_height(heads.size) for card in cards]
    rows = tuple(max(needed[start : start + columns]) for start in range(0, len(needed), columns))
    return _Grid(size, columns, width, chair, rows, heads)


def _heads(names: list[str], size: int, width: float, look: Look) -> _Heads:
    """Return the names of all tables if they fit; else what is left of them without the words they share."""

    def fit(words: list[str], letters: int) -> bool:
        return all(text_width(clean(word), letters, Weight.BOLD) <= int(width) for word in words)

    if fit(names, size):
        return _Heads(tuple(names), size)
    short = _apart(names)
    for letters in (look.title, size):
        if short and fit(short, letters):
            return _Heads(tuple(short), letters, short=True)
    return _Heads(tuple(names), size, cut=True)


def _apart(names: list[str]) -> list[str]:
    """Return the names without the words all of them begin with ("Table 2" is "2"); empty where nothing is left."""
    split = [name.split() for name in names]
    shared = sum(1 for _word in takewhile(lambda words: len(set(words)) == 1, zip(*split, strict=False)))
    rest = [" ".join(words[shared:]) for words in split]
    return rest if shared and all(rest) and len(set(rest)) == len(rest) else []


def _mark(size: int) -> float:
    return size * 0.62 + size * 0.3


def _between(size: int) -> float:
    """Return the room between two chairs: more than between a mark and its code, or the mark seems the other one's."""
    return size * 0.6


def _abreast(width: float, chair: float, size: int, look: Look) -> int:
    between = _between(size)
    return max(1, int((width - 2 * look.gap + between) // (chair + between)))


def _height(card: TableCard, size: int, width: float, chair: float, look: Look) -> float:
    inner = int(width - 2 * look.gap)
    height = 2.0 * look.gap
    if card.topic:
        height += wrap(card.topic, look.small, inner, max_lines=_topic_lines(card.topic, inner, look)).height
    if card.state in _STATES:
        height += line_height(look.small)
    chairs = -(-len(card.seats) // _abreast(width, chair, size, look))
    return height + max(1, chairs) * line_height(size) + look.gap


def _topic_lines(topic: str, width: int, look: Look) -> int:
    """Return how many lines a topic may take."""
    return len(wrap(topic[:_TOPIC], look.small, width).lines)


_STATES = {"handed": Shape.FLAG, "typed": Shape.RING}


def state_word(state: str, _: Translator) -> str:
    """Return the state of a table in a word."""
    return {
        "working": _.context("table", "working"),
        "handed": _.context("table", "handed in"),
        "typed": _.context("table", "written up"),
        "closed": _.context("table", "closed"),
    }.get(state, _.context("table", "ready"))


def _card(card: TableCard, head: str, rect: Rect, grid: _Grid, look: Look) -> list[Item]:
    _ = look.translate
    items: list[Item] = [RectItem(rect, Token.SURFACE, CORNER_NOTE)]
    inner = rect.inset(look.gap, look.gap)
    name = text_item(inner, head, grid.heads.size, Pair.INK_ON_SURFACE, weight=Weight.BOLD, role="table", max_lines=1)
    items.append(name)
    inner = inner.below(name.rect.h)
    if card.topic:
        lines = _topic_lines(card.topic, int(inner.w), look)
        topic = text_item(inner, card.topic, look.small, Pair.QUIET_ON_SURFACE, role="topic", max_lines=lines)
        items.append(topic)
        inner = inner.below(topic.rect.h)
    if card.state in _STATES:
        items.extend(status(inner, state_word(card.state, _), _STATES[card.state], look, ground=Token.SURFACE))
        inner = inner.below(line_height(look.small))
    inner = inner.below(look.gap)
    abreast = _abreast(rect.w, grid.chair, grid.size, look)
    step = line_height(grid.size)
    for index, seat in enumerate(card.seats):
        x = inner.x + index % abreast * (grid.chair + _between(grid.size))
        y = inner.y + index // abreast * step
        if y + step > rect.bottom + 0.5:
            break
        items.extend(_seat(seat, Rect(x, y, grid.chair, step), grid.size, seat.code == card.host))
    return items


def _seat(seat: Seat, rect: Rect, size: int, host: bool) -> list[Item]:
    items: list[Item] = []
    side = size * 0.62
    if seat.mark:
        box = Rect(rect.x, rect.y + (rect.h - side) / 2, side, side)
        items.append(ShapeItem(box, sector_shape(seat.mark), sector_pair(seat.mark)))
    words = Rect(rect.x + _mark(size), rect.y, rect.w - _mark(size), rect.h)
    weight = Weight.BOLD if host else Weight.REGULAR
    items.append(text_item(words, seat.code, size, Pair.INK_ON_SURFACE, weight=weight, role="seat", max_lines=1))
    return items


def report(scene: ReportBackScene, area: Rect, look: Look) -> list[Item]:
    """The table that reports and its topic, as large as they fit; its time below; which one of how many above."""
    _ = look.translate
    words = _("Tables report: {n} of {count}", n=scene.number, count=scene.count)
    head = text_item(area, words, look.body, Pair.QUIET_ON_PAPER, role="title", max_lines=1)
    items: list[Item] = [head]
    area = area.below(head.rect.h + look.gap)
    if look.timer is not None:
        clock = line_height(look.clock) + line_height(look.body)
        if clock > area.h * 0.45:
            clock = line_height(look.title) + line_height(look.body)
        items.extend(big_clock(Rect(area.x, area.bottom - clock, area.w, clock), look.timer, look))
        area = area.top(area.h - clock - 2 * look.gap)
    room = area.top(line_height(look.title)) if scene.topic else area
    name = fit_item(room, scene.table, (look.title, look.body), weight=Weight.BOLD, role="table")
    items.append(name)
    if scene.topic:
        rest = area.below(name.rect.h + look.gap)
        items.append(fit_item(rest, scene.topic, (look.title, look.body, look.small), role="topic", even=True))
    return items
