"""What an RCTab configuration says beside names and files: its rules by the names of our own settings, where votes are.

Some rules say how papers are read, others how they are counted: `lab count` takes both from there unless it is told
otherwise. What we cannot follow is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from labapp.exchange.json_places import Said
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
_BLANK = "treatBlankAsUndeclaredWriteIn"


def reading_of(rules: Said, wanted: Reading, notes: Notes) -> Reading:
    """Return how papers are read: as wanted, up to the last rank that is allowed."""
    number = _number(rules, "maxRankingsAllowed", notes)
    if number == 0:
        line = rules.line("maxRankingsAllowed")
        notes.refuse("rctab.bad-number", line=line, key="maxRankingsAllowed", value="0")
    return replace(wanted, max_ranks=number)


def settings_of(rules: Said, notes: Notes) -> dict[str, str]:
    """Return the settings that the rules decide."""
    rule = str(rules.get("overvoteRule") or "")
    if rule not in _OVERVOTE_RULES:
        place = {"line": rules.line("overvoteRule"), "key": "overvoteRule"}
        notes.refuse("rctab.unknown-rule", **place, value=rule[:40], known=tuple(_OVERVOTE_RULES))
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
        place = {"line": rules.line(keys[-1]), "key": keys[-1]}
        notes.refuse("rctab.bad-number", **place, value=said["precision"][:40])
    _say_not_followed(rules, notes)
    return said


def start_of(source: Said, notes: Notes) -> tuple[int, int]:
    """Return the column (from 0) and line (from 1) of the first vote of a table; columns may be given as letters."""
    keys = ("firstVoteColumnIndex", "firstVoteRowIndex")
    text, line_text = (str(source.get(key) or "").strip().upper() for key in keys)
    column = whole(text)
    if column is None and 0 < len(text) <= 3 and text.isascii() and text.isalpha():
        column = 0
        for letter in text:
            column = column * 26 + ord(letter) - ord("A") + 1
    if not column:
        notes.refuse("rctab.no-start", line=source.line(keys[0]), key=keys[0], value=text[:40])
    line = whole(line_text)
    if not line:
        notes.refuse("rctab.no-start", line=source.line(keys[1]), key=keys[1], value=line_text[:40])
    return column - 1, line


def blank_is_write_in(source: Said, rules: Said, notes: Notes) -> bool:
    """Tell whether an empty cell of a sheet is a vote for nobody declared."""
    own, common = (flag(said, _BLANK, notes) for said in (source, rules))
    return own or common


def ties_of(rules: Said, options: Iterable[str]) -> dict[str, str]:
    """Return how ties for the last place fall, where the rules leave it neither to chance nor to a person."""
    mode = str(rules.get("tiebreakMode") or "")
    if mode.startswith("previousRoundCounts"):
        return {"exclude-ties": "backwards"}
    if mode != "useCandidateOrder":
        return {}
    quoted = (option.replace('"', '""') for option in options)
    return {"exclude-ties": "lot", "lot": ",".join(f'"{option}"' for option in quoted)}


def _say_not_followed(rules: Said, notes: Notes) -> None:
    mode = str(rules.get("winnerElectionMode") or "")
    if mode not in _MODES:
        line = rules.line("winnerElectionMode")
        notes.warn("rctab.not-followed", line=line, key="winnerElectionMode", value=mode[:60])
    if flag(rules, "nonIntegerWinningThreshold", notes):
        line = rules.line("nonIntegerWinningThreshold")
        notes.warn("rctab.not-followed", line=line, key="nonIntegerWinningThreshold", value="true")


def flag(said: Said, key: str, notes: Notes) -> bool:
    """Return yes or no, also as a text or as 1 and 0; what is neither would change the count silently."""
    text = str(said.get(key) if said.get(key) is not None else "").strip().casefold()
    if text not in ("true", "false", "1", "0", ""):
        notes.refuse("rctab.bad-flag", line=said.line(key), key=key, value=text[:40])
    return text in ("true", "1")


def _number(rules: Said, key: str, notes: Notes) -> int | None:
    """Return a number of the rules, None where it sets no limit; what is neither would change the count silently."""
    if key not in rules.found:
        notes.warn("rctab.not-set", line=rules.line(key), key=key)
    found = rules.get(key)
    text = "" if found is None else str(found).strip()
    number = whole(text)
    if number is None and text.casefold() not in _NO_LIMIT:
        notes.refuse("rctab.bad-number", line=rules.line(key), key=key, value=text[:40])
    return number
