"""A rehearsal (próba): a copy of a laboratory in which everything may be tried, thrown away at the end.

The copy has an id of its own, so that neither its working copy nor its backups can ever be taken for the real one's.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from labapp import disk, paths
from labapp.clock import Clock, Ids, random_id, stamp, system_clock
from labapp.document import Document
from labapp.errors import UserError
from labapp.lab import Lab
from labapp.model import facts
from labapp.store import backups, gate, working
from labapp.store.catalogue import Catalogue
from labapp.store.connection import Store
from labapp.store.locks import me
from labapp.store.migrate import migrate
from labapp.store.working import WorkFolder


def begin(source: Path, *, clock: Clock = system_clock, ids: Ids = random_id) -> Path:
    """Copy a laboratory's file to a place of its own and return the copy's path; the source is only read."""
    from labapp.kinds.registry import CATALOGUE  # late, as in document: the core knows no kinds

    sweep(clock)
    gate.examine(source)
    uid = ids()
    folder = _root() / uid
    folder.mkdir(parents=True)
    copy = folder / source.name
    try:
        with disk.told(source):
            shutil.copyfile(source, copy)
        _rename(copy, uid, CATALOGUE, source, clock, ids)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return copy


def end(document: Document) -> None:
    """Close a rehearsal and remove every trace of it."""
    uid = document.uid
    try:
        document.close()
    finally:  # what stood in the way of the last copy does not matter: nothing of it is kept
        _throw_away(uid)


def sweep(clock: Clock = system_clock) -> int:
    """Remove rehearsals that a crash left behind, and return how many; those going on elsewhere stay."""
    gone = 0
    for folder in sorted(_root().iterdir()) if _root().is_dir() else []:
        lock = WorkFolder(paths.data_folder() / "work" / folder.name).lock
        try:
            lock.take(me(stamp(clock())))
        except UserError:
            continue  # somebody rehearses right now
        lock.release()
        _throw_away(folder.name)
        gone += 1
    return gone


def _rename(copy: Path, uid: str, catalogue: Catalogue, source: Path, clock: Clock, ids: Ids) -> None:
    store = Store(copy, wal=False)
    try:
        gate.check(store, catalogue, source)
        migrate(store, catalogue, stamp(clock()))
        with Lab(store, catalogue, clock, ids).change("lab.rehearsal", undoable=False, source="system") as tx:
            facts.put(tx, "uid", uid)
    finally:
        store.close()


def _throw_away(uid: str) -> None:
    backups.forget(uid)
    shutil.rmtree(backups.folder(uid), ignore_errors=True)
    root = paths.data_folder() / "work"
    for place in root.glob(f"{uid}*") if root.is_dir() else []:
        working.WorkFolder(place).remove()
    shutil.rmtree(_root() / uid, ignore_errors=True)


def _root() -> Path:
    return paths.data_folder() / "rehearsal"
