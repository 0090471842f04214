"""Progress of long work on standard error: only on a terminal, only after two seconds, gone when done."""

from __future__ import annotations

import time
from typing import TextIO

_PATIENCE = 2.0
_REFRESH = 0.2


class Bar:
    """Called with (done, total) by whatever works; a `with` block removes the line at the end."""

    def __init__(self, err: TextIO) -> None:
        self._err = err
        self._wanted = err.isatty()
        self._next = time.monotonic() + _PATIENCE
        self._shown = False

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._err.write("\r\033[K")
            self._err.flush()

    def __call__(self, done: int, total: int) -> None:
        """Show how far the work is, at most five times a second."""
        if not self._wanted or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _REFRESH
        self._shown = True
        self._err.write(f"\r{100 * min(done, total) // total} %" if total > 0 else f"\r{done}")
        self._err.flush()
