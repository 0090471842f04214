"""The second reading is kept as it is typed, sealed where the first is; void and missing sheets have their numbers."""

import pytest

from labapp import paths
from labapp.content.nodes import Table
from labapp.errors import UserError
from labapp.kinds.base import ReportOptions
from labapp.kinds.vote import box, paper, reconcile, result, rounds, second, typed
from labapp.kinds.vote.kind import Vote
from labapp.kinds.vote.paper import Sheet
from labapp.lab import Lab
from labapp.model import agenda
from labapp.store.connection import Store
from labapp.wording.translate import translator
from tests.kinds.vote.test_secrecy import every_file

KIND = Vote()


def read_twice(room, first, again, **settings):
    """Issue ballots to everybody, read some, read them again."""
    here = room(**{"form": "dots", "limits": {"n": 5, "cap": 5}, "channels": ["paper"], **settings})
    box.open_vote(here.lab, here.vote)
    paper.issue(here.lab, here.vote, here.people)
    for text in first:
        paper.enter(here.lab, here.vote, text)
    second.begin(here.lab, here.vote)
    for text in again:
        second.enter(here.lab, here.vote, text)
    return here


def scores(here):
    return {bar.choice.number: bar.score for bar in result.result(here.lab.read, here.vote).bars}


def report(here, **more):
    point = agenda.activity(here.lab.read, here.activity)
    return KIND.section(here.lab.read, point, ReportOptions(**more), translator("en"))


@pytest.mark.parametrize("secrecy", ["open", "secret"])
def test_differences_are_named_in_any_order_and_corrected(room, secrecy):
    here = read_twice(room, ["1 2", "3 3", "4"], ["4", "2 1", "3 4"], secrecy=secrecy)
    found = second.end(here.lab, here.vote)
    assert found == [second.Difference("3 3", "3 4")]
    second.correct(here.lab, here.vote, found[0])
    assert second.differences(here.lab, here.vote) == []
    box.close_vote(here.lab, here.vote)
    assert scores(here) == {1: 1, 2: 1, 3: 1, 4: 2}
    assert rounds.get(here.lab.read, here.vote).second == 1


def test_a_ballot_that_was_read_only_once_cannot_be_corrected(room):
    here = read_twice(room, ["1", "2"], ["1"])
    found = second.differences(here.lab, here.vote)
    assert found == [second.Difference("2", None)]
    with pytest.raises(UserError, match="second-count"):
        second.correct(here.lab, here.vote, found[0])


def test_a_ballot_of_the_booth_is_never_part_of_it(room):
    here = room(channels=["paper", "booth"], form="dots", limits={"n": 5, "cap": 3}, secrecy="secret")
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], {"4": 3})
    paper.issue(here.lab, here.vote, here.people[1:2])
    paper.enter(here.lab, here.vote, "1")
    second.begin(here.lab, here.vote)
    second.enter(here.lab, here.vote, "1")
    assert second.end(here.lab, here.vote) == []


@pytest.mark.parametrize("secrecy", ["open", "secret"])
def test_it_goes_on_in_another_process(room, secrecy):
    here = read_twice(room, ["1 2", "3"], ["3"], secrecy=secrecy)
    here.lab.store.close()
    store = Store(here.path)  # what a program started again finds
    again = Lab(store, here.lab.catalogue)
    here.lab = again
    assert second.going_on(again.read, here.vote)
    assert second.count(again.read, here.vote) == 1
    second.enter(again, here.vote, "1 2")
    assert second.end(again, here.vote) == []
    assert not second.going_on(again.read, here.vote)
    box.close_vote(again, here.vote)


def test_no_more_is_read_again_than_was_read_and_the_last_can_be_taken_back(room):
    here = read_twice(room, ["1", "2"], ["2"], secrecy="secret")
    mark = second.enter(here.lab, here.vote, "4")
    with pytest.raises(UserError, match="second-all"):
        second.enter(here.lab, here.vote, "1")
    second.take_back(here.lab, here.vote, mark)
    with pytest.raises(UserError, match="ballot-unknown"):
        second.enter(here.lab, here.vote, "9")
    second.enter(here.lab, here.vote, "1")
    assert second.end(here.lab, here.vote) == []
    second.begin(here.lab, here.vote)
    assert second.count(here.lab.read, here.vote) == 0
    assert rounds.get(here.lab.read, here.vote).second is None


