"""Every colour, size and space there is, by name; nothing else in `ui` writes a colour down.

A painter cannot take a bare colour for text: it names a `Pair` (this ink on that ground), and a test computes that the
pair can be read in all three themes. Pure values apart from QColor, so tests need no window.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum
from functools import lru_cache
from types import MappingProxyType

from PySide6.QtGui import QColor

# --- type, console (px at 100 %) and stage (parts of the height H) ------------------------------------------------
CONSOLE_BODY, CONSOLE_SECONDARY, CONSOLE_SECTION, CONSOLE_TITLE = 13, 12, 15, 20
BOOTH_QUESTION, BOOTH_LARGE, BOOTH_TITLE = 24, 26, 32  # on screens high enough; below that the console's title size
STAGE_SMALL, STAGE_BODY, STAGE_TITLE, STAGE_CLOCK = 1 / 24, 1 / 18, 1 / 12, 1 / 5
LINE_HEIGHT = 1.25
FONT_FAMILY = "Inter"
FONT_FALLBACKS = (
    "Noto Sans", "Segoe UI", "Helvetica Neue", "Liberation Sans", "DejaVu Sans",
    "Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji", "Noto Emoji",  # the last one is shipped
)  # fmt: skip
MAX_STAGE_SIZES = 4

# --- space (px) ----------------------------------------------------------------------------------------------------
SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL, SPACE_XXL = 4, 8, 12, 16, 24, 40
ROW, ROW_BOOTH = 32, 56
ICON, ICON_BOX = 16, 20  # of a button, at 100 %: the picture, and the room it keeps free of the word; both grow
CORNER, CORNER_NOTE = 6, 4
EDGE = 4


class Weight(IntEnum):
    """The four cuts of Inter we ship."""

    REGULAR = 400
    MEDIUM = 500
    SEMIBOLD = 600
    BOLD = 700


class Token(StrEnum):
    """Names of colours; the values are in the themes."""

    PAPER = "paper"
    SURFACE = "surface"
    LINE = "line"
    INK = "ink"
    QUIET = "quiet"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    ACCENT_HOVER = "accent_hover"
    HOVER = "hover"
    CHOSEN = "chosen"
    BORDER = "border"
    FADED = "faded"
    WARNING = "warning"
    DANGER = "danger"
    GOOD = "good"
    SECTOR_S = "sector_s"
    SECTOR_O = "sector_o"
    SECTOR_M = "sector_m"
    SECTOR_E = "sector_e"
    SECTOR_I = "sector_i"
    NOTE_BLUE = "note_blue"
    NOTE_ORANGE = "note_orange"
    NOTE_GREEN = "note_green"
    NOTE_VIOLET = "note_violet"
    NOTE_GREY = "note_grey"
    NOTE_YELLOW = "note_yellow"
    DARK = "dark"


class Use(Enum):
    """What a pair is for, and the contrast it must reach."""

    STAGE = "stage text"
    CONSOLE = "console text"
    SHAPE = "shapes and bars"
    DECOR = "decoration that says nothing"

    @property
    def minimum(self) -> float:
        """Return the least contrast of this use."""
        return {Use.STAGE: 7.0, Use.CONSOLE: 4.5, Use.SHAPE: 3.0, Use.DECOR: 1.0}[self]


_T = Token


class Pair(Enum):
    """A declared pair: (ink, ground, use). Text takes STAGE or CONSOLE pairs, bars and shapes SHAPE pairs."""

    INK_ON_PAPER = (_T.INK, _T.PAPER, Use.STAGE)
    QUIET_ON_PAPER = (_T.QUIET, _T.PAPER, Use.STAGE)
    INK_ON_SURFACE = (_T.INK, _T.SURFACE, Use.STAGE)
    QUIET_ON_SURFACE = (_T.QUIET, _T.SURFACE, Use.STAGE)
    INK_ON_BLUE = (_T.INK, _T.NOTE_BLUE, Use.STAGE)
    INK_ON_ORANGE = (_T.INK, _T.NOTE_ORANGE, Use.STAGE)
    INK_ON_GREEN = (_T.INK, _T.NOTE_GREEN, Use.STAGE)
    INK_ON_VIOLET = (_T.INK, _T.NOTE_VIOLET, Use.STAGE)
    INK_ON_GREY = (_T.INK, _T.NOTE_GREY, Use.STAGE)
    INK_ON_YELLOW = (_T.INK, _T.NOTE_YELLOW, Use.STAGE)

    ACCENT_ON_PAPER = (_T.ACCENT, _T.PAPER, Use.CONSOLE)
    ACCENT_ON_SURFACE = (_T.ACCENT, _T.SURFACE, Use.CONSOLE)
    TEXT_ON_ACCENT = (_T.ON_ACCENT, _T.ACCENT, Use.CONSOLE)
    TEXT_ON_ACCENT_HOVER = (_T.ON_ACCENT, _T.ACCENT_HOVER, Use.CONSOLE)
    INK_ON_HOVER = (_T.INK, _T.HOVER, Use.CONSOLE)
    QUIET_ON_HOVER = (_T.QUIET, _T.HOVER, Use.CONSOLE)
    INK_ON_CHOSEN = (_T.INK, _T.CHOSEN, Use.CONSOLE)
    QUIET_ON_CHOSEN = (_T.QUIET, _T.CHOSEN, Use.CONSOLE)
    WARNING_ON_PAPER = (_T.WARNING, _T.PAPER, Use.CONSOLE)
    WARNING_ON_SURFACE = (_T.WARNING, _T.SURFACE, Use.CONSOLE)
    DANGER_ON_PAPER = (_T.DANGER, _T.PAPER, Use.CONSOLE)
    DANGER_ON_SURFACE = (_T.DANGER, _T.SURFACE, Use.CONSOLE)
    GOOD_ON_PAPER = (_T.GOOD, _T.PAPER, Use.CONSOLE)
    GOOD_ON_SURFACE = (_T.GOOD, _T.SURFACE, Use.CONSOLE)

    SHAPE_INK = (_T.INK, _T.PAPER, Use.SHAPE)
    SHAPE_QUIET = (_T.QUIET, _T.PAPER, Use.SHAPE)
    SHAPE_ACCENT = (_T.ACCENT, _T.PAPER, Use.SHAPE)
    SHAPE_WARNING = (_T.WARNING, _T.PAPER, Use.SHAPE)
    SHAPE_DANGER = (_T.DANGER, _T.PAPER, Use.SHAPE)
    SHAPE_GOOD = (_T.GOOD, _T.PAPER, Use.SHAPE)
    FADED_ON_PAPER = (_T.FADED, _T.PAPER, Use.SHAPE)  # disabled controls: seen, not meant to be read
    SHAPE_BORDER = (_T.BORDER, _T.SURFACE, Use.SHAPE)
    SECTOR_S = (_T.SECTOR_S, _T.PAPER, Use.SHAPE)
    SECTOR_O = (_T.SECTOR_O, _T.PAPER, Use.SHAPE)
    SECTOR_M = (_T.SECTOR_M, _T.PAPER, Use.SHAPE)
    SECTOR_E = (_T.SECTOR_E, _T.PAPER, Use.SHAPE)
    SECTOR_I = (_T.SECTOR_I, _T.PAPER, Use.SHAPE)

    LINE_ON_PAPER = (_T.LINE, _T.PAPER, Use.DECOR)

    @property
    def ink(self) -> Token:
        """Return the token drawn."""
        return self.value[0]

    @property
    def ground(self) -> Token:
        """Return the token it is drawn on."""
        return self.value[1]

    @property
    def use(self) -> Use:
        """Return what the pair may be used for."""
        return self.value[2]


GROUNDS = frozenset({
    Token.PAPER, Token.SURFACE, Token.NOTE_BLUE, Token.NOTE_ORANGE, Token.NOTE_GREEN, Token.NOTE_VIOLET,
    Token.NOTE_GREY, Token.NOTE_YELLOW, Token.DARK,
})  # fmt: skip
"""What may be filled as a ground for text on the stage."""

_NOTES = {
    "": Token.SURFACE, "blue": Token.NOTE_BLUE, "orange": Token.NOTE_ORANGE, "green": Token.NOTE_GREEN,
    "violet": Token.NOTE_VIOLET, "grey": Token.NOTE_GREY, "yellow": Token.NOTE_YELLOW,
}  # fmt: skip
_SECTORS = {"S": Pair.SECTOR_S, "O": Pair.SECTOR_O, "M": Pair.SECTOR_M, "E": Pair.SECTOR_E, "I": Pair.SECTOR_I}
_SECTOR_NOTES = {"S": "blue", "O": "orange", "M": "green", "E": "violet", "I": "grey"}
_INKS = {pair.ground: pair for pair in Pair if pair.ink is Token.INK and pair.use is Use.STAGE}
_QUIETS = {pair.ground: pair for pair in Pair if pair.ink is Token.QUIET and pair.use is Use.STAGE}


def sector_pair(mark: str) -> Pair:
    """Return the colour of a sector's mark (S O M E I); an unknown mark counts among the others."""
    return _SECTORS.get(mark, Pair.SECTOR_I)


