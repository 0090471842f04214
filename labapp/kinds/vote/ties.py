"""How the room settled a tie: by a lot, a run-off, a named body, or by leaving equal places. Never by the moderator.

What the room did is entered and kept with who saw or wrote it down and when; the count itself only ever meets an order
of the tied options, and what that order stands for is worked into the outcome here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from labapp.changes import Reader
from labapp.counting.outcome import Outcome, Reason, Tie
from labapp.counting.rules import RULES
from labapp.errors import UserError
from labapp.kinds.vote.terms import Terms
from labapp.model import people
from labapp.wording.folding import fold

LOT, RUN_OFF, BODY, EQUAL = "lot", "run-off", "body", "equal"
WAYS = (LOT, RUN_OFF, BODY, EQUAL)
WORDS_LIMIT = 300
_ENTERED = {LOT: ("lot", "lot"), RUN_OFF: ("run-off", "run-off-result"), BODY: ("run-off", "run-off-result")}
_FIRST = ("lowest-cost", "most-votes")
_NO_PLACES = ("irv", "stv")  # their ties may be about who goes out, so that "all of them" would mean nothing
_MODERATORS = ("moderator", "co-moderator")
_SELF = ("moderator", "the moderator", "prowadzący", "prowadząca", "osoba prowadząca", "moderatorka")


@dataclass(frozen=True)
class Decision:
    """What was entered: the way, the order of the tied options, and what makes it believable.

    `witnesses` saw a lot drawn; `body` decided, in the `words` of its decision, written down by `recorded`; `votes` are
    those of a run-off, in the order of the options.
    """

    way: str
    order: tuple[str, ...] = ()
    witnesses: str = ""
    body: str = ""
    words: str = ""
    recorded: str = ""
    at: str = ""
    votes: tuple[int, ...] = ()

    def text(self) -> str:
        """Return what is kept with the round; the body's name has a row of its own, for everybody may know it."""
        kept = {name: value for name, value in vars(self).items() if value and name != "body"}
        return json.dumps({**kept, "order": list(self.order)}, ensure_ascii=False, sort_keys=True)


def read(kept: Mapping[str, Any]) -> Decision | None:
    """Return what was entered for a round, None where nothing was."""
    if not kept.get("way"):
        return None
    given = {name: str(kept.get(name, "")) for name in ("witnesses", "body", "words", "recorded", "at")}
    return Decision(
        str(kept["way"]), tuple(kept.get("order", ())), given["witnesses"], given["body"], given["words"],
        given["recorded"], given["at"], tuple(kept.get("votes", ())),
    )  # fmt: skip


def check(read_from: Reader, terms: Terms, given: Decision) -> Decision:
    """Return a decision with its words tidied; UserError for what nobody could vouch for."""
    tidy = replace(
        given, witnesses=_tidy(given.witnesses), body=_tidy(given.body), words=_tidy(given.words),
        recorded=_tidy(given.recorded),
    )  # fmt: skip
    if tidy.way not in WAYS or (tidy.way != EQUAL and not tidy.order):
        raise UserError("vote.decision-empty")
    if tidy.votes and (len(tidy.votes) != len(tidy.order) or list(tidy.votes) != sorted(tidy.votes, reverse=True)):
        raise UserError("vote.decision-votes")
    if tidy.way == LOT and not tidy.witnesses:
        raise UserError("vote.decision-witnesses")
    if tidy.way == EQUAL and not may_be_equal(terms):
        raise UserError("vote.decision-equal")
    if tidy.way == BODY:
        _check_body(read_from, tidy)
    return tidy


def may_be_equal(terms: Terms) -> bool:
    """Whether equal places mean anything under this rule: money cannot be spent twice."""
    rule = RULES.get(terms.rule)
    return rule is not None and not rule.uses_cost and terms.rule not in _NO_PLACES


def settings(decision: Decision | None, declared: str = "open") -> dict[str, Any]:
    """Return what the rule is told: the entered order, as a lot or as the result of a run-off.

    Where equals are parted by cost or votes as declared before, the order parts only what that left equal.
    """
    if decision is None or decision.way not in _ENTERED:
        return {}
    way, name = _ENTERED[decision.way]
    return {name: decision.order} if declared in _FIRST else {"ties": way, name: decision.order}


def worked_in(found: Outcome, decision: Decision | None) -> Outcome:
    """Return the outcome as the room has it: whose order it was, or that all of the tied have the place."""
    if decision is None:
        return found
    if decision.way == EQUAL:
        return _equal(found)
    return _by_body(found, decision.body) if decision.way == BODY else found


def _tidy(words: str) -> str:
    return " ".join(words.split())[:WORDS_LIMIT]


def _check_body(read_from: Reader, given: Decision) -> None:
    if not given.body:
        raise UserError("vote.decision-body")
    moderators = {fold(p.name) for p in people.participants(read_from, retired=True) if p.role in _MODERATORS}
    if fold(given.body) in moderators | {fold(name) for name in _SELF}:
        raise UserError("vote.decision-moderator")
    if not given.recorded:
        raise UserError("vote.decision-recorded")


def _equal(found: Outcome) -> Outcome:
    opened = [tie for tie in found.ties if tie.decided_by is None]
    if not opened:
        return found
    more = [option for tie in opened for option in tie.among if option not in found.winners]
    ties = tuple(replace(tie, decided_by=EQUAL, winners=tie.among) if tie in opened else tie for tie in found.ties)
    said = [Reason("tie-equal-places", {"options": tie.among}) for tie in opened]
    kept = [reason for reason in found.reasons if not _about(reason, opened)]
    return replace(found, winners=(*found.winners, *more), ties=ties, reasons=(*kept, *said))


def _by_body(found: Outcome, body: str) -> Outcome:
    ties = tuple(replace(tie, decided_by=BODY) if tie.decided_by == "run-off" else tie for tie in found.ties)
    reasons = tuple(_said_of_body(reason, body) for reason in found.reasons)
    return replace(found, ties=ties, reasons=reasons)


def _said_of_body(reason: Reason, body: str) -> Reason:
    if reason.code == "tie-by-run-off":
        return Reason("tie-by-body", {**reason.params, "body": body})
    if reason.code == "cost-tie-settled" and reason.params.get("by") == "run-off":
        return Reason(reason.code, {**reason.params, "by": body})
    return reason


def _about(reason: Reason, opened: Sequence[Tie]) -> bool:
    """Whether a reason says of one of these ties that it is open."""
    return reason.code in ("tie-open", "tie-costs-equal", "tie-needs-lot", "tie-needs-run-off") and any(
        set(reason.params.get("among", ())) == set(tie.among) for tie in opened
    )
