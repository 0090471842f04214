"""Ideas: written once, moved by one row, merged without losing a word."""

from pathlib import Path

import pytest

from labapp.document import Document
from labapp.model import ideas
from tests.lab_files import add_idea, board, fresh, words


@pytest.fixture
def document(tmp_path: Path) -> Document:
    with fresh(tmp_path / "a.lab") as made:
        yield made


def test_cards_stand_in_the_order_they_were_said(document: Document) -> None:
    for text in ("raz", "dwa", "trzy"):
        add_idea(document, text)
    assert words(document) == ["raz", "dwa", "trzy"]


def test_a_card_moves_between_columns_and_places(document: Document) -> None:
    lab, activity = document.lab, board(document)
    with lab.change("cluster.add") as tx:
        left, right = (ideas.add_cluster(tx, activity, name) for name in ("lewa", "prawa"))
        for text in ("a", "b", "c"):
            ideas.add(tx, activity, text, cluster=left)
        ideas.add(tx, activity, "x", cluster=right)
    cards = {card.text: card.placement for card in ideas.cards(lab.read, activity)}
    with lab.change("idea.move") as tx:
        ideas.move(tx, cards["c"], left, None)
        ideas.move(tx, cards["b"], right, cards["x"])
    found = ideas.cards(lab.read, activity)
    assert [card.text for card in found if card.cluster == left] == ["c", "a"]
    assert [card.text for card in found if card.cluster == right] == ["x", "b"]


def test_moving_one_card_changes_one_row(document: Document) -> None:
    for text in ("a", "b", "c"):
        add_idea(document, text)
    lab = document.lab
    last = ideas.cards(lab.read, board(document))[-1].placement
    with lab.change("idea.move") as tx:
        ideas.move(tx, last, None, None)
        number = tx.number
    assert lab.read.value("SELECT count(*) FROM journal WHERE change = ?", number) == 1


def test_merging_keeps_every_word_and_is_undone_in_one_step(document: Document) -> None:
    ids = [add_idea(document, text) for text in ("park", "zieleń", "skwer")]
    lab = document.lab
    with lab.change("idea.merge") as tx:
        ideas.merge(tx, ids[1], ids[2:])
    with lab.change("idea.merge") as tx:
        ideas.merge(tx, ids[0], ids[1:2])
    assert words(document) == ["park"]
    assert [ideas.text(lab.read, idea) for idea in ideas.merged(lab.read, ids[0])] == ["zieleń", "skwer"]
    lab.undo()
    assert words(document) == ["park", "zieleń"]


def test_a_removed_column_leaves_its_cards_on_the_board(document: Document) -> None:
    lab, activity = document.lab, board(document)
    with lab.change("cluster.add") as tx:
        column = ideas.add_cluster(tx, activity, "kolumna")
        ideas.add(tx, activity, "zostaję", cluster=column)
    with lab.change("cluster.retire") as tx:
        ideas.retire_cluster(tx, column)
    assert words(document) == ["zostaję"]
    assert ideas.clusters(lab.read, activity) == []


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "x" * (ideas.TEXT_LIMIT + 1)])
def test_no_words_or_too_many_are_refused_and_nothing_is_written(document: Document, text: str) -> None:
    with pytest.raises(ValueError, match="characters"), document.lab.change("idea.add") as tx:
        ideas.add(tx, board(document), text)
    assert words(document) == []


def test_control_characters_go_emoji_and_right_to_left_stay(document: Document) -> None:
    add_idea(document, "a\x00b\x1b \u05e9\u05dc\u05d5\u05dd 🌳\n druga")
    assert words(document) == ["ab \u05e9\u05dc\u05d5\u05dd 🌳\n druga"]


def test_columns_move_and_stop_at_the_end(document: Document) -> None:
    lab, activity = document.lab, board(document)
    with lab.change("cluster.add") as tx:
        made = [ideas.add_cluster(tx, activity, name) for name in "abc"]
        ideas.move_cluster(tx, made[0], 1)
        ideas.move_cluster(tx, made[2], 5)
    assert [cluster.title for cluster in ideas.clusters(lab.read, activity)] == ["b", "a", "c"]


@pytest.mark.parametrize("key", ["V", "ä", "V0", "a-b", ""])
def test_columns_with_one_place_among_them_can_be_moved(document: Document, key: str) -> None:
    lab, activity = document.lab, board(document)
    with lab.change("cluster.add") as tx:
        made = [ideas.add_cluster(tx, activity, name) for name in "abc"]
        for each in made:
            tx.update("clusters", each, position=key)  # as a file from elsewhere may have it
    listed = [each.id for each in ideas.clusters(lab.read, activity)]
    assert listed == sorted(made)  # and the same at every look
    for places in (-1, 1, -2, 2):
        with lab.change("cluster.move") as tx:
            ideas.move_cluster(tx, listed[1], places)
            ideas.add_cluster(tx, activity, "d")
    assert len(ideas.clusters(lab.read, activity)) == 7
