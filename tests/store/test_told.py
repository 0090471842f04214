"""The history names what changed: by ids from the journal and words of today, public ones only, stored nowhere."""

import json

import pytest

from labapp.kinds.registry import CATALOGUE
from labapp.model import agenda, ideas, people
from labapp.store.catalogue import Privacy
from tests.lab_files import add_idea, board, fresh, populate


@pytest.fixture
def document(tmp_path):
    made = fresh(tmp_path / "a.lab")
    yield made
    made.close()


def about(document, code):
    """Return what the newest entry of a code is about."""
    entry = next(item for item in document.lab.history() if item.code == code)
    return document.lab.told([entry])[entry.number]


def test_words_are_those_of_today(document):
    idea = add_idea(document, "Ławka")
    with document.lab.change("idea.edit") as tx:
        ideas.edit(tx, idea, text="Ławka w cieniu")
    assert about(document, "idea.add").things == (("ideas", "Ławka w cieniu"),)
    assert not about(document, "idea.add").more
    with document.lab.change("activity.edit") as tx:
        agenda.edit_activity(tx, board(document), title="Inaczej")
    with document.lab.change("activity.start", undoable=False, activity=board(document)) as tx:
        agenda.start(tx, board(document))
    assert about(document, "activity.start").things == (("activities", "Inaczej"),)


def test_many_things_are_named_by_the_first_few(document):
    with document.lab.change("idea.paste", n=5) as tx:
        for number in range(5):
            ideas.add(tx, board(document), f"myśl {number}")
    told = about(document, "idea.paste")
    assert [words for _, words in told.things] == ["myśl 0", "myśl 1", "myśl 2"]
    assert told.more


def test_a_group_made_of_cards_is_told_by_its_name(document):
    idea = add_idea(document, "Ławka")
    with document.lab.change("idea.group", n=1) as tx:
        group = ideas.add_cluster(tx, board(document), "Zieleń")
        ideas.move(tx, ideas.cards(tx, board(document))[0].placement, group, None)
    assert idea
    assert about(document, "idea.group").things == (("clusters", "Zieleń"),)


def test_what_is_gone_is_told_from_the_journal_and_then_not_at_all(document):
    idea = add_idea(document, "Ławka")
    document.lab.undo()
    assert document.lab.read.value("SELECT count(*) FROM ideas WHERE id = ?", idea) == 0
    assert about(document, "idea.add").things == (("ideas", "Ławka"),)
    assert about(document, "history.undo").things == (("ideas", "Ławka"),)
    document.lab.compact(keep=0)
    assert about(document, "idea.add").things == ()


def test_an_entry_whose_details_are_folded_still_knows_its_point(document):
    with document.lab.change("activity.start", undoable=False, activity=board(document)) as tx:
        agenda.start(tx, board(document))
    document.lab.compact(keep=0)
    assert about(document, "activity.start").things == (("activities", "Pomysły"),)


def test_people_are_codes_and_no_words_are_stored(document):
    populate(document)
    with document.lab.change("person.edit") as tx:
        people.edit_participant(tx, people.participants(tx)[0].id, phone="+48 111 222 333")
    codes = {person.code for person in people.participants(document.lab.read)}
    for code in ("person.import", "person.arrive", "person.edit"):
        things = about(document, code).things
        assert things
        assert {table for table, _ in things} == {"participants"}
        assert {words for _, words in things} <= codes
    spoken = " ".join(entry.params for entry in document.lab.history())
    assert not [name for name in ("Kowalska", "Ścieżka", "111 222", "Pomysły") if name in spoken]


def test_only_public_columns_and_never_a_ballot_can_be_told():
    for table in CATALOGUE.tables.values():
        assert {table.column(name).privacy for name in table.called} <= {Privacy.PUBLIC, Privacy.REFERENCE}
        assert not table.tells or (table.called and table.journalled)
    for name in ("vote_ballots", "vote_boxes", "vote_turnout", "vote_entitled", "vote_paper"):
        assert not CATALOGUE.tables[name].called
        assert not CATALOGUE.tables[name].tells


def test_params_of_a_newer_version_do_no_harm(document):
    with document.lab.change("activity.start", undoable=False, activity={"id": 1}) as tx:
        tx.note(n=json.loads("1"))
    assert about(document, "activity.start").things == ()
