"""Dominion's records of ranked votes: `CvrExport….json` and, in the same folder, manifests that name its numbers.

Followed as RCTab does: what people changed afterwards replaces what was scanned, marks told to be ambiguous do not
count, and a paper set aside for the contest is left out, which is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from labapp.counting.profile import Profile
from labapp.exchange.cdf import Seen, parse
from labapp.exchange.json_places import Said, line_of
from labapp.exchange.pile import WRITE_INS, Pile, Reading, closed, put
from labapp.exchange.source import Notes, decode, read_bytes, whole

_SET_ASIDE = 7  # the condition by which a contest of a paper is out of the count
_RECORD = ("TabulatorId", "BatchId", "RecordId")  # what tells a paper from all others
_PART = re.compile(r"CvrExport_\d+\.json")
_WRITTEN = re.compile(r"\(?(?:write-?in|undeclared|unqualified)", re.IGNORECASE)


class Manifests:
    """One contest of an export: its number, how many ranks it has, and who stands in it."""

    def __init__(self, folder: Path, wanted: str, notes: Notes) -> None:
        self.folder = folder
        listed = _Listed(folder / "ContestManifest.json", notes)
        contests = listed.by_id()
        chosen = [key for key, c in contests.items() if not wanted or wanted in (key, c.get("Description"))]
        if len(chosen) != 1:
            known = ", ".join(f"{key} {c.get('Description', '')}" for key, c in contests.items())[:200]
            listed.notes.refuse("json.which-contest", line=listed.line(), wanted=wanted, known=known)
        self.id = chosen[0]
        self.title = str(contests[self.id].get("Description") or "")
        self.ranks = whole(_key(contests[self.id].get("NumOfRanks"))) or 1
        people = _Listed(folder / "CandidateManifest.json", notes).by_id(self.id)
        self.names = {key: str(c.get("Description") or "").strip() for key, c in people.items()}
        self._seen = Seen()

    def exports(self, notes: Notes) -> list[Path]:
        """Return the files that hold the papers, one or numbered ones."""
        whole_one = self.folder / "CvrExport.json"
        parts = sorted(path for path in self.folder.iterdir() if _PART.fullmatch(path.name))
        if not whole_one.exists() and not parts:
            notes.refuse("dominion.no-export", folder=self.folder.name)
        return [whole_one] if whole_one.exists() else parts

    def records(self, export: Said, notes: Notes) -> Iterator[tuple[int, dict[int, list[str]]]]:
        """Yield each paper of this contest in one file: its number there, and the candidates' numbers by rank.

        How many papers do not hold the contest is said.
        """
        others: list[int] = []
        for number, session in enumerate(_objects(export, "Sessions", notes), 1):
            if all(isinstance(session.get(key), int) for key in _RECORD):  # some are made unreadable on purpose
                self._seen.check((session[key] for key in _RECORD), number, notes)
            paper = session.get("Original")
            if isinstance(paper, dict) and paper.get("IsCurrent") is not True:
                paper = session.get("Modified")
                if paper is None:
                    notes.warn("dominion.left-out", record=number)
                    continue
            if not isinstance(paper, dict):
                _bad(number, notes)
            own = self._own(paper, number, notes)
            if not own:
                others.append(number)
            for contest in own:
                conditions = contest.get("OutstackConditionIds") or []
                if not isinstance(conditions, list):
                    _bad(number, notes)
                if _SET_ASIDE in conditions:
                    notes.warn("dominion.left-out", record=number)
                    continue
                yield number, _marks(contest, number, notes)
        if others:
            notes.warn("json.other-records", record=others[0], n=len(others))

    def _own(self, paper: dict[str, Any], number: int, notes: Notes) -> list[dict[str, Any]]:
        """Return the places of this contest on a paper; a contest without a number could be this one."""
        found = []
        for card in _dicts(paper.get("Cards", [paper]), number, notes):
            for contest in _dicts(card.get("Contests"), number, notes):
                if whole(_key(contest.get("Id"))) is None:
                    _bad(number, notes)
                if _key(contest.get("Id")) == self.id:
                    found.append(contest)
        return found


class _Listed:
    """The entries of one manifest, which knows their lines."""

    def __init__(self, path: Path, notes: Notes) -> None:
        self.notes = Notes(path.name, notes.tick)
        self._said = load(path, self.notes)
        self._items = _objects(self._said, "List", self.notes)

    def line(self, *place: int) -> int:
        """Return the line of an entry, without a place that of the list."""
        return line_of(self._said.text, ("List", *place))

    def by_id(self, contest: str = "") -> dict[str, dict[str, Any]]:
        """Return entries by their numbers, those of one contest if named; of two with one number none can be told."""
        known: dict[str, dict[str, Any]] = {}
        for place, item in enumerate(self._items):
            if contest and _key(item.get("ContestId")) != contest:
                continue
            if known.setdefault(_key(item.get("Id")), item) != item:
                self.notes.refuse("json.id-twice", line=self.line(place), key="List", id=_key(item.get("Id"))[:60])
        return known


def looks_like_export(found: object) -> bool:
    """Tell by its keys."""
    return isinstance(found, dict) and "Sessions" in found


def read_export(export: Said, path: Path, reading: Reading, notes: Notes) -> Profile:
    """Read one file of an export that holds a single contest; the manifests stand beside it."""
    contest = Manifests(path.parent, "", notes)
    pile = Pile(meta={"source": "dominion", "title": contest.title})
    named = {key: WRITE_INS if _WRITTEN.match(name) else name or key for key, name in contest.names.items()}
    for name in named.values():
        if name != WRITE_INS:
            pile.name(name)
    for number, ranks in contest.records(export, notes):
        by_name: dict[int, list[str]] = {}
        for rank, keys in ranks.items():
            for key in keys:
                if key not in named:
                    notes.refuse("ballots.unknown-option", option=key[:60], record=number)
                by_name.setdefault(rank, []).append(named[key])
        put(pile, by_name, reading, notes, {"record": number})
    return closed(pile, notes)


def load(path: Path, notes: Notes) -> Said:
    """Return what one JSON file holds, nothing where it is no object."""
    text = decode(read_bytes(path), notes)
    found = parse(text, notes)
    return Said(found if isinstance(found, dict) else {}, text)


def _marks(contest: dict[str, Any], number: int, notes: Notes) -> dict[int, list[str]]:
    ranks: dict[int, list[str]] = {}
    for mark in _dicts(contest.get("Marks", []), number, notes):
        if mark.get("IsAmbiguous") is True:
            continue
        rank = whole(_key(mark.get("Rank")))
        if not rank or rank > 1000 or mark.get("CandidateId") is None:
            _bad(number, notes)
        ranks.setdefault(rank, []).append(_key(mark["CandidateId"]))
    return ranks


def _objects(said: Said, key: str, notes: Notes) -> list[dict[str, Any]]:
    items = said.get(key)
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        notes.refuse("json.missing", line=said.line(key), key=key)
    return items


def _dicts(found: object, number: int, notes: Notes) -> list[dict[str, Any]]:
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        _bad(number, notes)
    return found


def _bad(number: int, notes: Notes) -> NoReturn:
    notes.refuse("json.bad-record", record=number)


def _key(found: object) -> str:
    return "" if found is None else str(found)
