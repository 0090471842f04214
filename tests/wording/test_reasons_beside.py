"""Figures that stand beside each other in one sentence: what differs never reads the same."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.outcome import Outcome, Reason
from labapp.counting.profile import Answers, Ballot, Grades, Option, Profile
from labapp.counting.rules import count
from labapp.kinds.vote import why
from labapp.wording.reasons import sentence
from labapp.wording.saying import decimals, figure
from labapp.wording.translate import translator

PL, EN = translator("pl"), translator("en")
NEAR = (Fraction(1571, 347), Fraction(1572, 347))  # 4.5274 and 4.5303
BESIDE = {"score": NEAR[0], "needed": NEAR[1], "votes": NEAR[0], "against": NEAR[1], "next": NEAR[1]}
BESIDE |= {"quota": NEAR[1], "active": NEAR[1], "there": NEAR[1], "back": NEAR[0]}
NAMED = {"option": "A", "other": "B", "closest": "B", "round": 2, "won": 1, "lost": 1, "even": 0}
CODES = (
    *(f"{rule}-lost" for rule in ("plurality", "approval", "dots", "nominal-group", "borda")),
    *("score-mean-lost", "score-median-lost", "condorcet-won", "condorcet-lost", "schulze-lost"),
    *("irv-excluded", "irv-won", "stv-elected", "stv-elected-last"),
)


@pytest.mark.parametrize("code", CODES)
def test_what_was_less_reads_as_less(code: str) -> None:
    """A mean of about 4.53 was told not to be chosen, for a place took about 4.53."""
    said = sentence(Reason(code, {**NAMED, **BESIDE}), EN)
    assert figure(EN, NEAR[0]) == figure(EN, NEAR[1]) == "about 4.53"
    assert "about 4.527" in said
    assert "about 4.530" in said


def test_a_mean_that_is_a_hair_lower_is_told_with_more_decimals() -> None:
    grades = {"A": [(3, 1), (4, 210)], "B": [(3, 1), (4, 230)]}
    ballots = [Ballot(Grades({"": {option: grade}}), many) for option, rows in grades.items() for grade, many in rows]
    outcome = count("score-mean", Profile((Option("A"), Option("B")), tuple(ballots)))
    said = [sentence(reason, PL) for reason in outcome.reasons]
    assert said[1] == "Nie wybrano „A”: średnia około 3,995; próg wyboru: około 3,996."
    assert why.sentences(outcome, {}, PL)[1] == said[1]


def test_several_losers_together_are_told_with_as_many_decimals_as_they_need() -> None:
    score = dict.fromkeys(("A", "B"), NEAR[0])
    lost = tuple(Reason("score-mean-lost", {"option": o, "score": score[o], "needed": NEAR[0] + Fraction(1, 900)})
                 for o in score)  # fmt: skip
    [said] = why.sentences(Outcome("score-mean", {}, None, (), reasons=lost), {}, EN)
    assert said == "Not chosen: “A” (about 4.527) and “B” (about 4.527). A place took about 4.528."


def test_a_motion_carried_by_a_hair_of_weighed_votes_shows_it() -> None:
    cast = (("yes", 251, "x"), ("no", 249, "x"), ("no", 251, "y"), ("yes", 250, "y"))
    ballots = tuple(Ballot(Answers({"A": answer}), many, entity=entity) for answer, many, entity in cast)
    [reason] = count("motion", Profile((Option("A"),), ballots), {"per": "entity"}).reasons
    assert reason.code == "motion-simple-carried"
    assert sentence(reason, EN).startswith("“A” is carried: for about 1.001, against about 0.999,")


@given(st.fractions(0, 50), st.fractions(0, 50))
def test_two_figures_read_the_same_only_where_they_are_nearly_the_same(one: Fraction, other: Fraction) -> None:
    places = decimals(one, other)
    if abs(one - other) > Fraction(1, 10**10):
        assert figure(EN, one, places) != figure(EN, other, places)
    assert decimals(one, one) == decimals(Fraction(1, 3), Fraction(2, 3)) == 2


def test_a_mean_of_medians_is_no_median() -> None:
    """Under two criteria the middle grades 8 and 3 gave "median 5.5", which stands in the middle of nothing."""
    marks = Grades({"cost": {"A": 8, "B": 1}, "sense": {"A": 3, "B": 2}})
    profile = Profile((Option("A"), Option("B")), (Ballot(marks, 3),))
    won, lost = (sentence(reason, PL) for reason in count("score-median", profile).reasons)
    assert won == "Wybrano „A”: średnia median 5,5 (zdanie wyraziły 3 osoby)."
    assert lost == "Nie wybrano „B”: średnia median 1,5; próg wyboru: 5,5."
    alone = count("score-median", profile, {"weights": "sense=0"}).reasons[0]
    assert sentence(alone, PL) == "Wybrano „A”: mediana 8 (zdanie wyraziły 3 osoby)."
    level = Profile(profile.options, (Ballot(Grades({"x": {"A": 1, "B": 2}, "y": {"A": 2, "B": 1}})),))
    said = [sentence(reason, PL) for reason in count("score-median", level).reasons]
    assert "Tyle samo mają: „A” i „B” – średnia median 1,5." in said
