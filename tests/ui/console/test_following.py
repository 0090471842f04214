"""Asked to, the room's page goes where the chosen card stands, in every layout; a card that comes in moves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from labapp.model import agenda, ideas
from ui.kinds.board.page import BoardPage
from ui.stage.painters import compose, page_with

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow

WORDS = [f"Pomysł numer {n}: ławki i zieleń przy szkole, przystanku i bibliotece" for n in range(1, 61)]


@pytest.fixture
def board(console: ConsoleWindow) -> BoardPage:
    ident = next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == "board")
    with console.context.lab.change("idea.paste", n=len(WORDS)) as tx:
        for n, words in enumerate(WORDS):
            idea = ideas.add(tx, ident, words)
            card = next(card for card in ideas.cards(tx, ident) if card.idea == idea)
            ideas.put_at(tx, card.placement, (n % 8) / 8, (n // 8) / 8)
    console.handlers.start_id(ident)
    page = console.middle.page
    assert isinstance(page, BoardPage)
    return page


def seen(console: ConsoleWindow) -> str:
    state = console.stage.window.state
    assert state is not None
    size = (console.stage.window.width(), console.stage.window.height())
    return " | ".join(item.words for item in compose(state, size).texts)


def choose(page: BoardPage, number: int) -> None:
    card = next(card for card in page.cards() if card.text == WORDS[number - 1])
    page.reselect(card.placement)


@pytest.mark.parametrize("layout", ["columns", "list", "matrix"])
def test_the_room_follows_the_chosen_card_when_asked(console: ConsoleWindow, board: BoardPage, layout: str) -> None:
    board.arrange(layout)
    choose(board, 60)
    assert "numer 60:" not in seen(console), "nobody has asked yet"
    board.toggle_following()
    assert "numer 60:" in seen(console)
    choose(board, 31)
    assert "numer 31:" in seen(console)
    console.steps.step(True)
    after = seen(console)
    console.tick()
    assert seen(console) == after, "the clicker may turn on from there"
    board.toggle_following()
    choose(board, 1)
    assert seen(console) == after


def test_a_card_that_comes_in_moves_nothing(console: ConsoleWindow, board: BoardPage, qtbot: Any) -> None:
    board.toggle_following()
    choose(board, 31)
    before = console.stage.window.state
    assert before is not None
    board.capture.edit.setText("Jeszcze jeden")
    qtbot.keyClick(board.capture.edit, Qt.Key.Key_Return)
    assert "numer 31:" in seen(console)
    after = console.stage.window.state
    assert after is not None
    assert after.page == before.page


def test_a_covered_card_is_not_followed_and_words_nobody_has_turn_no_page(
    console: ConsoleWindow, board: BoardPage
) -> None:
    board.toggle_following()
    choose(board, 31)
    state = console.stage.window.state
    assert state is not None
    assert page_with(state, (1280, 800), "czego nikt nie napisał") == state.page
    assert page_with(state, (1280, 800), "") == state.page
    board.toggle_covered()
    board.add("Zakryta")
    hidden = next(card for card in board.cards() if card.covered)
    board.reselect(hidden.placement)
    assert board.stage_focus() == ""


def test_in_a_list_one_card_is_chosen_alone_whatever_keys_are_still_down(board: BoardPage) -> None:
    """A row is added to those chosen, or taken out, while Ctrl or Shift is down: as it is after a key of the menu."""
    board.arrange("list")
    choose(board, 31)
    QTest.keyClick(board, Qt.Key.Key_F12, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    choose(board, 60)
    found = [face.card.text for face in board.chosen()]
    QTest.keyClick(board, Qt.Key.Key_Shift)
    assert found == [WORDS[59]]
