"""Making, opening and closing laboratories: working copy, snapshots, second place, who has it open, what if it changed.

The owner calls `tick()` about once a second (the window's timer; the command line has no need of it).
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from labapp import disk, paths
from labapp.clock import Clock, Ids, random_id, stamp, system_clock
from labapp.errors import UserError, WorldError
from labapp.lab import Lab
from labapp.model import facts
from labapp.settings import Settings
from labapp.store import backups, gate, working
from labapp.store.catalogue import Catalogue
from labapp.store.connection import Store
from labapp.store.keeper import Keeper, Place
from labapp.store.locks import REFRESH, Marker, me
from labapp.store.migrate import migrate, pending

Ticker = Callable[[], float]
WRITE, READ = "write", "read"


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

    def __init__(self, lab: Lab, path: Path, folder: Path) -> None:
        super().__init__(lab, path, READ, [])
        self._folder = folder

    def close(self) -> None:
        """Remove the private copy."""
        self.lab.store.close()
        shutil.rmtree(self._folder, ignore_errors=True)


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
        self._marked = ticker()
        self._closed = False
        self._marker.put(who)
        lab.subscribe(lambda changes: keeper.changed())
        lab.before_scrub = keeper.settle
        chosen = Settings().second_place(self.uid)
        if chosen:
            self._keep_second(Path(chosen))

    @property
    def second_place(self) -> Path | None:
        """Return where else the laboratory is kept."""
        return self._keeper.second.path if self._keeper.second else None

    def set_second_place(self, place: Path | None) -> None:
        """Name a folder or file for the same snapshots, or none; remembered for this computer."""
        self._keeper.settle()
        if place is None:
            self._keeper.second = None
            Settings().set_second_place(self.uid, "")
            return
        target = _resolved(place / self.path.name if place.is_dir() else place)
        if working.same_path(target, self.path):
            raise UserError("document.second-same", path=str(target))
        self._keep_second(target)
        Settings().set_second_place(self.uid, str(target))
        self._keeper.soon()

    def tick(self) -> None:
        """Write snapshots that are due and show other computers that we are here."""
        self._keeper.tick()
        if self._ticker() - self._marked >= REFRESH:
            self._marked = self._ticker()
            self._marker.put(self._who)

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
                _set_aside(target.path, self.lab.now())
            target.changed, target.failure = False, None
            self._keeper.now()
        elif choice == "file":
            working.vacuum_into(self._work.database, self._work.snapshot)
            disk.replace_by_copy(self._work.snapshot, _aside(target.path, self.lab.now()))
            self._work.remember(self.path)
            self._keeper.second = None
            self._release(keep=False)
        else:
            raise ValueError(choice)

    def move_to(self, path: Path) -> None:
        """Keep the laboratory in another file from now on; the old one stays as it is."""
        self._keeper.settle()
        target = _resolved(path)
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

    def _keep_second(self, target: Path) -> None:
        place = Place(target)
        if target.exists():
            # Only an earlier state of the same laboratory is ours to replace, and it is kept before that.
            other, digest = _peek(target)
            if other != self.uid:
                raise UserError("document.second-taken", path=str(target))
            backups.keep(self.uid, target, self.lab.now(), "second-place")
            place.prints = {digest}
        self._keeper.second = place


def new_document(
    path: Path | str, *, title: str = "", language: str = "pl", clock: Clock = system_clock, ids: Ids = random_id,
    catalogue: Catalogue | None = None, overwrite: bool = False, ticker: Ticker = time.monotonic,
) -> Document:  # fmt: skip
    """Make an empty laboratory and its file; WorldError `document.exists` when there is one already."""
    target = _resolved(Path(path))
    if target.is_dir():
        raise WorldError("store.folder", path=str(target))
    if target.exists() and not overwrite:
        raise WorldError("document.exists", path=str(target))
    uid = ids()
    work = working.find(uid, target)
    who = me(stamp(clock()))
    work.lock.take(who)
    try:
        work.folder.mkdir(parents=True, exist_ok=True)
        work.drop_database()
        prints = {disk.fingerprint(target)} if target.exists() else set()
        work.remember(target, *prints)
        store = Store(work.database)
        migrate(store, catalogue or _catalogue(), stamp(clock()))
        lab = Lab(store, catalogue or _catalogue(), clock, ids)
        with lab.change("lab.create", undoable=False) as tx:
            for key, value in (("uid", uid), ("title", title), ("language", language)):
                facts.put(tx, key, value)
        keeper = Keeper(work, uid, Place(target, prints), ticker, lab.now)
        keeper.now()
        if keeper.target.failure is not None:
            store.close()
            work.remove()
            raise keeper.target.failure
    except BaseException:
        work.lock.release()
        raise
    return WriteDocument(lab, target, [], work, keeper, who, ticker)


def open_document(
    path: Path | str, *, readonly: bool = False, take_over: bool = False, choice: str = "",
    clock: Clock = system_clock, ids: Ids = random_id, catalogue: Catalogue | None = None,
    ticker: Ticker = time.monotonic,
) -> Document:  # fmt: skip
    """Open a laboratory; the file itself is not touched until the first snapshot.

    WorldError `document.open-here` or `document.open-elsewhere` say who has it (`take_over` passes over a mark of
    another computer); ChoiceNeeded asks which of two states goes on.
    """
    source = _resolved(Path(path))
    known = catalogue or _catalogue()
    with tempfile.TemporaryDirectory(dir=_work_root(), prefix=".", ignore_cleanup_errors=True) as name:
        copy = Path(name) / "copy.lab"
        opener = _Opener(source, copy, known, clock, ids, ticker)
        return opener.look() if readonly else opener.work(choice, take_over=take_over)


class _Opener:
    # The steps of opening, which share the private copy they judge the user's file by.
    def __init__(
        self, source: Path, copy: Path, catalogue: Catalogue, clock: Clock, ids: Ids, ticker: Ticker
    ) -> None:
        self.source, self.copy, self.catalogue = source, copy, catalogue
        self.clock, self.ids, self.ticker = clock, ids, ticker
        self.notices: list[UserError] = []
        self.digest = ""

    def look(self) -> Document:
        self._fetch()
        folder = Path(tempfile.mkdtemp(dir=_work_root(), prefix=".look-"))
        try:
            self.copy.replace(folder / "copy.lab")
            store = Store(folder / "copy.lab", wal=False)
            migrate(store, self.catalogue, stamp(self.clock()))
            lab = Lab(store, self.catalogue, self.clock, self.ids)
            store.execute("PRAGMA query_only = ON")
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return ReadDocument(lab, self.source, folder)

    def work(self, choice: str, *, take_over: bool) -> Document:
        uid = self._fetch_or_rescue()
        work = working.find(uid, self.source) if self.digest else self._left_here()
        assert work is not None
        who = me(stamp(self.clock()))
        work.lock.take(who)
        try:
            if not take_over:
                Marker(self.source).refuse_if_elsewhere(who["host"])
            disk.clear_parts(self.source)
            prints = self._decide(work, choice)
            return self._start(work, uid, prints, who)
        except BaseException:
            work.lock.release()
            raise

    def _fetch(self) -> str:
        gate.examine(self.source)
        with disk.told(self.source):
            shutil.copyfile(self.source, self.copy)
        store = Store(self.copy, readonly=True)
        try:
            gate.check(store, self.catalogue, self.source)
            uid = gate.uid(store)
        finally:
            store.close()
        self.digest = disk.fingerprint(self.copy)
        return uid or f"unnamed-{self.digest[:12]}"

    def _fetch_or_rescue(self) -> str:
        # A file that is gone or damaged does not matter where the working copy was left: it is the newer one.
        try:
            return self._fetch()
        except UserError as problem:
            work = self._left_here()
            if work is None:
                raise
            self.notices.append(UserError("document.rescued", path=str(self.source), why=problem.code))
            return work.folder.name.partition(".")[0]

    def _left_here(self) -> working.WorkFolder | None:
        return working.at(self.source)

    def _decide(self, work: working.WorkFolder, choice: str) -> set[str]:
        # Returns which contents of the user's file are ours to replace.
        known = set(work.known().prints)
        if not work.exists:
            return self._take_file(work)
        if not self.digest:
            if self.source.exists():
                _set_aside(self.source, stamp(self.clock()))
            return known
        if self.digest in known:
            self.notices.append(UserError("document.continued", path=str(self.source)))
            return known
        newest = self.copy.with_name("working.lab")
        working.vacuum_into(work.database, newest)
        if disk.fingerprint(newest) in known:
            return self._take_file(work)
        if choice == "working":
            disk.replace_by_copy(self.copy, _aside(self.source, stamp(self.clock())))
            return {self.digest}
        if choice == "file":
            disk.replace_by_copy(newest, _aside(self.source, stamp(self.clock())))
            return self._take_file(work)
        raise ChoiceNeeded("document.choice", path=str(self.source))

    def _take_file(self, work: working.WorkFolder) -> set[str]:
        work.folder.mkdir(parents=True, exist_ok=True)
        work.drop_database()
        work.remember(self.source, self.digest)
        shutil.copyfile(self.copy, work.folder / "incoming.part")
        (work.folder / "incoming.part").replace(work.database)
        return {self.digest}

    def _start(self, work: working.WorkFolder, uid: str, prints: set[str], who: dict[str, str]) -> Document:
        now = stamp(self.clock())
        work.remember(self.source, *prints)
        store = Store(work.database)
        try:
            gate.check(store, self.catalogue, work.database)
            if self.digest:
                backups.keep(uid, self.copy, now, "migration" if pending(store, self.catalogue) else "opening")
            migrated = migrate(store, self.catalogue, now)
            lab = Lab(store, self.catalogue, self.clock, self.ids)
            if migrated:
                with lab.change("lab.migrated", undoable=False, barrier=True, source="system", n=len(migrated)):
                    pass
            lab.compact()
            keeper = Keeper(work, uid, Place(self.source, prints), self.ticker, lab.now)
            document = WriteDocument(lab, self.source, self.notices, work, keeper, who, self.ticker)
        except BaseException:
            store.close()
            raise
        if migrated or self.notices:
            keeper.changed()
        return document


def _catalogue() -> Catalogue:
    # Late: the tests of the core open documents without any kind of activity.
    from labapp.kinds.registry import CATALOGUE

    return CATALOGUE


def _work_root() -> Path:
    root = paths.data_folder() / "work"
    root.mkdir(parents=True, exist_ok=True)
    return root


def _resolved(path: Path) -> Path:
    with disk.told(path):
        return path.expanduser().resolve()


def _peek(path: Path) -> tuple[str, str]:
    # The unique id and fingerprint of another file of ours, read from a private copy.
    gate.examine(path)
    with tempfile.TemporaryDirectory(dir=_work_root(), prefix=".") as name:
        copy = Path(name) / "copy.lab"
        with disk.told(path):
            shutil.copyfile(path, copy)
        store = Store(copy, readonly=True)
        try:
            return gate.uid(store), disk.fingerprint(copy)
        finally:
            store.close()


def _aside(path: Path, now: str) -> Path:
    # "Name (2026-11-22 2055).lab": free, and telling which of the two is older.
    day = f"{now[:10]} {now[11:13]}{now[14:16]}"
    suffixes = ("", *(f" {number}" for number in range(2, 99)))
    names = [path.with_name(f"{path.stem} ({day}{suffix}){path.suffix}") for suffix in suffixes]
    return next(name for name in names if not name.exists())


def _set_aside(path: Path, now: str) -> None:
    with disk.told(path):
        path.replace(_aside(path, now))
    with suppress(OSError):
        disk.sync_folder(path.parent)
