"""Cards as paper on the stage: what stands on one, how high it is, a stack of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from math import inf

from labapp.kinds.board.stage import StageCard
from labapp.kinds.board.voices import at_table
from ui.stage.display import Item, line_height
from ui.stage.fitting import LONGEST, clean, wrap
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.measuring import word_width
from ui.stage.pieces import note, note_height, note_inner

_WORD = re.compile(r"[^\W_]{8,}")
_LONGEST_WORD = 30  # letters; what is longer is an address, and broken anyway
WHOLE = 300
"""A card of up to this many letters is an ordinary one: it is shown whole wherever a screen can hold it.

A longer one gets the room of its first 300 letters, or it would push the others off the page; the whole of it stands
on the console and in the report.
"""


def words(card: StageCard) -> str:
    """Return what stands on a card."""
    return card.text if card.text.strip() and card.text.isprintable() else _drawable(card.text)


@lru_cache(maxsize=4096)
def _drawable(text: str) -> str:
    # letters that cannot be drawn at all, or leave no ink, still are a card
    inked = any(unicodedata.category(letter)[0] not in "CZM" for letter in clean(text[:LONGEST]))
    return text if inked else "–"


def most_lines(text: str, size: int, width: float) -> int:
    """Return how many lines a text may take at a width: all of them, a long one those of its beginning."""
    return 0 if len(text) <= WHOLE else len(wrap(text[:WHOLE], size, int(width)).lines)


def footer(card: StageCard, look: Look) -> str:
    """Return the small line of a card: how many it speaks for besides, and its marks in words."""
    _ = look.translate
    parts = [at_table(card.table, card.round, _)] if card.table else []
    parts += [_.plural("and {n} similar", "and {n} similar", card.merged)] if card.merged else []
    parts += [_("with a star")] if card.star else []
    parts += [_("visionary")] if card.visionary else []
    parts += [
        f"{meaning}: {count}" if meaning else _.plural("{n} dot", "{n} dots", count) for meaning, count in card.dots
    ]
    return " · ".join(parts)


def ruler(size: int, width: float, look: Look) -> Ruler:
    """Return the ruler of a size and width, the same one as long as anybody measures with it."""
    return _kept_ruler(size, width, replace(look, page=0, timer=None, corner=None))


@lru_cache(maxsize=64)  # sizes and widths of a few boards and screens
def _kept_ruler(size: int, width: float, look: Look) -> Ruler:
    return Ruler(size, width, look)


class Ruler:
    """Measures cards at one size and width, each of them once: a card that comes in measures one, not 500."""

    def __init__(self, size: int, width: float, look: Look) -> None:
        self.size, self.width, self.look = size, width, look
        self._known: dict[StageCard, tuple[float, float]] = {}

    def height(self, card: StageCard) -> float:
        """Return the height of a card with all its words."""
        return self._measured(card)[0]

    def needs(self, cards: Iterable[StageCard], enough: float = inf) -> list[float]:
        """Return the heights of cards, without end where a word would have to be broken: a wider place suits it.

        Stops at the card with which there are more than `enough`.
        """
        found: list[float] = []
        used = 0.0
        for card in cards:
            height, need = self._known.get(card) or self._measured(card)
            found.append(need)
            used += height
            if used > enough:
                break
        return found

    def _measured(self, card: StageCard) -> tuple[float, float]:
        known = self._known.get(card)
        if known is None:
            text, look = words(card), self.look
            height = note_height(text, self.size, self.width, look, footer=footer(card, look))
            if len(text) > WHOLE:
                begun = note_height(text[:WHOLE], self.size, self.width, look, footer=footer(card, look))
                height = min(height, begun)
            known = self._known[card] = (height, height if self._holds_words(card) else inf)
        return known

    def _holds_words(self, card: StageCard) -> bool:
        room = note_inner(Rect(0, 0, self.width, 0), self.look).w
        long = [word for word in _WORD.findall(card.text[:LONGEST]) if len(word) <= _LONGEST_WORD]
        return all(word_width(word, self.size) <= room for word in long)

    def stack(self, cards: Sequence[StageCard], area: Rect) -> list[Item]:
        """Place cards one below the other; one that is higher than the area ends where the area does."""
        items: list[Item] = []
        y, look = area.y, self.look
        step = line_height(self.size)
        for card in cards:
            foot = footer(card, look)
            bare = note_height("x", self.size, self.width, look, footer=foot) - step
            lines = max(1, int(min(self.height(card) - bare, area.h - bare) + 0.5) // step)
            rect = Rect(area.x, y, area.w, min(self.height(card), bare + lines * step))
            items += note(rect, words(card), self.size, look, mark=card.mark, colour=card.color, footer=foot,
                          max_lines=lines)  # fmt: skip
            y += rect.h + look.gap
        return items
