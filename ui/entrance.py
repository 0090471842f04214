"""The welcome window while it is open: what it asks for goes to the shell, and closing it ends the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QTimer

if TYPE_CHECKING:
    from ui.shell import Shell
    from ui.welcome import WelcomeWindow

_GUARD_AFTER = 500  # ms


class Entrance(QObject):
    """Shows it and puts it away."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self.window: WelcomeWindow | None = None

    def show(self, geometry: QByteArray | None = None) -> None:
        """Show it where it is not shown already, in the place it had before where that is known."""
        from ui.welcome import WelcomeWindow

        if self.window is not None:
            return
        shell = self._shell
        window = WelcomeWindow(shell.translate, shell.dress.theme, shell.settings.recents)
        window.new_asked.connect(shell.new)
        window.open_asked.connect(shell.ask_open)
        window.recent_asked.connect(shell.open)
        window.look_asked.connect(self._look)
        window.forget_asked.connect(self._forget)
        window.example_asked.connect(shell.open_example)
        window.language_chosen.connect(shell.set_language)
        window.theme_chosen.connect(shell.set_theme)
        window.closed.connect(self._closed)
        self.window = window
        if geometry is not None:
            window.restoreGeometry(geometry)
        window.show()
        QTimer.singleShot(_GUARD_AFTER, self, shell.dress.guard)

    def again(self) -> None:
        """Build it anew in the new language or theme, in the same place."""
        if self.window is not None:
            geometry = self.window.saveGeometry()
            self.drop()
            self.show(geometry)

    def drop(self) -> None:
        """Put it away: a meeting takes its place."""
        window, self.window = self.window, None
        if window is not None:
            window.close()
            window.deleteLater()

    def _closed(self) -> None:
        window = self.window
        if window is not None and self._shell.console is None:
            self.window = None
            window.deleteLater()
            self._shell.quit()

    def _look(self, path: str) -> None:
        if path:
            self._shell.open(path, readonly=True)
        else:
            self._shell.ask_look()

    def _forget(self, path: str) -> None:
        self._shell.settings.forget(path)
        if self.window is not None:
            self.window.show_recents(self._shell.settings.recents)
