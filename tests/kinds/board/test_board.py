"""A board: what the room sees of it, what it hands on, what the report says."""

from pathlib import Path

import pytest

from labapp.content.nodes import Items
from labapp.document import Document
from labapp.kinds.base import ReportOptions
from labapp.kinds.board.kind import Board
from labapp.kinds.board.stage import BoardScene
from labapp.model import agenda, ideas, people
from labapp.wording.translate import translator
from tests.lab_files import board, fresh


@pytest.fixture
def document(tmp_path: Path) -> Document:
    with fresh(tmp_path / "a.lab") as made:
        lab, activity = made.lab, board(made)
        with lab.change("idea.add") as tx:
            sector = people.add_sector(tx, "Samorząd", "S", "S")
            anna = people.add_participant(tx, name="Anna Sekretna", sector=sector)
            column = ideas.add_cluster(tx, activity, "Działa")
            kept = ideas.add(tx, activity, "Dyżury", cluster=column, sector=sector, author=anna)
            ideas.edit(tx, kept, note="tylko dla mnie")
            ideas.merge(tx, kept, [ideas.add(tx, activity, "Stałe dyżury", cluster=column)])
            ideas.add(tx, activity, "=cmd()", cluster=None)
        yield made


def _scene(document: Document) -> BoardScene:
    scene = Board().scene(document.lab.read, agenda.activity(document.lab.read, board(document)))
    assert isinstance(scene, BoardScene)
    return scene


def _settings(document: Document, **values: str) -> None:
    with document.lab.change("activity.edit") as tx:
        agenda.edit_activity(tx, board(document), settings={**Board().defaults(), **values})


def test_the_room_sees_words_marks_and_numbers_but_no_author_and_no_note(document: Document) -> None:
    scene = _scene(document)
    assert [(c.number, c.title, len(c.cards)) for c in scene.columns] == [(1, "Działa", 1), (0, "", 1)]
    assert (scene.columns[0].cards[0].mark, scene.columns[0].cards[0].merged) == ("S", 1)
    assert "Sekretna" not in repr(scene)
    assert "tylko dla mnie" not in repr(scene)


def test_a_board_that_attributes_to_nobody_shows_no_mark(document: Document) -> None:
    _settings(document, attribution="nobody")
    assert {card.mark for column in _scene(document).columns for card in column.cards} == {""}


def test_what_is_handed_on_is_alive_and_in_column_order(document: Document) -> None:
    read = document.lab.read
    handed = Board().handed_on(read, agenda.activity(read, board(document)))
    assert [ideas.text(read, idea) for idea in handed] == ["Dyżury", "=cmd()"]


@pytest.mark.parametrize(("public", "attribution", "named"), [
    (False, "person", True), (True, "person", False), (False, "sector", False), (False, "nobody", False),
])  # fmt: skip
def test_the_report_names_authors_only_inside_and_only_when_the_board_does(
    document: Document, public: bool, attribution: str, named: bool
) -> None:
    _settings(document, attribution=attribution)
    read = document.lab.read
    section = Board().section(
        read, agenda.activity(read, board(document)), ReportOptions(public=public, notes=True), translator("pl")
    )
    assert ("Anna Sekretna" in repr(section)) is named
    assert ("tylko dla mnie" in repr(section)) is not public
    items = section.sections[0].nodes[0]
    assert isinstance(items, Items)
    assert any("Stałe dyżury" in line for line in items.beneath[0])


def test_csv_for_a_spreadsheet_is_disarmed(document: Document) -> None:
    read = document.lab.read
    data = Board().export(read, agenda.activity(read, board(document)), ".csv", translator("pl"))
    assert data is not None
    assert data.startswith(b"\xef\xbb\xbf")
    assert ";'=cmd();" in data.decode("utf-8-sig")
