"""How far opinions lie apart: dissent on grades and steps, with and without single ballots."""

from fractions import Fraction
from statistics import pvariance

from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.profile import Agreement, Ballot, Grades, Profile
from labapp.counting.sectors import by_sector, spreads
from tests.counting.sector_cases import OPTIONS, grades


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
