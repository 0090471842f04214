"""Undo and redo by the journal: exact values back, what rests on them refused, barriers, folding, closing."""

import json

import pytest

from labapp.errors import UserError
from labapp.model import agenda, ideas, people
from labapp.store.undo import COMPACTION
from tests.lab_files import add_idea, again, board, fresh, populate, words


@pytest.fixture
def document(tmp_path):
    made = fresh(tmp_path / "a.lab")
    yield made
    made.close()


def test_undo_goes_back_and_redo_forth_by_name(document):
    add_idea(document, "raz")
    add_idea(document, "dwa")
    assert document.lab.next_undo().code == "idea.add"
    document.lab.undo()
    assert words(document) == ["raz"]
    document.lab.undo()
    assert words(document) == []
    assert document.lab.redo().code == "idea.add"
    document.lab.redo()
    assert words(document) == ["raz", "dwa"]
    assert document.lab.redo() is None


def test_a_new_gesture_ends_the_way_forth_for_good(document):
    add_idea(document, "raz")
    document.lab.undo()
    add_idea(document, "dwa")
    assert document.lab.next_redo() is None
    document.lab.undo()
    document.lab.redo()
    assert words(document) == ["dwa"]  # and never "raz", whose branch was left
    assert document.lab.next_redo() is None


def test_a_sentence_may_have_a_parameter_of_any_name(document):
    with document.lab.change("sector.add") as tx:
        people.add_sector(tx, "Mieszkańcy", "M", "M")
        tx.note(code="M")
    document.lab.undo()
    assert document.lab.redo().code == "sector.add"
    told = [json.loads(entry.params)["code"] for entry in document.lab.history()[:2]]
    assert told == ["sector.add", "sector.add"]  # by it the history words what was undone


def test_undo_survives_closing(tmp_path):
    document = fresh(tmp_path / "b.lab")
    add_idea(document, "raz")
    add_idea(document, "dwa")
    document.lab.undo()
    document.close()
    document = again(tmp_path / "b.lab")
    document.lab.redo()
    assert words(document) == ["raz", "dwa"]
    document.lab.undo()
    document.lab.undo()
    assert words(document) == []
    document.close()


def test_no_undo_crosses_a_barrier(document):
    add_idea(document, "raz")
    with document.lab.change("vote.open", undoable=False, barrier=True):
        pass
    assert document.lab.undo() is None
    add_idea(document, "dwa")
    document.lab.undo()
    assert document.lab.undo() is None
    assert words(document) == ["raz"]


def test_entries_in_between_stay(document):
    add_idea(document, "raz")
    with document.lab.change("activity.start", undoable=False) as tx:
        agenda.start(tx, board(document))
    document.lab.undo()
    assert words(document) == []
    assert agenda.activity(document.lab.read, board(document)).state == "running"


def test_what_a_later_entry_changed_stands_in_the_way(document):
    with document.lab.change("activity.edit") as tx:
        agenda.edit_activity(tx, board(document), state="skipped")
    with document.lab.change("activity.start", undoable=False) as tx:
        agenda.start(tx, board(document))
    history = len(document.lab.history())
    with pytest.raises(UserError, match=r"undo\.blocked"):
        document.lab.undo()
    assert agenda.activity(document.lab.read, board(document)).state == "running"
    assert len(document.lab.history()) == history


def test_nothing_later_is_taken_along_silently(document):
    with document.lab.change("person.add") as tx:
        who = people.add_participant(tx, name="Anna")
    with document.lab.change("person.arrive", undoable=False) as tx:
        people.arrive(tx, who)  # the schema would cascade: undoing the person must not drop the arrival
    with pytest.raises(UserError, match=r"undo\.blocked"):
        document.lab.undo()
    assert [person.id for person in people.present(document.lab.read)] == [who]


def test_a_code_taken_meanwhile_stands_in_the_way(document):
    with document.lab.change("person.add") as tx:
        who = people.add_participant(tx, code="7")
    with document.lab.change("person.retire") as tx:
        tx.delete("participants", who)
    with document.lab.change("person.add", undoable=False) as tx:
        people.add_participant(tx, code="7")
    with pytest.raises(UserError, match=r"undo\.blocked"):
        document.lab.undo()


