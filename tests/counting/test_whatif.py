"""The same ballots under other rules: which fit, and where the outcome would be another."""

from dataclasses import replace
from fractions import Fraction

import pytest

from labapp.counting.profile import Approvals, Ballot, Option, Points, Profile, Tally
from labapp.counting.rules import count
from labapp.counting.whatif import what_if
from tests.counting.sector_cases import OPTIONS, ROOM, grades, mixed
from tests.counting.strategies import ranking_profile


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
