"""40 people by booth and hands: four vote unseen, the others raise a hand; counted and announced within 90 seconds."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labapp.kinds.vote import hands, reconcile, result
from labapp.model import people
from tests.stories import vote_room as room
from ui.booth.pin_dialog import PinDialog

SECONDS_A_COUNT = 15
"""Asking for one answer and counting 36 hands, aloud."""


@pytest.mark.parametrize("language", ["pl", "en"])
def test_40_people_by_booth_and_hands(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    who = room.begin(tmp_path, qtbot, monkeypatch, language, 40)
    room.prepare(who, ["Przyjąć plan"], "answers", ["booth", "hands"])
    who.does("vote.open")
    vote = room.now(who).id

    def set_pin(dialog: PinDialog) -> None:
        for line in (dialog.first, dialog.second):
            line.setText("2468")

    who.will_answer(PinDialog, set_pin)
    who.does("vote.booth")
    booth = who.booth
    for person in people.present(who.lab.read)[:4]:
        QTest.keyClicks(booth.who.line, person.code)
        who.key(booth.who.line, Qt.Key.Key_Return)
        assert booth.ballot is not None
        who.key(booth.ballot.rows[1], Qt.Key.Key_Space)
        who.click(booth.cast)
        who.click(booth.thanks.button)
    who.click(booth.who.leave_button)
    booth.pin.line.setText("2468")
    who.key(booth.pin.line, Qt.Key.Key_Return)
    assert hands.without_ballot(who.lab.read, vote) == 36
    table = room.vote_page(who).open.table
    table.setFocus()
    typed = ("20", "10", "6")
    for count in typed:
        QTest.keyClicks(table, count[0])
        editor = table.viewport().focusWidget() or QApplication.focusWidget()
        assert editor is not None
        QTest.keyClicks(editor, count[1:])
        QTest.keyClick(editor, Qt.Key.Key_Return)
        who.settle()
    table.item(0, 1).setText("37")
    assert table.item(0, 1).text() == "20", "more hands than people without a ballot are refused"
    who.does("vote.close")
    who.does("vote.announce")
    keys = sum(len(count) + 1 for count in typed)
    seconds = 3 * SECONDS_A_COUNT + keys * room.SECONDS_A_KEY + 3 * room.SECONDS_AN_ACTION
    assert (keys, round(seconds)) == (8, 53), "open, three counts, end, announce"
    found = result.result(who.lab.read, vote)
    assert found.bars[0].answers == (24, 10, 6)
    assert dict(reconcile.reconcile(who.lab.read, vote).channels) == {"booth": 4, "hands": 36}
    assert ("Przyjęto" if language == "pl" else "Carried") in who.stage_says()
    assert "Przyjąć plan" in room.report(who)
    room.leave(who)
