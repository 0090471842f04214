"""Endless texts in parts: reportlab measures the rest of a paragraph anew on every page, a word on every line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph

from labapp.report.charts import wrapped

_LONGEST = 3_000  # letters: about a page
_ENDS = (re.compile(r"\n"), re.compile(r"[.!?…]\s"), re.compile(r"\s"))  # the best places for a cut first


def pieces(text: str, most: int = _LONGEST, lines: int = _LONGEST) -> list[str]:
    """Return a text in parts of at most so many letters and lines, cut where a line, a sentence or a word ends."""
    found = []
    while len(text) > most or text.count("\n") >= lines:
        head = "\n".join(text[: most + 1].split("\n")[:lines])
        cut = len(head) if len(head) <= most else _cut(head[:most], most // 2)
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*found, text] if text or not found else found


def paragraphs(
    text: str, style: ParagraphStyle, markup: Callable[[str], str], tail: str = "", bullet: str | None = None
) -> Iterator[Paragraph]:
    """Yield one paragraph, or those of an endless text one below the other; `tail` is markup for its end."""
    parts = pieces(text)
    for number, part in enumerate(parts, 1):
        last = number == len(parts)
        made = markup(part) + (tail if last else "")
        yield Paragraph(made, style if last else _close(style), bulletText=bullet if number == 1 else None)


def one_line(text: str, face: str, size: float, width: float) -> str:
    """Return what of a text fits into one line of a width."""
    return wrapped(text, lambda part: float(stringWidth(part, face, size)), width, 1)[0]


def _cut(text: str, least: int) -> int:
    for ends in _ENDS:
        found = [match.end() for match in ends.finditer(text, least)]
        if found:
            return found[-1]
    return len(text)


@lru_cache(maxsize=32)
def _close(style: ParagraphStyle) -> ParagraphStyle:
    return ParagraphStyle(f"{style.name}-close", parent=style, spaceAfter=0)
