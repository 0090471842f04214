"""Keeps the user's file and a second place complete: snapshots in a thread of their own, never half a file.

Each place is written in a thread of its own, and given up when it gives no sign of life: the other one, the backups
and the closing never wait for a share that hangs.

No timer of its own: `tick` is called about once a second, so tests move time by hand.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from labapp import disk
from labapp.errors import UserError, WorldError
from labapp.store import backups
from labapp.store.locks import REFRESH
from labapp.store.patience import Attempt, not_answering
from labapp.store.working import WorkFolder, vacuum_into

QUIET = 5.0  # seconds after the last change
STEADY = 60.0  # at least so often under steady change
AGAIN = 15.0  # after a failure


@dataclass
class Place:
    """Somewhere the laboratory is kept whole: the user's file or the second place."""

    path: Path
    prints: set[str] = field(default_factory=set)  # contents there that are ours to replace
    saved: float | None = None
    failure: UserError | None = None
    changed: bool = False  # somebody else wrote there: never replaced until the user has chosen
    # Looks at the place before the first write, in the thread: a stick or a share may take its time. It gets the
    # snapshot, may correct `path` and `prints`, and raises what stands in the way.
    look: Callable[[Place, Path], None] | None = None
    stuck: Attempt | None = None  # an attempt that was given up and hangs in the system

    def write(self, snapshot: Path, digest: str, promise: Callable[[], None], sign: Callable[[], None]) -> None:
        """Replace what is there by a snapshot; `promise` is called when nothing speaks against it any more."""
        if self.look is not None:
            self.look(self, snapshot)
            sign()
            self.look = None
        if _forbidden(self.path):
            raise WorldError("document.readonly-file", path=str(self.path))
        with disk.told(self.path):
            there = disk.fingerprint(self.path) if self.path.exists() else ""
        sign()  # what a share says after it was given up counts no more
        if there == digest:
            return
        if there and there not in self.prints:
            self.changed = True
            raise UserError("document.changed-elsewhere", path=str(self.path))
        promise()
        disk.replace_by_copy(snapshot, self.path, sign)


