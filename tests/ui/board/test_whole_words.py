"""No ordinary card loses a word on the stage, whatever the layout, and no page of a few is wasted."""

import csv
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter

from labapp.kinds.board.canvas_plan import arrange
from labapp.kinds.board.canvas_stage import CanvasScene, StageArea
from labapp.kinds.board.layouts import PRESETS
from labapp.kinds.board.stage import BoardScene, MatrixScene, StageCard, StageColumn, StagePoint
from labapp.stage.state import Scene, StageState
from tests.shared_data import shared_data
from ui.stage.checking import check
from ui.stage.display import DisplayList, TextItem
from ui.stage.painters import compose, paint
from ui.theme import THEMES
from ui.widgets.fonts import load_fonts

SIZES = ((1024, 768), (1280, 800), (1920, 1080))
LAYOUTS = ("columns", "list", "fields", "matrix", "canvas")
QUESTION = "Co powinno się zmienić we współpracy?"
TITLES = ("Mocne strony", "Słabe strony", "Szanse", "Zagrożenia", "Dla młodzieży i seniorów", "Inne")
WORDS = ("Ławki", "Kosz na psie sprawy", "Stojaki rowerowe", "Poidełko", "Więcej cienia", "Dyżur w soboty")
LONG = (
    "Zbudować wspólnie z mieszkańcami park kieszonkowy przy bibliotece na Rubinkowie, z ławkami w cieniu, poidełkiem, "
    "miejscem na plenerowe czytanie i stojakami na rowery, a potem oddać go pod opiekę szkole i radzie okręgu."
)


@pytest.fixture(autouse=True)
def fonts(qapp: object) -> None:
    load_fonts()


def scene_of(layout: str, cards: list[StageCard], groups: int, loose: int = 0) -> Scene:
    """Return a board of any layout; the last `loose` cards lie in no group."""
    grouped = cards[: len(cards) - loose]
    homes = [1 + index % groups for index in range(len(grouped))] + [0] * loose
    if layout == "matrix":
        spots = [((i * 37 % 101) / 100, (i * 53 % 11) / 10) for i in range(len(cards))]
        return MatrixScene(QUESTION, "idea", PRESETS["impact"],
                           tuple(StagePoint(card, *spot) for card, spot in zip(cards, spots, strict=True)))  # fmt: skip
    if layout == "canvas":
        plan = arrange([(str(i), str(home) if home else None) for i, home in enumerate(homes)],
                       [str(number) for number in range(1, groups + 1)])  # fmt: skip
        areas = tuple(StageArea(n, TITLES[n - 1], *plan.areas[str(n)]) for n in range(1, groups + 1))
        spots = [plan.spots[str(i)] for i in range(len(cards))]
        return CanvasScene(QUESTION, "idea", tuple(cards), tuple(spots), tuple(homes), areas)
    columns = [StageColumn(n, TITLES[n - 1], tuple(grouped[n - 1 :: groups])) for n in range(1, groups + 1)]
    if loose:
        columns.append(StageColumn(0, "", tuple(cards[-loose:])))
    return BoardScene(QUESTION, "idea", tuple(columns), 0, layout)


def pages_of(scene: Scene, size: tuple[int, int]) -> list[DisplayList]:
    """Return every page of a scene."""
    state = StageState("Toruń – program 2027", "pl", scene)
    first = compose(state, size)
    return [first, *(compose(replace(state, page=page), size) for page in range(1, first.pages))]


def notes(pages: list[DisplayList]) -> list[TextItem]:
    """Return the cards on all pages."""
    return [item for page in pages for item in page.texts if item.role == "note"]


def ideas(count: int) -> list[StageCard]:
    """Return real ideas of people nobody here knows."""
    with shared_data("ideas", "pl_pomysly.csv").open(encoding="utf-8-sig") as file:
        named = [row["nazwa"] for row in csv.DictReader(file, delimiter=";")]
    return [StageCard(named[index % len(named)]) for index in range(count)]


def own(count: int) -> list[StageCard]:
    """Return cards from a word to two hundred letters."""
    return [StageCard(f"{i} {LONG[: 8 + i * 31 % len(LONG)].strip()}", "SOMEI "[i % 6].strip(), "", i % 4 == 3)
            for i in range(count)]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("abcdeźżółwnmstkr     ", min_size=1, max_size=249), min_size=1, max_size=9),
    st.sampled_from(LAYOUTS), st.integers(1, 6), st.integers(0, 2), st.sampled_from(SIZES), st.booleans(),
)  # fmt: skip
@example([LONG] * 8, "columns", 4, 0, (1920, 1080), True)
@example(["x"] * 4 + [LONG + " W tym roku, nie za rok."], "fields", 4, 1, (1024, 768), True)
def test_no_ordinary_card_is_cut(
    texts: list[str], layout: str, groups: int, loose: int, size: tuple[int, int], marked: bool
) -> None:
    cards = [StageCard(text, "S" * marked, "", index % 2) for index, text in enumerate(texts)]
    pages = pages_of(scene_of(layout, cards, groups, min(loose, len(cards))), size)
    assert [item.words for item in notes(pages) if item.cut] == []
    seen = sorted("".join(item.words.split()) for item in notes(pages))
    assert seen == sorted("".join(text.split()) or "–" for text in texts)
    assert [problem for page in pages for problem in check(page)] == []


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("count", [5, 8, 14, 40, 100, 500])
def test_real_ideas_are_shown_whole(layout: str, count: int, size: tuple[int, int]) -> None:
    for groups in (1,) if layout == "matrix" else (1, 2, 4):
        pages = pages_of(scene_of(layout, ideas(count), groups), size)
        assert [item.words for item in notes(pages) if item.cut] == []
        assert len(notes(pages)) == count
        assert [problem for page in pages[:4] for problem in check(page)] == []


