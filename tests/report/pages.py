"""Where words stand on the pages of a PDF, as a reader of it finds them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pypdf import PdfReader
from reportlab.pdfbase.pdfmetrics import stringWidth


def outside(path: Path, edge: float = 20.0) -> list[str]:
    """Return the words that leave their page, measured in the face they are set in."""
    found: list[str] = []
    for page in PdfReader(path).pages:
        wide, high = float(page.mediabox.width), float(page.mediabox.height)

        def seen(
            text: str, cm: Any, tm: Any, font: Any, size: float,
            wide: float = wide, high: float = high,
        ) -> None:  # fmt: skip
            words = text.strip()
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            face = "Inter-Bold" if font and "Bold" in str(font.get("/BaseFont")) else "Inter"
            end = x + stringWidth(words, face, size)
            if words and not (edge <= x and end <= wide - edge and edge <= y <= high - edge):
                found.append(words[:40])

        page.extract_text(visitor_text=seen)
    return found
