"""The matrix of a board: cards put there by keys, by mouse and from the list, and numbers that cover nothing."""

import time

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labapp.model import ideas
from tests.ui.board.boards import CTRL, cards, write
from ui.kinds.board.apart import apart
from ui.kinds.board.page import BoardPage


def test_a_first_matrix_says_how_a_card_is_put_there_and_a_drag_from_the_list_puts_one(page: BoardPage) -> None:
    write(page, "park", "kino")
    page.arrange("matrix")
    plot = page.matrix.plot
    assert "Cyfra klawiatury numerycznej" in plot._hint
    page.matrix.list.setCurrentRow(1)
    data = page.matrix.list.model().mimeData(page.matrix.list.selectedIndexes())
    copy, button, held = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = plot.area().center()
    QApplication.sendEvent(plot, QDragEnterEvent(at.toPoint(), copy, data, button, held))
    QApplication.sendEvent(plot, QDropEvent(at, copy, data, button, held))
    placed = next(card for card in cards(page) if card.x is not None)
    assert (placed.text, round(placed.x or 0, 1), round(placed.y or 0, 1)) == ("kino", 0.5, 0.5)
    assert plot._hint == ""


def test_a_card_not_yet_on_the_matrix_says_so_beside_its_other_marks(page: BoardPage) -> None:
    write(page, "park", "kino")
    with page.context.lab.change("idea.edit") as tx:
        ideas.edit(tx, cards(page)[0].idea, note="tylko dla mnie")
    page.arrange("matrix")
    said = [page.matrix.list.item(row).text() for row in range(2)]
    assert said == ["–  park  (bez miejsca, ✎)", "–  kino  (bez miejsca)"]


def test_numbers_on_the_matrix_cover_neither_each_other_nor_the_names_of_fields(page: BoardPage) -> None:
    write(page, *(f"myśl {number}" for number in range(24)))
    page.arrange("matrix")
    with page.context.lab.change("idea.at") as tx:
        for number, card in enumerate(cards(page)):
            ideas.put_at(tx, card.placement, 0.02 + 0.01 * (number % 3), 0.02 + 0.3 * (number % 4))
    plot = page.matrix.plot
    boxes = [plot.tag(card.placement) for card in cards(page)] + plot.names()
    assert len(plot.names()) == 4
    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[:at])


def test_the_matrix_by_keys_and_by_mouse(qtbot: QtBot, page: BoardPage) -> None:
    write(page, "a", "b")
    page.arrange("matrix")
    first = cards(page)[0].placement
    page.matrix.select(first)
    for _ in range(3):
        qtbot.keyClick(page.matrix.list, Qt.Key.Key_Right, CTRL)
    qtbot.keyClick(page.matrix.list, Qt.Key.Key_Up, CTRL)
    card = cards(page)[0]
    assert (round(card.x or 0, 2), round(card.y or 0, 2)) == (0.6, 0.45)
    plot = page.matrix.plot
    start = plot.point(page.matrix.faces[0]).toPoint()
    end = plot.area().topLeft().toPoint()
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(plot, end)
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=end)
    card = cards(page)[0]
    assert (round(card.x or 0, 1), round(card.y or 0, 1)) == (0.0, 0.0)
    page.matrix.select(first)
    qtbot.keyClick(page.matrix.list, Qt.Key.Key_Delete, CTRL)
    assert cards(page)[0].x is None


def test_a_matrix_too_full_for_its_numbers_is_laid_out_in_no_time() -> None:
    points = [(str(n), float(n * 7919 % 900), float(n * 104729 % 600)) for n in range(2_000)]
    begun = time.process_time()
    laid = apart(points, QSizeF(34, 24), QRectF(0, 0, 900, 600), [QRectF(0, 0, 90, 24)])
    assert time.process_time() - begun < 1.0
    firsts = [laid[name] for name, _x, _y in points[:200]]
    assert not any(one.intersects(other) for at, one in enumerate(firsts) for other in firsts[:at])
    x, y = points[-1][1:]
    assert laid["1999"].contains(QPointF(x, y)), "there is no room left: it lies on its point"
