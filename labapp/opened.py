"""A laboratory that is open: what its owner may ask of its files, whether it is worked on or only looked at."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from labapp import disk
from labapp.changes import ChangeSet
from labapp.errors import UserError, WorldError
from labapp.lab import Lab
from labapp.model import facts
from labapp.settings import Settings
from labapp.store import backups, gate, working
from labapp.store.backups import Backup
from labapp.store.connection import Store
from labapp.store.keeper import Keeper, Place
from labapp.store.locks import Marker
from labapp.store.scratch import Scratch, scratch

Ticker = Callable[[], float]
WRITE, READ = "write", "read"
# What is written to the user's file at the next tick instead of five seconds later.
_AT_ONCE = ("vote.close", "vote.announce")


class ChoiceNeeded(UserError):
    """The user's file changed behind our back and the working copy is newer too: the user must say which goes on.

    Open again with `choice="working"` or `choice="file"`; the other one is kept beside the file under another name.
    """

    choices = ("working", "file")


@dataclass(frozen=True)
class PlaceStatus:
    """How a place stands: seconds since it was last written, and what stands in the way."""

    path: Path
    age: float | None
    failure: UserError | None


@dataclass(frozen=True)
class Status:
    """What the bar shows; `pending` when something is not in the user's file yet, `choice` when it must be asked."""

    file: PlaceStatus
    second: PlaceStatus | None
    pending: bool
    choice: bool


@dataclass(frozen=True)
class _Peeked:
    uid: str
    digest: str
    last: int  # number of the newest change
    trace: tuple[str, str, str]  # its time, its code, and what it changed where that is still written down


class Document:
    """An open laboratory with its files. `mode` is "write" or "read"; `notices` are sentences for the user."""

    def __init__(self, lab: Lab, path: Path, mode: str, notices: list[UserError]) -> None:
        self.lab = lab
        self.path = path
        self.mode = mode
        self.notices = notices

    @property
    def uid(self) -> str:
        """Return the laboratory's unique id."""
        return str(facts.get(self.lab.read, "uid"))

    @property
    def second_place(self) -> Path | None:
        """Return where else the laboratory is kept."""
        return None

    def set_second_place(self, place: Path | None) -> None:
        """Name a folder or file for the same snapshots, or none."""
        raise WorldError("document.readonly", path=str(self.path))

    def tick(self) -> None:
        """Do what is due; call about once a second."""

    def snapshot_now(self, *, wait: bool = False) -> None:
        """Write the user's file and the second place now; failures are in `status()`."""

    def snapshot(self, now: bool = False) -> None:
        """Write a snapshot; `now` waits until it is done."""
        self.snapshot_now(wait=now)

    def status(self) -> Status:
        """Return how the user's file and the second place stand."""
        return Status(PlaceStatus(self.path, None, None), None, pending=False, choice=False)

    def backups(self) -> list[Backup]:
        """Return the earlier states kept on this computer, newest first; each opens like any file, read-only."""
        return backups.listed(self.uid)

    def backup(self, reason: str) -> None:
        """Keep the state as it is now (before an import, say) in the data folder."""
        raise WorldError("document.readonly", path=str(self.path))

    def resolve(self, choice: str) -> None:
        """Answer `status().choice` after the file changed behind our back."""
        raise WorldError("document.readonly", path=str(self.path))

    def move_to(self, path: Path) -> None:
        """Keep the laboratory in another file from now on; the old one stays as it is."""
        raise WorldError("document.readonly", path=str(self.path))

    def close(self) -> None:
        """Close; with a last snapshot where it is written."""
        raise NotImplementedError

    def __enter__(self) -> Document:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class ReadDocument(Document):
    """A look at a laboratory: a private copy that nothing is ever written back from."""

    def __init__(self, lab: Lab, path: Path, folder: Scratch) -> None:
        super().__init__(lab, path, READ, [])
        self._folder = folder

    def close(self) -> None:
        """Remove the private copy."""
        self.lab.store.close()
        self._folder.close()


