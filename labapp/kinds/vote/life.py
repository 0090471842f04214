"""What votes did with an idea, for its history: announced rounds only, because nothing else is public yet."""

from __future__ import annotations

from labapp.changes import Reader
from labapp.errors import UserError
from labapp.kinds.vote import figure_words, rounds
from labapp.kinds.vote.result import decimals, result
from labapp.wording.translate import Translator


def life(read: Reader, idea: str, _: Translator) -> list[str]:
    """Return a sentence for each announced round in which the idea could be chosen."""
    rows = read.rows(
        "SELECT DISTINCT o.vote, a.title, v.announced FROM vote_options o JOIN vote_votes v ON v.id = o.vote"
        " JOIN activities a ON a.id = v.activity WHERE o.source_kind = 'idea' AND o.source_id = ? AND v.state = ?"
        " ORDER BY v.announced",
        idea, rounds.ANNOUNCED,
    )  # fmt: skip
    return [line for row in rows for line in _of_round(read, row["vote"], row["title"], idea, _)]


def _of_round(read: Reader, vote: str, title: str, idea: str, _: Translator) -> list[str]:
    try:
        found = result(read, vote)
    except UserError:
        return []  # what cannot be counted says so on its own page
    for bar in found.bars:
        if bar.choice.source_kind == "idea" and bar.choice.source_id == idea:
            score = figure_words.counted(bar, found.round.terms, _, decimals(found))
            won = _("Voted at {title}: {score}, chosen", title=title, score=score)
            return [won if bar.won else _("Voted at {title}: {score}", title=title, score=score)]
    return []
