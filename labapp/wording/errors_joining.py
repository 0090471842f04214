"""Sentences about two states of one meeting: what keeps them from being joined, each with a way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from labapp.wording.translate import Translator

Sentence = Callable[[Translator, Mapping[str, Any]], str]

SENTENCES: dict[str, Sentence] = {
    "join.other": lambda _, p: _('"{path}" is another meeting, not a state of this one.', path=p["path"]),
    "join.open": lambda _, p: _('"{title}" still goes on here. End it, then join.', title=p["title"]),
    "join.open-there": lambda _, p: _(
        '"{title}" still goes on in the other state. Open that file, end it there, then join.', title=p["title"],
    ),
    "join.both-voted": lambda _, p: _(
        '{name}: both are on the list of the vote "{title}", so they stay two.', name=p["name"], title=p["title"],
    ),
    "join.reference": lambda _, p: _(
        "The file has a table \"{table}\" of a kind this version does not know, and what it refers to cannot be told. "
        "Keep both apart, or join them with the version that made them.",
        table=p["table"],
    ),
    "join.open-vote": lambda _, p: _(
        'The vote "{title}" is open here. Ballots of two states are never mixed: end the vote, then join.',
        title=p["title"],
    ),
    "join.open-vote-there": lambda _, p: _(
        'The vote "{title}" is open in the other state. Ballots of two states are never mixed: open that file, end '
        "the vote there or declare it void, then join.",
        title=p["title"],
    ),
    "join.erased": lambda _, p: _(
        "A person was removed for good from one of the states, and nobody can tell any more from which texts. Keep "
        "both apart.",
    ),
}
