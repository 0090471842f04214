"""Every setting of the rules that add up crossed with every other, beside the plain second way."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.profile import Tally
from labapp.counting.rules import count
from tests.counting import marks_plain
from tests.counting.strategies import ANSWERS, GRADES, IDS, POINTS, possible, profiles, rankings

SEATS = st.integers(1, 6)
HANDS = st.lists(st.builds(Tally, st.sampled_from(IDS), st.integers(0, 6), st.sampled_from(["yes", "no", "abstain"])))
MOTIONS = st.fixed_dictionaries({
    "majority": st.sampled_from(["simple", "absolute", "two-thirds", "share"]),
    "base": st.sampled_from(["cast", "valid", "present", "entitled"]),
    "share": st.sampled_from(["0", "1/2", "3/5", "1"]),
    "quorum": st.sampled_from(["none", "0", "7", "20", "1/2"]),
})  # fmt: skip


def places(outcome):
    return set(outcome.winners), possible(outcome) - set(outcome.winners)


@given(profiles(rankings(), weights=True), st.sampled_from(["zero", "average", "count-down"]),
       st.sampled_from(["follow", "lowest", "average"]), SEATS)  # fmt: skip
def test_borda_by_every_convention(profile, unranked, equal, seats):
    outcome = count("borda", profile, {"unranked": unranked, "equal": equal, "seats": seats})
    points = marks_plain.borda(profile, unranked, equal)
    assert outcome.scores == points
    assert places(outcome) == marks_plain.filled(points, seats) or not outcome.ballots.valid


@given(profiles(POINTS | rankings(), weights=True), st.sampled_from([1, 2, 3, 5]), SEATS)
def test_group_points_and_who_chose(profile, picks, seats):
    outcome = count("nominal-group", profile, {"picks": picks, "seats": seats})
    points, people = marks_plain.group_points(profile, picks)
    assert outcome.scores == points
    keys = {option: (sum_, people[option]) for option, sum_ in points.items() if sum_}
    assert places(outcome) == marks_plain.filled(keys, seats)
    assert {row["option"]: row["voters"] for row in outcome.rounds} in ({o: people[o] for o in points}, {})


@pytest.mark.parametrize("rule", ["score-mean", "score-median"])
@given(
    profile=profiles(GRADES, weights=True), heavy=st.sampled_from([0, 1, 2, Fraction(1, 3)]), least=st.integers(1, 3),
    seats=SEATS,
)  # fmt: skip
def test_grades_by_weighed_criteria(rule, profile, heavy, least, seats):
    names = {name for ballot in profile.ballots for name in ballot.marks.grades}
    weights = {"cost": Fraction(heavy)} if names == {"cost", "sense"} else {}
    outcome = count(rule, profile, {"weights": weights, "min-opinions": least, "seats": seats})
    scores = marks_plain.scores(profile, weights, least, rule == "score-median")
    assert outcome.scores == scores
    assert places(outcome) == marks_plain.filled(scores, seats)
    for reason in outcome.reasons:
        if reason.code == "too-few-opinions":
            assert reason.params["people"] < reason.params["needed"]


@given(profiles(ANSWERS), HANDS, MOTIONS, st.integers(0, 2), st.sampled_from([None, 200]))
def test_motions_by_hands_and_ballots(profile, hands, settings, invalid, present):
    people = present if settings["base"] != "present" else 200
    profile = replace(profile, tallies=tuple(hands), invalid=invalid, present=people, entitled=300)
    outcome = count("motion", profile, settings)
    carried, quorum = marks_plain.motion(profile, settings)
    assert set(outcome.winners) == carried
    told = [reason.params for reason in outcome.reasons if reason.code.startswith("quorum")]
    assert [(params["present"], params["needed"]) for params in told] == ([quorum] if quorum else [])
