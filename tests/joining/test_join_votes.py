"""Votes of two states: held on one side they are taken whole, held on both they are never mixed."""

import pytest

from labapp.checking import check_lab
from labapp.document import open_document
from labapp.errors import UserError
from labapp.joining import MINE, THEIRS
from labapp.kinds.vote import box, entitled, options, result, rounds
from labapp.model import agenda, people
from labapp.store import backups
from tests.joining.two import compared, content, joined, parted
from tests.lab_files import add_idea, words


def with_vote(document, made):
    with document.lab.change("people") as tx:
        for name in ("jan", "ewa"):
            people.arrive(tx, made[name])
        vote = agenda.add_activity(tx, agenda.days(tx)[0].id, "vote", "Co robimy?")
        rounds.configure(tx, vote, form="choose", limits={"n": 1}, secrecy="secret", channels=["booth"])
        for title in "abc":
            options.add(tx, vote, title)
        made["vote"] = vote


def hold(document, vote, number=1):
    with document.lab.change("activity.start", undoable=False) as tx:
        agenda.start(tx, vote)
    now = rounds.latest(document.lab.read, vote)
    box.open_vote(document.lab, now.id)
    for item in entitled.frozen(document.lab.read, now.id):
        box.cast(document.lab, now.id, item.voter, [number])
    box.close_vote(document.lab, now.id)
    return now.id


@pytest.fixture
def voting(tmp_path):
    here, there, made = parted(tmp_path, prepare=with_vote)
    yield here, there, made
    here.close()
    there.close()


def test_a_vote_held_on_one_side_is_taken_whole_behind_a_barrier(voting):
    here, there, made = voting
    add_idea(here, "tu")
    vote = hold(there, made["vote"])
    box.announce(there.lab, vote)
    done = joined(here, there)
    assert not done.undoable
    assert here.lab.next_undo() is None
    assert check_lab(here.lab) == check_lab(there.lab) == []
    assert result.result(here.lab.read, vote) == result.result(there.lab.read, vote)
    assert agenda.current(here.lab.read).title == "Co robimy?"
    with open_document(backups.listed(here.uid)[0].path, readonly=True) as before:
        assert words(before)[-1] == "tu"
        assert rounds.latest(before.lab.read, made["vote"]).state == rounds.DRAFT


@pytest.mark.parametrize("choice", [MINE, THEIRS])
def test_a_vote_held_on_both_sides_is_never_mixed(voting, choice):
    here, there, made = voting
    vote = hold(here, made["vote"], 1)
    assert hold(there, made["vote"], 2) == vote
    conflicts = [c for c in compared(here, there).plan().conflicts if c.table == "vote_votes"]
    assert [c.key for c in conflicts] == [(vote,)]
    chosen = here if choice == MINE else there
    counted = result.result(chosen.lab.read, vote)
    joined(here, there, {("vote_votes", (vote,)): choice})
    assert check_lab(here.lab) == []
    assert here.lab.read.value("SELECT count(*) FROM vote_ballots WHERE vote = ?", vote) == 3
    assert result.result(here.lab.read, vote) == counted


@pytest.mark.parametrize("open_here", [True, False])
def test_an_open_vote_keeps_both_apart(voting, open_here):
    here, there, made = voting
    with_it, without = (here, there) if open_here else (there, here)
    box.open_vote(with_it.lab, rounds.latest(with_it.lab.read, made["vote"]).id)
    add_idea(without, "dalej")
    before = content(here)
    with pytest.raises(UserError) as told:
        joined(here, there)
    assert told.value.code == ("join.open-vote" if open_here else "join.open-vote-there")
    assert told.value.params["title"] == "Co robimy?"
    assert content(here) == before


def test_preparations_of_a_vote_are_joined_option_by_option(voting):
    here, there, made = voting
    for document, title in ((here, "d"), (there, "e")):
        with document.lab.change("vote.option") as tx:
            options.add(tx, made["vote"], title)
    joined(here, there)
    now = rounds.latest(here.lab.read, made["vote"])
    assert sorted(item.title for item in options.of_vote(here.lab.read, now.id)) == list("abcde")
    assert check_lab(here.lab) == []


def test_two_rounds_prepared_apart_become_one(tmp_path):
    def plain(document, made):
        with document.lab.change("activity.add") as tx:
            made["vote"] = agenda.add_activity(tx, agenda.days(tx)[0].id, "vote", "Co robimy?")

    here, there, made = parted(tmp_path, prepare=plain)
    for document, title in ((here, "d"), (there, "e")):
        with document.lab.change("vote.option") as tx:
            options.add(tx, made["vote"], title)
    joined(here, there)
    (now,) = rounds.of_activity(here.lab.read, made["vote"])
    assert sorted(item.title for item in options.of_vote(here.lab.read, now.id)) == ["d", "e"]
    assert check_lab(here.lab) == []
    here.close()
    there.close()