def note_ground(colour: str, mark: str = "") -> Token:
    """Return the tint of a note: its own colour, else its sector's, else plain."""
    return _NOTES.get(colour or _SECTOR_NOTES.get(mark, ""), Token.SURFACE)


def ink_on(ground: Token) -> Pair:
    """Return the pair for plain text on a ground."""
    return _INKS[ground]


def quiet_on(ground: Token) -> Pair:
    """Return the pair for secondary text; on tints that is plain ink, which alone can be read there."""
    return _QUIETS.get(ground, _INKS[ground])


@dataclass(frozen=True)
class Theme:
    """One set of values for all tokens."""

    name: str
    colours: Mapping[Token, str]
    outlined: bool = False
    """Whether notes and controls need an outline because their ground is the paper itself."""

    def color(self, token: Token) -> QColor:
        """Return the value of a token; treat it as read-only."""
        return _color(self.colours[token])

    def hex(self, token: Token) -> str:
        """Return the value of a token as `#RRGGBB`."""
        return self.colours[token]

    def ink(self, pair: Pair) -> QColor:
        """Return what a pair draws with."""
        return self.color(pair.ink)

    def __hash__(self) -> int:
        return hash(self.name)


@lru_cache(maxsize=256)
def _color(value: str) -> QColor:
    return QColor(value)


