"""Language, theme and size of text of all windows: what was chosen, else what the system has; worn by them all."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from labapp.settings import Settings
from labapp.wording.translate import LANGUAGES, customs
from ui.theme import THEMES, Theme
from ui.widgets import style
from ui.widgets.guard import Guard
from ui.widgets.keys import KeyNames


class Dress:
    """Worn by the application while a shell lives."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._qt_words = QTranslator(app)
        self._keys = KeyNames(app)
        self.put_on()

    @property
    def language(self) -> str:
        """Return the language of the windows: chosen, else the system's, else Polish."""
        chosen = self._settings.get("language")
        system = QLocale.system().name()[:2]
        return chosen if chosen in LANGUAGES else system if system in LANGUAGES else "pl"

    @property
    def theme(self) -> Theme:
        """Return the console's theme: chosen, else dark where the system is."""
        chosen = self._settings.get("theme")
        if chosen in THEMES:
            return THEMES[chosen]
        scheme = QGuiApplication.styleHints().colorScheme()
        return THEMES["dark" if scheme.name == "Dark" else "light"]

    def guard(self) -> None:
        """Let the guard see every event from now on: the first ones cost a third of a start, so not before a window."""
        Guard.stand_on(self._app)

    def put_on(self) -> None:
        """Dress all windows as is chosen now."""
        self.speak()
        style.apply(self._app, self.theme, self._settings.get("scale") / 100)

    def speak(self) -> None:
        """Let Qt's own words (context menus, file dialogs) and numbers be in the windows' language too."""
        QLocale.setDefault(QLocale(customs(self.language)))
        for words in (self._qt_words, self._keys):
            self._app.removeTranslator(words)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qt_words.load(f"qtbase_{self.language}", folder):
            self._app.installTranslator(self._qt_words)
        self._app.installTranslator(self._keys)  # the newest is asked first

    def take_off(self) -> None:
        """Leave the application as it was, but for its looks."""
        for words in (self._qt_words, self._keys):
            self._app.removeTranslator(words)
            words.deleteLater()
