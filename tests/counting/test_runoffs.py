"""IRV and STV by hand: how papers are read and pass on, quotas and surpluses; ties are in test_runoff_ties."""

import random
from fractions import Fraction

import pytest
from hypothesis import given

from labapp.counting.outcome import BallotCount
from labapp.counting.profile import Ballot, Option, Profile, Ranking
from labapp.counting.rules import count
from labapp.counting.settings import CountError
from tests.counting.strategies import codes, profiles, ranking_profile, rankings

STRICT = profiles(rankings(ties=False), most=10)


def test_the_last_is_excluded_and_the_votes_pass_on():
    outcome = count("irv", ranking_profile("4:abc", "3:bca", "2:cba"))
    assert outcome.winners == ("b",)
    assert [dict(row["votes"]) for row in outcome.rounds] == [{"a": 4, "b": 3, "c": 2}, {"a": 4, "b": 5}]
    assert codes(outcome) == ["irv-excluded", "irv-won"]


def test_exhausted_papers_lower_the_majority():
    outcome = count("irv", ranking_profile("4:a", "3:b", "2:c"))
    assert outcome.winners == ("a",)
    assert outcome.rounds[-1]["exhausted"] == 2
    assert outcome.reasons[-1].params["active"] == 7


@pytest.mark.parametrize(
    ("overvote", "winner", "invalid"), [("exhaust", "b", 4), ("skip", "a", 0), ("exhaust-if-multiple", "b", 4)]
)
def test_an_overvote_is_read_as_declared(overvote, winner, invalid):
    profile = ranking_profile("4:(bc)a", "3:b", "2:a")
    outcome = count("irv", profile, {"overvote": overvote})
    assert outcome.winners == (winner,)
    assert outcome.ballots == BallotCount(9 - invalid, invalid)


def test_an_overvote_counts_once_only_one_of_its_options_is_left():
    profile = ranking_profile("4:c", "3:a", "2:b(ac)", "1:d", ids="abcd")
    assert count("irv", profile).rounds[-1]["votes"] == {"a": 3, "c": 4}
    profile = ranking_profile("5:c", "4:a", "2:b", "1:d(ba)", ids="abcd")
    wide = count("irv", profile, {"overvote": "exhaust-if-multiple"})
    assert wide.rounds[1]["votes"] == {"a": 4, "b": 2, "c": 5}


@pytest.mark.parametrize(("options", "invalid"), [({}, 0), ({"max-skipped": "1"}, 1), ({"max-skipped": "2"}, 0)])
def test_ranks_left_out_end_a_ballot_where_that_is_declared(options, invalid):
    assert count("irv", ranking_profile("1:--a", "3:b"), options).ballots.invalid == invalid


def test_an_option_ranked_again_counts_once_or_ends_the_ballot():
    profile = ranking_profile("3:aab", "4:b", "5:c")
    assert count("irv", profile).rounds[-1]["votes"] == {"b": 7, "c": 5}
    assert count("irv", profile, {"repeats": "exhaust"}).winners == ("c",)
    assert [warning.code for warning in count("irv", profile).warnings] == ["doubled-marks"]


def test_equals_on_a_paper_are_no_doubled_marks():
    warned = count("irv", ranking_profile("4:(bc)a", "3:b(ac)", "1:bb")).warnings
    assert [(warning.code, warning.params["ballots"]) for warning in warned] == [
        ("doubled-marks", 1), ("no-first-choice", 4),
    ]  # fmt: skip


@pytest.mark.parametrize("options", [{}, {"precision": 5}, {"transfer": "gregory"}, {"quota": "hare"}])
@given(profile=STRICT)
def test_no_vote_is_made_or_lost(profile, options):
    outcome = count("stv", profile, {"seats": 2, **options})
    for row in outcome.rounds:
        assert sum(row["votes"].values()) + row["exhausted"] == outcome.ballots.valid


