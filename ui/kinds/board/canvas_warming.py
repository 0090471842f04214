"""A very large board is read in pieces, a piece in each turn of the event loop, so that the window answers in between.

What is read is kept by the reader and by the faces: when the page asks for all of it at last, it is all there.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

MANY = 3_000
"""Cards up to which a board is read at once: no hand notices that."""


class Warming(QObject):
    """Does one step after another and tells when all are done."""

    done = Signal()

    def __init__(self, steps: Sequence[Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = list(steps)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)  # begun anew after each step: one that repeats may come twice in a turn
        self._timer.timeout.connect(self._next)
        self._timer.start(1)

    def _next(self) -> None:
        if self._steps:
            step = self._steps.pop(0)
            gc.disable()  # ten thousand new things set it off again and again; it may look through them between steps
            try:
                step()
            finally:
                gc.enable()
            self._timer.start(1)
        else:
            self.done.emit()
