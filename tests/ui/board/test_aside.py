"""Cards that were set aside are found again, hours and many steps later; a board with one column has no heading."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from labapp.kinds.board import layouts
from labapp.model import agenda, ideas, people
from tests.ui.board.boards import columns, shown
from tests.ui.rooms import context
from ui.kinds.board.card_menu import card_menu
from ui.kinds.board.page import BoardPage


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[BoardPage]:
    with context(tmp_path / "a.lab") as made:
        lab = made.lab
        activity = agenda.activities(lab.read)[0].id
        with lab.change("idea.add") as tx:
            columns = [ideas.add_cluster(tx, activity, title) for title in ("Park", "Szkoła")]
            for number in range(6):
                ideas.add(tx, activity, f"kartka {number}", cluster=columns[number % 2])
        with shown(qtbot, made) as board:
            yield board


def _set_aside(page: BoardPage, *texts: str) -> None:
    for card in ideas.cards(page.context.lab.read, page.activity_id):
        if card.text in texts:
            page.reselect(card.placement)
            page.act("retire")


def _filter(page: BoardPage) -> QToolButton:
    return next(b for b in page.bar.findChildren(QToolButton) if b.menu() and "Pokaż" in b.menu().actions()[0].text())


def _choose(page: BoardPage, words: str) -> None:
    _action(_filter(page).menu(), words).trigger()


def _action(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text().split("\t")[0] == words)


def _rows(page: BoardPage) -> list[str]:
    table = page.list_view
    return [table.item(row, 0).text() for row in range(table.rowCount())]


@pytest.mark.parametrize("layout", layouts.LAYOUTS)
def test_the_filter_lists_them_and_a_key_brings_them_back_to_where_they_lay(
    qtbot: QtBot, page: BoardPage, layout: str
) -> None:
    _set_aside(page, "kartka 0", "kartka 3")
    page.arrange(layout)
    _choose(page, "Odłożone (2)")
    assert page.list_view.isVisible()
    assert _rows(page) == ["kartka 0", "kartka 3"]
    assert page.list_view.item(0, 1).text() == "Park"
    assert page.bar.restore.isVisible()
    page.list_view.selectRow(0)
    qtbot.keyClick(page.list_view, Qt.Key.Key_R)
    assert _rows(page) == ["kartka 3"]
    page.list_view.selectRow(0)
    page.bar.restore.click()
    assert not page.bar.restore.isVisible(), "nothing is aside any more: the board is shown again"
    page.arrange(layouts.COLUMNS)
    assert columns(page) == [["kartka 0", "kartka 2", "kartka 4"], ["kartka 1", "kartka 3", "kartka 5"]]
    assert page.context.lab.next_undo() is not None


def test_undo_ends_what_the_filter_shows(page: BoardPage) -> None:
    _set_aside(page, "kartka 1")
    _choose(page, "Odłożone (1)")
    page.context.lab.undo()
    assert columns(page)[1] == ["kartka 1", "kartka 3", "kartka 5"]
    assert not [a for a in _filter(page).menu().actions() if a.text().startswith("Odłożone")]
    _set_aside(page, "kartka 3")
    assert columns(page)[1] == ["kartka 1", "kartka 5"], "the filter does not come back by itself"


def test_what_is_aside_can_only_be_looked_at_and_brought_back(qtbot: QtBot, page: BoardPage) -> None:
    _set_aside(page, "kartka 0", "kartka 1")
    _choose(page, "Odłożone (2)")
    page.list_view.selectAll()
    said: list[str] = []
    page.context.signals.message.connect(lambda text, tone: said.append(text))
    before = page.context.lab.history(1)[0].number
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_M, Qt.Key.Key_S, Qt.Key.Key_Return):
        qtbot.keyClick(page.list_view, key)
    assert page.context.lab.history(1)[0].number == before
    assert said == ["Odłożoną kartkę trzeba najpierw przywrócić (R)."] * 4
    can = {action.text().split("\t")[0] for action in card_menu(page).actions() if action.isEnabled()}
    assert can == {"Historia kartki…", "Przywróć"}
    _filter(page).menu().actions()[0].trigger()
    assert columns(page) == [["kartka 2", "kartka 4"], ["kartka 3", "kartka 5"]]
    assert "Przywróć" not in {action.text().split("\t")[0] for action in card_menu(page).actions()}


def test_a_merged_card_is_not_among_those_set_aside(page: BoardPage) -> None:
    lab, cards = page.context.lab, ideas.cards(page.context.lab.read, page.activity_id)
    with lab.change("idea.merge") as tx:
        ideas.retire(tx, cards[0].idea)
        ideas.merge(tx, cards[1].idea, [cards[0].idea, cards[2].idea])
    assert ideas.set_aside(lab.read, page.activity_id) == []


def test_a_group_removed_meanwhile_leaves_the_card_on_the_board(page: BoardPage) -> None:
    lab, activity = page.context.lab, page.activity_id
    park = ideas.clusters(lab.read, activity)[0].id
    _set_aside(page, "kartka 0")
    with lab.change("cluster.retire") as tx:
        ideas.retire_cluster(tx, park)
    card = ideas.set_aside(lab.read, activity)[0]
    with lab.change("idea.restore") as tx:
        ideas.restore(tx, card.idea)
    assert "kartka 0" in [card.text for card in ideas.cards(lab.read, activity) if card.cluster is None]


def test_a_single_column_needs_no_number_and_the_line_says_who_speaks(page: BoardPage) -> None:
    with page.context.lab.change("sector.add") as tx:
        people.add_sector(tx, "Samorząd", "S", "S")
    heads = [column._title.text() for column in page._columns.values()]
    assert heads == ["1  Park", "2  Szkoła"]
    with page.context.lab.change("cluster.retire") as tx:
        for cluster in ideas.clusters(tx, page.activity_id):
            ideas.retire_cluster(tx, cluster.id)
    alone = next(iter(page._columns.values()))
    assert alone._title.isHidden()
    assert page.capture._voice.text() == "Kto mówi: bez autora"
    page.capture.speak_numbered(1)
    assert page.capture._voice.text() == "Samorząd"
    assert page.capture._voice.accessibleName() == "Kto mówi: Samorząd"
