"""Sentences about what a check finds inside points of the agenda: boards, plans, talks; votes have their own table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from labapp.wording.translate import Translator

SENTENCES: dict[str, Callable[[Translator, Mapping[str, Any]], str]] = {
    "board.stray-cards": lambda _, p: _.plural(
        "{n} card lies in a group of another board", "{n} cards lie in groups of another board", p["n"]
    ),
    "plan.accepted-by-nobody": lambda _, p: _.plural(
        "{n} action counts as accepted, but nobody is named who accepted it",
        "{n} actions count as accepted, but nobody is named who accepted them",
        p["n"],
    ),
    "talk.unknown-form": lambda _, p: _("a point of the agenda has a form that this program does not know"),
}
