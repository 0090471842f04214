"""Sorting a board card by card, a keystroke each."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labapp.model import ideas
from tests.ui.board.boards import cards, columns, loose, write
from ui.kinds.board.page import BoardPage


def test_sorting_asks_only_among_groups_with_cards_that_wait(
    page: BoardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr("ui.kinds.board.sort_mode.choose", lambda *words: asked.append(words[3]))
    told: list[str] = []
    page.context.signals.message.connect(lambda words, tone: told.append(words))
    page.sort()
    assert (asked, told) == ([], ["Nie ma jeszcze kartek do posortowania."])
    write(page, "park")
    page.sort()
    assert asked == [[ideas.clusters(page.context.lab.read, page.activity_id)[0].title]]


def test_sorting_by_keys(qtbot: QtBot, page: BoardPage) -> None:
    loose(page, "a", "b", "c", "d")
    page.sort()
    panel = page.sorter
    qtbot.keyClick(panel, Qt.Key.Key_Space)  # a waits
    qtbot.keyClick(panel, Qt.Key.Key_2)  # b
    qtbot.keyClick(panel, Qt.Key.Key_Plus)
    qtbot.keyClick(panel, Qt.Key.Key_1)  # c into a second group …
    qtbot.keyClick(panel, Qt.Key.Key_N)
    qtbot.keyClicks(panel.name, "Nowa")
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)  # … and its own
    qtbot.keyClick(panel, Qt.Key.Key_3)  # d
    qtbot.keyClick(panel, Qt.Key.Key_Backspace)  # no: back
    assert panel.card.text() == "d"
    qtbot.keyClick(panel, Qt.Key.Key_4)
    qtbot.keyClick(panel, Qt.Key.Key_N)
    qtbot.keyClick(panel.name, Qt.Key.Key_Escape)  # leaves the name, not the sorting
    assert panel.card.text() == "a"
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert columns(page) == [["c"], ["b"], [], ["c", "d"], ["a"]]


def test_ninety_cards_are_sorted_in_a_keystroke_each(qtbot: QtBot, page: BoardPage) -> None:
    loose(page, *(f"kartka {number}" for number in range(90)))
    page.sort()
    keys = 0
    for number in range(90):
        if number % 18 == 0 and number:
            for key in (Qt.Key.Key_N,):
                qtbot.keyClick(page.sorter, key)
            name = f"Grupa {number}"
            qtbot.keyClicks(page.sorter.name, name)
            qtbot.keyClick(page.sorter.name, Qt.Key.Key_Return)
            keys += len(name) + 2
        else:
            qtbot.keyClick(page.sorter, getattr(Qt.Key, f"Key_{1 + number % 3}"))
            keys += 1
    assert page.sorter.waiting.text() == ""
    assert keys <= 130  # at two keys a second about a minute; the bar is five
    assert len(cards(page)) == 90
    assert not any(card.cluster is None for card in cards(page))