def test_a_surplus_passes_on_at_a_fraction_of_its_value():
    profile = ranking_profile("6:ab", "3:c", "2:d", "1:bd", ids="abcd")
    outcome = count("stv", profile, {"seats": 2})
    assert outcome.settings["quota-votes"] == 5
    assert outcome.rounds[1]["votes"] == {"a": 5, "b": 2, "c": 3, "d": 2}
    assert outcome.rounds[0]["transferred"] == "a"


def test_the_largest_surplus_goes_first_even_if_it_came_later():
    profile = ranking_profile("16:ac", "10:bd", "8:ce", "5:d", "5:e")
    outcome = count("stv", profile, {"seats": 4})
    assert outcome.settings["quota-votes"] == 9
    assert [row["transferred"] for row in outcome.rounds if "transferred" in row] == ["a", "c", "b"]


def test_those_who_reach_the_quota_together_are_elected_by_their_votes():
    assert count("stv", ranking_profile("5:a", "7:b", "1:c"), {"seats": 2}).winners == ("b", "a")
    assert count("stv", ranking_profile("1:a", "2:b"), {"seats": 2, "quota": "hare"}).winners == ("b", "a")


def test_decimals_are_cut_and_never_rounded_up():
    profile = ranking_profile("7:ab", "3:c", "2:d", ids="abcd")
    exact = count("stv", profile, {"seats": 2})
    cut = count("stv", profile, {"seats": 2, "precision": 2})
    assert exact.rounds[1]["votes"]["b"] == 2
    assert cut.rounds[1]["votes"]["b"] == 7 * Fraction(28, 100)
    assert cut.rounds[1]["exhausted"] == 2 - 7 * Fraction(28, 100)


def test_fractions_that_would_grow_for_ever_are_refused_and_decimals_asked_for():
    """Every surplus passed on about doubles their digits: forty of them would never have been counted."""
    chance = random.Random(1)
    ids = [f"option {number}" for number in range(60)]
    papers = [sorted(ids, key=lambda name: chance.expovariate(1 / (int(name[7:]) + 1))) for _ in range(300)]
    ballots = tuple(Ballot(Ranking(tuple((name,) for name in paper)), chance.randint(1, 99)) for paper in papers)
    profile = Profile(tuple(Option(name) for name in ids), ballots)
    with pytest.raises(CountError, match="too-exact"):
        count("stv", profile, {"seats": 40})
    assert len(count("stv", profile, {"seats": 40, "precision": 20}).winners) == 40


def test_gregory_looks_only_at_the_papers_received_last():
    profile = ranking_profile("4:ab", "2:cad", "3:b", "3:d")
    inclusive = count("stv", profile, {"seats": 2})
    last_only = count("stv", profile, {"seats": 2, "transfer": "gregory"})
    assert inclusive.rounds[2]["votes"] == {"a": 5, "b": Fraction(11, 3), "d": Fraction(10, 3)}
    assert last_only.rounds[2]["votes"] == {"a": 5, "b": 3, "d": 4}
    assert (inclusive.winners, last_only.winners) == (("a", "b"), ("a", "d"))


def test_as_many_left_as_seats_are_all_elected():
    outcome = count("stv", ranking_profile("9:a", "1:b", "2:c"), {"seats": 3})
    assert outcome.winners == ("a", "c", "b")
    assert "stv-elected-last" in codes(outcome)


@pytest.mark.parametrize("rule", ["irv", "stv"])
def test_progress_may_cancel(rule):
    class Cancelled(Exception):
        pass

    def progress(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        count(rule, ranking_profile("2:ab", "1:ba"), progress=progress)


def test_more_than_one_seat_is_refused_by_irv():
    with pytest.raises(CountError) as refused:
        count("irv", ranking_profile("1:a"), {"seats": 2})
    assert refused.value.params["setting"] == "seats"


def test_who_may_not_be_elected_is_told_also_where_the_last_places_are_filled_at_once():
    """W has the quota, a and b do not: without a word on W that could not be understood."""
    outcome = count("stv", ranking_profile("2:a", "1:b", "3:w"), {"seats": 2, "exclude-first": "w"})
    assert outcome.winners == ("a", "b")
    assert [reason.params["options"] for reason in outcome.reasons if reason.code == "excluded-first"] == [("w",)]
