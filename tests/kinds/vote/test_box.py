"""Opening, casting, ending: nobody twice, nobody uninvited, nothing changes once it is open."""

import pytest

from labapp.errors import UserError
from labapp.kinds.registry import KINDS
from labapp.kinds.vote import box, entitled, hands, options, paper, rounds
from labapp.model import agenda, ideas, people


def change(room, operation):
    with room.lab.change("test") as tx:
        return operation(tx)


@pytest.mark.parametrize(
    ("settings", "titles", "code"),
    [
        ({}, "", "vote.no-options"),
        ({"channels": []}, "ab", "vote.no-channel"),
        ({"secrecy": "secret", "channels": ["booth", "hands"]}, "ab", "vote.channel-not-secret"),
        ({"form": "choose", "limits": {"min": 3, "max": 5}}, "ab", "vote.limit"),
        ({"form": "dots", "limits": {"n": 2, "cap": 3}}, "ab", "vote.limit"),
        ({"form": "ranking", "channels": ["hands"]}, "ab", "vote.form-not-by-hands"),
        ({"entitled": "people", "people": []}, "ab", "vote.nobody-entitled"),
        ({"entitled": "sectors", "sectors": []}, "ab", "vote.nobody-entitled"),
    ],
)
def test_what_cannot_be_voted_on_is_not_opened(room, settings, titles, code):
    here = room(titles=titles, **{"limits": {"min": 1, "max": 1}, **settings})
    if not titles:
        change(here, lambda tx: rounds.draft(tx, here.activity))
    with pytest.raises(UserError, match=code):
        box.open_vote(here.lab, here.vote)
    assert rounds.get(here.lab.read, here.vote).state == rounds.DRAFT
    assert not here.lab.read.rows("SELECT 1 FROM vote_entitled")


def test_nobody_votes_twice_uninvited_early_late_or_beyond_the_limits(room):
    here = room(titles="abc", limits={"min": 2, "max": 2})
    first, second = here.people[:2]
    with pytest.raises(UserError, match=r"vote\.state"):
        box.cast(here.lab, here.vote, first, [1, 2])
    box.open_vote(here.lab, here.vote)
    latecomer = change(here, lambda tx: people.add_participant(tx, name="Late"))
    change(here, lambda tx: people.arrive(tx, latecomer))
    for voter, ballot, code in [
        (latecomer, [1, 2], "not-entitled"), ("nobody", [1, 2], "not-entitled"), (first, [1], "too-few"),
        (first, [1, 2, 3], "too-many"), (first, [1, 9], "unknown"), (first, "1,2", "shape"),
        (first, [True, 2], "shape"),
    ]:  # fmt: skip
        with pytest.raises(UserError, match=code):
            box.cast(here.lab, here.vote, voter, ballot)
    assert entitled.voted(here.lab.read, here.vote) == set()
    box.cast(here.lab, here.vote, first, [2, 1])
    with pytest.raises(UserError, match="already-voted"):
        box.cast(here.lab, here.vote, first, [1, 3])
    with pytest.raises(UserError, match="channel-closed"):
        box.cast(here.lab, here.vote, second, [1, 2], "stage")
    box.close_vote(here.lab, here.vote)
    with pytest.raises(UserError, match=r"vote\.state"):
        box.cast(here.lab, here.vote, second, [1, 2])
    assert [row["body"] for row in here.lab.read.rows("SELECT body FROM vote_ballots")] == ["[1,2]"]


