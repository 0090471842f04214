"""The first window at every size of text: no title or description is cut, whatever the screen; the rest scrolls."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton

from labapp.settings import Recent
from ui.shell import Shell
from ui.widgets.rich_button import RichButton


@pytest.mark.parametrize("size", [(740, 500), (1093, 614), (1920, 1080)])
@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_titles_and_descriptions_of_templates_are_whole(
    shell: Shell, qapp: QApplication, size: tuple[int, int], scale: int, language: str
) -> None:
    shell.settings.put("scale", scale)
    shell.settings.put("language", language)
    shell.dress.put_on()
    shell.show_welcome()
    window = shell.welcome
    assert window is not None
    window.resize(*size)
    for _ in range(4):
        qapp.processEvents()
    for button in window.findChildren(RichButton):
        for label in button.findChildren(QLabel):
            if label.text():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
    shell.settings.put("scale", 100)
    shell.dress.put_on()


@pytest.mark.parametrize("many", [1, 3, 40])
def test_what_else_can_be_opened_stands_below_the_last_meeting(shell: Shell, qapp: QApplication, many: int) -> None:
    shell.show_welcome()
    window = shell.welcome
    assert window is not None
    window.show_recents([Recent(f"/nigdzie/{number}.lab", f"Spotkanie {number}", "2026-11-20T10:00:00Z")
                         for number in range(many)])  # fmt: skip
    window.resize(1366, 768)
    for _ in range(4):
        qapp.processEvents()
    listed = window.findChild(QListWidget)
    below = next(one for one in window.findChildren(QPushButton) if one.text() == "Otwórz plik…")
    assert listed is not None
    gap = below.mapTo(window, QPoint(0, 0)).y() - listed.mapTo(window, QPoint(0, listed.height())).y()
    assert 0 <= gap < 24
    assert listed.height() >= min(many, 8) * listed.sizeHintForRow(0)


def test_a_length_in_brackets_is_not_parted(shell: Shell) -> None:
    shell.show_welcome()
    assert shell.welcome is not None
    titles = [label.text() for label in shell.welcome.findChildren(QLabel)]
    assert any("(2\N{NO-BREAK SPACE}dni)" in title for title in titles)


def test_a_title_too_long_for_its_row_is_said_whole_in_the_tip(shell: Shell) -> None:
    shell.show_welcome()
    window = shell.welcome
    assert window is not None
    title = "Program współpracy z organizacjami <na rok> 2027"
    window.show_recents([Recent("/nigdzie/1.lab", title, "2026-11-20T10:00:00Z")])
    tip = window._recents.item(0).toolTip()
    assert "&lt;na rok&gt; 2027" in tip
    assert "/nigdzie/1.lab" in tip
