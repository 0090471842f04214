"""Words of the meeting where a widget needs them harmless or short: Qt reads markup in a tool tip, a row is no page."""

from __future__ import annotations

import html


def tip_text(text: str) -> str:
    """Return a text for a tool tip that shows every letter as it was typed."""
    if "<" not in text and "&" not in text:
        return text
    return f"<qt>{html.escape(text, quote=False)}</qt>".replace("\n", "<br>")


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many letters, its end given as "…" where there were more."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
