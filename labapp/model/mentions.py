"""Finds people in free text by the names on the list, Polish endings included; for anonymising and erasing.

Careful rather than clever: a word is a mention when it begins with a capital letter and with the stem of a name on
the list. What it misses (nicknames, slips) a person has to find; the lists of what was done say so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from labapp.model.declension import CASES, SHORTEST, changed_stems, stem

# Begun only where a word begins: looked for from every letter, one of a million letters takes hours.
_AT = r"(?:@|[ \u00a0]?[(\[] ?(?:at|małpa|@) ?[)\]][ \u00a0]?)"
_EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]+{_AT}[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_GAP = r"[ \u00a0\-–./()]{0,2}"
_ABROAD = rf"(?:\(?(?:\+|00)\d{{1,3}}{_GAP}|\(?0-?|\d{{1,3}}[ -])?"  # what may stand in front of the national part
# A number of the world (+48 …), or any behind a word for telephones: bare figures may be money.
_PHONE = re.compile(
    rf"(?<![\w+])(?:\+|00)[1-9](?:{_GAP}\d){{8,12}}(?!\d)"
    r"|(?P<word>\b(?:tel|telefon\w*|kom|komórk\w*|phone|mobile|faks|fax)\b[.:]{0,2} ?)"
    rf"\(?\d(?:{_GAP}\d){{6,11}}(?!\d)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
# Not \b: for it a name in Kowalska_2.jpg neither begins nor ends.
_BEGINS, _ENDS = r"(?<![^\W\d_])", r"(?![^\W\d_])"
# Who else is on the list keeps name and address: a namesake is no mention.
OF_OTHERS = {"participants": ("name", "email", "phone")}
_STAYS = "\0"  # begins the stand-in of whoever is not looked for
_TAIL = rf"(?i:{CASES})"
_BODIES = frozenset({
    "urząd", "wydział", "biuro", "referat", "dział", "zarząd", "rada", "sejmik", "starostwo", "gmina", "miasto",
    "powiat", "województwo", "sołectwo", "dom", "szkoła", "przedszkole", "ośrodek", "centrum", "biblioteka",
    "muzeum", "straż", "policja", "koło", "klub", "stowarzyszenie", "fundacja", "spółdzielnia", "spółka", "komisja",
    "zespół", "instytut", "uniwersytet", "politechnika", "szpital", "parafia", "ochotnicza", "lokalna", "miejski",
    "miejska", "gminny", "gminna", "powiatowy", "powiatowa", "the", "city", "town", "office", "department",
    "council", "foundation", "association", "school", "club", "centre", "center",
})  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody to look for: `stand_in` (a code) is written where the name stood.

    `whole`: a name somebody typed, looked for only as it stands, because one word of it may mean anything. `stays`:
    somebody who is not looked for, and whose name is left where it can be nobody else's.
    """

    name: str
    stand_in: str
    contacts: tuple[str, ...] = ()
    whole: bool = False
    stays: bool = False


