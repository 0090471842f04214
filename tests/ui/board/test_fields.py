"""Fields lie two by two on the console as in the room; the layout is a view and moves no card."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labapp.kinds.board import layouts
from labapp.model import ideas
from tests.ui.board.boards import shown
from tests.ui.rooms import context
from ui.kinds.board.page import BoardPage


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[BoardPage]:
    with context(tmp_path / "a.lab") as made, shown(qtbot, made) as board:
        yield board


def _corners(page: BoardPage) -> list[QPoint]:
    QApplication.processEvents()
    return [column.mapTo(page, QPoint(0, 0)) for column in page._columns.values()]


@pytest.mark.parametrize("fields", layouts.FIELD_SETS)
def test_four_fields_lie_two_by_two_and_all_are_in_sight(page: BoardPage, fields: str) -> None:
    page.add_fields(fields)
    one, two, three, four = _corners(page)
    assert (one.y(), two.y(), three.y(), four.y()) == (one.y(), one.y(), three.y(), three.y())
    assert (one.x(), two.x()) == (three.x(), four.x())
    assert one.x() < two.x()
    assert one.y() < three.y()
    assert page._row.verticalScrollBar().maximum() == 0
    page.arrange(layouts.COLUMNS)
    assert len({corner.y() for corner in _corners(page)}) == 1
    assert sorted({corner.x() for corner in _corners(page)}) == [corner.x() for corner in _corners(page)]


def test_a_card_is_carried_from_field_to_field_by_keys(qtbot: QtBot, page: BoardPage) -> None:
    page.add_fields("swot")
    with page.context.lab.change("idea.add") as tx:
        first = ideas.clusters(tx, page.activity_id)[0].id
        ideas.add(tx, page.activity_id, "mocna strona", cluster=first)
    placement = page.cards()[0].placement
    page.reselect(placement)
    for _step in range(2):
        lying = next(column for column in page._columns.values() if column.model.rowCount())
        qtbot.keyClick(lying.list, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    third = ideas.clusters(page.context.lab.read, page.activity_id)[2]
    assert [card.cluster for card in page.cards()] == [third.id]


def test_a_field_that_is_taken_away_closes_its_gap(page: BoardPage) -> None:
    page.add_fields("swot")
    with page.context.lab.change("cluster.retire") as tx:
        ideas.retire_cluster(tx, ideas.clusters(tx, page.activity_id)[1].id)
    one, two, three = _corners(page)
    assert one.y() == two.y() < three.y()
    assert three.x() == one.x()
