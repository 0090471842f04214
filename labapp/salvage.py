"""`lab salvage`: what can still be read of a damaged file goes into a new one; what was lost is named."""

from __future__ import annotations

import shutil
from pathlib import Path

from labapp import disk
from labapp.clock import Clock, Ids, random_id, stamp, system_clock
from labapp.errors import UserError, WorldError
from labapp.kinds.registry import CATALOGUE
from labapp.lab import Lab
from labapp.model import facts
from labapp.store.connection import Store
from labapp.store.salvage import Progress, Salvaged, salvage
from labapp.store.scratch import scratch
from labapp.store.working import vacuum_into

__all__ = ["Salvaged", "salvage_file"]


def salvage_file(
    source: Path, target: Path, *, overwrite: bool = False, clock: Clock = system_clock, ids: Ids = random_id,
    progress: Progress | None = None,
) -> list[Salvaged]:  # fmt: skip
    """Write a new file at `target` and return what became of each table; the damaged file is only read.

    UserError `salvage.nothing` when nothing of a laboratory is left in it.
    """
    if target.exists() and not overwrite:
        raise WorldError("document.exists", path=str(target))
    if source.is_dir():
        raise WorldError("store.folder", path=str(source))
    if not source.exists():
        raise WorldError("store.missing", path=str(source))
    if not source.is_file():
        raise UserError("store.not-a-database", path=str(source))
    with scratch() as folder:
        copy, raw, clean = (folder / name for name in ("damaged.lab", "raw.lab", "clean.lab"))
        with disk.told(source):
            shutil.copyfile(source, copy)
        try:
            results = salvage(copy, raw, CATALOGUE, stamp(clock()), progress or (lambda done, total: None))
        except UserError as nothing:
            raise UserError(nothing.code, path=str(source)) from nothing
        store = Store(raw, wal=False)
        try:
            lab = Lab(store, CATALOGUE, clock, ids)
            with lab.change("lab.salvaged", undoable=False, barrier=True, source="system") as tx:
                if not facts.get(lab.read, "uid"):
                    facts.put(tx, "uid", ids())
        finally:
            store.close()
        vacuum_into(raw, clean)
        disk.replace_by_copy(clean, target)
    return results
