"""The vote's part of the report: terms, turnout, outcome as chart and table, ties, sectors, reasons; every round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from labapp.changes import Reader
from labapp.clock import moment
from labapp.content.nodes import Items, Node, Paragraph, Section, Table
from labapp.errors import UserError
from labapp.kinds.base import ReportOptions
from labapp.kinds.vote import (
    comparing,
    entitled,
    figure_words,
    groups,
    options,
    reconcile,
    reconcile_words,
    rounds,
    run_offs,
    section_sectors,
    tie_words,
    ties,
    words,
)
from labapp.kinds.vote import result as result_of
from labapp.kinds.vote.result import Result, result
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.section_figures import figures
from labapp.kinds.vote.why import sentences
from labapp.model import facts, people
from labapp.model.agenda import Activity
from labapp.wording import dates
from labapp.wording.errors import error_sentence
from labapp.wording.translate import Translator

_STAGES = 10  # side by side in one table: figures of more would have no room


def section(read: Reader, activity: Activity, report: ReportOptions, _: Translator) -> Section:
    """Return the newest announced round in full; the others follow as parts of their own, none is dropped."""
    lead = rounds.leading(read, activity.id)
    something = lead is not None and (lead.state != rounds.DRAFT or options.of_vote(read, lead.id))
    if not something and activity.started is None:
        return Section(activity.title)  # never held: the agenda says so
    if lead is None:
        return Section(activity.title, (Paragraph(_("This vote was not held."), "quiet"),))
    parts = tuple(
        Section(_("Round {n}", n=other.number), tuple(_round(read, other, report, _)))
        for other in rounds.of_activity(read, activity.id)
        if other.id != lead.id and other.state != rounds.DRAFT
    )
    coming = [Paragraph(line, "quiet") for line in prepared(read, activity.id, _)]
    return Section(activity.title, (*_round(read, lead, report, _), *coming), parts)


def prepared(read: Reader, activity: str, _: Translator) -> list[str]:
    """Return a line for a further round that was prepared and has not been held: it takes nothing from the others."""
    return [
        _("Round {n} has been prepared, not held.", n=now.number)
        for now in rounds.of_activity(read, activity)
        if now.state == rounds.DRAFT and now.number > 1
    ]


def _round(read: Reader, now: Round, report: ReportOptions, _: Translator) -> list[Node]:
    nodes: list[Node] = [Paragraph(now.question, "strong"), *_terms(read, now, _)]
    if now.reason:
        nodes.append(Paragraph(_("Repeated because: {reason}", reason=now.reason)))
    if now.state in (rounds.CLOSED, rounds.ANNOUNCED):
        try:
            return [*nodes, *_outcome(read, result(read, now.id), report, _)]
        except UserError as problem:
            return [*nodes, Paragraph(error_sentence(problem, _), "warning")]
    said = {
        rounds.VOID: _("The ballots of this round could not be opened; it counts for nothing."),
        rounds.OPEN: _("The vote is still open."),
    }.get(now.state, _("This vote was not held."))
    titles = tuple(f"{choice.number}. {choice.title}" for choice in options.of_vote(read, now.id))
    return [*nodes, Paragraph(said, "quiet"), *([Items(titles)] if titles else [])]


def _terms(read: Reader, now: Round, _: Translator) -> list[Node]:
    agreed, many = now.terms, len(options.of_vote(read, now.id))
    lines = [
        words.character(agreed.character, _) + ". " + words.no_decision(_),
        " ".join(filter(None, (words.how(agreed, _, many), words.criteria(agreed, _)))),
        " ".join(filter(None, (words.rule_line(agreed, _), tie_words.agreed(agreed, _)))),
        words.secrecy(agreed, _),
    ]
    count = len(entitled.frozen(read, now.id))
    if count:
        lines.insert(1, _("Entitled: {who}.", who=words.entitled(agreed, count, _)))
    return [Items(tuple(lines))]


def _outcome(read: Reader, found: Result, report: ReportOptions, _: Translator) -> list[Node]:
    nodes = _named(found, _)
    nodes.append(Paragraph(figure_words.turnout(found.voted, found.entitled, found.exact, _) + "."))
    counted = found.outcome.ballots
    if counted.blank or counted.invalid:
        said = _("Blank ballots: {blank}, void: {invalid}.", blank=counted.blank, invalid=counted.invalid)
        nodes.append(Paragraph(said, "quiet"))
    nodes.extend(figures(found, _))
    nodes.extend(_steps(read, found, _))
    nodes.extend(_stages(found, _))
    nodes.extend(_ties(read, found, report, _))
    nodes.extend(section_sectors.nodes(read, found, _))
    reasons = sentences(found.outcome, {bar.choice.id: bar.choice.title for bar in found.bars}, _)
    if reasons:
        nodes.append(Paragraph(_("Why"), "strong"))
        nodes.append(Items(tuple(reasons)))
    nodes.extend(_checked(read, found, report, _))
    nodes.extend(_other_rules(read, found, _))
    return nodes


def _steps(read: Reader, found: Result, _: Translator) -> list[Node]:
    """Marks by step and the reasons given for low ones."""
    agreed = found.round.terms
    if agreed.form_id != "agreement":
        return []
    header = (_("Option"), *(str(step) for step in range(1, int(agreed.limits["steps"]) + 1)))
    rows = tuple((bar.choice.title, *(figure_words.number(n, _) for n in bar.steps)) for bar in found.bars if bar.steps)
    nodes: list[Node] = [Table(header, rows, caption=_("Marks by step"), numeric=tuple(range(1, len(header))))]
    titles = {bar.choice.number: bar.choice.title for bar in found.bars}
    for number, marks in result_of.reasons_given(read, found.round.id).items():
        nodes.append(Paragraph(_("Reasons for low marks: {option}", option=titles[number]), "strong"))
        nodes.append(Items(tuple(f"{step}: {said}" for step, said in marks)))
    return nodes


def _stages(found: Result, _: Translator) -> list[Node]:
    """Every stage of a ranking count as a table: votes of each option, who went out."""
    rows = [row for row in found.outcome.rounds if "votes" in row and "excluded" in row]
    if len(rows) < 2:
        return []
    return [
        _stage_table(rows[start : start + _STAGES], found, "" if start else _("Stages of the count"), _)
        for start in range(0, len(rows), _STAGES)
    ]


def _stage_table(rows: Sequence[Mapping[str, Any]], found: Result, caption: str, _: Translator) -> Table:
    header = (_("Option"), *(_("Stage {n}", n=row["round"]) for row in rows))
    bars = [bar for bar in found.bars if any(bar.choice.id in row["votes"] for row in rows)]
    places = min(result_of.decimals(found), 2)  # as in the result above, where 8.50 is not beside 7 either
    table = tuple(
        (bar.choice.title, *(figure_words.number(votes[bar.choice.id], _, places) if bar.choice.id in votes else "–"
                             for votes in (row["votes"] for row in rows)))
        for bar in bars
    )  # fmt: skip
    return Table(header, table, caption=caption, numeric=tuple(range(1, len(header))))


def _checked(read: Reader, found: Result, report: ReportOptions, _: Translator) -> list[Node]:
    """The reconciliation; who had left is named in the moderator's own report only."""
    numbers = reconcile.reconcile(read, found.round.id)
    rows = reconcile_words.reconciliation(numbers, _)
    if report.public and numbers.explained:
        rows = rows[:-1]
    nodes: list[Node] = [Table((_("Reconciliation"), _("Number")), tuple(rows), (0.7, 0.3), numeric=(1,))]
    if numbers.explained and not report.public:
        shown = tuple(rows[:-1])
        nodes = [Table((_("Reconciliation"), _("Number")), shown, (0.7, 0.3), numeric=(1,)),
                 Paragraph(_("Explanation") + ": " + numbers.explained)]  # fmt: skip
    if numbers.left and not report.public:
        names = {p.id: p.name or p.code for p in people.participants(read, retired=True)}
        names |= {entity.id: entity.name for entity in people.entities(read)}
        who = ", ".join(sorted(names.get(voter, "") for voter in numbers.left))
        nodes.append(Paragraph(_("Entitled, not in the room at the end: {who}", who=who), "quiet"))
    return nodes


