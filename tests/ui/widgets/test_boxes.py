"""Boxes that ask or warn, calendars and menus look like the rest of the program, whatever Qt would draw by itself."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDateEdit,
    QLabel,
    QMenu,
    QMessageBox,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
)

from ui.console.actions import ACTIONS, keys_text
from ui.theme import THEMES
from ui.widgets import style
from ui.widgets.calendar import open_calendar
from ui.widgets.guard import Guard
from ui.widgets.icons import icon
from ui.widgets.keys import KeyNames
from ui.widgets.marks import sector_icon

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
ROLE = QMessageBox.ButtonRole


@pytest.fixture
def dressed(qapp: QApplication, theme: Any) -> Any:
    style.apply(qapp, theme)
    Guard.stand_on(qapp)
    yield qapp
    style.apply(qapp, THEMES["light"])


def shown(qtbot: Any, kind: QMessageBox.Icon) -> QMessageBox:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setIcon(kind)
    box.setText("Zakończyć?")
    box.setDefaultButton(box.addButton("Zakończ", ROLE.AcceptRole))
    box.addButton("Usuń", ROLE.DestructiveRole)
    box.show()
    return box


@themes
def test_a_box_wears_our_icon_in_the_themes_colours(qtbot: Any, dressed: QApplication, theme: Any) -> None:
    ours = {colour.lower() for colour in theme.colours.values()}
    for kind in (QMessageBox.Icon.Question, QMessageBox.Icon.Warning, QMessageBox.Icon.Critical):
        box = shown(qtbot, kind)
        drawn = box.findChild(QLabel, "qt_msgboxex_icon_label")
        assert drawn is not None
        image = drawn.pixmap().toImage()
        solid = {
            image.pixelColor(x, y).name()
            for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha() == 255
        }  # fmt: skip
        assert solid
        assert solid <= ours


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_words_of_a_box_fit_what_qt_gives_it_on_the_smallest_laptop(
    qtbot: Any, qapp: QApplication, scale: float
) -> None:
    style.apply(qapp, THEMES["light"], scale)
    box = shown(qtbot, QMessageBox.Icon.Question)
    box.setInformativeText("Zakończonego głosowania nie otwiera się ponownie, można je tylko powtórzyć.")
    for name in ("qt_msgbox_label", "qt_msgbox_informativelabel"):
        words = box.findChild(QLabel, name)
        assert words is not None
        words.ensurePolished()
        assert words.x() + words.minimumWidth() <= 1093 - 480 - 11
    style.apply(qapp, THEMES["light"])


def test_a_box_has_one_primary_button_and_what_destroys_is_red(qtbot: Any, qapp: QApplication) -> None:
    Guard.stand_on(qapp)
    box = shown(qtbot, QMessageBox.Icon.Warning)
    variants = {button.text(): button.property("variant") for button in box.buttons()}
    assert variants == {"Zakończ": "primary", "Usuń": "danger"}


@themes
def test_a_calendar_names_its_days_whole_and_in_the_themes_colours(
    qtbot: Any, dressed: QApplication, theme: Any
) -> None:
    edit = QDateEdit()
    qtbot.addWidget(edit)
    calendar = open_calendar(edit)
    calendar.setWindowFlags(Qt.WindowType.Window)
    calendar.show()
    table = calendar.findChild(QTableView)
    assert table is not None
    measure = table.fontMetrics()
    names = [calendar.locale().dayName(day, calendar.locale().FormatType.ShortFormat) for day in range(1, 8)]
    least = min(table.columnWidth(column) for column in range(7))
    assert least > max(map(measure.horizontalAdvance, names))
    image = calendar.grab().toImage()
    red = [(x, y) for x in range(image.width()) for y in range(image.height())
           if image.pixelColor(x, y).hsvSaturation() > 200 and image.pixelColor(x, y).hue() < 5]  # fmt: skip
    assert red == []


def test_rows_of_a_menu_are_of_one_height(qtbot: Any, qapp: QApplication) -> None:
    style.apply(qapp, THEMES["light"])
    menu = QMenu()
    qtbot.addWidget(menu)
    bare, ticked, drawn = menu.addAction("W oknie"), menu.addAction("Zamroź"), menu.addAction("Przerwa")
    ticked.setCheckable(True)
    ticked.setChecked(True)
    drawn.setIcon(icon("coffee", THEMES["light"]))
    menu.ensurePolished()
    assert len({menu.actionGeometry(action).height() for action in (bare, ticked, drawn)}) == 1


def test_menus_call_keys_as_everything_else_does(qapp: QApplication) -> None:
    names = KeyNames(qapp)
    qapp.installTranslator(names)
    native = QKeySequence.SequenceFormat.NativeText
    keys = [QKeySequence(spec.shortcut) for spec in ACTIONS if spec.shortcut]
    differing = [keys_text(key) for key in keys if key.toString(native) != keys_text(key)]
    qapp.removeTranslator(names)
    names.deleteLater()
    assert differing == []


@themes
def test_a_mark_keeps_its_colour_in_a_row_that_is_chosen(qapp: QApplication, theme: Any) -> None:
    for made in (sector_icon("O", theme), icon("check", theme)):
        plain = made.pixmap(QSize(16, 16), QIcon.Mode.Normal).toImage()
        assert made.pixmap(QSize(16, 16), QIcon.Mode.Selected).toImage() == plain


def test_a_heading_stands_over_its_column(qtbot: Any, qapp: QApplication) -> None:
    style.apply(qapp, THEMES["light"])
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.setHorizontalHeaderLabels(["HHH"])
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.setItem(0, 0, QTableWidgetItem("HHH"))
    table.resize(200, 120)
    table.show()
    image, head = table.grab().toImage(), table.horizontalHeader().height()
    dark = [[x for x in range(3, 60) if any(image.pixelColor(x, y).lightness() < 120 for y in rows)]
            for rows in (range(4, head - 4), range(head + 5, head + 25))]  # fmt: skip
    assert dark[0][0] == dark[1][0]
