"""An open laboratory: `with lab.change("idea.add") as tx:` is the one door for writes; `lab.read` answers questions.

A Lab lives on the thread that opened it. Other threads post to its inbox, which the owner drains in one transaction
a batch. Every change is durable in the working copy when the block is over: there is no Save.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from labapp.changes import Change, ChangeSet, Listener, Listeners, Reader
from labapp.clock import Clock, Ids, random_id, stamp, system_clock
from labapp.errors import WorldError
from labapp.inbox import Inbox, Posted
from labapp.store import told, undo
from labapp.store.catalogue import Catalogue
from labapp.store.connection import Store, rebuild
from labapp.store.journal import Journal
from labapp.store.told import Told
from labapp.store.undo import Entry, WayBack

__all__ = ["KEEP", "Entry", "Lab", "Told", "WayBack"]
KEEP = 20_000  # row changes kept in full for undo


class Lab:
    """One open document. Made by `labapp.document`, which knows files, working copies and kinds."""

    def __init__(
        self, store: Store, catalogue: Catalogue, clock: Clock = system_clock, ids: Ids = random_id
    ) -> None:
        self.clock = clock
        self.catalogue = catalogue
        self.read = Reader(store, clock)
        self.listeners = Listeners()
        self._store = store
        self._ids = ids
        self._journal = Journal(store, catalogue)
        self._open: Change | None = None
        self._inbox = Inbox()
        # The document has it done as its owner waits, and lets a snapshot under way finish reading first.
        self.apart: Callable[[Callable[[], None]], None] = lambda work: work()
        self._whole = threading.Event()  # unset while the working copy is being rebuilt
        self._whole.set()
        # By which file its user knows it; said by the document, empty for a laboratory without one.
        self.home: Callable[[], str] = lambda: ""
        self.readonly = False  # only looked at: the door stays shut

    def now(self) -> str:
        """Return the laboratory's time as a UTC stamp."""
        return stamp(self.clock())

    @contextmanager
    def change(
        self, code: str, *, undoable: bool = True, barrier: bool = False, source: str = "console",
        **params: Any,  # noqa: ANN401 - numbers and ids
    ) -> Iterator[Change]:
        """Open the door: everything inside is one durable, named change, or nothing at all.

        `params` (numbers and ids, never names) fill the history's sentence. Entries that are no gestures (opening a
        vote, starting an activity) are not undoable; no undo crosses a barrier. A gesture that leaves everything as it
        was (a form saved without a change) leaves no entry: there is nothing to tell and nothing to undo.
        """
        if self._open is not None:
            raise RuntimeError(f"change {code!r} inside another one")
        gesture = undoable and not barrier
        with self._writing(code, source, undoable=undoable, barrier=barrier, undoes=None, may_be_idle=gesture) as tx:
            tx.params.update(params)
            yield tx
        self._tell(ChangeSet(tx.number, code, source, _frozen(tx.touched)))

    @contextmanager
    def silent(self, code: str, *, source: str = "booth") -> Iterator[Change]:
        """Write without a trace of order or time: no row of history, no journal, listeners hear only the tables.

        For ballots. A write to a journalled table inside is aborted by the journal's own triggers.
        """
        if self._open is not None:
            raise RuntimeError(f"change {code!r} inside another one")
        self._whole.wait()
        self.read.before_change()
        with self._store.atomic():
            tx = Change(self._store, self._journal, 0, self.now(), self._ids)
            self._open = tx
            try:
                yield tx
            finally:
                self._open = None
        self._tell(ChangeSet(0, code, source, dict.fromkeys(tx.touched, frozenset())))

    def scrub(self) -> None:
        """Rebuild the working copy so that nothing deleted lingers in it or in its log; outside of any change.

        On a connection of its own: a large file takes its time, and a window need not stand still for it. What other
        threads hand in meanwhile waits in the inbox; what this one writes meanwhile (by a timer) waits for the end.
        """
        self._whole.clear()

        def work() -> None:
            try:
                rebuild(self._store.path)
            finally:
                self._whole.set()

        try:
            self.apart(work)
        finally:
            self._whole.set()

    @property
    def scrubbing(self) -> bool:
        """Whether the working copy is being rebuilt: whoever writes now waits, so what can be put off should be."""
        return not self._whole.is_set()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call back after every committed change; returns the function that ends it."""
        return self.listeners.add(listener)

    def next_undo(self) -> Entry | None:
        """Return what undo would take back, None when nothing can be."""
        return undo.next_undo(self._store)

    def next_redo(self) -> Entry | None:
        """Return what redo would bring back, None when nothing can be."""
        return undo.next_redo(self._store)

    def undo(self) -> Entry | None:
        """Take back the newest gesture; None when there is none, UserError when something stands in the way."""
        target = self.next_undo()
        if target is not None:
            self._take_back(target, target.number, "history.undo")
        return target

    def redo(self) -> Entry | None:
        """Bring back what was undone last; None when there is nothing."""
        target = self.next_redo()
        if target is not None and target.undone_by is not None:
            self._take_back(target, target.undone_by, "history.redo")
        return target

    def way_back(self, number: int) -> WayBack:
        """Return what `restore_to` would take back, and what stops it."""
        return undo.way_back(self._store, number)

    def restore_to(self, number: int) -> WayBack:
        """Go back to the state just after change `number`, as a new change that undo takes back as a whole.

        Goes as far as the last barrier or folding allows; what was no gesture (a point was started) stays. UserError
        `undo.blocked` when something in between rests on what would go: then nothing is changed.
        """
        way = self.way_back(number)
        if way.changes:
            numbers = [item.number for item in way.changes]
            with self._writing(undo.RESTORE, "console", undoable=True, barrier=False, undoes=None) as tx:
                tx.params.update(since=way.since, n=len(numbers))
                undo.apply_inverse(self._store, self._journal, numbers, tx.number)
                self._may_return(tx)
            self._tell(ChangeSet(tx.number, undo.RESTORE, "console", _frozen(tx.touched)))
        return way

    def history(self, limit: int = 500) -> list[Entry]:
        """Return the newest entries first."""
        rows = self._store.query("SELECT * FROM changes ORDER BY id DESC LIMIT ?", [limit])
        return [undo.entry(row) for row in rows]

    def told(self, entries: Sequence[Entry]) -> dict[int, Told]:
        """Return by number what entries of the history are about, in words of today and never private ones."""
        return told.told(self._store, self.catalogue, entries)

    def post(self, operation: Posted) -> None:
        """Hand in an operation from any thread; it is done when the owner drains the inbox."""
        self._inbox.post(operation)

    def drain(self, code: str = "inbox.batch", source: str = "system") -> int:
        """Do everything posted so far in one transaction and return how many operations there were.

        Nothing posted is lost: when the world fails (disk full) it waits for the next call; when one operation is
        refused the others are done one by one, and the refusal is raised at the end.
        """
        if self.scrubbing:
            return 0
        return self._inbox.drain(lambda operations: self._batch(operations, code, source), self._tell)

    def _batch(self, operations: Sequence[Posted], code: str, source: str) -> ChangeSet:
        with self._writing(code, source, undoable=False, barrier=False, undoes=None) as tx:
            tx.note(n=len(operations))
            for operation in operations:
                operation(tx)
        return ChangeSet(tx.number, code, source, _frozen(tx.touched))

    def compact(self, keep: int = KEEP, before: Callable[[Change], None] | None = None) -> bool:
        """Fold away the details of old changes, sentences stay; returns whether there was anything to fold.

        `before` may take out of them what somebody still needs.
        """
        if int(self.read.value("SELECT count(*) FROM journal")) <= keep:
            return False
        with self.change(undo.COMPACTION, undoable=False, source="system") as tx:
            if before is not None:
                before(tx)
            tx.note(before=undo.compact(self._store, keep))
        return True

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One read transaction, for values a job takes away with it."""
        with self._store.reading():
            yield self.read

    @property
    def store(self) -> Store:
        """The connection, for `labapp.document` and checks; never for windows or kinds."""
        return self._store

    @contextmanager
    def _writing(
        self, code: str, source: str, *, undoable: bool, barrier: bool, undoes: int | None, may_be_idle: bool = False
    ) -> Iterator[Change]:
        if self.readonly:
            raise WorldError("store.readonly", path=str(self._store.path), detail="query_only")
        self._whole.wait()
        self.read.before_change()
        with self._store.atomic():
            number = int(self.read.value("SELECT coalesce(max(id), 0) + 1 FROM changes"))
            tx = Change(self._store, self._journal, number, self.now(), self._ids)
            self._open = tx
            self._journal.begin(number)
            try:
                yield tx
                if may_be_idle and self._idle(tx):
                    tx.number = 0
                    return
                tx.gather()
                self._store.execute(
                    "INSERT INTO changes (id, at, code, params, source, undoable, barrier, undoes)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    [number, tx.now, code, json.dumps(tx.params), source, undoable, barrier, undoes],
                )
            finally:
                self._journal.end()
                self._open = None

    def _idle(self, tx: Change) -> bool:
        """Whether a change left all as it was; of tables without a journal nobody can tell, so it counts as one."""
        return not tx.touched and self._journal.forget_idle(tx.number)

    def _take_back(self, target: Entry, number: int, code: str) -> None:
        undoing = code == "history.undo"
        with self._writing(code, "console", undoable=True, barrier=False, undoes=number) as tx:
            tx.params.update({**json.loads(target.params), "code": target.code})
            undo.apply_inverse(self._store, self._journal, [number], tx.number)
            self._may_return(tx)
            marked = tx.number if undoing else None
            self._store.execute("UPDATE changes SET undone_by = ? WHERE id = ?", [marked, target.number])
        self._tell(ChangeSet(tx.number, code, "console", _frozen(tx.touched)))

    def _may_return(self, tx: Change) -> None:
        """Ask the owners of the tables whether what was put back still holds."""
        tx.gather()
        for owner in self.catalogue.owners:
            if owner.may_return is not None:
                owner.may_return(tx, tx.touched)

    def _tell(self, changes: ChangeSet) -> None:
        self.read.after_change(changes)
        self.listeners.tell(changes)


def _frozen(touched: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {table: frozenset(ids) for table, ids in touched.items()}
