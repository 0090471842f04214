"""How long a vote will take by each channel, for those present; the quickest that fits is proposed.

Seconds are rules of thumb, kept in one place: people queue for a booth, fill paper in side by side, raise hands all at
once; a paper ballot is typed in eight seconds or less.
"""

from __future__ import annotations

from labapp.kinds.vote.terms import BOOTH, BY_SECTOR, HANDS, PAPER, STAGE, Terms

BOOTH_TOO_LONG = 600
_TYPING_MOST = 8.0


def seconds(agreed: Terms, count: int, people: int) -> dict[str, int]:
    """Return an estimate for every channel this vote may use, in seconds."""
    marks = _marks(agreed, count)
    one_by_one = 15 + 4 * marks
    typing = min(_TYPING_MOST, 3 + marks)
    reading = 30 + 3 * count
    found = {
        BOOTH: reading + people * one_by_one,
        PAPER: reading + 60 + 5 * marks + people * (2 + typing),
    }
    if agreed.secrecy == BY_SECTOR:
        del found[PAPER]
    if not agreed.sealed:
        found[STAGE] = found[BOOTH]
        if agreed.form_id == "dots":
            found[HANDS] = reading + 90 + people * 2 + 8 * count
        elif agreed.form.hand_answers:
            found[HANDS] = reading + 12 * count * len(agreed.form.hand_answers)
    return {channel: round(value) for channel, value in found.items()}


def quickest(agreed: Terms, count: int, people: int) -> str:
    """Return the channel proposed: hands where they are quicker, else the booth, which asks least of the moderator.

    A booth that would take over ten minutes gives way to whatever is quickest.
    """
    found = seconds(agreed, count, people)
    best = min(found, key=lambda channel: (found[channel], channel))
    return BOOTH if best != HANDS and found[BOOTH] <= BOOTH_TOO_LONG else best


def booth_too_long(agreed: Terms, count: int, people: int) -> bool:
    """Whether the queue at the booth would be over ten minutes, and something else would be quicker."""
    found = seconds(agreed, count, people)
    return found[BOOTH] > BOOTH_TOO_LONG and quickest(agreed, count, people) != BOOTH


def _marks(agreed: Terms, count: int) -> int:
    limits = agreed.limits
    if agreed.form_id in ("choose", "ranking"):
        return min(count, int(limits["max"]) or count)
    if agreed.form_id == "dots":
        return int(limits["n"])
    if agreed.form_id == "budget":
        return min(count, 5)
    return count * len(limits.get("criteria", ("",)))
