"""Pages of boards for tests: shown and told of changes as in the console, typed into, read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from labapp.model import agenda, ideas
from tests.ui.rooms import type_words
from ui.context import Context
from ui.kinds.board.page import BoardPage

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@contextmanager
def shown(qtbot: QtBot, made: Context, size: tuple[int, int] = (900, 500)) -> Iterator[BoardPage]:
    """Show the page of the first activity until the block is over."""
    board = BoardPage(made, agenda.activities(made.lab.read)[0].id)
    qtbot.addWidget(board)
    end = made.lab.subscribe(board.refresh)
    board.resize(*size)
    board.show()
    qtbot.waitExposed(board)
    yield board
    end()


def columns(page: BoardPage) -> list[list[str]]:
    """Return the words of the cards in each column."""
    return [[face.card.text for face in column.model.faces()] for column in page._columns.values()]


def write(page: BoardPage, *lines: str) -> None:
    """Type cards into the line, Enter after each."""
    for words in lines:
        type_words(page.capture.edit, words)
        QTest.keyClick(page.capture.edit, Qt.Key.Key_Return)


def cards(page: BoardPage) -> list[ideas.Card]:
    """Return the board's cards as the document has them."""
    return ideas.cards(page.context.lab.read, page.activity_id)


def loose(page: BoardPage, *texts: str) -> None:
    """Put cards on the board that lie in no group."""
    with page.context.lab.change("idea.add") as tx:
        for text in texts:
            ideas.add(tx, page.activity_id, text)


def answer(monkeypatch: pytest.MonkeyPatch, fill: Callable[[QDialog], object]) -> None:
    """Have every dialog filled in and accepted; rejected where `fill` returns False."""

    def exec_(dialog: QDialog) -> QDialog.DialogCode:
        return QDialog.DialogCode.Rejected if fill(dialog) is False else QDialog.DialogCode.Accepted

    monkeypatch.setattr(QDialog, "exec", exec_)
