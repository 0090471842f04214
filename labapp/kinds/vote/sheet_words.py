"""Void and missing sheets in the reconciliation: how many, which numbers, and what was the matter."""

from __future__ import annotations

from collections.abc import Sequence

from labapp.kinds.vote.paper import Sheet
from labapp.wording.translate import Translator


def void(count: int, sheets: Sequence[Sheet], _: Translator) -> str:
    """Return how many ballots are void, with the number of each sheet that was looked up and its reason."""
    return _with(count, [_one(sheet, _) for sheet in sheets])


def missing(count: int, sheets: Sequence[Sheet], _: Translator) -> str:
    """Return how many never came back, and which; what happened to them may name people and is told apart."""
    return _with(count, [_("no. {n}", n=sheet.number) for sheet in sheets])


def _one(sheet: Sheet, _: Translator) -> str:
    if sheet.number is None:
        return sheet.said
    return _("no. {n}: {said}", n=sheet.number, said=sheet.said)


def _with(count: int, told: Sequence[str]) -> str:
    return f"{count} ({'; '.join(told)})" if told else str(count)
