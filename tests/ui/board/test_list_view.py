"""The list of cards: the words come first, however narrow it is."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from labapp.model.ideas import Card
from labapp.wording.translate import translator
from ui.kinds.board.list_view import ListView
from ui.kinds.board.model import Face

CARD = Card("p1", "i1", "Ławka w cieniu", None, "a", None, None, "", "", "2026-11-22T09:00:00.000Z", False, None, None)


def test_words_keep_half_the_width_and_columns_without_content_go(qtbot: QtBot) -> None:
    shown = ListView({}, translator("en"))
    qtbot.addWidget(shown)
    shown.resize(260, 300)
    shown.show()
    qtbot.waitExposed(shown)
    shown.show_faces([Face(CARD, "", "", "", 0)], {None: "None"})
    assert shown.isColumnHidden(2)
    assert shown.columnWidth(0) >= shown.viewport().width() // 2
    assert shown.horizontalScrollBar().maximum() == 0
