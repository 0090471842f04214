"""What other threads hand in: done by a laboratory's owner, in one transaction a batch, and never lost."""

from __future__ import annotations

import queue
from collections.abc import Callable, Sequence

from labapp.changes import Change, ChangeSet
from labapp.errors import WorldError

Posted = Callable[[Change], None]
Batch = Callable[[Sequence[Posted]], ChangeSet]


class Inbox:
    """Operations from any thread, in their order, kept until they are done or refused."""

    def __init__(self) -> None:
        self._posted: queue.SimpleQueue[Posted] = queue.SimpleQueue()
        self._waiting: list[Posted] = []

    def post(self, operation: Posted) -> None:
        """Hand in an operation from any thread."""
        self._posted.put(operation)

    def drain(self, batch: Batch, tell: Callable[[ChangeSet], None]) -> int:
        """Do everything posted so far by `batch`, `tell` of it, and return how many operations there were.

        When the world fails (disk full) everything waits for the next call; when one operation is refused the others
        are done one by one, and the refusal, the first of several, is raised at the end.
        """
        while not self._posted.empty():
            self._waiting.append(self._posted.get())
        operations = list(self._waiting)
        if not operations:
            return 0
        try:
            done = batch(operations)
        except WorldError:
            raise
        except Exception:  # one was refused, or is at fault: raised again, once the others are done
            if len(operations) == 1:
                self._waiting.clear()
                raise
            self._one_by_one(batch, tell)
            return len(operations)
        self._waiting.clear()
        tell(done)
        return len(operations)

    def _one_by_one(self, batch: Batch, tell: Callable[[ChangeSet], None]) -> None:
        refusals: list[Exception] = []
        while self._waiting:
            try:
                done = batch(self._waiting[:1])
            except WorldError:
                if not refusals:
                    raise
                break  # what failed waits, and is raised by the next call; a refusal never would be again
            except Exception as refusal:  # noqa: BLE001 - raised again when the others are safe
                refusals.append(refusal)
                self._waiting.pop(0)
                continue
            self._waiting.pop(0)
            tell(done)
        if refusals:
            raise refusals[0]
