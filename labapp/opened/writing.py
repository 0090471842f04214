"""A laboratory being worked on: its working copy, the lock and mark that say so, and snapshots to its places."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from labapp import disk
from labapp.changes import ChangeSet
from labapp.clock import system_clock
from labapp.errors import UserError, WorldError
from labapp.jobs import Progress
from labapp.lab import Lab
from labapp.model import jumps
from labapp.opened import kinds, traces
from labapp.opened.base import WRITE as WORKED_ON
from labapp.opened.base import Document, PlaceStatus, Status, Ticker
from labapp.opened.places import aside, resolved, set_aside
from labapp.opened.second import second_place
from labapp.settings import Settings
from labapp.store import backups, working
from labapp.store.keeper import Keeper, Place
from labapp.store.locks import Marker
from labapp.store.patience import patiently
from labapp.waiting import BACKUP, OPEN, SCRUB, WRITE, Waiter, at_once

LARGE = 4_000_000  # bytes up to which a copy is made before anybody notices


class WriteDocument(Document):
    """A laboratory being worked on: working copy, lock, marker, snapshots."""

    def __init__(self, lab: Lab, path: Path, notices: list[UserError], work: working.WorkFolder, keeper: Keeper,
                 who: dict[str, str], ticker: Ticker, waiter: Waiter = at_once) -> None:  # fmt: skip
        super().__init__(lab, path, WORKED_ON, notices)
        self.waiter = waiter
        self._waiting = False
        self._work = work
        self._keeper = keeper
        self._who = who
        self._ticker = ticker
        # Only the computer's own clock is ever set; tests and demos move theirs by hand.
        self.jumps = jumps.JumpWatch(lab.clock) if lab.clock is system_clock else None
        self._marker = Marker(path)
        self._closed = False
        self._closing = False
        self._milestones = kinds.milestones()
        self._gives_way = False  # to the user's file, which somebody else has changed
        self._apart(OPEN, lambda: self._beside(lambda: self._marker.put(who)))
        lab.subscribe(self._hear)
        lab.apart = self._scrub
        lab.home = lambda: str(self.path)
        keeper.beat = lambda: self._marker.put(who)
        chosen = Settings().second_place(self.uid)
        if chosen:
            # Whatever is wrong with it today must not keep the laboratory from opening, nor make it wait.
            keeper.second = second_place(self, Path(chosen), named=False)
            keeper.hurry()
        self.notices.extend((*kinds.opened(lab), *traces.finish(self)))

    def _hear(self, changes: ChangeSet) -> None:
        if changes.code in self._milestones:
            self._keeper.hurry()
        else:
            self._keeper.changed()

    @property
    def busy(self) -> bool:
        """Whether something is waited for just now: until that is over it cannot be closed."""
        return self._waiting

    @property
    def second_place(self) -> Path | None:
        """Return where else the laboratory is kept."""
        return self._keeper.second.path if self._keeper.second else None

    def set_second_place(self, place: Path | None) -> None:
        """Name a folder or file for the same snapshots, or none; remembered for this computer.

        Returns at once: the place is looked at beside the window, and what speaks against it stands in `status()`.
        """
        self._keeper.second = None if place is None else second_place(self, place, named=True)
        if place is not None:
            self._keeper.soon()
        # Last: copies are made there from now on, even where that cannot be remembered for next time.
        Settings().set_second_place(self.uid, "" if place is None else str(place.expanduser().absolute()))

    def tick(self) -> None:
        """Write snapshots that are due, show other computers that we are here, follow a clock that was set."""
        if self._waiting:
            return
        self._keeper.tick()
        jump = self.jumps.look() if self.jumps is not None else None
        if jump is not None and jumps.concerns(self.lab.read):
            with self.lab.change(jumps.CODE, undoable=False, source="system") as tx:
                jumps.shift(tx, jump)

    def snapshot_now(self, *, wait: bool = False) -> None:
        """Write the user's file and the second place now; failures are in `status()`."""
        if wait:
            self._apart(WRITE, self._keeper.now, self._keeper.give_up)
        else:
            self._keeper.soon()

    def status(self) -> Status:
        """Return how the user's file and the second place stand."""
        second = self._keeper.second
        return Status(
            self._place(self._keeper.target), self._place(second) if second else None,
            pending=self._keeper.pending, choice=self._keeper.target.changed,
        )  # fmt: skip

    def holding(self) -> list[backups.Backup]:
        """Return the backups that were worked on apart and still hold what was removed for good here."""
        return traces.holding(self)

    def drop_backup(self, backup: backups.Backup) -> None:
        """Remove one of the backups for good."""
        backups.drop(backup)

    def backup(self, reason: str) -> None:
        """Keep the state as it is now (before an import, say) in the data folder."""
        uid, now = self.uid, self.lab.now()
        self._apart(BACKUP, lambda: _back_up(self._work, uid, now, reason))

    def backup_beside(self, reason: str) -> Callable[[object, Progress], None] | None:
        """Return `backup` as work for the pool where the laboratory is so large that a window would notice."""
        with disk.told(self._work.database):
            if self._work.database.stat().st_size <= LARGE:
                return None
        work, uid, now = self._work, self.uid, self.lab.now()
        return lambda _values, _progress: _back_up(work, uid, now, reason)

    def resolve(self, choice: str) -> None:
        """Answer `status().choice`: "working" goes on here, "file" keeps ours beside; then close and open again.

        What stands in the way leaves both as they were, and the laboratory open.
        """
        if choice not in ("working", "file"):
            raise ValueError(choice)
        give_way, now = self._go_on if choice == "working" else self._give_way, self.lab.now()
        self._apart(WRITE, lambda: give_way(now), self._keeper.give_up)

    def _go_on(self, now: str) -> None:
        self._keeper.settle()
        target = self._keeper.target

        def out_of_the_way(_sign: Callable[[], None]) -> None:
            if target.path.exists():
                set_aside(target.path, now)

        patiently(out_of_the_way, target.path)
        target.changed, target.failure = False, None
        self._keeper.now()

    def _give_way(self, now: str) -> None:
        self._keeper.settle()
        path = self._keeper.target.path
        working.vacuum_into(self._work.database, self._work.snapshot)
        patiently(lambda sign: disk.replace_by_copy(self._work.snapshot, aside(path, now), sign), path)
        self._work.remember(self.path)
        self._keeper.second = None
        self._gives_way = True

    def replaces(self, path: Path, digest: str, *, keep: bool) -> None:
        """Say that what lies at one of the places has been joined: it may be replaced; a backup keeps it.

        Without `keep` none does, and the place is written anew before this returns: an erasure waits for nobody.
        """
        uid, now = self.uid, self.lab.now()

        def lies_there(_sign: Callable[[], None]) -> bool:
            with disk.told(path):
                there = path.exists() and disk.fingerprint(path) == digest
            if there and keep:
                backups.keep(uid, path, now, "second-place")
            return there

        def replace() -> None:
            self._keeper.settle()
            places = [place for place in self._keeper.places() if working.same_path(place.path, path)]
            for place in places:
                if patiently(lies_there, path):
                    place.look, place.changed, place.failure = None, False, None
                    place.prints = {*place.prints, digest}
                    self._keeper.hurry()
                    if not keep:
                        self._keeper.now()

        self._apart(WRITE, replace, self._keeper.give_up)

    def move_to(self, path: Path) -> None:
        """Keep the laboratory in another file from now on; the old one stays as it is."""
        old = str(self.path)
        self._apart(WRITE, lambda: self._move(path), self._keeper.give_up)
        kinds.moved(self.lab, old)

    def _move(self, path: Path) -> None:
        self._keeper.settle()
        target = patiently(lambda _sign: _free(path), path)
        before, self._keeper.target = self._keeper.target, Place(target)
        self._keeper.now()
        failure = self._keeper.target.failure
        if failure is not None:
            self._keeper.target = before
            raise failure
        self._beside(lambda: self._marker.remove(self._who["host"]))
        self.path = target
        self._marker = Marker(target)
        self._beside(lambda: self._marker.put(self._who))

    def begin_close(self) -> None:
        """Begin the last snapshot, so that a window need not wait for it in `close`."""
        if not self._gives_way:
            self._closing = True
            self._keeper.soon()

    def ready_to_close(self, within: float = 0.0) -> bool:
        """Whether `close` has nothing to wait for any more; waits at most so many seconds to find out."""
        return not self._closing or self._keeper.done(within)

    def give_up_places(self) -> None:
        """Wait no longer for places that take their time: the working copy holds everything, and is kept."""
        self._keeper.give_up()

    def close(self) -> None:
        """Write a last snapshot and leave; raises what stood in its way, the working copy then waits for next time."""
        if self._closed:
            return
        if self._gives_way:
            self._release(keep=False)
            return
        if not self._closing or not self._keeper.done(0.0):
            self._keeper.now()
        failure = self._keeper.target.failure
        self._release(keep=failure is not None)
        if failure is not None:
            raise failure

    def _release(self, *, keep: bool) -> None:
        self._closed = True
        self.lab.store.close()
        self._beside(lambda: self._marker.remove(self._who["host"]))
        if not keep:
            self._work.remove()
        self._work.lock.release()

    def _apart(self, what: str, work: Callable[[], None], give_up: Callable[[], None] | None = None) -> None:
        # Nothing else is done to the places meanwhile, although a window that waits goes on asking for it.
        if self._waiting:
            raise RuntimeError("one thing after another")
        self._waiting = True
        try:
            self.waiter(what, work, give_up)
        finally:
            self._waiting = False
            self._keeper.be_patient()

    def _scrub(self, work: Callable[[], None]) -> None:
        def scrub() -> None:
            self._keeper.wait_for_reader()  # it would keep the log from being emptied
            work()

        self._apart(SCRUB, scrub)

    def _beside(self, work: Callable[[], None]) -> None:
        # The mark for other computers lies beside the user's file: on a share that hangs it is left to grow old.
        hanging = self._keeper.target.stuck
        if hanging is None or hanging.ended:
            with suppress(UserError):
                self._keeper.rest()
                patiently(lambda _sign: work(), self.path)

    def _place(self, place: Place) -> PlaceStatus:
        age = None if place.saved is None else self._ticker() - place.saved
        return PlaceStatus(place.path, age, place.failure)


def _free(path: Path) -> Path:
    target = resolved(path)
    if target.exists():
        raise WorldError("document.exists", path=str(target))
    return target


def _back_up(work: working.WorkFolder, uid: str, now: str, reason: str) -> None:
    working.vacuum_into(work.database, work.snapshot)
    backups.keep(uid, work.snapshot, now, reason)
    work.snapshot.unlink(missing_ok=True)
