"""Sectors side by side, weights as a declared choice, dissent, common ground, and other rules over the same ballots."""

from fractions import Fraction
from statistics import pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from labapp.counting.rules import count
from labapp.counting.sectors import Terms, by_sector
from labapp.counting.settings import CountError
from labapp.counting.weights import weigh
from labapp.counting.whatif import what_if
from tests.counting.strategies import ranking_profile

OPTIONS = (Option("a"), Option("b"))


def mixed(*ballots: tuple[str, str, int]) -> Profile:
    """One bundle for each (marked options, sector, how many)."""
    return Profile(OPTIONS, tuple(Ballot(Approvals(tuple(m)), n, sector=s) for m, s, n in ballots))


ROOM = mixed(("a", "jst", 8), ("ab", "jst", 2), ("b", "ngo", 3), ("ab", "ngo", 1))


def test_each_sector_is_counted_beside_the_whole():
    result = by_sector("approval", ROOM)
    assert result.whole.winners == ("a",)
    assert {sector: outcome.winners for sector, outcome in result.sectors.items()} == {"jst": ("a",), "ngo": ("b",)}
    assert result.support == {
        "a": {"jst": 1, "ngo": Fraction(1, 4)},
        "b": {"jst": Fraction(1, 5), "ngo": 1},
    }
    assert result.gaps == {"a": Fraction(3, 4), "b": Fraction(4, 5)}
    assert result.common_ground == (("a",), ("b",))


def test_the_reasons_name_the_sectors_of_the_gap():
    gap, *_ = by_sector("approval", ROOM).reasons
    assert gap.code == "sector-gap"
    assert (gap.params["high"], gap.params["low"]) == ("jst", "ngo")


def test_a_small_sector_is_never_withheld_alone():
    room = mixed(("a", "jst", 8), ("b", "ngo", 5), ("b", "inne", 2))
    result = by_sector("approval", room, terms=Terms(least=3))
    assert result.withheld == ("inne", "ngo")
    assert set(result.sectors) == {"jst"}
    assert result.reasons[-1].code == "sectors-withheld"


@pytest.mark.parametrize(
    ("marks", "share"),
    [
        (Points({"a": 3}), 1),
        (Answers({"a": "abstain"}), 0),
        (Agreement({"a": 4}), 1),
        (Agreement({"a": 5}), 0),
        (Ranking((("a",), ("b",))), 1),
        (Ranking((("a", "b"),)), Fraction(1, 2)),
        (Grades({"x": {"a": 4}, "y": {"a": 8}}), Fraction(3, 5)),
    ],
)
def test_support_is_a_share_whatever_the_shape_of_the_ballots(marks, share):
    rules = {Points: "dots", Answers: "motion", Agreement: "agreement", Ranking: "borda", Grades: "score-mean"}
    result = by_sector(rules[type(marks)], Profile(OPTIONS, (Ballot(marks, sector="ngo"),)))
    assert result.support["a"] == {"ngo": share}


def test_hands_counted_by_sector_are_shares_of_answers():
    tallies = (Tally("a", 3, sector="ngo"), Tally("a", 1, "no", sector="ngo"), Tally("a", 2, sector="jst"))
    result = by_sector("motion", Profile(OPTIONS[:1], tallies=tallies))
    assert result.support["a"]["ngo"] == Fraction(3, 4)


def grades(*values: int) -> Profile:
    return Profile(OPTIONS[:1], tuple(Ballot(Grades({"x": {"a": v}}), sector="ngo") for v in values))


@given(st.lists(st.integers(0, 10), min_size=1, max_size=8))
def test_dissent_is_strong_exactly_above_three_tenths_of_the_scale(values):
    whole, sector = by_sector("score-mean", grades(*values)).spreads
    assert whole.variance == sector.variance == pvariance([Fraction(v, 10) for v in values])
    assert whole.strong == (pvariance([Fraction(v) for v in values]) > 9)


def test_a_deviation_of_exactly_three_tenths_is_not_strong():
    assert not by_sector("score-mean", grades(2, 8)).spreads[0].strong
    assert by_sector("score-mean", grades(2, 8, 1, 9)).spreads[0].strong


