"""Opening SQLite the way this program needs it, and telling the world's failures from bugs.

Only `labapp.store` knows sqlite3 and sqlite_utils; everybody else speaks to a Store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlite_utils

from labapp.errors import UserError, WorldError

APPLICATION_ID = 0x4C414250  # "LABP"
FORMAT = 1
Row = sqlite3.Row

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA busy_timeout = 3000",
)
_WORLD = {
    sqlite3.SQLITE_FULL: "store.full",
    sqlite3.SQLITE_READONLY: "store.readonly",
    sqlite3.SQLITE_CANTOPEN: "store.cannot-open",
    sqlite3.SQLITE_IOERR: "store.io",
    sqlite3.SQLITE_BUSY: "store.locked",
    sqlite3.SQLITE_LOCKED: "store.locked",
    sqlite3.SQLITE_PERM: "store.permission",
    sqlite3.SQLITE_NOMEM: "store.memory",
}
_REFUSED = {sqlite3.SQLITE_CORRUPT: "store.damaged", sqlite3.SQLITE_NOTADB: "store.not-a-database"}


@contextmanager
def told_apart(path: Path | str = "") -> Iterator[None]:
    """Turn SQLite's result codes into UserError where the world failed; constraint and syntax errors stay bugs."""
    try:
        yield
    except sqlite3.Error as problem:
        code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
        if code in _WORLD:
            raise WorldError(_WORLD[code], path=str(path), detail=str(problem)) from problem
        if code in _REFUSED:
            raise UserError(_REFUSED[code], path=str(path), detail=str(problem)) from problem
        # The module, or SQLite of a header it cannot follow, says so without a code of its own.
        if "Could not decode to UTF-8" in str(problem) or "unsupported file format" in str(problem):
            raise UserError("store.damaged", path=str(path), detail=str(problem)[:60]) from problem
        raise
    except UnicodeDecodeError as problem:
        raise UserError("store.damaged", path=str(path), detail="UTF-8") from problem


def named(name: str) -> str:
    """Return a name as SQL writes it, whatever letters it has."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a text as SQL writes it, where a parameter cannot stand."""
    return "'" + value.replace("'", "''") + "'"


class Store:
    """One connection with our PRAGMAs; transactions through `atomic`, rows through `query` and `execute`."""

    def __init__(self, path: Path, *, readonly: bool = False, wal: bool = True) -> None:
        self.path = path
        uri = f"{path.resolve().as_uri()}?mode={'ro' if readonly else 'rwc'}"
        with told_apart(path):
            # Qt calls back on the thread that opened it; a wrong thread is a bug and sqlite3 says so.
            connection = sqlite3.connect(uri, uri=True, isolation_level=None)
            connection.row_factory = sqlite3.Row
            try:
                for pragma in _PRAGMAS:
                    connection.execute(pragma)
                if not readonly:
                    connection.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'DELETE'}")
                    connection.execute("PRAGMA synchronous = FULL")
            except sqlite3.Error:  # no database, or a damaged one: Windows could not move its file while it is open
                connection.close()
                raise
        self.connection = connection
        self.failures = 0  # statements and savepoints that failed: what they had written was taken back
        # execute_plugins would let installed packages add SQL functions to our file's connection.
        self.db = sqlite_utils.Database(connection, execute_plugins=False)

    def query(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """Return all rows; the world's failures as UserError."""
        with told_apart(self.path):
            return self.connection.execute(sql, params).fetchall()

    def execute(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> int:
        """Run one statement and return the number of rows it changed."""
        with told_apart(self.path):
            try:
                return self.connection.execute(sql, params).rowcount
            except BaseException:
                self.failures += 1
                raise

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """One transaction; nested blocks are savepoints; any exception rolls back."""
        with told_apart(self.path):
            try:
                with self.db.atomic():
                    yield
            except BaseException:
                self.failures += 1
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One read transaction: all queries inside see the same state."""
        with told_apart(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.connection.rollback()

    def close(self) -> None:
        """Close the connection; in WAL mode this folds the log into the file."""
        self.connection.close()


def rebuild(path: Path) -> None:
    """Write a database anew with nothing deleted left in it, and empty its log; any thread, beside other connections.

    Nobody else can write meanwhile. WorldError `store.locked` when somebody keeps reading an older state.
    """
    store = Store(path)
    try:
        store.execute("VACUUM")
        if store.query("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]:
            raise WorldError("store.locked", path=str(path), detail="wal_checkpoint")
    finally:
        store.close()
