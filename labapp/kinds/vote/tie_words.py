"""How a tie was settled, in words: the same on stage, console and in the report."""

from __future__ import annotations

from collections.abc import Mapping

from labapp.kinds.vote import ties
from labapp.kinds.vote.ties import Decision
from labapp.wording.translate import Translator


def way(value: str, _: Translator) -> str:
    """Return the name of a way, as chosen on the console."""
    return {
        ties.LOT: _("By lot, drawn in the room"),
        ties.RUN_OFF: _("By a run-off"),
        ties.BODY: _("By a named body"),
        ties.EQUAL: _("Equal places: all of them"),
    }[value]


def how(decided_by: str, body: str, _: Translator) -> str:
    """Return how one tie was settled, to stand after "Settled"."""
    if decided_by == ties.BODY:
        return _("by {body}", body=body)
    return {
        ties.LOT: _("by lot"),
        ties.RUN_OFF: _("by a run-off"),
        ties.EQUAL: _("as equal places"),
        "lowest cost": _("by the lowest cost"),
        "most votes": _("by the larger number of votes"),
    }.get(decided_by, decided_by)


def foot(decided_by: str, body: str, _: Translator) -> str:
    """Return the line that stands at the foot of an announced result."""
    return _("Tie settled {how}.", how=how(decided_by, body, _))


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
