"""Motions, grades and agreement: each option judged by itself, by the measure that was agreed."""

from fractions import Fraction
from statistics import mean, median

import pytest
from hypothesis import given

from labapp.counting.outcome import BallotCount
from labapp.counting.profile import Agreement, Answers, Ballot, Grades, Option, Profile, Tally
from labapp.counting.rules import count
from labapp.counting.settings import CountError
from tests.counting.strategies import ANSWERS, GRADES, profiles


def vote(yes: int, no: int, abstain: int, blank: int = 0, **more) -> Profile:
    marks = [Answers({"m": "yes"}), Answers({"m": "no"}), Answers({"m": "abstain"}), Answers({})]
    numbers = (yes, no, abstain, blank)
    return Profile((Option("m"),), tuple(Ballot(m, n) for m, n in zip(marks, numbers, strict=True)), **more)


@pytest.mark.parametrize(
    ("profile", "options", "carried"),
    [
        (vote(5, 4, 90), {}, True),
        (vote(5, 5, 0), {}, False),
        (vote(0, 0, 9), {}, False),
        (vote(10, 5, 5), {"majority": "absolute"}, False),
        (vote(11, 5, 5), {"majority": "absolute"}, True),
        (vote(11, 5, 5, 1), {"majority": "absolute", "base": "cast"}, False),
        (vote(11, 5, 5, 0, invalid=1), {"majority": "absolute", "base": "cast"}, False),
        (vote(11, 5, 0, present=21), {"majority": "absolute", "base": "present"}, True),
        (vote(11, 5, 0, present=22), {"majority": "absolute", "base": "present"}, False),
        (vote(11, 5, 0, entitled=21), {"majority": "absolute", "base": "entitled"}, True),
        (vote(20, 10, 0), {"majority": "two-thirds"}, True),
        (vote(20, 11, 0), {"majority": "two-thirds"}, False),
        (vote(3, 2, 0), {"majority": "share", "share": "60%"}, True),
        (vote(3, 2, 0), {"majority": "share", "share": "61%"}, False),
        (vote(0, 2, 0), {"majority": "share", "share": "0"}, False),
        (vote(5, 1, 0), {"quorum": "6"}, True),
        (vote(5, 1, 0), {"quorum": "7"}, False),
        (vote(5, 1, 0, present=7), {"quorum": "7"}, True),
        (vote(5, 1, 0, entitled=12), {"quorum": "1/2"}, True),
        (vote(5, 1, 0, entitled=13), {"quorum": "1/2"}, False),
        (vote(1, 0, 0), {"quorum": "1"}, True),  # one person, not all of the entitled
        (vote(3, 0, 0, present=3), {"majority": "absolute", "base": "present"}, True),  # everybody there has voted
    ],
)
def test_a_motion_is_carried_by_the_majority_that_was_declared(profile, options, carried):
    outcome = count("motion", profile, options)
    assert outcome.winners == (("m",) if carried else ())
    assert outcome.rounds[0]["carried"] is carried
    if outcome.reasons[0].code != "quorum-missed":
        kind = {"two-thirds": "share"}.get(way := options.get("majority", "simple"), way)
        assert outcome.reasons[-1].code == f"motion-{kind}-{'carried' if carried else 'failed'}"


def test_hands_and_ballots_are_one_vote():
    profile = vote(2, 3, 0)
    profile = Profile(profile.options, profile.ballots, (Tally("m", 4), Tally("m", 2, "no"), Tally("m", 1, "abstain")))
    row = count("motion", profile, {"majority": "absolute"}).rounds[0]
    assert (row["yes"], row["no"], row["abstain"], row["base"]) == (6, 5, 1, 12)


