"""What a board calls its cards, with plurals: ideas, problems, questions, motions, voices; cards in general."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from labapp.wording.translate import Translator

Counted = Callable[[Translator, int], str]


@dataclass(frozen=True)
class Noun:
    """One noun: how it counts, what the list is called, and what the capture line invites to write."""

    counted: Counted
    many: Callable[[Translator], str]
    invite: Callable[[Translator], str]


NOUNS: dict[str, Noun] = {
    "idea": Noun(
        lambda _, n: _.plural("{n} idea", "{n} ideas", n), lambda _: _("ideas"), lambda _: _("Write an idea")
    ),
    "problem": Noun(
        lambda _, n: _.plural("{n} problem", "{n} problems", n),
        lambda _: _("problems"),
        lambda _: _("Write a problem"),
    ),
    "question": Noun(
        lambda _, n: _.plural("{n} question", "{n} questions", n),
        lambda _: _("questions"),
        lambda _: _("Write a question"),
    ),
    "proposal": Noun(
        lambda _, n: _.plural("{n} proposal", "{n} proposals", n),
        lambda _: _("proposals"),
        lambda _: _("Write a proposal"),
    ),
    "voice": Noun(
        lambda _, n: _.plural("{n} voice", "{n} voices", n), lambda _: _("voices"), lambda _: _("Write a voice")
    ),
    "card": Noun(
        lambda _, n: _.plural("{n} card", "{n} cards", n), lambda _: _("cards"), lambda _: _("Write a card")
    ),
}


def noun(code: str) -> Noun:
    """Return a noun; unknown codes (a newer file) speak of cards."""
    return NOUNS.get(code, NOUNS["card"])
