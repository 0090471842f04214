"""Sentences for what a seating cannot do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from labapp.wording.translate import Translator

SENTENCES: dict[str, Callable[[Translator, Mapping[str, Any]], str]] = {
    "seating.tables": lambda _, p: _("There must be at least one table and one round."),
    "seating.people": lambda _, p: _(
        "{tables} tables are too many: only {n} people are in the room. Mark who has come, or take fewer tables.",
        tables=p["tables"], n=p["n"],
    ),
    "seating.hosts": lambda _, p: _("Every host must be in the room, and host one table only."),
}  # fmt: skip
