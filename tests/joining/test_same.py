"""Somebody written down on two laptops: offered as one, made one when a person says so, with all that hangs on them."""

import pytest

from labapp.checking import check_lab
from labapp.errors import UserError
from labapp.joining import join
from labapp.kinds.plan import actions
from labapp.kinds.vote import box, entitled, options, rounds
from labapp.model import agenda, ideas, notes, people
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator
from tests.joining.two import compared, content, joined, parted, side
from tests.lab_files import board


def person(document, name, **more):
    with document.lab.change("person.add") as tx:
        return people.add_participant(tx, name=name, **more)


def entity(document, name, **more):
    with document.lab.change("entity.add") as tx:
        return people.add_entity(tx, name, **more)


def offered(here, there):
    return [(twin.table, {row["name"] for row in twin.rows}) for twin in compared(here, there).twins()]


def test_one_name_in_any_letters_is_offered_and_nothing_is_made_one_unasked(two):
    here, there, _made = two
    person(here, "Zofia  Łęcka")
    person(there, "łecka zofia")
    assert offered(here, there) == [("participants", {"Zofia  Łęcka", "łecka zofia"})]
    joined(here, there)
    assert len(people.participants(here.lab.read)) == 5


@pytest.mark.parametrize(("one", "other"), [
    ({"name": "Zofia Nowa", "email": "z@a.pl"}, {"name": "Zofia Nowa", "email": "z@b.pl"}),
    ({"name": "Zofia Nowa"}, {"name": "Zofia Stara"}),
    ({"name": "Jan Lis", "email": "biuro@a.pl"}, {"name": "Ewa Sum", "email": "biuro@a.pl"}),
    ({"name": ""}, {"name": ""}),
])  # fmt: skip
def test_others_are_not_offered(two, one, other):
    here, there, _made = two
    person(here, **one)
    person(there, **other, code="200")
    assert offered(here, there) == []


@pytest.mark.parametrize(("one", "other"), [
    ({"name": "Zofia Nowa", "email": "Z@a.pl"}, {"name": "Zofia Nowa-Lis", "email": "z@A.pl"}),
    ({"name": "Z. Nowa", "phone": "600 100 200"}, {"name": "Zofia Nowa", "phone": "600100200"}),
    ({"name": "Zofia Nowa", "code": "150"}, {"name": "Zofia N.", "code": "150"}),
])  # fmt: skip
def test_a_contact_or_a_badge_and_part_of_a_name_are_offered(two, one, other):
    here, there, _made = two
    person(here, **one)
    person(there, **other)
    assert [table for table, _names in offered(here, there)] == ["participants"]


def test_two_of_one_name_on_one_laptop_are_left_to_whoever_wrote_them(two):
    here, there, _made = two
    person(there, "Jan Kowal")
    person(there, "Jan Kowal")
    person(here, "Ktoś")
    assert offered(here, there) == []


def test_from_different_places_they_are_not_offered_from_one_they_are(two):
    here, there, _made = two
    person(here, "Jan Kowal", entity=entity(here, "Gmina Wólka"))
    person(there, "Jan Kowal", entity=entity(there, "Gmina Górka"))
    person(here, "Ewa Sum", entity=entity(here, "Koło Gospodyń"))
    person(there, "Ewa Sum", entity=entity(there, "KOŁO GOSPODYŃ"))
    assert [table for table, _names in offered(here, there)] == ["entities", "participants"]


def meeting(here, there, made):
    """The same person and organisation on both, each with something that hangs on them."""
    mine = {"entity": entity(here, "Koło Gospodyń", teryt="1001")}
    yours = {"entity": entity(there, "Koło gospodyń", level="gmina")}
    for document, held, more in ((here, mine, {"email": "z@a.pl", "note": "stolik"}),
                                 (there, yours, {"phone": "600", "note": "wózek", "role": "expert"})):
        held["who"] = person(document, "Zofia Nowa", entity=held["entity"], function="radna", **more)
        with document.lab.change("person.arrive") as tx:
            people.arrive(tx, held["who"])
        with document.lab.change("idea.add") as tx:
            held["idea"] = ideas.add(tx, board(document), "Most", author=held["who"])
            notes.add(tx, "declaration", "Zrobię", participant=held["who"])
        with document.lab.change("plan.add") as tx:
            held["action"] = actions.add(tx, made["plan"], "Zmierzyć", person=held["who"], entity=held["entity"])
    return mine, yours


def with_plan(document, made):
    with document.lab.change("activity.add") as tx:
        made["plan"] = agenda.add_activity(tx, agenda.days(tx)[0].id, "plan", "Plan")


