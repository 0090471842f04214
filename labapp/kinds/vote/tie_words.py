"""What happens in a tie and how one was settled, in words: the same on stage, console and in the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from labapp.counting.cost_ties import BY_VOTES
from labapp.counting.excluding import BACKWARDS
from labapp.counting.outcome import Tie
from labapp.counting.rules import RULES, settings_of
from labapp.counting.ties import BY_COST
from labapp.kinds.vote import ties, words
from labapp.kinds.vote.terms import PERSON, Terms
from labapp.kinds.vote.ties import Decision
from labapp.wording.translate import Translator

_BY_VOTES = ("greedy", "greedy-no-skip", "greedy-threshold", "poznan")  # whose equals have equal votes, unless pointed


def agreed(terms: Terms, _: Translator) -> str:
    """Return what happens in a tie: the program and the moderator never decide it. Motions and steps know none."""
    if terms.form_id in ("answers", "agreement"):
        simple = terms.rule == "motion" and terms.counting.get("majority", "simple") == "simple"
        return _("As many votes for as against do not carry it.") if simple else ""
    if terms.rule not in RULES:
        return ""
    if RULES[terms.rule].uses_cost:
        return _about_money(terms, _)
    if not ties.may_be_equal(terms):
        return _on_the_way(terms, _)
    general = _("A tie is settled by a run-off, a lot, a named body or equal places.")
    return _declared(terms.counting.get("ties", "open"), _) or general


def _declared(way: str, _: Translator) -> str:
    """Return the one way that was agreed to settle every tie; empty where the room still chooses."""
    return {ties.LOT: _("A tie is settled by a lot."), ties.RUN_OFF: _("A tie is settled by a run-off.")}.get(way, "")


def _agreed_or_usual(name: str, terms: Terms) -> str:
    """Return a setting as agreed, else as the rule has it: STV looks back at earlier stages without being told."""
    usual = next(each.default for each in settings_of(terms.rule) if each.name == name)
    return terms.counting.get(name, usual)


def _about_money(terms: Terms, _: Translator) -> str:
    """Of money there are no equal places, and as a rule the count itself parts equals first, by cost and by votes."""
    declared = _agreed_or_usual("ties", terms)
    if settled := _declared(declared, _):
        return settled
    pointed = words.by_points(terms)
    first = _("In a tie the cheaper option comes first.")
    if pointed and declared in ("lowest-cost", "most-votes"):
        first = _by_givers(declared, terms.weight != PERSON, _)
    elif declared == "lowest-cost" and terms.rule not in _BY_VOTES:
        first = _("In a tie the cheaper option comes first, of equal costs the one with more votes.")
    elif declared == "most-votes" and terms.rule not in _BY_VOTES:
        first = _("In a tie the option with more votes comes first.")
    elif declared != "lowest-cost":
        return _("A tie is settled by a run-off, a lot or a named body.")
    return first + " " + _("What is still level is settled by a run-off, a lot or a named body.")


def _by_givers(declared: str, weighed: bool, _: Translator) -> str:
    """Of points, "most votes" are those of whoever gave any: so many people, or what their votes weigh together."""
    if declared == "lowest-cost" and weighed:
        return _(
            "In a tie the cheaper option comes first, of equal costs the one given points by votes of more weight."
        )
    if declared == "lowest-cost":
        return _("In a tie the cheaper option comes first, of equal costs the one that more people gave points to.")
    if weighed:
        return _("In a tie the option given points by votes of more weight comes first.")
    return _("In a tie the option that more people gave points to comes first.")


def _on_the_way(terms: Terms, _: Translator) -> str:
    """Where votes pass on, a tie may be about who goes out: it is settled only where that decides who is chosen."""
    declared = _agreed_or_usual("exclude-ties", terms)
    if declared == ties.LOT:
        return _declared(ties.LOT, _)
    said = {
        ties.LOT: _("A tie that decides what is chosen is settled by a lot."),
        ties.RUN_OFF: _("A tie that decides what is chosen is settled by a run-off."),
    }.get(
        terms.counting.get("ties", "open"),
        _("A tie that decides what is chosen is settled by a run-off, a lot or a named body."),
    )
    if declared == "backwards":
        return _("In a tie on the way the earlier stages decide.") + " " + said
    return said


def way(value: str, _: Translator) -> str:
    """Return the name of a way, as chosen on the console."""
    return {
        ties.LOT: _("By lot, drawn in the room"),
        ties.RUN_OFF: _("By a run-off"),
        ties.BODY: _("By a named body"),
        ties.EQUAL: _("Equal places: all of them"),
    }[value]


def how(decided_by: str, body: str, terms: Terms, _: Translator) -> str:
    """Return how one tie was settled, to stand after "Settled"."""
    if decided_by == ties.BODY:
        return _("by {body}", body=body)
    if decided_by == BY_VOTES and words.by_points(terms):
        if terms.weight != PERSON:
            return _("by the larger weight of the votes that gave points")
        return _("by the larger number of people who gave points")
    return {
        ties.LOT: _("by lot"),
        ties.RUN_OFF: _("by a run-off"),
        ties.EQUAL: _("as equal places"),
        BY_COST: _("by the lowest cost"),
        BY_VOTES: _("by the larger number of votes"),
        BACKWARDS: _("by the votes at earlier stages"),
    }[decided_by]


def foot(decided_by: str, body: str, terms: Terms, _: Translator) -> str:
    """Return the line that stands at the foot of an announced result."""
    return _("Tie settled {how}.", how=how(decided_by, body, terms, _))


def told(
    settled: Sequence[Tie], decision: Decision | None, terms: Terms, titles: Mapping[str, str], _: Translator
) -> list[str]:
    """Return how ties were settled and what was entered of it, for the moderator's own eyes."""
    ways = dict.fromkeys(tie.decided_by for tie in settled if tie.decided_by is not None)
    body = decision.body if decision is not None else ""
    lines = [foot(way, body, terms, _) for way in ways]
    return [*lines, *kept(decision, titles, False, _)] if lines and decision is not None else lines


def kept(decision: Decision, titles: Mapping[str, str], public: bool, _: Translator) -> list[str]:
    """Return what else was entered, line by line; persons are left out of a public report."""
    lines = [_("Decision: {words}", words=decision.words)] if decision.words else []
    if decision.votes:
        counted = zip(decision.order, decision.votes, strict=True)
        votes = ", ".join(f"{titles.get(option, option)} {n}" for option, n in counted)
        lines.append(_("Votes in the run-off: {votes}", votes=votes))
    if public:
        return lines
    if decision.witnesses:
        lines.append(_("Witnesses: {who}", who=decision.witnesses))
    if decision.recorded:
        lines.append(_("Written down by: {who}", who=decision.recorded))
    return lines
