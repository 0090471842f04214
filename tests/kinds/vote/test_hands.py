"""Hands are counted among those who have not voted otherwise, and never beyond them."""

import pytest

from labapp.errors import UserError
from labapp.kinds.vote import audit, box, entitled, hands, options, result, rounds
from labapp.model import people
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator


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
    assert hands.voted(here.lab.read, here.vote) == (10, True)  # at least ten of ten is ten
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


def test_a_vote_is_counted_in_one_way_and_counting_anew_takes_all_counts_away(room):
    here = opened(room, form="answers")
    enter(here, 1, 3, "yes")
    enter(here, 1, 6, "no")
    with pytest.raises(UserError, match="hands-other-way"):
        enter(here, 1, 1, "no", here.sectors[0])  # "no" alone would lose five and turn the outcome
    with here.lab.change("vote.hands-again") as tx:
        hands.begin_again(tx, here.vote)
    enter(here, 1, 1, "no", here.sectors[0])
    assert hands.way(here.lab.read, here.vote) == hands.SECTORS
    with pytest.raises(UserError, match="hands-other-way"):
        enter(here, 1, 3, "yes")
    here.lab.undo()
    here.lab.undo()
    counted = {item.answer: item.count for item in hands.counts(here.lab.read, here.vote)}
    assert (counted, hands.way(here.lab.read, here.vote)) == ({"yes": 3, "no": 6}, hands.WHOLE)


def test_a_nought_does_not_hold_a_vote_to_its_way(room):
    here = opened(room, form="answers")
    enter(here, 1, 0, "yes")
    enter(here, 1, 2, "yes", here.sectors[0])
    assert [(item.sector, item.count) for item in hands.counts(here.lab.read, here.vote)] == [(here.sectors[0], 2)]


def mixed(room):
    """Leave what an earlier version wrote: yes of the room, no of one sector."""
    here = opened(room, form="answers")
    enter(here, 1, 3, "yes")
    option = options.of_vote(here.lab.read, here.vote)[0].id
    with here.lab.change("test") as tx:
        tx.insert("vote_tallies", vote=here.vote, option=option, answer="no", sector=here.sectors[0], count=1)
    return here


def test_both_ways_in_one_vote_are_refused_and_can_be_counted_again(room):
    here = mixed(room)
    found = audit.problems(here.lab.read, rounds.get(here.lab.read, here.vote))
    assert [problem.code for problem in found] == ["vote.hands-both-ways"]
    with pytest.raises(UserError, match="hands-mixed"):
        box.close_vote(here.lab, here.vote)
    with here.lab.change("test") as tx:  # closed by the earlier version
        tx.update("vote_votes", here.vote, state=rounds.CLOSED)
    with pytest.raises(UserError, match="hands-mixed"):
        result.result(here.lab.read, here.vote)


def test_what_is_too_much_says_how_many_people_there_are(room):
    here = opened(room, form="answers")
    enter(here, 1, 6, "yes")
    for language, said in (
        ("pl", "Razem byłoby 11, a bez głosu jest jeszcze 10 osób."),
        ("en", "Together that would be 11, and only 10 people are without a vote."),
    ):
        with pytest.raises(UserError, match="hands-above") as refused:
            enter(here, 1, 5, "no")
        assert error_sentence(refused.value, translator(language)) == said
    dots = opened(room, form="dots", limits={"n": 3, "cap": 3})
    with pytest.raises(UserError, match="hands-above") as refused:
        enter(dots, 1, 16, sector=dots.sectors[0])
    assert error_sentence(refused.value, translator("pl")) == (
        "sector S: Razem byłoby 16, a 5 osób bez głosu ma najwyżej 15."
    )


def test_counting_by_sector_keeps_to_each_sector(room):
    here = opened(room, limits={"min": 1, "max": 1})
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


@pytest.mark.parametrize("back", ["redo", "undo"])
def test_a_count_does_not_come_back_over_ballots_cast_since(room, back):
    here = opened(room, limits={"min": 1, "max": 1})
    enter(here, 1, 10)
    if back == "undo":
        enter(here, 1, 3)
    else:
        here.lab.undo()
    box.cast(here.lab, here.vote, here.people[0], [2])
    with pytest.raises(UserError, match="hands-above"):
        here.lab.undo() if back == "undo" else here.lab.redo()
    assert hands.voted(here.lab.read, here.vote) == ((4, True) if back == "undo" else (1, True))
    assert audit.problems(here.lab.read, rounds.get(here.lab.read, here.vote)) == []


def test_going_back_to_a_moment_brings_no_count_over_ballots_cast_since(room):
    here = opened(room, limits={"min": 1, "max": 1})
    enter(here, 1, 10)
    moment = here.lab.history()[0].number
    enter(here, 1, 9)
    box.cast(here.lab, here.vote, here.people[0], [2])
    with pytest.raises(UserError, match="hands-above"):
        here.lab.restore_to(moment)
    assert hands.voted(here.lab.read, here.vote) == (10, True)