def test_who_raises_a_hand_is_one_more_beside_the_ballots():
    hands = (Tally("m", 4), Tally("m", 2, "no"))
    profile = Profile((Option("m"), Option("n")), vote(2, 0, 0, blank=5).ballots, (*hands, Tally("n", 3)), invalid=1)
    cast = count("motion", profile, {"majority": "share", "share": "1/2", "base": "cast"})
    assert [row["base"] for row in cast.rounds] == [14, 11]  # 8 ballots were handed in
    assert cast.winners == ()  # 6 of 14, though of the 9 who answered or were invalid it would be two thirds
    quorum = count("motion", profile, {"quorum": "14"}).reasons[0]
    assert (quorum.code, quorum.params["present"]) == ("quorum-met", 14)


def test_hands_alone_or_blank_ballots_alone_are_a_vote():
    hands = count("motion", Profile((Option("m"),), tallies=(Tally("m", 2), Tally("m", 1, "no"))))
    assert (hands.winners, hands.reasons[-1].code) == (("m",), "motion-simple-carried")
    blank = count("motion", vote(0, 0, 0, 3))
    assert (blank.winners, blank.reasons[-1].code) == ((), "motion-simple-failed")


@pytest.mark.parametrize(
    ("profile", "options", "code"),
    [
        (vote(1, 0, 0), {"majority": "absolute", "base": "present"}, "base-missing"),
        (vote(1, 0, 0), {"quorum": "1/2"}, "base-missing"),
        (vote(3, 0, 0, present=2), {"majority": "absolute", "base": "present"}, "base-too-small"),
        (Profile((Option("m"),), (Ballot(Answers({"m": "maybe"})),)), {}, "bad-answer"),
    ],
)
def test_a_majority_without_its_measure_is_refused(profile, options, code):
    with pytest.raises(CountError) as refused:
        count("motion", profile, options)
    assert refused.value.code == code


@given(profiles(ANSWERS))
def test_the_votes_needed_that_a_reason_states_are_exactly_what_carries(profile):
    for options in ({"majority": "absolute"}, {"majority": "two-thirds"}, {"majority": "absolute", "base": "cast"}):
        for reason in count("motion", profile, options).reasons:
            if reason.code != "no-ballots":
                assert (reason.params["yes"] >= reason.params["needed"]) == reason.code.endswith("carried")


@pytest.mark.parametrize(("majority", "share"), [("absolute", {}), ("two-thirds", {"share": Fraction(2, 3)})])
def test_weighed_answers_are_told_in_votes_and_no_number_is_said_to_be_needed(majority, share):
    """Half a vote among whole ones is enough for that; who answers nothing handed in a blank ballot."""
    half = Ballot(Answers({"a": "no"}), 3, weight=Fraction(1, 2))
    ballots = (Ballot(Answers({"a": "yes"})), half, Ballot(Answers({}), 2))
    outcome = count("motion", Profile((Option("a"),), ballots), {"majority": majority})
    answers = {"yes": 1, "no": Fraction(3, 2), "abstain": 0}
    told = {"option": "a", **answers, "base": "valid", "base_count": Fraction(5, 2), **share}
    [reason] = outcome.reasons
    assert (reason.code, reason.params) == (f"motion-{'share' if share else majority}-failed", told)
    assert outcome.ballots == BallotCount(4, 0, 2)


def test_a_single_blank_ballot_is_a_ballot():
    outcome = count("motion", Profile((Option("a"),), (Ballot(Answers({})),)), {"base": "cast", "majority": "absolute"})
    assert [(reason.code, reason.params["base_count"]) for reason in outcome.reasons] == [("motion-absolute-failed", 1)]


def test_who_is_there_is_as_many_as_raised_hands_about_the_motion_with_most():
    tallies = (Tally("a", 3), Tally("b", 4), Tally("b", 1, "no"))
    profile = Profile((Option("a"), Option("b")), (Ballot(Answers({"a": "yes"})),), tallies)
    first = count("motion", profile, {"quorum": 6}).reasons[0]
    assert (first.code, first.params) == ("quorum-met", {"present": 6, "needed": 6})


