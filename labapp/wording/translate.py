"""A translator is a value: the window may be Polish while the report it writes is English.

Source texts are English msgids; `resources/translations/<lang>/*.po` hold the rest, one file per room. A compiled
`.mo` beside a `.po` is only a faster copy and is ignored when older.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from labapp import paths

LANGUAGES = ("pl", "en")


def N_(msgid: str) -> str:
    """Mark a text in a table for extraction; it is translated where it is shown."""
    return msgid


class Translator:
    """Turns English msgids into one language and fills the named placeholders (`str.format`)."""

    def __init__(self, language: str, catalogues: Iterable[gettext.NullTranslations] = ()) -> None:
        self.language = language
        self._catalogues = tuple(catalogues)

    def __call__(self, msgid: str, /, **params: Any) -> str:  # noqa: ANN401 - whatever the sentence shows
        """Translate and format; without params the text is returned as it is, braces included."""
        text = msgid
        for catalogue in self._catalogues:
            text = catalogue.gettext(msgid)
            if text != msgid:
                break
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
        text = msgid
        for catalogue in self._catalogues:
            text = catalogue.pgettext(context, msgid)
            if text != msgid:
                break
        return text.format(**params) if params else text


def _load(po: Path) -> gettext.GNUTranslations:
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
        with mo.open("rb") as compiled:
            return gettext.GNUTranslations(compiled)
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with po.open("rb") as source:
        catalogue = read_po(source)
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    stream.seek(0)
    return gettext.GNUTranslations(stream)


@cache
def translator(language: str) -> Translator:
    """Return the translator of `pl` or `en`; raises ValueError for a language we do not speak."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language: {language!r}")
    folder = paths.resource("translations", language)
    files = sorted(folder.glob("*.po")) if folder.is_dir() else []
    return Translator(language, [_load(po) for po in files])
