"""One motion's result before the room: its own words where the question did not say them, whose votes sectors show."""

import pytest

from labapp.kinds.vote.stage import ResultBar, SectorPart, VoteResult
from labapp.kinds.vote.terms import terms
from labapp.stage.state import TimerFace
from tests.ui.vote.test_paint import MOTION, NAMED, pages, words
from tests.ui.vote.test_paint_long import solid
from tests.ui.vote.test_paint_whole import ROOM, letters, problems

ANSWERS = {"Za", "Przeciw", "Wstrzymuję się"}
BY_SECTOR = terms({"form": "answers", "show_sectors": True})


def result(question, title, *, sectors):
    parts = tuple(SectorPart((letter,), 6 - n) for n, letter in enumerate("SOMEI")) if sectors else ()
    bar = ResultBar(1, title, 9, True, False, (9, 3, 2), parts)
    agreed = BY_SECTOR if sectors else MOTION
    return VoteResult(question, agreed, (bar,), 24, True, 28, legend=NAMED if sectors else ())


@pytest.mark.parametrize("size", ROOM)
@pytest.mark.parametrize("timer", [None, TimerFace(300, 600)])
@pytest.mark.parametrize("sectors", [False, True])
@pytest.mark.parametrize(("asked", "titled"), [(20, 40), (20, 150), (20, 250), (200, 150), (490, 250)])
def test_a_motion_worded_otherwise_than_its_question_is_named_beside_what_came_of_it(
    qapp, size, timer, sectors, asked, titled
):
    """The room read "What do we do about the road?" and "Carried", and not what was carried."""
    title = letters(titled)
    shown = pages(result(letters(asked) + "?", title, sectors=sectors), size, timer=timer)
    assert problems(shown) == []
    read = [words(item) for page in shown for item in page.texts if item.role == "option"]
    assert [said for said in read if said not in ANSWERS] == [title]
    assert [said for said in read if said in ANSWERS] == ["Za", "Przeciw", "Wstrzymuję się"]


@pytest.mark.parametrize("size", ROOM)
def test_a_motion_that_is_its_question_is_not_said_over_again(qapp, size):
    question = letters(90)
    shown = pages(result(question, f" {question} ", sectors=False), size)
    said = [solid(item.text) for page in shown for item in page.texts]
    assert sum(solid(question) in each for each in said) == 1


def test_the_room_hears_that_bars_of_sectors_are_votes_for(qapp):
    """They stood below "Abstain" and looked as if they were of it."""
    said = {sectors: [item.text for page in pages(result("Czy?", "Tak", sectors=sectors), ROOM[0])
                      for item in page.texts if item.role == "rule"] for sectors in (False, True)}  # fmt: skip
    assert "Sektory: głosy za." in " ".join(said[True]).replace("\n", " ")
    assert "Sektory" not in " ".join(said[False])
