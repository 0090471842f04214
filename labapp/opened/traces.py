"""What still holds something that was removed for good: the backups, what was put aside as damaged, the files.

All of it goes in one place, every step is tried, and what could not be done is done at the next opening: the history
itself says so, by a removal that no `traces.removed` follows.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from labapp.changes import Change
from labapp.errors import UserError, WorldError
from labapp.opened.base import Document
from labapp.store import backups, working
from labapp.store.backups import Backup
from labapp.store.connection import Store

_REMOVED = "traces.removed"
_MARK = "traces"
_MARKED = f"CASE WHEN json_valid(params) THEN json_extract(params, '$.{_MARK}') END IS NOT NULL"


def mark(tx: Change) -> None:
    """Note in a change that what it removes may lie in earlier states as well; `remove` follows it."""
    tx.note(**{_MARK: 1})


def remove(document: Document, *, wait: bool = True) -> int:
    """Remove every earlier state on this computer, write the places anew, and return how many states there were.

    WorldError `document.traces-left` when the world failed in one of the steps; the others are done all the same.
    """
    # First the rebuilding: a snapshot under way may yet keep a backup of how it was before, and it waits for that.
    gone, failures = _tried(
        document.lab.scrub, lambda: backups.forget(document.uid), lambda: working.forget_damaged(document.uid)
    )
    if not failures:
        failures += _tried(lambda: _enter(document))[1]
    failures += _tried(lambda: document.snapshot_now(wait=wait))[1]
    for failure in failures:
        if isinstance(failure, UserError):
            raise WorldError("document.traces-left", path=str(document.path), why=failure.code) from failure
        raise failure
    return gone


def finish(document: Document) -> list[UserError]:
    """Complete a removal that was cut short, or one done on another computer; return what stands in its way still."""
    store = document.lab.store
    if not removed_since(store, 0):
        return []
    try:
        if removed_since(store, _last(store, _REMOVED)):
            remove(document, wait=False)  # a place may be slow; the window is not there yet
        else:
            _forget_outlived(document)
        left = len(holding(document))
    except UserError as problem:
        return [problem]
    return [UserError("document.traces-apart", n=left)] if left else []


def removed_since(store: Store, change: int) -> bool:
    """Whether something was removed for good after a change: a state that ends there must not be kept."""
    return bool(store.query(f"SELECT 1 FROM changes WHERE id > ? AND {_MARKED} LIMIT 1", [change]))


def outlived(state: Store, now: Store) -> bool:
    """Whether an earlier state of a laboratory still holds what it has removed for good by now."""
    return removed_since(now, _last(state))


def holding(document: Document) -> list[Backup]:
    """Return the backups that still hold what was removed for good: states worked on apart, which nothing else has.

    Numbers of changes tell nothing between two histories, and work must not go unasked: a person looks and decides.
    """
    now = document.lab.store
    if not removed_since(now, 0):
        return []
    return _judged(document, lambda state: _apart(state, now) and not _knows(state, now))


def _forget_outlived(document: Document) -> None:
    # Kept here while somebody else was at work: what was removed for good there meanwhile goes here as well.
    now = document.lab.store
    for backup in _judged(document, lambda state: outlived(state, now) and not _apart(state, now)):
        backups.drop(backup)


def _judged(document: Document, judge: Callable[[Store], bool]) -> list[Backup]:
    found = []
    for backup in document.backups():
        try:
            with closing(Store(backup.path, readonly=True)) as state:
                if judge(state):
                    found.append(backup)
        except UserError:  # damaged: nobody reads a name out of it with this program
            continue
    return found


def _apart(state: Store, now: Store) -> bool:
    # Whether its last change is none of this history: it was worked on elsewhere, and holds work of its own.
    last = "SELECT at, code FROM changes WHERE id = ?"
    number = _last(state)
    return [tuple(row) for row in state.query(last, [number])] != [tuple(row) for row in now.query(last, [number])]


def _knows(state: Store, now: Store) -> bool:
    # Whether every removal of now has been made in it as well.
    removals = f"SELECT id, at, code FROM changes WHERE {_MARKED}"
    known = {tuple(row) for row in state.query(removals)}
    return all(tuple(row) in known for row in now.query(removals))


def _last(store: Store, code: str = "") -> int:
    which, params = (" WHERE code = ?", [code]) if code else ("", [])
    return int(store.query(f"SELECT coalesce(max(id), 0) FROM changes{which}", params)[0][0])


def _enter(document: Document) -> None:
    with document.lab.change(_REMOVED, undoable=False, source="system"):
        pass


def _tried(*steps: Callable[[], int | None]) -> tuple[int, list[Exception]]:
    done, failures = 0, []
    for step in steps:
        try:
            done += step() or 0
        except Exception as failure:  # noqa: BLE001 - raised when the other steps are done
            failures.append(failure)
    return done, failures
