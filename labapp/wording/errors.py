"""One sentence for every code of a UserError and every warning about a file, with the place in front of it.

Each room keeps its own table (code -> sentence) in a module of its own and is merged here. To add a room: write
`errors_<room>.py` with a `SENTENCES` table and add one line to `_TABLES`. A code without a sentence still names itself
and its parameters, so that nothing is ever hidden from the person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from labapp.counting.outcome import Reason
from labapp.errors import UserError
from labapp.wording import (
    errors_ballots,
    errors_cli,
    errors_files,
    errors_import,
    errors_joining,
    errors_kinds,
    errors_pabulib,
    errors_report,
    errors_seating,
    errors_store,
    errors_vote,
)
from labapp.wording.translate import Translator

Sentence = Callable[[Translator, Mapping[str, Any]], str]
_TABLES: tuple[Mapping[str, Sentence], ...] = (
    errors_ballots.SENTENCES,
    errors_cli.SENTENCES,
    errors_files.SENTENCES,
    errors_import.SENTENCES,
    errors_joining.SENTENCES,
    errors_kinds.SENTENCES,
    errors_pabulib.SENTENCES,
    errors_report.SENTENCES,
    errors_seating.SENTENCES,
    errors_store.SENTENCES,
    errors_vote.SENTENCES,
)
SENTENCES: dict[str, Sentence] = {code: sentence for table in _TABLES for code, sentence in table.items()}


def error_sentence(error: UserError, _: Translator) -> str:
    """Return what to tell the person about a failure: place, colon, sentence."""
    return placed(error.code, error.params, _)


def warning_sentence(warning: Reason, _: Translator) -> str:
    """Return what to tell the person about something odd in a file: `line 12: …`."""
    return placed(warning.code, warning.params, _)


def placed(code: str, params: Mapping[str, Any], _: Translator) -> str:
    """Put the place (file, line, column; whichever are known) in front of the sentence of a code."""
    sentence = SENTENCES.get(code)
    said = sentence(_, params) if sentence else _("{code} {params}", code=code, params=_listed(params))
    place = _place(params, _)
    return f"{place}: {said}" if place else said


def _listed(params: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}={value}" for key, value in params.items() if key not in ("file", "line", "column"))


def _place(params: Mapping[str, Any], _: Translator) -> str:
    parts = [str(params["file"])] if params.get("file") else []
    if params.get("line"):
        parts.append(_("line {n}", n=params["line"]))
    if params.get("record"):
        parts.append(_("record {n}", n=params["record"]))
    column = params.get("column")
    if isinstance(column, int):
        parts.append(_("column {n}", n=column))
    elif column and parts:  # of a file; a sentence about tables names its columns itself
        parts.append(_('column "{name}"', name=column))
    return ", ".join(parts)
