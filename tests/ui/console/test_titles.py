"""Titles of pages and of the agenda are read whole on the smallest laptop: on two lines, smaller where need be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication

from labapp.model import agenda
from ui import theme as t
from ui.widgets.fonts import font
from ui.widgets.lines import Title, in_lines

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow
    from ui.shell import Shell

LONG = "Jak współpracujemy w Brzezinach nad Strugą i co z tego wynika dla wszystkich"


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("size", [(1093, 614), (1280, 720)])
def test_titles_of_the_templates_are_whole(
    shell: Shell, opened: Callable[[str], ConsoleWindow], qapp: QApplication, language: str, size: tuple[int, int]
) -> None:
    shell.settings.put("language", language)
    console = opened("laboratorium")
    console.resize(*size)
    console.show()
    for activity in agenda.activities(console.context.lab.read):
        console.show_activity(activity.id)
        for _ in range(4):  # layouts settle one inside the other
            qapp.processEvents()
        title = console.middle.findChild(Title)
        assert title.text().split() == activity.title.split(), size
        assert title.height() >= title.fontMetrics().height() * len(title.text().splitlines())


def test_words_break_over_two_lines_and_only_the_end_is_cut(qapp: QApplication) -> None:
    face = font(t.CONSOLE_BODY)
    assert in_lines("Otwarcie", face, 200) == ["Otwarcie"]
    whole = in_lines(LONG, face, 400)
    assert " ".join(whole) == LONG
    assert len(whole) == 2
    short = in_lines(LONG, face, 150)
    assert len(short) == 2
    assert short[1].endswith("…")
    assert LONG.startswith(short[0])
    assert in_lines("", face, 150) in ([], [""])
    assert "".join(in_lines("🎉🎉🎉🎉 Święto 🎉🎉🎉🎉🎉🎉", face, 110)).replace(" ", "").startswith("🎉🎉🎉🎉Święto")


def test_a_title_becomes_smaller_before_it_is_cut(qtbot: Any, qapp: QApplication) -> None:
    title = Title(LONG, letters=12)
    qtbot.addWidget(title)
    title.show()
    title.resize(900, 60)
    assert title.property("role") == "title"
    assert title.text() == LONG
    title.resize(330, 60)
    assert title.property("role") == "section"
    assert title.text().replace("\n", " ") == LONG
    assert title.toolTip() == LONG
    title.resize(150, 60)
    assert title.text().endswith("…")
    title.resize(900, 60)
    assert title.property("role") == "title"


def test_a_row_of_the_agenda_grows_with_its_title(console: ConsoleWindow, qapp: QApplication) -> None:
    first = agenda.activities(console.context.lab.read)[0].id
    console.resize(1093, 614)
    console.show()
    qapp.processEvents()
    row = 1  # below the heading of the day
    before = console.rail.visualItemRect(console.rail.item(row)).height()
    console.context.run("activity.edit", lambda tx: agenda.edit_activity(tx, first, title=LONG))
    qapp.processEvents()
    assert console.rail.visualItemRect(console.rail.item(row)).height() > before
    assert LONG in console.rail.item(row).toolTip()
