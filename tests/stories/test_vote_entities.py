"""17 entities vote openly through delegates: one delegate changes, the vote ties, a lot drawn in the room decides."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labapp.kinds.vote import entitled, result
from labapp.model import people
from tests.stories import vote_room as room
from ui.booth.pin_dialog import PinDialog
from ui.kinds.vote.small_dialogs import ChooseDialog
from ui.kinds.vote.tie_dialog import TieDialog


@pytest.mark.parametrize("language", ["pl", "en"])
def test_17_entities_a_tie_and_a_lot(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    who = room.begin(tmp_path, qtbot, monkeypatch, language, 20, entities=17)
    room.prepare(who, ["Park", "Świetlica", "Boisko"], "choose", ["booth"])
    page = room.vote_page(who)
    page.setup.terms.high.setValue(1)
    page.setup.terms.seats.setValue(1)
    room.pick(who, page.setup.terms.entitled, "entities")
    assert ("17 podmiotów, 17 głosów" if language == "pl" else "17 entities, 17 votes") in who.stage_says()
    who.does("vote.open")
    vote = room.now(who).id
    first = entitled.frozen(who.lab.read, vote)[0]
    guest = people.participants(who.lab.read)[19]

    def take(dialog: ChooseDialog, ident: str) -> None:
        idents = [dialog.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(dialog.list.count())]
        dialog.list.setCurrentRow(idents.index(ident))

    who.will_answer(ChooseDialog, lambda dialog: take(dialog, first.voter))
    who.will_answer(ChooseDialog, lambda dialog: take(dialog, guest.id))
    who.click(page.open.delegate)
    assert entitled.by_person(who.lab.read, vote, guest.id).voter == first.voter
    _all_vote(who, vote)
    who.does("vote.close")
    found = result.result(who.lab.read, vote)
    assert sorted(bar.score for bar in found.bars) == [5, 6, 6]
    assert [bar.tied for bar in found.bars] == [True, True, False]

    def draw(dialog: TieDialog) -> None:
        dialog.list.setCurrentRow(1)
        dialog.carry(-1)
        dialog.witnesses.setText("Osoba 03, Osoba 04")

    who.will_answer(TieDialog, draw)
    who.click(page.outcome.tie)
    settled = result.result(who.lab.read, vote)
    assert [bar.choice.title for bar in settled.bars if bar.won] == ["Świetlica"]
    who.does("vote.announce")
    assert "Świetlica" in who.stage_says()
    assert "Osoba" not in who.stage_says()
    assert "Świetlica" in room.report(who)
    room.leave(who)


def _all_vote(who: room.Moderator, vote: str) -> None:
    def set_pin(dialog: PinDialog) -> None:
        for line in (dialog.first, dialog.second):
            line.setText("2468")

    who.will_answer(PinDialog, set_pin)
    who.does("vote.booth")
    codes = {person.id: person.code for person in people.participants(who.lab.read)}
    for place, voter in enumerate(entitled.frozen(who.lab.read, vote)):
        room.booth_votes(who, codes[voter.participant or ""], [place % 3 + 1])
    who.click(who.booth.who.leave_button)
    who.booth.pin.line.setText("2468")
    who.key(who.booth.pin.line, Qt.Key.Key_Return)