class WriteDocument(Document):
    """A laboratory being worked on: working copy, lock, marker, snapshots."""

    def __init__(self, lab: Lab, path: Path, notices: list[UserError], work: working.WorkFolder, keeper: Keeper,
                 who: dict[str, str], ticker: Ticker) -> None:  # fmt: skip
        super().__init__(lab, path, WRITE, notices)
        self._work = work
        self._keeper = keeper
        self._who = who
        self._ticker = ticker
        self._marker = Marker(path)
        self._closed = False
        self._marker.put(who)
        lab.subscribe(self._hear)
        lab.before_scrub = keeper.wait_for_reader
        lab.home = lambda: str(self.path)
        keeper.beat = lambda: self._marker.put(who)
        chosen = Settings().second_place(self.uid)
        if chosen:
            # Whatever is wrong with it today must not keep the laboratory from opening, nor make it wait.
            keeper.second = self._second(Path(chosen), named=False)
            keeper.hurry()
        self.notices.extend(_kinds_opened(lab))

    def _hear(self, changes: ChangeSet) -> None:
        if changes.code in _AT_ONCE:
            self._keeper.hurry()
        else:
            self._keeper.changed()

    @property
    def second_place(self) -> Path | None:
        """Return where else the laboratory is kept."""
        return self._keeper.second.path if self._keeper.second else None

    def set_second_place(self, place: Path | None) -> None:
        """Name a folder or file for the same snapshots, or none; remembered for this computer.

        Returns at once: the place is looked at beside the window, and what speaks against it stands in `status()`.
        """
        Settings().set_second_place(self.uid, "" if place is None else str(place.expanduser().absolute()))
        self._keeper.second = None if place is None else self._second(place, named=True)
        if place is not None:
            self._keeper.soon()

    def tick(self) -> None:
        """Write snapshots that are due and show other computers that we are here."""
        self._keeper.tick()

    def snapshot_now(self, *, wait: bool = False) -> None:
        """Write the user's file and the second place now; failures are in `status()`."""
        if wait:
            self._keeper.now()
        else:
            self._keeper.soon()

    def status(self) -> Status:
        """Return how the user's file and the second place stand."""
        second = self._keeper.second
        return Status(
            self._place(self._keeper.target), self._place(second) if second else None,
            pending=self._keeper.pending, choice=self._keeper.target.changed,
        )  # fmt: skip

    def backup(self, reason: str) -> None:
        """Keep the state as it is now (before an import, say) in the data folder."""
        self._keeper.settle()
        working.vacuum_into(self._work.database, self._work.snapshot)
        backups.keep(self.uid, self._work.snapshot, self.lab.now(), reason)
        self._work.snapshot.unlink(missing_ok=True)

    def resolve(self, choice: str) -> None:
        """Answer `status().choice`: "working" goes on here, "file" keeps ours beside; then close and open again."""
        self._keeper.settle()
        target = self._keeper.target
        if choice == "working":
            if target.path.exists():
                set_aside(target.path, self.lab.now())
            target.changed, target.failure = False, None
            self._keeper.now()
        elif choice == "file":
            working.vacuum_into(self._work.database, self._work.snapshot)
            disk.replace_by_copy(self._work.snapshot, aside(target.path, self.lab.now()))
            self._work.remember(self.path)
            self._keeper.second = None
            self._release(keep=False)
        else:
            raise ValueError(choice)

    def move_to(self, path: Path) -> None:
        """Keep the laboratory in another file from now on; the old one stays as it is."""
        self._keeper.settle()
        target = resolved(path)
        if target.exists():
            raise WorldError("document.exists", path=str(target))
        before, self._keeper.target = self._keeper.target, Place(target)
        self._keeper.now()
        failure = self._keeper.target.failure
        if failure is not None:
            self._keeper.target = before
            raise failure
        self._marker.remove(self._who["host"])
        self.path = target
        self._marker = Marker(target)
        self._marker.put(self._who)

    def close(self) -> None:
        """Write a last snapshot and leave; raises what stood in its way, the working copy then waits for next time."""
        if self._closed:
            return
        self._keeper.now()
        failure = self._keeper.target.failure
        self._release(keep=failure is not None)
        if failure is not None:
            raise failure

    def _release(self, *, keep: bool) -> None:
        self._closed = True
        self.lab.store.close()
        self._marker.remove(self._who["host"])
        if not keep:
            self._work.remove()
        self._work.lock.release()

    def _place(self, place: Place) -> PlaceStatus:
        age = None if place.saved is None else self._ticker() - place.saved
        return PlaceStatus(place.path, age, place.failure)

    def _second(self, place: Path, *, named: bool) -> Place:
        # `named` just now: what is there was seen by the user and is kept as a backup. Named some other day: what was
        # worked on elsewhere meanwhile is not replaced unasked.
        uid, file, now = self.uid, self.path, self.lab.now()

        def look(found: Place, snapshot: Path) -> None:
            with disk.told(place):
                target = resolved(place / file.name if place.is_dir() else place)
                there_is_one = target.exists()
            found.path = target
            disk.clear_parts(target)
            if working.same_path(target, file):
                raise UserError("document.second-same", path=str(target))
            if not there_is_one:
                return
            there = _peek(target)
            if there.uid != uid:
                raise UserError("document.second-taken" if named else "document.changed-elsewhere", path=str(target))
            if not named and not _earlier(there, snapshot):
                raise UserError("document.changed-elsewhere", path=str(target))
            backups.keep(uid, target, now, "second-place")
            found.prints = {there.digest}

        return Place(place.expanduser().absolute(), look=look)


