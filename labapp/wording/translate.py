"""A translator is a value: the window may be Polish while the report it writes is English.

Source texts are English msgids; `resources/translations/<lang>/*.po` hold the rest, one file per room. A compiled
`.mo` beside a `.po` is only a faster copy: it ends with the digest of what it was made from and is ignored when that
changed (times tell nothing: installers write files in an order of their own).
"""

from __future__ import annotations

import gettext
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from labapp import paths
from labapp.marking import N_ as N_

LANGUAGES = ("pl", "en")
_ASKED_FIRST = "console"  # the room whose texts the first window shows


class Translator:
    """Turns English msgids into one language and fills the named placeholders (`str.format`)."""

    def __init__(self, language: str, catalogues: Iterable[gettext.NullTranslations] = ()) -> None:
        self.language = language
        self._catalogues = catalogues if isinstance(catalogues, Shelf) else tuple(catalogues)
        self._found: dict[tuple[str, str], str] = {}  # a text of the last room is looked for in all twenty

    def __call__(self, msgid: str, /, **params: Any) -> str:  # noqa: ANN401 - whatever the sentence shows
        """Translate and format; without params the text is returned as it is, braces included."""
        text = self._found.get(("", msgid)) or self._looked_up("", msgid)
        return text.format(**params) if params else text

    def plural(self, one: str, many: str, n: int, /, **params: Any) -> str:  # noqa: ANN401
        """Translate by number; `{n}` is always filled."""
        text = one if n == 1 else many
        for catalogue in self._catalogues:
            found = catalogue.ngettext(one, many, n)
            if found not in (one, many):
                text = found
                break
        return text.format(n=n, **params)

    def context(self, context: str, msgid: str, /, **params: Any) -> str:  # noqa: ANN401
        """Translate a text whose meaning depends on where it stands (`No` as a vote, `No` as a number)."""
        text = self._found.get((context, msgid)) or self._looked_up(context, msgid)
        return text.format(**params) if params else text

    def _looked_up(self, context: str, msgid: str) -> str:
        text = msgid
        for catalogue in self._catalogues:
            text = catalogue.pgettext(context, msgid) if context else catalogue.gettext(msgid)
            if text != msgid:
                break
        self._found[context, msgid] = text
        return text


class Shelf:
    """The catalogues of a language, each read when the ones before it do not know a text.

    The first window needs one of twenty, and nobody waits for the others. Threads may ask at once: at worst one is
    read twice.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files
        self._read: dict[int, gettext.GNUTranslations] = {}

    def __iter__(self) -> Iterator[gettext.GNUTranslations]:
        for place, file in enumerate(self._files):
            if place not in self._read:
                self._read[place] = _load(file)
            yield self._read[place]


def compiled(source: bytes) -> bytes:
    """Return the fast copy of a `.po`: what gettext reads, then the digest of the source, which gettext passes over."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    stream = io.BytesIO()
    write_mo(stream, read_po(io.BytesIO(source), abort_invalid=True))
    return stream.getvalue() + hashlib.sha256(source).digest()


def _load(po: Path) -> gettext.GNUTranslations:
    source = po.read_bytes()
    mo = po.with_suffix(".mo")
    ready = mo.read_bytes() if mo.exists() else b""
    if not ready.endswith(hashlib.sha256(source).digest()):
        ready = compiled(source)
    return gettext.GNUTranslations(io.BytesIO(ready))


def customs(language: str) -> str:
    """Return the locale by whose customs a language of ours writes days and numbers."""
    return {"en": "en_GB"}.get(language, language)


@cache
def translator(language: str) -> Translator:
    """Return the translator of `pl` or `en`; raises ValueError for a language we do not speak."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language: {language!r}")
    folder = paths.resource("translations", language)
    files = sorted(folder.glob("*.po"), key=lambda po: (po.stem != _ASKED_FIRST, po.name)) if folder.is_dir() else []
    return Translator(language, Shelf(files))
