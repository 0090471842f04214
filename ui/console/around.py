"""What stands around the work itself: finding an action, a rehearsal, a look without changing, what was said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QMessageBox

from labapp.exchange.photo import ENDINGS
from labapp.model import agenda, facts
from labapp.wording.translate import translator
from ui.widgets.asking import ask

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_ROOMY = 1500  # below this a picture takes the place of the right-hand column


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
            "between": self._window.show_between,
            "photo": self.photo,
            "photos": self.photos,
            "room_check": self.room_check,
            "contract": self.contract,
            "contract_stage": self.contract_stage,
        }

    def palette(self) -> None:
        """Find any action by its name and do it."""
        from ui.console.palette import Palette

        window = self._window
        offered = [action for ident, action in window.actions_by_id.items() if ident != "palette"]
        ask(Palette(self._context, [*window.page_menu.actions, *offered], window))

    def rehearsal(self) -> None:
        """Go on in a copy that is thrown away; once more: end it."""
        if self._shell.rehearsal.on:
            self.end_rehearsal()
        else:
            self._shell.rehearsal.begin()

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
        ask(box)
        if box.clickedButton() is end:
            self._shell.rehearsal.end()

    def photo(self) -> None:
        """Ask for pictures of cards to type over."""
        _ = self._
        # telephones write their endings in capitals, and some systems' dialogs care
        endings = " ".join(f"*{ending} *{ending.upper()}" for ending in ENDINGS)
        names = QFileDialog.getOpenFileNames(self._window, _("Pictures to type over"), "",
                                             _("Pictures ({endings})", endings=endings))[0]  # fmt: skip
        self.open_photos([Path(name) for name in names])

    def open_photos(self, paths: list[Path]) -> bool:
        """Lay pictures beside the work, as soon as they are read; the cursor goes to the capture line at once."""
        chosen = self._window.middle.activity_id
        if not chosen or not paths:
            return False
        if self._context.readonly:
            self._context.refuse()
            return False
        self._window.photo.open([(path, chosen) for path in paths])
        self._beside_the_line()
        return True

    def photos(self) -> None:
        """Open again the pictures kept with the point that is shown; once more: put them away."""
        photo, chosen = self._window.photo, self._window.middle.activity_id
        if photo.isVisible():
            photo.hide()
        elif chosen and photo.open_kept(chosen):
            self._beside_the_line()
        else:
            self._context.tell(self._("No picture is kept with this point: drag one into the window, or Ctrl+Shift+O."))

    def _beside_the_line(self) -> None:
        if self._window.width() < _ROOMY:
            self._window.fold_side(True)
        page = self._window.middle.page
        if page is not None:
            page.focus_capture()

    def room_check(self) -> None:
        """Look at the room before people come."""
        from ui.console.palette import plain
        from ui.console.room_check import RoomCheck

        window = self._window
        listed = [(action.shortcut().toString(_PORTABLE), plain(action)) for action in window.actions_by_id.values()]
        keys = {key: name for key, name in listed if key}
        ask(RoomCheck(self._context, window.stage, window.clicker, self._shell.settings, keys, window))
        window.refresh_stage()

    # --- said in between ---------------------------------------------------------------------------------------------
    def may_end(self, activity_id: str) -> bool:
        """Ask about what is still open before the last point ends; True where nothing stands in the way."""
        coming = agenda.following(self._context.lab.read)
        last = coming is None or coming.id == activity_id
        return not last or self.nothing_open(self._("Finish this point"))

    def nothing_open(self, go_on: str) -> bool:
        """Return whether all said in between is settled; where it is not, it is settled now or the end waits."""
        from ui.console.between_dialog import BetweenDialog
        from ui.console.between_panel import still_open

        if self._context.readonly or not still_open(self._context):
            return True
        return ask(BetweenDialog(self._context, go_on, self._window))

    def contract(self) -> None:
        """Write the group's contract down."""
        from ui.console.contract_dialog import ContractDialog

        ask(ContractDialog(self._context, self._window))

    def contract_stage(self) -> None:
        """Show the room its contract, and by the same key what was there before; the first time it is written."""
        stage = self._window.stage
        if stage.contract is None and not facts.get(self._context.lab.read, "contract"):
            if self._context.readonly:
                self._window.refresh_stage()
                return
            self.contract()
        written = bool(facts.get(self._context.lab.read, "contract"))
        stage.contract = 0 if stage.contract is None and written else None
        stage.changed()
        self._window.refresh_stage()

    def refuse(self, *_args: object) -> None:
        """Say why nothing happens in a meeting that is only looked at."""
        self._context.refuse()

    def mark(self) -> None:
        """Say over the work what holds all the time: a rehearsal, or only a look."""
        _ = self._
        banner = self._window.banner
        if self._shell.rehearsal.on:
            room = translator(facts.get(self._context.lab.read, "language"))
            self._window.stage.notice = room.context("stage", "Rehearsal")
            words = _("Rehearsal: everything may be tried, nothing is kept.")
            banner.say(words, "shuffle", _("End the rehearsal…"), self.end_rehearsal)
        elif self._context.readonly:
            words = _("Only looked at: nothing can be changed here, and the file stays as it is.")
            banner.say(words, "eye", _("Open to work on it"), self._shell.open_to_work)
