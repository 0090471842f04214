"""Private copies for a moment: folders in the data folder that are gone afterwards, even after a kill.

What a killed process leaves may hold names that were to be removed: each folder is locked while in use, and opening a
laboratory sweeps away those whose lock nobody holds any more.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from labapp import paths

_LOCK = "lock.db"
_YOUNG = 3600.0  # seconds in which an empty folder may just be being made: its lock is not held yet


class Scratch:
    """One folder of private copies; `close` removes it."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(dir=_root(), prefix="."))
        # The system drops SQLite's lock when the process dies, on all three systems.
        self._lock = sqlite3.connect(self.path / _LOCK, isolation_level=None)
        self._lock.execute("BEGIN EXCLUSIVE")

    def close(self) -> None:
        """Remove everything in it."""
        _empty(self.path)
        self._lock.close()
        shutil.rmtree(self.path, ignore_errors=True)


@contextmanager
def scratch() -> Iterator[Path]:
    """Lend a folder for the length of a block."""
    made = Scratch()
    try:
        yield made.path
    finally:
        made.close()


def sweep() -> int:
    """Remove what killed processes left and return how many folders there were."""
    left = [item for item in _root().iterdir() if item.name.startswith(".") and item.is_dir() and _abandoned(item)]
    for item in left:
        _empty(item)
        shutil.rmtree(item, ignore_errors=True)
    return len(left)


def _root() -> Path:
    root = paths.data_folder() / "work"
    root.mkdir(parents=True, exist_ok=True)
    return root


def _inside(folder: Path) -> list[Path]:
    return [item for item in folder.iterdir() if not item.name.startswith(_LOCK)]


def _empty(folder: Path) -> None:
    # The lock goes last: killed half way, a folder that still holds a copy can still be told from one being made.
    with suppress(OSError):
        for item in _inside(folder):
            if item.is_dir():
                shutil.rmtree(item, ignore_errors=True)
            else:
                item.unlink(missing_ok=True)


def _abandoned(folder: Path) -> bool:
    try:
        if not _inside(folder) or not (folder / _LOCK).exists():
            return time.time() - folder.stat().st_mtime > _YOUNG
        connection = sqlite3.connect(folder / _LOCK, isolation_level=None, timeout=0)
    except (OSError, sqlite3.OperationalError):  # it went away under us, or cannot be read: whoever has it clears it
        return False
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:  # somebody is at work in it
        return False
    finally:
        connection.close()
    return True
