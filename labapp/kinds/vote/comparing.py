"""The same ballots under other rules, in words: for the console and the report's annex, never for the room."""

from __future__ import annotations

from labapp.changes import Reader
from labapp.kinds.vote import figure_words, groups, result
from labapp.kinds.vote.result import Result
from labapp.wording import rule_texts
from labapp.wording.translate import Translator


def other_rules(read: Reader, found: Result, _: Translator) -> list[tuple[str, str]]:
    """Return each other rule that fits these ballots with what it would have chosen; an open tie is called one."""
    titles = {bar.choice.id: f"{bar.choice.number}. {bar.choice.title}" for bar in found.bars}
    lines: list[tuple[str, str]] = []
    for other in result.other_rules(read, found):
        won = [titles[option] for option in other.outcome.winners]
        open_ = result.undecided(other.outcome)
        tied = [title for option, title in titles.items() if option in open_]
        said = _("the same") if other.same else figure_words.verdict(
            won, tied, terms=found.round.terms, single=False, tie=groups.tie_word(found.round.terms, _), _=_
        )
        lines.append((rule_texts.rule_name(other.outcome.rule, _), said))
    return lines
