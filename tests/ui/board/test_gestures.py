"""Capture at the speed of speech, covering, sorting, groups, marks and layouts, by keys."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from labapp.kinds.board.kind import Board
from labapp.model import agenda, ideas, marks, people
from labapp.wording.history import history_sentence
from tests.ui.board.boards import ALT, answer, cards, columns, write
from ui.kinds.board.card_dialog import CardDialog
from ui.kinds.board.page import BoardPage
from ui.kinds.board.settings_dialog import SettingsDialog
from ui.kinds.board.split_dialog import SplitDialog


def test_selected_cards_become_a_named_group(page: BoardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    write(page, "a", "b", "c")
    next(iter(page._columns.values())).list.selectAll()

    def name(dialog: QDialog) -> None:
        edit = dialog.findChild(QLineEdit)
        assert edit is not None
        edit.setText("Razem")

    answer(monkeypatch, name)
    page.group_chosen()
    assert columns(page) == [[], [], [], ["a", "b", "c"]]
    page.context.lab.undo()
    assert columns(page) == [["a", "b", "c"], [], []]


def test_a_card_keeps_a_voice_that_was_set_aside(page: BoardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    write(page, "lampy")
    with page.context.lab.change("idea.edit") as tx:
        sector = people.add_sector(tx, "Rada", "R", "I")
        ideas.edit(tx, cards(page)[0].idea, sector=sector)
        people.edit_sector(tx, sector, retired=1)
    next(iter(page._columns.values())).select(cards(page)[0].placement)

    def reword(dialog: CardDialog) -> None:
        dialog.words.setPlainText("latarnie")

    answer(monkeypatch, reword)
    page.edit_card()
    assert [(card.text, card.sector) for card in cards(page)] == [("latarnie", sector)]


def test_a_card_is_split_at_lines_and_at_the_selection(qtbot: QtBot, page: BoardPage,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    write(page, "lampy i lawki, kosze")
    column = next(iter(page._columns.values()))
    column.select(cards(page)[0].placement)

    def cut(dialog: SplitDialog) -> None:
        dialog.words.setPlainText("lampy\nlawki, kosze")
        cursor = dialog.words.textCursor()
        cursor.setPosition(11)
        cursor.setPosition(18, cursor.MoveMode.KeepAnchor)
        dialog.words.setTextCursor(cursor)
        dialog.cut_out()

    answer(monkeypatch, cut)
    qtbot.keyClick(column.list, Qt.Key.Key_D)
    assert columns(page)[0] == ["lampy", "lawki", "kosze"]


def test_marks_by_letters_filter_and_order(qtbot: QtBot, page: BoardPage) -> None:
    write(page, "a", "b", "c")
    column = next(iter(page._columns.values()))
    column.select(cards(page)[2].placement)
    qtbot.keyClick(column.list, Qt.Key.Key_S)
    qtbot.keyClick(column.list, Qt.Key.Key_Plus)
    qtbot.keyClick(column.list, Qt.Key.Key_Plus)
    qtbot.keyClick(column.list, Qt.Key.Key_Minus)
    column.select(cards(page)[1].placement)
    qtbot.keyClick(column.list, Qt.Key.Key_W)
    found = marks.of_board(page.context.lab.read, page.activity_id)
    third, second = cards(page)[2].idea, cards(page)[1].idea
    assert found == {third: marks.Marks(True, False, (("", 1),)), second: marks.Marks(False, True)}
    page.bar.want(order="marks")
    assert columns(page)[0] == ["c", "b", "a"]
    page.bar.want(mark="visionary", order="place")
    assert columns(page)[0] == ["b"]


def test_a_sector_filter(qtbot: QtBot, page: BoardPage) -> None:
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_2, ALT)
    write(page, "nasze")
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_0, ALT)
    write(page, "niczyje")
    page.bar.want(sector=people.sectors(page.context.lab.read)[1].id)
    assert columns(page)[0] == ["nasze"]


def test_layouts_change_without_loss(qtbot: QtBot, page: BoardPage) -> None:
    write(page, "a", "b")
    before = columns(page)
    page.arrange("list")
    assert [page.list_view.item(row, 0).text() for row in range(2)] == ["a", "b"]
    page.list_view.select(cards(page)[1].placement)
    qtbot.keyClick(page.list_view, Qt.Key.Key_S)
    assert [face.card.text for face in page.chosen()] == ["b"]
    page.arrange("matrix")
    assert page.matrix.list.count() == 2
    page.arrange("columns")
    assert columns(page) == before


def test_fields_of_swot_are_added_in_the_meetings_language(page: BoardPage) -> None:
    page.add_fields("swot")
    titles = [cluster.title for cluster in ideas.clusters(page.context.lab.read, page.activity_id)]
    assert titles[-4:] == ["Mocne strony", "Słabe strony", "Szanse", "Zagrożenia"]
    assert page.settings()["layout"] == "fields"


def test_settings_keep_what_they_do_not_know(page: BoardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    with page.context.lab.change("activity.settings") as tx:
        agenda.edit_activity(tx, page.activity_id, settings={"v": 1, "future": 7})

    def fill(dialog: SettingsDialog) -> None:
        dialog.covered.setChecked(True)
        dialog.dots.setText("ważne, pilne")
        dialog.axes.setCurrentIndex(dialog.axes.findData("own"))
        for line, words in zip(dialog.words, ("Koszt", "Zysk", "1", "2", "3", "4"), strict=True):
            line.setText(words)

    answer(monkeypatch, fill)
    page.edit_settings()
    kept = page.activity.settings
    assert (kept["future"], kept["covered"], kept["dots"]) == (7, True, ["ważne", "pilne"])
    assert kept["own_axes"] == {"across": "Koszt", "down": "Zysk", "corners": ["1", "2", "3", "4"]}
    assert Board().upgrade(kept)["noun"] == "idea"


def test_the_history_of_a_card_is_shown(qtbot: QtBot, page: BoardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    write(page, "a")
    column = next(iter(page._columns.values()))
    column.select(cards(page)[0].placement)
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        listed = dialog.findChild(QListWidget)
        assert listed is not None
        said.extend(listed.item(row).text() for row in range(listed.count()))

    answer(monkeypatch, read)
    qtbot.keyClick(column.list, Qt.Key.Key_H)
    assert said == ["Zapisano w punkcie: Pomysły", "Pomysły – w grupie: Działa"]


def test_another_layout_is_said_as_such(page: BoardPage) -> None:
    for layout, said in (("matrix", "układ: matryca"), ("list", "układ: lista"), ("canvas", "układ: plansza")):
        page.arrange(layout)
        entry = page.context.lab.history(1)[0]
        assert history_sentence(entry.code, json.loads(entry.params), page.context._) == said
