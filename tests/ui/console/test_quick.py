"""What must not wait: who came or left, and what was said in between; the cursor returns, the stage stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from labapp.model import notes, people
from tests.ui.rooms import type_words

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


@pytest.fixture
def room(console: ConsoleWindow) -> ConsoleWindow:
    with console.context.lab.change("person.add") as tx:
        for name in ("Anna Nowak", "Łukasz Żak"):
            people.add_participant(tx, name=name)
    console.handlers.next_step()
    return console


def here(console: ConsoleWindow) -> list[str]:
    return [person.name for person in people.present(console.context.lab.read)]


def test_two_letters_and_enter_mark_somebody_as_here_and_gone(room: ConsoleWindow, qtbot: Any) -> None:
    before = room.stage.state()
    room.actions_by_id["presence"].trigger()
    for expected in (["Łukasz Żak"], []):
        qtbot.keyClicks(room.quick._line, "lu")
        qtbot.keyClick(room.quick._line, Qt.Key.Key_Return)
        assert here(room) == expected
    assert room.stage.state().scene == before.scene


def test_a_walk_in_gets_a_code_by_typing_the_name(room: ConsoleWindow, qtbot: Any) -> None:
    room.actions_by_id["presence"].trigger()
    type_words(room.quick._line, "Ewa Ląd")
    qtbot.keyClick(room.quick._line, Qt.Key.Key_Return)
    assert here(room) == ["Ewa Ląd"]
    assert "kod 103" in room.message.text
    assert room.column.people.text() == "Obecni 1/3"


def test_ctrl_enter_adds_somebody_although_others_are_found(room: ConsoleWindow, qtbot: Any) -> None:
    room.actions_by_id["presence"].trigger()
    type_words(room.quick._line, "Anna")
    qtbot.keyClick(room.quick._line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert here(room) == ["Anna"]
    assert len(people.participants(room.context.lab.read)) == 3


def test_enter_on_nothing_marks_nobody(room: ConsoleWindow, qtbot: Any) -> None:
    room.actions_by_id["presence"].trigger()
    qtbot.keyClick(room.quick._line, Qt.Key.Key_Return)
    assert here(room) == []


def test_arrows_choose_another_of_the_found(room: ConsoleWindow, qtbot: Any) -> None:
    room.actions_by_id["presence"].trigger()
    qtbot.keyClicks(room.quick._line, "a")
    qtbot.keyClick(room.quick._line, Qt.Key.Key_Down)
    qtbot.keyClick(room.quick._line, Qt.Key.Key_Return)
    assert len(here(room)) == 1


@pytest.mark.parametrize("kind", ["parking", "question", "declaration", "note"])
def test_one_key_one_line_and_the_cursor_is_back(room: ConsoleWindow, qtbot: Any, kind: str) -> None:
    page = room.middle.page
    assert page is not None
    page.focus_capture()
    before = QApplication.focusWidget()
    scene = room.stage.state().scene
    room.actions_by_id[kind].trigger()
    type_words(room.quick._line, "Sala w maju")
    qtbot.keyClick(room.quick._line, Qt.Key.Key_Return)
    said = notes.notes(room.context.lab.read, kind)
    assert [note.text for note in said] == ["Sala w maju"]
    assert said[0].activity == room.middle.activity_id
    assert room.quick.mode == ""
    assert QApplication.focusWidget() is before
    assert room.stage.state().scene == scene


def test_a_declaration_knows_its_speaker(room: ConsoleWindow, qtbot: Any) -> None:
    for words in ("anna nowak: sala za darmo", "Ktoś z sali: kawa", "bez nazwiska"):
        room.actions_by_id["declaration"].trigger()
        type_words(room.quick._line, words)
        qtbot.keyClick(room.quick._line, Qt.Key.Key_Return)
    anna = people.named(room.context.lab.read, "Anna Nowak")
    said = {note.text: (note.participant, note.who) for note in notes.notes(room.context.lab.read, "declaration")}
    assert said == {"sala za darmo": (anna, ""), "kawa": (None, "Ktoś z sali"), "bez nazwiska": (None, "")}


def test_escape_puts_the_line_away_and_keeps_nothing(room: ConsoleWindow, qtbot: Any) -> None:
    room.actions_by_id["parking"].trigger()
    type_words(room.quick._line, "nie to")
    qtbot.keyClick(room.quick._line, Qt.Key.Key_Escape)
    assert room.quick.isHidden()
    assert notes.notes(room.context.lab.read) == []


def test_a_longer_or_another_name_never_sends_somebody_home(console: ConsoleWindow, qtbot: Any) -> None:
    with console.context.lab.change("person.add") as tx:
        for name in ("Jan Kowalski", "Osoba 00", "Janina Lis"):
            people.arrive(tx, people.add_participant(tx, name=name))
    console.actions_by_id["presence"].trigger()
    line = console.quick._line
    for typed in ("Jan Kowal", "Osoba 10", "Jan Kowalskiego"):
        type_words(line, typed)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert line.text() == ""
        assert here(console)[:3] == ["Jan Kowalski", "Osoba 00", "Janina Lis"]
        assert typed in here(console)
    type_words(line, "ja")  # Jan or Janina, both are here: a guess would send one of them home
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert len(here(console)) == 6
    assert "strzałkami" in console.message.text


def test_two_people_of_one_name(room: ConsoleWindow, qtbot: Any) -> None:
    room.actions_by_id["presence"].trigger()
    line = room.quick._line
    type_words(line, "Anna Nowak")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert here(room) == ["Anna Nowak"]
    assert len(people.participants(room.context.lab.read)) == 2
    type_words(line, "Anna Nowak")
    qtbot.keyClick(line, Qt.Key.Key_Down)  # the last row adds
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert here(room) == ["Anna Nowak", "Anna Nowak"]


def test_a_pasted_page_is_no_name(room: ConsoleWindow, qtbot: Any) -> None:
    room.actions_by_id["presence"].trigger()
    before = len(people.participants(room.context.lab.read))
    room.quick._line.setText("Ala ma kota " * 800)
    assert all(len(room.quick._found.item(row).text()) < 200 for row in range(room.quick._found.count()))
    qtbot.keyClick(room.quick._line, Qt.Key.Key_Return)
    assert len(people.participants(room.context.lab.read)) == before
    assert "200" in room.message.text
    assert room.quick._line.text(), "nothing that was typed is lost"


def test_people_found_stand_by_surname(room: ConsoleWindow) -> None:
    for name in ("Adam Żuk", "Zofia Bąk", "Damian Nowak", "Damian Bąk"):
        room.context.run("person.add", lambda tx, who=name: people.add_participant(tx, name=who), n=1)
    found = [hit.person.name for hit in people.search(room.context.lab.read, "")]
    wanted = ["Damian Bąk", "Zofia Bąk", "Damian Nowak", "Adam Żuk"]
    assert [name for name in found if name in wanted] == wanted


def test_the_list_of_people_found_takes_no_room_from_the_work(room: ConsoleWindow, qtbot: Any) -> None:
    room.resize(1093, 614)
    room.show()
    room.actions_by_id["presence"].trigger()
    QApplication.processEvents()
    below, height = room.split.y(), room.split.height()
    qtbot.keyClicks(room.quick._line, "a")
    QApplication.processEvents()
    assert room.quick._found.isVisible()
    assert room.quick._found.geometry().top() >= room.quick.geometry().bottom()
    assert (room.split.y(), room.split.height()) == (below, height)
    qtbot.keyClick(room.quick._line, Qt.Key.Key_Escape)
    assert not room.quick._found.isVisible()


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("parking", "parking przy szkole", "Zapisano na parkingu"),
        ("question", "ile to kosztuje", "Zapisano pytanie"),
        ("note", "dużo ludzi", "Zapisano notatkę"),
        ("declaration", "Anna Nowak: sala w maju", "Zapisano deklarację: Anna Nowak"),
        ("declaration", "sala w maju", "Zapisano deklarację, ale nie wiadomo czyją – wpis „kto: co” to mówi"),
    ],
)
def test_what_was_kept_is_said_by_its_kind_and_a_promise_without_a_name_is_remarked(
    room: ConsoleWindow, qtbot: Any, key: str, typed: str, said: str
) -> None:
    room.actions_by_id[key].trigger()
    type_words(room.quick._line, typed)
    qtbot.keyClick(room.quick._line, Qt.Key.Key_Return)
    assert room.message.text == said


@pytest.mark.parametrize("typed", ["Jan Żak / {letter}", "Jan Żak/{begin}"])
def test_somebody_new_gets_a_sector_by_its_letter_or_how_it_begins(
    room: ConsoleWindow, qtbot: Any, typed: str
) -> None:
    sector = people.sectors(room.context.lab.read)[1]
    room.actions_by_id["presence"].trigger()
    assert " / " in room.quick._line.placeholderText()
    type_words(room.quick._line, typed.format(letter=sector.letter.lower(), begin=sector.name[:4].lower()))
    assert sector.name in room.quick._found.item(room.quick._found.currentRow()).text()
    qtbot.keyClick(room.quick._line, Qt.Key.Key_Return)
    made = next(person for person in people.present(room.context.lab.read) if person.name == "Jan Żak")
    assert made.sector == sector.id
    assert sector.name in room.message.text


def test_a_sector_nobody_has_is_asked_about_not_swallowed(room: ConsoleWindow, qtbot: Any) -> None:
    room.actions_by_id["presence"].trigger()
    type_words(room.quick._line, "Jan Żak / qqq")
    qtbot.keyClick(room.quick._line, Qt.Key.Key_Return)
    assert here(room) == []
    assert "qqq" in room.message.text
    assert room.quick._line.text() == "Jan Żak / qqq"


def test_what_enter_would_do_is_read_before_a_long_name_of_an_organisation_ends(console: ConsoleWindow) -> None:
    with console.context.lab.change("person.add") as tx:
        entity = people.add_entity(tx, "Stowarzyszenie Przyjaciół Parku nad Strugą i Okolic w Brzezinach")
        people.add_participant(tx, name="Anna Nowak", entity=entity)
    console.actions_by_id["presence"].trigger()
    words = console.quick._found.item(0).text()
    assert words.index("przyjście") < words.index("Stowarzyszenie")