def test_a_text_nobody_can_read_at_once_leaves_room_for_others() -> None:
    cards = [StageCard("Ławka " * 400), StageCard("Kosz")]
    (page,) = pages_of(scene_of("columns", cards, 2), (1920, 1080))
    long, short = notes([page])
    assert long.cut
    assert not short.cut


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("groups", [2, 4])
def test_fields_take_no_more_pages_than_columns(groups: int, size: tuple[int, int]) -> None:
    for count in (8, 14, 40, 100):
        fields, columns = (len(pages_of(scene_of(arranged, own(count), groups), size)) for arranged in
                           ("fields", "columns"))  # fmt: skip
        assert fields <= columns + columns // 4, count


def test_two_groups_of_fields_stand_in_one_row_over_the_whole_height() -> None:
    pages = pages_of(scene_of("fields", own(14), 2), (1280, 800))
    one, two = (item.rect for item in pages[0].texts if item.role == "column")
    assert one.y == two.y
    assert max(item.rect.bottom for item in notes(pages[:1])) > 800 * 0.6


def test_empty_fields_keep_their_heads_and_leave_their_room() -> None:
    cards = own(9)
    columns = tuple(StageColumn(n, TITLES[n - 1], tuple(cards) if n == 1 else ()) for n in range(1, 5))
    first, *more = pages_of(BoardScene(QUESTION, "idea", columns, 0, "fields"), (1920, 1080))
    assert [item.words[0] for item in first.texts if item.role == "column"] == ["1", "2", "3", "4"]
    heads = {item.words[0]: item.rect.y for item in first.texts if item.role == "column"}
    assert heads["3"] - heads["1"] > 1080 / 2, "the filled field takes what the empty ones do not need"
    assert all([item.words[0] for item in page.texts if item.role == "column"] == ["1"] for page in more)


def test_a_card_in_no_field_is_seen_beside_empty_ones() -> None:
    (page,) = pages_of(scene_of("fields", [StageCard("Ławka")], 4, loose=1), (1024, 768))
    assert [item.words for item in notes([page])] == ["Ławka"]
    assert sum(item.role == "column" for item in page.texts) == 5


def test_groups_of_a_list_follow_one_another() -> None:
    (page,) = pages_of(scene_of("list", [StageCard(text) for text in WORDS], 3), (1920, 1080))
    assert [item.words[0] for item in page.texts if item.role == "column"] == ["1", "2", "3"]
    for page in pages_of(scene_of("list", own(60), 3), (1280, 800)):
        assert next(item.role for item in page.texts if item.role in ("column", "note")) == "column"


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("layout", ["columns", "list", "fields"])
def test_the_room_sees_the_groups_before_the_first_card(layout: str, size: tuple[int, int]) -> None:
    for groups in (2, 4, 6):
        (page,) = pages_of(scene_of(layout, [], groups), size)
        heads = [item for item in page.texts if item.role == "column"]
        hint = next(item for item in page.texts if item.role == "hint")
        assert [item.words[0] for item in heads] == [str(n) for n in range(1, groups + 1)]
        assert hint.rect.y > max(item.rect.bottom for item in heads)
        assert check(page) == []


def test_an_empty_matrix_takes_the_whole_width_and_keeps_its_note_off_the_axis() -> None:
    for points in (0, 3):
        cards = tuple(StagePoint(card, 0.4, 0.6) for card in own(points))
        scene = MatrixScene(QUESTION, "idea", PRESETS["impact"], cards, 5)
        for size in SIZES:
            (page,) = pages_of(scene, size)
            axes = [item for item in page.texts if item.role == "axis"]
            aside = next(item for item in page.texts if item.role == "aside")
            assert aside.rect.y >= axes[-1].rect.bottom
            assert check(page) == []
            assert points or axes[-1].rect.right > size[0] * 0.9


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_painted_in_every_theme(layout: str, theme: str) -> None:
    picture = QImage(1024, 768, QImage.Format.Format_RGB32)
    for count in (0, 5, 40):
        picture.fill(0x123456)
        painter = QPainter(picture)
        paint(painter, (1024, 768), StageState("T", "pl", scene_of(layout, own(count), 4)), THEMES[theme])
        painter.end()
        colours = {picture.pixel(x, y) for x in range(0, 1024, 7) for y in range(0, 768, 7)}
        assert 0xFF123456 not in colours
        assert len(colours) > 5
