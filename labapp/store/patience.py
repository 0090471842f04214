"""Work on a stick or a share that may never answer: done in a thread of its own, given up after a while without a sign.

A share that is gone often blocks instead of failing. Nothing of ours may wait for it for ever: not the window, not the
snapshots of the other place, not closing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from labapp.errors import WorldError

T = TypeVar("T")
PATIENCE = 20.0  # seconds without a sign of life
_CHECK = 0.1  # seconds between two looks whether the work is still wanted


class GivenUp(Exception):
    """Nobody waits for this work any more: it must not replace anything now."""


class Attempt:
    """One piece of work, begun at once; a daemon thread, because the system may never let it end."""

    def __init__(self, work: Callable[[Attempt], None]) -> None:
        self._work = work
        self._ended = threading.Event()
        self._over = threading.Event()  # ended, or nobody waits any more
        self._given_up = threading.Event()
        self._seen = time.monotonic()
        self._bug: BaseException | None = None
        threading.Thread(target=self._run, name="place", daemon=True).start()

    @property
    def ended(self) -> bool:
        """Whether it came to an end, be it after it was given up."""
        return self._ended.is_set()

    def sign(self) -> None:
        """Show that the work goes on (called by the work itself); GivenUp when nobody waits any more."""
        self._seen = time.monotonic()
        if self._given_up.is_set():
            raise GivenUp

    def give_up(self) -> None:
        """Wait no longer, whoever waits (any thread): it replaces nothing any more."""
        self._given_up.set()
        self._over.set()

    def wait(self, check: Callable[[], None] | None = None) -> bool:
        """Wait for the end, as long as there are signs of life; False when it was given up. A bug is raised here.

        `check` is called now and then; what it raises ends the waiting.
        """
        while not self._over.wait(self._while(check)):
            if time.monotonic() - self._seen >= PATIENCE:
                self.give_up()
        if not self._ended.is_set():
            return False
        if self._bug is not None:
            raise self._bug
        return True

    def _while(self, check: Callable[[], None] | None) -> float:
        left = max(0.0, self._seen + PATIENCE - time.monotonic())
        if check is None:
            return left
        try:
            check()
        except BaseException:
            self.give_up()
            raise
        return min(left, _CHECK)

    def _run(self) -> None:
        try:
            self._work(self)
        except GivenUp:
            pass
        except BaseException as bug:  # noqa: BLE001 - carried over to whoever waits
            self._bug = bug
        finally:
            self._ended.set()
            self._over.set()


def patiently(
    work: Callable[[Callable[[], None]], T], path: Path, check: Callable[[], None] | None = None
) -> T:  # fmt: skip
    """Return what `work` returns, handed a way to show that it goes on; WorldError `store.not-answering`."""
    found: list[T] = []
    if not Attempt(lambda attempt: found.append(work(attempt.sign))).wait(check):
        raise not_answering(path)
    return found[0]


def not_answering(path: Path) -> WorldError:
    """Return what is said of a place that neither works nor fails."""
    return WorldError("store.not-answering", path=str(path))
