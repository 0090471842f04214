"""Words of the meeting where Qt would read markup: a tool tip has no format of its own, its text is made harmless."""

from __future__ import annotations

import html


def tip_text(text: str) -> str:
    """Return a text for a tool tip that shows every letter as it was typed."""
    if "<" not in text and "&" not in text:
        return text
    return f"<qt>{html.escape(text, quote=False)}</qt>".replace("\n", "<br>")
