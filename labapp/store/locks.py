"""Who has a laboratory open: a lock that dies with its process, and a marker other computers can read."""

from __future__ import annotations

import getpass
import socket
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from labapp import disk
from labapp.errors import UserError, WorldError
from labapp.store.connection import told_apart

# A marker is refreshed every two minutes; one that was not for ten is left over from a crash.
REFRESH = 120.0
STALE = 600.0
_DAMAGED = frozenset({"store.damaged", "store.not-a-database"})


def me(since: str) -> dict[str, str]:
    """Return who we are, for whoever finds the laboratory open."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without user names
        user = ""
    return {"host": socket.gethostname(), "user": user, "since": since}


class Lock:
    """Held as SQLite's own exclusive lock on an empty file, so the system drops it when the process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def take(self, who: Mapping[str, str]) -> None:
        """Take it or raise WorldError `document.open-here` saying who has it."""
        with disk.told(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = self._taken()
        except UserError as problem:
            if problem.code not in _DAMAGED:
                raise
            # The disk's doing; held by anybody, it would not even have been looked into. Emptied where it is: removed,
            # it might be the fresh one of somebody who was quicker.
            with disk.told(self._path):
                self._path.write_bytes(b"")
            self._connection = self._taken()
        try:
            disk.write_json(self._note, dict(who))
        except BaseException:
            self.release()
            raise

    def _taken(self) -> sqlite3.Connection:
        with told_apart(self._path):
            connection = sqlite3.connect(self._path, isolation_level=None, timeout=0)
        try:
            with told_apart(self._path):
                connection.execute("BEGIN EXCLUSIVE")
        except UserError as problem:
            connection.close()
            if problem.code == "store.locked":
                raise WorldError("document.open-here", **_holder(disk.read_json(self._note))) from problem
            raise
        return connection

    def release(self) -> None:
        """Let go; the empty file stays, so that two openers never hold two different files of one name."""
        if self._connection is not None:
            self._note.unlink(missing_ok=True)
            self._connection.close()
            self._connection = None

    @property
    def _note(self) -> Path:
        return self._path.with_suffix(".json")


class Marker:
    """A small file beside the user's file, for other computers on the same share or synchronised folder."""

    def __init__(self, target: Path) -> None:
        self.path = target.with_name(f".{target.name}.open")

    def refuse_if_elsewhere(self, host: str) -> None:
        """Raise WorldError `document.open-elsewhere` when another computer showed signs of life lately."""
        holder = disk.read_json(self.path)
        if holder and holder.get("host") != host and self._age() < STALE:
            raise WorldError("document.open-elsewhere", **_holder(holder))

    def put(self, who: Mapping[str, str]) -> None:
        """Say that we are here; a place that cannot be written to cannot be written to by others through us."""
        with suppress(WorldError):
            disk.write_json(self.path, dict(who))

    def remove(self, host: str) -> None:
        """Take our own marker away."""
        if disk.read_json(self.path).get("host") == host:
            with suppress(OSError):
                self.path.unlink()

    def _age(self) -> float:
        # Measured by the share's own clock: that of the other computer may be wrong by hours.
        probe = self.path.with_name(f"{self.path.name}.now")
        try:
            probe.write_bytes(b"")
            now = probe.stat().st_mtime
            probe.unlink()
            return now - self.path.stat().st_mtime
        except OSError:
            return 0.0


def _holder(note: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(note.get(key, "")) for key in ("host", "user", "since")}
