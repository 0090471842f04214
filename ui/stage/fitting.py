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

_LAST = 0.4  # of the width: a last line shorter than this looks left over
_BREAK = re.compile(r"\r\n?|\u2028")
_UNDRAWABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]")  # Cc, Cs, Co
_SHORTENED = re.compile(
    r"(?<![\w.])((?:ul|al|pl|os|im|św|ks|dr|prof|gen|np|tzw|pow|gm|woj|nr|pkt|art|ust|str|ok)\.|dr|nr|im|SP|LO) (?=\w)",
    re.IGNORECASE,
)
_DASH = re.compile(r"(?<=\S) (?=[–—-](?:\s|$))")


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text in lines: the widest line, the height of all, and whether it had to be cut."""

    lines: tuple[str, ...]
    width: float
    height: int
    cut: bool


def clean(text: str) -> str:
    """Return text that can be drawn: no control letters or lone surrogates, one blank line at most in a row.

    Words of one letter (i, w, z, o …) and shortened ones (ul., nr, św. …) are tied to the next one, a dash to the one
    before, thousands to each other and numbers to what they count, as Polish typesetting asks.
    """
    kept = _BREAK.sub("\n", text) if "\r" in text or "\u2028" in text else text
    kept = kept if kept.isprintable() else _UNDRAWABLE.sub(" ", kept)
    kept = kept.replace("\ufeff", "")  # PySide drops a leading one by itself, and our counting would be off by one
    kept = re.sub(r"\n{3,}", "\n\n", kept) if "\n\n\n" in kept else kept
    return tied(_DASH.sub("\u00a0", _SHORTENED.sub("\\1\u00a0", kept.strip())))


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
    title are about as long, no single word is left over for the last one.
    """
    step = line_height(size)
    room = max(1, int(rect.h + 0.5) // step)
    width = even_width(text, size, int(rect.w), weight) if even else int(rect.w)
    wrapped = wrap(text, size, width, weight, min(room, max_lines) if max_lines else room)
    if rect.h + 0.5 < step:  # there is no room for a single line: keep the box, so that a check reports it
        return TextItem(rect, wrapped.lines, size, pair, weight, align, role, wrapped.cut)
    spare = {"top": 0.0, "middle": (rect.h - wrapped.height) / 2, "bottom": rect.h - wrapped.height}[valign]
    box = Rect(rect.x, rect.y + max(0.0, spare), rect.w, wrapped.height)
    return TextItem(box, wrapped.lines, size, pair, weight, align, role, wrapped.cut)


@lru_cache(maxsize=256)
def even_width(text: str, size: int, width: int, weight: Weight) -> int:
    """Return the least width at which a text takes no more lines than at this one, and breaks no word for it.

    Where its last line is long enough as it is, this very width: lines as full as they may be break where they read.
    """
    made = wrap(text, size, width, weight).lines
    lines = len(made)
    if text_width(made[-1], size, weight) > _LAST * width:
        return width
    low, high = min(width, int(longest_word(text, size, weight)) + 1), width
    while lines > 1 and low < high:
        middle = (low + high) // 2
        if len(wrap(text, size, middle, weight).lines) <= lines:
            high = middle
        else:
            low = middle + 1
    return high


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
