"""Views that redraw only what differs show the same as ones made anew, and keep what was selected."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from labapp.kinds.board.layouts import PRESETS
from labapp.model.ideas import Card
from labapp.wording.translate import translator
from ui.kinds.board.column import KEYS
from ui.kinds.board.list_view import ListView
from ui.kinds.board.matrix_view import MatrixView
from ui.kinds.board.model import Face
from ui.kinds.board.spans import span
from ui.theme import LIGHT

_ROWS = st.lists(st.integers(0, 5), max_size=9)
_FACES = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 1)), max_size=9, unique_by=lambda pair: pair[0])


@given(_ROWS, _ROWS)
def test_a_span_turns_the_old_rows_into_the_new_ones(old: list[int], new: list[int]) -> None:
    start, gone, come = span(old, new)
    assert [*old[:start], *new[start : start + come], *old[start + gone :]] == new
    assert come <= len(new)
    if old == new:
        assert (gone, come) == (0, 0)


def test_one_row_that_comes_in_is_one_row() -> None:
    assert span([1, 2, 3], [1, 2, 9, 3]) == (2, 0, 1)


def _face(number: int, version: int) -> Face:
    card = Card(f"p{number}", f"i{number}", f"kartka {number}.{version}", "AB"[number % 2], str(number), None, None, "",
                "", "", False, number / 12 if number % 3 else None, 0.5 if number % 3 else None)  # fmt: skip
    return Face(card, "", "", "", 0, small="★" if version else "")


@settings(max_examples=40)
@given(shows=st.lists(_FACES, min_size=1, max_size=6), picked=st.integers(0, 12))
@pytest.mark.usefixtures("qapp")
def test_list_and_matrix_show_the_last_state_and_keep_the_selection(
    shows: list[list[tuple[int, int]]], picked: int
) -> None:
    _ = translator("pl")
    table, matrix = ListView(KEYS, _), MatrixView(LIGHT, KEYS, _)
    kept = False
    for pairs in shows:
        faces = [_face(*pair) for pair in pairs]
        kept = kept and any(face.card.placement == f"p{picked}" for face in faces)
        placed = [face.card.placement for face in faces if face.card.x is not None]
        table.show_faces(faces, {"A": "Park", "B": "Szkoła", None: ""})
        matrix.show_faces(faces, PRESETS["impact"], {place: number for number, place in enumerate(placed, 1)})
        assert [table.item(row, 0).text() for row in range(table.rowCount())] == [face.card.text for face in faces]
        assert [table.item(row, 1).text() for row in range(table.rowCount())] == [
            {"A": "Park", "B": "Szkoła"}[face.card.cluster or ""] for face in faces
        ]
        names = [matrix.list.item(row).text() for row in range(matrix.list.count())]
        assert len(names) == len(faces)
        assert all(face.card.text in name for face, name in zip(matrix.faces, names, strict=True))
        if kept:
            assert [face.card.placement for face in table.chosen()] == [f"p{picked}"]
            assert [face.card.placement for face in matrix.chosen()] == [f"p{picked}"]
        kept = table.select(f"p{picked}") and matrix.select(f"p{picked}")
    table.deleteLater()
    matrix.deleteLater()


def test_an_idea_in_two_groups_is_one_row_of_the_matrix(qtbot: QtBot) -> None:
    matrix = MatrixView(LIGHT, KEYS, translator("pl"))
    qtbot.addWidget(matrix)
    face = _face(1, 0)
    matrix.show_faces([face, face], PRESETS["impact"], {"p1": 1})
    assert matrix.list.count() == 1
