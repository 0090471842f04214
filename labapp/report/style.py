"""How paper looks: colours of the light theme that survive a black-and-white printer, sizes, margins, fonts."""

from __future__ import annotations

from labapp import paths

INK, QUIET, LINE, ACCENT, TINT = "#1E2227", "#4A525C", "#DDD8D0", "#0B6B6B", "#F4F1EC"
WARNING = "#8A5000"
SECTORS = {"S": "#0072B2", "O": "#C2410C", "M": "#0E7C5A", "E": "#8B3A8B", "I": "#5F6670"}
# Series without a sector: told apart by lightness too, so that a grey print keeps them apart.
SERIES = ("#0B6B6B", "#C9A24B", "#8FA6B2", "#5B3F66", "#B7653B")

MARGIN = 62  # points; about 22 mm
BODY, SMALL, H1, H2, H3, TITLE = 10.5, 8.5, 17, 13, 11.5, 26

EMOJI = "NotoEmoji"
FACES = {
    "Inter": "Inter-Regular.ttf",
    "Inter-Bold": "Inter-Bold.ttf",
    "Inter-Italic": "Inter-Italic.ttf",
    "Inter-SemiBold": "Inter-SemiBold.ttf",
    EMOJI: "NotoEmoji-Regular.ttf",
}


def face(name: str) -> str:
    """Return the file of a font face."""
    return str(paths.resource("fonts", FACES[name]))


def series_color(look: str, index: int) -> str:
    """Return the colour of a chart's series: its sector's, else one of ours in turn."""
    return SECTORS.get(look) or SERIES[index % len(SERIES)]
