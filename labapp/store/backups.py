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
_ONE = threading.Lock()
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

    Any thread, one at a time: each clears away what others have left half-written.
    """
    with _ONE:
        return _keep(uid, source, now, reason)


def _keep(uid: str, source: Path, now: str, reason: str) -> Path:
    before = listed(uid)
    if before and disk.fingerprint(before[0].path) == disk.fingerprint(source):
        return before[0].path
    place = folder(uid)
    place.mkdir(parents=True, exist_ok=True)
    disk.clear_all_parts(place)
    at = re.sub(r"[-:.]", "", now)
    number = sum(1 for item in before if item.at == at)  # a stopped clock must not overwrite
    target = place / f"{at}-{number:04d}-{reason}.lab"
    disk.replace_by_copy(source, target)
    for old in listed(uid)[KEEP:]:
        old.path.unlink(missing_ok=True)
    return target


def forget(uid: str) -> int:
    """Remove all backups of a laboratory (somebody was erased) and return how many there were."""
    found = listed(uid)
    if found:
        disk.clear_all_parts(folder(uid))
    for item in found:
        item.path.unlink(missing_ok=True)
    return len(found)