def test_a_grade_off_the_scale_is_refused():
    with pytest.raises(CountError) as refused:
        by_sector("score-mean", grades(11))
    assert refused.value.code == "off-scale"


def test_every_sector_or_entity_may_weigh_the_same():
    assert count("approval", weigh(ROOM, "person")).scores == {"a": 11, "b": 6}
    assert count("approval", weigh(ROOM, "sector")).scores == {"a": Fraction(5, 4), "b": Fraction(6, 5)}
    ballots = (Ballot(Approvals(("a",)), 3, entity="gmina"), Ballot(Approvals(("b",)), entity="klub"))
    assert count("approval", weigh(Profile(OPTIONS, ballots), "entity")).scores == {"a": 1, "b": 1}


def test_the_weight_is_a_declared_choice_that_the_outcome_states():
    outcome = count("approval", ROOM, {"per": "sector"})
    assert outcome.scores == {"a": Fraction(5, 4), "b": Fraction(6, 5)}
    assert outcome.settings["per"] == "sector"
    assert "per" not in count("approval", ROOM).settings
    assert by_sector("approval", ROOM, {"per": "sector"}).whole.scores == outcome.scores


def test_entities_weigh_the_same_inside_their_sector_too():
    ballots = (
        Ballot(Approvals(("a",)), 3, sector="ngo", entity="klub"),
        Ballot(Approvals(("b",)), 1, sector="ngo", entity="chór"),
    )
    result = by_sector("approval", Profile(OPTIONS, ballots), {"per": "entity"})
    assert result.sectors["ngo"].scores == {"a": 1, "b": 1}
    assert result.support["a"]["ngo"] == Fraction(1, 2)


def test_heads_cannot_measure_weighed_votes():
    profile = Profile(OPTIONS[:1], (Ballot(Answers({"a": "yes"}), sector="ngo"),), present=9)
    with pytest.raises(CountError) as refused:
        count("motion", profile, {"per": "sector", "majority": "absolute", "base": "present"})
    assert refused.value.code == "weighed-base"


@pytest.mark.parametrize(
    ("profile", "per", "code"),
    [
        (Profile(OPTIONS, (Ballot(Approvals(("a",))),)), "sector", "group-missing"),
        (Profile(OPTIONS, tallies=(Tally("a", 3),)), "entity", "tallies-not-weighted"),
        (ROOM, "table", "bad-setting"),
    ],
)
def test_what_cannot_be_weighed_is_refused(profile, per, code):
    with pytest.raises(CountError) as refused:
        weigh(profile, per)
    assert refused.value.code == code


def test_other_rules_over_the_same_rankings():
    profile = ranking_profile("4:acb", "3:bca", "2:cba")
    found = {other.rule: other for other in what_if("irv", profile)}
    assert {"plurality", "borda", "copeland", "condorcet", "schulze", "stv"} <= set(found)
    assert not {"irv", "approval", "motion", "greedy"} & set(found)
    assert found["plurality"].outcome.winners == ("a",)
    assert not found["plurality"].same
    assert found["condorcet"].outcome.winners == ("c",)


def test_plurality_does_not_fit_ballots_with_several_choices():
    assert "plurality" not in {other.rule for other in what_if("approval", ROOM)}
    assert "plurality" in {other.rule for other in what_if("approval", mixed(("a", "jst", 1)))}


def test_rules_with_costs_fit_where_costs_and_budget_are_known():
    options = tuple(Option(i, cost=Fraction(60)) for i in "ab")
    profile = Profile(options, (Ballot(Approvals(("a",))),), budget=Fraction(100))
    assert "greedy" in {other.rule for other in what_if("approval", profile)}


def test_other_rules_fill_as_many_seats():
    profile = ranking_profile("4:acb", "3:bca", "2:cba")
    found = {other.rule: other.outcome for other in what_if("borda", profile, {"seats": 2})}
    assert len(found["schulze"].winners) == 2
    assert "irv" not in found  # it fills one seat only
