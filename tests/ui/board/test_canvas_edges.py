"""The canvas at its edges: nothing on it yet, thousands of cards, and whatever people may write on one."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labapp.kinds.board import canvas as document_canvas
from labapp.kinds.board.canvas_area import HEIGHT, WIDTH
from labapp.model import agenda, ideas
from tests.ui.rooms import context, type_words
from ui.kinds.board import page as page_module
from ui.kinds.board.canvas_draw import paint_card
from ui.kinds.board.model import Face
from ui.kinds.board.page import BoardPage
from ui.theme import LIGHT

HOSTILE = (
    "x" * 10_000, "שלום עולם, ספסל בצל", "🚲🌳" * 40, "\u202e\u0000\ud800 \x07", "słowo\n" * 300, " ", "<b>gruby</b>",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("zoom", [0.25, 0.5, 1.0, 3.0])
def test_whatever_is_written_is_drawn_inside_its_card(qapp: QApplication, words: str, zoom: float) -> None:
    card = ideas.Card("p", "i", words, None, "V", None, None, "", "", "", False, None, None)
    picture = QImage(int(WIDTH * zoom) + 40, int(HEIGHT * zoom) + 40, QImage.Format.Format_RGB32)
    picture.fill(0x00FF00)
    painter = QPainter(picture)
    painter.scale(zoom, zoom)
    painter.setClipRect(0, 0, int(WIDTH), int(HEIGHT))
    paint_card(painter, Face(card, "S", "Samorząd", "", 2, small="+2 · ★"), LIGHT, zoom)
    painter.end()
    inside = picture.pixel(int(WIDTH * zoom * 0.98), int(HEIGHT * zoom / 2))
    assert inside != 0xFF00FF00
    assert picture.pixel(int(WIDTH * zoom) + 20, 10) == 0xFF00FF00


def test_thousands_of_cards_are_read_in_pieces_and_are_all_there_in_the_end(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "MANY", 20)
    with context(tmp_path / "b.lab") as made:
        activity = agenda.activities(made.lab.read)[0].id
        with made.lab.change("idea.import") as tx:
            for number in range(30):
                ideas.add(tx, activity, f"kartka {number}")
            document_canvas.switch(tx, activity, "canvas")
        board = BoardPage(made, activity)
        qtbot.addWidget(board)
        board.resize(900, 600)
        board.show()
        assert board.canvas.view.cards.faces == []
        assert {action.id for action in board.page_actions() if not action.enabled}.isdisjoint({"board.order"})
        qtbot.waitUntil(lambda: len(board.canvas.view.cards.faces) == 30)
        assert board.canvas.view.viewport().rect().contains(
            board.canvas.view.visualRect(board.canvas.view.cards.index(29)))  # fmt: skip


def test_an_empty_board_says_what_to_do_and_its_first_card_shows_the_canvas(qtbot: QtBot, tmp_path: Path) -> None:
    with context(tmp_path / "b.lab") as made:
        board = BoardPage(made, agenda.activities(made.lab.read)[0].id)
        qtbot.addWidget(board)
        end = made.lab.subscribe(board.refresh)
        board.resize(900, 600)
        board.show()
        board.arrange("canvas")
        assert not board.canvas.isVisible()
        type_words(board.capture.edit, "pierwsza")
        qtbot.keyClick(board.capture.edit, Qt.Key.Key_Return)
        assert board.canvas.isVisible()
        assert board.canvas.view.indexAt(board.canvas.view.viewport().rect().center()).isValid()
        end()
