"""What other threads hand in (a phone, a camera later on) is written by the console, which owns the document."""

from __future__ import annotations

import threading
from typing import Any

from labapp.changes import Change
from labapp.errors import UserError
from labapp.model import agenda, ideas
from ui.console.window import ConsoleWindow


def _post(console: ConsoleWindow, operation: Any) -> None:
    thread = threading.Thread(target=console.context.lab.post, args=(operation,))
    thread.start()
    thread.join()


def test_what_is_handed_in_stands_on_the_board_without_a_key(console: ConsoleWindow, qtbot: Any) -> None:
    lab = console.context.lab
    board = next(item.id for item in agenda.activities(lab.read) if item.kind == "board")
    _post(console, lambda tx: ideas.add(tx, board, "z telefonu"))
    qtbot.waitUntil(lambda: [card.text for card in ideas.cards(lab.read, board)] == ["z telefonu"])
    assert lab.history()[0].code == "inbox.batch"


def test_what_is_refused_is_said_and_the_clock_goes_on(console: ConsoleWindow, qtbot: Any) -> None:
    said: list[str] = []
    console.context.signals.message.connect(lambda text, _tone: said.append(text))

    def refused(_tx: Change) -> None:
        raise UserError("vote.already-voted")

    _post(console, refused)
    qtbot.waitUntil(lambda: bool(said))
    assert "vote." not in said[0]
    assert console.context.lab.drain() == 0
