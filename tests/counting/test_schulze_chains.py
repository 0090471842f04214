"""Strongest chains found by adding duels from the strongest down equal those of the textbook's three nested loops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting import schulze
from labapp.counting.lanes import lane_width
from labapp.counting.outcome import BallotCount
from labapp.counting.pairwise import Pairwise, hold_duels
from labapp.counting.schulze import strongest


def textbook(over: dict[str, dict[str, int]], ids: tuple[str, ...], margins: bool) -> list[list[int]]:
    def strength(one: str, other: str) -> int:
        votes, against = over[one][other], over[other][one]
        return 0 if votes <= against else votes - against if margins else votes

    chains = [[0 if one == other else strength(one, other) for other in ids] for one in ids]
    size = range(len(ids))
    for through in size:
        for start in size:
            for end in size:
                if len({start, end, through}) == 3:
                    weakest = min(chains[start][through], chains[through][end])
                    chains[start][end] = max(chains[start][end], weakest)
    return chains


@pytest.mark.parametrize("sample", [500, 1, 3])
@given(data=st.data(), size=st.integers(1, 7), most=st.sampled_from([1, 3, 40]))
def test_chains_equal_the_textbook(sample: int, data: st.DataObject, size: int, most: int) -> None:
    """Also where duels are sorted in parts, which only hundreds of options have: with so small a sample, these do."""
    ids = tuple(str(number) for number in range(size))
    votes = st.integers(0, most)
    over = {one: {other: data.draw(votes) for other in ids} for one in ids}
    pairs = held(ids, over)
    for strength in ("margins", "winning-votes"):
        wanted = textbook(over, ids, margins=strength == "margins")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(schulze, "_SAMPLE", sample)
            patch.setattr(schulze, "_SAMPLES", sample)
            chains = strongest(pairs, strength)
        places = range(size)
        assert [[chains.strength(i, j) for j in places] for i in places] == wanted
        better = [[bool(chains.better[i] >> j & 1) for j in places] for i in places]
        assert better == [[wanted[i][j] > wanted[j][i] for j in places] for i in places]


def held(ids: tuple[str, ...], over: dict[str, dict[str, int]]) -> Pairwise:
    """Return the table as the rules keep it."""
    width = lane_width(max(votes for row in over.values() for votes in row.values()))
    rows = [sum(over[one][other] * (one != other) << place * width for place, other in enumerate(ids)) for one in ids]
    return hold_duels(ids, rows, (width, 1), (BallotCount(1), ()))
