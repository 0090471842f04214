"""The room check says plainly what is wrong, learns the clicker, and keeps what the last row can read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from labapp.stage.legibility import LARGEST
from labapp.stage.scenes import TestCardScene
from labapp.stage.state import SMALLEST
from labapp.wording.translate import translator
from ui.console import chime, room_check
from ui.console.places_dialog import PlacesDialog
from ui.console.room_check import RoomCheck, power_finding, printer_finding, screens_finding
from ui.console.room_clicker import known_keys
from ui.stage.awake import Power
from ui.stage.clicker import Clicker, key_name, key_of
from ui.stage.sample import notes_on_a_page
from ui.stage.screens import Choice, ScreenInfo

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


@pytest.fixture
def check(console: ConsoleWindow, qtbot: Any) -> Iterator[RoomCheck]:
    keys = {"F4": "Przerwa"}
    dialog = RoomCheck(console.context, console.stage, console.clicker, console.shell.settings, keys, console)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.reject()


def press(dialog: RoomCheck, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(dialog.trial, QKeyEvent(kind, key, modifier))


def test_a_verdict_and_the_size_of_texts(console: ConsoleWindow, check: RoomCheck) -> None:
    assert check.verdict.property("role") == "warning"  # one screen, no second place, the clicker not tried
    check.height_.setValue(1.0)
    check.row.setValue(40.0)
    assert check.verdict.property("role") == "danger"
    check.row.setValue(10.0)
    assert check.findings["legible"].tone == "good"
    check.accept()
    assert console.stage.state().smallest > SMALLEST
    assert console.shell.settings.get("room_row") == 10.0
    assert console.shell.settings.get("room_smallest") == console.stage.smallest


def test_what_the_last_row_reads_from_the_card_decides_and_is_remembered(
    console: ConsoleWindow, check: RoomCheck
) -> None:
    console.stage.smallest = 1 / 11  # found in another room: the card must go below it
    assert not check.reads.isEnabled()
    check.card.click()
    assert console.stage.state().smallest == SMALLEST
    assert console.stage.state().scene == TestCardScene(0)
    check.reads.click()
    assert check.smallest == SMALLEST, "“we can read it” at once asks for nothing larger"
    for _press in range(9):
        check.larger.click()
    assert console.stage.state().scene == TestCardScene(5)
    for _press in range(2):
        check.smaller.click()
    fewer = check.findings["legible"].words
    check.reads.click()
    assert check.findings["legible"].words != fewer, "what it costs is said anew"
    assert check.smallest == TestCardScene().steps[3]
    check.accept()
    assert console.stage.test_card is None
    assert console.stage.smallest == pytest.approx(1 / 18)
    console.shell.set_theme("dark")  # a new window of the same meeting
    assert console.shell.console is not None
    assert console.shell.console.stage.smallest == pytest.approx(1 / 18)


def test_lengths_measured_anew_count_again(check: RoomCheck) -> None:
    check.card.click()
    for _press in range(5):
        check.larger.click()
    check.reads.click()
    assert check.smallest == LARGEST == TestCardScene().steps[-1]
    check.row.setValue(check.row.value() - 1)
    assert check.smallest < LARGEST


def test_lengths_are_written_as_the_window_speaks(check: RoomCheck) -> None:
    check.row.setValue(8.5)
    assert check.row.text() == "8,5 m"


def test_larger_letters_never_cost_nothing(check: RoomCheck) -> None:
    card = [notes_on_a_page(part, (1024, 768), "pl") for part in TestCardScene().steps]
    assert card == sorted(card, reverse=True)
    assert card[0] > card[-1] > 0
    check.row.setValue(check.row.value() + 0.5)
    assert f"{notes_on_a_page(check.smallest, stage_size(check), 'pl')} " in check.findings["legible"].words


def stage_size(check: RoomCheck) -> tuple[int, int]:
    window = check._stage.window
    return window.width(), window.height()


def test_sizes_kept_from_before_the_ceiling_are_brought_under_it(console: ConsoleWindow) -> None:
    console.shell.settings.put("room_smallest", 1 / 8)
    console.shell.set_theme("dark")
    assert console.shell.console is not None
    assert console.shell.console.stage.smallest == LARGEST


def test_a_known_clicker_is_only_tried(console: ConsoleWindow, check: RoomCheck) -> None:
    check.trial.setChecked(True)
    assert not console.clicker.enabled
    press(check, Qt.Key.Key_PageUp)
    assert check.findings["clicker"].tone == "warning"
    press(check, Qt.Key.Key_PageDown)
    assert check.findings["clicker"].tone == "good"
    assert console.clicker.enabled
    assert not check.trial.isChecked()
    assert known_keys(console.shell.settings) == ("", "")


def test_an_unknown_clicker_is_learnt_and_remembered(console: ConsoleWindow, check: RoomCheck, qtbot: Any) -> None:
    check.trial.click()
    assert "dalej" in check.trial.text()
    press(check, Qt.Key.Key_MediaNext)
    assert "wstecz" in check.trial.text()
    press(check, Qt.Key.Key_MediaNext)
    assert "odróżnić" in check.findings["clicker"].words
    press(check, Qt.Key.Key_MediaPrevious)
    assert check.findings["clicker"].tone == "good"
    assert known_keys(console.shell.settings) == ("Media Next", "Media Previous")
    check.accept()
    steps: list[bool] = []
    console.clicker.forward.connect(lambda: steps.append(True))
    console.clicker.back.connect(lambda: steps.append(False))
    for key in (Qt.Key.Key_MediaNext, Qt.Key.Key_MediaPrevious, Qt.Key.Key_PageDown):
        qtbot.keyClick(console, key)
    assert steps == [True, False, True]
    console.shell.set_theme("dark")
    assert console.shell.console is not None
    again = console.shell.console.clicker
    with qtbot.waitSignal(again.forward, timeout=1000):
        qtbot.keyClick(console.shell.console, Qt.Key.Key_MediaNext)


@pytest.mark.parametrize(("key", "modifier", "words"), [
    (Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, "„B”"),
    (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, "„Right”"),
    (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, "„Space”"),
    (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier, "Przerwa"),
    (Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier, "kilka klawiszy"),
])  # fmt: skip
def test_keys_that_cannot_be_used_are_named(
    check: RoomCheck, key: Qt.Key, modifier: Qt.KeyboardModifier, words: str
) -> None:
    check.trial.click()
    press(check, Qt.Key.Key_Shift)
    press(check, key, modifier)
    assert words in check.findings["clicker"].words
    assert check.trial.isChecked(), "another button may still be tried"


def test_escape_gives_up_learning_and_nothing_else(console: ConsoleWindow, check: RoomCheck) -> None:
    check.trial.click()
    press(check, Qt.Key.Key_Escape)
    assert not check.trial.isChecked()
    assert check.isVisible()
    assert console.clicker.enabled


def test_names_of_keys_go_there_and_back() -> None:
    for key in (Qt.Key.Key_MediaNext, Qt.Key.Key_VolumeUp, Qt.Key.Key_F14, Qt.Key.Key_PageDown):
        assert key_of(key_name(key)) == key
    assert key_of("") == 0
    clicker = Clicker()
    clicker.learn("", "")
    assert clicker._steps == {Qt.Key.Key_PageDown.value: True, Qt.Key.Key_PageUp.value: False}


def test_the_sound_is_played_and_its_absence_said(check: RoomCheck, monkeypatch: pytest.MonkeyPatch) -> None:
    for works, tone in ((True, "good"), (False, "warning")):
        monkeypatch.setattr(chime, "ring", lambda works=works: works)
        check.play.click()
        assert check.findings["sound"].tone == tone


def test_screens_power_and_printers_are_judged() -> None:
    _ = translator("pl")
    beamer = ScreenInfo("HDMI-1", 1920, 0, 1920, 1080)
    assert screens_finding(2, Choice(beamer, False), _).tone == "good"
    assert screens_finding(2, Choice(beamer, True), _).tone == "danger"
    assert screens_finding(1, Choice(None, False), _).tone == "warning"
    assert power_finding(Power(False, 80), _).tone == "warning"
    assert power_finding(Power(True, 80), _).tone == "good"
    assert power_finding(Power(None, None), _).tone == "secondary", "what nobody could look at is not good"
    assert printer_finding([], "", _).tone == "warning"
    assert printer_finding(["Ksero"], "", _) == room_check.Finding("Ksero", "good")


def test_nothing_is_green_before_it_was_measured_and_each_warning_leads_on(
    check: RoomCheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check.findings["legible"].tone == "warning"
    check.row.setValue(check.row.value() + 1)
    assert check.findings["legible"].tone == "good"
    opened: list[object] = []
    monkeypatch.setattr(PlacesDialog, "exec", lambda dialog: opened.append(dialog) or 0)
    check.choose_place.click()
    assert len(opened) == 1
    assert not check.again.autoDefault()
