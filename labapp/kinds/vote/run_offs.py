"""Run-offs: a tie put to a vote of its own, a further round of the tied options for the places it is about."""

from __future__ import annotations

from labapp.changes import Change, Reader
from labapp.counting.rules import RULES
from labapp.errors import UserError
from labapp.kinds.vote import groups, rounds
from labapp.kinds.vote import options as options_of
from labapp.kinds.vote.result import Result, result
from labapp.kinds.vote.rounds import Round
from labapp.model import agenda


def options(read: Reader, vote: str) -> tuple[str, ...]:
    """Return the options a run-off can be held between: those tied, where it is they who are level."""
    if rounds.get(read, vote).state not in (rounds.CLOSED, rounds.ANNOUNCED):
        return ()
    try:
        found = result(read, vote)
    except UserError:
        return ()  # what cannot be counted has no tie
    tied = tuple(bar.choice.id for bar in found.bars if bar.tied)
    return () if groups.tied_out(found) else tied


def places(found: Result) -> int:
    """Return for how many of the tied options there is room; 0 where the rule knows no such places."""
    if found.round.terms.rule not in groups.BY_PLACES:
        return 0
    clear = sum(bar.won and not bar.tied for bar in found.bars)
    return max(0, int(found.round.terms.counting.get("seats", "1")) - clear)


def fit(tx: Change, vote: str) -> None:
    """Let as many win in the round being prepared as the tie of this one is about."""
    found = result(tx, vote)
    terms = found.round.terms
    wanted = places(found)
    if wanted and any(setting.name == "seats" for setting in RULES[terms.rule].options):
        counting = agenda.activity(tx, found.round.activity).settings.get("counting", {})
        rounds.configure(tx, found.round.activity, counting={**counting, "seats": str(wanted)})


def held_for(read: Reader, now: Round) -> Result | None:
    """Return the announced result of the run-off that was held for this round's tie."""
    for later in rounds.of_activity(read, now.activity):
        if later.follows == now.id and later.state == rounds.ANNOUNCED:
            first = first_of(read, later)
            if first is not None and first.round.id == now.id:
                return result(read, later.id)
    return None


def first_of(read: Reader, now: Round) -> Result | None:
    """Return the announced result this round was the run-off of: its options are those tied there, no others."""
    before = next((held for held in rounds.of_activity(read, now.activity) if held.id == now.follows), None)
    if before is None or before.state != rounds.ANNOUNCED:
        return None
    try:
        found = result(read, before.id)
    except UserError:
        return None  # it cannot be counted, so this round stands by itself
    tied = [bar.choice.title for bar in found.bars if bar.tied]
    here = [choice.title for choice in options_of.of_vote(read, now.id)]
    return found if tied and sorted(tied) == sorted(here) and len(tied) < len(found.bars) else None