def test_all_that_hangs_on_them_follows_here_and_there_alike(tmp_path):
    here, there, made = parted(tmp_path, prepare=with_plan)
    with here, there:
        mine, _yours = meeting(here, there, made)
        twins = compared(here, there).twins()
        assert [twin.table for twin in twins] == ["entities", "participants"]
        of_here = side(here)
        done = joined(here, there, same=twins)
        assert done.undoable
        join(there, of_here, same=twins)
        assert content(here) == content(there)
        assert check_lab(here.lab) == []
        (who,) = [p for p in people.participants(here.lab.read) if p.name == "Zofia Nowa"]
        assert (who.email, who.phone, who.role) == ("z@a.pl", "600", "expert")
        assert {"stolik", "wózek"} == set(who.note.split(" · "))
        assert len([e for e in people.entities(here.lab.read) if e.name.startswith("Koło")]) == 1
        assert [p.name for p in people.present(here.lab.read)].count("Zofia Nowa") == 1
        for table, column in (("ideas", "author"), ("notes", "participant"), ("plan_actions", "person")):
            rows = here.lab.read.rows(f"SELECT {column} AS who FROM {table} WHERE {column} IS NOT NULL")
            assert [row["who"] for row in rows].count(who.id) == 2, table
        before = len(people.participants(here.lab.read))
        here.lab.undo()
        assert len(people.participants(here.lab.read)) == before
        assert here.lab.read.value("SELECT author FROM ideas WHERE id = ?", mine["idea"]) == mine["who"]


def test_the_next_joining_knows_who_was_made_one(tmp_path):
    here, there, made = parted(tmp_path, prepare=with_plan)
    with here, there:
        meeting(here, there, made)
        joined(here, there, same=compared(here, there).twins())
        with there.lab.change("idea.edit") as tx:
            ideas.add(tx, board(there), "później")
        for one, other in ((there, here), (here, there)):
            comparison = compared(one, other)
            assert comparison.twins() == []
            assert comparison.plan().conflicts == ()
            joined(one, other)
        assert content(here) == content(there)
        assert len([p for p in people.participants(here.lab.read) if p.name == "Zofia Nowa"]) == 1


def with_vote(document, made):
    with document.lab.change("vote") as tx:
        vote = agenda.add_activity(tx, agenda.days(tx)[0].id, "vote", "Co robimy?")
        rounds.configure(tx, vote, form="choose", limits={"n": 1}, secrecy="open", channels=["booth"])
        for title in "ab":
            options.add(tx, vote, title)
        made["vote"] = vote
        for name in ("jan", "ewa"):
            people.arrive(tx, made[name])


def hold(document, vote):
    now = rounds.latest(document.lab.read, vote)
    box.open_vote(document.lab, now.id)
    for item in entitled.frozen(document.lab.read, now.id):
        box.cast(document.lab, now.id, item.voter, [1])
    box.close_vote(document.lab, now.id)
    return now.id


def test_the_mark_that_somebody_has_voted_follows(tmp_path):
    here, there, made = parted(tmp_path, prepare=with_vote)
    with here, there:
        own = person(here, "Zofia Nowa")
        other = person(there, "Zofia Nowa")
        with there.lab.change("person.arrive") as tx:
            people.arrive(tx, other)
        vote = hold(there, made["vote"])
        twins = compared(here, there).twins()
        assert not joined(here, there, same=twins).undoable
        kept, gone = (own, other) if twins[0].kept == (own,) else (other, own)
        for table in ("vote_entitled", "vote_turnout", "vote_ballots"):
            voters = [row["voter"] for row in here.lab.read.rows(f"SELECT voter FROM {table} WHERE vote = ?", vote)]
            assert kept in voters, table
            assert gone not in voters, table
        assert check_lab(here.lab) == []


def test_who_voted_twice_stays_two(tmp_path):
    here, there, made = parted(tmp_path, prepare=with_vote)
    with here, there:
        again = person(there, "Jan Nowak")  # the list had him already
        with there.lab.change("person.arrive") as tx:
            people.arrive(tx, again)
        hold(there, made["vote"])
        (twin,) = compared(here, there).twins()
        assert twin.kept == (made["jan"],)
        said = error_sentence(twin.obstacle, translator("pl"))
        assert "Jan Nowak" in said
        assert "Co robimy?" in said
        before = content(here)
        with pytest.raises(UserError, match="both-voted"):
            joined(here, there, same=[twin])
        assert content(here) == before
        joined(here, there)
        assert len(people.participants(here.lab.read)) == 4
