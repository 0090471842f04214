"""What stands around the work itself: finding an action, a rehearsal, looking at a meeting without changing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from labapp.model import facts
from labapp.wording.translate import translator

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


class Around:
    """One method an action, as in `Handlers`, which hands these rows on."""

    def __init__(self, window: ConsoleWindow) -> None:
        self._window = window
        self._context = window.context
        self._shell = window.shell
        self._ = window._

    def table(self) -> dict[str, Callable[[], object]]:
        """Return the handlers of the rows of `ACTIONS` that are kept here."""
        return {
            "open_read": self._shell.ask_look,
            "palette": self.palette,
            "rehearsal": self.rehearsal,
        }

    def palette(self) -> None:
        """Find any action by its name and do it."""
        from ui.console.palette import Palette

        window = self._window
        offered = [action for ident, action in window.actions_by_id.items() if ident != "palette"]
        Palette(self._context, [*window.page_actions, *offered], window).exec()

    def rehearsal(self) -> None:
        """Go on in a copy that is thrown away; once more: end it."""
        if self._shell.rehearsing:
            self.end_rehearsal()
        else:
            self._shell.rehearse()

    def end_rehearsal(self) -> None:
        """Throw the copy away, after one question, and go back to the meeting itself."""
        _ = self._
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(_("End the rehearsal?"))
        box.setInformativeText(_("What was tried is thrown away. The meeting itself is as it was before."))
        end = box.addButton(_("End and throw away"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("Go on rehearsing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(end)
        box.exec()
        if box.clickedButton() is end:
            self._shell.end_rehearsal()

    def refuse(self, *_args: object) -> None:
        """Say why nothing happens in a meeting that is only looked at."""
        self._context.refuse()

    def mark(self) -> None:
        """Say over the work what holds all the time: a rehearsal, or only a look."""
        _ = self._
        banner = self._window.banner
        if self._shell.rehearsing:
            room = translator(facts.get(self._context.lab.read, "language"))
            self._window.stage.notice = room.context("stage", "Rehearsal")
            words = _("Rehearsal: everything may be tried, nothing is kept.")
            banner.say(words, "shuffle", _("End the rehearsal…"), self.end_rehearsal)
        elif self._context.readonly:
            words = _("Only looked at: nothing can be changed here, and the file stays as it is.")
            banner.say(words, "eye", _("Open to work on it"), self._shell.open_to_work)
