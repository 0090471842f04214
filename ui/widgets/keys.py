"""How keys are called: as they are printed on a keyboard, the same in menus, tooltips, palette and on paper."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

PRINTED = {
    "Return": "Enter", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "PgUp": "PageUp", "PgDown": "PageDown",
}  # fmt: skip
"""What Qt calls otherwise."""


class KeyNames(QTranslator):
    """Gives our names to Qt, which writes them into menus."""

    def translate(self, context: str, text: str, about: str | None = None, n: int = -1) -> str | None:
        """Name a key; None leaves everything else to the next translator."""
        return PRINTED.get(text) if context == "QShortcut" else None

    def isEmpty(self) -> bool:
        """Qt leaves out a translator that says it is empty."""
        return False