def test_behind_the_barrier_words_order_terms_and_entitled_stay_whatever_happens_outside(room):
    here = room(titles="")
    idea = change(here, lambda tx: ideas.add(tx, here.activity, "the first words"))
    change(here, lambda tx: options.add_ideas(tx, here.activity, [idea]))
    change(here, lambda tx: options.add(tx, here.activity, "typed"))
    here.set(limits={"min": 1, "max": 1})
    box.open_vote(here.lab, here.vote)
    frozen = options.of_vote(here.lab.read, here.vote)
    change(here, lambda tx: ideas.edit(tx, idea, text="other words"))
    change(here, lambda tx: ideas.retire(tx, idea))
    change(here, lambda tx: people.leave(tx, here.people[0]))
    activity = agenda.activity(here.lab.read, here.activity)
    change(here, lambda tx: agenda.edit_activity(tx, here.activity, settings={**activity.settings, "form": "dots"},
                                                question="other"))  # fmt: skip
    assert options.of_vote(here.lab.read, here.vote) == frozen
    assert [choice.number for choice in frozen] == [1, 2]
    now = rounds.get(here.lab.read, here.vote)
    assert (now.terms.form_id, now.question) == ("choose", "Which one?")
    box.cast(here.lab, here.vote, here.people[0], [1])  # who has left stays entitled
    for operation in (
        lambda tx: options.add(tx, here.activity, "more"),
        lambda tx: options.remove(tx, frozen[0].id),
        lambda tx: options.edit(tx, frozen[0].id, title="x"),
        lambda tx: options.move(tx, frozen[0].id, 1),
        lambda tx: rounds.configure(tx, here.activity, secrecy="secret"),
    ):
        with pytest.raises(UserError, match="frozen"):
            change(here, operation)


def test_no_undo_crosses_opening_or_closing(room):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    assert here.lab.next_undo() is not None
    box.open_vote(here.lab, here.vote)
    assert here.lab.next_undo() is None
    box.close_vote(here.lab, here.vote)
    assert here.lab.next_undo() is None


def test_an_open_ballot_can_be_taken_back_and_cast_again(room):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    box.open_vote(here.lab, here.vote)
    person = here.people[0]
    with pytest.raises(UserError, match="not-voted"):
        box.take_back(here.lab, here.vote, person)
    box.cast(here.lab, here.vote, person, [1])
    box.take_back(here.lab, here.vote, person)
    box.cast(here.lab, here.vote, person, [2])
    assert [row["body"] for row in here.lab.read.rows("SELECT body FROM vote_ballots")] == ["[2]"]


def test_one_vote_an_entity_through_its_delegate(room):
    here = room(sectors="SSSSSS", titles="ab", limits={"min": 1, "max": 1}, entitled="entities")
    units = people.entities(here.lab.read)
    here.set(delegates={units[0].id: here.people[1]})
    box.open_vote(here.lab, here.vote)
    voters = {voter.entity: voter for voter in entitled.frozen(here.lab.read, here.vote)}
    assert len(voters) == 3
    assert voters[units[0].id].participant == here.people[1]
    assert voters[units[1].id].participant == here.people[2]  # nobody named: the first by code
    change(here, lambda tx: entitled.change_delegate(tx, here.vote, units[1].id, here.people[3]))
    with pytest.raises(UserError, match="delegate-twice"):
        change(here, lambda tx: entitled.change_delegate(tx, here.vote, units[2].id, here.people[1]))
    code = people.participant(here.lab.read, here.people[3]).code
    assert entitled.by_code(here.lab.read, here.vote, code).voter == units[1].id
    with pytest.raises(UserError, match="not-entitled"):
        entitled.by_person(here.lab.read, here.vote, here.people[2])
    box.cast(here.lab, here.vote, units[1].id, [1])
    with pytest.raises(UserError, match="already"):
        change(here, lambda tx: entitled.change_delegate(tx, here.vote, units[1].id, here.people[2]))
    with pytest.raises(UserError, match="cast-since"):
        here.lab.undo()  # nor by taking back: the other one has cast it
    box.take_back(here.lab, here.vote, units[1].id)
    here.lab.undo()
    assert entitled.by_person(here.lab.read, here.vote, here.people[2]).voter == units[1].id


