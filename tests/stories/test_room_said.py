"""Three declarations while a vote is open: kept by one key, in the plan in the speakers' words, accepted there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from labapp.kinds.plan import actions
from labapp.kinds.vote import rounds
from labapp.model import notes, people
from labapp.stage.state import StageState
from tests.stories import vote_room as room
from tests.stories.counted import SECONDS_A_STROKE, Effort, Hand
from tests.stories.driver import Moderator
from ui.kinds.plan.page import PlanPage

SAID = (
    ("Osoba 03", "damy salę za darmo, w każdy wtorek maja"),
    ("Osoba 07", "napiszę do starosty, żeby przyszedł w czerwcu"),
    ("Ktoś z Rady Osiedla", "rozniesiemy ulotki – „po sąsiedzku”"),
)
PLANS = {"pl": "Pierwsze kroki", "en": "First steps"}
KEEPING = Effort(sum(len(f"{who}: {words}") for who, words in SAID), 6, 0)
ACCEPTING = Effort(0, 3, 0)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_three_declarations_during_a_vote(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    who = room.begin(tmp_path, qtbot, monkeypatch, language, 9)
    hand = Hand(who)
    room.prepare(who, ["Park", "Skwer"], "dots", ["paper"], "secret")
    who.does("vote.open")
    page = room.vote_page(who)
    page.open.paper.line.setFocus()
    before, stage = QApplication.focusWidget(), _seen(who)
    for speaker, words in SAID:
        hand.strikes("declaration")
        hand.types(who.console.quick._line, f"{speaker}: {words}")
        assert QApplication.focusWidget() is before, "the cursor is back where it was"
        assert _seen(who) == stage, "the room has seen nothing of it"
    assert hand.effort() == KEEPING
    assert 2 * SECONDS_A_STROKE < 5, "beside the words themselves two keys each"
    assert room.now(who).state == rounds.OPEN
    monkeypatch.setattr(QMessageBox, "exec", lambda box: box.buttons()[0].click() or 0)
    who.does("vote.close")
    hand.effort()
    who.go_to(PLANS[language])
    _in_the_plan(who, language)
    _accepted_in_the_room(hand, language)
    assert hand.effort() == ACCEPTING
    room.leave(who)


def _seen(who: Moderator) -> StageState:
    """What the room sees, but for the clock, which goes on."""
    state = who.console.stage.window.state
    assert state is not None
    return replace(state, timer=None)


def _in_the_plan(who: Moderator, language: str) -> None:
    """The plan has taken them in by itself when it began: the speakers' words, nobody held to them yet."""
    made = actions.actions(who.lab.read, who.page.activity_id)
    assert [action.what for action in made] == [words for _speaker, words in SAID]
    assert [action.confirmed for action in made] == [False] * 3
    assert (made[0].person, made[2].who) == (people.named(who.lab.read, "Osoba 03"), "Ktoś z Rady Osiedla")
    assert [note.state for note in notes.notes(who.lab.read, "declaration")] == ["assigned"] * 3
    said = " ".join(who.stage_says().split())
    assert SAID[0][1] in said.replace("\xa0", " ")
    assert "Osoba 03" not in said


def _accepted_in_the_room(hand: Hand, language: str) -> None:
    """Each is read out; one key a row, and the next row is chosen."""
    who = hand.who
    assert isinstance(who.page, PlanPage)
    table = who.page.table
    table.setFocus()
    table.selectRow(0)
    hand.presses(table, Qt.Key.Key_A, times=3)
    made = actions.actions(who.lab.read, who.page.activity_id)
    assert [action.confirmed for action in made] == [True] * 3
    who.action("undo")
    assert [action.confirmed for action in actions.actions(who.lab.read, who.page.activity_id)] == [True, True, False]
