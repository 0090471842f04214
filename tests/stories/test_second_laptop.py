"""The laptop gives up in the middle; another one goes on from the stick, and later both states are joined."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from labapp.checking import check_file
from labapp.document import Document
from labapp.model import agenda, ideas, people
from tests.stories.driver import Moderator, started
from tests.ui.rooms import type_words
from ui.console.places_dialog import PlacesDialog
from ui.kinds.board.page import BoardPage
from ui.new_dialog import NewDialog
from ui.safety.compare_dialog import CompareDialog

TWO_MINUTES = 120.0
WORDS = {"pl": ("Pomysły", "Połącz oba"), "en": ("Ideas", "Join both")}


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_second_laptop_goes_on_and_both_meet_again(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setenv("LABAPP_DATA", str(tmp_path / "laptop-1"))
    first = started(tmp_path / "documents", qtbot, monkeypatch, language)
    (tmp_path / "documents").mkdir()
    home = _works_until_it_dies(first, stick, language)

    died = time.monotonic()
    monkeypatch.setenv("LABAPP_DATA", str(tmp_path / "laptop-2"))
    second = started(stick, qtbot, monkeypatch, language)
    assert second.shell.open(stick / home.name)
    now = agenda.current(second.lab.read)
    assert now is not None
    assert now.title == WORDS[language][0]  # the same point of the agenda is on
    assert second.console.middle.activity_id == now.id
    _write(second, "On the second laptop")
    assert time.monotonic() - died < TWO_MINUTES
    assert _cards(second) == ["One", "Two", "On the second laptop"]
    _comes(second, "Zofia Druga")
    assert second.shell.close_meeting()
    _ends(second)

    monkeypatch.setenv("LABAPP_DATA", str(tmp_path / "laptop-1"))
    again = started(tmp_path / "documents", qtbot, monkeypatch, language)
    assert again.shell.open(home)  # repaired; what it had not copied in time is still there
    assert _cards(again) == ["One", "Two", "Never copied"]
    _comes(again, "Adam Pierwszy")
    _meets_the_other_state(again, language)
    assert _cards(again) == ["One", "Two", "On the second laptop", "Never copied"] or _cards(again) == [
        "One", "Two", "Never copied", "On the second laptop",
    ]  # fmt: skip
    assert {person.name for person in people.present(again.lab.read)} >= {"Zofia Druga", "Adam Pierwszy"}
    assert again.shell.close_meeting()
    assert check_file(home) == check_file(stick / home.name) == []
    assert home.read_bytes() == (stick / home.name).read_bytes()
    _ends(again)


def _works_until_it_dies(who: Moderator, stick: Path, language: str) -> Path:
    welcome = who.shell.welcome
    assert welcome is not None
    who.will_answer(NewDialog, lambda dialog: None)
    button = welcome.findChild(QPushButton, "template-burza")
    assert button is not None
    who.click(button)
    document = who.console.context.document
    who.will_answer(PlacesDialog, lambda dialog: dialog.use(stick))
    who.action("second_place")
    who.go_to(WORDS[language][0])
    _write(who, "One")
    _write(who, "Two")
    document.snapshot_now(wait=True)
    _write(who, "Never copied")
    path = document.path
    _dies(who, document)
    return path


def _dies(who: Moderator, document: Document) -> None:
    """Leave as a laptop without power does: nothing is closed, only the system lets go of the lock."""
    document._keeper.settle()  # type: ignore[attr-defined]
    window, who.shell.console, who.shell.document = who.console, None, None
    window.let_go()
    document.lab.store.connection.close()
    document._work.lock._connection.close()  # type: ignore[attr-defined]
    window.close()
    window.deleteLater()
    _ends(who)


def _ends(who: Moderator) -> None:
    who.shell.close_down()
    if who.shell.welcome is not None:
        who.shell.welcome.close()
    who.settle()


def _write(who: Moderator, text: str) -> None:
    page = who.page
    assert isinstance(page, BoardPage)
    type_words(page.capture.edit, text)
    who.key(page.capture.edit, Qt.Key.Key_Return)


def _comes(who: Moderator, name: str) -> None:
    who.action("presence")
    line = who.console.quick._line
    type_words(line, name)
    who.key(line, Qt.Key.Key_Return)
    who.key(line, Qt.Key.Key_Escape)


def _cards(who: Moderator) -> list[str]:
    now = agenda.current(who.lab.read)
    assert now is not None
    return [card.text for card in ideas.cards(who.lab.read, now.id)]


def _meets_the_other_state(who: Moderator, language: str) -> None:
    document = who.console.context.document
    document.snapshot_now(wait=True)
    who.console.tick()

    def compare(dialog: PlacesDialog) -> bool:
        who.will_answer(CompareDialog, join)
        who.click(dialog._compare)
        return False

    def join(dialog: CompareDialog) -> bool:
        who.qtbot.waitUntil(lambda: not who.console.context.jobs.busy, timeout=30_000)
        assert dialog.comparison is not None
        assert dialog.comparison.relation == "apart"
        who.click(who.button(dialog, WORDS[language][1]))
        assert dialog.said.property("role") == "good"
        return False

    who.will_answer(PlacesDialog, compare)
    who.action("second_place")
    document.snapshot_now(wait=True)
    status = document.status()
    assert status.second is not None
    assert status.second.failure is None
