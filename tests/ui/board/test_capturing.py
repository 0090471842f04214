"""Capture at the speed of speech: numbers of columns, voices, cards that are covered and revealed."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labapp.model import ideas, people
from tests.ui.board.boards import ALT, CTRL, cards, columns, loose, write
from tests.ui.rooms import type_words
from ui.kinds.board.page import BoardPage


def test_a_number_and_a_space_change_the_column_and_it_stays(qtbot: QtBot, page: BoardPage) -> None:
    qtbot.keyClicks(page.capture.edit, "3 ")
    write(page, "marzenie", "drugie")
    assert columns(page) == [[], [], ["marzenie", "drugie"]]


def test_backspace_makes_the_number_a_word_again(qtbot: QtBot, page: BoardPage) -> None:
    qtbot.keyClicks(page.capture.edit, "2 ")
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_Backspace)
    assert page.capture.edit.text() == "2 "
    write(page, "lawki")
    assert columns(page) == [["2 lawki"], [], []]
    qtbot.keyClicks(page.capture.edit, "9 ")  # there is no ninth column
    write(page, "kosze")
    assert columns(page)[0] == ["2 lawki", "9 kosze"]


def test_sector_keys_and_the_voice_before(qtbot: QtBot, page: BoardPage) -> None:
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_1, ALT)
    write(page, "a")
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_2, ALT)
    write(page, "b")
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_A, CTRL | Qt.KeyboardModifier.ShiftModifier)
    write(page, "c")
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_0, ALT)
    write(page, "d")
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_A, CTRL | Qt.KeyboardModifier.ShiftModifier)
    write(page, "e")
    one, two = (sector.id for sector in people.sectors(page.context.lab.read))
    assert [card.sector for card in cards(page)] == [one, two, one, None, one]


def test_with_more_than_ten_groups_a_number_may_have_two_digits(page: BoardPage) -> None:
    loose(page, "a", "b", "c", "d")
    with page.context.lab.change("cluster.add") as tx:
        for number in range(4, 13):
            ideas.add_cluster(tx, page.activity_id, f"Grupa {number}")
    page.sort()
    sorter, keys = page.sorter, Qt.Key
    assert "1–12" in sorter.hint.text()
    QTest.keyClick(sorter, keys.Key_3)  # no number begins with it: at once
    QTest.keyClick(sorter, keys.Key_1)
    assert "1…" in sorter.hint.text()
    QTest.keyClick(sorter, keys.Key_2)
    QTest.keyClick(sorter, keys.Key_1)
    QTest.keyClick(sorter, keys.Key_Return)
    QTest.keyClick(sorter, keys.Key_1)
    QTest.keyClick(sorter, keys.Key_Escape)  # forgets the digit, does not end the sorting
    assert sorter.isVisible()
    QTest.keyClick(sorter, keys.Key_1)
    sorter._wait.timeout.emit()
    order = [cluster.id for cluster in ideas.clusters(page.context.lab.read, page.activity_id)]
    where = {card.text: order.index(card.cluster or "") + 1 for card in cards(page)}
    assert where == {"a": 3, "b": 12, "c": 1, "d": 1}
    assert sorter._end.property("variant") == "primary"


def test_a_reveal_ends_covering_and_undo_brings_both_back(page: BoardPage) -> None:
    page.put_settings(covered=True)
    write(page, "zakryta")
    page.reveal()
    write(page, "jawna")
    assert [card.covered for card in cards(page)] == [False, False]
    page.context.lab.undo()
    page.context.lab.undo()
    assert [card.covered for card in cards(page)] == [True]
    assert page.settings()["covered"] is True


def test_covered_cards_are_counted_and_revealed_by_one_action(page: BoardPage) -> None:
    page.toggle_covered()
    write(page, "sekret", "tajne")
    assert "Odkryj" in page.bar.reveal.text()
    assert not page.bar.reveal.isHidden()
    assert all("zakryta" in face.small for face in page._view.shown)
    page.reveal()
    assert page.bar.reveal.isHidden()
    assert not any(card.covered for card in cards(page))
    page.context.lab.undo()
    assert all(card.covered for card in cards(page))
    page.toggle_covered()
    write(page, "jawna")
    assert [card.covered for card in cards(page)] == [True, True, False]


def test_a_number_without_a_group_moves_nothing(qtbot: QtBot, page: BoardPage) -> None:
    loose(page, "a")
    page.sort()
    said: list[str] = []
    page.context.signals.message.connect(lambda text, tone: said.append(text))
    qtbot.keyClick(page.sorter, Qt.Key.Key_9)
    assert page.sorter.card.text() == "a"
    assert said


def test_undo_in_an_empty_line_is_left_to_the_window(qtbot: QtBot, page: BoardPage) -> None:
    write(page, "Ławka")
    line = page.capture.edit
    assert not line.isUndoAvailable()  # the words are a card now and must not come back as a second one
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CTRL)
    QApplication.sendEvent(line, asked)
    assert not asked.isAccepted()
    type_words(line, "Drzewo")
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CTRL)
    QApplication.sendEvent(line, asked)
    assert asked.isAccepted()
