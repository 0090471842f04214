"""Parts every painter needs: headline, note, bar with its value, a state by word and shape, a large clock.

Each returns display items; positions come from the caller, sizes from the `Look`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from labapp.stage.state import TimerFace, TimerState
from labapp.wording.translate import Translator
from ui.stage.display import Align, BarItem, Item, PieItem, RectItem, ShapeItem, line_height
from ui.stage.fitting import fit_item, largest, reads_well, text_item, text_width, wrap
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.measuring import line_count
from ui.theme import CORNER_NOTE, Pair, Token, Weight, ink_on, note_ground, quiet_on, sector_pair
from ui.widgets.shapes import Shape, sector_shape


def headline(text: str, area: Rect, look: Look, *, role: str = "title") -> tuple[list[Item], Rect]:
    """Place the question or title at the top, clear of the timer, and return it with the area that remains.

    Up to three lines; a longer one gets smaller, never below the body size, and then takes up to five.
    """
    corner = look.corner
    clear = corner is None or not area.meets(corner)
    box = area if clear or corner is None else Rect(area.x, area.y, corner.x - area.x - 2 * look.gap, area.h)
    least = 0.0 if clear or corner is None else corner.bottom - area.y
    if not text.strip():
        return [], area.below(least + look.gap if least else 0)
    sizes = [size for size in look.steps if size >= look.body]
    width = int(box.w)
    short = [s for s in sizes if len(wrap(text, s, width, Weight.SEMIBOLD).lines) <= 3] or sizes[-1:]
    size = next((s for s in short if reads_well(text, s, width, Weight.SEMIBOLD)), short[0])
    item = text_item(box, text, size, weight=Weight.SEMIBOLD, role=role, max_lines=5, even=True)
    return [item], area.below(max(item.rect.h, least) + 2 * look.gap)


def note_height(text: str, size: int, width: float, look: Look, *, footer: str = "", max_lines: int = 0) -> int:
    """Return the height `note` needs at this width."""
    inner = int(note_inner(Rect(0, 0, width, 0), look).w)
    lines = line_count(text, size, inner, max_lines=max_lines)
    return lines * line_height(size) + _footer_height(footer, look) + 2 * look.gap


def _footer_height(footer: str, look: Look) -> int:
    return line_height(look.small) + look.gap // 2 if footer else 0


def note(
    rect: Rect,
    text: str,
    size: int,
    look: Look,
    *,
    mark: str = "",
    colour: str = "",
    footer: str = "",
    max_lines: int = 0,
    role: str = "note",
) -> list[Item]:
    """Draw an idea as paper: a tint, ink, an edge in the sector's colour with its shape, and a small line below."""
    ground = note_ground(colour, mark)
    inner = note_inner(rect, look)
    pair = sector_pair(mark) if mark else Pair.SHAPE_BORDER
    items: list[Item] = [
        RectItem(rect, ground, CORNER_NOTE),
        BarItem(Rect(rect.x, rect.y, look.edge, rect.h), 1.0, pair),
    ]
    if mark:
        side = look.small * 0.62
        x = rect.x + look.edge + look.gap
        y = rect.y + look.gap + (line_height(size) - side) / 2
        items.append(ShapeItem(Rect(x, y, side, side), sector_shape(mark), pair))
    footed = _footer_height(footer, look)
    body = Rect(inner.x, inner.y, inner.w, inner.h - footed)
    items.append(text_item(body, text, size, ink_on(ground), role=role, max_lines=max_lines))
    if footer:
        below = Rect(inner.x, inner.bottom - line_height(look.small), inner.w, line_height(look.small))
        upright = below.left(below.w * 0.94)  # cut by upright metrics; the slanted letters are a little wider
        line = text_item(upright, footer, look.small, quiet_on(ground), role="note-footer", max_lines=1)
        slanted = replace(line, italic=True, rect=below.top(line.rect.h))
        items.append(slanted)  # slanted: on a tint it must be as dark as the text above it
    return items


def note_inner(rect: Rect, look: Look) -> Rect:
    """Return the part of a note that is left to its words."""
    shape = look.small * 0.62 + look.gap if look.shapes else 0.0  # kept free without a mark too: texts stand in line
    left = look.edge + look.gap + shape
    return Rect(rect.x + left, rect.y + look.gap, rect.w - left - look.gap, rect.h - 2 * look.gap)


def bar_row(
    rect: Rect,
    value: str,
    part: float,
    look: Look,
    *,
    pair: Pair = Pair.SHAPE_ACCENT,
    size: int = 0,
    weight: Weight = Weight.SEMIBOLD,
    value_width: float = 0,
) -> list[Item]:
    """Draw a bar of `part` of the row with its value at the bar's end; `value_width` aligns several rows."""
    size = size or look.small
    reserved = max(value_width, text_width(value, size, weight)) + look.gap
    room = max(1.0, rect.w - reserved)
    thick = min(rect.h, size * 0.8)
    y = rect.y + (rect.h - thick) / 2
    step = line_height(size)
    end = Rect(rect.x + room * min(1.0, max(0.0, part)) + look.gap, rect.y + (rect.h - step) / 2, reserved, step)
    return [
        BarItem(Rect(rect.x, y, room, thick), part, pair),
        text_item(end, value, size, weight=weight, role="value", max_lines=1),
    ]


