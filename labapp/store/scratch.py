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
_YOUNG = 3600.0  # seconds in which a folder without a lock may just be being made


class Scratch:
    """One folder of private copies; `close` removes it."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(dir=_root(), prefix="."))
        # The system drops SQLite's lock when the process dies, on all three systems.
        self._lock = sqlite3.connect(self.path / _LOCK, isolation_level=None)
        self._lock.execute("BEGIN EXCLUSIVE")

    def close(self) -> None:
        """Remove everything in it."""
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
        shutil.rmtree(item, ignore_errors=True)
    return len(left)


def _root() -> Path:
    root = paths.data_folder() / "work"
    root.mkdir(parents=True, exist_ok=True)
    return root


def _abandoned(folder: Path) -> bool:
    lock = folder / _LOCK
    if not lock.exists():
        with suppress(OSError):
            return time.time() - folder.stat().st_mtime > _YOUNG
        return False
    connection = sqlite3.connect(lock, isolation_level=None, timeout=0)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:  # somebody is at work in it
        return False
    finally:
        connection.close()
    return True
