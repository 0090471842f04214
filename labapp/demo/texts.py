"""What is said in the invented laboratories: the shape of the texts, the same in both languages line by line.

Invented by us, like every place and organisation named here. Pools are named after what they answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Texts:
    """All words of one language; lists of two languages have the same length and order, so that a seed tells one story.

    `combined` puts a place, `dated` a place and a time behind an idea, for demos larger than the lists.
    """

    titles: Mapping[str, str]
    purposes: Mapping[str, str]
    questions: Mapping[str, str]
    place: str
    organisers: tuple[str, ...]
    funder: str
    project: str
    contract: str
    entities: tuple[tuple[str, str], ...]
    functions: tuple[str, ...]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    pools: Mapping[str, tuple[str, ...]]
    merges: Mapping[str, tuple[tuple[int, str], ...]]
    card_notes: tuple[str, ...]
    places: tuple[str, ...]
    times: tuple[str, ...]
    combined: str
    dated: str
    talk: tuple[tuple[str, ...], ...]
    parking: tuple[tuple[str, str], ...]
    open_questions: tuple[tuple[str, str], ...]
    declarations: tuple[str, ...]
    review: tuple[str, str, tuple[str, ...]]
    carried_over: tuple[str, str]
    partners: tuple[str, ...]
    resources: tuple[str, ...]
    measures: tuple[str, ...]
    to_confirm: tuple[str, ...]
    event: str
    empty_agenda: tuple[tuple[str, str, str], ...]
    empty_columns: tuple[str, ...]

    def name(self, number: int) -> str:
        """Return the invented name of one of those who come; no two share one, however many there are."""
        firsts, lasts = self.first_names, self.last_names
        round_, place = divmod(number, len(firsts))
        last = lasts[(place + round_) % len(lasts)]
        again = round_ // len(lasts)
        return f"{firsts[place]} {last}" + (f"-{lasts[(place + round_ + again) % len(lasts)]}" if again else "")


def texts(language: str) -> Texts:
    """Return the words of a language; only that language's list is loaded."""
    if language == "pl":
        from labapp.demo.texts_pl import POLISH

        return POLISH
    from labapp.demo.texts_en import ENGLISH

    return ENGLISH
