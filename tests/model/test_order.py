"""Fractional keys: always room between two, plain text order, short when appended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.model.order import between, spread


@given(st.lists(st.integers(0, 10_000), max_size=120))
def test_inserting_anywhere_keeps_text_order(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        index = place % (len(keys) + 1)
        before = keys[index - 1] if index else None
        after = keys[index] if index < len(keys) else None
        keys.insert(index, between(before, after))
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert all(not key.endswith("0") for key in keys)


def test_ten_thousand_appended_cards_have_short_keys() -> None:
    keys = spread(10_000)
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) <= 4


def test_no_room_is_said() -> None:
    with pytest.raises(ValueError, match="no room"):
        between("V", "V")
