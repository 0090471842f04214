"""Enter: the button that has the focus, one button of a dialog whatever Tab has passed, and never a stray one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from labapp.wording.translate import translator
from ui.new_dialog import NewDialog
from ui.widgets.guard import OWN_ENTER, Guard
from ui.widgets.leading import lead_down


@pytest.fixture(autouse=True)
def guard(qapp: QApplication) -> Iterator[None]:
    made = Guard(qapp)
    qapp.installEventFilter(made)
    yield
    qapp.removeEventFilter(made)


def shown(qtbot: Any, window: QWidget, *widgets: QWidget) -> None:
    layout = QVBoxLayout(window)
    for widget in widgets:
        layout.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


@pytest.mark.parametrize(("key", "held", "presses"), [
    (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, 1),
    (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, 1),
    (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, 0),
])  # fmt: skip
def test_enter_presses_the_button_of_a_window_as_space_does(
    qtbot: Any, key: Qt.Key, held: Qt.KeyboardModifier, presses: int
) -> None:
    button, pressed = QPushButton("A"), []
    button.clicked.connect(lambda: pressed.append(1))
    window = QWidget()
    shown(qtbot, window, button)
    QTest.keyClick(button, key, held)
    assert len(pressed) == presses
    button.setProperty(OWN_ENTER, True)
    QTest.keyClick(button, key, held)
    assert len(pressed) == presses


def test_enter_in_a_field_creates_also_after_tab_has_passed_cancel(qtbot: Any, tmp_path: Path) -> None:
    """It cancelled: the dialog had never heard which button was its own."""
    dialog = NewDialog(translator("pl"), "burza", "pl", tmp_path, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    passed: list[str] = []
    for _stop in range(20):
        at = QApplication.focusWidget()
        passed += [at.text()] if isinstance(at, QPushButton) else []
        if at is line and passed:
            break
        QTest.keyClick(at, Qt.Key.Key_Tab)
    assert "Anuluj" in passed
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_the_arrow_down_leads_from_a_search_into_its_list(qtbot: Any) -> None:
    line, listed = QLineEdit(), QListWidget()
    listed.addItems(["a", "b"])
    lead_down(line, listed)
    window = QWidget()
    shown(qtbot, window, line, listed)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is listed
    assert listed.currentRow() == 0
