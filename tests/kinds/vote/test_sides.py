"""Sectors side by side: who would have won where, gaps, common ground, dissent; and whose votes weigh the same."""

from fractions import Fraction

import pytest

from labapp.errors import UserError
from labapp.kinds.base import ReportOptions
from labapp.kinds.vote import box, export, hands, options, result, rounds, sector_words, words
from labapp.kinds.vote.kind import Vote
from labapp.model import agenda, people
from labapp.report import budget_file
from labapp.wording.translate import translator

KIND = Vote()
ONE = {"min": 1, "max": 1}


def held(here, ballots):
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, ballots, strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    return result.result(here.lab.read, here.vote)


def numbered(found):
    return {bar.choice.id: bar.choice.number for bar in found.bars}


def scores(found):
    return {bar.choice.number: bar.score for bar in found.bars}


SPLIT = [[1]] * 4 + [[2]] + [[2]] * 3 + [[3]] * 2


def test_each_sector_says_what_it_alone_would_have_chosen(room):
    found = held(room(sectors="SSSSSOOOOO", titles="abc", limits=ONE), SPLIT)
    number = numbered(found)
    assert [[number[option] for option in cell.won] for cell in found.by_sector] == [[1], [2]]
    assert {number[o]: gap for o, gap in found.between.gaps.items()} == {
        1: Fraction(4, 5), 2: Fraction(2, 5), 3: Fraction(2, 5),
    }  # fmt: skip
    assert [[number[o] for o in level] for level in found.between.ground] == [[2], [1, 3]]
    assert sector_words.by_gap(found)[0].choice.number == 1
    assert sector_words.by_ground(found)[0].choice.number == 2


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_report_has_figures_sentences_and_common_ground(room, language):
    here = room(sectors="SSSSSOOOOO", titles="abc", limits=ONE)
    found = held(here, SPLIT)
    _ = translator(language)
    said = repr(KIND.section(here.lab.read, agenda.activity(here.lab.read, here.activity), ReportOptions(), _))
    names = {sector.id: sector.name for sector in people.sectors(here.lab.read)}
    for line in sector_words.sentences(found, names, _):
        assert line in said
    assert "4 · 80%" in said
    caption = "Wspólny grunt: najniższe" if language == "pl" else "Common ground: the lowest support in any sector'"
    assert caption in said


def test_hands_by_sector_are_compared_where_everybody_raised_one(room):
    here = room(sectors="SSSSSOOOOO", titles="ab", limits=ONE, channels=["hands"])
    box.open_vote(here.lab, here.vote)
    with here.lab.change("vote.hands") as tx:
        for option, sector, many in ((0, 0, 3), (1, 0, 2), (0, 1, 1), (1, 1, 3)):
            hands.enter(tx, here.vote, options.of_vote(tx, here.vote)[option].id, many, sector=here.sectors[sector])
    box.close_vote(here.lab, here.vote)
    found = result.result(here.lab.read, here.vote)
    assert [(cell.voted, cell.entitled, cell.exact) for cell in found.by_sector] == [(5, 5, True), (4, 5, True)]
    number = numbered(found)
    assert {number[o]: gap for o, gap in found.between.gaps.items()} == {1: Fraction(7, 20), 2: Fraction(7, 20)}


@pytest.mark.parametrize(("secrecy", "said"), [("open", True), ("sector", False)])
def test_dissent_is_never_said_of_one_nameless_ballot(room, secrecy, said):
    here = room(sectors="SSSSSOOOOO", titles="a", form="score", secrecy=secrecy, limits={"low": 1, "high": 5})
    found = held(here, [{"": {"1": grade}} for grade in (5, 5, 5, 5, 1, 3, 3, 3, 3, 3)])
    assert [bool(cell.divided) for cell in found.by_sector].count(True) == int(said)
    outlier = held(
        room(sectors="SSSSSSOOOOO", titles="a", form="score", secrecy=secrecy, limits={"low": 1, "high": 5}),
        [{"": {"1": grade}} for grade in (5, 5, 5, 1, 1, 1, 3, 3, 3, 3, 3)],
    )
    assert [bool(cell.divided) for cell in outlier.by_sector].count(True) == 1
    figures = [sector_words.figure(cell, outlier.bars[0], outlier, translator("en")) for cell in outlier.by_sector]
    assert figures == ["3 · divided", "3"]


def test_the_room_sees_the_common_ground_when_asked(room):
    here = room(sectors="SSSSSOOOOO", titles="abc", limits=ONE)
    held(here, SPLIT)
    with pytest.raises(UserError, match=r"vote\.state"):
        box.show_ground(here.lab, here.vote, shown=True)
    box.announce(here.lab, here.vote)
    assert seen(here).ground is None
    box.show_ground(here.lab, here.vote, shown=True)
    ground = seen(here).ground
    assert [(bar.number, bar.figure, bar.marks) for bar in ground.bars] == [
        (2, 20, ("S",)), (1, 0, ("O",)), (3, 0, ("S",)),
    ]  # fmt: skip
    box.show_ground(here.lab, here.vote, shown=False)
    assert seen(here).ground is None


