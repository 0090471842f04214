"""Real input at its real size: 491 titles and 75 people (in two encodings at once), read by the back row."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from labapp.model import agenda, ideas, people
from tests.shared_data import shared_data
from tests.stories.driver import Moderator, started
from ui.kinds.board.page import BoardPage
from ui.new_dialog import NewDialog
from ui.stage.checking import check
from ui.stage.painters import compose
from ui.widgets.import_dialog import ImportDialog

STAGES = ((1024, 768), (1280, 800), (1920, 1080))


def _bring_in(who: Moderator, path: Path) -> None:
    def take(dialog: ImportDialog) -> None:
        dialog.load(path)
        who.qtbot.waitUntil(lambda: dialog._confirm.isEnabled(), timeout=20_000)
        who.click(dialog._confirm)

    who.will_answer(ImportDialog, take)


@pytest.mark.parametrize(("language", "size", "theme"), [
    ("pl", (1093, 614), "light"), ("en", (1366, 768), "contrast"), ("pl", (1920, 1080), "dark"),
])  # fmt: skip
def test_real_lists_come_in_and_can_be_read(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str, size: tuple[int, int], theme: str
) -> None:
    titles = shared_data("ideas", "pl_pomysly.csv")
    list_of_people = shared_data("people", "wroclaw2018_Jedynki_mojibake.csv")
    who = started(tmp_path, qtbot, monkeypatch, language, theme)
    who.will_answer(NewDialog, lambda dialog: None)
    assert who.shell.welcome is not None
    button = who.shell.welcome.findChild(QPushButton, "template-laboratorium")
    assert button is not None
    who.click(button)
    who.console.resize(*size)
    _bring_in(who, list_of_people)
    who.action("import_people")
    assert len(people.participants(who.lab.read)) == 75
    who.action("undo")
    assert people.participants(who.lab.read) == []
    who.action("redo")
    board = [item for item in agenda.activities(who.lab.read) if item.kind == "board"][1]
    who.go_to(board.title)
    _bring_in(who, titles)
    who.does("board.import")
    with titles.open(encoding="utf-8-sig") as source:
        expected = {row["nazwa"].strip() for row in csv.DictReader(source, delimiter=";")}
    assert {card.text for card in ideas.cards(who.lab.read, board.id)} == {ideas.clean(text) for text in expected}
    assert isinstance(who.page, BoardPage)
    _every_page_can_be_read(who)
    assert who.shell.close_meeting()
    who.shell.welcome.close()


def _every_page_can_be_read(who: Moderator) -> None:
    state = who.console.stage.window.state
    assert state is not None
    names = [person.name for person in people.participants(who.lab.read)]
    for stage in STAGES:
        pages = compose(state, stage).pages
        for page in range(0, pages, max(1, pages // 12)):
            who.page._stage_page = page
            who.console.stage.tick()
            shown = who.console.stage.window.state
            assert shown is not None
            display = compose(shown, stage)
            assert check(display) == []
            assert not any(name in item.text for name in names for item in display.texts)
