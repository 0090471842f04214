"""Letters our font lacks: replaced by a visible mark, counted, and said in a warning; nothing vanishes silently."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from labapp.wording.translate import Translator

MARK = "\u25a1"  # white square: Inter has it, and readers know it as a letter that could not be shown


class Glyphs:
    """Replaces what a face cannot draw; `missing` collects the names of what was replaced."""

    def __init__(self, known: frozenset[int]) -> None:
        self._known = known
        self.missing: dict[str, str] = {}

    def safe(self, text: str) -> str:
        """Return the text with drawable letters only; control characters become spaces."""
        if text.isascii() and text.isprintable():
            return text
        return "".join(self._letter(letter) for letter in unicodedata.normalize("NFC", text))

    def _letter(self, letter: str) -> str:
        if letter == "\n" or ord(letter) in self._known:
            return letter
        category = unicodedata.category(letter)
        if category in ("Cc", "Zs", "Zl", "Zp"):
            return " "
        if category in ("Cf", "Mn", "Me") or 0xFE00 <= ord(letter) <= 0xFE0F:
            return ""  # joiners and variation selectors: invisible by themselves
        self.missing.setdefault(letter, unicodedata.name(letter, f"U+{ord(letter):04X}"))
        return MARK


@lru_cache(maxsize=1)
def inter() -> frozenset[int]:
    """Return the code points Inter can draw."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    from labapp.report import style

    return frozenset(TTFontFile(style.face("Inter"), validate=0).charToGlyph)


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
