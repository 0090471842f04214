"""What ways of a count are compared by, where ties look back: equal keys must part every set of equals alike."""

from fractions import Fraction
from itertools import chain, combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.excluding import narrow
from labapp.counting.past import Blur, Past, parted
from labapp.counting.profile import Ballot, Option, Profile, Ranking
from labapp.counting.rules import count

IDS = "abc"
STAGES = st.fixed_dictionaries({option: st.integers(0, 2) for option in IDS})
EVERY_STAGE = [dict(zip(IDS, votes, strict=True)) for votes in product((0, 1), repeat=len(IDS))]
EVERY_BLUR = [Blur(frozenset(gained)) for size in (1, 2, 3) for gained in combinations(IDS, size)]


def past_of(stages):
    past = None
    for stage in stages:
        past = Past(stage, past)
    return past


@pytest.mark.parametrize("votes", [{"a": 0, "b": 0, "c": 0}, {"a": 0, "b": 0, "c": 1}])
def test_equal_keys_part_every_set_of_equals_alike(votes):
    """Of all pasts of up to three stages, each clear or blurred."""
    tied = [among for size in (2, 3) for among in combinations(IDS, size) if len({votes[o] for o in among}) == 1]
    told = {}
    for past in map(past_of, chain.from_iterable(product(EVERY_STAGE + EVERY_BLUR, repeat=n) for n in range(4))):
        picked = [narrow(among, past, {"exclude-ties": "backwards"}, lowest)[0]
                  for among in tied for lowest in (True, False)]  # fmt: skip
        assert told.setdefault(parted(votes, IDS, past), picked) == picked


@pytest.mark.parametrize("gained", ["", "c", "d", "bd"])
def test_an_open_order_that_tells_nothing_of_equals_leaves_the_key_as_it_is(gained):
    """Else a stage that both ways come to is followed twice, and a room's ways run out: a winner was lost so."""
    votes = {"a": 2, "b": 2, "c": 2, "d": 1}
    for stage in ({"a": 1, "b": 2, "c": 1, "d": 1}, {"a": 1, "b": 0, "c": 2, "d": 1}):
        clear = parted(votes, "abcd", Past(stage, None))
        assert parted(votes, "abcd", Past(stage, Past(Blur(frozenset(gained)), None))) == clear
        assert parted(votes, "abcd", Past(Blur(frozenset(gained)), Past(stage, None))) == clear


def test_looking_back_in_a_room_follows_no_stage_twice():
    """With one key for open orders and another for clear ones 120 stages were not enough."""
    said = "9 2684 4267053918 5 825913706 37409681 0572 6341527 750132 20463 385 2845301697"
    papers = tuple(Ballot(Ranking(tuple((option,) for option in paper))) for paper in said.split())
    profile = Profile(tuple(map(Option, "0123456789")), papers)
    outcome = count("stv", profile, {"transfer": "gregory", "exclude-ties": "backwards"})
    assert outcome.winners == ("2",)


def test_equals_too_large_for_floats_are_asked_for_what_parted_them():
    """A float of one would not equal the other, and its past would not be asked for."""
    large = 2**60 + 1
    votes = {"a": large, "b": Fraction(large), "c": 0}
    keys = [parted(votes, IDS, Past({"a": one, "b": 1 - one, "c": 0}, None)) for one in (0, 1)]
    assert keys[0] != keys[1]


def test_numbers_beyond_all_floats_part_equals():
    huge = Fraction(10**400, 3)
    past = Past({"a": huge, "b": huge + 1, "c": huge + 1}, None)
    place = past.place()
    assert place["a"] < place["b"] == place["c"]
    assert parted(dict.fromkeys(IDS, huge), IDS, past) != parted(dict.fromkeys(IDS, huge), IDS, None)


@given(STAGES, st.lists(STAGES, max_size=4))
def test_what_parts_nobody_makes_no_difference(votes, stages):
    """Stages at which all who are equal now were equal too, and when they differed, are not told apart."""
    same = dict.fromkeys(IDS, 0)
    longer = [stage for each in stages for stage in (same, each)]
    if stages:
        assert parted(votes, IDS, past_of(stages)) == parted(votes, IDS, past_of(longer))


@pytest.mark.parametrize(("lowest", "one"), [(True, "a"), (False, "b")])
def test_looking_back_ends_where_it_is_open_who_of_the_tied_had_more(lowest, one):
    """b had more than a at the first stage; what both gained afterwards came in an order nobody set."""
    for gained, left in (("ab", ("a", "b")), ("bc", (one,))):
        past = Past({"a": 5, "b": 5, "c": 9}, Past(Blur(frozenset(gained)), Past({"a": 1, "b": 2, "c": 3}, None)))
        assert narrow(("a", "b"), past, {"exclude-ties": "backwards"}, lowest)[0] == left
