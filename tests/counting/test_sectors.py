"""Sectors side by side, weights as a declared choice, dissent, common ground, and other rules over the same ballots."""

from dataclasses import replace
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
from labapp.counting.sectors import by_sector, spreads
from labapp.counting.settings import CountError
from labapp.counting.weights import weigh
from labapp.counting.whatif import what_if
from tests.counting.naive import single_ballots
from tests.counting.strategies import profiles, ranking_profile, rankings

OPTIONS = (Option("a"), Option("b"))


def mixed(*ballots: tuple[str, str, int]) -> Profile:
    """One bundle for each (marked options, sector, how many)."""
    return Profile(OPTIONS, tuple(Ballot(Approvals(tuple(m)), n, sector=s) for m, s, n in ballots))


ROOM = mixed(("a", "jst", 8), ("ab", "jst", 2), ("b", "ngo", 3), ("ab", "ngo", 1))


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


def grades(*values: int) -> Profile:
    return Profile(OPTIONS[:1], tuple(Ballot(Grades({"x": {"a": v}}), sector="ngo") for v in values))


@given(st.lists(st.integers(0, 10), min_size=1, max_size=8))
def test_dissent_is_strong_exactly_above_three_tenths_of_the_scale(values):
    [found] = spreads(grades(*values), (0, 10))
    assert found.variance == pvariance([Fraction(v, 10) for v in values])
    assert found.strong == (pvariance([Fraction(v) for v in values]) > 9)
    said = by_sector("score-mean", grades(*values)).divided
    assert said == {None: ("a",) if found.strong else (), "ngo": ("a",) if found.strong else ()}


@given(st.lists(st.integers(0, 10), min_size=1, max_size=8))
def test_of_nameless_ballots_no_single_one_makes_dissent(values):
    rests = [values[:n] + values[n + 1 :] for n in range(len(values))]
    without = [pvariance([Fraction(v) for v in rest]) > 9 if rest else False for rest in rests]
    said = by_sector("score-mean", grades(*values), least=4).divided["ngo"]
    strong = pvariance([Fraction(v) for v in values]) > 9
    assert bool(said) == (len(values) >= 4 and strong and all(without))


GIVEN = st.tuples(st.integers(0, 10) | st.none(), st.integers(0, 3), st.sampled_from([Fraction(1), Fraction(2, 3)]))


@given(st.lists(GIVEN, min_size=1, max_size=6))
def test_bundles_and_weights_spread_as_so_many_single_ballots(given_):
    """A third of a vote three times is a vote; without one ballot means without one of a bundle."""
    ballots = tuple(Ballot(Grades({"x": {"a": v}}), many, sector="ngo", weight=w) for v, many, w in given_)
    single = [(v, int(3 * w)) for v, many, w in given_ for _ in range(many) if v is not None]
    found = spreads(Profile(OPTIONS[:1], ballots), (0, 10))
    if not single:
        assert found == ()
        return

    def variance(ballots):
        values = [Fraction(v, 10) for v, weight in ballots for _ in range(weight)]
        return pvariance(values) if values else 0

    rests = (single[:n] + single[n + 1 :] for n in range(len(single)))
    assert [(each.variance, each.people) for each in found] == [(variance(single), len(single))]
    assert found[0].least == min(map(variance, rests))


def test_steps_of_agreement_can_be_far_apart_too():
    profile = Profile(OPTIONS[:1], tuple(Ballot(Agreement({"a": step}), 3, sector="ngo") for step in (1, 5)))
    found = by_sector("agreement", profile, {"steps": "5", "support": "2"})
    assert found.divided["ngo"] == ("a",)
    assert found.support["a"]["ngo"] == Fraction(1, 2)


def test_a_deviation_of_exactly_three_tenths_is_not_strong():
    assert not by_sector("score-mean", grades(2, 8)).divided["ngo"]
    assert by_sector("score-mean", grades(2, 8, 1, 9)).divided["ngo"]


def test_a_deviation_hardly_above_three_tenths_is_strong():
    for apart, strong in ((600, False), (601, True)):
        [found] = spreads(grades(0, apart), (0, 1000))
        assert found.strong is strong


def test_dissent_that_is_exactly_three_tenths_without_one_ballot_does_not_last():
    ballots = (*(Ballot(Grades({"x": {"a": v}}), 5, sector="ngo") for v in (2, 8)), *grades(10).ballots)
    [found] = spreads(Profile(OPTIONS[:1], ballots), (0, 10))
    assert (found.strong, found.least, found.lasting) == (True, Fraction(9, 100), False)


def test_dissent_of_nameless_ballots_is_told_from_the_least_number_of_them_on():
    assert by_sector("score-mean", grades(0, 0, 10, 10), least=4).divided["ngo"] == ("a",)
    assert by_sector("score-mean", grades(0, 0, 10, 10), least=5).divided["ngo"] == ()


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
    inside = by_sector("approval", ROOM, {"per": "sector"}).sectors  # a sector's own weight changes nothing in it
    assert inside["jst"].scores == {"a": 10, "b": 2}


def test_sectors_counted_together_weigh_as_many_as_they_are_but_are_told_in_people():
    weights = {"jst": Fraction(2), "ngo": Fraction(1)}
    together = replace(ROOM, ballots=tuple(replace(ballot, weight=weights[ballot.sector]) for ballot in ROOM.ballots))
    assert count("approval", together, {"per": "sector"}).scores == {"a": Fraction(9, 4), "b": Fraction(7, 5)}
    assert by_sector("approval", together, {"per": "sector"}).sectors["jst"].scores == {"a": 10, "b": 2}


