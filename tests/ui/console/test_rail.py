"""The agenda at the left: every row is as high as the lines it draws, and the chosen point stays in sight."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from labapp.model import agenda
from ui.console.rail import Rail
from ui.console.rail_rows import ID, RailRows
from ui.console.window import ConsoleWindow


@pytest.fixture
def rail(opened: Callable[[str], ConsoleWindow]) -> Rail:
    window = opened("laboratorium")
    window.resize(1093, 614)
    window.show()
    QApplication.processEvents()
    return window.rail


def test_no_title_lies_over_the_next_one_after_the_agenda_was_drawn_anew(rail: Rail) -> None:
    """Filled anew the list has no scroll bar at first; Qt lays rows out again for another height, not for a width."""
    window = rail.window()
    assert isinstance(window, ConsoleWindow)
    first = agenda.activities(window.context.lab.read)[0].id
    for width in range(180, 280, 4):  # in one of them a title fits until the bar comes
        rail.setFixedWidth(width)
        QApplication.processEvents()
        window.context.run("activity.edit", lambda tx, n=width: agenda.edit_activity(tx, first, minutes=n))
        QApplication.processEvents()
        places = [rail.visualItemRect(rail.item(row)) for row in range(rail.count())]
        over = [rail.item(row).text() for row, (a, b) in enumerate(pairwise(places)) if a.bottom() >= b.top()]
        assert over == [], width


def test_the_points_of_a_template_are_whole(rail: Rail) -> None:
    """A third line says what two cannot: “widziana z dwóch str…” was all that a new meeting showed of its board."""
    titles = {item.id: item.title for item in agenda.activities(rail._context.lab.read)}
    delegate = rail.itemDelegate()
    assert isinstance(delegate, RailRows)
    for row in range(rail.count()):
        index = rail.indexFromItem(rail.item(row))
        if title := titles.get(str(rail.item(row).data(ID))):
            said = " ".join(delegate._lines(index, rail.viewport().width(), 1.0))
            assert said.split() == title.split()


def test_the_chosen_point_stays_in_sight_when_the_rail_gets_lower(rail: Rail) -> None:
    read = rail._context.lab.read
    low = next(
        item.id for row, item in enumerate(agenda.activities(read))
        if rail.visualItemRect(rail.item(row + 2)).bottom() >= rail.viewport().height()
    )  # fmt: skip
    rail.select(low)
    QApplication.processEvents()
    rail.setFixedHeight(rail.height() - 40)
    QApplication.processEvents()
    place = rail.visualItemRect(rail.currentItem())
    assert place.bottom() < rail.viewport().height()


def seen(rail: Rail, row: int) -> bool:
    place = rail.visualItemRect(rail.item(row))
    return place.top() >= 0 and place.bottom() < rail.viewport().height()


def test_what_comes_next_is_seen_with_the_point_that_begins(rail: Rail) -> None:
    """On the second day the point under way lay at the foot of the list, and what follows below it."""
    rail.setFixedHeight(300)
    QApplication.processEvents()
    for row in range(1, rail.count() - 3):
        if rail.item(row).data(ID):
            rail.select(str(rail.item(row).data(ID)))
            QApplication.processEvents()
            assert seen(rail, row), row
            assert seen(rail, row + 1), row
            assert seen(rail, row + 2), row


def test_a_click_moves_nothing_away_under_the_mouse(rail: Rail) -> None:
    rail.setFixedHeight(300)
    QApplication.processEvents()
    rail.scrollToTop()
    row = max(row for row in range(rail.count()) if seen(rail, row))
    place = rail.visualItemRect(rail.item(row))
    QTest.mouseClick(rail.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    QApplication.processEvents()
    assert rail.currentRow() == row
    assert rail.visualItemRect(rail.item(row)) == place


def test_a_click_on_the_point_chosen_already_leads_back_from_the_people(rail: Rail) -> None:
    window = rail.window()
    assert isinstance(window, ConsoleWindow)
    window.show_people()
    assert not window.middle.isVisible()
    row = rail.visualItemRect(rail.currentItem())
    QTest.mouseClick(rail.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert window.middle.isVisible()
    assert not window.people.isVisible()
