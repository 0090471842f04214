"""How paper looks: colours of the light theme that survive a black-and-white printer, sizes, margins, fonts."""

from __future__ import annotations

from labapp import paths

INK, QUIET, LINE, ACCENT = "#1E2227", "#4A525C", "#DDD8D0", "#0B6B6B"
WARNING = "#8A5000"
SECTORS = {"S": "#0072B2", "O": "#C2410C", "M": "#0E7C5A", "E": "#8B3A8B", "I": "#5F6670"}
# Series without a sector, three at most: told apart by lightness too, so that a grey print keeps them apart.
SERIES = ("#0B6B6B", "#B98A2E", "#22292F")

MARGIN = 62  # points; about 22 mm
BODY, SMALL, H1, H2, H3, TITLE = 10.5, 8.5, 16, 12.5, 11.5, 23

EMOJI = "NotoEmoji"
FACES = {
    "Inter": "Inter-Regular.ttf",
    "Inter-Bold": "Inter-Bold.ttf",
    "Inter-Italic": "Inter-Italic.ttf",
    "Inter-SemiBold": "Inter-SemiBold.ttf",
}
_EMOJI_FILE = "NotoEmoji-Regular.ttf"


def face(name: str) -> str:
    """Return the file of a font face."""
    return str(paths.resource("fonts", _EMOJI_FILE if name == EMOJI else FACES[name]))


def series_color(look: str, index: int) -> str:
    """Return the colour of a chart's series: its sector's, else one of ours in turn."""
    return SECTORS.get(look) or SERIES[index % len(SERIES)]


def on(color: str) -> str:
    """Return ink or white, whichever stands out more on a colour (WCAG 2.1 contrast)."""
    light = luminance(color)
    return "#FFFFFF" if 1.05 / (light + 0.05) >= (light + 0.05) / (luminance(INK) + 0.05) else INK


def luminance(color: str) -> float:
    """Return the relative luminance of `#RRGGBB`, 0 to 1 (WCAG 2.1)."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
