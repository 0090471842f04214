"""Other files of a laboratory: names beside it, states set aside, whether one is an earlier state of this history."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from labapp import disk
from labapp.errors import UserError, WorldError
from labapp.opened import traces
from labapp.store import gate
from labapp.store.backups import Backup
from labapp.store.connection import Store
from labapp.store.scratch import scratch


@dataclass(frozen=True)
class Peeked:
    """What another file of ours is, and which change it ends with."""

    uid: str
    digest: str
    last: int  # number of the newest change
    trace: tuple[str, str, str]  # its time, its code, and what it changed where that is still written down


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


def earlier(there: Peeked, snapshot: Path) -> bool:
    """Whether it is a state of this very history; anything else was worked on elsewhere meanwhile."""
    store = Store(snapshot, readonly=True)
    try:
        at, code, rows = _trace(store, there.last)
    finally:
        store.close()
    # Compaction may have folded the rows of one of the two away.
    return (at, code) == there.trace[:2] and (not rows or not there.trace[2] or rows == there.trace[2])


def outlived(there: Peeked, snapshot: Path) -> bool:
    """Whether it still holds what was removed for good since: no copy of it may be kept."""
    with closing(Store(snapshot, readonly=True)) as store:
        return traces.removed_since(store, there.last)


def _trace(store: Store, change: int) -> tuple[str, str, str]:
    found = store.query("SELECT at, code FROM changes WHERE id = ?", [change])
    rows = store.query("SELECT key, new FROM journal WHERE change = ? ORDER BY seq", [change])
    at, code = tuple(found[0]) if found else ("", "")
    return at, code, "\n".join(f"{row['key']} {row['new']}" for row in rows)


def peek(path: Path) -> Peeked:
    """Return what another file of ours is, read from a private copy."""
    gate.examine(path)
    with scratch() as folder:
        copy = folder / "copy.lab"
        with disk.told(path):
            shutil.copyfile(path, copy)
        store = Store(copy, readonly=True)
        try:
            if store.query("SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index') OR sql LIKE '%VIRTUAL%'"):
                raise UserError("store.strange", path=str(path), name="")
            last = int(store.query("SELECT coalesce(max(id), 0) FROM changes")[0][0])
            return Peeked(gate.uid(store), disk.fingerprint(copy), last, _trace(store, last))
        finally:
            store.close()
