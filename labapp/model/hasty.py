"""What a line typed in haste means: who is meant by a few letters, somebody new with a sector, who declared what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from labapp.changes import Reader
from labapp.model import people
from labapp.model.people import Found, Sector
from labapp.wording.folding import fold

_LONGEST_SPEAKER = 60  # letters; what is longer before a colon is the beginning of a sentence


@dataclass(frozen=True, slots=True)
class Typed:
    """A name, the sector meant, and the words typed for it."""

    name: str
    sector: Sector | None = None
    wanted: str = ""


def typed(read: Reader, text: str) -> Typed:
    """Split "Jan Żak / O" into name and sector, which is known by its letter or by how its name begins."""
    name, slash, wanted = text.rpartition("/")
    if not slash:
        return Typed(" ".join(text.split()))
    words = fold(wanted.strip())
    sectors = people.sectors(read)
    by_letter = [sector for sector in sectors if fold(sector.letter) == words]
    by_name = [sector for sector in sectors if words and fold(sector.name).startswith(words)]
    return Typed(" ".join(name.split()), next(iter([*by_letter, *by_name]), None), wanted.strip())


def meant(known: Sequence[Found], name: str) -> int | None:
    """Return which of those found is meant, their number where it is somebody new, None where several may be.

    Nobody is sent home, and nobody new swallowed, by a guess.
    """
    exact = [row for row, found in enumerate(known) if fold(name) in (fold(found.person.name), found.person.code)]
    if exact:
        coming = next((row for row in exact if not known[row].present), None)
        return coming if coming is not None else exact[0] if len(exact) == 1 else None
    if not known or len(name.split()) > 1:
        return len(known)
    best = [row for row, found in enumerate(known) if found.rank == known[0].rank]
    arriving = next((row for row in best if not known[row].present), None)
    if arriving is not None:
        return arriving
    return 0 if len(best) == 1 and known[0].rank == 0 else None


def speaker(text: str) -> tuple[str, str]:
    """Split "Anna Nowak: a room for free" into who and what; without a colon everything is what."""
    who, colon, what = text.partition(":")
    return (who.strip(), what.strip()) if colon and what.strip() and len(who) <= _LONGEST_SPEAKER else ("", text)
