"""The room check says plainly what is wrong, learns that the clicker arrives, and sets what the last row can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from labapp.stage.state import SMALLEST
from labapp.wording.translate import translator
from ui.console.room_check import RoomCheck, power_finding, screens_finding
from ui.stage.awake import Power
from ui.stage.screens import Choice, ScreenInfo

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


def test_a_verdict_and_the_size_of_texts(console: ConsoleWindow, qtbot: Any) -> None:
    dialog = RoomCheck(console.context, console.stage, console.clicker, console)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.verdict.property("role") == "warning"  # one screen, no second place, the clicker not tried
    dialog.height_.setValue(1.0)
    dialog.row.setValue(40.0)
    assert dialog.verdict.property("role") == "danger"
    dialog.row.setValue(10.0)
    assert dialog.findings["legible"].tone == "good"
    dialog._learn.setChecked(True)
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    assert dialog.findings["clicker"].tone == "warning"
    qtbot.keyClick(dialog, Qt.Key.Key_PageUp)
    assert dialog.findings["clicker"].tone == "good"
    assert console.clicker.enabled
    dialog.accept()
    assert console.stage.state().smallest > SMALLEST


def test_screens_and_power_are_judged() -> None:
    _ = translator("pl")
    beamer = ScreenInfo("HDMI-1", 1920, 0, 1920, 1080)
    assert screens_finding(2, Choice(beamer, False), _).tone == "good"
    assert screens_finding(2, Choice(beamer, True), _).tone == "danger"
    assert screens_finding(1, Choice(None, False), _).tone == "warning"
    assert power_finding(Power(False, 80), _).tone == "warning"
    assert power_finding(Power(True, 80), _).tone == "good"