def test_a_secret_vote_has_no_sectors_to_compare(room):
    here = room(sectors="SSSSSOOOOO", titles="abc", limits=ONE, secrecy="secret")
    assert held(here, SPLIT).between is None
    box.announce(here.lab, here.vote)
    with pytest.raises(UserError, match="no-sectors"):
        box.show_ground(here.lab, here.vote, shown=True)


def seen(here):
    return KIND.scene(here.lab.read, agenda.activity(here.lab.read, here.activity))


# --- weights -------------------------------------------------------------------------------------------------------
def test_every_person_weighs_the_same_unless_agreed_otherwise(room):
    found = held(room(sectors="SSSSO", titles="ab", limits=ONE), [[1]] * 4 + [[2]])
    assert scores(found) == {1: 4, 2: 1}
    assert "per" not in found.outcome.settings


def test_every_sector_may_weigh_the_same(room):
    found = held(room(sectors="SSSSO", titles="ab", limits=ONE, weight="sector"), [[1]] * 3 + [[2], [2]])
    assert scores(found) == {1: Fraction(3, 4), 2: Fraction(5, 4)}
    assert found.outcome.settings["per"] == "sector"
    assert [dict(cell.scores) for cell in found.by_sector] == [
        {option: {1: a, 2: b}[number] for option, number in numbered(found).items()} for a, b in ((3, 1), (0, 1))
    ]  # inside a sector everybody still counts as one


def test_sectors_counted_together_weigh_as_many_as_they_are(room):
    here = room(sectors="SSSSSOOMM", titles="ab", limits=ONE, weight="sector", secrecy="sector", minimum_cell=4)
    found = held(here, [[1]] * 5 + [[2]] * 4)
    assert [len(cell.sectors) for cell in found.by_sector] in ([1, 2], [2, 1])
    assert scores(found) == {1: 1, 2: 2}


def test_every_entity_may_weigh_the_same_as_it_was_at_the_start(room):
    here = room(sectors="SSSS", titles="ab", limits=ONE, weight="entity")  # two people to an entity
    with here.lab.change("people") as tx:
        people.edit_participant(tx, here.people[1], entity=None)  # has a whole vote now
    box.open_vote(here.lab, here.vote)
    with here.lab.change("people") as tx:
        people.edit_participant(tx, here.people[3], entity=None)  # too late to change anything
    for person, ballot in zip(here.people, ([1], [1], [2], [2]), strict=True):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    assert scores(result.result(here.lab.read, here.vote)) == {1: 2, 2: 1}


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"weight": "sector", "secrecy": "secret"}, "weight-not-kept"),
        ({"weight": "entity", "secrecy": "sector"}, "weight-not-kept"),
        ({"weight": "sector", "channels": ["hands"]}, "weight-channel"),
        ({"weight": "entity", "channels": ["booth", "paper"]}, "weight-channel"),
        ({"weight": "sector", "form": "answers", "counting": {"majority": "absolute", "base": "cast"}}, "weight-base"),
    ],
)
def test_what_could_not_be_weighed_at_the_end_is_refused_at_the_start(room, settings, code):
    here = room(titles="ab", **({"limits": ONE} | settings | ({"limits": {}} if "form" in settings else {})))
    with pytest.raises(UserError, match=code):
        box.open_vote(here.lab, here.vote)


def test_the_weight_is_said_to_the_room_and_in_the_report_and_holds(room):
    here = room(titles="ab", limits=ONE, weight="sector")
    box.open_vote(here.lab, here.vote)
    with pytest.raises(UserError, match="frozen"):
        here.set(weight="person")
    for language in ("pl", "en"):
        _ = translator(language)
        said = words.weight(seen(here).terms, _)
        assert said in words.rule_line(seen(here).terms, _)
        assert said in repr(KIND.section(here.lab.read, agenda.activity(here.lab.read, here.activity),
                                         ReportOptions(), _))  # fmt: skip
    assert rounds.get(here.lab.read, here.vote).terms.weight == "sector"


def test_a_weighed_budget_has_no_place_in_pb(room):
    here = room(titles="", form="budget", limits={"sum": "100"}, weight="sector")
    with here.lab.change("vote.edit") as tx:
        options.add(tx, here.activity, "a", cost="60")
    held(here, [[1]] * 5)
    with pytest.raises(UserError, match="pb-weighed"):
        budget_file.text(here.lab.read, export.counted(here.lab.read, here.vote))
