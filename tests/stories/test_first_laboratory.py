"""The whole road through the real windows: template, people, ideas, a secret vote in the booth, a plan, a report."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from labapp.checking import check_file
from labapp.kinds.plan import actions
from labapp.kinds.vote import result, rounds
from labapp.model import agenda, ideas, people
from tests.shared_data import shared_data
from tests.stories.driver import Moderator, started
from tests.ui.rooms import type_words
from ui.booth.ballot import Row
from ui.booth.pin_dialog import PinDialog
from ui.kinds.board.page import BoardPage
from ui.kinds.plan.action_dialog import ActionDialog
from ui.kinds.plan.page import PlanPage
from ui.kinds.plan.source_dialog import SourceDialog
from ui.kinds.vote.pick_dialog import PickDialog
from ui.new_dialog import NewDialog

TITLE = "Toruń – program współpracy 2027"
NAMES = ("Anna Testowa", "Bogdan Testowy", "Celina Testowa", "Damian Testowy", "Ewa Testowa", "Filip Testowy")
WORDS = {
    "pl": ("Nowe spotkanie", "Burza mózgów", "Pomysły", "Wybór", "Pierwsze kroki"),
    "en": ("New meeting", "Brainstorming", "Ideas", "The choice", "First steps"),
}


def _real_ideas(count: int) -> list[str]:
    with shared_data("ideas", "pl_pomysly.csv").open(encoding="utf-8-sig") as source:
        return [row["nazwa"] for row in csv.DictReader(source, delimiter=";")][:count]


@pytest.mark.parametrize(("language", "size", "theme"), [
    ("pl", (1093, 614), "light"), ("en", (1366, 768), "dark"), ("pl", (1920, 1080), "contrast"),
])  # fmt: skip
def test_a_moderator_leads_a_room_from_template_to_report(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str, size: tuple[int, int], theme: str
) -> None:
    texts = _real_ideas(24)
    who = started(tmp_path, qtbot, monkeypatch, language, theme)
    _start(who, language)
    who.console.resize(*size)
    _people_come(who)
    _ideas_are_written(who, language, texts)
    _a_secret_vote(who, language)
    _a_plan(who, language)
    pdf = _a_report(who)
    path = who.console.context.document.path
    assert who.shell.close_meeting()
    assert check_file(path) == []
    _opens_again_with_everything(who, path, texts)
    assert TITLE in PdfReader(pdf).pages[0].extract_text().replace("\n", " ")


def _start(who: Moderator, language: str) -> None:
    def name_it(dialog: NewDialog) -> None:
        dialog._title.setText(TITLE)

    welcome = who.shell.welcome
    assert welcome is not None
    who.will_answer(NewDialog, name_it)
    button = welcome.findChild(QPushButton, "template-burza")
    assert button is not None
    who.click(button)
    assert who.console.isVisible()
    assert TITLE in who.console.windowTitle()
    assert [item.kind for item in agenda.activities(who.lab.read)].count("vote") == 1


def _people_come(who: Moderator) -> None:
    """F2, a name, Enter: a walk-in with a code, present; then two letters and Enter, gone and back again."""
    who.action("presence")
    line = who.console.quick._line
    for name in NAMES:
        type_words(line, name)
        who.key(line, Qt.Key.Key_Return)
    assert [person.name for person in people.present(who.lab.read)] == list(NAMES)
    for expected in (len(NAMES) - 1, len(NAMES)):
        type_words(line, "Bo")
        who.key(line, Qt.Key.Key_Return)
        assert len(people.present(who.lab.read)) == expected
    who.key(line, Qt.Key.Key_Escape)
    assert NAMES[0] not in who.stage_says()


def _ideas_are_written(who: Moderator, language: str, texts: list[str]) -> None:
    who.go_to(WORDS[language][2])
    page = who.page
    assert isinstance(page, BoardPage)
    for text in texts:
        type_words(page.capture.edit, text)
        who.key(page.capture.edit, Qt.Key.Key_Return)
    column = next(iter(page._columns.values()))
    assert [face.card.text for face in column.model.faces()] == texts
    assert texts[0].split()[0] in who.stage_says()
    column.select(column.model.faces()[0].card.placement)
    who.key(column.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    who.key(column.list, Qt.Key.Key_M)
    assert len(column.model.faces()) == len(texts) - 1
    who.action("undo")
    assert len(column.model.faces()) == len(texts)
    who.action("redo")
    assert len(column.model.faces()) == len(texts) - 1


def _a_secret_vote(who: Moderator, language: str) -> None:
    who.go_to(WORDS[language][3])
    page = who.page
    secret = page.setup.terms.secrecy  # type: ignore[attr-defined]
    secret.setCurrentIndex(secret.findData("secret"))
    secret.activated.emit(secret.currentIndex())  # what a person's choice emits, and a program's does not

    def tick_four(dialog: PickDialog) -> None:
        leaves = [item for item in dialog._all() if item.parent() is not None and not item.childCount()]
        for item in leaves[:4]:
            item.setCheckState(0, Qt.CheckState.Checked)

    who.will_answer(PickDialog, tick_four)
    who.does("vote.ideas")
    assert "4" in who.stage_says() or who.stage_says()
    who.does("vote.open")
    vote = rounds.latest(who.lab.read, page.activity_id)
    assert vote is not None
    assert vote.state == rounds.OPEN
    assert vote.terms.secrecy == "secret"
    _everybody_votes(who)
    assert "6" in who.stage_says()
    who.does("vote.close")
    closed = who.stage_says()
    assert who.lab.read.value("SELECT count(*) FROM vote_ballots") == len(NAMES)
    who.does("vote.announce")
    assert who.stage_says() != closed
    outcome = result.outcome(who.lab.read, page.activity_id)
    assert outcome.ballots.valid == len(NAMES)
    assert sorted(outcome.scores.values()) == [0, 6, 6, 6]


def _everybody_votes(who: Moderator) -> None:
    def set_pin(dialog: PinDialog) -> None:
        for line in (dialog.first, dialog.second):
            line.setText("2468")

    who.will_answer(PinDialog, set_pin)
    who.does("vote.booth")
    booth = who.booth
    assert not who.console.isVisible()
    for person in people.present(who.lab.read):
        type_words(booth.who.line, person.code)
        who.key(booth.who.line, Qt.Key.Key_Return)
        assert booth.ballot is not None
        rows = booth.ballot.findChildren(Row)
        for row in rows[:3]:
            who.click(row)
        who.click(booth.cast)
        assert booth.ballot is None
        assert booth.pages.currentWidget() is booth.thanks
        who.click(booth.thanks.button)
    type_words(booth.who.line, "101")
    who.key(booth.who.line, Qt.Key.Key_Return)
    assert booth.ballot is None, "nobody votes twice"
    who.click(booth.who.leave_button)
    booth.pin.line.setText("0000")
    who.key(booth.pin.line, Qt.Key.Key_Return)
    assert booth.isVisible()
    booth.pin.line.setText("2468")
    who.key(booth.pin.line, Qt.Key.Key_Return)
    assert who.console.isVisible()


def _a_plan(who: Moderator, language: str) -> None:
    who.go_to(WORDS[language][4])
    page = who.page
    assert isinstance(page, PlanPage)

    def tick_first(dialog: SourceDialog) -> None:
        dialog._list.item(1).setCheckState(Qt.CheckState.Checked)

    def accept_in_the_room(dialog: ActionDialog) -> None:
        dialog.who.setCurrentIndex(1)
        dialog.mandate.setCurrentIndex(dialog.mandate.findData("accepted"))
        dialog.due._kind.setCurrentIndex(dialog.due._kind.findData("month"))
        dialog.due._year.setValue(2027)

    who.will_answer(SourceDialog, tick_first)
    who.does("plan.ideas")
    type_words(page.line, "Zwołać zespół roboczy")
    who.key(page.line, Qt.Key.Key_Return)
    who.will_answer(ActionDialog, accept_in_the_room)
    who.key(page.table, Qt.Key.Key_Return)
    made = actions.actions(who.lab.read, page.activity_id)
    assert [bool(item.idea) for item in made] == [True, False]
    assert made[1].confirmed
    assert NAMES[0] not in who.stage_says()
    assert "2027" in who.stage_says()


def _a_report(who: Moderator) -> Path:
    written = who.writes_report()
    text = "\n".join(page.extract_text() for page in PdfReader(written).pages)
    assert "Zwołać zespół roboczy" in text
    return written


def _opens_again_with_everything(who: Moderator, path: Path, texts: list[str]) -> None:
    assert who.shell.open(path)
    board = next(item for item in agenda.activities(who.lab.read) if item.kind == "board")
    assert len(ideas.cards(who.lab.read, board.id)) == len(texts) - 1
    running = agenda.current(who.lab.read)
    assert running is not None
    assert running.kind == "plan"
    assert who.shell.close_meeting()
    assert who.shell.welcome is not None
    who.shell.welcome.close()
