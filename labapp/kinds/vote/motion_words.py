"""How a motion is decided, in words: what carries it, measured by whom, and how many have to be there."""

from __future__ import annotations

from math import ceil

from labapp.counting.motion import QUORUM, SHARE_NEEDED
from labapp.counting.settings import CountError, parse
from labapp.kinds.vote.terms import Terms
from labapp.wording.saying import percent
from labapp.wording.translate import Translator


def rule_line(terms: Terms, _: Translator) -> str:
    """Return what a motion needs to be carried, in one line."""
    given = terms.counting
    base = {
        "cast": _("of all ballots cast"),
        "valid": _("of valid votes"),
        "present": _("of those present"),
        "entitled": _("of those entitled"),
    }[given.get("base", "valid")]
    majority = given.get("majority", "simple")
    if majority == "simple":
        said = _("Carried by more votes for than against; abstentions do not count.")
    elif majority == "absolute":
        said = _("Carried by more than half {base}.", base=base)
    elif majority == "two-thirds":
        said = _("Carried by at least two thirds {base}.", base=base)
    else:
        said = _("Carried by at least {share} {base}.", share=part(given.get("share", "1/2"), _), base=base)
    needed = quorum(given.get("quorum", "none"), _)
    return f"{said} {needed}" if needed else said


def heads(value: str) -> int:
    """Return how many people a quorum asks for by number, 0 where it is a part of those entitled or there is none.

    It is read as the count reads it, so that 12,0 is twelve people; of people there are whole ones only: 1.5 asks for
    two.
    """
    try:
        asked = parse(QUORUM, value)
    except CountError:
        return 0
    return ceil(asked) if asked != "none" and asked >= 1 else 0


def quorum(value: str, _: Translator) -> str:
    """Return how many have to take part for anything to be carried, as a sentence; empty where no quorum is set."""
    if value == "none":
        return ""
    if n := heads(value):
        return _.plural("Quorum: at least {n} person present.", "Quorum: at least {n} people present.", n)
    return _("Quorum: at least {share} of those entitled.", share=part(value, _))


def part(value: str, _: Translator) -> str:
    """Return a share as the reasons of the count write it, so that nobody wonders whether 60% is 3/5."""
    try:
        return percent(_, parse(SHARE_NEEDED, value))
    except CountError:
        return value  # refused before the start, as it was set