class Keeper:
    """Decides when a snapshot is due and writes it; its methods are called by one thread at a time."""

    def __init__(self, work: WorkFolder, uid: str, target: Place, ticker: Callable[[], float],
                 now: Callable[[], str]) -> None:  # fmt: skip
        # Called in the thread every two minutes: shows other computers that we are here. A share may be slow.
        self.beat: Callable[[], None] = lambda: None
        self._beaten = ticker()
        self.target = target
        self.second: Place | None = None
        self._work = work
        self._uid = uid
        self._ticker = ticker
        self._now = now
        self._first: float | None = None
        self._last = 0.0
        self._backed_up = ticker()
        self._tried: float | None = None
        self._thread: threading.Thread | None = None
        self._beating: Attempt | None = None
        self._count = 0
        self._writing = False
        self._read = threading.Event()  # no snapshot is reading the working copy or keeping a backup of it
        self._read.set()
        self._bug: BaseException | None = None
        self._attempts: list[Attempt] = []  # those a snapshot waits for
        self._impatient = threading.Event()

    @property
    def pending(self) -> bool:
        """Whether there are changes that are not in the user's file yet."""
        return self._first is not None or self._writing or self.target.failure is not None

    def changed(self) -> None:
        """Hear of a change."""
        self._last = self._ticker()
        if self._first is None:
            self._first = self._last

    def hurry(self) -> None:
        """Hear of a change that must not wait (a vote was closed): due at the next tick."""
        self._first = self._last = self._ticker() - STEADY
        self._tried = None

    def wait_for_reader(self) -> None:
        """Wait until a snapshot under way has read the working copy and kept its backup.

        It may go on writing to a slow stick.
        """
        self._read.wait()

    def tick(self) -> None:
        """Finish a snapshot that is written, start one that is due."""
        if self._thread is not None and not self._thread.is_alive():
            self.settle()
        if self._thread is None and self._due():
            self._start()
        if self._ticker() - self._beaten >= REFRESH and (self._beating is None or self._beating.ended):
            self._beaten = self._ticker()
            self._beating = Attempt(lambda _attempt: self.beat())

    def now(self) -> None:
        """Write a snapshot and wait for it; failures are noted in the places, not raised."""
        self.settle()
        self._start()
        self.settle()

    def soon(self) -> None:
        """Write a snapshot without waiting (a vote was closed); one under way is followed by another."""
        self.hurry()
        self.tick()

    def done(self, within: float) -> bool:
        """Whether everything said so far has been written or refused; waits at most so many seconds."""
        if self._thread is not None:
            self._thread.join(within)
        self.tick()
        return self._thread is None and self._first is None

    def give_up(self) -> None:
        """Wait for no place any more: what is still being written there replaces nothing."""
        self._impatient.set()
        for attempt in self._attempts:
            attempt.give_up()

    def be_patient(self) -> None:
        """Wait again from the next snapshot on."""
        self._impatient.clear()

    def settle(self) -> None:
        """Wait for a snapshot under way; a bug in its thread is raised here. Never waits for the sign to others."""
        if self._beating is not None and self._beating.ended:
            beaten, self._beating = self._beating, None
            beaten.wait()  # raises a bug, once
        if self._thread is not None:
            self._thread.join()
            self._thread = None
            self._writing = False
        if self._bug is not None:
            bug, self._bug = self._bug, None
            raise bug

    def rest(self) -> None:
        """Wait for a sign to others that is under way: afterwards its mark can be taken away for good."""
        if self._beating is not None:
            beaten, self._beating = self._beating, None
            beaten.wait()

    def places(self) -> list[Place]:
        """Return the user's file and, when named, the second place."""
        return [self.target, *([self.second] if self.second else [])]

    def _due(self) -> bool:
        at = self._ticker()
        failing = any(place.failure is not None and not place.changed for place in self.places())
        if failing and self._tried is not None and at - self._tried < AGAIN:
            return False
        if self._first is None:
            return failing
        return at - self._last >= QUIET or at - self._first >= STEADY

    def _start(self) -> None:
        self._first = None
        self._tried = started = self._ticker()
        backup = started - self._backed_up >= backups.EVERY
        if backup:
            self._backed_up = started
        self._writing = True
        self._read.clear()
        self._begin(lambda: self._write(started, backup))

    def _begin(self, work: Callable[[], None]) -> None:
        self._thread = threading.Thread(target=self._run, args=(work,), name="snapshot")
        self._thread.start()

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as bug:  # noqa: BLE001 - carried over to the document's thread
            self._bug = bug
        finally:
            self._read.set()

    def _write(self, started: float, backup: bool) -> None:
        # A name of its own each time: an attempt that hangs may still be reading the one before.
        self._count += 1
        snapshot = self._work.snapshot.with_name(f"snapshot-{self._count}.db")
        places = self.places()  # another second place may be named meanwhile: it has its turn next time
        try:
            vacuum_into(self._work.database, snapshot)
            digest = disk.fingerprint(snapshot)
        except UserError as problem:
            for place in places:
                place.failure = problem
            return
        unkept = self._back_up(snapshot) if backup else None
        self._read.set()  # from here on nothing but the places learns of what was read
        # A place where an attempt still hangs is left alone until that one has come to an end.
        free = [place for place in places if place.stuck is None or place.stuck.ended]
        attempts = [(place, self._attempt(place, snapshot, digest, started)) for place in free]
        self._attempts = [attempt for _place, attempt in attempts]
        if self._impatient.is_set():
            self.give_up()
        for place, attempt in attempts:
            place.stuck = None if attempt.wait() else attempt
            if place.stuck is not None:
                place.failure = not_answering(place.path)
        self.target.failure = self.target.failure or unkept
        self._clear_snapshots()

    def _clear_snapshots(self) -> None:
        # An attempt that was given up replaces nothing any more, so nothing is kept for it; where the system does not
        # remove what is being read (Windows), the next round does.
        for item in self._work.snapshot.parent.glob("snapshot-*.db"):
            with suppress(OSError):
                item.unlink()

    def _attempt(self, place: Place, snapshot: Path, digest: str, started: float) -> Attempt:
        main = place is self.target

        def promise() -> None:
            # Both contents are ours until the rename is known to be done: a crash in between must not look foreign.
            place.prints = {*place.prints, digest}
            if main:
                self._work.remember(place.path, *place.prints)

        def write(attempt: Attempt) -> None:
            try:
                place.write(snapshot, digest, promise, attempt.sign)
                attempt.sign()
                place.prints = {digest}
                if main:
                    self._work.remember(place.path, digest)
                place.failure, place.saved, place.changed = None, started, False
            except UserError as problem:
                attempt.sign()
                place.failure = problem

        return Attempt(write)

    def _back_up(self, snapshot: Path) -> UserError | None:
        try:
            backups.keep(self._uid, snapshot, self._now(), "change")
        except UserError as problem:
            return problem
        return None


def _forbidden(path: Path) -> bool:
    # A rename would replace a write-protected file all the same; the user's wish counts, and the mode says it.
    try:
        return not path.stat().st_mode & 0o222
    except OSError:
        return False