def test_no_opinion_is_no_zero():
    profile = Profile(
        (Option("a"), Option("b")),
        (Ballot(Grades({"x": {"a": 4, "b": 5}})), Ballot(Grades({"x": {"a": 4, "b": None}})), Ballot(Grades({}))),
    )
    outcome = count("score-mean", profile)
    assert outcome.winners == ("b",)
    assert outcome.scores == {"a": 4, "b": 5}
    assert outcome.ballots == BallotCount(2, 0, 1)
    assert [row["no_opinion"] for row in outcome.rounds] == [1, 2]


def test_too_few_opinions_give_no_score():
    profile = Profile(
        (Option("a"), Option("b")), (Ballot(Grades({"x": {"a": 4, "b": 5}})), Ballot(Grades({"x": {"a": 4}})))
    )
    outcome = count("score-mean", profile, {"min-opinions": 2})
    assert outcome.winners == ("a",)
    assert "b" not in outcome.scores
    assert outcome.reasons[-1].code == "too-few-opinions"


def test_an_opinion_under_a_criterion_that_weighs_nothing_is_none():
    """It used to be said that an option got no score, of 3 opinions with 1 needed."""
    ballots = (Ballot(Grades({"x": {"a": 4}, "y": {"b": 9}}), 3), Ballot(Grades({"x": {"b": 5}, "y": {"a": 1}})))
    outcome = count("score-mean", Profile((Option("a"), Option("b")), ballots), {"weights": "y=0", "min-opinions": 2})
    assert (outcome.winners, outcome.scores) == (("a",), {"a": 4})
    told = {reason.code: reason.params for reason in outcome.reasons}
    assert told["score-mean-won"]["people"] == 3
    assert (told["too-few-opinions"]["option"], told["too-few-opinions"]["people"]) == ("b", 1)
    assert [row["people"] for row in outcome.rounds] == [3, 1, 1, 3]  # what was said under each is told all the same


def test_criteria_are_weighed():
    profile = Profile((Option("a"), Option("b")), (Ballot(Grades({"x": {"a": 4, "b": 1}, "y": {"a": 1, "b": 3}})),))
    assert count("score-mean", profile).winners == ("a",)
    outcome = count("score-mean", profile, {"weights": "y=3"})
    assert outcome.winners == ("b",)
    assert outcome.scores == {"a": Fraction(7, 4), "b": Fraction(5, 2)}


@pytest.mark.parametrize(("weights", "code"), [("z=1", "unknown-criterion"), ("x=0", "weights-zero")])
def test_weights_of_nothing_are_refused(weights, code):
    with pytest.raises(CountError) as refused:
        count("score-mean", Profile((Option("a"),), (Ballot(Grades({"x": {"a": 4}})),)), {"weights": weights})
    assert refused.value.code == code


@given(profiles(GRADES))
def test_means_and_medians_are_those_of_the_statistics_module(profile):
    for row in count("score-mean", profile).rounds:
        given = [
            Fraction(grade)
            for ballot in profile.ballots
            for grade in [ballot.marks.grades.get(row["criterion"], {}).get(row["option"])] * ballot.count
            if grade is not None
        ]
        assert row["people"] == len(given)
        assert row["mean"] == (mean(given) if given else None)
        assert row["median"] == (median(given) if given else None)


def scale(*steps: int, **numbers) -> Profile:
    return Profile((Option("a"),), tuple(Ballot(Agreement({"a": step})) for step in steps))


@pytest.mark.parametrize(
    ("steps", "options", "agreed", "code"),
    [
        ((1, 2, 4), {}, True, "agreement-reached"),
        ((1, 2, 5), {}, False, "agreement-missed"),
        ((1, 2, 5), {"level": "2/3"}, True, "agreement-reached"),
        ((1, 2, 8), {"level": "2/3"}, False, "agreement-blocked"),
        ((1, 2, 8), {"level": "2/3", "block": "counts"}, True, "agreement-reached"),
        ((1, 2, 3), {"steps": 3, "support": 1}, False, "agreement-missed"),
        ((5, 6, 7), {"level": "0"}, False, "agreement-missed"),  # no level is reached by nobody
    ],
)
def test_agreement_needs_its_level_and_no_block(steps, options, agreed, code):
    outcome = count("agreement", scale(*steps), options)
    assert outcome.winners == (("a",) if agreed else ())
    assert outcome.reasons[0].code == code


