"""Complete earlier states in the data folder: the last twenty of each laboratory, named by time and reason."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from pathlib import Path

from labapp import disk, paths

KEEP = 20
# Distance between backups under steady change, in seconds.
EVERY = 600.0
# The snapshot's threads keep backups as well, some from a share that hangs: held only while names are given out.
_turn = threading.Lock()
_under_way: set[Path] = set()
_NAME = re.compile(r"(\d{8}T\d{6}\d{3}Z)-(\d{4})-([a-z-]+)\.lab")


@dataclass(frozen=True)
class Backup:
    """One earlier state: UTC stamp (YYYYMMDDTHHMMSSmmmZ), why it was kept, and where it lies."""

    at: str
    reason: str
    path: Path


def folder(uid: str) -> Path:
    """Return where the backups of a laboratory lie; it may not exist yet."""
    return paths.data_folder() / "backups" / uid


def listed(uid: str) -> list[Backup]:
    """Return the backups of a laboratory, newest first."""
    place = folder(uid)
    if not place.is_dir():
        return []
    found = [(item, _NAME.fullmatch(item.name)) for item in sorted(place.iterdir(), reverse=True)]
    return [Backup(match[1], match[3], item) for item, match in found if match]


def keep(uid: str, source: Path, now: str, reason: str) -> Path:
    """Keep a complete file as it is now and drop the oldest beyond twenty; the same contents are kept once.

    Any thread, and several at once.
    """
    before = listed(uid)
    if before and disk.fingerprint(before[0].path) == disk.fingerprint(source):
        return before[0].path
    with _turn, disk.told(folder(uid)):
        target = _free(uid, re.sub(r"[-:.]", "", now), reason)
        _under_way.add(target)
    try:
        disk.replace_by_copy(source, target)
    finally:
        _under_way.discard(target)
    for old in listed(uid)[KEEP:]:
        old.path.unlink(missing_ok=True)
    return target


def _free(uid: str, at: str, reason: str) -> Path:
    place = folder(uid)
    place.mkdir(parents=True, exist_ok=True)
    if not any(item.parent == place for item in _under_way):
        disk.clear_all_parts(place)  # left by a killed process
    names = [_NAME.fullmatch(item.name) for item in (*place.iterdir(), *_under_way)]
    # A stopped clock overwrites nothing and stays in order.
    number = max((int(name[2]) + 1 for name in names if name and name[1] == at), default=0)
    return place / f"{at}-{number:04d}-{reason}.lab"


def forget(uid: str) -> int:
    """Remove all backups of a laboratory (somebody was erased), half-written ones too; return how many there were."""
    with disk.told(folder(uid)):
        found = listed(uid)
        if folder(uid).is_dir():
            disk.clear_all_parts(folder(uid))
        for item in found:
            item.path.unlink(missing_ok=True)
        return len(found)


def drop(backup: Backup) -> None:
    """Remove one of them."""
    with disk.told(backup.path):
        backup.path.unlink(missing_ok=True)
