"""Making and opening laboratories: which state goes on, who has it open, what if the file changed or is gone.

The owner of a document calls its `tick()` about once a second (the window's timer; the command line has no need).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

from labapp import disk
from labapp.clock import Clock, Ids, random_id, stamp, system_clock
from labapp.errors import UserError, WorldError
from labapp.jobs import Progress
from labapp.lab import Lab
from labapp.model import facts, former
from labapp.opened import (
    ChoiceNeeded,
    Document,
    PlaceStatus,
    ReadDocument,
    Status,
    Ticker,
    WriteDocument,
    aside,
    resolved,
    restore,
    set_aside,
    traces,
)
from labapp.store import backups, gate, working
from labapp.store.catalogue import Catalogue
from labapp.store.connection import Store
from labapp.store.keeper import Keeper, Place
from labapp.store.locks import Marker, me
from labapp.store.migrate import migrate, pending
from labapp.store.patience import patiently
from labapp.store.scratch import Scratch, scratch, sweep
from labapp.waiting import OPEN, WRITE, Waiter, at_once, waited

__all__ = ["ChoiceNeeded", "Document", "PlaceStatus", "Status", "new_document", "open_document", "restore"]
T = TypeVar("T")
_DAMAGE = frozenset({"store.damaged", "store.not-a-database", "store.truncated", "store.strange"})


def new_document(
    path: Path | str, *, title: str = "", language: str = "pl", clock: Clock = system_clock, ids: Ids = random_id,
    catalogue: Catalogue | None = None, overwrite: bool = False, ticker: Ticker = time.monotonic,
    waiter: Waiter = at_once,
) -> Document:  # fmt: skip
    """Make an empty laboratory and its file; WorldError `document.exists` when there is one already."""
    target = resolved(Path(path))
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
        waiter(WRITE, keeper.now, keeper.give_up)
        keeper.be_patient()
        if keeper.target.failure is not None:
            store.close()
            work.remove()
            raise keeper.target.failure
    except BaseException:
        work.remove()  # what is in it nobody has seen
        work.lock.release()
        raise
    return WriteDocument(lab, target, [], work, keeper, who, ticker, waiter)


def open_document(
    path: Path | str, *, readonly: bool = False, take_over: bool = False, choice: str = "",
    clock: Clock = system_clock, ids: Ids = random_id, catalogue: Catalogue | None = None,
    ticker: Ticker = time.monotonic, waiter: Waiter = at_once,
) -> Document:  # fmt: skip
    """Open a laboratory; the file itself is not touched until the first snapshot.

    WorldError `document.open-here` or `document.open-elsewhere` say who has it (`take_over` passes over a mark of
    another computer); ChoiceNeeded asks which of two states goes on. Its `waiter` may give up waiting for a file that
    lies on a slow place: jobs.Cancelled.
    """
    source = resolved(Path(path))
    known = catalogue or _catalogue()
    sweep()
    with suppress(WorldError):  # what cannot go today goes another day
        working.sweep_damaged(stamp(clock()))
    with scratch() as folder:
        copy = folder / "copy.lab"
        opener = _Opener(source, copy, known, clock, ids, ticker, waiter)
        return opener.look() if readonly else opener.work(choice, take_over=take_over)


class _Opener:
    # The steps of opening, which share the private copy they judge the user's file by.
    def __init__(
        self, source: Path, copy: Path, catalogue: Catalogue, clock: Clock, ids: Ids, ticker: Ticker, waiter: Waiter
    ) -> None:
        self.source, self.copy, self.catalogue = source, copy, catalogue
        self.clock, self.ids, self.ticker, self.waiter = clock, ids, ticker, waiter
        self.unwanted = Progress()  # cancelled when nobody waits for the file any more
        self.notices: list[UserError] = []
        self.others: list[Path] = []
        self.digest = ""

    def look(self) -> Document:
        self._waited(self._fetch)
        folder = Scratch()
        try:
            self.copy.replace(folder.path / "copy.lab")
            store = Store(folder.path / "copy.lab", wal=False)
            migrate(store, self.catalogue, stamp(self.clock()))
            lab = Lab(store, self.catalogue, self.clock, self.ids)
            store.execute("PRAGMA query_only = ON")
            lab.readonly = True
        except BaseException:
            folder.close()
            raise
        return ReadDocument(lab, self.source, folder)

    def _waited(self, work: Callable[[], T]) -> T:
        return waited(self.waiter, OPEN, work, self.unwanted.cancel)

    def work(self, choice: str, *, take_over: bool) -> Document:
        uid = self._waited(self._fetch_or_rescue)
        work = working.find(uid, self.source) if self.digest else self._left_here()
        assert work is not None
        who = me(stamp(self.clock()))
        work.lock.take(who)
        try:
            self._waited(lambda: self._others_here(who["host"], take_over=take_over))
            prints, store = self._whole(work, choice)
            return self._start(work, uid, prints, who, store)
        except BaseException:
            work.lock.release()
            raise

    def _others_here(self, host: str, *, take_over: bool) -> None:
        if not take_over:
            Marker(self.source).refuse_if_elsewhere(host)
        disk.clear_parts(self.source)

    def _fetch(self) -> str:
        patiently(self._copy, self.source, self.unwanted.check)
        store = Store(self.copy, readonly=True)
        try:
            gate.check(store, self.catalogue, self.source)
            uid = gate.uid(store)
        finally:
            store.close()
        self.digest = disk.fingerprint(self.copy)
        return uid or f"unnamed-{self.digest[:12]}"

    def _copy(self, sign: Callable[[], None]) -> None:
        gate.examine(self.source)
        sign()
        disk.copy(self.source, self.copy, sign)

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

    def _whole(self, work: working.WorkFolder, choice: str) -> tuple[set[str], Store]:
        # A working copy that the disk has damaged must not stand between the user and a file that is whole.
        left = work.exists
        try:
            return self._waited(lambda: self._decide(work, choice)), self._checked(work)
        except UserError as problem:
            if problem.code not in _DAMAGE or not left or not self.digest:
                raise
            kept = work.set_aside(stamp(self.clock()))
            self.notices[:] = [UserError("document.working-damaged", path=str(self.source), kept=str(kept))]
            return self._take_file(work), self._checked(work)

    def _checked(self, work: working.WorkFolder) -> Store:
        self._waited(lambda: self._check(work.database))
        return Store(work.database)

    def _check(self, database: Path) -> None:
        with closing(Store(database)) as store:
            gate.check(store, self.catalogue, database)

    def _decide(self, work: working.WorkFolder, choice: str) -> set[str]:
        # Returns which contents of the user's file are ours to replace.
        known = set(work.known().prints)
        if not work.exists:
            return self._take_file(work)
        if not self.digest:
            if self.source.exists():
                set_aside(self.source, stamp(self.clock()))
            return known
        if self.digest in known:
            self.notices.append(UserError("document.continued", path=str(self.source)))
            return known
        newest = self.copy.with_name("working.lab")
        working.vacuum_into(work.database, newest)
        if disk.fingerprint(newest) in known:
            return self._take_file(work)
        if choice == "working":
            self._put_aside(self.copy)
            return {self.digest}
        if choice == "file":
            self._put_aside(newest)
            return self._take_file(work)
        raise ChoiceNeeded("document.choice", path=str(self.source))

    def _put_aside(self, state: Path) -> None:
        self.others.append(aside(self.source, stamp(self.clock())))
        disk.replace_by_copy(state, self.others[-1])

    def _take_file(self, work: working.WorkFolder) -> set[str]:
        work.folder.mkdir(parents=True, exist_ok=True)
        work.drop_database()
        work.remember(self.source, self.digest)
        # Synced before it has its name: after a power cut an empty file of that name would pass for the newer state.
        disk.clear_all_parts(work.folder)
        disk.replace_by_copy(self.copy, work.database)
        return {self.digest}

    def _start(
        self, work: working.WorkFolder, uid: str, prints: set[str], who: dict[str, str], store: Store
    ) -> Document:
        now = stamp(self.clock())
        try:
            work.remember(self.source, *prints)
            if self.digest and not self._outlived(store):
                reason = "migration" if pending(store, self.catalogue) else "opening"
                self._waited(lambda: backups.keep(uid, self.copy, now, reason))
            migrated = migrate(store, self.catalogue, now)
            lab = Lab(store, self.catalogue, self.clock, self.ids)
            lab.compact(before=former.keep)
            keeper = Keeper(work, uid, Place(self.source, prints), self.ticker, lab.now)
            document = WriteDocument(lab, self.source, self.notices, work, keeper, who, self.ticker, self.waiter)
            document.others = self.others
        except BaseException:
            store.close()
            raise
        if migrated or self.notices:
            keeper.changed()
        return document

    def _outlived(self, store: Store) -> bool:
        with closing(Store(self.copy, readonly=True)) as copy:
            return traces.outlived(copy, store)


def _catalogue() -> Catalogue:
    # Late: the tests of the core open documents without any kind of activity.
    from labapp.kinds.registry import CATALOGUE

    return CATALOGUE
