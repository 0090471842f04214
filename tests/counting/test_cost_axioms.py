"""What must hold for every rule with costs and every kind of ballot: who votes and what options are called decides
nothing, more support does no harm where the rule is built so, and nothing that fits is left where it is promised."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.profile import Approvals, Ballot, Option, Points, Profile, Ranking
from labapp.counting.rules import count
from labapp.counting.rules_cost import COST_RULES
from tests.counting.cost_cases import NAMES, any_votes, costs_of, settings_of, votes

RULES = sorted(COST_RULES)
GREEDY = [rule for rule in RULES if rule not in ("equal-shares", "phragmen")]


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
def test_the_order_of_ballots_changes_nothing(rule, data):
    profile, settings = data.draw(any_votes()), data.draw(settings_of(rule))
    mixed = replace(profile, ballots=tuple(data.draw(st.permutations(profile.ballots))))
    assert count(rule, mixed, settings) == count(rule, profile, settings)


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
def test_ballots_of_nobody_change_nothing(rule, data):
    """Two voices and a bundle of none were as many as two single voices, and were taken for these by Equal Shares."""
    profile, settings = data.draw(any_votes()), data.draw(settings_of(rule))
    nobody = data.draw(st.lists(st.sampled_from(profile.ballots), max_size=3))
    blank = replace(profile.ballots[0], marks=Approvals(()), count=0)
    ballots = (*profile.ballots, *(replace(ballot, count=0) for ballot in nobody), blank)
    assert count(rule, replace(profile, ballots=ballots), settings) == count(rule, profile, settings)


@pytest.mark.parametrize("nobody", [Ballot(Approvals(()), 0), Ballot(Approvals(()), 3, weight=Fraction(0))])
@pytest.mark.parametrize("rule", RULES)
def test_who_has_no_voice_takes_nothing_from_who_has(rule, nobody):
    """Equal Shares said of a that 4 of 3 needed was not enough."""
    profile = Profile((Option("a", cost=Fraction(3)),), (Ballot(Approvals(("a",)), 2), nobody), budget=Fraction(4))
    assert count(rule, profile).winners == ("a",)


def called(marks, new):
    if isinstance(marks, Approvals):
        return Approvals(tuple(new[name] for name in marks.chosen))
    if isinstance(marks, Points):
        return Points({new[name]: given for name, given in marks.points.items()})
    return Ranking(tuple(tuple(new[name] for name in level) for level in marks.levels))


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
def test_names_and_order_of_options_decide_nothing(rule, data):
    profile, settings = data.draw(any_votes()), data.draw(settings_of(rule))
    new = dict(zip(NAMES, reversed(NAMES), strict=True))
    options = data.draw(st.permutations([Option(new[o.id], cost=o.cost) for o in profile.options]))
    ballots = tuple(replace(ballot, marks=called(ballot.marks, new)) for ballot in profile.ballots)
    one = count(rule, profile, settings)
    other = count(rule, Profile(tuple(options), ballots, budget=profile.budget), settings)
    assert {new[name] for name in one.winners} == set(other.winners)
    assert {new[name]: score for name, score in one.scores.items()} == other.scores
    ties = [{(frozenset(new[o] for o in tie.among), tie.decided_by) for tie in one.ties},
            {(frozenset(tie.among), tie.decided_by) for tie in other.ties}]  # fmt: skip
    assert ties[0] == ties[1]
    listed = "cost-equals-listed" in [reason.code for reason in one.reasons]  # then money is told for one order only
    assert codes(one, listed) == codes(other, listed)
    if not listed:
        assert amounts(one, new) == amounts(other, {name: name for name in NAMES})


def codes(outcome, listed):
    """Return what is said in any order; where the share hangs on an order of equals, without what is said of shares."""
    said = sorted(reason.code for reason in outcome.reasons)
    return [code for code in said if not code.startswith("es-")] if listed else said


@pytest.mark.parametrize("order", ["cf", "fc"])
def test_a_share_that_hangs_on_an_order_of_equals_is_open_and_said_to_be_of_one(order):
    """Bought first, c ends it after a raise and f before any; c alone is chosen either way."""
    options = tuple(Option(name, cost=Fraction({"c": 1, "f": 2}[name])) for name in order)
    profile = Profile(options, (Ballot(Points({"c": 2, "f": 2})),), budget=Fraction(1))
    outcome = count("equal-shares", profile, {"ties": "open", "completion": "add1", "step": "1"})
    assert outcome.winners == ("c",)
    assert outcome.settings["final-share"] == outcome.settings["steps-taken"] == "open"
    assert outcome.reasons[-1].code == "cost-equals-listed"


def amounts(outcome, new):
    """Return what is told of each option and of the whole, in any order, by what options are called now."""
    names = ("price", "load", "had", "left", "share", "steps", "spent", "payers", "poor", "score")
    rows = []
    for reason in outcome.reasons:
        told = reason.params
        rows.append((reason.code, new.get(told.get("option"), ""), [Fraction(told.get(name, -1)) for name in names]))
    return sorted(rows)


@pytest.mark.parametrize("rule", GREEDY)
@given(data=st.data())
def test_more_support_never_costs_the_place(rule, data):
    profile = data.draw(votes() | votes(points=True))
    winners = count(rule, profile).winners
    place = data.draw(st.integers(0, len(profile.ballots) - 1))
    for winner in winners[:1]:
        marks = profile.ballots[place].marks
        if isinstance(marks, Points):
            better = Points({**marks.points, winner: marks.points.get(winner, 0) + 1})
        else:
            better = Approvals(tuple({*marks.chosen, winner}))
        ballots = (*profile.ballots[:place], Ballot(better), *profile.ballots[place + 1 :])
        assert winner in count(rule, replace(profile, ballots=ballots)).winners


FILLING = [("greedy", {}), ("greedy-threshold", {"min-score": "2"})]
FILLING += [("equal-shares", {"completion": way, "step": "10%"}) for way in ("utilitarian", "add1u")]


@pytest.mark.parametrize(("rule", "settings"), FILLING)
@given(profile=any_votes())
def test_nothing_with_support_that_fits_is_left(rule, settings, profile):
    outcome = count(rule, profile, {**settings, "ties": "lot", "lot": [option.id for option in profile.options]})
    least = Fraction(settings.get("min-score", 0))
    left = profile.budget - outcome.total_cost
    for name, cost in costs_of(profile).items():
        if outcome.scores[name] >= max(least, Fraction(1, 10**9)) and name not in outcome.winners:
            assert cost > left


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
def test_every_option_is_spoken_of_and_every_figure_is_that_of_the_vote(rule, data):
    profile, settings = data.draw(any_votes()), data.draw(settings_of(rule))
    outcome = count(rule, profile, settings)
    costs, spoken = costs_of(profile), set()
    for reason in outcome.reasons:
        told = reason.params
        spoken.update([told["option"]] if "option" in told else [], told.get("options", ()), told.get("among", ()))
        if "score" in told:
            assert told["score"] == outcome.scores[told["option"]]
        if reason.code == "es-won":
            assert told["support"] * told["price"] == told["cost"] == costs[told["option"]]
        elif reason.code in ("es-lost", "es-too-few"):
            assert told.get("left", told["had"]) < told["needed"] == costs[told["option"]]
        elif reason.code == "below-threshold":
            assert told["score"] < told["least"]
    codes = [reason.code for reason in outcome.reasons]
    unsupported = {reason.params["option"] for reason in outcome.reasons if reason.code == "no-support"}
    assert unsupported == {name for name, score in outcome.scores.items() if not score}
    assert codes.count("budget-left") == all(tie.decided_by for tie in outcome.ties)
    assert spoken >= set(costs) or "cost-tie-too-large" in codes
