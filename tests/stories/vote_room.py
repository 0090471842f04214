"""A meeting with one vote and a full room, as the stories of voting need it: begun through the real windows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from labapp.checking import check_file
from labapp.kinds.vote import rounds
from labapp.kinds.vote.rounds import Round
from labapp.model import agenda, people
from tests.stories.driver import Moderator, started
from tests.ui.rooms import type_words
from ui.kinds.vote.page import VotePage
from ui.new_dialog import NewDialog

SECONDS_A_KEY = 0.28
"""A practised hand types three and a half keys a second on a number pad (about 40 words a minute)."""
SECONDS_A_SHEET = 2.5
"""Turning a paper ballot and reading it."""
SECONDS_AN_ACTION = 2.0
"""Finding a button and clicking it."""


def begin(
    path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str, count: int, entities: int = 0
) -> Moderator:
    """Make a meeting from the template and let people in; those of entities come from a list, as offices send it."""
    who = started(path, qtbot, monkeypatch, language)
    who.will_answer(NewDialog, lambda dialog: dialog._title.setText("Spotkanie"))
    welcome = who.shell.welcome
    assert welcome is not None
    button = welcome.findChild(QPushButton, "template-burza")
    assert button is not None
    who.click(button)
    who.console.resize(1366, 768)
    with who.lab.change("person.import", n=count) as tx:
        for number in range(count):
            entity = people.add_entity(tx, f"Podmiot {number % entities + 1:02}") if number < entities else None
            ident = people.add_participant(tx, name=f"Osoba {number + 1:02}", entity=entity)
            people.arrive(tx, ident)
    point = next(item for item in agenda.activities(who.lab.read) if item.kind == "vote")
    who.go_to(point.title)
    return who


def vote_page(who: Moderator) -> VotePage:
    """Return the page of the vote."""
    assert isinstance(who.page, VotePage)
    return who.page


def now(who: Moderator) -> Round:
    """Return the newest round."""
    found = rounds.latest(who.lab.read, who.page.activity_id)
    assert found is not None
    return found


def pick(who: Moderator, combo: QComboBox, value: str) -> None:
    """Choose an entry of a list as a hand would."""
    index = combo.findData(value)
    assert index >= 0, value
    combo.setCurrentIndex(index)
    combo.activated.emit(index)
    who.settle()


def prepare(
    who: Moderator, titles: Sequence[str], form: str, channels: Sequence[str], secrecy: str = "open"
) -> None:
    """Type the options and set the terms on the form."""
    setup = vote_page(who).setup
    pick(who, setup.terms.form, form)
    for title in titles:
        type_words(setup.line, title)
        who.key(setup.line, Qt.Key.Key_Return)
    for name, box in setup.terms.channels.items():
        if box.isChecked() != (name in channels):
            box.click()
    who.settle()
    pick(who, setup.terms.secrecy, secrecy)


def booth_votes(who: Moderator, code: str, options: Sequence[int]) -> None:
    """One person's way through the booth: code, marks, cast, next."""
    booth = who.booth
    type_words(booth.who.line, code)
    who.key(booth.who.line, Qt.Key.Key_Return)
    assert booth.ballot is not None, code
    for number in options:
        who.click(booth.ballot.rows[number])
    who.click(booth.cast)
    assert booth.ballot is None
    who.click(booth.thanks.button)


def leave(who: Moderator) -> None:
    """End the meeting and the program; what was voted adds up in the file."""
    path = who.console.context.document.path
    assert who.shell.close_meeting()
    welcome = who.shell.welcome
    assert welcome is not None
    welcome.close()
    assert check_file(path) == []


def report(who: Moderator) -> str:
    """Write the report through its dialog and return its words."""
    return " ".join("\n".join(page.extract_text() for page in PdfReader(who.writes_report()).pages).split())
