"""Text for searching: lower case, Polish letters as plain ones, so that "laka" finds "Łąka"."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Return the text as it is compared in a search."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
