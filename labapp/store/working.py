"""Where an open laboratory lives: a folder of its own in the user's data folder, with what is known of the user's file.

Several copies of one laboratory (same unique id, different paths) have a folder each.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from labapp import disk, paths
from labapp.clock import moment, stamp
from labapp.store.connection import told_apart
from labapp.store.locks import Lock

SALVAGEABLE = timedelta(days=90)  # what is put aside as damaged holds names like any other state
_PUT_ASIDE = re.compile(r"(.+)-(\d{8}T\d{6}\d{3}Z)")
_COOKIE = 40  # its place in SQLite's header


@dataclass(frozen=True)
class Known:
    """What we know of the user's file: where it is and which contents of it are ours."""

    path: str = ""
    prints: tuple[str, ...] = ()


class WorkFolder:
    """Paths and notes of one working copy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "lab.db"
        self.snapshot = folder / "snapshot.db"
        self.lock = Lock(paths.data_folder() / "locks" / f"{folder.name}.db")

    @property
    def exists(self) -> bool:
        """Whether a working copy was left here."""
        return self.database.exists()

    def known(self) -> Known:
        """Return what was noted last."""
        note = disk.read_json(self.folder / "state.json")
        prints = note.get("prints", [])
        return Known(str(note.get("path", "")), tuple(str(item) for item in prints if isinstance(prints, list)))

    def remember(self, path: Path, *prints: str) -> None:
        """Note which contents of the user's file are ours; several while one is about to replace another."""
        disk.write_json(self.folder / "state.json", {"path": str(path), "prints": list(prints)})

    def drop_database(self) -> None:
        """Remove the working copy with its log."""
        for name in ("lab.db", "lab.db-wal", "lab.db-shm", "lab.db-journal", "incoming.part"):
            (self.folder / name).unlink(missing_ok=True)
        for snapshot in self.folder.glob("snapshot*.db"):
            snapshot.unlink(missing_ok=True)

    def set_aside(self, now: str) -> Path:
        """Move a damaged working copy with its log out of the way, for salvage; returns where its database lies."""
        place = _damaged() / f"{self.folder.name}-{re.sub(r'[-:.]', '', now)}"
        place.mkdir(parents=True, exist_ok=True)
        for name in ("lab.db", "lab.db-wal"):
            if (self.folder / name).exists():
                (self.folder / name).replace(place / name)
        self.drop_database()
        return place / "lab.db"

    def remove(self) -> None:
        """Remove the folder: everything in it lies whole in the user's file."""
        shutil.rmtree(self.folder, ignore_errors=True)


def forget_damaged(uid: str) -> int:
    """Remove what was put aside of a laboratory as damaged (somebody was erased); return how many copies there were."""
    return _remove([item for item, name, _at in _put_aside() if name.partition(".")[0] == uid])


def sweep_damaged(now: str) -> int:
    """Remove damaged copies that nobody has salvaged for three months; return how many there were."""
    oldest = re.sub(r"[-:.]", "", stamp(moment(now) - SALVAGEABLE))
    return _remove([item for item, _name, at in _put_aside() if at < oldest])


def _damaged() -> Path:
    return paths.data_folder() / "damaged"


def _put_aside() -> list[tuple[Path, str, str]]:
    items = sorted(_damaged().iterdir()) if _damaged().is_dir() else []
    return [(item, match[1], match[2]) for item in items if (match := _PUT_ASIDE.fullmatch(item.name))]


def _remove(folders: list[Path]) -> int:
    for folder in folders:
        with disk.told(folder):
            shutil.rmtree(folder)
    return len(folders)


def same_path(one: str | Path, other: str | Path) -> bool:
    """Whether two paths name one file, as far as names tell."""
    return os.path.normcase(Path(one).absolute()) == os.path.normcase(Path(other).absolute())


def find(uid: str, path: Path) -> WorkFolder:
    """Return the folder for a laboratory at a path: its own, one whose file has moved away, or a new one."""
    root = paths.data_folder() / "work"
    root.mkdir(parents=True, exist_ok=True)
    folders = [WorkFolder(item) for item in sorted(root.iterdir()) if item.name.partition(".")[0] == uid]
    for work in folders:
        if same_path(work.known().path, path):
            return work
    for work in folders:
        if work.exists and work.known().path and not Path(work.known().path).exists():
            return work
    used = {work.folder.name for work in folders}
    names = (uid if number == 0 else f"{uid}.{number}" for number in range(len(used) + 1))
    return WorkFolder(root / next(name for name in names if name not in used))


def at(path: Path) -> WorkFolder | None:
    """Return the working copy left over for a path, whatever has become of the file itself."""
    root = paths.data_folder() / "work"
    folders = [WorkFolder(item) for item in sorted(root.iterdir()) if not item.name.startswith(".")]
    return next((work for work in folders if work.exists and same_path(work.known().path, path)), None)


def vacuum_into(database: Path, target: Path) -> None:
    """Write one complete plain file of a database that others may be writing to; any thread."""
    target.unlink(missing_ok=True)
    with told_apart(target), closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as reader:
        reader.isolation_level = None
        reader.execute("PRAGMA busy_timeout = 10000")
        reader.execute("VACUUM INTO ?", [str(target)])
    # The schema's cookie counts how often a file was vacuumed. Without it equal contents are equal bytes, so a
    # laboratory that was only opened and closed is not written anew, and an unchanged one is recognised.
    with disk.told(target), target.open("r+b") as stream:
        stream.seek(_COOKIE)
        stream.write((1).to_bytes(4))
