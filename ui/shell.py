"""The running program: settings, language, theme, and which of the two windows is open: welcome or console.

Everything heavy (the laboratory, the console) is imported when a meeting is opened, so the welcome window is there
at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from labapp.errors import UserError
from labapp.settings import Settings
from labapp.wording.translate import Translator, translator
from ui import crash
from ui.dress import Dress
from ui.entrance import Entrance
from ui.rehearsing import Rehearsing
from ui.remembering import Remembering
from ui.widgets.asking import ask

if TYPE_CHECKING:
    from labapp.document import Document
    from ui.console.window import ConsoleWindow
    from ui.jobs import Jobs
    from ui.waiting import Waiting
    from ui.welcome import WelcomeWindow


class Shell(QObject):
    """Opens and closes; owns what outlives a window."""

    def __init__(self, app: QApplication, settings: Settings | None = None) -> None:
        super().__init__(app)
        self._app = app
        self.settings = settings or Settings()
        self.console: ConsoleWindow | None = None
        self.document: Document | None = None
        self._jobs: Jobs | None = None
        self._entrance = Entrance(self)
        self.rehearsal = Rehearsing(self)
        self._remembering = Remembering(self.settings, lambda: self.console, self)
        # the last window closes for a moment whenever one takes another's place
        app.setQuitOnLastWindowClosed(False)
        self.dress = Dress(app, self.settings)

    # --- look and language -------------------------------------------------------------------------------------------
    @property
    def language(self) -> str:
        """Return the language of the windows."""
        return self.dress.language

    @property
    def translate(self) -> Translator:
        """Return the windows' translator."""
        return translator(self.dress.language)

    @property
    def jobs(self) -> Jobs:
        """Return the pool for long work."""
        if self._jobs is None:
            from ui.jobs import Jobs

            self._jobs = Jobs(self)
        return self._jobs

    def set_language(self, language: str) -> None:
        """Change the language of the windows at once."""
        if language != self.language:
            self.settings.put("language", language)
            self.dress.speak()
            self._again()

    def set_theme(self, name: str) -> None:
        """Change the theme of the windows at once; the room's screen keeps its own."""
        if name != self.dress.theme.name:
            self.settings.put("theme", name)
            self.dress.put_on()
            self._again()

    def set_scale(self, per_cent: int) -> None:
        """Change the size of texts at once."""
        if per_cent != self.settings.get("scale"):
            self.settings.put("scale", per_cent)
            self.dress.put_on()
            self._again()

    def _again(self) -> None:
        """Build the open window anew in the new language or theme, in the same place, the room's screen as it was."""
        if self.console is not None and self.document is not None:
            before = self.console
            self._show_console(before)
        else:
            self._entrance.again()

    # --- windows -----------------------------------------------------------------------------------------------------
    @property
    def welcome(self) -> WelcomeWindow | None:
        """Return the welcome window while it is open."""
        return self._entrance.window

    def show_welcome(self) -> None:
        """Show the welcome window, where it is not shown already."""
        self._entrance.show()

    def quit(self) -> None:
        """End the program."""
        self._app.quit()

    def _show_console(self, before: ConsoleWindow | None = None) -> None:
        from ui.console.window import ConsoleWindow
        from ui.context import Context

        assert self.document is not None
        self.dress.guard()
        context = Context(self.document, self.translate, self.dress.theme, self.jobs)
        if before is not None:
            before.side.keep()
        window = ConsoleWindow(context, self, before)
        self.console = window
        if before is not None:
            window.setGeometry(before.geometry())
        window.show()
        if before is not None:
            before.let_go(keep_stage=True)
            before.close()
            before.deleteLater()
        self._remembering.say()

    def _waiter(self) -> Waiting:
        from ui.waiting import Waiting

        return Waiting(lambda: self._parent, lambda: self.translate)

    @property
    def _parent(self) -> QWidget | None:
        return self.console or self.welcome

    # --- opening -----------------------------------------------------------------------------------------------------
    def open(self, path: str | Path, *, readonly: bool = False) -> bool:
        """Open a meeting, to work on or only to look at; asks where there is a choice, says why it cannot be."""
        from ui.opening import open_asking

        def opening() -> Document | None:
            return open_asking(Path(path), self._parent, self.translate, readonly=readonly, waiter=self._waiter())

        return self.enter(opening)

    def ask_open(self) -> bool:
        """Ask for a file and open it."""
        _ = self.translate
        name = self._asked(_("Open a meeting"))
        return bool(name) and self.open(name)

    def ask_look(self) -> bool:
        """Ask for a file and open it to look at: it is not touched, and whoever has it open is not disturbed."""
        _ = self.translate
        name = self._asked(_("Look at a meeting"))
        return bool(name) and self.open(name, readonly=True)

    def _asked(self, title: str) -> str:
        from ui.opening import ask_file

        return ask_file(title, self.folder, self._parent, self.translate)

    def open_to_work(self) -> None:
        """Open what is only looked at to work on it; where that cannot be, the look goes on."""
        if self.document is not None:
            self.open(self.document.path)

    def new(self, template_id: str) -> bool:
        """Ask for title and place, make the meeting and open it."""
        from ui.new_dialog import NewDialog

        self.dress.guard()
        dialog = NewDialog(self.translate, template_id, self.language, self.folder, self._parent)
        if not ask(dialog):
            return False
        return self.make(template_id, dialog.path, dialog.title, dialog.language)

    def make(self, template_id: str, path: Path, title: str, language: str) -> bool:
        """Make a meeting from a template and open it."""
        from ui.opening import make_meeting

        organiser = self.settings.get("organiser")
        return self.enter(lambda: make_meeting(template_id, path, title, language, organiser, self._waiter()))

    def open_example(self) -> bool:
        """Make the finished example in the user's documents and open it."""
        from ui.opening import example

        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            path = example(self.folder, self.language)
        except UserError as problem:
            QApplication.restoreOverrideCursor()
            self.explain(problem)
            return False
        QApplication.restoreOverrideCursor()
        return self.open(path)

    def enter(self, opening: Callable[[], Document | None]) -> bool:
        """Go on in the meeting that `opening` opens or makes; what stands in its way is said, and False.

        A file may hold what no check foresaw. Then nothing stays half open, and work goes on in the meeting before it.
        """
        before = self._open_now()
        document = None
        try:
            document = opening()
            if document is None:
                return False
            self._take(document)
            self._tell_news(document)
        except UserError as problem:
            self._back_out(before)
            self.explain(problem)
        except Exception as bug:  # noqa: BLE001 - kept as a report, and told
            self._back_out(before)
            crash.tell(bug, self._struck(document), self._parent, self.translate)
        return document is not None and self.document is document

    def _struck(self, document: Document | None) -> str:
        _ = self.translate
        if document is not None and self.document is document:
            return _(crash.WORDS)
        return _("This meeting cannot be shown: something in it is other than the program expects. Its file stays as "
                 "it is.")  # fmt: skip

    def _take(self, document: Document) -> None:
        try:
            self.leave()
        finally:
            self.document = document  # from here on it is closed whatever happens
        document.waiter = self._waiter()
        document.lab.listeners.failed = _report
        self._show_console()
        self._remember(document)
        if not self.rehearsal.on:
            self.settings.put("folder", str(document.path.parent))
        self._entrance.drop()

    def _open_now(self) -> tuple[Path, bool] | None:
        """Return which meeting is open, and whether it is only looked at; of a rehearsal the meeting itself."""
        if self.document is None or self.rehearsal.on:
            return self.rehearsal.home
        return self.document.path, self.document.lab.readonly

    def _back_out(self, before: tuple[Path, bool] | None) -> None:
        if self.console is None:
            document, self.document = self.document, None
            if document is not None:
                self._close(document, self._parent)
            if before is None or not self.open(before[0], readonly=before[1]):
                self.show_welcome()

    def _tell_news(self, document: Document) -> None:
        from ui import news

        if self.console is not None:
            news.tell(document, self.console)
        if self.console is not None and not document.lab.readonly and not self.rehearsal.on:
            news.offer_other_states(document, self.console)

    # --- closing -----------------------------------------------------------------------------------------------------
    def close_meeting(self, quit_after: bool = False) -> bool:
        """Close the meeting and go back to welcome, or end the program; False when the person stayed."""
        from ui import leaving

        if self.document is not None and self.document.busy:
            return False  # asked by the system, not by a person: there the dialog says what is waited for
        asked = self.document if not self.rehearsal.on else None
        if asked is not None and not leaving.may_close(asked, self.console, self.translate):
            return False
        try:
            self.leave()
        finally:  # whatever happened: a program without a window could not be ended
            if quit_after:
                self.quit()
            else:
                self.show_welcome()
        return True

    def _remember(self, document: Document) -> None:
        """Put the meeting on top of the recent ones where it is kept now: it may have been moved meanwhile."""
        from labapp.model import facts

        if self.rehearsal.on:
            return
        title = facts.get(document.lab.read, "title")
        self.settings.opened(document.path, title, document.lab.now())

    def leave(self) -> None:
        """Close the meeting with its window, whatever the window's end comes across."""
        window, document = self.console, self.document
        if window is None or document is None:
            return
        if self._jobs is not None:
            self._jobs.shut_down()
        self._remember(document)
        self.console, self.document = None, None
        try:
            window.let_go()
        finally:
            try:
                self._close(document, window)
            finally:
                window.hide()  # it may be asked to close just now, and does not close twice
                window.deleteLater()

    def _close(self, document: Document, parent: QWidget | None) -> None:
        from ui import leaving

        if self.rehearsal.on:
            self.rehearsal.close(document)
        else:
            leaving.close(document, parent, self.translate)

    def resolve(self, choice: str) -> None:
        """Go on with what is on the screen, or close and open the changed file."""
        document, window = self.document, self.console
        assert document is not None
        assert window is not None
        window.side.keep()
        try:
            document.resolve(choice)
        except UserError as problem:
            self.explain(problem)  # asked again: both states are as they were
            return
        if choice == "file":
            self.leave()
            if not self.open(document.path):
                self.show_welcome()

    def explain(self, problem: UserError) -> None:
        """Say in one sentence what stands in the way."""
        from PySide6.QtWidgets import QMessageBox

        from labapp.wording.errors import error_sentence

        QMessageBox.warning(self._parent, "labapp", error_sentence(problem, self.translate))

    @property
    def folder(self) -> Path:
        """Return where meetings are kept by default."""
        from ui.opening import usual_folder

        return usual_folder(self.settings.get("folder"))

    def close_down(self) -> None:
        """Close what is still open when the program ends (the session may end without asking)."""
        self.leave()
        self.dress.take_off()
        if self._jobs is not None:
            self._jobs.shut_down()


def _report(bug: Exception) -> None:
    """Tell of a bug in a view as of any other; the change it heard of is kept, and work goes on."""
    sys.excepthook(type(bug), bug, bug.__traceback__)
