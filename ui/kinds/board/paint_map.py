"""A map of the canvas for the room: where groups lie, their names and how much is in them.

Names stand inside their areas, as whole as there is room; where there is none, the number alone. Cards without their
words would say less than how many they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from labapp.kinds.board.canvas_area import Area, Point
from labapp.kinds.board.canvas_stage import CanvasScene, StageArea
from labapp.wording.nouns import noun
from ui.kinds.board.canvas_plane import of
from ui.stage.display import Item, PathItem, RectItem, TextItem, line_height
from ui.stage.fitting import MARK, longest_word, text_item, text_width, wrap
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.theme import CORNER_NOTE, Pair, Token, Weight

_LEAST = 4  # sizes across; a narrower label would be a first syllable
_ASIDE = 12  # sizes across; the label of cards in no group, round which no area is drawn
_TRIED = 200  # places for that label before it says less


class Window:
    """A part of the plane shown in a rectangle of the screen, as large as it fits, in its middle."""

    def __init__(self, seen: Area, rest: Rect, most: float = 1e9) -> None:
        self.scale = min(rest.w / max(1.0, seen.w), rest.h / max(1.0, seen.h), most)
        self._x = rest.x + (rest.w - seen.w * self.scale) / 2 - seen.x * self.scale
        self._y = rest.y + (rest.h - seen.h * self.scale) / 2 - seen.y * self.scale

    def to(self, x: float, y: float, w: float, h: float) -> Rect:
        """Return where a rectangle of the plane is shown."""
        s = self.scale
        return Rect(self._x + x * s, self._y + y * s, w * s, h * s)


def clipped(rect: Rect, rest: Rect) -> Rect | None:
    """Return the part of a rectangle that lies in another, None when there is none to speak of."""
    x, y = max(rect.x, rest.x), max(rect.y, rest.y)
    w, h = min(rect.right, rest.right) - x, min(rect.bottom, rest.bottom) - y
    return Rect(x, y, w, h) if w > 2 and h > 2 else None


def outline(rect: Rect) -> Item:
    """Return the edge of a group's area."""
    corners = ((rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom))
    return PathItem(corners, Pair.FADED_ON_PAPER, 2.0, closed=True)


def loose(scene: CanvasScene) -> list[Point]:
    """Return where the cards lie that are in no group: the others lie in the areas of theirs."""
    return [spot for home, spot in zip(scene.homes, scene.spots, strict=True) if not home]


def overview(scene: CanvasScene, seen: Area, rest: Rect, look: Look) -> list[Item]:
    """Return the map of a part of the plane."""
    window = Window(seen, rest)
    items: list[Item] = []
    shown = [(group, at) for group in scene.groups if (at := clipped(window.to(*_place(group)), rest)) is not None]
    areas = [at for _, at in shown]
    items += [outline(at) for at in areas]
    counts, taken = Counter(scene.homes), list[Rect]()
    if (spots := loose(scene)) and (at := clipped(window.to(*of(spots)), rest)) is not None:
        shown.append((StageArea(0, "", *of(spots)), at))
    for group, at in shown:
        said = list(_wordings(group, counts[group.number], scene.noun, look))
        items += _label(group, said, at, taken, areas, rest, look)
    return items


def _place(group: StageArea) -> tuple[float, float, float, float]:
    return (group.x, group.y, group.w, group.h)


def _label(
    group: StageArea, said: Sequence[tuple[str, int, bool]], at: Rect, taken: list[Rect], areas: Sequence[Rect],
    rest: Rect, look: Look,
) -> list[Item]:  # fmt: skip
    """Return the first wording that has room and breaks no word: inside its area, of loose cards where they lie."""
    wide = max(at.w, _ASIDE * look.small) if not group.number else at.w
    width = int(min(wide, rest.w) - 3 * look.gap)
    for words, lines, cut in said if width >= _LEAST * look.small else ():
        wrapped = wrap(words, look.small, width, Weight.BOLD, max_lines=lines)
        if wrapped.cut or longest_word(words, look.small, Weight.BOLD) > width:
            continue
        size = (wrapped.width + 2 * look.gap + 1, wrapped.height + 2)
        if group.number:
            inside = Rect(at.x + (at.w - size[0]) / 2, at.y + (at.h - size[1]) / 2, *size)
            places, kept = iter([inside] if size[1] <= at.h else []), taken
        else:
            places, kept = (box for box in _around(at, size, rest) if box.meets(at)), [*taken, *areas]
        for box in islice(places, _TRIED):
            if not any(box.meets(other) for other in kept):
                return _tag(box, words, lines, taken, look, "group" if group.number else "aside", cut=cut)
    return _number(group.number, at, taken, rest, look) if group.number else []


def _number(number: int, at: Rect, taken: list[Rect], rest: Rect, look: Look) -> list[Item]:
    words = str(number)
    size = (text_width(words, look.small, Weight.BOLD) + 2 * look.gap, line_height(look.small) + 2)
    for box in _around(at, size, rest):
        if not any(box.meets(other) for other in taken):
            return _tag(box, words, 1, taken, look)
    return []  # more groups than numbers fit on the screen; their pages have them all


def _wordings(group: StageArea, count: int, word: str, look: Look) -> Iterator[tuple[str, int, bool]]:
    """Yield what a label may say, in how many lines, and whether its name is cut: how many there are goes last."""
    _ = look.translate
    counted = noun(word).counted(_, count)
    name = f"{group.number}\u00a0\u00a0{group.title or _('Untitled column')}" if group.number else _("Not in a group")
    begun = list(_begun(name))
    for lines in (2, 3, 4):
        yield f"{name}\n{counted}", lines, False
    for lines in (1, 2, 3):
        yield f"{name} · {count}", lines, False
    for start in begun:
        for lines in (2, 3):
            yield f"{start}\n{counted}", lines, True
        for lines in (1, 2):
            yield f"{start} · {count}", lines, True
    if group.number:
        yield f"{group.number}\n{counted}", 2, True
    for lines in (1, 2, 3):
        yield name, lines, False
    for start in begun:
        yield start, 1, True


def _begun(name: str) -> Iterator[str]:
    """Yield a name shortened by whole words, the longest first; its number alone says nothing."""
    ends = [found.start() for found in re.finditer(r"(?<=\S)\s+", name)][1:]
    for end in reversed(ends):
        yield name[:end].rstrip(" \u00a0,;:–-") + MARK


def _around(at: Rect, size: tuple[float, float], rest: Rect) -> Iterator[Rect]:
    """Yield places for a number: in the middle of its area, then further and further out."""
    x, y = at.x + (at.w - size[0]) / 2, at.y + (at.h - size[1]) / 2
    for ring in range(40):
        for dx in range(-ring, ring + 1):
            for dy in range(-ring, ring + 1) if abs(dx) == ring else (-ring, ring):
                box = Rect(x + dx * size[1] / 2, y + dy * size[1] / 2, *size)
                if rest.holds(box):
                    yield box


def _tag(
    box: Rect, words: str, lines: int, taken: list[Rect], look: Look, role: str = "group", *, cut: bool = False
) -> list[Item]:
    taken.append(box)
    inner = Rect(box.x + look.gap, box.y + 1, box.w - 2 * look.gap, box.h - 2)
    text: TextItem = text_item(inner, words, look.small, Pair.INK_ON_SURFACE, weight=Weight.BOLD, align="center",
                               role=role, max_lines=lines)  # fmt: skip
    return [RectItem(box, Token.SURFACE, CORNER_NOTE), replace(text, cut=True) if cut else text]
