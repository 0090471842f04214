"""28 people, a secret vote on paper: one ballot void, one never back; entered within four minutes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from labapp.kinds.vote import paper, result
from tests.stories import vote_room as room
from tests.stories.driver import Moderator
from tests.ui.rooms import type_words
from ui.kinds.vote.small_dialogs import ExplainDialog

TITLES = [f"Wniosek {letter}" for letter in "ABCDEFGHIJK"]
STATED = (286, 148)
"""Keystrokes for 27 ballots, and the seconds a practised hand needs for them: four minutes are 240."""
BALLOTS = [f"{n % 11 + 1} {n % 11 + 1} {(n * 3) % 11 + 1} {(n * 5) % 11 + 1} {(n * 7) % 11 + 1}" for n in range(25)]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_28_ballots_on_paper(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    who = room.begin(tmp_path, qtbot, monkeypatch, language, 28)
    room.prepare(who, TITLES, "dots", ["paper"], "secret")
    terms = room.vote_page(who).setup.terms
    terms.dots.setValue(5)
    terms.cap.setValue(5)
    said = who.stage_says()
    assert ("karcie papierowej" if language == "pl" else "paper ballot") in said
    assert "28" in terms.pace.text()
    who.does("vote.open")
    panel = room.vote_page(who).open.paper
    who.click(panel.issue_all)
    keys = _everything_is_typed(who)
    seconds = keys * room.SECONDS_A_KEY + 27 * room.SECONDS_A_SHEET
    assert (keys, round(seconds)) == STATED
    assert paper.papers(who.lab.read, room.now(who).id) == paper.Papers(28, 26, 1)
    _ends_and_explains(who, monkeypatch)
    text = room.report(who)
    assert "zalana kawą" in text
    assert "wyniesiona z sali" in text
    room.leave(who)


def _everything_is_typed(who: Moderator) -> int:
    line = room.vote_page(who).open.paper.line
    entries = [*BALLOTS, "", "n zalana kawą"]
    for text in entries:
        type_words(line, text)
        who.key(line, Qt.Key.Key_Return)
        assert line.text() == ""
    assert who.lab.read.value("SELECT count(*) FROM vote_boxes") == 26
    assert who.lab.read.value("SELECT count(*) FROM vote_ballots") == 0
    return sum(len(text) + 1 for text in entries)


def _ends_and_explains(who: Moderator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: box.buttons()[0].click() or 0)
    who.does("vote.close")
    page = room.vote_page(who)
    assert page.outcome.explain.isVisible()
    who.will_answer(ExplainDialog, lambda dialog: False)
    who.does("vote.announce")
    assert room.now(who).state == "closed", "nothing is announced while a ballot is missing without a word"
    who.will_answer(ExplainDialog, lambda dialog: dialog.line.setText("wyniesiona z sali"))
    who.does("vote.announce-steps")
    assert room.now(who).revealed == 0
    best = result.result(who.lab.read, room.now(who).id).bars[0].choice.title
    for _place in range(len(TITLES) - 1):
        assert best not in who.stage_says()
        who.does("vote.reveal")
    who.does("vote.reveal")
    assert best in who.stage_says()
    assert room.now(who).revealed is None
    found = result.result(who.lab.read, room.now(who).id)
    assert found.voted == 27
    assert found.outcome.ballots.invalid == 1
    assert found.outcome.ballots.blank == 1
    who.does("vote.why")
    assert best in who.stage_says()
