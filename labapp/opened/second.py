"""The second place of a laboratory: what lies there is looked at before it is ever replaced."""

from __future__ import annotations

from pathlib import Path

from labapp import disk
from labapp.errors import UserError
from labapp.opened.base import Document
from labapp.opened.places import earlier, outlived, peek, resolved
from labapp.store import backups, working
from labapp.store.keeper import Place


def second_place(document: Document, place: Path, *, named: bool) -> Place:
    """Return a place that looks at itself, beside the window, before anything is written there.

    `named` just now: what is there was seen by the user and is kept as a backup. Named some other day: what was worked
    on elsewhere meanwhile is not replaced unasked.
    """
    uid, file, now = document.uid, document.path, document.lab.now()

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
        there = peek(target)
        if there.uid != uid:
            raise UserError("document.second-taken" if named else "document.changed-elsewhere", path=str(target))
        if not named and not earlier(there, snapshot):
            raise UserError("document.changed-elsewhere", path=str(target))
        if not (outlived(there, snapshot) and earlier(there, snapshot)):  # work of its own is not lost unsaid
            backups.keep(uid, target, now, "second-place")
        found.prints = {there.digest}

    return Place(place.expanduser().absolute(), look=look)