def _theme(name: str, values: str, outlined: bool = False) -> Theme:
    words = values.split()
    pairs = zip(words[::2], words[1::2], strict=True)
    return Theme(name, MappingProxyType({Token(token): value for token, value in pairs}), outlined)


LIGHT = _theme(
    "light",
    """
    paper #FAF8F5
    surface #FFFFFF
    line #DDD8D0
    ink #1E2227
    quiet #4A525C
    accent #0B6B6B
    on_accent #FFFFFF
    accent_hover #095656
    hover #F1EDE6
    chosen #DCEDEC
    border #8A857C
    faded #8F8A81
    warning #8A5000
    danger #A62B1F
    good #1B6E37
    sector_s #0072B2
    sector_o #C2410C
    sector_m #0E7C5A
    sector_e #8B3A8B
    sector_i #5F6670
    note_blue #E6F1F9
    note_orange #FCECE1
    note_green #E2F3EB
    note_violet #F5E8F5
    note_grey #ECEEF0
    note_yellow #FBF1CC
    dark #000000
    """,
)
_BRIGHT = """
    warning #F0B429
    danger #FF8A7A
    good #6BD08B
    sector_s #56B4E9
    sector_o #F5A25D
    sector_m #4CC38A
    sector_e #D58BD5
    sector_i #A9B2BC
    dark #000000
"""
DARK = _theme(
    "dark",
    """
    paper #15181C
    surface #1E2328
    line #343B43
    ink #EEF0F2
    quiet #B4BDC6
    accent #4DC4BE
    on_accent #15181C
    accent_hover #74D6D1
    hover #2A3138
    chosen #1F3F40
    border #7C8792
    faded #7C8792
    note_blue #1A2C3B
    note_orange #37281C
    note_green #18322A
    note_violet #332336
    note_grey #2A3037
    note_yellow #37301A
    """
    + _BRIGHT,
)
HIGH_CONTRAST = _theme(
    "contrast",
    """
    paper #000000
    surface #000000
    line #FFFFFF
    ink #FFFFFF
    quiet #FFFFFF
    accent #FFE600
    on_accent #000000
    accent_hover #FFF27A
    hover #2B2B2B
    chosen #333300
    border #FFFFFF
    faded #9A9A9A
    note_blue #000000
    note_orange #000000
    note_green #000000
    note_violet #000000
    note_grey #000000
    note_yellow #000000
    """
    + _BRIGHT,
    outlined=True,
)
THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST)})


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio of two `#RRGGBB` colours, 1 to 21."""
    bright, dim = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(value: str) -> float:
    channels = (int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
