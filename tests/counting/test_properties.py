"""What must hold for every rule: who votes and how options are called does not matter, more support does no harm,
and nothing odd ends in a traceback."""

from dataclasses import replace
from fractions import Fraction

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
)
from labapp.counting.rules import PLAIN_RULES, count
from tests.counting.strategies import IDS, SHAPES, possible, profiles, rankings

RULES = sorted(SHAPES)
NEW = dict(zip(IDS, ("z", "y", "x", "w", "v"), strict=True))
OPTIONS = {"irv": {"ways": 100_000}, "stv": {"ways": 100_000, "seats": 2, "exclude-ties": "open"}}


def renamed(marks):
    """The same marks with every option called otherwise."""
    if isinstance(marks, Approvals):
        return Approvals(tuple(NEW[o] for o in marks.chosen))
    if isinstance(marks, Ranking):
        return Ranking(tuple(tuple(NEW[o] for o in level) for level in marks.levels))
    if isinstance(marks, Points):
        return Points({NEW[o]: n for o, n in marks.points.items()})
    if isinstance(marks, Answers):
        return Answers({NEW[o]: n for o, n in marks.answers.items()})
    if isinstance(marks, Agreement):
        return Agreement({NEW[o]: n for o, n in marks.steps.items()})
    return Grades({name: {NEW[o]: n for o, n in row.items()} for name, row in marks.grades.items()})


def test_every_plain_rule_is_tested_here():
    assert set(RULES) == set(PLAIN_RULES)


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
def test_the_order_and_bundling_of_ballots_changes_nothing(rule, data):
    profile = data.draw(profiles(SHAPES[rule]))
    single = [replace(ballot, count=1) for ballot in profile.ballots for _ in range(ballot.count)]
    mixed = replace(profile, ballots=tuple(data.draw(st.permutations(single))))
    one, other = (count(rule, p, OPTIONS.get(rule)) for p in (profile, mixed))
    assert (one.winners, one.ties, one.scores) == (other.winners, other.ties, other.scores)
    assert (one.rounds, one.reasons, one.ballots) == (other.rounds, other.reasons, other.ballots)


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
def test_names_and_order_of_options_decide_nothing(rule, data):
    profile = data.draw(profiles(SHAPES[rule]))
    options = tuple(data.draw(st.permutations([replace(o, id=NEW[o.id]) for o in profile.options])))
    ballots = tuple(replace(ballot, marks=renamed(ballot.marks)) for ballot in profile.ballots)
    one = count(rule, profile, OPTIONS.get(rule))
    other = count(rule, Profile(options, ballots), OPTIONS.get(rule))
    assert {NEW[o] for o in one.winners} == set(other.winners)
    assert {NEW[o] for o in possible(one)} == possible(other)
    assert {NEW[o]: n for o, n in one.scores.items()} == other.scores or rule in ("irv", "stv")


def raised(marks, option, only=False):
    """The same marks with one option liked better and nothing else changed (`only`: chosen instead of another)."""
    if isinstance(marks, Approvals):
        return Approvals((option,) if only else (*marks.chosen, option))
    if isinstance(marks, Points):
        return Points({**marks.points, option: marks.points.get(option, 0) + 1})
    if isinstance(marks, Answers):
        return Answers({**marks.answers, option: "yes"})
    if isinstance(marks, Agreement):
        return Agreement({**marks.steps, option: 1})
    if isinstance(marks, Ranking):
        rest = (tuple(o for o in level if o != option) for level in marks.levels)
        return Ranking(((option,), *(level for level in rest if level)))
    return Grades({n: {**row, option: 10} if row.get(option) is not None else row for n, row in marks.grades.items()})


MONOTONE = sorted(set(RULES) - {"irv", "stv"})


@pytest.mark.parametrize("rule", MONOTONE)
@given(data=st.data())
def test_more_support_never_costs_the_victory(rule, data):
    profile = data.draw(profiles(SHAPES[rule]))
    winners = count(rule, profile).winners
    if not winners:
        return
    place = data.draw(st.integers(0, len(profile.ballots) - 1))
    ballot = profile.ballots[place]
    better = replace(ballot, marks=raised(ballot.marks, winners[0], only=rule == "plurality"))
    ballots = (*profile.ballots[:place], better, *profile.ballots[place + 1 :])
    assert winners[0] in count(rule, replace(profile, ballots=ballots)).winners


@pytest.mark.parametrize("rule", ["plurality", "borda", "copeland", "schulze"])
@given(data=st.data())
def test_seats_are_never_overfilled_and_winners_are_distinct(rule, data):
    seats = data.draw(st.integers(1, 6))
    outcome = count(rule, data.draw(profiles(SHAPES[rule])), {"seats": seats})
    assert len(set(outcome.winners)) == len(outcome.winners) <= seats
    assert len(outcome.winners) == seats or outcome.ties or len(possible(outcome)) < seats


@pytest.mark.parametrize("rule", RULES)
def test_nothing_to_count_is_a_defined_outcome(rule):
    nobody = count(rule, Profile((Option("a"), Option("b"))))
    nothing = count(rule, Profile(()))
    assert (nobody.winners, nobody.ties) == (nothing.winners, nothing.ties) == ((), ())
    assert nobody.reasons[-1].code == "no-ballots"
    assert nothing.reasons[-1].code == "no-options"


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
def test_one_voter_of_huge_weight_is_counted(rule, data):
    profile = data.draw(profiles(SHAPES[rule], most=1))
    huge = tuple(replace(ballot, count=10**30, weight=Fraction(1, 7)) for ballot in profile.ballots)
    one, other = count(rule, profile), count(rule, replace(profile, ballots=huge))
    assert possible(one) == possible(other)


def test_all_tied_is_a_tie_of_all():
    ballots = tuple(Ballot(Ranking(tuple((IDS[(i + n) % 5],) for n in range(5)))) for i in range(5))
    profile = Profile(tuple(Option(i) for i in IDS), ballots)
    for rule in ("plurality", "borda", "copeland", "condorcet", "schulze", "irv", "stv"):
        outcome = count(rule, profile)
        assert outcome.winners == ()
        assert possible(outcome) == set(IDS), rule


@given(profiles(rankings(), most=4), st.sampled_from(RULES))
def test_marks_of_another_shape_are_refused_not_counted(profile, rule):
    if Ranking in PLAIN_RULES[rule].needs or not profile.ballots:
        return
    with pytest.raises(ValueError, match="wrong-marks"):
        count(rule, profile)
