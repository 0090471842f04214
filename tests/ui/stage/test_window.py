"""The stage window: what it shows when frozen or dark, which keys it takes, and that it stays out of the way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from labapp.stage.scenes import BlankScene, TitleScene
from labapp.stage.state import StageState
from ui.stage.clicker import Clicker
from ui.stage.window import StageMode, StageWindow
from ui.theme import DARK, LIGHT, Token


def state(title: str) -> StageState:
    return StageState("Toruń", "pl", TitleScene(title))


@pytest.fixture
def console(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    return window


@pytest.fixture
def stage(qtbot, console):
    window = StageWindow(LIGHT, console)
    qtbot.addWidget(window)
    yield window
    window.set_mode(StageMode.OFF)


def test_shows_the_latest_state(stage, qtbot):
    with qtbot.waitSignal(stage.shown) as caught:
        stage.show_state(state("Raz"))
    assert caught.args == [state("Raz")]
    assert stage.state == state("Raz")


def test_a_frozen_picture_stays_and_thaws_to_the_latest(stage):
    stage.show_state(state("Raz"))
    stage.freeze(True)
    stage.show_state(state("Dwa"))
    stage.freeze(True)
    assert stage.state == state("Raz")
    stage.freeze(False)
    assert stage.state == state("Dwa")


def test_dark_goes_before_frozen_and_loses_neither(stage):
    stage.show_state(state("Raz"))
    stage.freeze(True)
    stage.set_blank(True)
    stage.show_state(state("Dwa"))
    assert stage.state.scene == BlankScene()
    stage.set_blank(False)
    assert stage.state == state("Raz")


def test_dark_is_dark(stage):
    stage.set_mode(StageMode.WINDOW)
    assert stage.grab().toImage().pixelColor(5, 5) == QColor("black")  # before anything was shown
    stage.show_state(state("Raz"))
    assert stage.grab().toImage().pixelColor(5, 5).name() == LIGHT.hex(Token.PAPER).lower()
    stage.set_theme(DARK)
    assert stage.grab().toImage().pixelColor(5, 5).name() == DARK.hex(Token.PAPER).lower()
    stage.set_blank(True)
    assert stage.grab().toImage().pixelColor(5, 5) == QColor("black")


def test_window_mode_takes_no_focus(stage, console, qtbot):
    field = QLineEdit(console)
    field.show()
    console.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    stage.set_mode(StageMode.WINDOW)
    stage.show_state(state("Raz"))
    qtbot.waitExposed(stage)
    assert stage.isVisible()
    assert not stage.isFullScreen()
    assert not stage.isActiveWindow()
    assert field.hasFocus()


def test_one_screen_keeps_the_full_screen_stage_hidden(stage):
    stage.set_mode(StageMode.SCREEN)
    assert not stage.isVisible()
    assert not stage.place.visible


def test_a_clickers_other_keys_do_nothing(stage, qtbot):
    steps = []
    stage.next_step.connect(lambda: steps.append("+"))
    stage.previous_step.connect(lambda: steps.append("-"))
    stage.set_mode(StageMode.WINDOW)
    stage.show_state(state("Raz"))
    for key in (Qt.Key.Key_F5, Qt.Key.Key_Escape, Qt.Key.Key_Period, Qt.Key.Key_B, Qt.Key.Key_Space):
        QTest.keyClick(stage, key)
    assert stage.isVisible()
    assert stage.state == state("Raz")
    QTest.keyClick(stage, Qt.Key.Key_PageDown)
    QTest.keyClick(stage, Qt.Key.Key_PageUp)
    assert steps == ["+", "-"]


def test_closing_the_window_turns_the_stage_off(stage, qtbot):
    stage.set_mode(StageMode.WINDOW)
    with qtbot.waitSignal(stage.placed) as caught:
        stage.close()
    assert caught.args[0].mode is StageMode.OFF
    stage.set_mode(StageMode.WINDOW)
    assert stage.isVisible()


def test_a_clicker_steps_from_any_focus_and_types_nothing(qapp, console):
    clicker, steps = Clicker(), []
    clicker.forward.connect(lambda: steps.append("+"))
    clicker.back.connect(lambda: steps.append("-"))
    field = QLineEdit(console)
    field.show()
    qapp.installEventFilter(clicker)
    try:
        for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_F5, Qt.Key.Key_PageDown):
            QTest.keyClick(field, key)
        QTest.keyClicks(field, "ab.")
        QTest.keyClick(field, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        clicker.enabled = False
        QTest.keyClick(field, Qt.Key.Key_PageDown)
    finally:
        qapp.removeEventFilter(clicker)
    assert steps == ["+", "-", "+"]
    assert field.text() == "ab."
