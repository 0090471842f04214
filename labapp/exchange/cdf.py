"""Cast-vote records as JSON in the Common Data Format (NIST SP 1500-103), one contest per count."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from labapp.exchange.json_places import Said, Step, deepest, line_of, line_of_twin
from labapp.exchange.pile import OVERVOTED, WRITE_INS
from labapp.exchange.ranking_csv import OVERVOTE
from labapp.exchange.source import Notes, whole

_LONG_NUMBER = re.compile(r"[0-9]{4301}")  # Python reads none longer, for the time it takes
_ZERO = "\\u0000"  # as JSON writes it
_ROUND = re.compile(r"-round-\d+")  # so RCTab calls the snapshots it adds for every round it counted
_YES = ("yes", "true", "1", True, 1)
_INDICATIONS = ("yes", "no", "unknown", None)
_OF_ELECTION: tuple[Step, ...] = ("Election", 0)
Record = tuple[int, dict[int, list[str]]]  # number of the record; names (ids of selections) by rank


class _Twice(ValueError):
    """A key that stands twice in one object with different values: readers take the last, or the first."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        for key, value in pairs:
            if found[key] != value and not key.startswith("_"):  # so people mark remarks, JSON has none of its own
                raise _Twice(key)
    return found


_STRICT = json.JSONDecoder(object_pairs_hook=_once)


def parse(text: str, notes: Notes) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Parse JSON; a cut or damaged file is refused by line and column."""
    if not text.strip():
        notes.refuse("ballots.empty-file", line=1)
    if _ZERO in text:  # our own mark of an unknown overvote begins with one
        notes.refuse("file.not-text", line=text.count("\n", 0, text.index(_ZERO)) + 1)
    try:
        return _STRICT.decode(text)
    except _Twice as error:
        notes.refuse("json.key-twice", line=line_of_twin(text, _STRICT, str(error)), key=str(error)[:60])
    except json.JSONDecodeError as error:
        notes.refuse("json.damaged", line=error.lineno, column=error.colno)
    except (RecursionError, ValueError):  # nested beyond reason; a number of thousands of digits
        number = _LONG_NUMBER.search(text)
        notes.refuse("json.damaged", line=text.count("\n", 0, number.start() if number else deepest(text)) + 1)


@dataclass
class Seen:
    """The records met so far, each with the file and the number where it came first."""

    first: dict[tuple[str, ...], tuple[str, int]] = field(default_factory=dict)

    def check(self, names: Iterable[object], number: int, notes: Notes) -> None:
        """Say that a record comes again; it may have been copied, or two machines number alike."""
        where, first = self.first.setdefault(tuple(str(name) for name in names), (notes.file, number))
        if (where, first) != (notes.file, number):
            notes.warn("json.same-record", record=number, first=first, where=where)


def looks_like_cdf(found: object) -> bool:
    """Tell a report of cast-vote records by its keys."""
    return isinstance(found, dict) and "CVR" in found and "Election" in found


class Contest:
    """One contest of a report: its selections with their names, and the records that mark it."""

    def __init__(self, report: Said, wanted: str, notes: Notes) -> None:
        self._report = report
        self._notes = notes
        self._seen = Seen()
        election = self._objects(report.get("Election"), "Election")[0]
        contests = self._objects(election.get("Contest"), *_OF_ELECTION, "Contest")
        chosen = [c for c in contests if not wanted or wanted in (c.get("Name"), c.get("@id"))]
        if len(chosen) != 1:
            known = ", ".join(str(c.get("Name") or c.get("@id")) for c in contests)[:200]
            line = line_of(report.text, (*_OF_ELECTION, "Contest"))
            notes.refuse("json.which-contest", line=line, wanted=wanted, known=known)
        self.id = chosen[0].get("@id")
        self._known = [c.get("@id") for c in contests]
        at = self._known.index(self.id)
        if self.id in self._known[at + 1 :]:
            line = line_of(report.text, (*_OF_ELECTION, "Contest", self._known.index(self.id, at + 1)))
            notes.refuse("json.id-twice", line=line, key="Contest", id=str(self.id)[:60])
        self.title = str(chosen[0].get("Name") or "")
        candidates = self._by_id(election.get("Candidate"), *_OF_ELECTION, "Candidate")
        people = {key: _name(person) for key, person in candidates.items()}
        selections = (*_OF_ELECTION, "Contest", contests.index(chosen[0]), "ContestSelection")
        self.names: dict[str, str] = {}
        for key, selection in self._by_id(chosen[0].get("ContestSelection"), *selections).items():
            self.names[key] = self._selection(selection, people)
        named = [name for name in self.names.values() if name != WRITE_INS]
        if len(set(named)) < len(named):
            self.names = {key: name if name == WRITE_INS else key for key, name in self.names.items()}

    def _objects(self, found: object, *path: Step) -> list[dict[str, Any]]:
        if not isinstance(found, list) or not found or not all(isinstance(item, dict) for item in found):
            self._notes.refuse("json.missing", line=line_of(self._report.text, path), key=path[-1])
        return found

    def _by_id(self, found: object, *path: Step) -> dict[str, dict[str, Any]]:
        """Return objects by their id; of two with one id it cannot be told whose the votes are."""
        known: dict[str, dict[str, Any]] = {}
        for place, item in enumerate(self._objects(found, *path)):
            if known.setdefault(str(item.get("@id")), item) != item:
                line = line_of(self._report.text, (*path, place))
                self._notes.refuse("json.id-twice", line=line, key=path[-1], id=str(item.get("@id"))[:60])
        return known

    def _selection(self, selection: Mapping[str, Any], people: Mapping[str, str]) -> str:
        if selection.get("IsWriteIn") in _YES:
            return WRITE_INS
        ids = selection.get("CandidateIds") or []
        named = [people.get(i, "") for i in ids if isinstance(i, str)] if isinstance(ids, list) else []
        return ", ".join(name for name in named if name) or _name(selection) or str(selection.get("@id"))

    def records(self) -> Iterator[Record]:
        """Yield each record that holds this contest, with what it marks at each rank; says how many do not."""
        others: list[int] = []
        records = self._objects(self._report.get("CVR"), "CVR")
        key = _telling(records)
        for number, record in enumerate(records, 1):
            if key and record.get(key) is not None:
                self._seen.check((record[key],), number, self._notes)
            snapshots = record.get("CVRSnapshot")
            if not isinstance(snapshots, list) or not all(isinstance(item, dict) for item in snapshots):
                self._bad(number)
            current = _as_cast(snapshots, record.get("CurrentSnapshotId"))
            if len(current) != 1:
                self._bad(number)
            own = [c for c in self._contests(number, current[0]) if c["ContestId"] == self.id]
            if not own:
                others.append(number)
            for contest in own:
                yield number, self._ranks(number, contest)
        if others:
            self._notes.warn("json.other-records", record=others[0], n=len(others))

    def _contests(self, number: int, snapshot: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return what a snapshot marks; a contest that the file does not declare could be this one misspelt."""
        found = snapshot.get("CVRContest", [])
        if not isinstance(found, list):
            self._bad(number)
        for contest in found:
            if not isinstance(contest, dict) or contest.get("ContestId") not in self._known:
                self._bad(number)
        return found

    def _bad(self, number: int) -> NoReturn:
        self._notes.refuse("json.bad-record", record=number)

    def _ranks(self, number: int, contest: Mapping[str, Any]) -> dict[int, list[str]]:
        ranks: dict[int, list[str]] = {}
        selections = contest.get("CVRContestSelection", [])
        if not isinstance(selections, list):
            self._bad(number)
        for selection in selections:
            if not isinstance(selection, dict) or str(selection.get("ContestSelectionId")) not in self.names:
                self._bad(number)
            name = self.names[str(selection["ContestSelectionId"])]
            name = OVERVOTED if name.casefold() in OVERVOTE else name
            for rank, written_in in self._marks(number, selection):
                ranks.setdefault(rank, []).append(WRITE_INS if written_in else name)
        return ranks

    def _marks(self, number: int, selection: Mapping[str, Any]) -> Iterator[tuple[int, bool]]:
        """Yield the rank of every mark for a selection, and whether a name was written in there."""
        if "Rank" in selection:  # the standard leaves open whether the rank stands here or with each mark
            yield self._number(number, selection["Rank"]), False
            return
        positions = selection.get("SelectionPosition")
        if not isinstance(positions, list) or not positions:
            self._bad(number)
        for position in positions:
            if not isinstance(position, dict) or position.get("HasIndication") not in _INDICATIONS:
                self._bad(number)
            if _counts(position):
                yield self._number(number, position.get("Rank")), "CVRWriteIn" in position

    def _number(self, number: int, found: object) -> int:
        rank = whole(str(found))
        if not rank or rank > 1000:
            self._bad(number)
        return rank


