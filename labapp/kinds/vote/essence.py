"""What belongs on page one of the report: what an announced vote came to, from how many ballots."""

from __future__ import annotations

from labapp.changes import Reader
from labapp.content.nodes import Items, Node, Paragraph
from labapp.errors import UserError
from labapp.kinds.vote import rounds, tie_words, ties, words
from labapp.kinds.vote.result import result, spent
from labapp.kinds.vote.section import prepared, verdict
from labapp.model.agenda import Activity
from labapp.wording.translate import Translator


def essence(read: Reader, activity: Activity, _: Translator) -> list[Node]:
    """Return the winners of the newest announced round; nothing before one is announced."""
    now = rounds.leading(read, activity.id)
    if now is None or now.state != rounds.ANNOUNCED:
        return []
    try:
        found = result(read, now.id)
    except UserError:
        return []  # the vote's own section says what stands in the way
    said = f"{words.character(now.terms.character, _)}. {words.turnout(found.voted, found.entitled, found.exact, _)}."
    decision = ties.read(now.decision)
    for way in dict.fromkeys(tie.decided_by for tie in found.outcome.ties if tie.decided_by is not None):
        said += " " + tie_words.foot(way, decision.body if decision is not None else "", _)
    coming = prepared(read, activity.id, _)
    won = [bar for bar in found.bars if bar.won]
    if not won or any(bar.tied for bar in found.bars):
        return [Paragraph(verdict(found, _)), Paragraph(" ".join([said, *coming]), "quiet")]
    if money := spent(found):
        said += f" {words.spent(money, _)}."
    lines = tuple(
        f"{bar.choice.number}. {bar.choice.title} ({words.counted(bar.steps, bar.score, now.terms, _)})" for bar in won
    )
    return [Items(lines), Paragraph(" ".join([said, *coming]), "quiet")]
