"""The same ballots under other rules, in words: for the console and the report's annex, never for the room."""

from __future__ import annotations

from collections.abc import Mapping

from labapp.changes import Reader
from labapp.counting.outcome import Outcome
from labapp.kinds.vote import figure_words, groups, result, words
from labapp.kinds.vote.result import Result
from labapp.wording import rule_texts
from labapp.wording.translate import Translator

_LONG = 4
"""From so many chosen options on it is said what differs: nobody compares two long lists by eye."""


def other_rules(read: Reader, found: Result, _: Translator) -> list[tuple[str, str]]:
    """Return each other rule that fits these ballots with what it would have chosen; an open tie is called one."""
    titles = {bar.choice.id: f"{bar.choice.number}. {bar.choice.title}" for bar in found.bars}
    lines: list[tuple[str, str]] = []
    for other in result.other_rules(read, found):
        said = _("the same") if other.same else _differs(found.outcome, other.outcome, titles, _)
        name = rule_texts.rule_name(other.outcome.rule, _, pointed=words.by_points(found.round.terms))
        lines.append((name, said or _whole(found, other.outcome, titles, _)))
    return lines


def _whole(found: Result, other: Outcome, titles: Mapping[str, str], _: Translator) -> str:
    terms = found.round.terms
    open_ = result.undecided(other)
    won = [titles[option] for option in other.winners]
    tied = [title for option, title in titles.items() if option in open_]
    return figure_words.verdict(won, tied, terms=terms, single=False, tie=groups.tie_word(terms, _), _=_)


def _differs(ours: Outcome, theirs: Outcome, titles: Mapping[str, str], _: Translator) -> str:
    """Return what is chosen besides and what is not, where most is the same; empty where all has to be named."""
    have, has = set(ours.winners), set(theirs.winners)
    if result.undecided(ours) or result.undecided(theirs) or len(have) < _LONG or 2 * len(have & has) < len(have):
        return ""
    more = figure_words.listed([title for option, title in titles.items() if option in has - have], _)
    less = figure_words.listed([title for option, title in titles.items() if option in have - has], _)
    if have == has:
        return ""
    if more and less:
        return _("the same and also: {more}; without: {less}", more=more, less=less)
    return _("the same and also: {more}", more=more) if more else _("the same without: {less}", less=less)
