"""The check complains about each thing the back row would, and about nothing else."""

import pytest

from ui.stage.checking import check
from ui.stage.display import BarItem, DisplayList, RectItem, ShapeItem, TextItem
from ui.stage.fitting import text_item
from ui.stage.geometry import Rect
from ui.theme import Pair, Token
from ui.widgets.shapes import Shape

pytestmark = pytest.mark.usefixtures("qapp")
SIZE = (1280, 720)


@pytest.fixture
def good():
    return text_item(Rect(50, 50, 600, 80), "Dobry tekst", 40)


def codes(*items, size=SIZE, smallest=30):
    return {problem.code for problem in check(DisplayList(size, items, smallest=smallest))}


def test_a_good_picture_has_no_problem(good):
    card = RectItem(Rect(50, 200, 400, 100), Token.NOTE_BLUE)
    on_card = text_item(Rect(70, 210, 370, 80), "Kartka", 40, Pair.INK_ON_BLUE)
    assert codes(good, card, on_card, BarItem(Rect(50, 400, 900, 40), 0.5)) == set()


def test_clipped():
    assert "clipped" in codes(TextItem(Rect(50, 50, 60, 50), ("Za szeroki tekst",), 40))
    assert "clipped" in codes(TextItem(Rect(50, 50, 600, 50), ("dwa", "wiersze"), 40))
    assert "clipped" in codes(text_item(Rect(50, 50, 600, 20), "Za niskie pole", 40))


def test_overlapping_texts(good):
    other = text_item(Rect(60, 60, 600, 80), "Inny", 40)
    assert codes(good, other) == {"overlap"}


def test_boxes_may_overlap_where_the_words_do_not():
    left = text_item(Rect(50, 50, 900, 60), "lewo", 40)
    right = text_item(Rect(50, 50, 900, 60), "prawo", 40, align="end")
    assert codes(left, right) == set()


def test_too_small():
    assert codes(text_item(Rect(50, 50, 600, 80), "drobny", 29)) == {"small"}


def test_outside():
    assert "outside" in codes(RectItem(Rect(1200, 50, 200, 50)))
    assert "outside" in codes(TextItem(Rect(1200, 50, 60, 50), ("Wychodzi poza ekran",), 40))


def test_console_colours_are_no_stage_text():
    assert codes(text_item(Rect(50, 50, 600, 80), "akcent", 40, Pair.ACCENT_ON_PAPER)) == {"pair"}
    assert codes(ShapeItem(Rect(50, 50, 30, 30), Shape.CHECK, Pair.INK_ON_PAPER)) == {"pair"}
    assert codes(RectItem(Rect(50, 50, 30, 30), Token.DANGER)) == {"pair"}


def test_text_must_stand_on_the_ground_it_declares(good):
    card = RectItem(Rect(40, 40, 700, 100), Token.NOTE_BLUE)
    assert codes(card, good) == {"ground"}
    half = RectItem(Rect(40, 40, 100, 100), Token.NOTE_BLUE)
    assert codes(half, good) == {"ground"}


def test_a_bar_or_mark_under_text(good):
    assert codes(good, BarItem(Rect(40, 50, 400, 60), 0.5)) == {"covered"}
    assert codes(good, BarItem(Rect(40, 50, 400, 60), 0.0)) == set()


def test_more_than_four_sizes():
    texts = [text_item(Rect(50, 20 + 100 * i, 900, 90), "rozmiar", 40 + 3 * i) for i in range(5)]
    assert codes(*texts) == {"sizes"}
    assert codes(*texts[:4]) == set()


def test_text_from_right_to_left_is_where_it_is_drawn():
    item = text_item(Rect(50, 50, 600, 80), "שלום", 40)
    assert item.extent.right == pytest.approx(650)
