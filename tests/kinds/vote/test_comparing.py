"""What other rules would have chosen, said in the same words on the console and in the report."""

import pytest

from labapp.kinds.base import ReportOptions
from labapp.kinds.registry import KINDS
from labapp.kinds.vote import box, comparing, figure_words, result
from labapp.model import agenda
from labapp.wording.translate import translator


def held(room, *ballots):
    here = room(titles="abc", limits={"min": 0, "max": 2}, secrecy="open")
    box.open_vote(here.lab, here.vote)
    for person, body in zip(here.people, ballots, strict=False):
        box.cast(here.lab, here.vote, person, body)
    box.close_vote(here.lab, here.vote)
    return here


def test_an_open_tie_is_called_one_and_never_a_dash(room):
    here = held(room, [1], [2])
    read, _ = here.lab.read, translator("pl")
    lines = comparing.other_rules(read, result.result(read, here.vote), _)
    assert lines
    assert all("Remis" in said and "1. " in said and "2. " in said for _rule, said in lines)
    activity = next(item for item in agenda.activities(read) if item.kind == "vote")
    report = repr(KINDS["vote"].section(read, activity, ReportOptions(), _))
    assert all(said in report for _rule, said in lines)


@pytest.mark.parametrize(
    ("voted", "of", "share"),
    [(24, 28, "86%"), (199, 200, "99%"), (200, 200, "100%"), (0, 28, "0%"), (0, 0, "0%"), (1, 3, "33%")],
)
def test_turnout_is_to_the_nearest_per_cent_and_full_only_when_it_is(voted, of, share):
    assert share in figure_words.turnout(voted, of, True, translator("en"))


def test_of_a_long_list_only_what_differs_is_named(room):
    here = room(titles="abcdef", form="ranking", rule="borda", limits={"min": 1, "max": 0}, counting={"seats": "4"})
    box.open_vote(here.lab, here.vote)
    cast = ([1, 2, 3, 4, 5], [2, 1, 3, 4, 5], [3, 1, 2, 4, 5], [5], [5, 6], [6, 4])
    for person, ballot in zip(here.people, cast, strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    found = result.result(here.lab.read, here.vote)
    said = dict(comparing.other_rules(here.lab.read, found, translator("en")))
    assert [bar.choice.number for bar in found.bars if bar.won] == [1, 5, 2, 3]
    assert said["Most duels won"] == "the same and also: 4. option d; without: 5. option e"
    assert said["Nominal group (points)"] == "the same"
    assert said["Most votes"].startswith("Chosen: 5. option e. Tie: "), "what is tied is named in whole"