def test_deleting_with_cascades_comes_back_whole(document):
    made = populate(document)
    before = document.lab.read.rows("SELECT * FROM presence"), ideas.cards(document.lab.read, board(document))
    with document.lab.change("person.retire") as tx:
        tx.delete("participants", made["anna"])
    assert document.lab.read.rows("SELECT * FROM presence") == []
    document.lab.undo()
    assert (document.lab.read.rows("SELECT * FROM presence"), ideas.cards(document.lab.read, board(document))) == before


def test_reals_come_back_to_the_last_bit(document):
    add_idea(document, "raz")
    card = ideas.cards(document.lab.read, board(document))[0]
    awkward = (0.1 + 0.2, 1 / 3, 5e-324, 1.0 - 2**-53, 123456.789e-9, -0.0)
    for value in awkward:
        with document.lab.change("idea.move") as tx:
            tx.update("placements", card.placement, x=value)
        with document.lab.change("idea.move") as tx:
            tx.update("placements", card.placement, x=None)
        document.lab.undo()
        assert document.lab.read.value("SELECT x FROM placements") == value


def test_folding_keeps_whole_changes_and_every_sentence(document):
    for number in range(30):
        add_idea(document, f"{number}")
    sentences = [item.number for item in document.lab.history()]
    assert document.lab.compact(keep=11) is True  # an idea is two rows: five whole changes stay
    assert [item.number for item in document.lab.history()[1:]] == sentences
    assert document.lab.history()[0].code == COMPACTION
    for _ in range(5):
        assert document.lab.undo() is not None
    assert document.lab.undo() is None
    assert len(words(document)) == 25
    assert document.lab.compact(keep=10_000) is False


def test_back_to_a_moment_is_one_change_that_can_be_taken_back(document):
    add_idea(document, "raz")
    then = document.lab.history()[0].number
    add_idea(document, "dwa")
    document.lab.undo()
    document.lab.undo()  # "raz" itself was taken back since: going back brings it
    add_idea(document, "trzy")
    heard = []
    document.lab.subscribe(heard.append)
    way = document.lab.restore_to(then)
    assert words(document) == ["raz"]
    assert (len(way.changes), way.barrier, way.folded) == (4, None, False)
    assert document.lab.history()[0].code == "history.restore"
    assert [changes.code for changes in heard] == ["history.restore"]
    assert heard[0].touches("ideas", "placements")
    document.lab.undo()
    assert words(document) == ["trzy"]
    document.lab.redo()
    assert words(document) == ["raz"]


def test_back_in_time_stops_at_a_vote_and_says_so(document):
    then = document.lab.history()[0].number
    add_idea(document, "raz")
    with document.lab.change("vote.open", undoable=False, barrier=True):
        pass
    add_idea(document, "dwa")
    way = document.lab.restore_to(then)
    assert way.barrier.code == "vote.open"
    assert words(document) == ["raz"]
    count = len(document.lab.history())
    assert document.lab.restore_to(then).changes == ()  # nothing left on this side: and nothing is written
    assert len(document.lab.history()) == count


def test_back_in_time_stops_where_details_were_folded(document):
    for number in range(8):
        add_idea(document, f"{number}")
    document.lab.compact(6)
    way = document.lab.restore_to(1)
    assert way.folded
    assert words(document) == [f"{number}" for number in range(5)]


def test_back_in_time_is_all_or_nothing(document):
    then = document.lab.history()[0].number
    with document.lab.change("activity.add") as tx:
        added = agenda.add_activity(tx, agenda.days(tx)[0].id, "board", "Druga")
    with document.lab.change("activity.start", undoable=False) as tx:
        agenda.start(tx, added)
    add_idea(document, "raz")
    with pytest.raises(UserError, match=r"undo\.blocked") as told:
        document.lab.restore_to(then)
    assert told.value.params["change"] == then + 1
    assert words(document) == ["raz"]
