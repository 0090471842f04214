"""Sectors side by side: each counted by itself, support as shares, gaps and common ground."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

from labapp.counting.profile import (
    Agreement,
    Answers,
    Approvals,
    Ballot,
    Grades,
    Option,
    Points,
    Profile,
    Ranking,
    Tally,
)
from labapp.counting.sectors import by_sector
from labapp.counting.settings import CountError
from tests.counting.naive import single_ballots
from tests.counting.sector_cases import OPTIONS, ROOM, grades, mixed
from tests.counting.strategies import profiles, rankings


def test_each_sector_is_counted_by_itself():
    result = by_sector("approval", ROOM)
    assert {sector: outcome.winners for sector, outcome in result.sectors.items()} == {"jst": ("a",), "ngo": ("b",)}
    assert result.support == {
        "a": {"jst": 1, "ngo": Fraction(1, 4)},
        "b": {"jst": Fraction(1, 5), "ngo": 1},
    }
    assert result.gaps == {"a": Fraction(3, 4), "b": Fraction(4, 5)}
    assert result.common_ground == (("a",), ("b",))


def test_the_reasons_name_the_largest_gap_and_the_best_common_ground():
    gap, ground = by_sector("approval", ROOM).reasons()
    assert (gap.code, gap.params["option"], gap.params["gap"]) == ("sector-gap", "b", 80)
    assert (gap.params["high"], gap.params["high_figure"]) == ("ngo", 100)
    assert (gap.params["low"], gap.params["low_figure"]) == ("jst", 20)
    assert (ground.code, ground.params["options"], ground.params["figure"]) == ("common-ground", ("a",), 25)


def test_a_sector_decides_a_motion_by_its_own_valid_votes_whoever_is_there():
    answers = [("jst", "yes", 3), ("ngo", "no", 2), ("inne", "yes", 1), ("mieszkańcy", "yes", 1), ("eksperci", "no", 1)]
    ballots = tuple(Ballot(Answers({"a": answer}), n, sector=sector) for sector, answer, n in answers)
    profile = Profile(OPTIONS[:1], ballots, present=40, entitled=60)
    result = by_sector("motion", profile, {"majority": "absolute", "base": "present", "quorum": "1/2"})
    assert list(result.sectors) == sorted(sector for sector, _, _ in answers)
    assert {sector for sector, outcome in result.sectors.items() if outcome.winners} == {"jst", "inne", "mieszkańcy"}


def test_who_belongs_to_no_sector_is_counted_with_none():
    nobody = Ballot(Approvals(("b",)), 5)
    found = by_sector("approval", replace(ROOM, ballots=(*ROOM.ballots, nobody)))
    assert (list(found.sectors), found.support) == (["jst", "ngo"], by_sector("approval", ROOM).support)


def test_one_sector_alone_has_neither_gap_nor_ground():
    alone = by_sector("approval", mixed(("a", "jst", 8)))
    assert alone.gaps == {}
    assert alone.reasons() == []


@pytest.mark.parametrize(
    ("marks", "share"),
    [
        (Approvals(()), 0),
        (Points({"a": 3}), 1),
        (Points({"a": 1, "b": 3}), Fraction(1, 4)),
        (Answers({"a": "abstain"}), 0),
        (Agreement({"a": 4}), 1),
        (Agreement({"a": 5}), 0),
        (Ranking((("a",), ("b",))), 1),
        (Ranking((("a", "b"),)), Fraction(1, 2)),
        (Grades({"x": {"a": 4}, "y": {"a": 8}}), Fraction(3, 5)),
    ],
)
def test_support_is_a_share_whatever_the_shape_of_the_ballots(marks, share):
    rules = {Approvals: "approval", Points: "dots", Answers: "motion", Agreement: "agreement", Ranking: "borda"}
    result = by_sector(rules.get(type(marks), "score-mean"), Profile(OPTIONS, (Ballot(marks, sector="ngo"),)))
    assert result.support["a"] == {"ngo": share}


@given(profiles(rankings(), weights=True))
def test_support_of_a_ranked_option_is_its_mean_place(profile):
    """Plainly: 1 for the first place, 0 for the last and for none, the mean of their places for equals."""
    total, worth = Fraction(0), dict.fromkeys((option.id for option in profile.options), Fraction(0))
    for levels, weight in single_ballots(profile):
        total += weight
        before = 0
        for level in levels:
            places = [Fraction(4 - before - step, 4) for step in range(len(level))]
            before += len(level)
            for option in level:
                worth[option] += weight * sum(places) / len(level)
    ballots = tuple(replace(ballot, sector="ngo") for ballot in profile.ballots)
    support = by_sector("borda", replace(profile, ballots=ballots)).support
    assert support == {option: {"ngo": gained / total} if total else {} for option, gained in worth.items()}


def test_one_option_alone_is_always_first():
    ballots = (Ballot(Ranking((("a",),)), sector="ngo"), Ballot(Ranking(()), sector="jst"))
    assert by_sector("borda", Profile(OPTIONS[:1], ballots)).support == {"a": {"ngo": Fraction(1)}}


def test_choices_among_rankings_are_whole_votes_too():
    ballots = tuple(Ballot(marks, sector="ngo") for marks in (Ranking((("a",), ("b",))), Approvals(("b",))))
    support = by_sector("plurality", Profile((*OPTIONS, Option("c")), ballots)).support
    assert support == {"a": {"ngo": Fraction(1, 2)}, "b": {"ngo": Fraction(3, 4)}, "c": {"ngo": Fraction(0)}}


def test_dots_counted_as_heads_support_by_heads():
    profile = Profile(OPTIONS, (Ballot(Points({"a": 1, "b": 3}), sector="ngo"), Ballot(Points({"b": 2}), sector="ngo")))
    assert by_sector("approval", profile).support["a"] == {"ngo": Fraction(1, 2)}


def test_hands_counted_by_sector_are_shares_of_answers():
    tallies = (Tally("a", 3, sector="ngo"), Tally("a", 1, "no", sector="ngo"), Tally("a", 2, sector="jst"))
    result = by_sector("motion", Profile(OPTIONS[:1], tallies=tallies))
    assert result.support["a"]["ngo"] == Fraction(3, 4)


def test_hands_are_shares_only_where_it_is_known_of_how_many_people():
    profile = Profile(OPTIONS, tallies=(Tally("a", 3, sector="ngo"), Tally("b", 1, sector="ngo")))
    assert by_sector("approval", profile).support["a"] == {}
    assert by_sector("approval", profile, hands={"ngo": 4}).support["a"] == {"ngo": Fraction(3, 4)}
    assert by_sector("dots", profile).support["a"] == {"ngo": Fraction(3, 4)}  # all dots on the poster are known


def test_a_full_bar_is_everybody_or_the_largest_share_of_dots():
    assert by_sector("approval", mixed(("a", "jst", 1), ("b", "jst", 3))).top == 1
    dots = tuple(Ballot(Points({"a": n, "b": 2}), sector=s) for n, s in ((3, "jst"), (2, "ngo")))
    assert by_sector("dots", Profile(OPTIONS, dots)).top == Fraction(3, 5)


def test_hands_beside_rankings_are_no_places():
    ranked = Ballot(Ranking((("a",), ("b",))), sector="ngo")
    profile = Profile(OPTIONS, (ranked,), (Tally("b", 3, sector="ngo"),))
    assert by_sector("plurality", profile).support == {"a": {"ngo": 1}, "b": {"ngo": 0}}


def test_no_point_is_no_support():
    profile = Profile(OPTIONS, (Ballot(Points({"a": 0, "b": 2}), sector="ngo"),))
    assert by_sector("approval", profile).support == {"a": {"ngo": 0}, "b": {"ngo": 1}}


@pytest.mark.parametrize(("rule", "unit"), [("dots", "dots"), ("nominal-group", "points"), ("approval", "people")])
def test_points_are_named_by_what_the_rule_makes_of_them(rule, unit):
    profile = Profile(OPTIONS, (Ballot(Points({"a": 3, "b": 1}), sector="ngo"),))
    found = by_sector(rule, profile)
    assert (found.scale.unit, found.support["a"]["ngo"]) == (unit, 1 if unit == "people" else Fraction(3, 4))


def test_a_place_is_told_from_the_first_to_the_last():
    always = tuple(Ballot(Ranking((("a",), ("b",))), sector=sector) for sector in ("ngo", "jst"))
    turned = Ballot(Ranking((("b",), ("a",))), sector="jst")
    *gaps, ground = by_sector("borda", Profile(OPTIONS, (*always, turned))).reasons()
    between = Fraction(3, 2)
    assert [(gap.params["high_figure"], gap.params["low_figure"]) for gap in gaps] == [(1, between), (between, 2)]
    assert [gap.params["gap"] for gap in gaps] == [Fraction(1, 2)] * 2
    assert (ground.params["options"], ground.params["figure"]) == (("a",), between)


def test_dots_of_hands_are_whole_beside_parts_of_votes():
    half = Ballot(Points({"a": 4}), sector="ngo", weight=Fraction(1, 2))
    found = by_sector("dots", Profile(OPTIONS, (half,), (Tally("b", 2, sector="ngo"),)))
    assert found.support == {"a": {"ngo": Fraction(1, 2)}, "b": {"ngo": Fraction(1, 2)}}


def test_what_a_sector_does_not_support_at_all_is_no_common_ground():
    apart = by_sector("approval", mixed(("a", "jst", 3), ("b", "ngo", 3)))
    assert "common-ground" not in [reason.code for reason in apart.reasons()]


def test_a_grade_off_the_scale_is_refused():
    for grade, scale in ((11, (0, 10)), (5, (5, 5)), (7, (7, 3))):
        with pytest.raises(CountError) as refused:
            by_sector("score-mean", grades(grade), grades=scale)
        assert refused.value.code == "off-scale"
        assert refused.value.params == {"grade": grade, "low": scale[0], "high": scale[1]}
