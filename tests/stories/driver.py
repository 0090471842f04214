"""A moderator's hands: drives the real windows by clicks and keys, and answers dialogs as they come."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from labapp.lab import Lab
from labapp.model import agenda
from ui.booth.window import BoothWindow
from ui.console.report_dialog import ReportDialog
from ui.console.window import ConsoleWindow
from ui.kinds.base import KindPage
from ui.shell import Shell
from ui.stage.checking import check
from ui.stage.painters import compose

D = TypeVar("D", bound=QDialog)
W = TypeVar("W", bound=QWidget)


class Moderator:
    """One running program, one moderator; dialogs are answered in the order in which answers were prepared."""

    def __init__(self, shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shell = shell
        self.qtbot = qtbot
        self._answers: deque[tuple[type[QDialog], Callable[[Any], bool | None]]] = deque()
        monkeypatch.setattr(QDialog, "exec", lambda dialog: self._exec(dialog))

    # --- dialogs ---------------------------------------------------------------------------------------------------
    def will_answer(self, kind: type[D], answer: Callable[[D], bool | None]) -> None:
        """Prepare the answer to the next dialog of a kind; False cancels it."""
        self._answers.append((kind, answer))

    def _exec(self, dialog: QDialog) -> int:
        assert self._answers, f"an unexpected dialog: {type(dialog).__name__} {dialog.windowTitle()!r}"
        kind, answer = self._answers.popleft()
        assert isinstance(dialog, kind), f"{type(dialog).__name__} came where {kind.__name__} was expected"
        dialog.show()
        self.settle()
        said = answer(dialog)
        if dialog.isVisible():
            dialog.reject() if said is False else dialog.accept()
        dialog.deleteLater()
        return dialog.result()

    # --- windows ---------------------------------------------------------------------------------------------------
    @property
    def console(self) -> ConsoleWindow:
        """Return the console."""
        assert self.shell.console is not None
        return self.shell.console

    @property
    def lab(self) -> Lab:
        """Return the open laboratory, to look at; the story itself never writes through it."""
        return self.console.context.lab

    @property
    def page(self) -> KindPage:
        """Return the page in the middle."""
        page = self.console.middle.page
        assert page is not None
        return page

    @property
    def booth(self) -> BoothWindow:
        """Return the open booth."""
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, BoothWindow) and w.isVisible()]
        assert len(found) == 1
        return found[0]

    def settle(self) -> None:
        """Let Qt do what it has posted."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    # --- hands -----------------------------------------------------------------------------------------------------
    def action(self, name: str) -> None:
        """Choose a menu entry of the console by its id; it must be there and enabled."""
        found = self.console.findChild(QAction, name)
        assert found is not None, name
        assert found.isEnabled(), f"{name} is disabled"
        found.trigger()
        self.settle()

    def does(self, name: str) -> None:
        """Do what the page in the middle offers under an id."""
        offered = {action.id: action for action in self.page.page_actions()}
        assert offered[name].enabled, f"{name} is not possible now"
        offered[name].trigger()
        self.settle()

    def click(self, button: QWidget) -> None:
        """Click a button that can be seen."""
        assert button.isVisible(), button
        assert button.isEnabled(), button
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
        self.settle()

    def button(self, parent: QWidget, text: str) -> QPushButton:
        """Find the visible button whose words begin so."""
        found = [b for b in parent.findChildren(QPushButton) if b.isVisible() and b.text().startswith(text)]
        assert found, f"no button {text!r}; there are {[b.text() for b in parent.findChildren(QPushButton)]}"
        return found[0]

    def key(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key."""
        self.qtbot.keyClick(widget, key, modifier)
        self.settle()

    def go_to(self, title: str) -> None:
        """Start the point of the agenda with this title."""
        found = next(item for item in agenda.activities(self.lab.read) if item.title == title)
        self.console.show_activity(found.id)
        self.settle()
        self.action("start")

    def writes_report(self) -> Path:
        """Write the report through its dialog and return its file."""
        written: list[Path] = []

        def write(dialog: ReportDialog) -> bool:
            dialog.written.connect(written.append)
            dialog.begin()
            self.qtbot.waitUntil(lambda: bool(written), timeout=30_000)
            return False

        self.will_answer(ReportDialog, write)
        self.action("report")
        return written[0]

    # --- what the room sees ----------------------------------------------------------------------------------------
    def stage_says(self, size: tuple[int, int] = (1280, 800)) -> str:
        """Return all words of the stage's present page, after proving that it can be read."""
        state = self.console.stage.window.state
        assert state is not None
        display = compose(state, size)
        assert check(display) == []
        return "\n".join(item.words for item in display.texts)


def started(
    path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str, theme: str = "light"
) -> Moderator:
    """Start the program at its welcome window, with meetings kept in a folder."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    shell = Shell(app)
    shell.settings.put("folder", str(path))
    shell.set_language(language)
    shell.set_theme(theme)
    shell.show_welcome()
    return Moderator(shell, qtbot, monkeypatch)
