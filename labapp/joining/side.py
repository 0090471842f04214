"""One of the two states, as values: its rows, its history, and what its journal tells of how it was before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from labapp import disk
from labapp.changes import Reader
from labapp.document import open_document
from labapp.joining.shape import Shape, shapes
from labapp.lab import Entry, Lab
from labapp.model import facts, former
from labapp.store import undo
from labapp.store.catalogue import Catalogue
from labapp.store.journal import Journal, RowChange

Key = tuple[Any, ...]
Row = dict[str, Any]
Rows = dict[str, dict[Key, Row]]

# What is not joined row by row: history and what was kept of it are a side's own, bytes of files are fetched by hash.
APART = frozenset({"changes", "journal", "migrations", "files", "former_names"})
# Changes after which the journal no longer holds everything that was before them.
_ERASE, _CLEAR = "person.erase", "retention.clear"
_FORGETTING = frozenset({_ERASE, _CLEAR})
JOIN = "lab.join"
SAME = "same"  # what a join notes: ids of rows that are one, as [table, who goes, who stays]
MET = "met"  # what a join notes of the other state: up to which change it came along, and what its history was by then
CLEARED = "cleared"  # what a join notes that carried the clearing of personal data
ERASED = "erased"  # what an erasure, and a join that carried one, notes: ids of who is gone


@dataclass(frozen=True)
class Side:
    """A state of a laboratory; `files` are the hashes of its pictures, `bytes` those the other state may lack."""

    uid: str
    title: str
    path: Path | None
    digest: str
    rows: Rows
    shapes: Mapping[str, Shape]
    entries: tuple[Entry, ...]
    traces: Mapping[int, Mapping[str, str]]  # by table what a change wrote, where that is still known
    journal: Mapping[int, tuple[RowChange, ...]]
    files: frozenset[str]
    bytes: Mapping[str, Row] = field(default_factory=dict)
    kept: tuple[tuple[str, former.Values], ...] = ()  # what the list said of people before the journal was emptied

    @property
    def last(self) -> int:
        """Return the number of the newest change."""
        return self.entries[-1].number if self.entries else 0

    @property
    def touched_last(self) -> str:
        """Return when it was changed last, UTC."""
        return self.entries[-1].at if self.entries else ""

    def after(self, number: int) -> list[Entry]:
        """Return the changes since one, the oldest first."""
        return [item for item in self.entries if item.number > number]

    def erased_people(self, since: int) -> bool:
        """Whether somebody was removed for good since a change."""
        return any(item.code == _ERASE or ERASED in json.loads(item.params) for item in self.after(since))

    def erased_somebody(self, since: int) -> bool:
        """Whether one of those removals does not say whose it was, as the first ones did not."""
        return any(item.code == _ERASE and ERASED not in json.loads(item.params) for item in self.after(since))

    def cleared(self, since: int) -> bool:
        """Whether personal data was cleared from the list of people since a change, here or in a state joined in."""
        return any(item.code == _CLEAR or CLEARED in json.loads(item.params) for item in self.after(since))

    def erased_ids(self) -> set[Key]:
        """Return who was ever removed for good, here or in a state joined in: nobody of them comes back by joining."""
        return {(who,) for item in self.entries for who in json.loads(item.params).get(ERASED, ())}

    def met(self) -> Iterator[tuple[int, str, int, str]]:
        """Return what came along in joins: the join's number and time, and `print_at` of which change of the other."""
        for item in self.entries:
            met = json.loads(item.params).get(MET) if item.undone_by is None else None
            if met:
                yield item.number, item.at, int(met[0]), str(met[1])

    def print_at(self, number: int) -> str:
        """Return by what the history up to a change is known again."""
        told = [_plain(item) for item in self.entries if item.number <= number]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]

    def same(self) -> Iterator[tuple[tuple[str, Key], Key]]:
        """Return which rows joins have made one: who goes, and who stays."""
        for item in self.entries:
            if item.undone_by is None:
                for table, gone, kept in json.loads(item.params).get(SAME, ()):
                    yield (table, (gone,)), (kept,)

    def whole_since(self, number: int) -> bool:
        """Whether the journal still holds every row changed since a change."""
        for item in self.after(number):
            if item.code in _FORGETTING or not {ERASED, CLEARED}.isdisjoint(json.loads(item.params)):
                return False
            if item.code == JOIN and not self.journal.get(item.number):
                return False  # it wrote, and nothing tells what: somebody's removal took the journal along
            if item.code == undo.COMPACTION and (json.loads(item.params).get("before") or number + 2) > number + 1:
                return False
        return True

    def before(self, number: int) -> Rows:
        """Return the journalled rows as they were just after change `number`; only where `whole_since` says so."""
        then = {table: dict(rows) for table, rows in self.rows.items()}
        for change in sorted((n for n in self.journal if n > number), reverse=True):
            for row in reversed(self.journal[change]):
                rows = then.setdefault(row.table, {})
                if row.old is None:
                    rows.pop(row.key, None)
                else:
                    # a column added by a later migration is not in the old row: as it is now, or empty
                    rows[row.key] = {**self.shapes[row.table].defaults, **rows.get(row.key, {}), **row.old}
        return then

    def stamps(self, since: int) -> dict[tuple[str, Key], str]:
        """Return when each row was changed last since a change."""
        times = {item.number: item.at for item in self.entries}
        return {
            (row.table, row.key): times.get(change, "")
            for change in sorted(n for n in self.journal if n > since)
            for row in self.journal[change]
        }


