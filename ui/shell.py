"""The running program: settings, language, theme, and which of the two windows is open: welcome or console.

Everything heavy (the laboratory, the console) is imported when a meeting is opened, so the welcome window is there
at once.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from labapp.errors import UserError
from labapp.settings import Settings
from labapp.wording.translate import Translator, translator
from ui.dress import Dress
from ui.widgets.asking import ask

if TYPE_CHECKING:
    from labapp.document import Document
    from ui.console.window import ConsoleWindow
    from ui.jobs import Jobs
    from ui.welcome import WelcomeWindow

_GUARD_AFTER = 500  # ms


class Shell(QObject):
    """Opens and closes; owns what outlives a window."""

    def __init__(self, app: QApplication, settings: Settings | None = None) -> None:
        super().__init__(app)
        self._app = app
        self.settings = settings or Settings()
        self.welcome: WelcomeWindow | None = None
        self.console: ConsoleWindow | None = None
        self.document: Document | None = None
        self._jobs: Jobs | None = None
        self._rehearsed: tuple[Path, bool] | None = None  # the meeting a rehearsal is of, and whether only looked at
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
        elif self.welcome is not None:
            geometry = self.welcome.saveGeometry()
            self._drop_welcome()
            self.show_welcome()
            if self.welcome is not None:
                self.welcome.restoreGeometry(geometry)

    # --- windows -----------------------------------------------------------------------------------------------------
    def show_welcome(self) -> None:
        """Show the welcome window."""
        from ui.welcome import WelcomeWindow

        window = WelcomeWindow(self.translate, self.dress.theme, self.settings.recents)
        window.new_asked.connect(self.new)
        window.open_asked.connect(self.ask_open)
        window.recent_asked.connect(self.open)
        window.look_asked.connect(self._look)
        window.forget_asked.connect(self._forget)
        window.example_asked.connect(self.open_example)
        window.language_chosen.connect(self.set_language)
        window.theme_chosen.connect(self.set_theme)
        window.closed.connect(self._welcome_closed)
        self.welcome = window
        window.show()
        QTimer.singleShot(_GUARD_AFTER, self, self.dress.guard)

    def _welcome_closed(self) -> None:
        window = self.welcome
        if window is not None and self.console is None:
            self.welcome = None
            window.deleteLater()
            self._app.quit()

    def _drop_welcome(self) -> None:
        window, self.welcome = self.welcome, None
        if window is not None:
            window.close()
            window.deleteLater()

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

    @property
    def _parent(self) -> QWidget | None:
        return self.console or self.welcome

    # --- opening -----------------------------------------------------------------------------------------------------
    def open(self, path: str | Path, *, readonly: bool = False) -> bool:
        """Open a meeting, to work on or only to look at; asks where there is a choice, says why it cannot be."""
        from ui.opening import open_asking

        document = open_asking(Path(path), self._parent, self.translate, readonly=readonly)
        if document is None:
            return False
        return self._take(document)

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

    # --- rehearsing --------------------------------------------------------------------------------------------------
    @property
    def rehearsing(self) -> bool:
        """Whether the open meeting is a copy that will be thrown away."""
        return self._rehearsed is not None

    def rehearse(self) -> bool:
        """Close the meeting and go on in a copy of it; `end_rehearsal` comes back."""
        from labapp import rehearsal
        from labapp.document import open_document

        if self.document is None or self.rehearsing:
            return False
        home = self.document.path, self.document.lab.readonly
        self._leave()
        try:
            document = open_document(rehearsal.begin(home[0]))
        except UserError as problem:
            self.explain(problem)
            if not self.open(home[0], readonly=home[1]):
                self.show_welcome()
            return False
        self._rehearsed = home
        return self._take(document)

    def end_rehearsal(self) -> None:
        """Throw the copy away and go back to the meeting itself."""
        if self._rehearsed is not None:
            path, readonly = self._rehearsed
            self._leave()
            if not self.open(path, readonly=readonly):
                self.show_welcome()

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

        try:
            document = make_meeting(template_id, path, title, language, self.settings.get("organiser"))
        except UserError as problem:
            self.explain(problem)
            return False
        return self._take(document)

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

    def new_from_console(self) -> None:
        """Leave this meeting for the welcome window, where a new one is chosen."""
        self.close_meeting()

    def open_from_console(self) -> None:
        """Ask for another file; this meeting is closed once the other one is chosen."""
        self.ask_open()

    def _take(self, document: Document) -> bool:
        if self.console is not None and not self._leave():
            document.close()
            return False
        self.document = document
        self._remember(document)
        if not self.rehearsing:
            self.settings.put("folder", str(document.path.parent))
        self._show_console()
        self._drop_welcome()
        self._tell_news(document)
        return True

    def _tell_news(self, document: Document) -> None:
        from ui import news

        if self.console is not None:
            news.tell(document, self.console)
        if self.console is not None and not document.lab.readonly and not self.rehearsing:
            news.offer_other_states(document, self.console)


    # --- closing -----------------------------------------------------------------------------------------------------
    def close_meeting(self, quit_after: bool = False) -> bool:
        """Close the meeting and go back to welcome, or end the program; False when the person stayed."""
        if not self._may_close() or not self._leave():
            return False
        if quit_after:
            self._app.quit()
        else:
            self.show_welcome()
        return True

    def _may_close(self) -> bool:
        """Offer another place when the file's own cannot be written to."""
        document = self.document
        if document is None or self.rehearsing:
            return True
        status = document.status()
        if status.file.failure is None or status.choice:
            return True
        from ui.safety.elsewhere import ask_elsewhere

        return ask_elsewhere(document, status.file.failure, self.console, self.translate)

    def _remember(self, document: Document) -> None:
        """Put the meeting on top of the recent ones where it is kept now: it may have been moved meanwhile."""
        from labapp.model import facts

        if self.rehearsing:
            return
        title = facts.get(document.lab.read, "title")
        with suppress(UserError):  # a list of recent files must not keep a meeting from closing on a full disk
            self.settings.opened(document.path, title, document.lab.now())

    def _leave(self) -> bool:
        window, document = self.console, self.document
        if window is None or document is None:
            return True
        if self._jobs is not None:
            self._jobs.shut_down()
        self._remember(document)
        self.console, self.document = None, None
        window.let_go()
        self._close(document)
        window.close()
        window.deleteLater()
        return True

    def _close(self, document: Document) -> None:
        from labapp import rehearsal

        rehearsed, self._rehearsed = self._rehearsed, None
        try:
            if rehearsed is not None:
                rehearsal.end(document)
            else:
                document.close()
        except UserError as problem:
            if rehearsed is None:
                self.explain(problem)  # the working copy waits for next time: nothing is lost

    def resolve(self, choice: str) -> None:
        """Go on with what is on the screen, or close and open the changed file."""
        assert self.document is not None
        path = self.document.path
        self.document.resolve(choice)
        if choice == "file":
            window = self.console
            self.console, self.document = None, None
            if window is not None:
                window.let_go()
                window.close()
                window.deleteLater()
            if not self.open(path):
                self.show_welcome()

    def explain(self, problem: UserError) -> None:
        """Say in one sentence what stands in the way."""
        from labapp.wording.errors import error_sentence

        QMessageBox.warning(self._parent, "labapp", error_sentence(problem, self.translate))

    @property
    def folder(self) -> Path:
        """Return where meetings are kept by default."""
        from ui.opening import usual_folder

        return usual_folder(self.settings.get("folder"))

    def _look(self, path: str) -> None:
        if path:
            self.open(path, readonly=True)
        else:
            self.ask_look()

    def _forget(self, path: str) -> None:
        self.settings.forget(path)
        if self.welcome is not None:
            self.welcome.show_recents(self.settings.recents)

    def close_down(self) -> None:
        """Close what is still open when the program ends (the session may end without asking)."""
        self._leave()
        self.dress.take_off()
        if self._jobs is not None:
            self._jobs.shut_down()
