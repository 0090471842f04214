"""Inter and the outlines of emoji, loaded from our own files, and fonts made from the names in `ui/theme.py`."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from labapp import paths
from ui.theme import FONT_FALLBACKS, FONT_FAMILY, Weight

_loaded: list[int] = []


def load_fonts() -> bool:
    """Register the shipped faces once per process; needs a QGuiApplication. False: none could be loaded."""
    if QGuiApplication.instance() is None:
        raise RuntimeError("fonts need a QGuiApplication")  # Qt itself would end the process
    if not _loaded:
        files = sorted(paths.resource("fonts").glob("*.ttf"))
        _loaded.extend(ident for ident in map(_register, files) if ident >= 0)
    return bool(_loaded)


def _register(path: object) -> int:
    return QFontDatabase.addApplicationFont(str(path))


@lru_cache(maxsize=512)
def font(pixels: int, weight: Weight = Weight.REGULAR, italic: bool = False, tabular: bool = False) -> QFont:
    """Return Inter at a size in pixels; treat it as read-only (it is shared)."""
    load_fonts()
    made = QFont()
    made.setFamilies([FONT_FAMILY, *FONT_FALLBACKS])
    made.setPixelSize(max(1, pixels))
    made.setWeight(QFont.Weight(int(weight)))
    made.setItalic(italic)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    # without this, text measured at one size and drawn scaled (miniature, print) would wrap differently
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=512)
def metrics(pixels: int, weight: Weight = Weight.REGULAR, italic: bool = False, tabular: bool = False) -> QFontMetricsF:
    """Return the metrics of `font` with the same arguments."""
    return QFontMetricsF(font(pixels, weight, italic, tabular))


def is_figures(text: str) -> bool:
    """Tell whether a text is figures only, to be set with tabular numbers.

    Not for words: Inter's `tnum` widens hyphens and stops too, and "Kujawsko-Pomorska" falls apart.
    """
    return not any(letter.isalpha() for letter in text)
