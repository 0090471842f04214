"""The reasons of an outcome as sentences, with option titles in place of ids."""

from __future__ import annotations

from collections.abc import Mapping

from labapp.counting.outcome import Outcome
from labapp.wording import reasons
from labapp.wording.translate import Translator


def sentences(outcome: Outcome, titles: Mapping[str, str], _: Translator) -> list[str]:
    """Return why it came out so, and what was odd about the ballots, one sentence each."""
    return [*reasons.explanation(outcome, _, titles), *reasons.warnings(outcome, _, titles)]
