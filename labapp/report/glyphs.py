"""Letters Inter lacks: emoji are set in outlines we ship, what no face has becomes a visible mark, said in a warning.

Nothing vanishes silently: where only one face can be used (a chart's labels, the foot), an emoji beside words goes, for
the same words stand in the text with it; one that stands alone becomes the mark.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from xml.sax.saxutils import escape

from labapp.report import style
from labapp.wording.translate import Translator

MARK = "\u25a1"  # white square: Inter has it, and readers know it as a letter that could not be shown
_SKIN = range(0x1F3FB, 0x1F400)  # tones: by themselves they would stand as patches behind the emoji they belong to


class Glyphs:
    """Replaces what no face can draw; `missing` collects the names of what was replaced."""

    def __init__(self, known: frozenset[int], emoji: frozenset[int] = frozenset()) -> None:
        self._known = known
        self._emoji = emoji - known
        self._run = re.compile(f"[{''.join(map(chr, sorted(self._emoji)))}]+") if self._emoji else None
        self.missing: dict[str, str] = {}

    @classmethod
    def shipped(cls) -> Glyphs:
        """Return what the faces we ship can draw."""
        return cls(_drawn("Inter"), _emoji())

    def markup(self, text: str) -> str:
        """Return a paragraph's markup: escaped, emoji in their own face; control characters become spaces."""
        words = escape(self._drawable(text))
        if self._run is None or words.isascii():
            return words
        return self._run.sub(lambda found: f'<font name="{style.EMOJI}">{found[0]}</font>', words)

    def safe(self, text: str) -> str:
        """Return the text with Inter's letters only."""
        words = self._drawable(text)
        if self._run is None or words.isascii():
            return words
        return self._run.sub("", words).replace("  ", " ").strip() or self._run.sub(MARK, words)

    def _drawable(self, text: str) -> str:
        if text.isascii() and text.isprintable():
            return text
        return "".join(self._letter(letter) for letter in unicodedata.normalize("NFC", text))

    def _letter(self, letter: str) -> str:
        if letter == "\n" or ord(letter) in self._known or ord(letter) in self._emoji:
            return letter
        category = unicodedata.category(letter)
        if category in ("Cc", "Zs", "Zl", "Zp"):
            return " "
        if category in ("Cf", "Mn", "Me") or 0xFE00 <= ord(letter) <= 0xFE0F or ord(letter) in _SKIN:
            return ""  # joiners and variation selectors: invisible by themselves
        self.missing.setdefault(letter, unicodedata.name(letter, f"U+{ord(letter):04X}"))
        return MARK


@lru_cache(maxsize=2)
def _drawn(face: str) -> frozenset[int]:
    """Return the code points a face of ours can draw."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    return frozenset(TTFontFile(style.face(face), validate=0).charToGlyph)


def _emoji() -> frozenset[int]:
    # The face also has figures, joiners and skin tones, for sequences we do not form.
    return frozenset(point for point in _drawn(style.EMOJI) if unicodedata.category(chr(point)) == "So")


def warnings(letters: Glyphs, _: Translator) -> list[str]:
    """Return one sentence naming what could not be shown, or nothing."""
    if not letters.missing:
        return []
    names = ", ".join(f"{letter} ({name.lower()})" for letter, name in list(letters.missing.items())[:5])
    return [
        _.plural(
            "{n} kind of letter is not in the font and is shown as {mark}: {names}.",
            "{n} kinds of letters are not in the font and are shown as {mark}: {names}.",
            len(letters.missing),
            mark=MARK,
            names=names,
        )
    ]
