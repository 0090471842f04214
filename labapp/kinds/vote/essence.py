"""What belongs on page one of the report: what an announced vote came to, from how many ballots."""

from __future__ import annotations

from labapp.changes import Reader
from labapp.content.nodes import Items, Node, Paragraph
from labapp.errors import UserError
from labapp.kinds.vote import figure_words, rounds, run_offs, tie_words, ties, words
from labapp.kinds.vote.result import Bar, Result, decimals, result, spent
from labapp.kinds.vote.section import prepared, verdict
from labapp.model.agenda import Activity
from labapp.wording.saying import NBSP
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
    turnout = figure_words.turnout(found.voted, found.entitled, found.exact, _)
    said = f"{words.character(now.terms.character, _)}. {turnout}."
    decision = ties.read(now.decision)
    for way in dict.fromkeys(tie.decided_by for tie in found.outcome.ties if tie.decided_by is not None):
        said += " " + tie_words.foot(way, decision.body if decision is not None else "", now.terms, _)
    coming = prepared(read, activity.id, _)
    won = [bar for bar in found.bars if bar.won]
    if (first := run_offs.first_of(read, now)) is not None:
        clear = tuple(_line(bar, first, _) for bar in first.bars if bar.won and not bar.tied)
        more = tuple(_("{option}, in the run-off", option=_line(bar, found, _, number=False)) for bar in won)
        open_tie = [Paragraph(verdict(found, _))] if not won or any(bar.tied for bar in found.bars) else []
        return [Items((*clear, *more)), *open_tie, Paragraph(" ".join([said, *coming]), "quiet")]
    if found.bars and all(bar.answers is not None for bar in found.bars):
        return [_motions(found, _), Paragraph(" ".join([said, *coming]), "quiet")]
    if not won or any(bar.tied for bar in found.bars):
        return [Paragraph(verdict(found, _)), Paragraph(" ".join([said, *coming]), "quiet")]
    if money := spent(found):
        said += f" {figure_words.spent(money, found.round.terms, _)}."
    return [Items(tuple(_line(bar, found, _) for bar in won)), Paragraph(" ".join([said, *coming]), "quiet")]


def _motions(found: Result, _: Translator) -> Node:
    """Return what became of every motion by a word: its title and figures alone leave that to be guessed."""
    if [bar.choice.title for bar in found.bars] == [found.round.question]:
        return Paragraph(f"{verdict(found, _)} ({figure_words.counted(found.bars[0], found.round.terms, _)})")
    not_carried = _.context("motion", "not carried").replace(" ", NBSP)  # no line begins with the word that it is
    said = {True: _.context("motion", "carried"), False: not_carried}
    return Items(tuple(
        f"{bar.choice.number}. {bar.choice.title} – {said[bar.won]}"
        f" ({figure_words.counted(bar, found.round.terms, _)})"
        for bar in found.bars
    ))  # fmt: skip


def _line(bar: Bar, found: Result, _: Translator, *, number: bool = True) -> str:
    title = f"{bar.choice.number}. {bar.choice.title}" if number else bar.choice.title
    return f"{title} ({figure_words.counted(bar, found.round.terms, _, decimals(found))})"
