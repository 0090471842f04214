"""The history of the chosen card stands at the side: short, foldable, all of it one click or key away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog

from labapp.kinds.plan import actions
from labapp.model import agenda, ideas
from ui.widgets.life_dialog import LifeDialog

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow
    from ui.shell import Shell


def of_kind(console: ConsoleWindow, kind: str) -> str:
    return next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == kind)


def with_cards(console: ConsoleWindow, *words: str) -> list[ideas.Card]:
    board = of_kind(console, "board")
    for text in words:
        console.context.run("idea.add", lambda tx, text=text: ideas.add(tx, board, text))
    console.show_activity(board)
    return ideas.cards(console.context.lab.read, board)


@pytest.fixture
def meeting(opened: Callable[[str], ConsoleWindow]) -> ConsoleWindow:
    console = opened("laboratorium")
    console.resize(1093, 614)
    console.show()
    return console


def test_the_side_follows_the_chosen_card(meeting: ConsoleWindow, qtbot: Any) -> None:
    box = meeting.side.life
    first = with_cards(meeting, "Ławki przy szkole")[0]
    assert box.isHidden()
    meeting.middle.page.reselect(first.placement)
    qtbot.waitUntil(lambda: box.isVisible() and "Zapisano w punkcie" in box.lines.text())
    meeting.middle.page.mark("star")
    qtbot.waitUntil(lambda: "gwiazdk" in box.lines.text())
    assert meeting.side.height() <= meeting.height()
    meeting.show_people()
    assert box.isHidden()
    meeting.show_people()
    assert box.isVisible()


def test_it_folds_and_stays_folded(meeting: ConsoleWindow, qtbot: Any) -> None:
    box = meeting.side.life
    first, second = with_cards(meeting, "Ławki", "Zieleń")
    meeting.middle.page.reselect(first.placement)
    qtbot.waitUntil(box.isVisible)
    box.heading.click()
    assert box.folded
    assert not box.lines.isVisible()
    assert "zwinięte" in box.heading.accessibleName()
    meeting.middle.page.reselect(second.placement)
    assert not box.lines.isVisible()
    box.heading.click()
    assert box.lines.isVisible()
    qtbot.waitUntil(lambda: "Zapisano w punkcie" in box.lines.text())


def test_all_of_it_opens_from_the_side_and_by_h_in_a_plan(
    meeting: ConsoleWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[list[str]] = []

    def look(dialog: QDialog) -> int:
        assert isinstance(dialog, LifeDialog)
        said.append([dialog.lines.item(row).text() for row in range(dialog.lines.count())])
        return 0

    monkeypatch.setattr(QDialog, "exec", look)
    idea = with_cards(meeting, "Ławki przy szkole")[0].idea
    plan = of_kind(meeting, "plan")
    made = meeting.context.run("plan.from-ideas", lambda tx: actions.add_from_idea(tx, plan, idea))
    meeting.context.run("plan.add", lambda tx: actions.add(tx, plan, "Spisać ustalenia"))
    meeting.show_activity(plan)
    table = meeting.middle.page.table
    table.selectRow(meeting.middle.page.model.row_of(made))
    box = meeting.side.life
    qtbot.waitUntil(lambda: box.isVisible() and "Ławki przy szkole" in box.lines.text())
    qtbot.keyClick(table, Qt.Key.Key_H)
    box.whole.click()
    assert len(said) == 2
    assert said[0] == said[1]
    assert any("Ławki przy szkole" in line for line in said[0])
    table.selectRow(1 - meeting.middle.page.model.row_of(made))
    qtbot.keyClick(table, Qt.Key.Key_H)
    assert len(said) == 2
    qtbot.waitUntil(box.isHidden)


def test_nothing_is_put_off_beyond_the_end_of_the_meeting(meeting: ConsoleWindow, shell: Shell) -> None:
    first = with_cards(meeting, "Ławki przy szkole")[0]
    meeting.middle.page.reselect(first.placement)  # the side would look a moment later
    shell.leave()
    meeting.context.signals.chosen_changed.emit()
    assert not [timer for timer in meeting.findChildren(QTimer) if timer.isActive()]
