"""The window's side of long work: `labapp.jobs` does it in its pool, its end arrives here, where the widgets live."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from labapp import jobs
from labapp.errors import UserError

V = TypeVar("V")


class Work(QObject):
    """One job under way, for a progress bar and a cancel button; its signals arrive on the window's thread."""

    progressed = Signal(int, int)  # done, of how many (0: not known)
    done = Signal(object)
    failed = Signal(object)  # a UserError
    cancelled = Signal()
    ended = Signal()  # after any of the three
    _finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: jobs.Job[Any] | None = None
        # queued even when the work was done before anybody could listen
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def begin(self, pool: jobs.Pool, function: Callable[[V, jobs.Progress], Any], values: V) -> None:
        """Hand the work to the pool."""
        self._job = pool.start(function, values, lambda p: self.progressed.emit(p.done, p.total))
        self._job.when_finished(lambda job: self._finished.emit())

    def cancel(self) -> None:
        """Stop at the next sign of progress; what it began is thrown away."""
        if self._job is not None:
            self._job.cancel()

    def _deliver(self) -> None:
        assert self._job is not None
        try:
            value = self._job.result()
        except jobs.Cancelled:
            self.cancelled.emit()
        except UserError as problem:
            self.failed.emit(problem)
        else:
            (self.cancelled.emit() if self._job.progress.cancelled else self.done.emit(value))
        finally:  # a bug of ours goes on from here to the crash report
            self.ended.emit()


class Jobs(QObject):
    """The one pool of the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: jobs.Pool | None = None
        self._running: set[Work] = set()

    def start(
        self,
        function: Callable[[V, jobs.Progress], Any],
        values: V,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
    ) -> Work:
        """Begin `function(values, progress)` beside the window; returns the work, for its progress and cancel."""
        if self._pool is None:  # threads only once something long is asked for
            self._pool = jobs.Pool()
        work = Work(self)
        if done is not None:
            work.done.connect(done)
        if failed is not None:
            work.failed.connect(failed)
        work.ended.connect(lambda: self._forget(work))
        self._running.add(work)
        work.begin(self._pool, function, values)
        return work

    @property
    def busy(self) -> bool:
        """Whether any work is under way."""
        return bool(self._running)

    def shut_down(self) -> None:
        """Cancel what runs, wait for it, and let the threads go."""
        for work in self._running:
            work.cancel()
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _forget(self, work: Work) -> None:
        self._running.discard(work)
        work.deleteLater()
