"""A vote as a point of the agenda: finished, passed over, removed, doubled."""

from labapp.kinds.vote import box, options, rounds
from labapp.model import agenda
from tests.ui.vote.hand import primary
from ui.console import agenda_gestures as gestures


def test_a_point_is_not_finished_behind_an_open_vote(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    shown = page(here)
    gestures.start(shown.context, here.activity)
    primary(shown).trigger()
    gestures.finish(shown.context, here.activity)
    assert shown.said[-1][0] == "warning"
    assert "End it before" in shown.said[-1][1]
    assert agenda.activity(here.lab.read, here.activity).state == agenda.RUNNING
    box.close_vote(here.lab, here.vote)
    gestures.finish(shown.context, here.activity)
    assert agenda.activity(here.lab.read, here.activity).state == agenda.DONE
    assert shown.said[-1] == ("warning", "The result has not been announced: the room has not seen it.")


def test_the_next_point_does_not_hide_that_a_result_was_not_announced(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    shown = page(here)
    with here.lab.change("activity.add") as tx:
        coming = agenda.add_activity(tx, agenda.days(tx)[0].id, "talk", "A break")
    gestures.start(shown.context, here.activity)
    box.open_vote(here.lab, here.vote)
    box.close_vote(here.lab, here.vote)
    gestures.start(shown.context, coming)
    assert "has not been announced" in shown.said[-1][1]
    gestures.start(shown.context, here.activity)
    box.announce(here.lab, here.vote)
    shown.said.clear()
    gestures.start(shown.context, coming)
    assert not any("has not been announced" in text for _tone, text in shown.said)


def test_a_point_with_an_open_vote_is_neither_removed_nor_left_out(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    shown = page(here)
    primary(shown).trigger()  # opened on a point that was never started
    assert rounds.get(here.lab.read, here.vote).state == rounds.OPEN
    assert not gestures.remove(shown.context, here.activity)
    gestures.skip(shown.context, here.activity)
    assert agenda.activity(here.lab.read, here.activity).state == agenda.PLANNED
    assert [said for said in shown.said if "A vote is open here" in said[1]] != []
    assert [item.id for item in agenda.activities(here.lab.read)] == [here.activity]
    box.close_vote(here.lab, here.vote)
    assert gestures.remove(shown.context, here.activity)


def test_a_duplicate_brings_its_options(room, page):
    here = room(titles="ab")
    copy = gestures.duplicate(page(here).context, here.activity)
    assert [c.title for c in options.of_vote(here.lab.read, rounds.latest(here.lab.read, copy).id)] == [
        "option a", "option b",
    ]  # fmt: skip
