"""What ways of a count are compared by, where ties look back: equal keys must part every set of equals alike."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.excluding import narrow
from labapp.counting.past import Blur, Past, parted
from labapp.counting.profile import Profile

IDS = "abc"
STAGES = st.fixed_dictionaries({option: st.integers(0, 2) for option in IDS})
BLURS = st.sets(st.sampled_from(IDS)).map(lambda gained: Blur(frozenset(gained)))


def past_of(stages):
    past = None
    for stage in stages:
        past = Past(stage, past)
    return past


@given(STAGES, st.lists(STAGES | BLURS, max_size=4), st.lists(STAGES | BLURS, max_size=4))
def test_equal_keys_part_every_set_of_equals_alike(votes, one, other):
    pasts = past_of(one), past_of(other)
    keys = [parted(votes, IDS, past) for past in pasts]
    tied = [among for size in (2, 3) for among in combinations(IDS, size) if len({votes[o] for o in among}) == 1]
    for lowest in (True, False):
        picked = [[narrow(among, past, {"exclude-ties": "backwards"}, Profile(()), lowest)[0] for among in tied]
                  for past in pasts]  # fmt: skip
        assert picked[0] == picked[1] or keys[0] != keys[1]


@given(STAGES, st.lists(STAGES, max_size=4))
def test_what_parts_nobody_makes_no_difference(votes, stages):
    """Stages at which all who are equal now were equal too, and when they differed, are not told apart."""
    same = dict.fromkeys(IDS, 0)
    longer = [stage for each in stages for stage in (same, each)]
    if stages:
        assert parted(votes, IDS, past_of(stages)) == parted(votes, IDS, past_of(longer))
