"""The console in another language: what is half typed, aimed and looked at goes on, here and before the room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from labapp.kinds.board import canvas, layouts
from labapp.kinds.vote import options, paper, rounds
from labapp.model import agenda, ideas, people
from ui.console import agenda_gestures
from ui.console.window import ConsoleWindow
from ui.kinds.board.page import BoardPage
from ui.kinds.plan.page import PlanPage
from ui.kinds.vote.page import VotePage
from ui.shell import Shell
from ui.stage.window import StageMode

Opened = Callable[[str], ConsoleWindow]


def point(console: ConsoleWindow, kind: str) -> str:
    return next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == kind)


def board(console: ConsoleWindow) -> BoardPage:
    console.show_activity(point(console, "board"))
    QApplication.processEvents()  # its window is the active one
    assert isinstance(console.middle.page, BoardPage)
    return console.middle.page


def in_english(shell: Shell) -> ConsoleWindow:
    shell.set_language("en")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    assert shell.console is not None
    return shell.console


def with_columns(console: ConsoleWindow) -> None:
    def write(tx: Any) -> None:
        people.add_sector(tx, "Samorząd", "S", "S")
        settings = agenda.activity(tx, point(console, "board")).settings
        agenda.edit_activity(tx, point(console, "board"), settings={**settings, "attribution": "sector"})
        for title in ("dziś", "jutro"):
            ideas.add_cluster(tx, point(console, "board"), title)

    console.context.run("cluster.add", write)


def test_a_half_typed_card_stays_with_its_column_and_its_speaker(shell: Shell, opened: Opened) -> None:
    with_columns(console := opened("burza"))
    page = board(console)
    QTest.keyClick(page.capture.edit, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.capture.edit, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(page.capture.edit, "Park przy bibliotece")
    page.capture.edit.setCursorPosition(4)
    line, said = page.capture, page.capture.voice.sector
    aimed = line.column
    assert (said, aimed) != (None, 0)
    after = board(in_english(shell)).capture
    assert (after.edit.text(), after.edit.cursorPosition()) == ("Park przy bibliotece", 4)
    assert (after.column, after.voice.sector) == (aimed, said)
    assert after.edit.hasFocus()


def test_half_typed_lines_stay_also_where_they_are_not_in_sight(shell: Shell, opened: Opened) -> None:
    """An option, an action and a paper ballot; of the ballot the one before can still be taken back."""
    console = opened("laboratorium")
    vote, plan = point(console, "vote"), point(console, "plan")
    console.show_activity(plan)
    assert isinstance(console.middle.page, PlanPage)
    QTest.keyClicks(console.middle.page.line, "wniosek")
    console.show_activity(vote)
    lab = console.context.lab

    def prepare(tx: Any) -> None:
        for name in ("Anna", "Jan"):
            people.arrive(tx, people.add_participant(tx, name=name))
        rounds.configure(tx, vote, channels=["paper"], secrecy="open", form="choose", limits={"min": 1, "max": 1})
        options.add(tx, vote, "Park")
        options.add(tx, vote, "Remiza")

    console.context.run("vote.edit", prepare)
    page = console.middle.page
    assert isinstance(page, VotePage)
    QTest.keyClicks(page.setup.line, "Hala")
    in_english(shell)
    assert shell.console is not None
    console = shell.console
    page = console.middle.page
    assert isinstance(page, VotePage)
    assert page.setup.line.text() == "Hala"
    shown = console.middle.made(plan)
    assert isinstance(shown, PlanPage)
    assert shown.line.text() == "wniosek"
    page.setup.line.clear()
    said: list[str] = []
    console.context.signals.message.connect(lambda text, tone: said.append(text))
    page.start()
    assert said == []
    now = rounds.latest(lab.read, vote)
    assert now is not None
    paper.issue(lab, now.id, [voter.voter for voter in paper.waiting(lab.read, now.id)])
    line = page.open.paper.line
    QTest.keyClicks(line, "1")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClicks(line, "2")
    shell.set_language("pl")
    assert shell.console is not None
    page = shell.console.middle.page
    assert isinstance(page, VotePage)
    assert page.open.paper.line.text() == "2"
    page.open.paper.take_back()
    assert paper.papers(lab.read, now.id).returned == 0


def test_words_half_typed_at_a_point_whose_adding_was_undone_stop_no_other_language(
    shell: Shell, opened: Opened
) -> None:
    console = opened("burza")
    lost = agenda_gestures.add(console.context, {"kind": "vote", "title": "Parki"}, "", lambda tx, ident: None)
    console.show_activity(lost)
    page = console.middle.page
    assert isinstance(page, VotePage)
    QTest.keyClicks(page.setup.line, "Hala")
    console.context.lab.undo()
    after = in_english(shell)
    assert after is not console
    assert after.middle.activity_id != lost


@pytest.mark.parametrize("where", ["people", "quick"])
def test_what_stands_open_beside_the_work_stays_open(shell: Shell, opened: Opened, where: str) -> None:
    console = opened("burza")
    if where == "people":
        console.show_people()
        QTest.keyClicks(console.people._filter, "now")
    else:
        console.quick.open("parking")
        QTest.keyClicks(console.quick._line, "kto ma klucz")
    after = in_english(shell)
    if where == "people":
        assert after.centre.currentWidget() is after.people
        assert after.people._filter.text() == "now"
        return
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert (after.quick.mode, line.text()) == ("parking", "kto ma klucz")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    page = after.middle.page
    assert page is not None
    assert page.isAncestorOf(QApplication.focusWidget())


def test_the_room_goes_on_seeing_the_part_of_a_canvas_it_follows(shell: Shell, opened: Opened) -> None:
    """It jumped to the whole plane, and the console with it."""
    console = opened("burza")
    page = board(console)

    def spread(tx: Any) -> None:
        for number in range(30):
            ideas.add(tx, page.activity_id, f"karta {number}")
        canvas.switch(tx, page.activity_id, layouts.CANVAS)

    console.context.run("idea.paste", spread, n=30)
    console.handlers.start_id(page.activity_id)
    console.stage.set_mode(StageMode.WINDOW)
    page.canvas.view.set_zoom(1.3)
    page.canvas.view.pan(240, 130)
    page.canvas.follow.setChecked(True)
    console.tick()
    seen = console.stage.window.state.view
    assert seen == page.canvas.in_sight()
    shown: list[Any] = []
    console.stage.window.shown.connect(lambda state: shown.append(state.view))
    after = in_english(shell)
    after._stage_changed()
    view = board(after).canvas.view
    assert view.zoom == 1.3
    for now in (*shown, after.stage.window.state.view):
        assert now == pytest.approx(seen, abs=24)
    middle = [seen[0] + seen[2] / 2, seen[1] + seen[3] / 2]
    area = view.in_sight()
    assert [area.x + area.w / 2, area.y + area.h / 2] == pytest.approx(middle, abs=2)
    board(after).canvas.follow.click()
    after.tick()
    assert after.stage.window.state.view is None
