"""Cards over columns and pages: all of them, in order, each page within its room."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ui.stage.flow import balanced_columns, split_pages

heights = st.lists(st.integers(10, 300), max_size=60)


def tall(cards, run, gap):
    return sum(cards[i] for i in run) + gap * (len(run) - 1)


@given(heights, st.integers(50, 900))
def test_pages_hold_everything_in_order(cards, room):
    pages = split_pages(cards, room, 8)
    assert [i for page in pages for i in page] == list(range(len(cards)))
    assert all(tall(cards, page, 8) <= room or len(page) == 1 for page in pages)


@given(heights, st.integers(50, 900))
def test_no_page_ends_early(cards, room):
    pages = split_pages(cards, room, 8)
    for page, after in pairwise(pages):
        assert tall(cards, range(page.start, after.start + 1), 8) > room


@given(heights, st.integers(1, 5))
def test_columns_are_balanced(cards, count):
    columns = balanced_columns(cards, count, 8)
    assert [i for column in columns for i in column] == list(range(len(cards)))
    assert len(columns) <= count
    if cards:
        tallest = max(tall(cards, column, 8) for column in columns)
        assert tallest <= (sum(cards) + 8 * len(cards)) / count + max(cards) + 9


@given(heights, st.integers(1, 4), st.integers(300, 900))
def test_columns_of_what_a_page_holds_stay_within_its_room(cards, count, room):
    pages = split_pages(cards, room, 8)[:count]
    held = cards[: pages[-1].stop] if pages else []
    assert all(tall(held, column, 8) <= room + 1 for column in balanced_columns(held, count, 8))


def test_nothing_gives_no_page():
    assert split_pages([], 100, 8) == []
    assert balanced_columns([], 3, 8) == []
