"""Making text fit: wrapped by the font's own metrics, at the largest size that fits, cut only as the last resort.

Wrapped texts are cached by content and size, so one more card on a board of 500 measures one text, not 500.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from labapp.wording.tied import tied
from ui.stage.display import Align, TextItem, line_height
from ui.stage.geometry import Rect
from ui.theme import Pair, Weight
from ui.widgets.fonts import font, is_figures, metrics

VAlign = Literal["top", "middle", "bottom"]
MARK = "…"
LONGEST = 2_400
"""Letters of one text that can matter on a screen of 24 lines; the rest is not even measured."""

_LAST = 0.45  # of the longest: a line shorter than this looks left over
_PAUSE = 0.5  # of the width: what it is worth that a line ends where one pauses
_LONE = 0.6  # of the width: what a word alone on its line is worth avoiding for
_PAUSES = (",", ";", ":", "–", "—")
_MOST_EVENED = 6  # lines; what is longer is no title
_BREAK = re.compile(r"\r\n?|\u2028")
_UNDRAWABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]")  # Cc, Cs, Co


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text in lines: the widest line, the height of all, and whether it had to be cut."""

    lines: tuple[str, ...]
    width: float
    height: int
    cut: bool


def clean(text: str) -> str:
    """Return text that can be drawn: no control letters or lone surrogates, one blank line at most in a row.

    Words are tied to each other as Polish typesetting asks.
    """
    kept = _BREAK.sub("\n", text) if "\r" in text or "\u2028" in text else text
    kept = kept if kept.isprintable() else _UNDRAWABLE.sub(" ", kept)
    kept = kept.replace("\ufeff", "")  # PySide drops a leading one by itself, and our counting would be off by one
    kept = re.sub(r"\n{3,}", "\n\n", kept) if "\n\n\n" in kept else kept
    return tied(kept.strip())


@lru_cache(maxsize=16_384)
def wrap(text: str, size: int, width: int, weight: Weight = Weight.REGULAR, max_lines: int = 0) -> Wrapped:
    """Break a text into lines of at most `width` pixels; with `max_lines` the rest is cut and marked with "…"."""
    limit = max_lines or LONGEST
    whole = clean(text[: LONGEST + 1])
    cut = len(text) > LONGEST
    broken: list[tuple[str, float]] = []
    tabular = is_figures(whole)
    whole = _loosened(whole, size, width, weight)
    for paragraph in whole[:LONGEST].split("\n"):
        broken.extend(_break(paragraph, font(size, weight, tabular=tabular), width, limit + 1 - len(broken)))
        if len(broken) > limit:
            break
    cut = cut or len(broken) > limit
    lines = [line for line, _ in broken[:limit]]
    widest = max((natural for _, natural in broken[:limit]), default=0.0)
    if cut and lines:
        measure = metrics(size, weight, tabular=tabular)
        marked = lines[-1].rstrip(" .,;:…") + MARK
        lines[-1] = measure.elidedText(marked, Qt.TextElideMode.ElideRight, width)
        if lines[-1] != marked and " " in lines[-1]:
            lines[-1] = lines[-1].rsplit(" ", 1)[0].rstrip(" .,;:–-") + MARK  # behind a word, not inside it
        widest = max(widest, measure.horizontalAdvance(lines[-1]))
    return Wrapped(tuple(lines), widest, line_height(size) * len(lines), cut)


def _loosened(text: str, size: int, width: int, weight: Weight) -> str:
    """Untie words where more are tied than a line holds: rather apart than broken inside."""
    if "\u00a0" not in text:
        return text
    measure = metrics(size, weight)
    parts = re.split(r"([ \n])", text)
    for place, part in enumerate(parts):
        if "\u00a0" in part and measure.horizontalAdvance(part) > width:
            first, *rest = part.split("\u00a0")
            lines = [first]
            for word in rest:
                tied = f"{lines[-1]}\u00a0{word}"
                lines = [*lines[:-1], tied] if measure.horizontalAdvance(tied) <= width else [*lines, word]
            parts[place] = " ".join(lines)
    return "".join(parts)


def _break(paragraph: str, face: QFont, width: int, most: int) -> list[tuple[str, float]]:
    """Return lines with their widths."""
    if not paragraph:
        return [("", 0.0)]
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(paragraph, face)
    layout.setTextOption(option)
    units = paragraph.encode("utf-16-le")  # Qt counts UTF-16 units, Python letters: an emoji is two of theirs
    lines: list[tuple[str, float]] = []
    layout.beginLayout()
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        start, length = line.textStart(), line.textLength()
        line_text = units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace").strip()
        lines.append((line_text, line.naturalTextWidth()))
    layout.endLayout()
    return lines


