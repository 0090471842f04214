"""Whose words a card keeps: sector, person, table and round; and taking turns, one card each, by Enter alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from labapp.kinds.base import ReportOptions
from labapp.kinds.board.kind import Board
from labapp.kinds.board.stage import BoardScene
from labapp.kinds.registry import KINDS
from labapp.model import agenda, groups, ideas, people
from labapp.stage.state import StageState
from labapp.wording.translate import translator
from tests.ui.board.boards import shown
from tests.ui.rooms import context, type_words
from ui.kinds.board.page import BoardPage
from ui.kinds.board.settings_dialog import SettingsDialog
from ui.stage.painters import compose


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[BoardPage]:
    with context(tmp_path / "a.lab") as made:
        lab = made.lab
        with lab.change("people") as tx:
            sectors = [people.add_sector(tx, name, name[0], name[0]) for name in ("Samorząd", "Organizacje", "Inni")]
            for name, sector in (("Ola", 1), ("Jan", 0), ("Ewa", 1)):
                people.arrive(tx, people.add_participant(tx, name=name, sector=sectors[sector]))
            people.add_participant(tx, name="Nieobecny", sector=sectors[2])
        with shown(qtbot, made) as board:
            yield board


def _say(page: BoardPage, *lines: str) -> None:
    for words in lines:
        type_words(page.capture.edit, words)
        QTest.keyClick(page.capture.edit, Qt.Key.Key_Return)


def _authors(page: BoardPage) -> list[str]:
    names = {person.id: person.name for person in people.participants(page.context.lab.read)}
    return [names.get(card.author or "", "") for card in page.cards()]


def _tables(page: BoardPage, activity: str, count: int = 2) -> list[groups.Table]:
    with page.context.lab.change("tables") as tx:
        groups.set_count(tx, activity, count, "Stolik {n}")
        here = [person.id for person in people.present(tx)]
        groups.keep(tx, activity, [((here[0], here[1]), (here[2],)), ((here[2],), (here[0], here[1]))])
    return groups.tables(page.context.lab.read, activity)


def test_people_in_the_room_take_turns_and_enter_alone_passes(page: BoardPage) -> None:
    page.put_settings(attribution="person", turns=True)
    assert page.capture.edit.placeholderText() == "Ola, potem Jan. Sam Enter: pas"
    _say(page, "pierwsza", "druga", "", "czwarta")
    assert _authors(page) == ["Ola", "Jan", "Ola"], "Ewa passed; who is not here takes no turn"
    assert page.capture.edit.placeholderText().startswith("Jan, potem Ewa")
    assert {card.sector for card in page.cards()} == {s.id for s in people.sectors(page.context.lab.read)[:2]}


def test_on_a_narrow_window_the_line_says_only_who_comes_next(page: BoardPage) -> None:
    page.put_settings(attribution="person", turns=True)
    page.resize(500, 500)
    assert page.capture.edit.placeholderText() == "potem Jan; Enter: pas"
    assert page.capture._voice.text() == "Ola"


def test_turns_go_on_from_whoever_was_chosen_and_after_a_restart(qtbot: QtBot, page: BoardPage) -> None:
    page.put_settings(attribution="sector", turns=True)
    _say(page, "a")
    page.capture.speak_numbered(2)
    _say(page, "b")
    assert page.capture.voice.name == "Samorząd", "after the last one the first one; nobody is here of the others"
    again = BoardPage(page.context, page.activity_id)
    qtbot.addWidget(again)
    assert again.capture.voice.name == "Samorząd"


def test_without_turns_a_voice_stays_and_enter_alone_does_nothing(page: BoardPage) -> None:
    page.put_settings(attribution="sector")
    page.capture.speak_numbered(3)
    _say(page, "a", "", "b")
    assert page.capture.voice.name == "Inni"
    assert [card.sector for card in page.cards()] == [people.sectors(page.context.lab.read)[2].id] * 2


def test_a_card_keeps_the_table_and_its_round_everywhere_it_is_read(page: BoardPage) -> None:
    one, two = _tables(page, page.activity_id)
    page.put_settings(attribution="table", turns=True)
    _say(page, "z pierwszego", "z drugiego")
    with page.context.lab.change("tables.round") as tx:
        groups.set_round(tx, page.activity_id, 1)
    page.capture.speak_numbered(2)
    _say(page, "znowu z drugiego")
    read, _ = page.context.lab.read, translator("pl")
    assert [(card.table, card.round) for card in page.cards()] == [(one.id, 1), (two.id, 1), (two.id, 2)]
    column = next(iter(page._columns.values()))
    assert [face.small for face in column.model.faces()] == [
        "Stolik 1, runda 1", "Stolik 2, runda 1", "Stolik 2, runda 2",
    ]  # fmt: skip
    assert Board().life(read, page.cards()[2].idea, _)[1] == "Powiedziano przy stoliku: Stolik 2, runda 2"
    section = Board().section(read, page.activity, ReportOptions(public=True), _)
    assert "Stolik 2, runda 2" in repr(section)
    assert "Stolik 2;2" in (Board().export(read, page.activity, ".csv", _) or b"").decode()
    scene = Board().scene(read, page.activity)
    assert isinstance(scene, BoardScene)
    shown = " ".join(item.words for item in compose(StageState("x", "pl", scene), (1280, 800)).texts)
    assert "Stolik 2, runda 2" in shown
    page.put_settings(attribution="nobody")
    assert "Stolik" not in repr(Board().scene(read, page.activity))


def test_a_board_after_a_talk_at_tables_takes_that_ones_tables(page: BoardPage, qtbot: QtBot) -> None:
    lab = page.context.lab
    _tables(page, page.activity_id, 2)
    with lab.change("activity.add") as tx:
        later = agenda.add_activity(tx, agenda.days(tx)[0].id, "board", "Co ze stolików")
        agenda.edit_activity(tx, later, settings={**KINDS["board"].defaults(), "attribution": "table"})
    board = BoardPage(page.context, later)
    qtbot.addWidget(board)
    board.capture.speak_numbered(1)
    _say(board, "wniosek")
    card = ideas.cards(lab.read, later)[0]
    assert (card.table, card.round) == (groups.tables(lab.read, page.activity_id)[0].id, 1)


def test_a_split_card_keeps_its_table_in_both_parts(page: BoardPage) -> None:
    _tables(page, page.activity_id)
    page.put_settings(attribution="table")
    page.capture.speak_numbered(1)
    _say(page, "raz i dwa")
    with page.context.lab.change("idea.divide") as tx:
        ideas.divide(tx, page.cards()[0].placement, ["raz", "dwa"])
    assert len({(card.table, card.round) for card in page.cards()}) == 1
    assert page.cards()[1].table is not None


def test_a_voice_that_leaves_is_not_kept_and_names_stay_off_the_stage(page: BoardPage) -> None:
    page.put_settings(attribution="person", turns=True)
    _say(page, "a")
    with page.context.lab.change("presence") as tx:
        people.leave(tx, next(p.id for p in people.present(tx) if p.name == "Ewa"))
    assert page.capture.edit.placeholderText().startswith("Jan, potem Ola")
    assert "Ola" not in repr(Board().scene(page.context.lab.read, page.activity))


def test_turns_are_only_for_voices_that_are_kept(page: BoardPage) -> None:
    dialog = SettingsDialog({**Board().defaults(), "turns": True}, page.context._, page)
    assert dialog.value()["turns"] is True
    dialog.voices.setCurrentIndex(dialog.voices.findData("nobody"))
    assert not dialog.turns.isEnabled()
    assert dialog.value()["turns"] is False
    dialog.voices.setCurrentIndex(dialog.voices.findData("table"))
    assert dialog.value()["attribution"] == "table"
