"""Our faces made known to reportlab: Inter in its cuts and, where asked for, emoji; all embedded as subsets."""

from __future__ import annotations

import re
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from labapp.report import style

_ABOVE = re.compile(r"(?<=> )<([0-9A-F]{5,6})>")


class _Emoji(TTFont):  # type: ignore[misc] # reportlab has no types
    """A face of letters above U+FFFF; reportlab names those as they are where PDF wants UTF-16, so copies lost them."""

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401 - reportlab's
        """Add the subsets, then spell their letters as ISO 32000-1, 9.10.3 asks."""
        super().addObjects(doc)
        for name, made in doc.idToObject.items():
            if str(name).startswith("toUnicodeCMap:"):
                made.content = _ABOVE.sub(_utf16, made.content)


def _utf16(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


def register() -> None:
    """Make the faces known, once a process."""
    rl_config.canvas_basefontname = "Inter"  # otherwise an unembedded Helvetica stands in every file
    known = pdfmetrics.getRegisteredFontNames()
    for name in style.FACES:
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, style.face(name)))
    pdfmetrics.registerFontFamily(
        "Inter", normal="Inter", bold="Inter-Bold", italic="Inter-Italic", boldItalic="Inter-Bold"
    )


def register_emoji() -> None:
    """Make the outlines of emoji known too; most reports have none, and reading the face takes its time."""
    if style.EMOJI not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(_Emoji(style.EMOJI, style.face(style.EMOJI)))
        pdfmetrics.registerFontFamily(style.EMOJI, *[style.EMOJI] * 4)  # one cut, whatever surrounds it
