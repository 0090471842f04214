"""Sentences of `lab check` about what a kind finds wrong in an activity of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from labapp.wording.translate import Translator

SENTENCES: dict[str, Callable[[Translator, Mapping[str, Any]], str]] = {
    "board.stray-cards": lambda _, p: _.plural(
        '"{title}": {n} card lies in a group of another board.', '"{title}": {n} cards lie in groups of other boards.',
        p["n"], title=p["title"],
    ),
    "plan.accepted-by-nobody": lambda _, p: _.plural(
        '"{title}": {n} action is accepted, but nobody is named.',
        '"{title}": {n} actions are accepted, but nobody is named.', p["n"], title=p["title"],
    ),
    "talk.unknown-form": lambda _, p: _('"{title}": this form of talk is not known here.', title=p["title"]),
}  # fmt: skip
