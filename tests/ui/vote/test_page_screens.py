"""Screens that the vote's page opens or turns: the booth behind its PIN, the room's own screen, the clicker."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from labapp.errors import UserError
from labapp.kinds.vote import box, rounds
from tests.ui.vote.hand import primary
from ui.booth import pin
from ui.booth.pin_dialog import PinDialog
from ui.booth.window import BoothWindow


def test_the_booth_hides_the_console_behind_a_pin(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1}, secrecy="secret")
    shown = page(here)
    primary(shown).trigger()

    def set_pin():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PinDialog)
        dialog.first.setText("123")
        dialog.second.setText("123")
        assert not dialog.keep.isEnabled()
        dialog.first.setText("1234")
        dialog.second.setText("1234")
        dialog.keep.click()

    QTimer.singleShot(0, set_pin)
    shown.open_booth()
    booth = shown.door.booth
    assert isinstance(booth, BoothWindow)
    assert booth.locked
    assert not shown.isVisible()
    assert pin.check(shown.context, "1234")
    booth.close()
    booth.pin.line.setText("1234")
    QTest.keyClick(booth.pin.line, Qt.Key.Key_Return)
    assert shown.isVisible()
    assert shown.door.booth is None
    shown.open_booth()  # the PIN is known now
    assert shown.door.booth is not None
    shown.door.shut()
    assert shown.isVisible()


def test_a_secret_vote_refuses_the_screen_the_room_sees(room, page, qtbot):
    from labapp.stage.scenes import TitleScene
    from labapp.stage.state import StageState
    from ui.stage.window import StageMode, StageWindow

    here = room(titles="ab", limits={"min": 1, "max": 1}, secrecy="secret")
    shown = page(here)
    primary(shown).trigger()
    stage = StageWindow(shown.context.theme, shown)
    qtbot.addWidget(stage)
    stage.show_state(StageState("T", "en", TitleScene("T")))
    stage.set_mode(StageMode.WINDOW)
    qtbot.waitUntil(stage.isVisible)
    shown.open_booth()
    assert shown.door.booth is None
    assert "secret vote needs a screen" in shown.said[-1][1]
    stage.set_mode(StageMode.OFF)


def test_a_clicker_only_turns_pages(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    shown = page(here)
    assert shown.step(forward=True)
    assert shown.stage_page() == 1
    shown.step(forward=False)
    shown.step(forward=False)
    assert shown.stage_page() == 0
    assert rounds.get(here.lab.read, here.vote).state == rounds.DRAFT


def test_voting_on_the_rooms_screen_needs_that_screen(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1}, channels=["booth", "stage"])
    shown = page(here)
    primary(shown).trigger()
    assert shown.open.stage.isVisibleTo(shown.open)
    shown.open.stage.click()
    assert shown.door.booth is None
    assert "show the stage first" in shown.said[-1][1]
    with pytest.raises(UserError, match=r"vote\.state"):
        box.announce(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [1], "stage")
    assert shown.open.progress.text() == "Voted: 1 of 15"