def test_reservations_and_blocks_are_counted_apart_and_no_mean_is_given():
    outcome = count("agreement", scale(1, 1, 4, 6, 6, 7, 8))
    row = outcome.rounds[0]
    assert (row["support"], row["reservations"], row["blocks"], row["median"]) == (3, 3, 1, 6)
    assert "mean" not in row
    codes = [reason.code for reason in outcome.reasons]
    assert {"agreement-reservations", "agreement-blocks"} <= set(codes)


@pytest.mark.parametrize(
    ("steps", "options", "said"),
    [
        ((1, 2, 8), {}, {"agreement-missed", "agreement-blocks"}),
        ((1, 2, 8), {"level": "2/3"}, {"agreement-blocked"}),
        ((1, 2, 8), {"level": "2/3", "block": "counts"}, {"agreement-reached", "agreement-blocks-counted"}),
        ((1, 2, 5), {}, {"agreement-missed", "agreement-reservations"}),
        ((8, 8, 8), {"level": "0"}, {"agreement-missed", "agreement-blocks"}),
    ],
)
def test_a_block_is_told_once_and_only_where_there_is_one(steps, options, said):
    outcome = count("agreement", scale(*steps), options)
    assert {reason.code for reason in outcome.reasons} - {"agreement-step"} == said


def test_a_level_of_nothing_is_reached_where_somebody_stands():
    assert count("agreement", scale(3, 7), {"level": "0"}).rounds[0]["step"] == 3


@pytest.mark.parametrize(("level", "step"), [("1/2", 2), ("3/4", 3), ("1", 7)])
def test_the_level_reached_is_where_enough_people_stand(level, step):
    assert count("agreement", scale(1, 2, 3, 7), {"level": level}).rounds[0]["step"] == step


@pytest.mark.parametrize(("step", "options", "code"), [(9, {}, "bad-step"), (1, {"support": 8}, "bad-setting")])
def test_steps_off_the_scale_are_refused(step, options, code):
    with pytest.raises(CountError) as refused:
        count("agreement", scale(step), options)
    assert refused.value.code == code


def test_what_nobody_took_a_step_on_is_said_to_be_unmarked():
    ballots = (Ballot(Agreement({"a": 1}), 2), Ballot(Agreement({"a": 5})), Ballot(Agreement({}), 3))
    outcome = count("agreement", Profile((Option("a"), Option("b")), ballots, invalid=1))
    said = [(reason.code.removeprefix("agreement-"), reason.params["option"]) for reason in outcome.reasons]
    assert said == [("missed", "a"), ("step", "a"), ("reservations", "a"), ("unmarked", "b")]
    assert outcome.scores == {"a": Fraction(2, 3)}
    assert outcome.ballots == BallotCount(3, 1, 3)


def test_support_up_to_the_last_step_is_refused_with_what_is_allowed():
    with pytest.raises(CountError) as refused:
        count("agreement", Profile((Option("a"),)), {"steps": 5, "support": 5})
    assert (refused.value.params["minimum"], refused.value.params["maximum"]) == (1, 4)


def test_a_scale_has_from_two_to_a_hundred_steps_and_no_step_beside_them():
    profile = Profile((Option("a"),), (Ballot(Agreement({"a": 1})),))
    for steps in (2, 100):
        assert count("agreement", profile, {"steps": steps, "support": 1}).winners == ("a",)
    for name, value in (("steps", 1), ("steps", 101), ("support", 0)):
        with pytest.raises(CountError) as refused:
            count("agreement", profile, {"support": 1, name: value})
        assert (refused.value.code, refused.value.params["setting"]) == ("bad-setting", name)
    for step in (0, 9):
        with pytest.raises(CountError, match="bad-step"):
            count("agreement", Profile((Option("a"),), (Ballot(Agreement({"a": step})),)))
