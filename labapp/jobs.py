"""Long work beside the window: `f(values, progress) -> value`, cancellable, in one pool of threads; knows no Qt.

Reading is done first, on the document's thread; a job gets plain values and touches no document.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, TypeVar

V = TypeVar("V")
T = TypeVar("T")


class Cancelled(Exception):
    """The job was told to stop and did."""


class Progress:
    """How far a job is; the job calls `step`, its owner reads `done` and `total` and may call `cancel`."""

    def __init__(self, on_step: Callable[[Progress], None] | None = None) -> None:
        self.done = 0
        self.total = 0
        self._on_step = on_step
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether the owner wants no result any more."""
        return self._stop.is_set()

    @property
    def fraction(self) -> float | None:
        """Return 0–1, None while the total is unknown."""
        return min(1.0, self.done / self.total) if self.total else None

    def cancel(self) -> None:
        """Ask the job to stop at its next `check` or `step`; any thread."""
        self._stop.set()

    def check(self) -> None:
        """Raise Cancelled when asked to stop; call it often."""
        if self.cancelled:
            raise Cancelled

    def step(self, done: int | None = None, total: int | None = None) -> None:
        """Report one more thing done, or how many of how many, and check."""
        self.check()
        self.done = self.done + 1 if done is None else done
        self.total = self.total if total is None else total
        if self._on_step is not None:
            self._on_step(self)


class Job(Generic[T]):
    """One piece of work under way."""

    def __init__(self, future: Future[T], progress: Progress) -> None:
        self._future = future
        self.progress = progress

    @property
    def finished(self) -> bool:
        """Whether there is a result or a failure."""
        return self._future.done()

    def cancel(self) -> None:
        """Stop it; `result` then raises Cancelled."""
        self.progress.cancel()
        self._future.cancel()

    def result(self, timeout: float | None = None) -> T:
        """Wait and return the value; raises what the job raised, Cancelled when it was stopped."""
        if self._future.cancelled():
            raise Cancelled
        return self._future.result(timeout)

    def when_finished(self, callback: Callable[[Job[T]], None]) -> None:
        """Call back once it is finished, on a thread of the pool; windows hand over to their own."""
        self._future.add_done_callback(lambda future: callback(self))


class Pool:
    """The one pool of a program; two threads, so that a report does not hold up an import."""

    def __init__(self, threads: int = 2) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="job")

    def start(
        self, function: Callable[[V, Progress], T], values: V, on_step: Callable[[Progress], None] | None = None
    ) -> Job[T]:
        """Begin a job; `on_step` is called on its thread."""
        progress = Progress(on_step)

        def run() -> T:
            progress.check()
            return function(values, progress)

        return Job(self._threads.submit(run), progress)

    def close(self) -> None:
        """Wait for what is under way and let the threads go; what has not begun is dropped."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