def test_a_repeated_vote_is_a_new_linked_round_and_the_first_stays(room):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    box.open_vote(here.lab, here.vote)
    first = here.vote
    with pytest.raises(UserError, match=r"vote\.state"):
        box.repeat(here.lab, first, "no")
    box.cast(here.lab, first, here.people[0], [1])
    box.close_vote(here.lab, first)
    before = [tuple(row) for row in here.lab.read.rows("SELECT * FROM vote_ballots")]
    with pytest.raises(UserError, match="reason"):
        box.repeat(here.lab, first, " ")
    second = box.repeat(here.lab, first, "a person was left out")
    with pytest.raises(UserError, match="repeated-already"):
        box.repeat(here.lab, first, "again")
    now = rounds.get(here.lab.read, second)
    assert (now.number, now.follows, now.reason, now.state) == (2, first, "a person was left out", rounds.DRAFT)
    assert [c.title for c in options.of_vote(here.lab.read, second)] == ["option a", "option b"]
    box.open_vote(here.lab, second)
    assert [tuple(row) for row in here.lab.read.rows("SELECT * FROM vote_ballots")] == before


def test_options_are_numbered_in_their_order_and_taken_once(room):
    here = room(titles="abc")
    a, b, c = (choice.id for choice in options.of_vote(here.lab.read, here.vote))
    change(here, lambda tx: options.move(tx, c, 0))
    change(here, lambda tx: options.move(tx, a, 2))
    assert [(x.number, x.id) for x in options.of_vote(here.lab.read, here.vote)] == [(1, c), (2, b), (3, a)]
    cluster = change(here, lambda tx: ideas.add_cluster(tx, here.activity, "a group"))
    assert change(here, lambda tx: options.add_clusters(tx, here.activity, [cluster, cluster])) == 1
    assert change(here, lambda tx: options.add_clusters(tx, here.activity, [cluster])) == 0
    with pytest.raises(UserError, match="option-empty"):
        change(here, lambda tx: options.add(tx, here.activity, " \n "))


def test_up_to_three_of_two_is_up_to_two(room):
    here = room(titles="ab", limits={"min": 1, "max": 3})
    box.open_vote(here.lab, here.vote)
    assert rounds.get(here.lab.read, here.vote).terms.limits["max"] == 2


def test_a_duplicate_takes_the_options_along_and_none_of_the_votes(room):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    box.open_vote(here.lab, here.vote)
    with here.lab.change("activity.duplicate") as tx:
        copy = agenda.duplicate_activity(tx, here.activity)
        KINDS["vote"].copied(tx, here.activity, copy)
    made = rounds.latest(here.lab.read, copy)
    assert made.state == rounds.DRAFT
    assert [c.title for c in options.of_vote(here.lab.read, made.id)] == ["option a", "option b"]


def test_a_point_is_not_finished_while_its_vote_is_open(room):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    point = agenda.activity(here.lab.read, here.activity)
    assert KINDS["vote"].may_finish(here.lab.read, point) is None
    box.open_vote(here.lab, here.vote)
    assert KINDS["vote"].may_finish(here.lab.read, point).code == "vote.still-open"
    box.close_vote(here.lab, here.vote)
    assert KINDS["vote"].may_finish(here.lab.read, point) is None


def test_nobody_is_sent_in_for_a_person(room):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    here.set(entitled="people", people=here.people[:3])
    box.open_vote(here.lab, here.vote)
    with pytest.raises(UserError, match="not-entitled"):
        change(here, lambda tx: entitled.change_delegate(tx, here.vote, here.people[0], here.people[9]))


def test_a_ballot_with_a_name_is_not_taken_back_as_one_from_paper(room):
    here = room(titles="ab", limits={"min": 1, "max": 1}, channels=["booth", "paper"])
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [1])
    paper.issue(here.lab, here.vote, [here.people[1]])
    paper.enter(here.lab, here.vote, "2")
    cast = here.lab.read.value("SELECT id FROM vote_ballots WHERE voter = ?", here.people[0])
    with pytest.raises(UserError, match="not-voted"):
        paper.take_back(here.lab, here.vote, str(cast))
    assert hands.voted(here.lab.read, here.vote) == (2, True)
