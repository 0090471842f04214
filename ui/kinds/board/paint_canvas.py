"""The canvas on the stage: the plane itself where its words can be read, else pages; a large one with a map first.

A card that comes in moves nothing: the frame has room to the right and below, and the pages of a group fill up from
the top. Only a few cards, which a map would be larger than, run on from group to group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from math import ceil

from labapp.kinds.board.canvas_area import HEAD, HEIGHT, STEP_X, STEP_Y, WIDTH, Area, around
from labapp.kinds.board.canvas_stage import CanvasScene, StageArea
from labapp.kinds.board.stage import StageCard, StageColumn
from labapp.wording.translate import Translator
from ui.kinds.board import paint_list
from ui.kinds.board.canvas_plane import of
from ui.kinds.board.paint import covered, question
from ui.kinds.board.paint_cards import WHOLE, footer, words
from ui.kinds.board.paint_map import Window, clipped, loose, outline, overview
from ui.kinds.board.paint_pages import pages
from ui.kinds.board.paint_rows import Page, Rows
from ui.stage.display import Item, Sheet, TextItem, line_height
from ui.stage.fitting import text_item
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import headline, hint, note, note_height
from ui.theme import Weight

_LETTERS, _LINES = 12, 3  # the least of a card that must be readable in the plane
_HALF_SEEN = 0.15  # of a card's height
_FEW = 30  # cards; pages of so few say more than a map of them
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
    if len(scene.cards) <= _FEW:
        few = _few(scene, rest, look) or [partial(overview, scene, frame, rest, look)]
        return Sheet([*items, *few[look.page_of(len(few))]()], len(few))
    made = list(_pages(scene, frame, rest, look))
    anchor, shown = made[look.page_of(len(made))]
    return Sheet([*items, *shown()], len(made), anchor)


def _few(scene: CanvasScene, rest: Rect, look: Look) -> list[Page]:
    groups = [group for group in _groups(scene, look.translate) if group.cards]
    if scene.groups:
        return paint_list.pages(groups, rest, look.steps, look)
    return pages(Rows([groups], headed=False), rest, look.steps, look)


def _groups(scene: CanvasScene, _: Translator) -> list[StageColumn]:
    """Return the groups with their cards, those that lie in none last."""
    numbers = dict.fromkeys([*(group.number for group in scene.groups), *dict.fromkeys(scene.homes)])
    held: dict[int, list[StageCard]] = {number: [] for number in numbers}
    for card, home in zip(scene.cards, scene.homes, strict=True):
        held[home].append(card)
    titles = {0: _("Not in a group")} | {group.number: group.title for group in scene.groups}
    listed = [StageColumn(number, titles.get(number, ""), tuple(cards)) for number, cards in held.items()]
    return sorted(listed, key=lambda group: not group.number)


def _pages(scene: CanvasScene, frame: Area, rest: Rect, look: Look) -> Iterator[tuple[str, Page]]:
    """Yield the map where there are groups to be found on it, then the pages of each group, with what each shows."""
    if scene.groups:
        yield "map", partial(overview, scene, frame, rest, look)
    plain = replace(look, page=0, timer=None, corner=None)
    for group in _groups(scene, look.translate):
        for part, page in enumerate(_alone(group, bool(scene.groups), rest, plain) if group.cards else ()):
            yield f"{group.number}:{part}", page


@lru_cache(maxsize=256)  # a card that comes in changes the pages of one group
def _alone(group: StageColumn, headed: bool, rest: Rect, look: Look) -> tuple[Page, ...]:
    return tuple(pages(Rows([[group]], headed=headed, steady=True), rest, (look.small,), look))


def _frame(scene: CanvasScene) -> Area:
    """Return the part of the plane to be shown: everything, rounded up to the right and below."""
    areas = [Area(a.x, a.y, a.w, a.h) for a in scene.groups]
    if spots := loose(scene):
        areas.append(of(spots))
    whole = around(areas)
    half_x, half_y = STEP_X / 2, STEP_Y / 2
    return Area(whole.x, whole.y, ceil(whole.w / half_x) * half_x, ceil(whole.h / half_y) * half_y)


# --- the plane itself ---------------------------------------------------------------------------------------------
def _plane(
    scene: CanvasScene, seen: Area, rest: Rect, look: Look, *, nearer: bool = False
) -> tuple[list[Item], int] | None:
    """Return the cards as they lie and how many are seen whole; None when their words would be too small to read.

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
    whole = 0
    for card, (x, y) in zip(scene.cards, scene.spots, strict=True):
        wanted = window.to(x, y, WIDTH, HEIGHT)
        if rest.holds(wanted, _HALF_SEEN * wanted.h):  # what is half in sight would have to push others to be read
            rect = _room(wanted, taken, rest)
            if rect is not None:
                taken.append(rect)
                drawn = _note(card, rect, look)
                whole += len(card.text) > WHOLE or not any(i.role == "note" and i.cut for i in drawn if
                                                           isinstance(i, TextItem))  # fmt: skip
                items += drawn
    return items, whole


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