def _telling(records: list[dict[str, Any]]) -> str:
    """Return the key that tells records apart: what is printed on ballots beforehand may only name their style."""
    for key in ("UniqueId", "BallotPrePrintedId"):
        values = [str(record[key]) for record in records if record.get(key) is not None]
        if len(set(values)) * 2 > len(values):
            return key
    return ""


def _as_cast(snapshots: list[dict[str, Any]], wanted: object) -> list[dict[str, Any]]:
    """Return the snapshot that counts; of one round of a count, the paper as it was before: all its marks stand there.

    In RCTab's snapshot of a round only the mark that counted in it is allocable.
    """
    if isinstance(wanted, str) and _ROUND.search(wanted):
        originals = [s for s in snapshots if s.get("Type") == "original"]
        if originals:
            return originals
    return [s for s in snapshots if s.get("@id") == wanted]


def _counts(position: Mapping[str, Any]) -> bool:
    """Tell whether a position is marked and to be counted; a mark worth a part of a vote is a mark."""
    if position.get("HasIndication") not in ("yes", None) or position.get("IsAllocable") == "no":
        return False
    return position.get("NumberVotes") != 0 or "FractionalVotes" in position


def _name(found: Mapping[str, Any]) -> str:
    text = found.get("Name")
    if isinstance(text, str):
        return text.strip()
    parts = found.get("BallotName") or {}
    texts = parts.get("Text") if isinstance(parts, dict) else None
    return str(texts[0].get("Content", "")) if isinstance(texts, list) and texts and isinstance(texts[0], dict) else ""
