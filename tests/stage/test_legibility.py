"""The last row decides the smallest text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.stage.legibility import LARGEST, can_be_read, smallest_text
from labapp.stage.state import SMALLEST


def test_a_small_room_needs_no_more_than_the_least():
    assert smallest_text(image_height=1.5, last_row=6) == SMALLEST


def test_a_longer_room_needs_larger_text():
    # 12 m away a capital must be 6 cm high; Inter's capitals are 0.727 of its size: 8.25 cm of a picture of 1.5 m
    assert smallest_text(1.5, 12) == pytest.approx(0.0825 / 1.5, rel=0.01)


def test_a_picture_too_small_for_its_room_is_told():
    assert can_be_read(1.5, 15)
    assert not can_be_read(1.5, 20)
    assert not can_be_read(1.0, 30)
    assert smallest_text(1.0, 30) == LARGEST


def test_lengths_must_be_lengths():
    with pytest.raises(ValueError):
        smallest_text(0, 10)
    with pytest.raises(ValueError):
        smallest_text(2, -1)


@given(st.floats(0.5, 6), st.floats(1, 60), st.floats(0, 20))
def test_further_away_is_never_smaller(height, row, more):
    assert SMALLEST <= smallest_text(height, row) <= smallest_text(height, row + more) <= LARGEST