def text_item(
    rect: Rect,
    text: str,
    size: int,
    pair: Pair = Pair.INK_ON_PAPER,
    *,
    weight: Weight = Weight.REGULAR,
    align: Align = "start",
    valign: VAlign = "top",
    role: str = "body",
    max_lines: int = 0,
    even: bool = False,
) -> TextItem:
    """Place a text in `rect` at one size: wrapped to its width, cut with "…" where its height ends.

    The item's own rectangle is as high as its text, so a layout can go on at `item.rect.bottom`. `even`: the lines of a
    title are about as long, no single word is left over for a line of its own.
    """
    step = line_height(size)
    room = max(1, int(rect.h + 0.5) // step)
    broken = evened(text, size, int(rect.w), weight) if even else text
    wrapped = wrap(broken, size, int(rect.w), weight, min(room, max_lines) if max_lines else room)
    if rect.h + 0.5 < step:  # there is no room for a single line: keep the box, so that a check reports it
        return TextItem(rect, wrapped.lines, size, pair, weight, align, role, wrapped.cut)
    spare = {"top": 0.0, "middle": (rect.h - wrapped.height) / 2, "bottom": rect.h - wrapped.height}[valign]
    box = Rect(rect.x, rect.y + max(0.0, spare), rect.w, wrapped.height)
    return TextItem(box, wrapped.lines, size, pair, weight, align, role, wrapped.cut)


@lru_cache(maxsize=256)
def evened(text: str, size: int, width: int, weight: Weight = Weight.REGULAR) -> str:
    """Return a text broken where its lines come out about as long, in no more lines than it takes at this width.

    Where none of its lines is much shorter than the others it comes back as it was: lines as full as they may be break
    where they read. A word stands alone only where nothing else is possible.
    """
    made = wrap(text, size, width, weight).lines
    whole = clean(text)
    if not 1 < len(made) <= _MOST_EVENED or "\n" in whole:
        return text
    wide = [text_width(line, size, weight) for line in made]
    if min(wide) > _LAST * max(wide) and all(re.search(r"\s", line) for line in made):
        return text
    words = whole.split(" ")
    lines = _shared(words, size, width, weight, len(made))
    return "\n".join(lines) if lines else text


def _lone(words: Sequence[str]) -> bool:
    return len(words) == 1 and "\u00a0" not in words[0]


@lru_cache(maxsize=256)
def reads_well(text: str, size: int, width: int, weight: Weight = Weight.REGULAR, max_lines: int = 0) -> bool:
    """Tell whether a title shows whole at a size with no word alone on a line, unless it is a word or two in all."""
    wrapped = wrap(evened(text, size, width, weight), size, width, weight, max_lines)
    alone = any(_lone(line.split(" ")) for line in wrapped.lines)
    return not wrapped.cut and (len(wrapped.lines) == 1 or not alone or clean(text).count(" ") < 2)


def _shared(words: Sequence[str], size: int, width: int, weight: Weight, count: int) -> list[str]:
    """Share words out over so many lines with the least sum of squared widths; none where they do not fit so."""
    wide = [text_width(word, size, weight) for word in words]
    space = text_width(" ", size, weight)
    alone, pause = (width * _LONE) ** 2, (width * _PAUSE) ** 2
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _line in range(count):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, breaks) in best.items():
            used = -space
            for end in range(start + 1, len(words) + 1):
                used += space + wide[end - 1]
                if used > width:
                    break
                total = cost + used * used + (alone if _lone(words[start:end]) else 0.0)
                if end < len(words) and words[end - 1][-1:] in _PAUSES:
                    total -= pause
                if end not in following or total < following[end][0]:
                    following[end] = (total, (*breaks, end))
        best = following
    if len(words) not in best:
        return []
    ends = best[len(words)][1]
    lines = [" ".join(words[start:end]) for start, end in zip((0, *ends), ends, strict=False)]
    return lines if all(text_width(line, size, weight) <= width for line in lines) else []


def fit_item(
    rect: Rect,
    text: str,
    sizes: Sequence[int],
    pair: Pair = Pair.INK_ON_PAPER,
    *,
    weight: Weight = Weight.REGULAR,
    align: Align = "start",
    valign: VAlign = "top",
    role: str = "body",
    even: bool = False,
) -> TextItem:
    """Place a text at the largest of `sizes` (descending) that shows it whole; only the last of them may cut it."""
    size = largest(sizes, lambda s: fits(text, s, rect, weight))
    return text_item(rect, text, size, pair, weight=weight, align=align, valign=valign, role=role, even=even)


def fits(text: str, size: int, rect: Rect, weight: Weight = Weight.REGULAR) -> bool:
    """Tell whether a text shows whole in `rect` at a size, without breaking a word in the middle."""
    wrapped = wrap(text, size, int(rect.w), weight)
    if wrapped.cut or wrapped.height > rect.h + 0.5:
        return False
    return longest_word(text, size, weight) <= rect.w


@lru_cache(maxsize=16_384)
def longest_word(text: str, size: int, weight: Weight = Weight.REGULAR) -> float:
    """Return the width of the widest word, which no line can be narrower than without breaking it."""
    measure = metrics(size, weight)
    return max((measure.horizontalAdvance(word) for word in re.split(r"[ \n]+", clean(text[:LONGEST]))), default=0.0)


def largest(sizes: Sequence[int], good: Callable[[int], bool]) -> int:
    """Return the first of `sizes` (descending) that is good, or the last."""
    return next((size for size in sizes if good(size)), sizes[-1])


def text_width(text: str, size: int, weight: Weight = Weight.REGULAR) -> float:
    """Return the width of one line."""
    return metrics(size, weight, tabular=is_figures(text)).horizontalAdvance(text)
