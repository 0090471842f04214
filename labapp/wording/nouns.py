"""What a board calls its cards, with plurals: ideas, problems, questions, motions, voices; cards in general."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from labapp.wording.translate import Translator

Counted = Callable[[Translator, int], str]


@dataclass(frozen=True)
class Noun:
    """One noun: how it counts, the list's name, what the capture line invites to write, how many of all are seen."""

    counted: Counted
    many: Callable[[Translator], str]
    invite: Callable[[Translator], str]
    among: Callable[[Translator, int, int], str]  # so many of all


NOUNS: dict[str, Noun] = {
    "idea": Noun(
        lambda _, n: _.plural("{n} idea", "{n} ideas", n), lambda _: _("ideas"), lambda _: _("Write an idea"),
        lambda _, shown, n: _.plural("{shown} of {n} idea", "{shown} of {n} ideas", n, shown=shown),
    ),
    "problem": Noun(
        lambda _, n: _.plural("{n} problem", "{n} problems", n),
        lambda _: _("problems"),
        lambda _: _("Write a problem"),
        lambda _, shown, n: _.plural("{shown} of {n} problem", "{shown} of {n} problems", n, shown=shown),
    ),
    "question": Noun(
        lambda _, n: _.plural("{n} question", "{n} questions", n),
        lambda _: _("questions"),
        lambda _: _("Write a question"),
        lambda _, shown, n: _.plural("{shown} of {n} question", "{shown} of {n} questions", n, shown=shown),
    ),
    "proposal": Noun(
        lambda _, n: _.plural("{n} proposal", "{n} proposals", n),
        lambda _: _("proposals"),
        lambda _: _("Write a proposal"),
        lambda _, shown, n: _.plural("{shown} of {n} proposal", "{shown} of {n} proposals", n, shown=shown),
    ),
    "voice": Noun(
        lambda _, n: _.plural("{n} voice", "{n} voices", n), lambda _: _("voices"), lambda _: _("Write a voice"),
        lambda _, shown, n: _.plural("{shown} of {n} voice", "{shown} of {n} voices", n, shown=shown),
    ),
    "card": Noun(
        lambda _, n: _.plural("{n} card", "{n} cards", n), lambda _: _("cards"), lambda _: _("Write a card"),
        lambda _, shown, n: _.plural("{shown} of {n} card", "{shown} of {n} cards", n, shown=shown),
    ),
}


def noun(code: str) -> Noun:
    """Return a noun; unknown codes (a newer file) speak of cards."""
    return NOUNS.get(code, NOUNS["card"])
