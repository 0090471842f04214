"""Copies that synchronising programs lay beside a file when two computers wrote at once: by name, proven by id."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from labapp.errors import UserError
from labapp.opened.places import peek
from labapp.store.patience import patiently

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


def conflict_copies(path: Path, uid: str, check: Callable[[], None] | None = None) -> dict[Path, str]:
    """Return files beside `path` that are named like conflict copies of it and hold the same laboratory.

    With each goes its fingerprint. Any thread: beside a file on a share that hangs there is nothing. `check` is called
    meanwhile; what it raises ends the search.
    """

    def look(sign: Callable[[], None]) -> dict[Path, str]:
        found: dict[Path, str] = {}
        for item in sorted(item for item in path.parent.iterdir() if _looks_like_one(item.name, path)):
            sign()
            digest = _same(item, uid)
            if digest:
                found[item] = digest
        return found

    try:
        return patiently(look, path.parent, check)
    except (OSError, UserError):
        return {}


def _looks_like_one(name: str, path: Path) -> bool:
    if not name.endswith(path.suffix) or not name.startswith(path.stem) or name == path.name:
        return False
    return _ADDED.fullmatch(name[len(path.stem) : len(name) - len(path.suffix)]) is not None


def _same(path: Path, uid: str) -> str:
    """Return the fingerprint of a state of this laboratory; empty for anything else."""
    try:
        there = peek(path) if path.is_file() else None
    except UserError:  # another program's, or damaged: it is no state of this meeting that could be shown
        return ""
    return there.digest if there is not None and there.uid == uid else ""
