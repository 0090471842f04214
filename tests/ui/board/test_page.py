"""The board's page driven as a moderator drives it: by keys, with the eyes on the room."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from labapp.kinds.board import sorting
from labapp.kinds.board.voices import Voice
from labapp.model import agenda, ideas, people
from tests.ui.board.boards import columns, shown, write
from tests.ui.rooms import context
from ui.kinds.board import dialogs
from ui.kinds.board.page import BoardPage


def test_enter_puts_the_card_where_the_line_says_and_the_choice_stays(qtbot: QtBot, page: BoardPage) -> None:
    write(page, "pierwsza")
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    write(page, "druga")
    write(page, "trzecia")
    assert columns(page) == [["pierwsza"], ["druga", "trzecia"], []]
    assert page.capture.edit.text() == ""
    assert page.capture._where.text() == "2 Nie działa"


def test_a_sector_is_kept_for_the_next_cards(qtbot: QtBot, page: BoardPage) -> None:
    sector = people.sectors(page.context.lab.read)[0].id
    page.capture.speak(Voice(sector=sector))
    write(page, "głos urzędu")
    write(page, "drugi głos")
    assert {card.sector for card in ideas.cards(page.context.lab.read, page.activity_id)} == {sector}


def test_a_paste_of_many_lines_makes_many_cards_in_one_step(
    qtbot: QtBot, page: BoardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs.QDialog, "exec", lambda self: QDialog.DialogCode.Accepted)
    data = QMimeData()
    data.setText("raz\n\n  dwa  \ntrzy\n")
    QApplication.clipboard().setMimeData(data)
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert columns(page)[0] == ["raz", "dwa", "trzy"]
    page.context.lab.undo()
    assert columns(page) == [[], [], []]


def test_a_paste_of_one_line_stays_in_the_line(qtbot: QtBot, page: BoardPage) -> None:
    QApplication.clipboard().setText("jedna myśl")
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.capture.edit.text() == "jedna myśl"
    assert columns(page) == [[], [], []]


def test_cards_are_carried_by_keys_between_and_within_columns(qtbot: QtBot, page: BoardPage) -> None:
    for words in ("a", "b", "c"):
        write(page, words)
    first = next(iter(page._columns.values()))
    first.select(first.model.faces()[2].card.placement)
    qtbot.keyClick(first.list, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert columns(page)[0] == ["a", "c", "b"]
    qtbot.keyClick(first.list, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert columns(page) == [["a", "b"], ["c"], []]
    assert [face.card.text for face in page.chosen()] == ["c"]


def test_merging_and_setting_aside_by_keys(qtbot: QtBot, page: BoardPage) -> None:
    for words in ("park", "skwer", "ławka"):
        write(page, words)
    column = next(iter(page._columns.values()))
    column.select(column.model.faces()[0].card.placement)
    qtbot.keyClick(column.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(column.list, Qt.Key.Key_M)
    assert columns(page)[0] == ["park", "ławka"]
    assert column.model.faces()[0].merged == 1
    column.select(column.model.faces()[1].card.placement)
    qtbot.keyClick(column.list, Qt.Key.Key_Delete)
    assert columns(page)[0] == ["park"]


def test_search_folds_polish_letters(qtbot: QtBot, page: BoardPage) -> None:
    for words in ("Ścieżka przez Łąkę", "Parking"):
        write(page, words)
    page._search.setText("lake")
    assert columns(page)[0] == ["Ścieżka przez Łąkę"]


def test_a_card_written_while_a_search_stands_is_shown_and_counted(qtbot: QtBot, page: BoardPage) -> None:
    for words in ("Biblioteka", "Parking", "Kino"):
        write(page, words)
    page._search.setText("bibl")
    assert page.bar.count.text() == "1 z 3 pomysłów"
    write(page, "Skwer")
    assert columns(page)[0] == ["Biblioteka", "Skwer"]
    assert page.bar.count.text() == "2 z 4 pomysłów"
    page._search.setText("park")
    assert columns(page)[0] == ["Parking"]
    page._search.clear()
    assert page.bar.count.text() == "4 pomysły"


def test_a_search_that_nothing_fits_says_so_and_leads_back(qtbot: QtBot, page: BoardPage) -> None:
    write(page, "Biblioteka")
    page._search.setText("zzzz")
    nothing = page._stack.nothing
    assert nothing.isVisible()
    assert any("zzzz" in label.text() for label in nothing.findChildren(QLabel))
    qtbot.mouseClick(nothing.show_all, Qt.MouseButton.LeftButton)
    assert not nothing.isVisible()
    assert page._search.text() == ""
    assert columns(page)[0] == ["Biblioteka"]


def test_a_drop_moves_cards_before_the_row_it_hits(page: BoardPage, qtbot: QtBot) -> None:
    for words in ("a", "b", "c"):
        write(page, words)
    column = next(iter(page._columns.values()))
    data = column.model.mimeData([column.model.index(2)])
    column.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, column.model.index(-1))
    assert columns(page)[0] == ["c", "a", "b"]


def test_an_empty_line_adds_nothing(qtbot: QtBot, page: BoardPage) -> None:
    write(page, "   ")
    assert columns(page) == [[], [], []]


def test_a_board_without_columns_takes_cards_too(qtbot: QtBot, tmp_path: Path) -> None:
    with context(tmp_path / "b.lab") as made, shown(qtbot, made) as board:
        assert board._stack.currentIndex() == 1
        write(board, "samotna kartka")
        assert columns(board) == [["samotna kartka"]]


def test_cards_before_the_point_has_begun_are_said_to_be_unseen(qtbot: QtBot, page: BoardPage) -> None:
    assert not page.unseen.isVisible()  # nothing is there that the room could miss
    write(page, "za wcześnie")
    assert page.unseen.isVisible()
    assert "Rozpocznij ten punkt" in page.unseen.text()
    with page.context.lab.change("activity.start") as tx:
        agenda.start(tx, page.activity_id)
    assert not page.unseen.isVisible()


def test_two_groups_share_the_width_of_the_sorting(qtbot: QtBot, page: BoardPage) -> None:
    """With two groups to put cards into, half the width is each one's: a name that fits there is not cut."""
    name = "Nie wiemy, a powinniśmy dowiedzieć się razem"
    with page.context.lab.change("cluster.rename") as tx:
        ideas.edit_cluster(tx, ideas.clusters(tx, page.activity_id)[2].id, title=name)
    write(page, "jedna")
    with page.context.lab.change("sort.begin") as tx:
        sorting.begin(tx, page.activity_id, ideas.clusters(tx, page.activity_id)[0].id)
    QApplication.processEvents()
    words = [button.text() for button in page.sorter.findChildren(QPushButton)]
    assert f"3  {name}  (0)" in words


def test_until_the_first_card_each_column_says_how_one_comes_there(qtbot: QtBot, page: BoardPage) -> None:
    said = [column.list.accessibleDescription() for column in page._columns.values()]
    assert said == ["Enter kładzie tu pierwszą kartkę", *(f"Ctrl+{n}: nowe kartki trafiają tutaj" for n in (2, 3))]
    write(page, "pierwsza")
    assert not any(column.list.accessibleDescription() for column in page._columns.values())
