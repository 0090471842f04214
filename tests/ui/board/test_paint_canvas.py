"""The canvas on the stage: read from the back row at every size, following the moderator when asked, never jumping."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter

from labapp.kinds.board.canvas_plan import arrange
from labapp.kinds.board.canvas_stage import CanvasScene, StageArea
from labapp.kinds.board.stage import StageCard
from labapp.stage.state import StageState, TimerFace
from ui.stage.checking import check
from ui.stage.display import DisplayList, RectItem
from ui.stage.painters import compose, paint, steady_page
from ui.theme import THEMES
from ui.widgets.fonts import load_fonts

SIZES = ((1024, 768), (1280, 800), (1920, 1080))
WORDS = ("Bezpieczne", "przejście", "przy", "szkole", "podstawowej", "numer", "3", "i", "oświetlenie", "ścieżki")
QUESTION = "Co powinno się zmienić we współpracy urzędu z organizacjami w przyszłym roku?"
TITLES = ("Drogi", "Zieleń i wypoczynek mieszkańców na osiedlach", "Urząd", "Kultura", "Sport", "Młodzież", "Seniorzy")
NOUNS = ("pomysł", "pomysły", "pomysłów", "idea", "ideas")
View = tuple[float, float, float, float]


@pytest.fixture(autouse=True)
def fonts(qapp: object) -> None:
    load_fonts()


def _card(i: int) -> StageCard:
    return StageCard(f"{i} " + " ".join(WORDS[: 1 + i % len(WORDS)]), "SOMEI "[i % 6].strip(), "", i % 3, i % 4 == 0,
                     i % 5 == 0, (("ważne", i), ("pilne", 1)) if i % 2 else ())  # fmt: skip


def _scene(cards: int, groups: int, covered: int = 0) -> CanvasScene:
    homes = [(i % (groups + 1)) for i in range(cards)]
    plan = arrange([(str(i), str(home) if home else None) for i, home in enumerate(homes)],
                   [str(number) for number in range(1, groups + 1)])  # fmt: skip
    areas = tuple(StageArea(n, TITLES[n % len(TITLES)], *plan.areas[str(n)]) for n in range(1, groups + 1))
    return CanvasScene(QUESTION, "idea", tuple(map(_card, range(cards))),
                       tuple(plan.spots[str(i)] for i in range(cards)), tuple(homes), areas, covered)  # fmt: skip


def _shown(
    scene: CanvasScene, size: tuple[int, int] = (1920, 1080), page: int = 0, view: View | None = None,
    language: str = "pl",
) -> DisplayList:  # fmt: skip
    display = compose(StageState("Toruń", language, scene, TimerFace(750, 1200), page, view=view), size)
    assert check(display) == []
    return display


def _notes(display: DisplayList) -> dict[str, tuple[object, ...]]:
    return {item.text.split()[0]: (item.rect, item.size) for item in display.texts if item.role == "note"}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize(("cards", "groups"), [(0, 0), (1, 0), (5, 0), (5, 2), (50, 0), (50, 6), (500, 12), (500, 40)])
def test_every_card_can_be_read_on_some_page(size: tuple[int, int], language: str, cards: int, groups: int) -> None:
    scene = _scene(cards, groups, covered=cards % 3)
    seen: set[str] = set()
    page, pages = 0, 1
    while page < pages:
        display = _shown(scene, size, page, language=language)
        seen |= set(_notes(display))
        page, pages = page + 1, display.pages
    assert seen == {str(i) for i in range(cards)}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("cards", [5, 50, 500])
def test_it_is_painted_in_every_theme(theme: str, cards: int) -> None:
    picture = QImage(1280, 800, QImage.Format.Format_RGB32)
    picture.fill(0x123456)
    painter = QPainter(picture)
    paint(painter, (1280, 800), StageState("Toruń", "pl", _scene(cards, 4)), THEMES[theme])
    painter.end()
    colours = {picture.pixel(x, y) for x in range(0, 1280, 7) for y in range(0, 800, 7)}
    assert 0xFF123456 not in colours
    assert len(colours) > 10


def test_a_few_cards_lie_on_the_stage_as_they_lie_in_the_plane() -> None:
    spots = ((0.0, 0.0), (300.0, 10.0), (20.0, 200.0))
    scene = CanvasScene(QUESTION, "idea", tuple(_card(i) for i in range(3)), spots, (0, 0, 0))
    display = _shown(scene)
    at = {name: rect for name, (rect, _size) in _notes(display).items()}
    assert display.pages == 1
    assert at["1"].x - at["0"].x > 2 * (at["2"].x - at["0"].x) > 0  # type: ignore[attr-defined]
    assert at["2"].y > at["1"].y > at["0"].y  # type: ignore[attr-defined]


def test_on_a_map_groups_are_found_by_name_where_they_lie() -> None:
    display = _shown(_scene(50, 6))
    tags = {item.words.split()[0]: item.rect for item in display.texts if item.role == "group"}
    assert set(tags) == {"1", "2", "3", "4", "5", "6"}
    assert any(item.words.startswith("2 Urząd 7 pomysłów") for item in display.texts)
    assert _notes(display) == {}
    assert tags["1"].x < tags["2"].x


@pytest.mark.parametrize(("cards", "groups", "page"), [(5, 0, 0), (60, 4, 0), (60, 4, 1), (60, 4, 3), (90, 0, 2)])
def test_a_card_that_comes_in_moves_no_other(cards: int, groups: int, page: int) -> None:
    scene = _scene(cards, groups)
    # the newest is the last of the cards; it lands beside what is there
    x = max(x for x, _ in scene.spots)
    fresh = replace(scene, cards=(*scene.cards, _card(cards)), spots=(*scene.spots, (x, scene.spots[-1][1])),
                    homes=(*scene.homes, groups))  # fmt: skip
    before, after = _shown(scene, page=page), _shown(fresh, page=page)
    assert {name: after_note for name, after_note in _notes(after).items() if name in _notes(before)} == _notes(before)
    outlines = [[item for item in shown.items if type(item).__name__ == "PathItem"] for shown in (before, after)]
    assert outlines[0] == outlines[1]


def test_when_a_page_comes_in_before_it_the_room_stays_with_what_it_sees() -> None:
    scene, size, extra = _scene(90, 2), (1280, 800), 12  # enough for the first group to need a page more
    seen = next(page for page in range(20) if any(
        item.text.startswith("2") for item in _shown(scene, size, page).texts if item.role == "column"))  # fmt: skip
    fresh = replace(scene, cards=(*scene.cards, *(_card(90 + i) for i in range(extra))),
                    spots=(*scene.spots, *((i * 300.0, -900.0) for i in range(extra))),
                    homes=(*scene.homes, *[1] * extra))  # fmt: skip
    before, after = (StageState("Toruń", "pl", made, TimerFace(750, 1200), seen) for made in (scene, fresh))
    page = steady_page(before, after, size)
    assert page > seen
    assert _notes(_shown(fresh, size, page)) == _notes(_shown(scene, size, seen))


def test_the_room_follows_to_the_part_that_is_looked_at() -> None:
    scene = _scene(60, 4)
    x, y = scene.spots[17]
    near = _shown(scene, view=(x - 100, y - 100, 600, 400))
    assert near.pages == 1
    assert "17" in _notes(near)
    assert 1 <= len(_notes(near)) < 12
    wide = _shown(scene, view=(-100, -100, 4000, 3000))
    assert _notes(wide) == {}
    assert any(item.role == "group" for item in wide.texts)


def test_cards_laid_over_one_another_can_all_be_read() -> None:
    spots = tuple((i * 12.0, i * 9.0) for i in range(3))
    scene = CanvasScene(QUESTION, "idea", tuple(_card(i) for i in range(3)), spots, (0, 0, 0))
    seen: set[str] = set()
    page, pages = 0, 1
    while page < pages:
        display = _shown(scene, page=page)
        seen |= set(_notes(display))
        page, pages = page + 1, display.pages
    assert seen == {"0", "1", "2"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=400), st.floats(-2e6, 2e6), st.floats(-2e6, 2e6), st.integers(0, 3)),
             max_size=14),
    st.lists(st.text(max_size=80), min_size=3, max_size=3),
    st.one_of(st.none(), st.tuples(*[st.floats(-3000, 3000)] * 2, *[st.floats(1, 9000)] * 2)),
    st.sampled_from([1 / 24, 1 / 10]),
)  # fmt: skip
def test_whatever_lies_wherever_can_be_read(
    cards: list[tuple[str, float, float, int]], names: list[str], view: View | None, smallest: float
) -> None:
    areas = tuple(StageArea(n, name, n * 300.0, n * -70.0, 240.0, 180.0 * n) for n, name in enumerate(names, 1))
    scene = CanvasScene("?", "idea", tuple(StageCard(t, "S") for t, _, _, _ in cards),
                        tuple((x, y) for _, x, y, _ in cards), tuple(home for *_, home in cards), areas)  # fmt: skip
    for page in range(3):
        assert check(compose(StageState("x", "pl", scene, page=page, smallest=smallest, view=view), (1280, 800))) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("cards", "groups"), [(1, 4), (5, 2), (14, 4), (30, 3)])
def test_a_few_cards_are_read_from_the_first_page_on(cards: int, groups: int, size: tuple[int, int]) -> None:
    first = _shown(_scene(cards, groups), size)
    assert _notes(first)
    assert first.pages <= 1 + cards // 4


@pytest.mark.parametrize("size", SIZES)
def test_a_map_says_how_many_lie_where_and_draws_no_card_without_words(size: tuple[int, int]) -> None:
    scene = _scene(60, 3)
    display = _shown(scene, size)
    said = [item.words for item in display.texts if item.role in ("group", "aside")]
    assert [words.split()[-2:] for words in said] == [["15", "pomysłów"]] * 4
    assert len([item for item in display.items if isinstance(item, RectItem)]) == len(said)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize(("cards", "groups"), [(40, 5), (60, 7), (500, 7)])
def test_a_map_breaks_no_word_and_says_of_every_named_group_how_many(
    size: tuple[int, int], language: str, cards: int, groups: int
) -> None:
    scene = _scene(cards, groups)
    display = _shown(scene, size, language=language)
    tags = [item for item in display.texts if item.role in ("group", "aside")]
    whole = " ".join([*TITLES, "Poza grupami Not in a group", *NOUNS]).split()
    for tag in tags:
        for word in (word for line in tag.lines for word in line.split()):
            assert word.strip("·…,") in (*whole, "") or word.isdigit() or word.rstrip("…,") in whole, tag.lines
        assert len(tag.lines) > 1 or "·" in tag.text, tag.lines
