"""Paragraph styles of the PDF, made from the print style once."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from labapp.report import columns, style


def _made(name: str, size: float, font: str = "Inter", color: str = style.INK, **more: object) -> ParagraphStyle:
    defaults: dict[str, object] = {
        "fontSize": size, "leading": round(size * 1.4, 1), "fontName": font, "textColor": HexColor(color),
        "splitLongWords": 1, "spaceShrinkage": 0.05, "bulletFontName": font, "bulletFontSize": size,
    }  # fmt: skip
    return ParagraphStyle(name, **{**defaults, **more})


TONES: dict[str, ParagraphStyle] = {
    "title": _made("title", style.TITLE, "Inter-Bold", leading=style.TITLE * 1.15, spaceAfter=4),
    "subtitle": _made("subtitle", style.H2, color=style.QUIET, spaceAfter=7),
    "fact-name": _made("fact-name", style.SMALL, color=style.QUIET),
    "fact": _made("fact", style.SMALL),
    "body": _made("body", style.BODY, spaceAfter=6),
    "quiet": _made("quiet", style.BODY - 1, color=style.QUIET, spaceAfter=4),
    "strong": _made("strong", style.BODY, "Inter-SemiBold", spaceBefore=7, spaceAfter=5),
    "quote": _made("quote", style.BODY, "Inter-Italic", leftIndent=14, spaceAfter=6),
    "warning": _made("warning", style.BODY, "Inter-SemiBold", color=style.WARNING, spaceAfter=6),
    "item": _made("item", style.BODY, leftIndent=16, bulletIndent=2, spaceAfter=3),
    "beneath": _made("beneath", style.BODY - 1, color=style.QUIET, leftIndent=16, spaceAfter=3),
}
_HEADINGS = {
    1: _made("h1", style.H1, "Inter-Bold", spaceBefore=16, spaceAfter=5),
    2: _made("h2", style.H2, "Inter-SemiBold", spaceBefore=9, spaceAfter=3),
    3: _made("h3", style.H3, "Inter-SemiBold", spaceBefore=9, spaceAfter=4),
    4: _made("h4", style.BODY, "Inter-SemiBold", color=style.QUIET, spaceBefore=7, spaceAfter=3),
}
_CELL = _made("cell", columns.SIZE, columns.FACE, leading=12)
_CELL_RIGHT = _made("cell-right", columns.SIZE, columns.FACE, leading=12, alignment=TA_RIGHT)


def heading_style(level: int) -> ParagraphStyle:
    """Return the style of a heading, 1–4."""
    return _HEADINGS[level]


def cell_style(numeric: bool) -> ParagraphStyle:
    """Return the style of a table cell."""
    return _CELL_RIGHT if numeric else _CELL


def head_style(size: float, numeric: bool) -> ParagraphStyle:
    """Return the style of a table's header, in the size its words fit in."""
    name, alignment = ("head-right", TA_RIGHT) if numeric else ("head", TA_LEFT)
    return _made(name, size, columns.HEAD_FACE, leading=13, alignment=alignment)


def toc_styles() -> list[ParagraphStyle]:
    """Return the styles of the contents' two levels."""
    return [
        _made("toc1", style.BODY - 0.5, "Inter-SemiBold", spaceBefore=3, leading=13),
        _made("toc2", style.BODY - 1, leftIndent=14, color=style.QUIET, leading=12),
    ]
