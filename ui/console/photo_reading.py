"""Pictures on their way in: read beside the window, one after the other, so that they arrive in the order they came."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from labapp.errors import UserError
from labapp.exchange.photo import Photo, read_photo
from labapp.wording.errors import error_sentence
from ui.context import Context
from ui.jobs import Work

Wish = tuple[Path, str]  # a picture file and the point of the agenda it is for


class PhotoReading(QObject):
    """A queue; what is refused is said once it is empty, since each picture kept says so in the same line."""

    arrived = Signal(object, str)  # Photo, activity
    moved = Signal()  # another picture is being read, or none any more

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting: list[Wish] = []
        self._now: Wish | None = None
        self._work: Work | None = None
        self._read = 0
        self._refused: list[str] = []

    @property
    def busy(self) -> bool:
        """Whether a picture is still to come."""
        return self._now is not None

    @property
    def words(self) -> str:
        """Say which picture is being read, and of how many; empty when none is."""
        if self._now is None:
            return ""
        _, count = self._context._, self._read + 1 + len(self._waiting)
        name = self._now[0].name
        if count == 1:
            return _("Reading {file}…", file=name)
        return _("Reading {n} of {count}: {file}…", n=self._read + 1, count=count, file=name)

    def add(self, wishes: Iterable[Wish]) -> None:
        """Read these after what is waiting already."""
        self._waiting += wishes
        if self._now is None:
            self._next()

    def let_go(self) -> list[Wish]:
        """Stop reading and return what has not arrived: the window built anew in another language goes on with it."""
        left = [self._now, *self._waiting] if self._now is not None else []
        if self._work is not None:
            self._work.done.disconnect(self._done)
            self._work.failed.disconnect(self._failed)
            self._work.ended.disconnect(self._over)
            self._work.cancel()
        self._now, self._work, self._waiting = None, None, []
        return left

    def stop(self) -> None:
        """Read nothing more; what has arrived stays."""
        self.let_go()
        self._ended()

    def _next(self) -> None:
        if not self._waiting:
            self._ended()
            return
        self._now = self._waiting.pop(0)
        self._work = self._context.jobs.start(read_photo, self._now[0])
        self._work.done.connect(self._done)
        self._work.failed.connect(self._failed)
        self._work.ended.connect(self._over)
        self.moved.emit()

    def _ended(self) -> None:
        self._now, self._work, self._read = None, None, 0
        refused, self._refused = self._refused, []
        if refused:
            self._context.tell(" ".join(refused), "warning")
        self.moved.emit()

    def _done(self, photo: Photo) -> None:
        assert self._now is not None
        self.arrived.emit(photo, self._now[1])
        self._read += 1
        self._next()

    def _over(self) -> None:
        """Go on where neither came: a bug of ours, told by the crash report, holds up no picture behind it."""
        if self._now is not None and self.sender() is self._work:
            self._read += 1
            self._next()

    def _failed(self, problem: UserError) -> None:
        self._refused.append(error_sentence(problem, self._context._))
        self._read += 1
        self._next()