class Mentions:
    """Replaces every mention of some people; `count` says how many were replaced so far.

    `strangers`: addresses and telephones of people nobody has listed go as well.
    """

    def __init__(self, people: Iterable[Person], *, strangers: bool = True) -> None:
        self.count = 0
        self._strangers = strangers
        listed = [
            replace(person, stand_in=f"{_STAYS}{number}") if person.stays else person
            for number, person in enumerate(people)
        ]
        self._contacts = _contacts([person for person in listed if not person.stays])
        self._stems = _stems([person for person in listed if not person.whole])
        self._phrases = _phrases([person for person in listed if person.whole])
        changed = _stems([person for person in listed if not person.whole], changed=True)
        word = rf"(?:{_one_of(self._stems)}{_TAIL}?|{_one_of(changed)}{_TAIL}){_ENDS}"
        # "Anna Kowalska", "Anny Kowalskiej", "Kowalska-Nowak" are one mention and become one stand-in.
        self._pattern = re.compile(rf"{_BEGINS}{word}(?:[ \u00a0_-]{word})*") if self._stems else None
        self._stems = {key: self._stems.get(key, set()) | changed.get(key, set()) for key in {*self._stems, *changed}}

    def replace(self, text: str) -> str:
        """Return the text with stand-ins; the same object when nobody is mentioned."""
        found = self._contacts.sub(self._contact, text) if self._contacts else text
        if self._strangers:
            found = _PHONE.sub(self._contact, _EMAIL.sub(self._contact, found))
        found = self._phrases.sub(self._contact, found) if self._phrases else found
        return self._pattern.sub(self._name, found) if self._pattern else found

    def replace_in_json(self, text: str) -> str:
        """Return JSON with stand-ins in each of its texts.

        Looked at as one text, a name that begins a second line would be hidden by the letter of `\\n` before it.
        """
        try:
            said = json.loads(text)
            found = self._within(said)
        except (ValueError, RecursionError):  # damaged: whatever it is, a name in it goes
            return self.replace(text)
        return text if found == said else json.dumps(found, ensure_ascii=False)

    def found_in(self, text: str) -> bool:
        """Whether somebody is mentioned; nothing is replaced, nothing counted."""
        before = self.count
        found = self.replace(text) != text
        self.count = before
        return found

    def _within(self, said: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(said, str):
            return self.replace(said)
        if isinstance(said, list):
            return [self._within(item) for item in said]
        if isinstance(said, dict):
            return {self.replace(name): self._within(item) for name, item in said.items()}
        return said

    def _contact(self, match: re.Match[str]) -> str:
        self.count += 1
        return f"{match.groupdict().get('word') or ''}[…]"

    def _name(self, match: re.Match[str]) -> str:
        common: set[str] | None = None
        for word in _WORD.findall(match[0]):
            stem = max((stem for stem in self._stems if word.startswith(stem)), key=len)
            owners = self._stems[stem]
            common = owners if common is None else (common & owners or common)
        whose = next(iter(common)) if common and len(common) == 1 else "[…]"
        if whose.startswith(_STAYS) or all(owner.startswith(_STAYS) for owner in common or ()):
            return match[0]
        self.count += 1
        return whose


def _one_of(words: Iterable[str]) -> str:
    # No word at all where there is none to look for: an empty alternative would be found everywhere.
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or '(?!)'})"


def _stems(people: list[Person], *, changed: bool = False) -> dict[str, set[str]]:
    stems: dict[str, set[str]] = {}
    for person in people:
        for word in _WORD.findall(person.name):
            if len(word) >= SHORTEST:
                for form in _changed_forms(word) if changed else _forms(word):
                    stems.setdefault(form, set()).add(person.stand_in)
    return stems


def _forms(word: str) -> set[str]:
    titled = word[0].upper() + (word[1:].lower() if word.isupper() else word[1:])
    return {stem(titled), stem(word.upper())}


def _changed_forms(word: str) -> set[str]:
    return {form for small in changed_stems(word) for form in (small[0].upper() + small[1:], small.upper())}


def _phrases(people: list[Person]) -> re.Pattern[str] | None:
    words = [_WORD.findall(person.name) for person in people]
    parts = {r"[ \u00a0_-]+".join(_whole_word(word) for word in name) for name in words if name}
    return re.compile(rf"{_BEGINS}(?:{'|'.join(sorted(parts, key=len, reverse=True))}){_ENDS}") if parts else None


def _whole_word(word: str) -> str:
    return rf"(?:{re.escape(stem(word))}{_TAIL}?|{_one_of(_changed_forms(word))}{_TAIL})"


def looks_like_a_name(text: str) -> bool:
    """Whether something typed into a field for a person is one: two to four capitalised words, none of an office."""
    words = text.replace("-", " ").split()
    return (
        2 <= len(words) <= 4
        and all(_WORD.fullmatch(word) and word[0].isupper() for word in words)
        and words[0].lower() not in _BODIES
    )


def _contacts(people: list[Person]) -> re.Pattern[str] | None:
    parts: set[str] = set()
    for person in people:
        for contact in person.contacts:
            digits = re.sub(r"\D", "", contact)
            if "@" in contact:
                name, _at, place = contact.partition("@")
                parts.add(rf"(?<![\w.+-]){re.escape(name)}{_AT}{re.escape(place)}(?![\w-])")
            elif len(digits) >= 7:
                # The national part, however it is spaced; a prefix of the country may stand in front of it.
                parts.add(rf"(?<!\d){_ABROAD}\(?{_GAP.join(digits[-9:])}(?!\d)")
    return re.compile("|".join(sorted(parts, key=len, reverse=True)), re.IGNORECASE) if parts else None
