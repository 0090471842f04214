"""Finds what the Polish translation lacks: `python -m tests.translation_check`, also run by the suite.

Every text marked in `labapp` and `ui` must stand in some room of `resources/translations/pl`, complete and unambiguous.
English needs no file: the marked texts are English.
"""

from __future__ import annotations

import string
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import PoFileError, read_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("labapp", "ui")
# How a text is marked: `_("…")` or `self._("…")`, `.plural(one, many, n)`, `.context(where, text)`, `N_("…")`.
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2), "context": ((1, "c"), 2)}

Key = tuple[str | None, str | tuple[str, ...]]


@dataclass(frozen=True)
class Source:
    """A marked text and the place of its first mark."""

    key: Key
    place: str


@dataclass(frozen=True)
class Entry:
    """A message of one room's file."""

    room: str
    message: Message

    @property
    def key(self) -> Key:
        """What the translator looks the message up by."""
        identity = self.message.id
        return self.message.context, tuple(identity) if isinstance(identity, list | tuple) else identity

    @property
    def strings(self) -> tuple[str, ...]:
        """The translation, one text per plural form."""
        given = self.message.string
        return tuple(given) if isinstance(given, list | tuple) else (str(given),)


def show(key: Key) -> str:
    """Name a text in a complaint, shortened."""
    context, text = key
    first = text if isinstance(text, str) else text[0]
    short = first if len(first) < 70 else first[:67] + "…"
    return f'"{short}"' + (f" (context {context})" if context else "")


def marked_texts(root: Path = ROOT, packages: Iterable[str] = PACKAGES) -> dict[Key, Source]:
    """Return every text marked for translation under the packages."""
    found: dict[Key, Source] = {}
    for package in packages:
        messages = extract_from_dir(root / package, [("**.py", "python")], keywords=KEYWORDS)
        for name, line, text, _comments, context in messages:
            if text:
                key = (context, text)
                found.setdefault(key, Source(key, f"{package}/{name}:{line}"))
    return found


def read_rooms(folder: Path) -> tuple[list[Entry], list[str]]:
    """Read every room's file; return the messages and what is wrong with whole files."""
    entries: list[Entry] = []
    problems: list[str] = []
    for po in sorted(folder.glob("*.po")):
        try:
            with po.open("rb") as stream:
                catalogue = read_po(stream, locale=folder.name, abort_invalid=True)
        except (PoFileError, ValueError) as problem:
            problems.append(f"{po.name}: cannot be read: {problem}")
            continue
        problems += [f"{po.name}: {text}" for text in header_problems(catalogue)]
        entries += [Entry(po.name, message) for message in catalogue if message.id]
    return entries, problems


def header_problems(catalogue: Catalog) -> Iterator[str]:
    """Say what a file's header gets wrong: gettext reads the plural rule from there."""
    headers = dict(catalogue.mime_headers)
    if catalogue.num_plurals != 3:
        yield f"Polish has three plural forms, the header says {headers.get('Plural-Forms')}"
    if catalogue.charset.lower() != "utf-8":
        yield f"the header says charset {catalogue.charset}, not utf-8"


def placeholders(text: str) -> set[str]:
    """Return the names a text wants filled; raises ValueError where `str.format` would."""
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def entry_problems(entry: Entry) -> Iterator[str]:
    """Say what one message lacks or gets wrong."""
    text = entry.key[1]
    plural = isinstance(text, tuple)
    if entry.message.fuzzy:
        yield "is marked fuzzy"
    if not all(s.strip() for s in entry.strings):
        yield "is empty" if not plural else "lacks a plural form"
        return
    if plural and len(entry.strings) != 3:
        yield f"has {len(entry.strings)} plural forms, not 3"
    if plural and len(set(entry.strings)) == 1 and placeholders(entry.strings[0]):
        yield "has the same text for every number"
    wanted = set.union(*(placeholders(one) for one in ((text,) if isinstance(text, str) else text)))
    for string_ in entry.strings:
        try:
            given = placeholders(string_)
        except ValueError as problem:
            yield f"breaks its placeholders: {problem}"
            continue
        # "1 idea" may be said in words in the singular; every other name must be kept, and none invented.
        if given - wanted or (wanted - given) - ({"n"} if plural else set()):
            yield f"has placeholders {sorted(given)}, not {sorted(wanted)}"


def contradictions(entries: Iterable[Entry]) -> Iterator[str]:
    """Say which texts two rooms translate differently: which one wins would depend on file names."""
    seen: dict[tuple[str | None, str], Entry] = {}
    for entry in entries:
        context, text = entry.key
        singular = text if isinstance(text, str) else text[0]
        first = seen.setdefault((context, singular), entry)
        if first.strings != entry.strings and first.room != entry.room:
            yield f"{entry.room}: {show(entry.key)} is translated otherwise in {first.room}"


def check(root: Path = ROOT, language: str = "pl") -> tuple[list[str], list[str]]:
    """Return what must be mended, and which translations nothing uses any more."""
    marked = marked_texts(root)
    entries, problems = read_rooms(root / "resources" / "translations" / language)
    known = {entry.key for entry in entries} | {
        (entry.key[0], entry.key[1][0]) for entry in entries if isinstance(entry.key[1], tuple)
    }
    problems += [f"{s.place}: {show(key)} has no translation" for key, s in marked.items() if key not in known]
    problems += [f"{e.room}: {show(e.key)} {told}" for e in entries for told in entry_problems(e)]
    problems += contradictions(entries)
    used = set(marked) | {(context, text[0]) for context, text in marked if isinstance(text, tuple)}
    unused = [f"{entry.room}: {show(entry.key)} is not used" for entry in entries if entry.key not in used]
    return problems, unused


def main() -> int:
    """Print what was found; unused translations are told and forgiven."""
    problems, unused = check()
    for line in unused:
        print(f"note: {line}")
    for line in problems:
        print(line)
    print(f"translations: {len(problems)} to mend, {len(unused)} unused, {len(marked_texts())} texts")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
