"""The user's file changed behind our back: which of both states goes on is asked beside the work.

It is found in the middle of the clock's tick. Whatever is asked there may not wait for the answer: the room's seconds
and the copies go on meanwhile, and so may the moderator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from ui.safety.handlers import SafetyHandlers
from ui.widgets.asking import ask_beside

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


class Choosing:
    """One box at a time, until there is nothing to choose any more."""

    def __init__(self, window: ConsoleWindow) -> None:
        self._window = window
        self._box: QMessageBox | None = None
        self._answering = False

    def look(self) -> None:
        """Ask when there is something to choose; what was settled otherwise is not asked any more."""
        wanted = self._window.context.document.status().choice
        if self._answering:
            return
        if wanted and self._box is None:
            self.ask()
        elif not wanted and self._box is not None:
            self._box.done(0)

    def ask(self) -> None:
        """Ask, whatever the document says; the answer comes later."""
        _ = self._window._
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(_("The file of this meeting was changed by another program."))
        box.setInformativeText(_("Both states are kept. Which one goes on here?"))
        ours = box.addButton(_("What is on the screen"), QMessageBox.ButtonRole.AcceptRole)
        theirs = box.addButton(_("The changed file"), QMessageBox.ButtonRole.DestructiveRole)
        both = box.addButton(_("Compare, join…"), QMessageBox.ButtonRole.ActionRole)
        box.setDefaultButton(ours)

        def answered() -> None:
            chosen = box.clickedButton()
            self._box, self._answering = None, True
            try:
                if chosen is both:  # left apart, it is asked again
                    SafetyHandlers(self._window).compare(self._window.context.document.path)
                elif chosen in (ours, theirs):
                    self._window.shell.resolve("file" if chosen is theirs else "working")
            finally:
                self._answering = False

        self._box = box
        ask_beside(box, answered)
