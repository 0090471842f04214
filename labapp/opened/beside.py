"""Copies that synchronising programs lay beside a file when two computers wrote at once: by name, proven by id."""

from __future__ import annotations

import re
from pathlib import Path

from labapp.errors import UserError
from labapp.opened.places import peek

# What OneDrive, Dropbox, Google Drive, Syncthing, Nextcloud, ownCloud and iCloud put behind the name.
_ADDED = re.compile(
    r"""
    \ \(\d{1,2}\)                                     # Google Drive: "name (1)"
    | \ \d{1,2}                                       # iCloud: "name 2"
    | \ \(.*(conflict|konflik).*\)                    # Dropbox, Nextcloud: "name (x's conflicted copy 2026-11-22)"
    | \ \(.*(kopia|copy)\ .*\d{4}-\d\d-\d\d.*\)       # the same, worded otherwise
    | \.sync-conflict-\d{8}-\d{6}(-\w+)?              # Syncthing
    | _conflict-\d{8}-\d{6}                           # ownCloud
    | -[\w-]+?(-\d{1,2})?                             # OneDrive: "name-LAPTOP", "name-LAPTOP-2"
    """,
    re.VERBOSE | re.IGNORECASE,
)


def conflict_copies(path: Path, uid: str) -> list[Path]:
    """Return files beside `path` that are named like conflict copies of it and hold the same laboratory."""
    try:
        names = sorted(item for item in path.parent.iterdir() if _looks_like_one(item.name, path))
    except OSError:
        return []
    return [item for item in names if _same(item, uid)]


def _looks_like_one(name: str, path: Path) -> bool:
    if not name.endswith(path.suffix) or not name.startswith(path.stem) or name == path.name:
        return False
    return _ADDED.fullmatch(name[len(path.stem) : len(name) - len(path.suffix)]) is not None


def _same(path: Path, uid: str) -> bool:
    try:
        return path.is_file() and peek(path).uid == uid
    except UserError:  # another program's, or damaged: it is no state of this meeting that could be shown
        return False
