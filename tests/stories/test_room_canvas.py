"""Cards on a canvas in a room: grouped by keys alone while talking, shown from near, read back as a list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from labapp.kinds.board import canvas
from labapp.model import ideas
from tests.stories import vote_room as room
from tests.stories.counted import Effort, Hand
from tests.stories.test_room_cards import board, real_cards
from ui.kinds.board.page import BoardPage
from ui.stage.checking import check
from ui.stage.painters import compose

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NAMES = ("Szkoły", "Zieleń i woda", "Drogi")
GROUPED = Effort(24, 18, 0)
"""Three groups picked and named by keys: ten seconds."""


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_room_groups_its_cards_on_a_canvas(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    texts = [text for text, _kind in real_cards(24)]
    who = room.begin(tmp_path, qtbot, monkeypatch, language, 12)
    hand, page = Hand(who), board(who, language)
    page.bar.layout_chosen.emit("canvas")
    for text in texts:
        hand.types(page.capture.edit, text)
    assert len(canvas.spots(who.lab.read, page.activity_id)) == 24
    hand.effort()
    for name in NAMES:
        _grouped(hand, page, name)
    assert hand.effort() == GROUPED
    _seen(hand, page)
    page.canvas.view.setFocus()
    hand.presses(page.canvas.view, Qt.Key.Key_L)
    assert page.list_view.rowCount() == 24
    assert all(name in room.report(who) for name in NAMES)
    room.leave(who)


def _grouped(hand: Hand, page: BoardPage, name: str) -> None:
    """From a card in no group yet walk on with Shift, and name what was taken along."""
    view, lab = page.canvas.view, hand.who.lab
    titled = {group.id for group in ideas.clusters(lab.read, page.activity_id) if group.title in NAMES}
    first = next(face for face in view.cards.faces if face.card.cluster not in titled)
    page.reselect(first.card.placement)
    hand.presses(view, Qt.Key.Key_Right, SHIFT)
    hand.presses(view, Qt.Key.Key_Down, SHIFT)
    assert len(view.chosen_rows()) >= 2

    def named(dialog: QDialog) -> None:
        hand.types(dialog.findChildren(QLineEdit)[0], name)

    hand.who.will_answer(QDialog, named)
    hand.presses(view, Qt.Key.Key_G)
    assert name in {group.title for group in ideas.clusters(lab.read, page.activity_id)}


def _seen(hand: Hand, page: BoardPage) -> None:
    """The room reads two dozen cards page by page, then sees what the moderator does; a new card moves nothing."""
    who, view = hand.who, page.canvas.view
    stage = who.console.stage
    assert stage.window.state is not None
    pages = range(compose(stage.window.state, (1920, 1080)).pages)
    read = [compose(replace(stage.window.state, page=number), (1920, 1080)) for number in pages]
    assert any("Drogi" in item.words for display in read for item in display.texts)
    page.canvas.follow.click()
    card = page.cards()[5]
    page.reselect(card.placement)
    hand.presses(view, Qt.Key.Key_Z)
    stage.tick()
    first = card.text.split()[0]
    assert first in who.stage_says((1920, 1080))
    before = [item for item in compose(stage.window.state, (1920, 1080)).texts if item.role == "note"]
    hand.types(page.capture.edit, "Jeszcze jedna kartka")
    stage.tick()
    after = compose(stage.window.state, (1920, 1080))
    assert check(after) == []
    assert [item for item in after.texts if item in before] == before
    who.action("undo")
    page.canvas.follow.click()
