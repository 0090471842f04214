"""The list of cards: the words come first, however narrow it is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labapp.model.ideas import Card
from labapp.wording.translate import translator
from ui.kinds.board.list_view import ListView
from ui.kinds.board.model import Face

CARD = Card("p1", "i1", "Ławka w cieniu", None, "a", None, None, "", "", "2026-11-22T09:00:00.000Z", False, None, None)


def test_words_keep_their_width_and_columns_without_content_go(qtbot: QtBot) -> None:
    shown = ListView({}, translator("en"))
    qtbot.addWidget(shown)
    shown.resize(260, 300)
    shown.show()
    qtbot.waitExposed(shown)
    shown.show_faces([Face(CARD, "", "", "", 0)], {None: "None"})
    assert shown.isColumnHidden(2)
    assert shown.columnWidth(0) >= shown.viewport().width() * 0.44
    assert shown.horizontalScrollBar().maximum() == 0


def test_long_words_break_into_lines_and_follow_the_width(qtbot: QtBot) -> None:
    long = replace(CARD, placement="p2", text="Ławka w cieniu przy szkole, żeby było gdzie poczekać na autobus")
    shown = ListView({}, translator("en"))
    qtbot.addWidget(shown)
    shown.resize(320, 300)
    shown.show()
    qtbot.waitExposed(shown)
    shown.show_faces([Face(CARD, "", "", "", 0), Face(long, "", "", "", 0)], {None: "None"})
    assert shown.rowHeight(1) > shown.rowHeight(0) == shown.verticalHeader().defaultSectionSize()
    shown.show_faces([Face(long, "", "", "", 0)], {None: "None"})
    narrow = shown.rowHeight(0)
    shown.resize(1200, 300)
    assert shown.rowHeight(0) < narrow


def test_marks_and_sectors_are_whole_beside_the_words_and_wide_lists_give_them_more(qtbot: QtBot) -> None:
    shown = ListView({}, translator("pl"))
    qtbot.addWidget(shown)
    shown.resize(600, 300)
    shown.show()
    qtbot.waitExposed(shown)
    face = Face(CARD, "O", "Organizacje pozarządowe", "", 0, small="wizjonerskie")
    shown.show_faces([face], {None: "Drogi i ścieżki"})
    pad, measure = 2 * 8 + 2 * 3 + 2, shown.fontMetrics()  # of the style sheet, and Qt's own margin
    for column, word in ((1, "ścieżki"), (2, "pozarządowe"), (3, "wizjonerskie")):
        assert shown.columnWidth(column) >= measure.horizontalAdvance(word) + pad
    narrow = [shown.columnWidth(column) for column in (1, 2, 3)]
    shown.resize(1200, 300)
    assert all(shown.columnWidth(column) > before for column, before in zip((1, 2, 3), narrow, strict=True))


def test_headings_stand_over_their_words(qtbot: QtBot) -> None:
    shown = ListView({}, translator("en"))
    qtbot.addWidget(shown)
    assert shown.horizontalHeader().defaultAlignment() & Qt.AlignmentFlag.AlignLeft
