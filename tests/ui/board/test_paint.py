"""The board on the stage at every size: nothing clipped, overlapping or too small, every card on some page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from labapp.kinds.board.layouts import COLUMNS, LIST
from labapp.kinds.board.stage import BoardScene, StageCard, StageColumn
from labapp.stage.state import StageState, TimerFace
from ui.stage.checking import check
from ui.stage.display import TextItem
from ui.stage.painters import compose
from ui.widgets.fonts import load_fonts

SIZES = ((1024, 768), (1280, 800), (1920, 1080))
WORDS = (
    "Bezpieczne", "przejście", "przy", "szkole", "podstawowej", "numer", "3", "i", "oświetlenie", "ścieżki", "do",
    "przystanku",
)  # fmt: skip


@pytest.fixture(autouse=True)
def fonts(qapp: object) -> None:
    load_fonts()


def _scene(cards: int, columns: int) -> BoardScene:
    made = [
        StageCard(f"{i} " + " ".join(WORDS[: 1 + i % len(WORDS)]), "SOMEI "[i % 6].strip(), "", i % 3)
        for i in range(cards)
    ]
    titles = ("Działa", "Nie działa", "Nie wiemy, a powinniśmy wiedzieć", "")
    return BoardScene(
        "Co powinno się zmienić we współpracy?",
        "idea",
        tuple(
            StageColumn(c + 1, titles[c % 4] if columns > 1 else "", tuple(made[c::columns])) for c in range(columns)
        ),
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize(("cards", "columns"), [(0, 3), (5, 3), (5, 1), (50, 1), (50, 4), (500, 9)])
def test_every_card_is_on_some_page_and_can_be_read(
    size: tuple[int, int], language: str, cards: int, columns: int
) -> None:
    scene = _scene(cards, columns)
    state = StageState("Toruń – program 2027", language, scene, TimerFace(750, 1200))
    first = compose(state, size)
    seen: set[str] = set()
    for page in range(first.pages):
        display = compose(StageState("Toruń", language, scene, TimerFace(750, 1200), page), size)
        assert check(display) == []
        seen |= {item.text.split()[0] for item in display.texts if item.role == "note"}
    assert seen == {str(number) for number in range(cards)}


@settings(max_examples=40)
@given(st.lists(st.text(max_size=400), max_size=12), st.integers(1, 4))
def test_whatever_people_write_fits(texts: list[str], columns: int) -> None:
    cards = [StageCard(text) for text in texts]
    scene = BoardScene("?", "idea", tuple(StageColumn(c + 1, "k", tuple(cards[c::columns])) for c in range(columns)))
    assert check(compose(StageState("x", "pl", scene), (1280, 800))) == []


def test_covered_cards_are_counted_not_shown(qtbot: QtBot) -> None:
    scene = BoardScene("?", "idea", (StageColumn(1, "k"),), covered=12)
    shown = " ".join(item.words for item in compose(StageState("x", "pl", scene), (1280, 800)).texts)
    assert "12 pomysłów" in shown


def test_notes_keep_a_place_for_shapes_only_where_one_has_a_shape(qtbot: QtBot) -> None:
    plain, marked = StageCard("Ławka"), StageCard("Kosz", "O")
    without = _texts_of((plain, StageCard("Kosz")))
    beside = _texts_of((plain, marked))
    assert without["Ławka"].rect.x < beside["Ławka"].rect.x, "no shape, no empty indent"
    assert beside["Ławka"].rect.x == beside["Kosz"].rect.x, "with shapes all texts stand in line"


def test_the_only_column_has_no_heading_and_one_of_two_has(qtbot: QtBot) -> None:
    cards = (StageCard("Ławka"),)
    for arranged in (COLUMNS, LIST):
        alone = _texts_of(cards, layout=arranged)
        assert "1 Pomysły" not in alone
        assert alone["Ławka"].rect.y < _texts_of(cards, StageColumn(2, "Inne"), layout=arranged)["Ławka"].rect.y
        assert "1 Pomysły" in _texts_of(cards, StageColumn(2, "Inne"), layout=arranged)


def _texts_of(cards: tuple[StageCard, ...], *more: StageColumn, layout: str = COLUMNS) -> dict[str, TextItem]:
    scene = BoardScene("Co?", "idea", (StageColumn(1, "Pomysły", cards), *more), layout=layout)
    return {item.words: item for item in compose(StageState("Próba", "pl", scene), SIZES[0]).texts}
