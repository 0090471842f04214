"""Whole votes by the rules offered last: the sheet of a nominal group, the rule of Poznań, a quorum of so many."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from labapp.cli import main
from labapp.model import people
from tests.stories import vote_room as room
from tests.ui.rooms import type_words
from ui.booth.pin_dialog import PinDialog
from ui.stage.checking import check
from ui.stage.painters import compose

SIZE = (1280, 720)


def pin(dialog: PinDialog) -> None:
    for line in (dialog.first, dialog.second):
        line.setText("2468")


def vote(who: room.Moderator, ballots: list[list[int]], answers: bool = False) -> None:
    """Open, let one after another vote at the booth, and announce."""
    who.will_answer(PinDialog, pin)
    who.does("vote.open")
    who.does("vote.booth")
    for person, ballot in zip(people.present(who.lab.read), ballots, strict=True):
        if answers:
            _answer(who, person.code, ballot[0])
        else:
            room.booth_votes(who, person.code, ballot)
    who.click(who.booth.who.leave_button)
    who.booth.pin.line.setText("2468")
    who.key(who.booth.pin.line, Qt.Key.Key_Return)
    who.does("vote.close")
    who.does("vote.announce")


def _answer(who: room.Moderator, code: str, place: int) -> None:
    type_words(who.booth.who.line, code)
    who.key(who.booth.who.line, Qt.Key.Key_Return)
    assert who.booth.ballot is not None
    who.click(who.booth.ballot.rows[1].findChildren(QPushButton)[place])
    who.click(who.booth.cast)
    who.click(who.booth.thanks.button)


def seen(who: room.Moderator) -> str:
    """Return the words of all pages of the room's screen, each of which can be read."""
    state = who.console.stage.state()
    shown = [compose(replace(state, page=page), SIZE) for page in range(compose(state, SIZE).pages)]
    assert not [problem for page in shown for problem in check(page)]
    return " ".join(item.words for page in shown for item in page.texts).replace("\u00a0", " ")


def told(who: room.Moderator) -> str:
    """Return what the room reads with the reasons, page after page, and what the report says, as PDF and as DOCX."""
    who.does("vote.why")
    shown = seen(who)
    path = who.console.context.document.path
    printed = room.report(who)
    room.leave(who)
    written = path.with_suffix(".docx")
    assert main(["report", str(path), "-o", str(written)]) == 0
    made = Document(str(written))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    office = " ".join([*(each.text for each in made.paragraphs), *cells])
    return " ".join(f"{shown} | {printed} | {office}".replace("\u00a0", " ").split())


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_nominal_group_fills_in_its_sheets(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    who = room.begin(tmp_path, qtbot, monkeypatch, language, 4)
    room.prepare(who, ["Park", "Plac", "Targ", "Most"], "ranking", ["booth"])
    form = room.vote_page(who).setup.terms
    room.pick(who, form.counted.rule, "nominal-group")
    form.limits.spins["ranking.max"].setValue(3)
    who.settle()
    asked = seen(who)
    vote(who, [[1, 2, 3], [2, 1], [2, 3, 1], [4, 2]])
    said = told(who)
    polish = language == "pl"
    assert ("pierwsza dostaje 3 punkty" if polish else "it gets 3 points") in asked
    rule = "Wygrywa opcja z największą liczbą punktów." if polish else "The option with most points wins."
    assert said.count(rule) == 3  # in the room, on paper and in the office's file
    assert said.count("„Plac”: 10 punktów (wskazały 4 osoby)" if polish
                      else "“Plac” is chosen: 10 points (4 people chose it)") == 3  # fmt: skip
    for word in ("Osoby", "Średnia") if polish else ("People", "Mean"):
        assert said.count(word) >= 2
    assert ("2,50" if polish else "2.50") in said


@pytest.mark.parametrize("language", ["pl", "en"])
def test_money_by_the_rule_of_poznan(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    who = room.begin(tmp_path, qtbot, monkeypatch, language, 6)
    setup = room.vote_page(who).setup
    room.pick(who, setup.terms.form, "budget")
    for line in ("Park = 60000", "Plac = 50000", "Targ = 10000"):
        type_words(setup.line, line)
        who.key(setup.line, Qt.Key.Key_Return)
    room.pick(who, setup.terms.counted.rule, "poznan")
    money = setup.terms.limits._lines["budget.sum"]
    QTest.keyClicks(money, "100 000")
    who.key(money, Qt.Key.Key_Return)
    vote(who, [[1], [1, 3], [1], [2], [2, 3], [2]] if language == "pl" else [[1], [1], [1], [2, 3], [2], [1]])
    said = told(who)
    polish = language == "pl"
    assert said.count("o 10 000 zł więcej niż 100 000 zł" if polish else "which is 10,000 zł more than 100,000 zł") >= 4
    assert ("Na tym wybór się kończy." if polish else "Choosing ends here.") in said
    assert ("i na tym wybór się kończy" if polish else "and that ends it") in said
    assert ("W ramach kwoty" if polish else "Within the sum") not in said


@pytest.mark.parametrize(("quorum", "carried"), [(4, True), (6, False)])
def test_a_motion_with_a_quorum_of_so_many_people(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, quorum: int, carried: bool
) -> None:
    who = room.begin(tmp_path, qtbot, monkeypatch, "pl", 5)
    room.prepare(who, ["Powołujemy zespół"], "answers", ["booth"])
    counted = room.vote_page(who).setup.terms.counted
    room.pick(who, counted.quorum, "heads")
    assert counted.heads.value() == 3
    counted.heads.setValue(quorum)
    room.pick(who, counted.majority, "3/5")
    said = room.vote_page(who).setup.terms.ready.text()
    assert ("nieosiągalne" in said) is not carried
    assert f"Kworum: co najmniej {quorum}" in seen(who)
    vote(who, [[0], [0], [0], [1], [2]], answers=True)
    said = told(who)
    assert said.count(f"obecnych 5, potrzeba {quorum}") == 3
    assert ("Nie przyjęto" in said) is not carried
