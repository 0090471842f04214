"""What the rules of an RCTab configuration say, by the names of our own settings.

Some say how papers are read, others how they are counted: `lab count` takes both from there unless it is told
otherwise. What we cannot follow is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from labapp.exchange.pile import Reading
from labapp.exchange.source import Notes, whole

_NO_LIMIT = ("", "max", "unlimited")
_OVERVOTE_RULES = {
    "exhaustImmediately": "exhaust",
    "alwaysSkipToNextRank": "skip",
    "exhaustIfMultipleContinuing": "exhaust-if-multiple",
}
_MODES = ("", "singleWinnerMajority", "multiWinnerAllowMultipleWinnersPerRound")
_MOST_DECIMALS = 20


def reading_of(rules: Mapping[str, Any], wanted: Reading, notes: Notes) -> Reading:
    """Return how papers are read: as wanted, up to the last rank that is allowed."""
    number = _number(rules, "maxRankingsAllowed", notes)
    if number == 0:
        notes.refuse("rctab.bad-number", key="maxRankingsAllowed", value="0")
    return replace(wanted, max_ranks=number)


def settings_of(rules: Mapping[str, Any], notes: Notes) -> dict[str, str]:
    """Return the settings that the rules decide."""
    rule = str(rules.get("overvoteRule") or "")
    if rule not in _OVERVOTE_RULES:
        notes.refuse("rctab.unknown-rule", key="overvoteRule", value=rule[:40], known=tuple(_OVERVOTE_RULES))
    said = {
        "overvote": _OVERVOTE_RULES[rule],
        "repeats": "exhaust" if flag(rules, "exhaustOnDuplicateCandidate", notes) else "ignore",
        "quota": "hare" if flag(rules, "hareQuota", notes) else "droop",
    }
    least = {"max-skipped": 0, "seats": 1, "precision": 1}
    keys = ("maxSkippedRanksAllowed", "numberOfWinners", "decimalPlacesForVoteArithmetic")
    for key, name in zip(keys, least, strict=True):
        number = _number(rules, key, notes)
        if number is not None and number >= least[name]:
            said[name] = str(number)
    if int(said.get("precision", 1)) > _MOST_DECIMALS:
        notes.refuse("rctab.bad-number", key="decimalPlacesForVoteArithmetic", value=said["precision"][:40])
    _say_not_followed(rules, notes)
    return said


def ties_of(rules: Mapping[str, Any], options: Iterable[str]) -> dict[str, str]:
    """Return how ties for the last place fall, where the rules leave it neither to chance nor to a person."""
    mode = str(rules.get("tiebreakMode") or "")
    if mode.startswith("previousRoundCounts"):
        return {"exclude-ties": "backwards"}
    if mode != "useCandidateOrder":
        return {}
    quoted = (option.replace('"', '""') for option in options)
    return {"exclude-ties": "lot", "lot": ",".join(f'"{option}"' for option in quoted)}


def _say_not_followed(rules: Mapping[str, Any], notes: Notes) -> None:
    mode = str(rules.get("winnerElectionMode") or "")
    if mode not in _MODES:
        notes.warn("rctab.not-followed", key="winnerElectionMode", value=mode[:60])
    if flag(rules, "nonIntegerWinningThreshold", notes):
        notes.warn("rctab.not-followed", key="nonIntegerWinningThreshold", value="true")


def flag(said: Mapping[str, Any], key: str, notes: Notes) -> bool:
    """Return yes or no, also as a text or as 1 and 0; what is neither would change the count silently."""
    text = str(said.get(key) if said.get(key) is not None else "").strip().casefold()
    if text not in ("true", "false", "1", "0", ""):
        notes.refuse("rctab.bad-flag", key=key, value=text[:40])
    return text in ("true", "1")


def _number(rules: Mapping[str, Any], key: str, notes: Notes) -> int | None:
    """Return a number of the rules, None where it sets no limit; what is neither would change the count silently."""
    found = rules.get(key)
    text = "" if found is None else str(found).strip()
    number = whole(text)
    if number is None and text.casefold() not in _NO_LIMIT:
        notes.refuse("rctab.bad-number", key=key, value=text[:40])
    return number
