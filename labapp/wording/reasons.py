"""The one place where what a count says becomes sentences, in the language of the translator passed in.

Tables of other modules are merged here; a code without a sentence is a bug and raises KeyError (a test proves that
every code any rule can emit has one in both languages).
"""

from __future__ import annotations

from collections.abc import Mapping

from labapp.counting.outcome import Outcome, Reason
from labapp.counting.settings import CountError
from labapp.wording import (
    count_errors,
    reasons_additive,
    reasons_answers,
    reasons_cost,
    reasons_ranked,
    reasons_sectors,
)
from labapp.wording.saying import Names, Sentence
from labapp.wording.translate import Translator

SENTENCES: dict[str, Sentence] = {
    **reasons_additive.SENTENCES,
    **reasons_answers.SENTENCES,
    **reasons_ranked.SENTENCES,
    **reasons_sectors.SENTENCES,
    **reasons_cost.SENTENCES,
}
ERRORS: dict[str, Sentence] = {**count_errors.ERRORS, **reasons_cost.ERRORS}


def sentence(reason: Reason, _: Translator, titles: Mapping[str, str] | None = None) -> str:
    """Return one reason as a sentence; `titles` maps option ids to what people call them."""
    return SENTENCES[reason.code](_, reason.params, Names(titles or {}, _))


def explanation(outcome: Outcome, _: Translator, titles: Mapping[str, str] | None = None) -> list[str]:
    """Return all reasons of an outcome in their order."""
    return [sentence(reason, _, titles) for reason in outcome.reasons]


def warnings(outcome: Outcome, _: Translator, titles: Mapping[str, str] | None = None) -> list[str]:
    """Return all warnings of an outcome in their order."""
    return [sentence(reason, _, titles) for reason in outcome.warnings]


def error_sentence(error: CountError, _: Translator, titles: Mapping[str, str] | None = None) -> str:
    """Return why a count is refused."""
    return ERRORS[error.code](_, error.params, Names(titles or {}, _))
