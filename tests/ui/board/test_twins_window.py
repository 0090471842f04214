"""Hints of near-duplicates in the whole window: found beside it, decided by keys alone, nothing clipped anywhere."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from labapp.jobs import Progress
from labapp.kinds.board import hints
from labapp.kinds.board.stage import BoardScene
from labapp.model import agenda, ideas
from tests.pseudo import PseudoTranslator
from tests.shared_data import shared_data
from tests.stories.driver import Moderator, started
from ui.kinds.board.page import BoardPage
from ui.kinds.board.twins_panel import TwinsPanel

SIZES = ((1093, 614), (1366, 768), (1920, 1080))
_SAID = (
    "Ławki w parku miejskim", "Ławka w parku miejskim", "Festyn sąsiedzki", "Więcej koszy na śmieci w parku",
    "Kosze na śmieci w parku", "Oświetlenie ścieżki do przystanku", "Oświetlenie ścieżek przy przystanku",
)  # fmt: skip


def _board(path: Path, who: Moderator, language: str) -> BoardPage:
    assert who.shell.make("burza", path / "a.lab", "Próba", language)
    board = next(item for item in agenda.activities(who.lab.read) if item.kind == "board")
    with who.lab.change("idea.paste") as tx:
        for words in _SAID:
            ideas.add(tx, board.id, words)
    who.go_to(board.title)
    assert isinstance(who.page, BoardPage)
    return who.page


@pytest.mark.parametrize("language", ["pl", "en"])
def test_pairs_are_decided_by_keys_alone_and_the_room_sees_the_merged_card(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    who = started(tmp_path, qtbot, monkeypatch, language)
    page = _board(tmp_path, who, language)
    who.does("board.twins")
    panel = page.twins
    qtbot.waitUntil(lambda: panel.pairs.count() >= 3)
    assert who.console.focusWidget() is panel.pairs
    for size in SIZES:
        who.console.resize(*size)
        who.settle()
        assert panel.isVisible()
        assert page.rect().contains(panel.geometry())
        assert not [button.text() for button in panel.findChildren(QPushButton) if button.width() < _needed(button)]
    kept, gone = panel.one.text(), panel.other.text()
    said = panel.pairs.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert kept in said
    assert gone in said
    count = panel.pairs.count()
    who.key(panel.pairs, Qt.Key.Key_Return)
    assert panel.pairs.count() < count
    assert who.console.focusWidget() is panel.pairs, "the next pair is decided by the next key"
    state = who.console.stage.window.state
    assert state is not None
    assert isinstance(state.scene, BoardScene)
    shown = [card.text for column in state.scene.columns for card in column.cards]
    assert kept in shown
    assert gone not in shown
    who.stage_says()  # proves that the room can read it
    before = [card.text for card in page.cards()]
    while panel.pairs.count():
        who.key(panel.pairs, Qt.Key.Key_Delete)
    assert [card.text for card in page.cards()] == before
    assert not panel.merge.isEnabled()
    who.key(panel.pairs, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert who.console.focusWidget() is page.capture.edit
    who.shell.close_down()


def test_a_language_half_as_long_again_clips_no_button(qtbot: QtBot) -> None:
    panel = TwinsPanel(PseudoTranslator())
    qtbot.addWidget(panel)
    panel.resize(panel.width(), 500)
    panel.show_hints([hints.Hint("a", "b", 99.0)], {"a": "Ławka " * 400, "b": "😀 مقعد " * 60})
    panel.show()
    QApplication.processEvents()
    assert not [button.text() for button in panel.findChildren(QPushButton) if button.width() < _needed(button)]
    assert panel.pairs.height() > 60, "two long texts leave the list of pairs its room"


def test_two_thousand_real_texts_are_searched_within_a_second() -> None:
    lines = shared_data("ideas", "pl_pomysly.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    texts = [f"{line} {number % 7}" for number, line in enumerate(lines * 5)][:2000]
    begun = time.process_time()
    found = hints.find(hints.Texts(tuple((str(number), text) for number, text in enumerate(texts))), Progress())
    assert found
    assert time.process_time() - begun < 1.0


def _needed(button: QPushButton) -> int:
    return button.fontMetrics().horizontalAdvance(button.text()) + 16


def test_without_similar_cards_a_line_says_so_and_the_board_keeps_its_room(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = started(tmp_path, qtbot, monkeypatch, "pl")
    assert who.shell.make("burza", tmp_path / "a.lab", "Próba", "pl")
    board = next(item for item in agenda.activities(who.lab.read) if item.kind == "board")
    with who.lab.change("idea.paste") as tx:
        for words in ("Ławki w parku", "Festyn"):
            ideas.add(tx, board.id, words)
    who.go_to(board.title)
    who.does("board.twins")
    assert isinstance(who.page, BoardPage)
    qtbot.waitUntil(lambda: "podobnych" in who.console.message.text)
    assert who.page.twins.isHidden()
    assert who.console.focusWidget() is who.page.capture.edit
    who.shell.close_down()


def test_similar_cards_wrap_so_that_their_difference_is_seen(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = started(tmp_path, qtbot, monkeypatch, "pl")
    page = _board(tmp_path, who, "pl")
    long = "Konkursy na zadania ogłaszać w listopadzie, zanim organizacje zamkną swoje budżety na rok "
    with who.lab.change("idea.paste") as tx:
        for year in ("następny", "bieżący"):
            ideas.add(tx, page.activity_id, long + year)
    who.does("board.twins")
    pairs = page.twins.pairs
    qtbot.waitUntil(lambda: any("bieżący" in pairs.item(row).text() for row in range(pairs.count())))
    who.settle()
    row = next(row for row in range(pairs.count()) if "bieżący" in pairs.item(row).text())
    assert "następny" in pairs.item(row).text()
    assert pairs.visualItemRect(pairs.item(row)).height() > 5 * pairs.fontMetrics().height()
    who.shell.close_down()


def test_in_a_low_window_of_large_text_similar_cards_keep_list_and_buttons_apart(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = started(tmp_path, qtbot, monkeypatch, "pl")
    page = _board(tmp_path, who, "pl")
    who.does("board.twins")
    panel = page.twins
    qtbot.waitUntil(lambda: panel.pairs.count() >= 3)
    for height in (220, 260, 420):
        panel.resize(panel.width(), height)
        who.settle()
        panel.resize(panel.width(), height)
        parts = [panel.title, panel.pairs, panel.one, panel.other, panel.merge, panel.refuse]
        seen = [part.geometry() for part in parts if part.isVisible()]
        assert not any(one.intersects(other) for at, one in enumerate(seen) for other in seen[:at]), height
    who.shell.close_down()
