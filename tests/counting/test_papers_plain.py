"""Every setting of IRV and STV crossed with every other, beside the plain second way."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.profile import Ballot, Option, Profile, Ranking
from labapp.counting.rules import count
from tests.counting.papers_plain import irv_ends, stv_ends
from tests.counting.strategies import possible

NAMES = "abcde"
SETTINGS = {
    "exclude-ties": st.sampled_from(["open", "backwards", "lot"]),
    "overvote": st.sampled_from(["exhaust", "skip", "exhaust-if-multiple"]),
    "max-skipped": st.sampled_from(["any", 0, 1]),
    "repeats": st.sampled_from(["ignore", "exhaust"]),
    "exclude-first": st.just(()) | st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple),
    "lot": st.just(()) | st.permutations(NAMES).map(tuple),
    "ways": st.just(100_000),
}
TRANSFERS = {
    "seats": st.integers(1, 4),
    "quota": st.sampled_from(["droop", "hare"]),
    "transfer": st.sampled_from(["wig", "gregory"]),
    "precision": st.just("exact") | st.integers(0, 3),
}
LEVEL = st.lists(st.sampled_from(NAMES), max_size=2).map(tuple)
"""Ranks left out, shared, and options that are written again."""


@st.composite
def untidy(draw, weights=True):
    """A profile of rankings as people write them, not as they should."""
    weight = st.sampled_from([Fraction(1), Fraction(1), Fraction(2, 3)]) if weights else st.just(Fraction(1))
    ballot = st.builds(
        Ballot, st.lists(LEVEL, max_size=5).map(lambda levels: Ranking(tuple(levels))), st.integers(1, 3),
        st.none(), st.none(), weight,
    )  # fmt: skip
    return Profile(tuple(Option(name) for name in NAMES), tuple(draw(st.lists(ballot, max_size=8))))


@given(untidy(), st.fixed_dictionaries(SETTINGS))
def test_a_run_off_with_any_settings_can_end_as_its_papers_do(profile, settings):
    outcome, ends = count("irv", profile, settings), irv_ends(profile, settings)
    assert possible(outcome) == ends
    assert set(outcome.winners) == (ends if len(ends) == 1 else set())


@given(untidy(weights=False), st.fixed_dictionaries({**SETTINGS, **TRANSFERS}))
def test_transfers_with_any_settings_can_end_as_their_papers_do(profile, settings):
    outcome, ends = count("stv", profile, settings), stv_ends(profile, settings)
    assert possible(outcome) == frozenset().union(*ends)
    assert set(outcome.winners) == (frozenset.intersection(*ends) if ends else set())


@given(untidy(), st.fixed_dictionaries({**SETTINGS, **TRANSFERS, "precision": st.just("exact")}))
def test_transfers_of_weighed_papers_too(profile, settings):
    outcome, ends = count("stv", profile, settings), stv_ends(profile, settings)
    assert possible(outcome) == frozenset().union(*ends)


def test_nobody_who_may_be_elected_is_told_so():
    """A run-off between write-ins alone ended without a word about its winner."""
    profile = Profile((Option("a"), Option("b")), (Ballot(Ranking((("a",), ("b",))), 3),))
    for rule in ("irv", "stv"):
        outcome = count(rule, profile, {"exclude-first": "a,b"})
        assert outcome.winners == ()
        assert outcome.reasons[-1].code == "seats-unfilled"
        assert outcome.reasons[-1].params == {"seats": 1, "winners": 0}


def test_who_has_the_quota_is_elected_before_write_ins_are_excluded():
    """As RCTab does: a is elected at once, so its surplus goes out before the write-in's papers come to anybody."""
    ballots = [("ab", 5), ("wca", 2), ("b", 1), ("c", 1)]
    marks = tuple(Ballot(Ranking(tuple((name,) for name in order)), many) for order, many in ballots)
    profile = Profile(tuple(map(Option, "abcw")), marks)
    outcome = count("stv", profile, {"seats": 2, "exclude-first": "w"})
    assert outcome.rounds[0]["elected"] == ("a",)
    assert outcome.rounds[0]["transferred"] == "a"
    assert outcome.rounds[1]["excluded"] == ("w",)
    assert [reason.code for reason in outcome.reasons][:2] == ["stv-elected", "excluded-first"]
    assert outcome.winners == ("a", "c")