def _kinds_opened(lab: Lab) -> list[UserError]:
    # What a kind could not finish now waits for the next opening; it must not keep the file shut.
    from labapp.kinds.registry import KINDS

    failed: list[UserError] = []
    for kind in KINDS.values():
        if kind.owner is None or kind.owner in lab.catalogue.owners:
            try:
                kind.on_open(lab)
            except UserError as problem:
                failed.append(problem)
    return failed


def restore(backup: Backup, target: Path) -> None:
    """Put an earlier state into a new file; WorldError `document.exists` when there is one of that name."""
    if target.exists():
        raise WorldError("document.exists", path=str(target))
    disk.replace_by_copy(backup.path, target)


def resolved(path: Path) -> Path:
    """Return the file a path really names, links followed."""
    with disk.told(path):
        return path.expanduser().resolve()


def aside(path: Path, now: str) -> Path:
    """Return a free name "Name (2026-11-22 2055).lab" beside a file, telling when it was set aside."""
    day = f"{now[:10]} {now[11:13]}{now[14:16]}"
    suffixes = ("", *(f" {number}" for number in range(2, 99)))
    names = [path.with_name(f"{path.stem} ({day}{suffix}){path.suffix}") for suffix in suffixes]
    return next(name for name in names if not name.exists())


def set_aside(path: Path, now: str) -> None:
    """Give way: rename a file so that another state can take its place."""
    with disk.told(path):
        path.replace(aside(path, now))
    with suppress(OSError):
        disk.sync_folder(path.parent)


def _earlier(there: _Peeked, snapshot: Path) -> bool:
    # A state of this very history; anything else was worked on elsewhere meanwhile.
    store = Store(snapshot, readonly=True)
    try:
        at, code, rows = _trace(store, there.last)
    finally:
        store.close()
    # Compaction may have folded the rows of one of the two away.
    return (at, code) == there.trace[:2] and (not rows or not there.trace[2] or rows == there.trace[2])


def _trace(store: Store, change: int) -> tuple[str, str, str]:
    found = store.query("SELECT at, code FROM changes WHERE id = ?", [change])
    rows = store.query("SELECT key, new FROM journal WHERE change = ? ORDER BY seq", [change])
    at, code = tuple(found[0]) if found else ("", "")
    return at, code, "\n".join(f"{row['key']} {row['new']}" for row in rows)


def _peek(path: Path) -> _Peeked:
    # What another file of ours is, read from a private copy.
    gate.examine(path)
    with scratch() as folder:
        copy = folder / "copy.lab"
        with disk.told(path):
            shutil.copyfile(path, copy)
        store = Store(copy, readonly=True)
        try:
            last = int(store.query("SELECT coalesce(max(id), 0) FROM changes")[0][0])
            return _Peeked(gate.uid(store), disk.fingerprint(copy), last, _trace(store, last))
        finally:
            store.close()
