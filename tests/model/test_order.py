"""Fractional keys: always room between two, plain text order, short when appended."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.model.order import between, place

_GROWN = st.text("0Vz", max_size=3).map(lambda text: f"{text}V")


@given(st.lists(st.integers(0, 10_000), max_size=120))
def test_inserting_anywhere_keeps_text_order(places: list[int]) -> None:
    keys: list[str] = []
    for number in places:
        index = number % (len(keys) + 1)
        keys.insert(index, place(keys, index))
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert all(not key.endswith("0") for key in keys)


def test_ten_thousand_appended_cards_have_short_keys() -> None:
    keys = list(accumulate(range(10_000), lambda last, _: between(last, None), initial=between(None, None)))
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) <= 4


def test_no_room_is_said() -> None:
    with pytest.raises(ValueError, match="no room"):
        between("V", "V")


@given(st.lists(_GROWN, max_size=8).map(sorted), st.integers(0, 8))
def test_among_equal_keys_there_is_a_place_behind_their_run(keys: list[str], index: int) -> None:
    index = min(index, len(keys))
    made = place(keys, index)
    assert all(key < made for key in keys[:index])
    assert all(made < key for key in keys[index:] if index == 0 or key > keys[index - 1])


@given(st.lists(st.text(max_size=3), max_size=6).map(sorted), st.integers(0, 6))
def test_whatever_a_file_has_for_keys_there_is_a_place(keys: list[str], index: int) -> None:
    made = place(keys, min(index, len(keys)))
    assert made
    assert between(made, None) > made
    between(max(keys, default=None), None)
