"""A shell with a meeting open, as a moderator has it: the real windows over a real file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from labapp.settings import Settings
from tests.shared_clock import HeldClock
from ui.console.window import ConsoleWindow
from ui.shell import Shell


@pytest.fixture
def shell(qapp: QApplication, tmp_path: Path) -> Iterator[Shell]:
    settings = Settings()
    settings.put("language", "pl")
    settings.put("folder", str(tmp_path))
    settings.put("theme", "light")
    made = Shell(qapp, settings)
    yield made
    made.close_down()
    if (window := made.welcome) is not None:
        window.close()
        window.deleteLater()
    qapp.processEvents()
    # without an event loop nobody else does what deleteLater asked for, and each style sheet dresses all that is left
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def opened(shell: Shell, tmp_path: Path) -> Callable[[str], ConsoleWindow]:
    """Open a new meeting from a template and return its console."""

    def make(template: str = "burza") -> ConsoleWindow:
        assert shell.make(template, tmp_path / f"{template}.lab", "Próba", "pl")
        assert shell.console is not None
        shell.console.activateWindow()
        return shell.console

    return make


@pytest.fixture
def console(opened: Callable[[str], ConsoleWindow]) -> ConsoleWindow:
    return opened("burza")


@pytest.fixture
def clock(console: ConsoleWindow) -> HeldClock:
    """Return the laboratory's clock, moved by hand: Thursday 10:02 local."""
    held = HeldClock(datetime(2026, 11, 19, 9, 2, tzinfo=UTC))
    console.context.lab.clock = console.context.lab.read.clock = held
    return held
