"""Agreement in two rounds on an amended text; dots on a poster in three colours; both end in the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from labapp.kinds.vote import result
from labapp.model import people
from tests.stories import vote_room as room
from ui.booth.pin_dialog import PinDialog
from ui.kinds.vote.small_dialogs import ReasonDialog


def _pin(dialog: PinDialog) -> None:
    for line in (dialog.first, dialog.second):
        line.setText("2468")


@pytest.mark.parametrize("language", ["pl", "en"])
def test_agreement_in_two_rounds(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    who = room.begin(tmp_path, qtbot, monkeypatch, language, 6)
    room.prepare(who, ["Tekst pierwszy"], "agreement", ["booth"])
    who.will_answer(PinDialog, _pin)
    _everybody_marks(who, [0, 0, 1, 1, 3, 4])
    assert ("Jeszcze bez zgody" if language == "pl" else "No agreement yet") in who.stage_says()
    page = room.vote_page(who)
    who.will_answer(ReasonDialog, lambda dialog: dialog.line.setText("tekst poprawiono"))
    who.does("vote.repeat")
    page.setup.list.setCurrentRow(0)
    who.key(page.setup.list, Qt.Key.Key_F2)
    editor = page.setup.list.findChildren(QLineEdit)[-1]
    editor.setText("Tekst poprawiony")
    who.key(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.setup.list.item(0).text() == "1.  Tekst poprawiony")
    assert "tekst poprawiono" in who.stage_says()
    _everybody_marks(who, [0, 0, 1, 1, 1, 1])
    assert ("Uzgodniono: Tekst poprawiony" if language == "pl" else "Agreed: Tekst poprawiony") in who.stage_says()
    text = room.report(who)
    for said in ("Tekst pierwszy", "Tekst poprawiony", "tekst poprawiono", "za drogo"):
        assert said in text
    room.leave(who)


def _everybody_marks(who: room.Moderator, steps: list[int]) -> None:
    who.does("vote.open")
    who.does("vote.booth")
    booth = who.booth
    for person, step in zip(people.present(who.lab.read), steps, strict=True):
        booth.who.line.setText(person.code)
        who.key(booth.who.line, Qt.Key.Key_Return)
        assert booth.ballot is not None
        who.click(booth.ballot.rows[1].findChildren(QPushButton)[step])
        if step > 1:
            booth.ballot._reasons[1].setText("za drogo")
        who.click(booth.cast)
        who.click(booth.thanks.button)
    who.click(booth.who.leave_button)
    booth.pin.line.setText("2468")
    who.key(booth.pin.line, Qt.Key.Key_Return)
    who.does("vote.close")
    who.does("vote.announce")


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_poster_in_three_colours(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    who = room.begin(tmp_path, qtbot, monkeypatch, language, 0)
    sectors = [sector.id for sector in people.sectors(who.lab.read)][:3]
    with who.lab.change("person.import", n=12) as tx:
        for number in range(12):
            people.arrive(tx, people.add_participant(tx, name=f"Osoba {number}", sector=sectors[number % 3]))
    room.prepare(who, ["Park", "Plac"], "dots", ["hands"])
    page = room.vote_page(who)
    page.setup.terms.dots.setValue(3)
    page.setup.terms.cap.setValue(3)
    assert ("naklejkami na plakacie" if language == "pl" else "stickers on the poster") in who.stage_says().lower()
    who.does("vote.open")
    page.open.by_sector.click()
    table = page.open.table
    for row, counts in enumerate((("12", "7", "0"), ("0", "5", "12"))):
        for column, count in enumerate(counts, 1):
            table.item(row, column).setText(count)
    table.item(1, 1).setText("1")
    assert table.item(1, 1).text() == "0", "four people of a sector have twelve dots"
    who.does("vote.close")
    who.does("vote.announce")
    found = result.result(who.lab.read, room.now(who).id)
    assert {bar.choice.title: bar.score for bar in found.bars} == {"Park": 19, "Plac": 17}
    assert len(found.by_sector) == 3
    assert "Park" in room.report(who)
    room.leave(who)
