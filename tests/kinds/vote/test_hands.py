"""Hands are counted among those who have not voted otherwise, and never beyond them."""

import pytest

from labapp.errors import UserError
from labapp.kinds.vote import box, hands, options, result


def enter(room, number, count, answer="yes", sector=None):
    option = options.of_vote(room.lab.read, room.vote)[number - 1].id if number else None
    with room.lab.change("vote.hands") as tx:
        hands.enter(tx, room.vote, option, count, answer, sector)


def opened(room, **settings):
    here = room(sectors="SSSSSOOOOO", titles="ab", channels=["booth", "hands"], **settings)
    box.open_vote(here.lab, here.vote)
    return here


def test_a_motion_by_hands(room):
    here = opened(room, form="answers")
    enter(here, 1, 6, "yes")
    enter(here, 1, 3, "no")
    with pytest.raises(UserError, match="hands-above"):
        enter(here, 1, 2, "abstain")
    enter(here, 1, 1, "abstain")
    enter(here, 2, 10, "no")  # each motion is counted by itself
    assert hands.voted(here.lab.read, here.vote) == (10, False)
    with pytest.raises(UserError, match="hands-full"):
        box.cast(here.lab, here.vote, here.people[0], {"1": "yes"})
    box.close_vote(here.lab, here.vote)
    found = result.result(here.lab.read, here.vote)
    answers = {bar.choice.number: (bar.answers, bar.won) for bar in found.bars}
    assert answers == {1: ((6, 3, 1), True), 2: ((0, 10, 0), False)}


def test_hands_and_booth_add_up_to_the_room(room):
    here = opened(room, limits={"min": 1, "max": 1})
    for person in here.people[:4]:
        box.cast(here.lab, here.vote, person, [1])
    assert hands.without_ballot(here.lab.read, here.vote) == 6
    enter(here, 1, 2)
    with pytest.raises(UserError, match="hands-above"):
        enter(here, 2, 5)
    enter(here, 2, 3)
    assert hands.voted(here.lab.read, here.vote) == (9, True)
    box.cast(here.lab, here.vote, here.people[4], [2])
    with pytest.raises(UserError, match="hands-full"):
        box.cast(here.lab, here.vote, here.people[5], [2])
    box.close_vote(here.lab, here.vote)
    scores = {bar.choice.number: bar.score for bar in result.result(here.lab.read, here.vote).bars}
    assert scores == {1: 6, 2: 4}


def test_counting_by_sector_replaces_counting_the_room_and_keeps_to_each_sector(room):
    here = opened(room, limits={"min": 1, "max": 1})
    enter(here, 1, 9)
    with pytest.raises(UserError, match="hands-above"):
        enter(here, 1, 6, sector=here.sectors[0])
    enter(here, 1, 5, sector=here.sectors[0])
    enter(here, 1, 1, sector=here.sectors[1])
    enter(here, 2, 4, sector=here.sectors[1])
    assert sum(item.count for item in hands.counts(here.lab.read, here.vote)) == 10
    box.close_vote(here.lab, here.vote)
    found = result.result(here.lab.read, here.vote)
    by = {cell.sectors: dict(sorted((o.number, cell.scores[o.id]) for o in options.of_vote(here.lab.read, here.vote)))
          for cell in found.by_sector}  # fmt: skip
    assert by == {(here.sectors[0],): {1: 5, 2: 0}, (here.sectors[1],): {1: 1, 2: 4}}


def test_several_choices_tell_only_at_least_how_many(room):
    here = opened(room, limits={"min": 1, "max": 2})
    enter(here, 1, 7)
    enter(here, 2, 9)
    assert hands.people(here.lab.read, here.vote) == (9, False)
    enter(here, 0, 10, hands.PEOPLE)
    assert hands.people(here.lab.read, here.vote) == (10, True)
    with pytest.raises(UserError, match="hands-above"):
        enter(here, 1, 11)
    with pytest.raises(UserError, match="negative"):
        enter(here, 1, -1)


def test_a_count_can_be_undone_while_open_and_is_refused_elsewhere(room):
    here = opened(room, limits={"min": 1, "max": 1})
    enter(here, 1, 4)
    here.lab.undo()
    assert hands.counts(here.lab.read, here.vote) == []
    other = room(titles="ab", limits={"min": 1, "max": 1})
    box.open_vote(other.lab, other.vote)
    with pytest.raises(UserError, match="channel-closed"):
        enter(other, 1, 1)
