"""The talk's page: notes are written, changed and taken away; a break is made longer while people watch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from labapp.kinds.talk.kind import Talk
from labapp.model import agenda, facts, notes, pause, timing
from labapp.stage.scenes import BreakScene
from tests.ui.rooms import context, type_words
from ui.context import Context
from ui.kinds.talk.page import TalkPage


@pytest.fixture
def here(qapp: object, tmp_path: Path) -> Iterator[Context]:
    with context(tmp_path / "a.lab") as made:
        yield made


@pytest.fixture
def page(here: Context, qtbot: Any) -> TalkPage:
    with here.lab.change("activity.add") as tx:
        day = agenda.add_day(tx, date="2026-11-20", start="11:00")
        ident = agenda.add_activity(tx, day, "talk", "Rozmowa", minutes=20)
    made = TalkPage(here, ident)
    qtbot.addWidget(made)
    here.lab.subscribe(made.refresh)
    made.show()
    return made


def written(page: TalkPage) -> list[str]:
    return [note.text for note in notes.notes(page.context.lab.read, "note")]


def test_an_empty_page_says_what_to_do(page: TalkPage) -> None:
    assert page._area.currentWidget() is page._empty
    assert "Enter" in page._empty.text()


def test_enter_writes_a_note_and_the_line_is_free_again(page: TalkPage, qtbot: Any) -> None:
    page.focus_capture()
    for words in ("pierwsza", "   ", "druga"):
        type_words(page._line, words)
        qtbot.keyClick(page._line, Qt.Key.Key_Return)
    assert written(page) == ["pierwsza", "druga"]
    assert page._list.count() == 2
    assert page._line.text().strip() == ""


def test_a_note_is_changed_in_place_and_taken_away_by_delete(page: TalkPage, qtbot: Any) -> None:
    type_words(page._line, "pierwsza")
    qtbot.keyClick(page._line, Qt.Key.Key_Return)
    page._list.item(0).setText("zmieniona")
    assert written(page) == ["zmieniona"]
    page._list.setCurrentRow(0)
    page._list.setFocus()
    qtbot.keyClick(page._list, Qt.Key.Key_Delete)
    assert written(page) == []
    page.context.lab.undo()
    assert written(page) == ["zmieniona"]
    assert page._list.count() == 1


def test_one_press_makes_a_break_five_minutes_longer(page: TalkPage, qtbot: Any) -> None:
    page._form.setCurrentIndex(page._form.findData("break"))
    page._form.activated.emit(page._form.currentIndex())
    assert page._break.isVisible()
    assert page._resume.time().toString("HH:mm") == "11:20"
    qtbot.mouseClick(page._more, Qt.MouseButton.LeftButton)
    scene = Talk().scene(page.context.lab.read, page.activity)
    assert isinstance(scene, BreakScene)
    assert scene.resume_at == "11:25"
    longer = page.page_actions()
    assert [action.id for action in longer] == ["talk.longer"]
    longer[0].trigger()
    assert page._resume.time().toString("HH:mm") == "11:30"
    page.context.lab.undo()
    assert page._resume.time().toString("HH:mm") == "11:25"


def test_a_break_made_longer_by_the_one_key_says_the_same_here_and_the_page_has_the_last_word(
    page: TalkPage, qtbot: Any
) -> None:
    lab, ident = page.context.lab, page.activity_id
    page._form.setCurrentIndex(page._form.findData("break"))
    page._form.activated.emit(page._form.currentIndex())
    with lab.change("activity.start") as tx:
        agenda.start(tx, ident)
    with lab.change("pause.press") as tx:
        until = pause.press(tx).until
    said = timing.schedule(agenda.days(lab.read), agenda.activities(lab.read), facts.facts(lab.read).timezone,
                           lab.read.clock()).local(until)  # fmt: skip
    assert page._resume.time().toString("HH:mm") == said
    later = page._resume.time().addSecs(5 * 60).toString("HH:mm")
    qtbot.mouseClick(page._more, Qt.MouseButton.LeftButton)
    assert pause.current(lab.read) is None  # what the room sees is the planned break again
    scene = Talk().scene(lab.read, page.activity)
    assert isinstance(scene, BreakScene)
    assert (scene.resume_at, page._resume.time().toString("HH:mm")) == (later, later)


def test_other_forms_offer_no_break(page: TalkPage) -> None:
    assert not page._break.isVisible()
    assert page.page_actions() == []
