"""The clock of the computer is set back in the middle of a meeting: what was said stays in its order."""

from pathlib import Path

import pytest

from labapp.anonymise import anonymise
from labapp.changes import Change
from labapp.clock import SteppingClock
from labapp.document import Document
from labapp.kinds.board import canvas, voices
from labapp.model import agenda, ideas, notes, people
from labapp.salvage import salvage_file
from tests.lab_files import again, fresh

WORDS = ["jeden", "dwa", "trzy"]


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """Three things said of which the second came after the clock was set back, the third an hour later."""
    with fresh(tmp_path / "a.lab") as made:
        clock = made.lab.clock
        assert isinstance(clock, SteppingClock)
        board = agenda.activities(made.lab.read)[0].id
        for minutes, words in zip((0, -90, 60), WORDS, strict=True):
            clock.forward(minutes=minutes)
            with made.lab.change("note.add") as tx:
                notes.add(tx, "parking", words)
                who = people.add_participant(tx, name=words)
                ideas.add(tx, board, words, author=who)
        made.close()
    with again(tmp_path / "a.lab") as made:
        yield made


def _said(document: Document) -> list[list[str]]:
    read = document.lab.read
    board = agenda.activities(read)[0].id
    cards = ideas.cards(read, board)
    numbers = ideas.written(read, cards)
    return [
        [note.text for note in notes.notes(read)],
        [card.text for card in sorted(cards, key=lambda card: numbers[card.idea])],
    ]


def test_notes_and_cards_follow_one_another_as_they_were_written(document: Document) -> None:
    assert _said(document) == [WORDS, WORDS]
    read = document.lab.read
    cards = ideas.cards(read, agenda.activities(read)[0].id)
    last = people.participant(read, voices.newest(read, cards).author or "")
    assert last.name == "trzy", "who takes turns goes on behind whoever spoke last"
    spots = canvas.plan_of(read, agenda.activities(read)[0].id, cards[::-1]).spots
    laid = sorted(cards, key=lambda card: spots[card.placement][::-1])
    assert [card.text for card in laid] == WORDS, "a canvas places them as they came"
    keep, *others = (card.idea for card in cards)
    with document.lab.change("idea.add") as tx:
        four = ideas.add(tx, agenda.activities(tx)[0].id, "cztery")
        ideas.merge(tx, four, [*reversed(others), keep])
    assert [ideas.text(read, idea) for idea in ideas.merged(read, four)] == WORDS


def test_what_two_computers_wrote_has_only_their_clocks(document: Document) -> None:
    with document.lab.change("lab.join") as tx:
        _touch(tx)
    by_clock = ["dwa", "trzy", "jeden"]
    assert _said(document) == [by_clock, by_clock]
    document.lab.undo()
    assert _said(document) == [WORDS, WORDS]


def test_an_anonymous_copy_of_two_joined_states_keeps_their_order(document: Document, tmp_path: Path) -> None:
    """Its history is gone, and with it that they were joined."""
    with document.lab.change("lab.join") as tx:
        _touch(tx)
    listed = _said(document)
    document.close()
    anonymise(document.path, tmp_path / "b.lab")
    with again(tmp_path / "b.lab") as copy:
        assert _said(copy) == listed


def test_what_is_salvaged_around_a_damage_keeps_its_order(tmp_path: Path) -> None:
    """What lies behind the damage is read from the end, and what the history still has comes last of all."""
    with fresh(tmp_path / "a.lab") as made:
        for number in range(150):
            made.lab.clock.forward(seconds=5)  # type: ignore[attr-defined]  # a SteppingClock
            with made.lab.change("note.add") as tx:
                notes.add(tx, "parking", f"Sprawa {number:03}, " + "droga " * 20)
        said = [note.text for note in notes.notes(made.lab.read)]
        made.close()
    raw = bytearray(made.path.read_bytes())
    page = raw.index(b"Sprawa 060") // 4096 * 4096
    raw[page : page + 4096] = bytes(4096)
    made.path.write_bytes(raw)
    lost = {line.table: line.damaged for line in salvage_file(made.path, tmp_path / "b.lab")}
    assert lost["notes"]
    with again(tmp_path / "b.lab") as saved:
        assert [note.text for note in notes.notes(saved.lab.read)] == said


def _touch(tx: Change) -> None:
    people.add_participant(tx, name="z drugiego komputera")
