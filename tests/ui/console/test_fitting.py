"""The console at every size of window and of text: columns, the bar's words, the header, the foot; nothing is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from labapp.model import agenda, countdown, people
from labapp.settings import Settings
from ui import theme as t
from ui.console.people_columns import ENTITY, NAME, SECTOR
from ui.widgets.elided import Elided
from ui.widgets.folding import Folding

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow
    from ui.shell import Shell

LONG = "Jak współpracujemy w Brzezinach nad Strugą i co z tego wynika dla wszystkich"


def cut(window: QWidget) -> list[str]:
    """Return what is narrower than its words: buttons, plain labels, and lines that show no word."""
    found = []
    for child in window.findChildren(QWidget):
        if not child.isVisible() or child.window() is not window or isinstance(child, Elided):
            continue
        if isinstance(child, QScrollArea) and not child.horizontalScrollBar().isVisible():
            whole, seen = child.widget().width(), child.viewport().width()
            if whole > seen:
                found.append(f"{type(child).__name__} shows {seen} of {whole}")
        if isinstance(child, QLabel) and child.wordWrap() and child.text() and not child.visibleRegion().isEmpty():
            longest = max(map(child.fontMetrics().horizontalAdvance, child.text().split()), default=0)
            if longest > child.width():  # Qt cuts a word that is wider than its line without a sign
                found.append(f"a word of {child.text()!r}: {child.width()} < {longest}")
        words = isinstance(child, QAbstractButton) or (isinstance(child, QLabel) and not child.wordWrap())
        least = child.minimumSizeHint().width() if words else 80 if isinstance(child, QLineEdit) else 0
        inner = child.objectName().startswith("qt_") or child.parent().inherits("QAbstractSpinBox")
        if child.width() < least and not inner:
            text = getattr(child, "text", lambda: "")()
            found.append(f"{type(child).__name__} {text!r}: {child.width()} < {least}")
    return found


def still_cut(qapp: QApplication, window: QWidget) -> list[str]:
    """Return what is cut also after another look: the clock in the header may just have ticked to wider digits."""
    if cut(window):
        settle(qapp)
    return cut(window)


def settle(qapp: QApplication) -> None:
    """Let layouts settle that wait for those inside them."""
    for _ in range(4):
        qapp.processEvents()


@pytest.mark.parametrize("size", [(1093, 614), (1366, 768)])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_at_half_again_the_size_of_text_nothing_is_cut(
    shell: Shell, opened: Any, qapp: QApplication, size: tuple[int, int], language: str
) -> None:
    shell.settings.put("scale", 150)
    shell.settings.put("language", language)
    shell.dress.put_on()
    console = opened("laboratorium")
    console.resize(*size)
    console.handlers.next_step()
    for activity in agenda.activities(console.context.lab.read):
        console.show_activity(activity.id)
        settle(qapp)
        assert (console.width(), console.height()) == size
        assert still_cut(qapp, console) == [], activity.title
    console.show_people()
    settle(qapp)
    assert still_cut(qapp, console) == []
    assert console.side_folded
    shell.settings.put("scale", 100)
    shell.dress.put_on()


def test_wide_windows_give_the_outer_columns_more(console: ConsoleWindow, qapp: QApplication) -> None:
    widths = {}
    for size in ((1093, 614), (1366, 768), (1920, 1080)):
        console.resize(*size)
        qapp.processEvents()
        rail, _centre, _photo, side = console.split.sizes()
        widths[size[0]] = (rail, side)
    assert widths[1093] < widths[1366] < widths[1920]
    assert widths[1920] == (320, 420)


def test_a_width_set_by_hand_is_kept(
    console: ConsoleWindow, shell: Shell, opened: Any, qapp: QApplication
) -> None:
    console.resize(1920, 1080)
    qapp.processEvents()
    console.split.moveSplitter(400, 1)  # as a drag of the handle does
    assert console.split.sizes()[0] == 400
    console.resize(1500, 900)
    qapp.processEvents()
    assert console.split.sizes()[0] == 400
    assert Settings().get("rail_width") == 400
    shell.close_meeting()
    again = opened("sniadanie")
    again.resize(1920, 1080)
    qapp.processEvents()
    rail, _centre, _photo, side = again.split.sizes()
    assert (rail, side) == (400, 420)


def test_in_a_low_window_the_foot_takes_room_only_while_something_is_said(
    console: ConsoleWindow, qapp: QApplication
) -> None:
    console.resize(1366, 768)
    qapp.processEvents()
    console.message.clear()
    assert console.message.isVisible()
    console.resize(1093, 614)
    qapp.processEvents()
    assert not console.message.isVisible()
    console.context.tell("Gotowe.")
    assert console.message.isVisible()
    console.message._soon.timeout.emit()
    assert not console.message.isVisible()
    console.context.tell("Uwaga.", "warning")
    assert not console.message._soon.isActive()  # a warning waits for the next gesture or its ×
    assert console.message.isVisible()


def test_the_meetings_title_is_whole_where_there_is_room_and_words_give_way_where_not(
    console: ConsoleWindow, qapp: QApplication
) -> None:
    bar = console.bar
    console.resize(1920, 1080)
    bar.show_title(LONG)
    qapp.processEvents()
    assert bar._title.text() == LONG
    assert bar._freeze.text()
    console.resize(1093, 614)
    qapp.processEvents()
    assert bar._title.text().count("\n") == 1
    assert bar._title.text().replace("\n", " ") == LONG
    bar.show_title(f"{LONG}, którzy chcą wiedzieć")
    console.resize(900, 600)
    qapp.processEvents()
    assert bar._title.text().endswith("…")
    assert bar._title.toolTip().endswith("którzy chcą wiedzieć")
    assert bar._freeze.accessibleName()
    assert sum(child.width() for child in bar.findChildren(QWidget) if child.isVisible()) <= bar.width()


def test_a_header_without_room_puts_its_buttons_below(qtbot: Any, qapp: QApplication) -> None:
    title, button = Elided(LONG, letters=12), QLabel("Rozpocznij ten punkt")
    header = Folding(title, button)
    qtbot.addWidget(header)
    header.resize(900, 40)
    header.show()
    qapp.processEvents()
    assert not header.folded
    header.resize(button.sizeHint().width() + 40, 80)
    qapp.processEvents()
    assert header.folded
    assert button.y() > title.y()
    header.resize(900, 80)
    qapp.processEvents()
    assert not header.folded


def test_sectors_are_letters_in_a_narrow_list_of_people_and_names_get_the_room(
    console: ConsoleWindow, qapp: QApplication
) -> None:
    with console.context.lab.change("person.add") as tx:
        people.add_participant(tx, name="Anna Próbna", sector=people.sectors(tx)[0].id)
    sector = people.sectors(console.context.lab.read)[0]
    console.resize(1093, 614)
    console.show_people()
    qapp.processEvents()
    table = console.people._table
    assert table.item(0, SECTOR).text() == sector.letter
    head = table.horizontalHeader()
    metrics = head.fontMetrics()
    for column in (NAME, ENTITY, SECTOR):
        words = table.horizontalHeaderItem(column).text()
        assert metrics.horizontalAdvance(words) + 16 <= head.sectionSize(column), words
    console.resize(1920, 1080)
    qapp.processEvents()
    assert table.item(0, SECTOR).text() == sector.name
    assert sum(head.sectionSize(column) for column in range(6)) <= table.viewport().width()


@pytest.mark.parametrize("size", [(1093, 614), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("scale", [100, 125])
def test_no_name_of_a_sector_is_cut_in_the_list_of_people(
    console: ConsoleWindow, shell: Shell, qapp: QApplication, size: tuple[int, int], scale: int
) -> None:
    shell.settings.put("scale", scale)
    shell.dress.put_on()
    with console.context.lab.change("person.add") as tx:
        for sector in people.sectors(tx):
            people.add_participant(tx, name="Anna Próbna", sector=sector.id)
    console.resize(*size)
    console.show_people()
    settle(qapp)
    table = console.people._table
    texts = {table.item(row, SECTOR).text() for row in range(table.rowCount())}
    if texts != {sector.letter for sector in people.sectors(console.context.lab.read)}:
        assert table.sizeHintForColumn(SECTOR) <= table.columnWidth(SECTOR)
    assert "Organizacje pozarządowe" in {table.item(row, SECTOR).toolTip() for row in range(table.rowCount())}
    shell.settings.put("scale", 100)
    shell.dress.put_on()


def test_a_state_of_the_room_as_long_as_the_last_one_is_said_too(console: ConsoleWindow) -> None:
    for words in ("na żywo", "za mgłą"):
        console.bar.show_stage(words, "good", False, False)
        assert console.bar._live.text().endswith(words)


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("width", [1093, 1920])
def test_the_boards_buttons_say_what_they_do_as_far_as_there_is_room(
    shell: Shell, opened: Any, qapp: QApplication, width: int, language: str
) -> None:
    shell.settings.put("language", language)
    console = opened("laboratorium")
    board = next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == "board")
    console.show_activity(board)
    console.resize(width, 614)
    settle(qapp)
    bar = console.middle.page.bar
    said = [bar.sort.text(), bar._filter.text(), bar._layout.text()]
    full = {"pl": ["Sortowanie z salą…", "Filtr i kolejność", "Układ: kolumny"],
            "en": ["Sorting with the room…", "Filter and order", "Layout: columns"]}  # fmt: skip
    short = {"pl": ["Sortowanie…", "Filtr", "Kolumny"], "en": ["Sorting…", "Filter", "Columns"]}
    assert said == (full if width == 1920 else short)[language]
    assert cut(console) == []


def test_a_name_is_whole_where_the_columns_beside_it_are_empty(console: ConsoleWindow, qapp: QApplication) -> None:
    name = "Świętosława Bąk-Źrebięcka"
    with console.context.lab.change("person.add") as tx:
        people.add_participant(tx, name=name)
    console.resize(1093, 614)
    console.show_people()
    settle(qapp)
    table = console.people._table
    assert table.columnWidth(NAME) >= table.fontMetrics().horizontalAdvance(name) + 16


@pytest.mark.parametrize("language", ["pl", "en"])
def test_what_a_line_asks_for_is_read_whole(
    shell: Shell, opened: Any, qapp: QApplication, language: str
) -> None:
    shell.settings.put("language", language)
    shell.dress.put_on()
    console = opened("laboratorium")
    console.resize(1093, 614)
    console.show()
    for activity in agenda.activities(console.context.lab.read):
        console.show_activity(activity.id)
        settle(qapp)
        for line in console.findChildren(QLineEdit):
            if line.isVisible() and line.placeholderText() and not line.text():
                room = line.width() - 2 * t.SPACE_M
                assert line.fontMetrics().horizontalAdvance(line.placeholderText()) <= room, activity.title


def test_the_timer_does_not_widen_the_column_when_it_starts(console: ConsoleWindow, qapp: QApplication) -> None:
    console.resize(1093, 614)
    console.show()
    settle(qapp)
    before = console.side.width()
    console.context.run("timer.start", lambda tx: countdown.start(tx, 1500), undoable=False)
    settle(qapp)
    assert console.side.width() == before
