"""Pages of the room's picture turn by themselves, unless a hand has just done it; the newest message is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSpinBox

from labapp.kinds.plan import actions
from labapp.model import agenda, groups, ideas, people
from ui.console.turning import PageTurner
from ui.stage.geometry import REFERENCE
from ui.stage.window import StageMode

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow
    from ui.shell import Shell


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_every_ten_seconds_and_half_a_minute_after_a_hand() -> None:
    clock = Clock()
    turner = PageTurner(clock)
    turned, page = [], 0
    for second in range(60):
        clock.now = float(second)
        if second == 25:
            turner.by_hand()
        if turner.due("board", page, 3):
            turned.append(second)
            page = (page + 1) % 3
    assert turned == [10, 21, 55]
    assert not PageTurner(clock).due("board", 0, 1)


def test_the_room_sees_every_card_in_time(console: ConsoleWindow, qtbot: Any) -> None:
    board = next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == "board")
    console.handlers.start_id(board)
    words = "Park kieszonkowy przy bibliotece z ławkami i zielenią"

    def many(tx: Any) -> None:
        for number in range(60):
            ideas.add(tx, board, f"{words} {number}")

    console.context.run("idea.paste", many, n=60)
    console.stage.set_mode(StageMode.WINDOW)
    clock = Clock()
    console.steps.turner = PageTurner(clock)
    picture = console.stage.window.picture()
    assert picture is not None
    assert picture.pages > 1
    seen = set()
    for second in range(12 * picture.pages):
        clock.now = float(second)
        console.tick()
        now = console.stage.window.picture()
        assert now is not None
        seen.add(now.page)
    assert seen == set(range(picture.pages))
    qtbot.waitUntil(lambda: console.side.pages.isVisible())
    page = console.stage.window.picture()
    assert page is not None
    forward = console.side.pages.findChildren(QPushButton)[1]
    qtbot.mouseClick(forward, Qt.MouseButton.LeftButton)
    turned = console.stage.window.picture()
    assert turned is not None
    assert turned.page == (page.page + 1) % page.pages
    assert "SALA WIDZI" in console.side._sees.text()
    console.stage.freeze(True)
    assert "ZAMROŻONY" in console.side._sees.text()
    console.stage.freeze(False)
    console.stage.set_mode(StageMode.OFF)
    assert "WYŁĄCZONY" in console.side._sees.text()


def test_a_warning_does_not_hide_what_comes_after_it(console: ConsoleWindow) -> None:
    console.context.tell("Jest remis", "warning")
    console.actions_by_id["add_day"].trigger()
    assert "Jest remis" not in console.message.text
    assert not console.message._undo.isHidden()


def test_the_wheel_passes_a_box_without_the_focus(console: ConsoleWindow) -> None:
    box = console.side.timer.findChild(QSpinBox)
    assert box is not None
    before = box.value()
    console.handlers.next_step()
    assert not box.hasFocus()
    event = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(box, event)
    assert box.value() == before


def test_finishing_puts_the_cursor_where_typing_goes(console: ConsoleWindow, qtbot: Any) -> None:
    console.handlers.next_step()
    console.handlers.next_step()
    page = console.middle.page
    assert page is not None
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.isAncestorOf(focus)
    assert type(focus).__name__ in ("QLineEdit", "IdeaEdit")


def test_room_and_miniature_are_laid_out_as_large_so_that_it_is_done_once(console: ConsoleWindow, qtbot: Any) -> None:
    room, small = console.stage.window, console.miniature
    proportions = [small.heightForWidth(1600)]
    assert (room.width(), room.height()) == REFERENCE, "pages are counted as the miniature shows them"
    console.stage.set_mode(StageMode.WINDOW)
    room.resize(1000, 750)
    qtbot.waitUntil(lambda: small.heightForWidth(1600) == 1200)
    proportions.append(small.heightForWidth(1600))
    assert proportions == [900, 1200]


@pytest.mark.parametrize("kind", ["board", "plan"])
def test_another_language_of_the_console_turns_no_page_of_the_room(
    shell: Shell, opened: Callable[[str], ConsoleWindow], kind: str
) -> None:
    console = opened("laboratorium")
    point = next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == kind)

    def many(tx: Any) -> None:
        for number in range(60):
            words = f"Park kieszonkowy przy bibliotece z ławkami i zielenią {number}"
            ideas.add(tx, point, words) if kind == "board" else actions.add(tx, point, words)

    console.context.run("idea.paste", many, n=60)
    console.handlers.start_id(point)
    console.stage.set_mode(StageMode.WINDOW)
    for _page in range(2):
        console.steps.forward()
    assert page_shown(shell) == 2
    shell.set_language("en")
    assert page_shown(shell) == 2
    assert shell.console is not None
    shell.console.tick()
    assert page_shown(shell) == 2
    shell.console.steps.forward()
    assert page_shown(shell) == 3


def page_shown(shell: Shell) -> int:
    assert shell.console is not None
    state = shell.console.stage.window.state
    assert state is not None
    return state.page


def test_another_language_of_the_console_leaves_the_seating_before_the_room(
    shell: Shell, console: ConsoleWindow
) -> None:
    board = next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == "board")
    console.handlers.start_id(board)

    def divide(tx: Any) -> None:
        here = [people.add_participant(tx, name=f"Osoba {number}") for number in range(4)]
        groups.set_count(tx, board, 2, "Stolik {n}")
        groups.keep(tx, board, [((here[0], here[1]), (here[2], here[3]))])

    console.context.run("tables.divide", divide)
    console.stage.show_tables(board)
    shell.set_theme("dark")
    assert shell.console is not None
    assert shell.console.stage.tables == board
    state = shell.console.stage.window.state
    assert state is not None
    assert type(state.scene).__name__ == "TablesScene"