def test_entities_weigh_the_same_inside_their_sector_too():
    ballots = (
        Ballot(Approvals(("a",)), 3, sector="ngo", entity="klub"),
        Ballot(Approvals(("b",)), 1, sector="ngo", entity="chór"),
    )
    result = by_sector("approval", Profile(OPTIONS, ballots), {"per": "entity"})
    assert result.sectors["ngo"].scores == {"a": 1, "b": 1}
    assert result.support["a"]["ngo"] == Fraction(1, 2)


@pytest.mark.parametrize("base", ["cast", "present", "entitled"])
def test_heads_cannot_measure_weighed_votes(base):
    profile = Profile(OPTIONS[:1], (Ballot(Answers({"a": "yes"}), sector="ngo"),), present=9, entitled=9)
    with pytest.raises(CountError) as refused:
        count("motion", profile, {"per": "sector", "majority": "absolute", "base": base})
    assert refused.value.code == "weighed-base"
    assert count("motion", profile, {"per": "sector", "base": base}).winners == ("a",)  # simple: no base is asked for


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
    assert refused.value.params.get("ballot", 1) == 1


def test_a_bundle_of_nobody_has_no_share_of_a_vote():
    empty = Ballot(Approvals(("a",)), 0, sector="inne")
    profile = replace(ROOM, ballots=(*ROOM.ballots, empty))
    assert count("approval", profile, {"per": "sector"}).scores == count("approval", ROOM, {"per": "sector"}).scores


def others(rule, profile, options=None):
    own = count(rule, profile, options)
    found = what_if(own, profile, options)
    assert len({other.outcome.rule for other in found}) == len(found)
    return {other.outcome.rule: other for other in found}


def test_other_rules_over_the_same_rankings():
    found = others("irv", ranking_profile("4:acb", "3:bca", "2:cba"))
    assert {"plurality", "borda", "copeland", "condorcet", "schulze", "stv"} <= set(found)
    assert not {"irv", "approval", "motion", "greedy"} & set(found)
    assert found["plurality"].outcome.winners == ("a",)
    assert not found["plurality"].same
    assert found["condorcet"].outcome.winners == ("c",)


def test_a_tie_is_never_the_same():
    tied = mixed(("a", "jst", 1), ("b", "ngo", 1))
    assert not others("approval", tied)["plurality"].same
    assert others("approval", mixed(("a", "jst", 1)))["plurality"].same


def test_a_tie_under_the_other_rule_is_never_the_same_either():
    """Without skipping d nothing follows a; with skipping b or c does, by lot."""
    options = tuple(Option(i, cost=Fraction(cost)) for i, cost in (("a", 5), ("b", 3), ("c", 3), ("d", 50)))
    ballots = (Ballot(Approvals(tuple("abcd")), 2), Ballot(Approvals(tuple("ad"))), Ballot(Approvals(("a",))))
    found = others("greedy-no-skip", Profile(options, ballots, budget=Fraction(9)))
    assert found["greedy"].outcome.winners == ("a",)
    assert not found["greedy"].same
    assert found["equal-shares"].same


def test_other_rules_leave_ties_open_whatever_lot_was_entered():
    tied = Profile(OPTIONS, (Ballot(Points({"a": 2, "b": 1})), Ballot(Points({"b": 1}))))
    found = others("approval", tied, {"ties": "lot", "lot": "a,b", "seats": 1})
    assert [(tie.among, tie.decided_by) for tie in found["dots"].outcome.ties] == [(("a", "b"), None)]


def test_plurality_does_not_fit_ballots_with_several_choices():
    assert "plurality" not in others("approval", ROOM)
    assert "plurality" in others("approval", mixed(("a", "jst", 1)))


def test_rules_with_costs_fit_where_costs_and_budget_are_known():
    options = tuple(Option(i, cost=Fraction(60)) for i in "ab")
    profile = Profile(options, (Ballot(Approvals(("a",))),), budget=Fraction(100))
    assert "greedy" in others("approval", profile)
    assert set(others("greedy", profile)) >= {"equal-shares", "phragmen"}
    assert "approval" not in others("greedy", profile)  # money was spent: who has most votes is another question


def test_other_rules_fill_as_many_seats_and_weigh_the_same():
    found = others("borda", ranking_profile("4:acb", "3:bca", "2:cba"), {"seats": 2})
    assert len(found["schulze"].outcome.winners) == 2
    assert "irv" not in found  # it fills one seat only
    weighed = others("score-mean", grades(1, 9), {"weights": {"x": 2}, "per": "sector"})["score-median"].outcome
    assert weighed.settings["weights"] == {"x": 2}
    assert weighed.settings["per"] == "sector"


@pytest.mark.parametrize("rule", ["plurality", "approval", "dots", "motion"])
def test_raised_hands_are_counted_by_no_other_rule(rule):
    """Hands for one option each were told to carry every option as a motion, against which nobody was asked."""
    hands = (Tally("a", 9), Tally("b", 4))
    assert others(rule, Profile(OPTIONS, tallies=hands)) == {}
    if rule == "approval":
        assert others(rule, replace(ROOM, tallies=hands)) == {}


@pytest.mark.parametrize("rule", ["approval", "motion", "agreement", "score-mean"])
def test_no_other_rule_says_anything_of_no_ballots(rule):
    assert others(rule, Profile(OPTIONS)) == {}