def load(lab: Lab, *, path: Path | None = None, digest: str = "", lacking: frozenset[str] = frozenset()) -> Side:
    """Take a state out of an open laboratory; `lacking` are hashes of pictures the other state has already."""
    with lab.reading() as read:
        known = shapes(lab.store, lab.catalogue)
        rows: Rows = {
            name: {tuple(row[column] for column in shape.key): dict(row) for row in _all(read, name)}
            for name, shape in known.items() if name not in APART and shape.key
        }  # fmt: skip
        files = frozenset(str(row["hash"]) for row in read.rows("SELECT hash FROM files"))
        fetched = {
            digest_: dict(read.rows("SELECT * FROM files WHERE hash = ?", digest_)[0]) for digest_ in files - lacking
        } if path is not None else {}  # fmt: skip
        entries = tuple(undo.entry(row) for row in read.rows("SELECT * FROM changes ORDER BY id"))
        title, uid = str(facts.get(read, "title")), str(facts.get(read, "uid"))
        journal, kept = _journal(lab), tuple(former.kept(read.rows))
    traces = {number: _trace(changed) for number, changed in journal.items()}
    return Side(uid, title, path, digest, rows, known, entries, traces, journal, files, fetched, kept)


def load_file(path: Path, lacking: frozenset[str] = frozenset(), catalogue: Catalogue | None = None) -> Side:
    """Take a state out of a file, from a private copy; the file is only read."""
    with open_document(path, readonly=True, catalogue=catalogue) as document:
        return load(document.lab, path=path, digest=disk.fingerprint(path), lacking=lacking)


def common(mine: Side, theirs: Side) -> int:
    """Return the number of the last change both histories share; 0 when they have nothing in common."""
    shared = 0
    # Of the list of people a clearing leaves no trace behind.
    left = {"participants"} if mine.cleared(0) or theirs.cleared(0) else set()
    for one, other in zip(mine.entries, theirs.entries, strict=False):
        if _plain(one) != _plain(other):
            break
        here, there = mine.traces.get(one.number, {}), theirs.traces.get(one.number, {})
        if here and there and any(here.get(table) != there.get(table) for table in {*here, *there} - left):
            break
        shared = one.number
    return shared


@dataclass(frozen=True)
class Parting:
    """When two states were last one, as far as can be known: after which change of each, and what was there then.

    `base` is None where no journal remembers it.
    """

    mine: int
    theirs: int
    at: str
    base: Rows | None


def parting(mine: Side, theirs: Side) -> Parting:
    """Return when two states parted: at a join of one into the other, or where their histories go apart."""
    known: list[Parting] = []
    for joined, other in ((mine, theirs), (theirs, mine)):
        for number, at, upto, seen in joined.met():
            if other.whole_since(upto) and other.print_at(upto) == seen:
                numbers = (number, upto) if joined is mine else (upto, number)
                known.append(Parting(*numbers, at, other.before(upto)))
    if known:
        # A later join saw more of both histories. The clocks of two computers do not tell which was the later one.
        return max(known, key=lambda one: (one.mine + one.theirs, one.at))
    shared = common(mine, theirs)
    at = next((item.at for item in mine.entries if item.number == shared), "")
    # One whole journal is enough: what it takes back leads to the state both had in common.
    sides = sorted((mine, theirs), key=lambda side: side.last) if shared else ()
    return Parting(shared, shared, at, next((s.before(shared) for s in sides if s.whole_since(shared)), None))


def _plain(entry: Entry) -> tuple[Any, ...]:
    # Whether it was taken back later on is written into the entry itself, so that is left out.
    return entry.number, entry.at, entry.code, entry.params, entry.source, entry.undoes


def _all(read: Reader, table: str) -> list[Any]:
    return read.rows(f'SELECT * FROM "{table}"')


def _journal(lab: Lab) -> dict[int, tuple[RowChange, ...]]:
    journal = Journal(lab.store, lab.catalogue, watch=False)
    numbers = [int(row[0]) for row in lab.store.query("SELECT DISTINCT change FROM journal ORDER BY change")]
    return {number: tuple(journal.rows(number)) for number in numbers}


def _trace(rows: tuple[RowChange, ...]) -> dict[str, str]:
    written: dict[str, list[Any]] = {}
    for row in rows:
        written.setdefault(row.table, []).append([row.key, row.op, row.new])
    return {
        table: hashlib.sha256(json.dumps(told, sort_keys=True, default=bytes.hex).encode()).hexdigest()
        for table, told in written.items()
    }
