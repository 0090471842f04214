"""How a day is typed: in figures, in the order that the language of the window has."""

from __future__ import annotations

from labapp.wording.translate import Translator


def day_format(_: Translator) -> str:
    """Return Qt's display format for a QDateEdit."""
    return "d.MM.yyyy" if _.language == "pl" else "yyyy-MM-dd"
