"""Shared parts of pictures: they keep their rectangles, clear of the timer, readable on every tint."""

import pytest

from labapp.stage.state import NOTE_COLOURS, TimerFace
from labapp.wording.translate import translator
from ui.stage.checking import check
from ui.stage.display import BarItem, DisplayList, ShapeItem, TextItem
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import bar_row, big_clock, headline, hint, note, note_height, status
from ui.theme import Pair, Token
from ui.widgets.shapes import Shape

pytestmark = pytest.mark.usefixtures("qapp")
SIZE = (1280, 720)
AREA = Rect(40, 30, 1200, 640)


@pytest.fixture
def look():
    return Look(*SIZE, translator("pl"))


def problems(items, look):
    return check(DisplayList(SIZE, tuple(items), smallest=look.small))


@pytest.mark.parametrize("mark", ["", "S", "O", "M", "E", "I"])
@pytest.mark.parametrize("colour", NOTE_COLOURS)
@pytest.mark.parametrize("footer", ["", "i 2 podobne"])
def test_a_note_can_be_read_on_every_tint(look, mark, colour, footer):
    text = "Park kieszonkowy przy bibliotece i ławki"
    height = note_height(text, look.body, 400, look, footer=footer)
    items = note(Rect(40, 40, 400, height), text, look.body, look, mark=mark, colour=colour, footer=footer)
    assert problems(items, look) == []
    assert not any(item.cut for item in items if isinstance(item, TextItem))
    assert any(isinstance(item, ShapeItem) for item in items) == bool(mark)


def test_a_note_says_when_its_text_is_cut(look):
    items = note(Rect(40, 40, 400, 120), "słowo " * 100, look.body, look, mark="S")
    assert problems(items, look) == []
    assert any(item.cut for item in items if isinstance(item, TextItem))


@pytest.mark.parametrize(
    "words", ["Krótki", "Co powinno się zmienić we współpracy miasta z organizacjami? " * 3, "", "x" * 500]
)
def test_a_headline_keeps_clear_of_the_timer(look, words):
    corner = Rect(940, 30, 300, 90)
    timed = Look(*SIZE, translator("pl"), corner=corner)
    items, rest = headline(words, AREA, timed)
    assert all(not item.extent.meets(corner) for item in items if isinstance(item, TextItem))
    assert rest.y >= corner.bottom
    assert problems(items, timed) == []
    assert headline("Krótki", AREA, look)[1].y < headline("Krótki", AREA, timed)[1].y


@pytest.mark.parametrize("part", [0, 0.01, 0.5, 1, 1.7])
def test_a_bar_carries_its_value_at_its_end(look, part):
    items = bar_row(Rect(40, 40, 900, 60), "1 234 (56 %)", part, look)
    assert problems(items, look) == []
    bar = next(item for item in items if isinstance(item, BarItem))
    value = next(item for item in items if isinstance(item, TextItem))
    assert value.extent.right <= 941
    assert value.rect.x == pytest.approx(bar.rect.x + bar.rect.w * min(1, part) + look.gap)


def test_bars_of_several_rows_share_a_scale(look):
    rows = [bar_row(Rect(40, 40 + 70 * i, 900, 60), value, 0.5, look, value_width=200) for i, value in enumerate("17")]
    assert len({items[0].rect.w for items in rows}) == 1


@pytest.mark.parametrize("align", ["start", "center", "end"])
def test_a_state_is_a_shape_and_a_word(look, align):
    items = status(Rect(40, 40, 600, 60), "Przyjęto", Shape.CHECK, look, pair=Pair.SHAPE_GOOD, align=align)
    assert problems(items, look) == []
    assert [type(item) for item in items] == [ShapeItem, TextItem]


@pytest.mark.parametrize("area", [AREA, Rect(40, 30, 500, 400), Rect(40, 30, 1200, 150)])
def test_a_large_clock_fits_its_area(look, area):
    items = big_clock(area, TimerFace(4000, 9000), look)
    assert problems(items, look) == []
    assert all(area.holds(item.extent) for item in items if isinstance(item, TextItem))


def test_a_hint_stands_in_the_middle(look):
    (item,) = hint(AREA, "Tu pojawią się pierwsze kartki", look)
    assert item.rect.y > AREA.y + AREA.h / 3
    assert item.pair.ground is Token.PAPER
