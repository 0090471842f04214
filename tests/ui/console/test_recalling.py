"""A point that is over is shown to the room again by one key, yesterday's result for instance; nothing is started."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QPushButton

from labapp.model import agenda, ideas
from labapp.model.agenda import Activity
from ui.stage.painters import compose

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.console.window import ConsoleWindow
    from ui.shell import Shell

WORDS = "Tablica ogłoszeń w każdym sołectwie"


def sees(console: ConsoleWindow) -> str:
    console.stage.tick()
    state = console.stage.window.state
    assert state is not None
    return " | ".join(item.words for item in compose(state, (1280, 720)).texts)


@pytest.fixture
def points(console: ConsoleWindow) -> list[Activity]:
    """A board with a card is over, the point after it runs."""
    listed = agenda.activities(console.context.lab.read)
    board = next(index for index, item in enumerate(listed) if item.kind == "board")
    with console.context.lab.change("idea.add") as tx:
        ideas.add(tx, listed[board].id, WORDS)
    console.handlers.start_id(listed[board].id)
    console.handlers.finish_id(listed[board].id)
    console.handlers.start_id(listed[board + 1].id)
    return [listed[board], listed[board + 1]]


def test_the_room_sees_a_point_that_is_over_again_and_what_runs_by_the_same_key(
    console: ConsoleWindow, points: list[Activity]
) -> None:
    over, runs = points
    before = sees(console)
    assert WORDS not in before
    console.show_activity(over.id)
    console.actions_by_id["recall"].trigger()
    assert WORDS in sees(console)
    assert console.actions_by_id["recall"].isChecked()
    current = agenda.current(console.context.lab.read)
    assert current is not None
    assert current.id == runs.id, "the day goes on as it was"
    console.show_activity(runs.id)
    assert WORDS in sees(console), "the moderator looks elsewhere, the room does not"
    console.actions_by_id["recall"].trigger()
    assert WORDS not in sees(console)
    assert not console.actions_by_id["recall"].isChecked()


def test_the_header_offers_it_where_it_is_looked_for(console: ConsoleWindow, points: list[Activity]) -> None:
    over, runs = points
    console.show_activity(runs.id)
    assert "Pokaż sali" not in offered(console)
    console.show_activity(over.id)
    next(b for b in console.middle.findChildren(QPushButton) if b.text() == "Pokaż sali").click()
    assert WORDS in sees(console)
    assert "Pokaż to, co trwa" in offered(console)


def test_what_begins_takes_the_recalled_point_off_the_wall(console: ConsoleWindow, points: list[Activity]) -> None:
    console.show_activity(points[0].id)
    console.actions_by_id["recall"].trigger()
    console.handlers.next_step()
    console.handlers.next_step()
    assert WORDS not in sees(console)


def test_a_point_still_to_come_is_not_shown_ahead(console: ConsoleWindow, points: list[Activity]) -> None:
    console.show_activity(agenda.activities(console.context.lab.read)[-1].id)
    assert not console.actions_by_id["recall"].isEnabled()


def offered(console: ConsoleWindow) -> list[str]:
    return [b.text() for b in console.middle.findChildren(QPushButton) if b.isVisibleTo(console.middle)]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_no_letter_of_what_was_said_in_between_is_a_letter_of_the_menus(
    shell: Shell, opened: Callable[[str], ConsoleWindow], language: str
) -> None:
    """Qt does nothing for a letter two things claim: Alt+P lit up the button and opened nothing."""
    opened("burza")
    shell.set_language(language)
    console = shell.console
    assert console is not None
    menus = {letter(action.text()) for action in console.menuBar().actions()}
    buttons = {letter(b.text()) for b in console.between.findChildren(QAbstractButton) if "&" in b.text()}
    assert len(buttons) >= 4
    assert menus & buttons == set()


def letter(text: str) -> str:
    return text[text.index("&") + 1].lower()