def test_whose_sector_has_all_been_counted_casts_no_ballot(room):
    here = opened(room, limits={"min": 1, "max": 1})
    enter(here, 1, 5, sector=here.sectors[0])
    with pytest.raises(UserError, match="hands-full"):
        box.cast(here.lab, here.vote, here.people[0], [1])
    box.cast(here.lab, here.vote, here.people[5], [1])
    box.close_vote(here.lab, here.vote)
    turnout = {cell.sectors: cell.voted for cell in result.result(here.lab.read, here.vote).by_sector}
    assert turnout == {(here.sectors[0],): 5, (here.sectors[1],): 1}


def test_people_of_no_sector_are_counted_beside_the_sectors(room):
    here = room(sectors="SSSSS---", titles="ab", channels=["booth", "hands"], limits={"min": 1, "max": 1})
    box.open_vote(here.lab, here.vote)
    enter(here, 1, 4, sector=here.sectors[0])
    enter(here, 2, 2, sector=entitled.NO_SECTOR)
    assert hands.way(here.lab.read, here.vote) == hands.SECTORS
    with pytest.raises(UserError, match="hands-above") as refused:
        enter(here, 1, 2, sector=entitled.NO_SECTOR)
    assert error_sentence(refused.value, translator("pl")) == (
        "bez sektora: Razem byłoby 4, a bez głosu są jeszcze 3 osoby."
    )
    with pytest.raises(UserError, match="hands-other-way"):
        enter(here, 1, 1)
    box.close_vote(here.lab, here.vote)
    found = result.result(here.lab.read, here.vote)
    assert {cell.sectors: (cell.voted, cell.entitled) for cell in found.by_sector} == {
        (here.sectors[0],): (4, 5), (entitled.NO_SECTOR,): (2, 3),
    }  # fmt: skip
    assert {bar.choice.number: bar.score for bar in found.bars} == {1: 4, 2: 2}


def test_hands_are_of_people_in_the_room(room):
    here = room(sectors="SSSSSOOOOO", titles="ab", channels=["booth", "hands"], limits={"min": 1, "max": 1})
    here.set(entitled="people", people=here.people)
    with here.lab.change("people.left") as tx:
        for person in here.people[6:]:
            people.leave(tx, person)
    here.clock.forward(minutes=5)
    box.open_vote(here.lab, here.vote)
    with pytest.raises(UserError, match="hands-above") as refused:
        enter(here, 1, 7)
    assert error_sentence(refused.value, translator("en")) == (
        "Together that would be 7, and only 6 people are without a vote. 4 entitled people are not marked as present."
    )
    enter(here, 1, 6)
    with pytest.raises(UserError, match="hands-full"):
        box.cast(here.lab, here.vote, here.people[0], [1])  # whose hand was up
    box.cast(here.lab, here.vote, here.people[9], [1])  # who has just come in
    assert hands.voted(here.lab.read, here.vote) == (7, True)


def test_where_no_attendance_is_kept_everybody_entitled_may_raise_a_hand(room):
    here = room(sectors="SSSSS", titles="ab", channels=["hands"], limits={"min": 1, "max": 1})
    here.set(entitled="people", people=here.people)
    with here.lab.change("people.left") as tx:
        for person in here.people:
            people.leave(tx, person)
    here.clock.forward(minutes=5)
    box.open_vote(here.lab, here.vote)
    enter(here, 1, 5)
    assert hands.voted(here.lab.read, here.vote) == (5, True)


def test_more_dots_than_those_who_put_them_up_can_have_is_refused(room):
    here = opened(room, form="dots", limits={"n": 3, "cap": 3})
    enter(here, 1, 9)
    enter(here, 2, 6)
    with pytest.raises(UserError, match="hands-told") as refused:
        enter(here, 0, 4, hands.PEOPLE)  # who have twelve
    assert error_sentence(refused.value, translator("en")) == (
        "At least 5 people have taken part by these counts, and 4 were said to have."
    )
    enter(here, 0, 5, hands.PEOPLE)
    with pytest.raises(UserError, match="hands-told"):
        enter(here, 2, 7)
    assert hands.voted(here.lab.read, here.vote) == (5, True)


def test_a_clock_set_back_changes_nothing_about_whose_hands_there_can_be(room):
    """Who left after the vote began was counted out, and who had left before it was counted in."""
    here = room(sectors="SSSS", channels=["hands"], entitled="people")
    here.set(people=here.people)
    before, after, *_stay = here.people
    with here.lab.change("person.leave") as tx:
        people.leave(tx, before)
    here.clock.forward(minutes=-50)
    box.open_vote(here.lab, here.vote)
    here.clock.forward(minutes=-5)
    with here.lab.change("person.leave") as tx:
        people.leave(tx, after)
    assert len(entitled.frozen(here.lab.read, here.vote)) == 4
    assert hands.able(here.lab.read, here.vote) == 3
    with here.lab.change("person.arrive") as tx:
        people.arrive(tx, before)
    assert hands.able(here.lab.read, here.vote) == 4
