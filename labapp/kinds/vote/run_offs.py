"""Run-offs: a tie put to a vote of its own, a further round of the tied options for the places it is about."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from labapp.changes import Change, Reader
from labapp.counting.outcome import Number
from labapp.counting.rules import RULES
from labapp.errors import UserError
from labapp.kinds.vote import groups, rounds
from labapp.kinds.vote import options as options_of
from labapp.kinds.vote.options import Choice
from labapp.kinds.vote.result import Result, result, spent
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
    """Return for how many of the tied options there is room; 0 where nobody says how many win."""
    if "seats" not in {setting.name for setting in RULES[found.round.terms.rule].options}:
        return 0
    clear = sum(bar.won and not bar.tied for bar in found.bars)
    return max(0, int(found.round.terms.counting.get("seats", "1")) - clear)


def fit(tx: Change, vote: str) -> None:
    """Let as many win in the round being prepared as the tie of this one is about, and spend what is left of a sum."""
    found = result(tx, vote)
    settings = agenda.activity(tx, found.round.activity).settings
    if money := spent(found):
        limits = {**settings.get("limits", {}), "sum": _exact(money[2])}
        rounds.configure(tx, found.round.activity, limits=limits)
    wanted = places(found)
    if wanted:
        counting = {**settings.get("counting", {}), "seats": str(wanted)}
        rounds.configure(tx, found.round.activity, counting=counting)


def fared(read: Reader, activity: str) -> tuple[list[Choice], list[Choice]]:
    """Return what the newest counted round has chosen, and the other options, best first; with the round it ran off.

    Nothing where it cannot be counted: then nothing goes on to the next activity, and its own page says why.
    """
    now = rounds.counted(read, activity)
    try:
        bars = result(read, now.id).bars if now is not None else ()
    except UserError:
        bars = ()
    first = first_of(read, now) if now is not None and bars else None
    before = first.bars if first is not None else ()
    won = [bar.choice for bar in before if bar.won and not bar.tied]
    won += [bar.choice for bar in bars if bar.won and not bar.tied]
    others = [bar.choice for bar in bars if not bar.won or bar.tied]
    others += [bar.choice for bar in before if not bar.won and not bar.tied]
    return won, others


def _exact(money: Number) -> str:
    """Return an amount as one would type it."""
    value = Fraction(money)
    plain = format(Decimal(value.numerator) / Decimal(value.denominator), "f")
    return plain if Fraction(plain) == value else str(value)


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
