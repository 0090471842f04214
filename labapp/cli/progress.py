"""Progress of long work on standard error: only on a terminal, only after two seconds, gone when done."""

from __future__ import annotations

import threading
import time
from typing import TextIO

_PATIENCE = 2.0
_REFRESH = 0.2
_BEAT = 1.0  # seconds without a word of the work after which the seconds themselves are shown


class Bar:
    """Called with (done, total) by whatever works; a `with` block removes the line at the end.

    Where nobody can say how far it is (a large file is copied, SQLite verifies it) the seconds go by.
    """

    def __init__(self, err: TextIO) -> None:
        self._err = err
        self._wanted = err.isatty()
        self._begun = self._told = time.monotonic()
        self._next = self._begun + _PATIENCE
        self._shown = self._beaten = False
        self._over, self._turn = threading.Event(), threading.Lock()
        self._watch = threading.Thread(target=self._look_on, name="lab-progress", daemon=True)

    def __enter__(self) -> Bar:
        if self._wanted:
            self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._watch.is_alive():
            self._watch.join()
        if self._shown:
            self._write("\r\033[K")

    def __call__(self, done: int, total: int) -> None:
        """Show how far the work is, at most five times a second."""
        if not self._wanted:
            return
        self._told = now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _REFRESH
        start, self._beaten = "\r\033[K" if self._beaten else "\r", False
        self._write(f"{start}{100 * min(done, total) // total} %" if total > 0 else f"{start}{done}")

    def beat(self) -> None:
        """Show how long it has taken, unless the work itself tells how far it is."""
        now = time.monotonic()
        if now >= max(self._begun + _PATIENCE, self._told + _BEAT):
            self._beaten = True
            self._write(f"\r\033[K… {int(now - self._begun)} s")

    def _look_on(self) -> None:
        while not self._over.wait(_BEAT):
            try:
                self.beat()
            except OSError:  # the terminal is gone: nobody looks on any more
                return

    def _write(self, text: str) -> None:
        with self._turn:
            self._shown = True
            self._err.write(text)
            self._err.flush()
