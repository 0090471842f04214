"""A choice that cannot be kept for next time: it holds for this run, work goes on, and it is said once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from labapp.errors import UserError
from labapp.settings import Settings

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


class Remembering(QObject):
    """Hears of settings that could not be written, and says so where there is a line to say it in."""

    def __init__(self, settings: Settings, console: Callable[[], ConsoleWindow | None], parent: QObject) -> None:
        super().__init__(parent)
        self._console = console
        self._problem: UserError | None = None
        self._said = False
        settings.unwritten = self._unwritten

    def _unwritten(self, problem: UserError) -> None:
        if self._problem is None and not self._said:
            self._problem = problem
            self.say()

    def say(self) -> None:
        """Say what there is to be said, after the gesture: it may have brought another window."""
        QTimer.singleShot(0, self, self._say)

    def _say(self) -> None:
        from labapp.wording.errors import error_sentence  # late: the welcome window needs no sentence of it

        console = self._console()
        if self._problem is not None and console is not None:
            why = error_sentence(self._problem, console.context._)
            console.context.tell(
                console.context._("What is chosen holds until the program ends; it cannot be kept for next time. {why}",
                                  why=why), "warning")  # fmt: skip
            self._problem, self._said = None, True
