"""The ways to look at a screen: language, theme, size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SIZES = ((1093, 614), (1366, 768), (1920, 1080))
LANGUAGES = ("pl", "en")
THEMES = ("light", "dark", "contrast")


@dataclass(frozen=True)
class Look:
    """One way to look at every screen."""

    language: str
    theme: str
    size: tuple[int, int]

    @property
    def name(self) -> str:
        """Return the look as part of a file name."""
        return f"{self.language}-{self.theme}-{self.size[0]}x{self.size[1]}"


def looks(quick: bool) -> Iterator[Look]:
    """Return all looks; quick: one of each dimension, so that all are seen somewhere."""
    if quick:
        yield from (Look("pl", "light", SIZES[0]), Look("en", "dark", SIZES[1]), Look("pl", "contrast", SIZES[2]))
        return
    for language in LANGUAGES:
        for theme in THEMES:
            for size in SIZES:
                yield Look(language, theme, size)
