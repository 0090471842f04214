"""What lists of people call their columns, and which of their rows says so."""

from __future__ import annotations

from collections.abc import Sequence

from labapp.exchange.source import Row
from labapp.exchange.table import SEARCHED
from labapp.wording.folding import fold

FIELDS = (
    "name", "first_name", "last_name", "entity", "sector", "role", "function", "email", "phone", "needs", "code",
    "note",
)  # fmt: skip
_NAMES: dict[str, tuple[str, ...]] = {
    "name": (
        "imie i nazwisko", "nazwisko i imie", "nazwisko i imiona", "imiona i nazwisko", "name", "full name",
        "uczestnik", "osoba", "kandydat", "posel", "participant",
    ),
    "first_name": ("imie", "imiona", "first name", "first_name", "given name"),
    "last_name": ("nazwisko", "last name", "last_name", "surname", "family name"),
    "entity": (
        "podmiot", "organizacja", "instytucja", "organisation", "organization", "entity", "firma", "urzad", "jednostka",
        "komitet", "company", "afiliacja",
    ),
    "sector": ("sektor", "sector", "strona", "side"),
    "role": ("rola", "role"),
    "function": ("funkcja", "stanowisko", "function", "position", "job title"),
    "email": ("e-mail", "email", "mail", "adres e-mail", "adres email", "poczta"),
    "phone": ("telefon", "tel", "tel.", "phone", "mobile", "mobile_number", "nr telefonu", "komorka"),
    "needs": ("potrzeby", "potrzeby specjalne", "dieta", "needs", "diet", "uwagi zywieniowe"),
    "code": ("kod", "code", "nr", "numer", "identyfikator"),
    "note": ("uwagi", "notatka", "note", "notes", "komentarz"),
}
_ALSO_ROLES = ("uczestnik", "osoba", "kandydat", "posel", "participant")


def matched(header: Sequence[str]) -> dict[str, int]:
    """Return which field each known name of a column means, the first of several columns of one field."""
    names = [" ".join(fold(name).split()).removesuffix(":") for name in header]
    found: dict[str, int] = {}
    for name in FIELDS:
        for word in _NAMES[name]:
            if word in names and names.index(word) not in found.values():
                found[name] = names.index(word)
                break
    return found


def headings(rows: Sequence[Row]) -> int:
    """Return the row that names the columns: the first one that has a column of names, else the very first."""
    for index, row in enumerate(rows[:SEARCHED]):
        known = matched(row.cells)
        if not known.keys() & {"name", "last_name"}:
            continue
        filled = sum(1 for cell in row.cells if cell)
        said = fold(row.cell(known["name"])) if "name" in known else ""
        # "uczestnik" may be somebody's role: it heads a column only among other headings.
        if said not in _ALSO_ROLES or filled == len(known) > 1:
            return index
    return 0