def status(
    rect: Rect,
    word: str,
    shape: Shape,
    look: Look,
    *,
    pair: Pair = Pair.SHAPE_INK,
    size: int = 0,
    ground: Token = Token.PAPER,
    weight: Weight = Weight.SEMIBOLD,
    align: Align = "start",
) -> list[Item]:
    """Say a state by a coloured shape and a word in ink ("Przyjęto", "Po terminie"), never by colour alone."""
    size = size or look.small
    side = size * 0.8
    gap = look.gap
    step = line_height(size)
    wide = min(rect.w, side + gap + text_width(word, size, weight) + 1)
    slack = {"start": 0.0, "center": (rect.w - wide) / 2, "end": rect.w - wide}[align]
    x, y = rect.x + slack, rect.y
    box = Rect(x + side + gap, y, wide - side - gap, step)
    return [
        ShapeItem(Rect(x, y + (step - side) / 2, side, side), shape, pair),
        text_item(box, word, size, ink_on(ground), weight=weight, role="status", max_lines=1),
    ]


def hint(area: Rect, text: str, look: Look) -> list[Item]:
    """Say quietly in the middle that there is nothing here yet, or what comes."""
    sizes = (look.body, look.small)
    return [fit_item(area, text, sizes, Pair.QUIET_ON_PAPER, align="center", valign="middle", role="hint")]


def timer_look(face: TimerFace, _: Translator) -> tuple[str, Shape, Pair]:
    """Return the word, shape and colour of a timer's state."""
    if not face.running and face.state is not TimerState.OVER:
        return _.context("timer", "paused"), Shape.PAUSE, Pair.SHAPE_QUIET
    return {
        TimerState.NORMAL: (_.context("timer", "left"), Shape.RING, Pair.SHAPE_ACCENT),
        TimerState.LOW: (_.context("timer", "time is running out"), Shape.TRIANGLE, Pair.SHAPE_WARNING),
        TimerState.LAST: (_.context("timer", "last moments"), Shape.DIAMOND, Pair.SHAPE_DANGER),
        TimerState.OVER: (_.context("timer", "over time"), Shape.SQUARE, Pair.SHAPE_DANGER),
    }[face.state]


def timer_mark(rect: Rect, face: TimerFace, shape: Shape, pair: Pair) -> Item:
    """Return the timer's mark: a disc that empties while all is well, afterwards the shape of its state."""
    if shape is Shape.RING:
        return PieItem(rect, face.remaining_seconds / max(1, face.total_seconds), pair)
    return ShapeItem(rect, shape, pair)


def corner_size(look: Look, _: Translator) -> tuple[float, float]:
    """Return the size of the timer's corner: the same in every state, so that nothing jumps when it changes."""
    return _corner_size(look.small, look.title, look.gap, _)


@lru_cache(maxsize=32)
def _corner_size(small: int, title: int, gap: int, _: Translator) -> tuple[float, float]:
    faces = (TimerFace(9, 9), TimerFace(2, 10), TimerFace(1, 99), TimerFace(0, 9), TimerFace(9, 9, running=False))
    words = max(text_width(timer_look(face, _)[0], small) for face in faces)
    digits = title * 0.7 + gap + text_width("+88:88", title, Weight.SEMIBOLD)
    return max(words, digits) + gap, line_height(title) + line_height(small)


def timer_corner(rect: Rect, face: TimerFace, look: Look) -> list[Item]:
    """Draw the timer into its corner: mark and digits, and the word of its state below."""
    word, shape, pair = timer_look(face, look.translate)
    step, side = line_height(look.title), look.title * 0.7
    size = look.title if text_width(face.text, look.title, Weight.SEMIBOLD) < rect.w - side - look.gap else look.body
    digits = text_width(face.text, size, Weight.SEMIBOLD)
    box = Rect(rect.right - digits - 1, rect.y + (step - line_height(size)) / 2, digits + 1, line_height(size))
    mark = Rect(box.x - look.gap - side, rect.y + (step - side) / 2, side, side)
    words = Rect(rect.x, rect.y + step, rect.w, line_height(look.small))
    return [
        timer_mark(mark, face, shape, pair),
        text_item(box, face.text, size, weight=Weight.SEMIBOLD, align="end", role="timer", max_lines=1),
        text_item(words, word, look.small, Pair.QUIET_ON_PAPER, align="end", role="timer-word", max_lines=1),
    ]


def big_clock(area: Rect, face: TimerFace, look: Look) -> list[Item]:
    """Draw the timer large in the middle of an area, its state by word and shape below."""
    sizes = [size for size in (look.clock, look.title) if line_height(size) <= area.h] or [look.title]
    size = largest(sizes, lambda s: text_width(face.text, s, Weight.SEMIBOLD) <= area.w)
    word, shape, pair = timer_look(face, look.translate)
    step, below = line_height(size), line_height(look.body)
    top = area.y + max(0.0, (area.h - step - below) / 2)
    digits = text_item(
        Rect(area.x, top, area.w, step), face.text, size,
        weight=Weight.SEMIBOLD, align="center", role="timer", max_lines=1,
    )  # fmt: skip
    line = Rect(area.x, top + step, area.w, below)
    return [digits, *status(line, word, shape, look, pair=pair, size=look.body, weight=Weight.REGULAR, align="center")]
