"""Fields, list, matrix and sorting on the stage: whatever lies there can be read from the back row at every size."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labapp.kinds.board.layouts import PRESETS, Axes
from labapp.kinds.board.stage import BoardScene, MatrixScene, SortScene, StageCard, StageColumn, StagePoint
from labapp.stage.state import Scene, StageState, TimerFace
from ui.stage.checking import check
from ui.stage.painters import compose
from ui.widgets.fonts import load_fonts

SIZES = ((1024, 768), (1280, 800), (1920, 1080))
WORDS = ("Bezpieczne", "przejście", "przy", "szkole", "podstawowej", "numer", "3", "i", "oświetlenie", "ścieżki")
QUESTION = "Co powinno się zmienić we współpracy urzędu z organizacjami w przyszłym roku?"


@pytest.fixture(autouse=True)
def fonts(qapp: object) -> None:
    load_fonts()


def _card(i: int) -> StageCard:
    return StageCard(f"{i} " + " ".join(WORDS[: 1 + i % len(WORDS)]), "SOMEI "[i % 6].strip(), "", i % 3, i % 4 == 0,
                     i % 5 == 0, (("ważne", i), ("pilne", 1)) if i % 2 else ())  # fmt: skip


def _board(layout: str, cards: int) -> BoardScene:
    made = [_card(i) for i in range(cards)]
    titles = ("Mocne strony", "Słabe strony, o których mówią prawie wszyscy", "Szanse", "Zagrożenia")
    return BoardScene(QUESTION, "idea", tuple(StageColumn(c + 1, titles[c], tuple(made[c::4])) for c in range(4)),
                      3, layout)  # fmt: skip


def _matrix(cards: int) -> MatrixScene:
    points = tuple(StagePoint(_card(i), (i * 37 % 101) / 100, (i * 53 % 11) / 10) for i in range(cards))
    return MatrixScene(QUESTION, "idea", PRESETS["visionary"], points, cards % 7, cards % 2)


def _all_pages(scene: Scene, language: str, size: tuple[int, int]) -> set[str]:
    seen: set[str] = set()
    page, pages = 0, 1
    while page < pages:
        display = compose(StageState("Toruń", language, scene, TimerFace(750, 1200), page), size)
        assert check(display) == []
        seen |= {item.text.split()[0] for item in display.texts if item.role == "note"}
        page, pages = page + 1, display.pages
    return seen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("cards", [0, 5, 50, 500])
@pytest.mark.parametrize("layout", ["fields", "list", "matrix"])
def test_every_card_of_every_layout_is_on_some_page(
    size: tuple[int, int], language: str, cards: int, layout: str
) -> None:
    scene = _matrix(cards) if layout == "matrix" else _board(layout, cards)
    assert _all_pages(scene, language, size) == {str(i) for i in range(cards)}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("groups", [0, 1, 5, 9, 30])
@pytest.mark.parametrize("letters", [0, 5, 300, 10_000])
def test_sorting_shows_one_card_and_all_groups(
    size: tuple[int, int], language: str, groups: int, letters: int
) -> None:
    card = StageCard("Ławka przy rzece " * (letters // 17) or "x", "O", "", 2, True) if letters else None
    listed = tuple((n, f"Grupa {n} o dość długiej nazwie, jak to w życiu", n * 3) for n in range(1, groups + 1))
    scene = SortScene(QUESTION, "idea", card, listed, letters)
    seen: set[str] = set()
    page, pages = 0, 1
    while page < pages:
        display = compose(StageState("Toruń", language, scene, TimerFace(750, 1200), page), size)
        assert check(display) == []
        seen |= {item.text.split()[0] for item in display.texts if item.role == "group"}
        page, pages = page + 1, display.pages
    assert seen == {str(n) for n in range(1, groups + 1)}


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=300), st.floats(0, 1), st.floats(0, 1)), max_size=15),
    st.lists(st.text(max_size=60), min_size=6, max_size=6),
)
def test_whatever_people_write_fits_the_matrix(points: list[tuple[str, float, float]], names: list[str]) -> None:
    axes = Axes(names[0], names[1], (names[2], names[3], names[4], names[5]))
    scene = MatrixScene("?", "idea", axes, tuple(StagePoint(StageCard(t), x, y) for t, x, y in points))
    assert check(compose(StageState("x", "pl", scene), (1280, 800))) == []


def test_the_room_reads_axes_and_fields_in_its_language() -> None:
    shown = {item.text for item in compose(StageState("x", "pl", _matrix(3)), (1920, 1080)).texts}
    assert {"Realność →", "Wizja ↑"} <= {text.replace("\u00a0", " ") for text in shown}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("groups", [3, 6, 9])
def test_names_of_groups_are_whole_while_sorting(size: tuple[int, int], groups: int) -> None:
    long = "Bezpieczeństwo mieszkańców po zmroku" if groups < 9 else "Spokój po zmroku"
    names = (long, "Zieleń i wypoczynek", "Kultura")
    listed = tuple((n, names[n % 3], n * 7) for n in range(1, groups + 1))
    display = compose(StageState("Toruń", "pl", SortScene(QUESTION, "idea", _card(9), listed, 4)), size)
    named = [item for item in display.texts if item.role == "group"]
    assert [item.words.split(maxsplit=1)[1] for item in named] == [name for _number, name, _count in listed]
    assert check(display) == []


@pytest.mark.parametrize("size", SIZES)
def test_a_long_word_leaves_no_page_of_a_list_half_empty(size: tuple[int, int]) -> None:
    texts = ["Ławka w parku"] * 5
    texts[2] = "Jeden stolik dla spraw osób z niepełnosprawnościami: urząd, ośrodek pomocy, organizacje"
    columns = (StageColumn(1, "Wspólne planowanie", tuple(map(StageCard, texts))), StageColumn(2, "Marzenia"))
    display = compose(StageState("Toruń", "pl", BoardScene(QUESTION, "idea", columns, layout="list")), size)
    assert display.pages == 1
    assert len([item for item in display.texts if item.role == "note"]) == 5
