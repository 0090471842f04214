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

    def __init__(self) -> None:
        self._known = _drawn("Inter")
        self.missing: dict[str, str] = {}

    def markup(self, text: str) -> str:
        """Return a paragraph's markup: escaped, emoji in their own face; control characters become spaces."""
        words, emoji = self._drawable(text)
        words = escape(words)
        return _runs().sub(_in_own_face, words) if emoji else words

    def safe(self, text: str) -> str:
        """Return the text with Inter's letters only."""
        words, emoji = self._drawable(text)
        if not emoji:
            return words
        return _runs().sub("", words).replace("  ", " ").strip() or _runs().sub(MARK, words)

    def _drawable(self, text: str) -> tuple[str, bool]:
        """Return the text as our faces can draw it, and whether emoji are among its letters."""
        if text.isascii() and text.isprintable():
            return text, False
        whole = unicodedata.normalize("NFC", text)
        if not _odd().search(whole):
            return whole, False
        words = "".join(map(self._letter, whole))
        return words, any(ord(letter) not in self._known for letter in words if letter != "\n")

    def _letter(self, letter: str) -> str:
        if letter == "\n" or ord(letter) in self._known:
            return letter
        category = unicodedata.category(letter)
        if category in ("Cc", "Zs", "Zl", "Zp"):
            return " "
        if category in ("Cf", "Mn", "Me") or 0xFE00 <= ord(letter) <= 0xFE0F or ord(letter) in _SKIN:
            return ""  # joiners and variation selectors: invisible by themselves
        if category == "So" and ord(letter) in _drawn(style.EMOJI):
            return letter
        self.missing.setdefault(letter, unicodedata.name(letter, f"U+{ord(letter):04X}"))
        return MARK


@lru_cache(maxsize=2)
def _drawn(face: str) -> frozenset[int]:
    """Return the code points a face of ours can draw."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    return frozenset(TTFontFile(style.face(face), validate=0).charToGlyph)


@lru_cache(maxsize=1)
def _odd() -> re.Pattern[str]:
    known = "".join(re.escape(chr(point)) for point in sorted(_drawn("Inter")) if point >= 0x20)
    return re.compile(f"[^{known}\n]")


@lru_cache(maxsize=1)
def _runs() -> re.Pattern[str]:
    # The face also has figures, joiners and skin tones, for sequences we do not form.
    emoji = sorted(chr(point) for point in _drawn(style.EMOJI) - _drawn("Inter"))
    return re.compile(f"[{''.join(letter for letter in emoji if unicodedata.category(letter) == 'So')}]+")


def _in_own_face(found: re.Match[str]) -> str:
    from labapp.report import faces

    faces.register_emoji()
    return f'<font name="{style.EMOJI}">{found[0]}</font>'


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
