"""A language nobody speaks: every text longer and accented, so that a layout shows what it would clip."""

from __future__ import annotations

import re
from typing import Any

from labapp.wording.translate import Translator

_ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "áćéíńóśúýžÁĆÉÍŃÓŚÚÝŽ")
_PLACEHOLDER = re.compile(r"(\{[^{}]*\}|&(?=\w)|\n)")
_FILLER = " łąka jezioro"


def stretch(text: str, by: float = 0.4) -> str:
    """Return the text accented and longer by a share of its length; placeholders, mnemonics and line ends stay."""
    parts = _PLACEHOLDER.split(text)
    accented = "".join(part if i % 2 else part.translate(_ACCENTED) for i, part in enumerate(parts))
    longer = max(1, round(len(text) * by))
    return f"[{accented}{(_FILLER * (longer // len(_FILLER) + 1))[:longer]}]" if text.strip() else text


class PseudoTranslator(Translator):
    """Stands in for a translator in tests of layout: same doors, stretched answers."""

    def __init__(self, by: float = 0.4) -> None:
        super().__init__("pl")
        self._by = by

    def __call__(self, msgid: str, /, **params: Any) -> str:
        """Stretch, then fill the placeholders."""
        text = stretch(msgid, self._by)
        return text.format(**params) if params else text

    def plural(self, one: str, many: str, n: int, /, **params: Any) -> str:
        """Stretch the form for the number."""
        return stretch(one if n == 1 else many, self._by).format(n=n, **params)

    def context(self, context: str, msgid: str, /, **params: Any) -> str:
        """Stretch whatever the context."""
        return self(msgid, **params)
