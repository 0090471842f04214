"""Sentences about writing reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from labapp.wording.translate import Translator

SENTENCES: dict[str, Callable[[Translator, Mapping[str, Any]], str]] = {
    "report.ending": lambda _, p: _(
        'a report cannot be written as "{ending}"; known are: {known}.', ending=p["ending"], known=p["known"]
    ),
}
