"""Database connections that a test leaves open, and transactions it leaves unfinished.

Python says when a connection is made (an audit event) and holds its tongue when one is forgotten. Every connection made
in a test is held until its end, so that one merely dropped is found as well.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_made: list[sqlite3.Connection] | None = None


def _hear(event: str, args: tuple[Any, ...]) -> None:
    if event == "sqlite3.connect/handle" and _made is not None:
        _made.append(args[0])


sys.addaudithook(_hear)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Gather what is left open inside the block, a line each; it is closed afterwards."""
    global _made
    outer, _made = _made, []
    found: list[str] = []
    try:
        yield found
    finally:
        made, _made = _made, outer
        found += [line for line in (_left(connection) for connection in made) if line]


def _left(connection: sqlite3.Connection) -> str:
    try:
        what = "an unfinished transaction" if connection.in_transaction else "a connection"
    except sqlite3.ProgrammingError:  # closed, as it should be
        return ""
    try:
        files = [row[2] or ":memory:" for row in connection.execute("PRAGMA database_list")]
        connection.close()
    except sqlite3.Error as problem:  # of another thread, which alone may look into it
        files = [str(problem)]
    return f"{what} to {', '.join(files)}"