def test_sealed_it_is_nowhere_in_clear_and_nothing_of_it_outlives_the_vote(room, tmp_path):
    here = read_twice(room, ["2 2 2 4"], ["2 2 2 2 4"], secrecy="secret")
    here.vacuumed(tmp_path / "snapshot.lab")
    everything = every_file(tmp_path, paths.data_folder())
    for trace in (b'"2":4', b'"2": 4', b"2 2 2 2 4"):
        assert trace not in everything
    boxes = [row["box"] for row in here.lab.read.rows("SELECT box FROM vote_second")]
    lengths = {len(row["box"]) for row in here.lab.read.rows("SELECT box FROM vote_boxes")}
    assert {len(box) for box in boxes} == lengths
    box.close_vote(here.lab, here.vote)
    (tmp_path / "snapshot.lab").unlink()
    assert here.lab.read.value("SELECT count(*) FROM vote_second") == 0
    assert boxes[0][:40] not in every_file(tmp_path)
    point = agenda.activity(here.lab.read, here.activity)
    assert KIND.problems(here.lab.read, point) == []


def test_only_sealed_readings_are_forgotten(room):
    here = read_twice(room, ["1"], ["1"])
    box.close_vote(here.lab, here.vote)
    assert second.count(here.lab.read, here.vote) == 1


@pytest.mark.parametrize(("said", "number", "reason"), [
    ("#12 torn", 12, "torn"), ("# 7: two  crosses", 7, "two crosses"), ("3 dots too many", None, "3 dots too many"),
    (" torn ", None, "torn"), ("#5", 5, ""),
])  # fmt: skip
def test_the_number_of_a_void_sheet_is_marked_as_one(said, number, reason):
    assert typed.void(said) == (number, reason)


def test_void_and_missing_sheets_stand_in_the_reconciliation_with_their_numbers(room):
    here = room(channels=["paper"], limits={"min": 1, "max": 1}, secrecy="secret")
    box.open_vote(here.lab, here.vote)
    paper.issue(here.lab, here.vote, here.people[:6])
    paper.enter(here.lab, here.vote, "1")
    paper.spoil(here.lab, here.vote, "#14 coffee on it")
    paper.spoil(here.lab, here.vote, "torn")
    with pytest.raises(UserError, match="sheet-known"):
        paper.spoil(here.lab, here.vote, "#14 again")
    with pytest.raises(UserError, match="void-reason"):
        paper.spoil(here.lab, here.vote, "#15")
    box.close_vote(here.lab, here.vote)
    for sheets, refused in (([1, 2, 3, 4], "sheets-too-many"), ([14], "sheet-known"), ([0], "sheet-known")):
        with pytest.raises(UserError, match=refused):
            box.explain(here.lab, here.vote, "Person 1 took one home", sheets)
    box.explain(here.lab, here.vote, "Person 1 took one home", [9, 3])
    found = reconcile.reconcile(here.lab.read, here.vote)
    assert found.void_sheets == (Sheet(14, "coffee on it"), Sheet(None, "torn"))
    assert [sheet.number for sheet in found.missing_sheets] == [3, 9]
    assert (found.missing, found.settled) == (3, True)
    rows = dict(row for node in report(here, public=True).nodes if isinstance(node, Table) for row in node.rows
                if len(row) == 2)  # fmt: skip
    assert rows["of these void"] == "2 (no. 14: coffee on it; torn)"
    assert rows["Ballots not returned"] == "3 (no. 3; no. 9)"
    assert "took one home" not in repr(report(here, public=True))
    assert "took one home" in repr(report(here))
    box.explain(here.lab, here.vote, "They were found", [])
    assert reconcile.reconcile(here.lab.read, here.vote).missing_sheets == ()


def test_a_void_sheet_taken_back_gives_its_number_free(room):
    here = room(channels=["paper"], limits={"min": 1, "max": 1})
    box.open_vote(here.lab, here.vote)
    paper.issue(here.lab, here.vote, here.people[:2])
    paper.spoil(here.lab, here.vote, "#3 torn")
    paper.take_back(here.lab, here.vote, "")
    paper.spoil(here.lab, here.vote, "#3 torn after all")
    assert paper.void_sheets(here.lab.read, here.vote) == [Sheet(3, "torn after all")]
