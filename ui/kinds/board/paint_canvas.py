"""The canvas on the stage: the plane itself where its words can be read, else a map of it and pages group by group.

A card that comes in moves nothing: the frame has room to the right and below, and a page's places stand where they
stand however many are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from labapp.kinds.board.canvas_plan import HEAD, HEIGHT, STEP_X, STEP_Y, WIDTH, Area, around
from labapp.kinds.board.canvas_stage import CanvasScene, StageArea
from labapp.kinds.board.stage import StageCard
from ui.kinds.board.paint import covered, question
from ui.kinds.board.paint_cards import footer, words
from ui.kinds.board.paint_map import Window, clipped, outline, overview
from ui.stage.display import Item, Sheet, line_height
from ui.stage.fitting import text_item
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import headline, hint, note, note_height
from ui.theme import Weight

_LETTERS, _LINES = 12, 3  # the least of a card that must be readable in the plane
_PAGE_LETTERS, _PAGE_LINES = 17, 3  # and on a page of its group
_HALF_SEEN = 0.15  # of a card's height
_LETTER = 0.58  # of the size, on average


def layout(scene: CanvasScene, area: Rect, look: Look) -> Sheet:
    """Lay out the plane, the part of it the moderator looks at, or one page."""
    _ = look.translate
    look = replace(look, shapes=any(card.mark for card in scene.cards))
    if not scene.cards and not scene.covered:
        items, rest = headline(scene.question, area, look)
        return Sheet([*items, *hint(rest, _("The first cards will appear here."), look)])
    items, rest = question(scene.question, area, look, 2)
    if scene.covered:
        line, rest = covered(scene.covered, scene.noun, rest, look)
        items.append(line)
    if look.view is not None:
        seen = Area(*look.view)
        part = _plane(scene, seen, rest, look, nearer=True)
        return Sheet([*items, *(overview(scene, seen, rest, look) if part is None else part[0])])
    frame = _frame(scene)
    whole = _plane(scene, frame, rest, look)
    if whole is not None and whole[1] == len(scene.cards):
        return Sheet([*items, *whole[0]])
    return _paged(scene, frame, items, rest, look)


def _paged(scene: CanvasScene, frame: Area, items: list[Item], rest: Rect, look: Look) -> Sheet:
    pages = list(_pages(scene, rest, look))
    shown = pages[look.page_of(len(pages))]
    items += overview(scene, frame, rest, look) if shown is None else shown.items(scene, rest, look)
    return Sheet(items, len(pages), "map" if shown is None else shown.anchor)


def _frame(scene: CanvasScene) -> Area:
    """Return the part of the plane to be shown: everything, rounded up to the right and below."""
    areas = [Area(a.x, a.y, a.w, a.h) for a in scene.groups]
    if scene.spots:
        xs, ys = [x for x, _ in scene.spots], [y for _, y in scene.spots]
        areas.append(Area(min(xs), min(ys), max(xs) - min(xs) + WIDTH, max(ys) - min(ys) + HEIGHT))
    whole = around(areas)
    half_x, half_y = STEP_X / 2, STEP_Y / 2
    return Area(whole.x, whole.y, ceil(whole.w / half_x) * half_x, ceil(whole.h / half_y) * half_y)


# --- the plane itself ---------------------------------------------------------------------------------------------
def _plane(
    scene: CanvasScene, seen: Area, rest: Rect, look: Look, *, nearer: bool = False
) -> tuple[list[Item], int] | None:
    """Return the cards as they lie and how many found room; None when their words would be too small to read.

    With `nearer` the middle of what is seen is shown from as near as it takes to read it, half of it at the least.
    """
    least_w = _LETTERS * _LETTER * look.small + _margin(look)
    least_h = _LINES * line_height(look.small) + 2 * look.gap
    least = max(least_w / WIDTH, least_h / HEIGHT)
    window = Window(seen, rest, most=3 * least)
    if nearer and least / 2 <= window.scale < least:
        w, h = rest.w / least, rest.h / least
        window = Window(Area(seen.x + (seen.w - w) / 2, seen.y + (seen.h - h) / 2, w, h), rest)
    if window.scale < least * 0.999:
        return None
    items: list[Item] = []
    taken: list[Rect] = []
    for group in scene.groups:
        items += _group(group, window, taken, rest, look)
    placed = 0
    for card, (x, y) in zip(scene.cards, scene.spots, strict=True):
        wanted = window.to(x, y, WIDTH, HEIGHT)
        if rest.holds(wanted, _HALF_SEEN * wanted.h):  # what is half in sight would have to push others to be read
            rect = _room(wanted, taken, rest)
            if rect is not None:
                placed += 1
                taken.append(rect)
                items += _note(card, rect, look)
    return items, placed


def _group(group: StageArea, window: Window, taken: list[Rect], rest: Rect, look: Look) -> list[Item]:
    at = clipped(window.to(group.x, group.y, group.w, group.h), rest)
    if at is None:
        return []
    strip = at.top(max(HEAD * window.scale, line_height(look.small) + 2))
    box = Rect(strip.x + look.gap, strip.y + (strip.h - line_height(look.small)) / 2, strip.w - 2 * look.gap,
               line_height(look.small))  # fmt: skip
    if box.w < look.small * 4 or strip.h > at.h or any(box.meets(other) for other in taken):
        return [outline(at)]
    taken.append(box)
    title = f"{group.number}  {group.title or look.translate('Untitled column')}"
    return [outline(at), text_item(box, title, look.small, weight=Weight.BOLD, role="group", max_lines=1)]


def _room(wanted: Rect, taken: Sequence[Rect], rest: Rect) -> Rect | None:
    """Return a place for a card that covers no other: its own, or one pushed by less than the card."""
    for dx, dy in _nudges(wanted):
        x = min(max(wanted.x + dx, rest.x), rest.right - wanted.w)
        y = min(max(wanted.y + dy, rest.y), rest.bottom - wanted.h)
        rect = Rect(x, y, wanted.w, wanted.h)
        if rest.holds(rect) and not any(rect.meets(other) for other in taken):
            return rect
    return None


def _nudges(wanted: Rect) -> Iterator[tuple[float, float]]:
    yield (0.0, 0.0)
    for part in (0.15, 0.3, 0.5, 0.75, 1.0):
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)):
            yield (dx * part * wanted.w, dy * part * wanted.h)


# --- pages --------------------------------------------------------------------------------------------------------
class _Page:
    """One page of one group: which cards, in places that stand where they stand."""

    def __init__(self, number: int, title: str, part: int, cards: Sequence[int]) -> None:
        self.number, self.title, self.cards = number, title, cards
        self.anchor = f"{number}:{part}"

    def items(self, scene: CanvasScene, rest: Rect, look: Look) -> list[Item]:
        """Lay the page out."""
        _ = look.translate
        items: list[Item] = []
        head, places = _places(rest, look)
        if scene.groups:
            name = f"{self.number}  {self.title or _('Untitled column')}" if self.number else _("Not in a column")
            items.append(text_item(head, name, look.small, weight=Weight.BOLD, role="column", max_lines=1))
        for index, place in zip(self.cards, places, strict=False):
            items += _note(scene.cards[index], place, look)
        return items


def _pages(scene: CanvasScene, rest: Rect, look: Look) -> Iterator[_Page | None]:
    """Yield the map (None) where there are groups to be found on it, then each group's pages, loose cards last."""
    if scene.groups:
        yield None
    size = len(_places(rest, look)[1])
    held: dict[int, list[int]] = {group.number: [] for group in scene.groups}
    for index, home in enumerate(scene.homes):
        held.setdefault(home, []).append(index)
    titles = {group.number: group.title for group in scene.groups}
    for number, cards in [*((n, c) for n, c in held.items() if n), *((n, c) for n, c in held.items() if not n)]:
        for start in range(0, len(cards), size):
            yield _Page(number, titles.get(number, ""), start // size, cards[start : start + size])
    if not scene.groups and not scene.cards:
        yield None


def _places(rest: Rect, look: Look) -> tuple[Rect, list[Rect]]:
    """Return the strip of the title and the places beneath it, row by row."""
    head = rest.top(line_height(look.small))
    below = rest.below(head.h + look.gap)
    width = _PAGE_LETTERS * _LETTER * look.small + _margin(look)
    height = _PAGE_LINES * line_height(look.small) + 2 * look.gap
    across = max(1, int((below.w + look.gap) // (width + look.gap)))
    down = max(1, int((below.h + look.gap) // (height + look.gap)))
    tall = (below.h - look.gap * (down - 1)) / down
    columns = below.columns(across, look.gap)
    return head, [Rect(c.x, below.y + row * (tall + look.gap), c.w, tall) for row in range(down) for c in columns]


# --- cards --------------------------------------------------------------------------------------------------------
def _margin(look: Look) -> float:
    return look.edge + 3 * look.gap + look.small * 0.62


def _note(card: StageCard, rect: Rect, look: Look) -> list[Item]:
    text, foot = words(card), footer(card, look)
    if foot and rect.h < note_height("x", look.small, rect.w, look, footer=foot) + line_height(look.small):
        foot = ""  # its words matter more than what is said of it
    size = next((s for s in (look.body, look.small) if note_height(text, s, rect.w, look, footer=foot) <= rect.h),
                look.small)  # fmt: skip
    return note(rect, text, size, look, mark=card.mark, colour=card.color, footer=foot)
