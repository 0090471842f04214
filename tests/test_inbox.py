"""What other threads hand in: done once each, told once it is done, and kept where the world or one of them fails."""

import pytest

from labapp.errors import UserError, WorldError
from labapp.model import ideas
from tests.lab_files import board, fresh, words


@pytest.fixture
def document(tmp_path):
    made = fresh(tmp_path / "a.lab")
    yield made
    made.close()


def hand_in(document, *texts, refusing=()):
    """Post an operation for each text; those of `refusing` write their card and are then refused by that name."""

    def adding(text):
        def operation(tx):
            ideas.add(tx, board(document), text)
            if text in refusing:
                raise UserError(f"x.{text}")

        return operation

    for text in texts:
        document.lab.post(adding(text))


def test_a_batch_is_told_once_when_nothing_of_it_waits_any_more(document):
    heard = []
    document.lab.subscribe(lambda changes: heard.append((changes.code, words(document), document.lab.drain())))
    hand_in(document, "raz", "dwa")
    assert document.lab.drain("phone.batch") == 2
    assert heard == [("phone.batch", ["raz", "dwa"], 0)]


def test_of_several_refusals_the_first_is_raised_and_what_stands_between_is_told(document):
    heard = []
    document.lab.subscribe(lambda changes: heard.append(words(document)))
    hand_in(document, "a", "raz", "b", "dwa", refusing=("a", "b"))
    with pytest.raises(UserError, match=r"x\.a"):
        document.lab.drain()
    assert heard == [["raz"], ["raz", "dwa"]]


def test_what_was_refused_alone_is_not_tried_again(document):
    hand_in(document, "a", refusing=("a",))
    with pytest.raises(UserError, match=r"x\.a"):
        document.lab.drain()
    assert document.lab.drain() == 0


def test_what_fails_only_together_is_done_one_by_one(document):
    trouble = [UserError("x.once")]

    def once(_tx):
        if trouble:
            raise trouble.pop()

    hand_in(document, "raz")
    document.lab.post(once)
    assert document.lab.drain() == 2
    assert words(document) == ["raz"]


def test_a_world_that_fails_after_a_refusal_keeps_what_was_not_done_and_neither_is_left_unsaid(document):
    full = [WorldError("store.full"), WorldError("store.full")]

    def last(tx):
        if full:
            raise full.pop()
        ideas.add(tx, board(document), "trzy")

    hand_in(document, "raz", "a", refusing=("a",))
    document.lab.post(last)
    with pytest.raises(UserError, match=r"x\.a"):
        document.lab.drain()
    with pytest.raises(WorldError, match=r"store\.full"):
        document.lab.drain()
    assert words(document) == ["raz"]
    assert document.lab.drain() == 1
    assert words(document) == ["raz", "trzy"]
