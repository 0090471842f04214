"""Sorting in the document: what waits, what a step writes, what the room sees of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labapp.document import Document
from labapp.kinds.board import sorting
from labapp.kinds.board.kind import Board
from labapp.kinds.board.stage import SortScene
from labapp.model import agenda, ideas
from tests.lab_files import board, fresh


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with fresh(tmp_path / "a.lab") as made:
        with made.lab.change("idea.add") as tx:
            for title in ("Park", "Drogi"):
                ideas.add_cluster(tx, board(made), title)
            for words in ("a", "b", "c"):
                ideas.add(tx, board(made), words)
            ideas.add(tx, board(made), "zakryta", covered=True)
        with made.lab.change("sort.begin") as tx:
            sorting.begin(tx, board(made), None)
        yield made


def _now(document: Document) -> sorting.Sorting:
    read = document.lab.read
    settings = Board().upgrade(agenda.activity(read, board(document)).settings)
    assert sorting.is_on(settings)
    return sorting.sorting(read, board(document), settings)


def _scene(document: Document) -> object:
    return Board().scene(document.lab.read, agenda.activity(document.lab.read, board(document)))


def test_cards_come_one_after_another_and_are_counted_under_their_numbers(document: Document) -> None:
    now = _now(document)
    with document.lab.change("sort.put") as tx:
        sorting.put(tx, now.queue[0].placement, now.groups[1][0].id)
    now = _now(document)
    assert [card.text for card in now.queue] == ["b", "c"]
    assert [(group.title, count) for group, count in now.groups] == [("Park", 0), ("Drogi", 1)]


def test_a_postponed_card_comes_last_and_undo_brings_it_back(document: Document) -> None:
    with document.lab.change("sort.postpone") as tx:
        sorting.postpone(tx, _now(document).queue[0].placement)
    assert [card.text for card in _now(document).queue] == ["b", "c", "a"]
    document.lab.undo()
    assert [card.text for card in _now(document).queue] == ["a", "b", "c"]


def test_a_named_group_is_made_with_its_first_card_in_one_step(document: Document) -> None:
    with document.lab.change("sort.group") as tx:
        sorting.put_new(tx, board(document), _now(document).queue[0].placement, "Nowa")
    assert [(g.title, n) for g, n in _now(document).groups] == [("Park", 0), ("Drogi", 0), ("Nowa", 1)]
    document.lab.undo()
    assert len(_now(document).groups) == 2
    assert len(_now(document).queue) == 3


def test_a_card_in_a_second_group_still_waits_and_ends_there_once(document: Document) -> None:
    now = _now(document)
    with document.lab.change("sort.also") as tx:
        assert ideas.also(tx, now.queue[0].placement, now.groups[0][0].id)
    assert next((g.title, n) for g, n in _now(document).groups) == ("Park", 1)
    assert len(_now(document).queue) == 3
    with document.lab.change("sort.put") as tx:  # into the group where it lies already
        sorting.put(tx, now.queue[0].placement, now.groups[0][0].id)
    assert next((g.title, n) for g, n in _now(document).groups) == ("Park", 1)
    assert [card.text for card in _now(document).queue] == ["b", "c"]


def test_a_column_can_be_sorted_into_the_others(document: Document) -> None:
    park = _now(document).groups[0][0].id
    with document.lab.change("idea.add") as tx:
        ideas.add(tx, board(document), "z kolumny", cluster=park)
        sorting.begin(tx, board(document), park)
    now = _now(document)
    assert [card.text for card in now.queue] == ["z kolumny"]
    assert [group.title for group, _ in now.groups] == ["Drogi"]
    assert now.numbers == (2,)  # as on the board: nobody's "two" becomes a one
    scene = _scene(document)
    assert isinstance(scene, SortScene)
    assert scene.groups == ((2, "Drogi", 0),)


def test_the_room_sees_the_card_the_groups_and_how_many_wait(document: Document) -> None:
    scene = _scene(document)
    assert isinstance(scene, SortScene)
    assert scene.card is not None
    assert (scene.card.text, scene.waiting) == ("a", 3)
    assert scene.groups == ((1, "Park", 0), (2, "Drogi", 0))
    assert "zakryta" not in repr(scene)


def test_after_the_end_the_board_is_as_before_with_cards_in_their_groups(document: Document) -> None:
    now = _now(document)
    with document.lab.change("sort.put") as tx:
        sorting.put(tx, now.queue[0].placement, now.groups[0][0].id)
    with document.lab.change("sort.end") as tx:
        sorting.end(tx, board(document))
    assert not isinstance(_scene(document), SortScene)
    assert len(ideas.cards(document.lab.read, board(document))) == 4