def _other_rules(read: Reader, found: Result, _: Translator) -> list[Node]:
    """The same ballots by other rules, for comparison only; never shown to the room."""
    rows = comparing.other_rules(read, found, _)
    if not rows:
        return []
    said = _("For comparison only: the same ballots counted by other rules")
    return [Table((_("Rule"), _("Result")), tuple(rows), (0.3, 0.7), caption=said)]


def _named(found: Result, _: Translator) -> list[Node]:
    """Return what came out: in one sentence, or, where several are chosen or tied, by name, one a line."""
    named = [(code, bars) for code, bars in groups.grouped(found.bars) if code != groups.LOST]
    if sum(len(bars) for _code, bars in named) < 2:
        return [Paragraph(verdict(found, _), "strong")]
    nodes: list[Node] = []
    for code, bars in named:
        nodes.append(Paragraph(groups.head_of(code, found, _) + ":", "strong"))
        nodes.append(Items(tuple(f"{bar.choice.number}. {bar.choice.title}" for bar in bars)))
    return nodes


def verdict(found: Result, _: Translator) -> str:
    """Return what came out by a word, for report and console."""
    won = [bar.choice.title for bar in found.bars if bar.won]
    tied = [bar.choice.title for bar in found.bars if bar.tied]
    tie = groups.head_of(groups.TIED, found, _)
    return figure_words.verdict(won, tied, terms=found.round.terms, single=len(found.bars) == 1, tie=tie, _=_)


def _unsettled(read: Reader, found: Result, among: str, _: Translator) -> str:
    """Say of a tie that was not settled in its own round what became of it: a run-off has settled it, or nothing."""
    later = run_offs.held_for(read, found.round)
    if later is None:
        return _("Tie between: {among}. Not settled.", among=among)
    won = figure_words.listed([bar.choice.title for bar in later.bars if bar.won and not bar.tied], _)
    if any(bar.tied for bar in later.bars) or not won:
        return _("Tie between: {among}. The run-off, round {n}, ended in a tie too.", among=among, n=later.round.number)
    return _("Tie between: {among}. Settled by the run-off, round {n}: {won}.", among=among, n=later.round.number,
             won=won)  # fmt: skip


def _ties(read: Reader, found: Result, report: ReportOptions, _: Translator) -> list[Node]:
    decision = ties.read(found.round.decision)
    titles = {bar.choice.id: bar.choice.title for bar in found.bars}
    nodes: list[Node] = []
    for tie in found.outcome.ties:
        among = figure_words.listed([titles[option] for option in tie.among], _)
        if tie.decided_by is None:
            nodes.append(Paragraph(_unsettled(read, found, among, _), "strong"))
            continue
        settled = tie_words.how(tie.decided_by, decision.body if decision else "", found.round.terms, _)
        nodes.append(Paragraph(_("Tie between: {among}. Settled {how}.", among=among, how=settled)))
    if decision is not None and found.outcome.ties:
        nodes.extend(Paragraph(line, "quiet") for line in tie_words.kept(decision, titles, report.public, _))
        if decision.at:
            when = moment(decision.at).astimezone(facts.facts(read).timezone)
            nodes.append(Paragraph(_("Entered: {when}", when=dates.moment(when, _)), "quiet"))
    return nodes
