"""Pages of a board that are remembered from the change before are those that would be made anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from labapp.kinds.board.stage import BoardScene, StageCard, StageColumn
from labapp.stage.state import StageState
from ui.kinds.board import paint, paint_pages, paint_rows
from ui.stage import painters
from ui.stage.painters import compose

_WORDS = ("Ławka", "Ścieżka rowerowa do dworca, oświetlona i bez krawężników", "Konkurs",
          "Jedna osoba w urzędzie, która wie, co się dzieje z wnioskiem, i odpowiada także latem")  # fmt: skip
_SIZES = ((1024, 768), (1920, 1080))


def _forget() -> None:
    for cache in (paint_rows._steps, paint_pages._run):
        cache.cache_clear()


def _shown(columns: list[list[str]], layout: str, size: tuple[int, int], forget: bool) -> list[list[str]]:
    if forget:
        _forget()
    for cache in (paint._shared_out, painters._sheet, painters._composed):
        cache.cache_clear()
    made = tuple(StageColumn(n, f"Grupa {n}", tuple(StageCard(text) for text in texts))
                 for n, texts in enumerate(columns, 1))  # fmt: skip
    scene = BoardScene("Pytanie?", "idea", made, layout=layout)
    count = compose(StageState("Spotkanie", "pl", scene), size).pages
    pages = [compose(StageState("Spotkanie", "pl", scene, None, page), size) for page in range(count)]
    return [[f"{item.rect} {item.text}" for item in page.texts] for page in pages]


@given(st.data(), st.sampled_from(["columns", "fields"]), st.sampled_from(_SIZES))
def test_a_board_that_changes_card_by_card(
    qapp: object, data: st.DataObject, layout: str, size: tuple[int, int]
) -> None:
    columns = data.draw(st.lists(st.lists(st.sampled_from(_WORDS), max_size=14), min_size=1, max_size=4))
    _forget()
    for _change in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(columns) - 1))
        column = columns[place]
        if column and data.draw(st.booleans()):
            column.pop(data.draw(st.integers(0, len(column) - 1)))
        else:
            column.insert(data.draw(st.integers(0, len(column))), data.draw(st.sampled_from(_WORDS)))
        remembered = _shown(columns, layout, size, forget=False)
        kept = dict(enumerate(remembered))
        assert kept == dict(enumerate(_shown(columns, layout, size, forget=True)))
