"""The way in for lists, through the real dialog: chosen or dropped, looked through, corrected, confirmed, undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QPushButton

from labapp.document import open_document
from labapp.errors import UserError
from labapp.model import ideas, people
from labapp.opened import writing
from tests.lab_files import board
from tests.ui import rooms
from ui.console.import_dialog import ImportDialog as PeopleDialog
from ui.context import Context
from ui.kinds.board.importing import ideas_dialog
from ui.kinds.board.page import BoardPage
from ui.widgets.import_dialog import ImportDialog
from ui.widgets.layouts import cell

LIST = "Imię i nazwisko;Organizacja;E-mail\nŻaneta Gęś;Straż;z@example.org\nJan;;jan\nAnna Nowak;;\nEwa Lis;;\n"


@pytest.fixture(params=["pl", "en"])
def context(request: Any, tmp_path: Path, qapp: Any) -> Iterator[Context]:
    with rooms.context(tmp_path / "a.lab", request.param) as made:
        yield made


@pytest.fixture
def people_list(tmp_path: Path) -> Path:
    path = tmp_path / "lista.csv"
    path.write_bytes(LIST.encode("cp1250"))
    return path


def names(context: Context) -> list[str]:
    return [person.name for person in people.participants(context.lab.read)]


def add_people(context: Context, *said: str) -> None:
    def write(tx: Any) -> bool:
        for name in said:
            people.add_participant(tx, name=name)
        return True

    assert context.run("person.add", write)


def choose(box: QComboBox, value: str) -> None:
    """Choose as a person does: the dialog hears of it."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def shown(qtbot: Any, dialog: ImportDialog) -> ImportDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def drop(dialog: ImportDialog, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    dialog.dropEvent(event)


def test_a_dropped_list_is_looked_through_before_anything_is_written(context: Context, people_list: Path, qtbot: Any):
    dialog = shown(qtbot, PeopleDialog(context, None, None))
    assert not dialog._confirm.isVisible()
    assert dialog._choose.isVisible()
    drop(dialog, people_list)
    assert dialog._table.isVisible()
    assert dialog._encoding.currentData() == "cp1250"
    assert dialog._separator.currentData() == ";"
    assert dialog._table.columns == {"name": 0, "entity": 1, "email": 2}
    assert cell(dialog._table, 1, 0).text() == "Żaneta Gęś"
    assert "3" in dialog._confirm.text()
    assert names(context) == []
    qtbot.mouseClick(dialog._confirm, Qt.MouseButton.LeftButton)
    assert dialog.result() == PeopleDialog.DialogCode.Accepted
    assert names(context) == ["Żaneta Gęś", "Anna Nowak", "Ewa Lis"]
    context.lab.undo()
    assert names(context) == []


def test_a_copy_is_kept_before_an_import(context: Context, people_list: Path, qtbot: Any, private_data: Path):
    dialog = shown(qtbot, PeopleDialog(context, people_list, None))
    before = {item for item in private_data.rglob("*") if "import" in item.name}
    dialog.confirm()
    assert {item for item in private_data.rglob("*") if "import" in item.name} - before


@pytest.mark.parametrize("wanted", [True, False])
def test_of_a_large_meeting_the_copy_is_kept_beside_the_window(
    context: Context, people_list: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch, wanted: bool
):
    monkeypatch.setattr(writing, "LARGE", 0)
    dialog = shown(qtbot, PeopleDialog(context, people_list, None))
    dialog.confirm()
    assert names(context) == []  # only once it is kept
    assert not dialog._confirm.isEnabled()
    if not wanted:
        dialog.reject()
    qtbot.waitUntil(lambda: not context.jobs.busy)
    assert len(names(context)) == (3 if wanted else 0)
    if wanted:
        assert dialog.result() == PeopleDialog.DialogCode.Accepted
        kept = next(item for item in context.document.backups() if item.reason == "import")
        with open_document(kept.path, readonly=True) as before:
            assert people.participants(before.lab.read) == []


def test_cancelling_writes_nothing(context: Context, people_list: Path, qtbot: Any):
    dialog = shown(qtbot, PeopleDialog(context, people_list, None))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert names(context) == []
    assert context.lab.next_undo() is None or context.lab.next_undo().code != "person.import"  # type: ignore[union-attr]


def test_refused_rows_are_listed_with_line_and_reason(context: Context, people_list: Path, qtbot: Any):
    dialog = shown(qtbot, PeopleDialog(context, people_list, None))
    said = dialog._told.toPlainText()
    word = {"pl": 'wiersz 3, kolumna „E-mail”: „jan”', "en": 'line 3, column "E-mail": "jan"'}[context._.language]
    assert said.startswith(word)
    assert dialog._tabs.isTabEnabled(2)
    assert "(3)" in dialog._tabs.tabText(2)  # the row left out, and two remarks
    assert len(said.splitlines()) == 3


def test_encoding_and_separator_are_correctable(context: Context, people_list: Path, qtbot: Any):
    dialog = shown(qtbot, PeopleDialog(context, people_list, None))
    choose(dialog._encoding, "utf-8")
    assert dialog._problem.isVisible()
    assert "lista.csv" in dialog._problem.text()
    assert not dialog._confirm.isEnabled()
    choose(dialog._encoding, "cp1250")
    assert not dialog._problem.isVisible()
    assert dialog._confirm.isEnabled()
    choose(dialog._separator, ",")
    assert dialog._table.columnCount() == 1
    choose(dialog._separator, ";")
    assert dialog._table.columns == {"name": 0, "entity": 1, "email": 2}


def test_columns_are_correctable(context: Context, tmp_path: Path, qtbot: Any):
    path = tmp_path / "a.csv"
    path.write_text("kto;skad\nEwa Ląd;Rada\n", encoding="utf-8")
    dialog = shown(qtbot, PeopleDialog(context, path, None))
    assert not dialog._confirm.isEnabled()
    choose(dialog._table._boxes[0], "name")
    choose(dialog._table._boxes[1], "entity")
    assert dialog._confirm.isEnabled()
    dialog.confirm()
    assert names(context) == ["Ewa Ląd"]
    assert [entity.name for entity in people.entities(context.lab.read)] == ["Rada"]


def test_twins_are_completed_or_kept_apart_row_by_row(context: Context, people_list: Path, qtbot: Any):
    add_people(context, "Nowak Anna", "Ewa Lis")
    dialog = shown(qtbot, PeopleDialog(context, people_list, None))
    assert "(2)" in dialog._tabs.tabText(1)
    assert "3" in dialog._confirm.text()
    dialog._twins.tick(5, same=False)
    assert dialog._twins._all.checkState() == Qt.CheckState.PartiallyChecked
    dialog.confirm()
    assert sorted(names(context)) == ["Ewa Lis", "Ewa Lis", "Nowak Anna", "Żaneta Gęś"]


def test_all_twins_are_ticked_at_once(context: Context, people_list: Path, qtbot: Any):
    add_people(context, "Nowak Anna", "Ewa Lis")
    dialog = shown(qtbot, PeopleDialog(context, people_list, None))
    dialog._twins._all.click()
    assert dialog._twins.apart == {4, 5}
    dialog._twins.tick(4, same=True)
    dialog._twins._all.click()
    assert dialog._twins.apart == frozenset()
    dialog._twins._all.click()
    dialog.confirm()
    assert len(names(context)) == 5


def test_a_tick_taken_away_survives_a_corrected_column(context: Context, people_list: Path, qtbot: Any):
    add_people(context, "Ewa Lis")
    dialog = shown(qtbot, PeopleDialog(context, people_list, None))
    dialog._twins.tick(5, same=False)
    choose(dialog._table._boxes[2], "note")
    assert dialog._twins.apart == {5}


def test_a_bad_file_is_refused_and_another_can_follow(context: Context, people_list: Path, tmp_path: Path, qtbot: Any):
    empty = tmp_path / "pusta.csv"
    empty.write_bytes(b"")
    with pytest.raises(UserError):
        PeopleDialog(context, empty, None)
    dialog = shown(qtbot, PeopleDialog(context, None, None))
    drop(dialog, empty)
    assert "pusta.csv" in dialog._problem.text()
    assert dialog._problem.isVisible()
    drop(dialog, people_list, empty)  # two at once: neither, for nobody knows which is meant
    assert not dialog._table.isVisible()
    drop(dialog, tmp_path / "gone.csv")
    assert "gone.csv" in dialog._problem.text()
    drop(dialog, people_list)
    assert not dialog._problem.isVisible()
    assert dialog._confirm.isEnabled()


def test_a_large_list_is_read_beside_the_window(context: Context, tmp_path: Path, qtbot: Any):
    path = tmp_path / "duza.csv"
    path.write_text("name;note\n" + "".join(f"Osoba {n};{'x' * 90}\n" for n in range(8000)), encoding="utf-8")
    dialog = shown(qtbot, PeopleDialog(context, None, None))
    drop(dialog, path)
    assert not dialog._confirm.isEnabled()
    qtbot.waitUntil(lambda: dialog._confirm.isEnabled(), timeout=20_000)
    assert "8000" in dialog._confirm.text()
    assert dialog._table.rowCount() == 201


def test_a_dialog_left_while_reading_stays_quiet(context: Context, tmp_path: Path, qtbot: Any):
    path = tmp_path / "duza.csv"
    path.write_text("name;note\n" + "".join(f"Osoba {n};{'x' * 90}\n" for n in range(8000)), encoding="utf-8")
    dialog = shown(qtbot, PeopleDialog(context, None, None))
    drop(dialog, path)
    dialog.reject()
    qtbot.waitUntil(lambda: not context.jobs.busy, timeout=20_000)
    assert names(context) == []


@pytest.fixture
def ideas_list(tmp_path: Path) -> Path:
    path = tmp_path / "pomysly.csv"
    path.write_text("nr;pomysł;grupa\n1;Ławka;Park\n2;Drzewo;\n3;;Park\n4;Rower;Ruch\n", encoding="utf-8-sig")
    return path


def texts(context: Context) -> dict[str, str]:
    read, activity = context.lab.read, board(context.document)
    titles = {cluster.id: cluster.title for cluster in ideas.clusters(read, activity)}
    return {card.text: titles.get(card.cluster or "", "") for card in ideas.cards(read, activity)}


def with_columns(context: Context) -> list[str]:
    activity = board(context.document)
    made = [
        context.run("cluster.add", lambda tx, title=title: ideas.add_cluster(tx, activity, title))
        for title in ("Park", "Reszta")
    ]
    return [str(item) for item in made]


def test_ideas_go_to_the_columns_they_name_and_the_one_chosen(context: Context, ideas_list: Path, qtbot: Any):
    _park, rest = with_columns(context)
    dialog = shown(qtbot, ideas_dialog(context, board(context.document), rest, ideas_list, None))
    assert dialog._table.columns == {"text": 1, "group": 2}
    assert dialog._table.horizontalHeader().visualIndex(1) == 0
    qtbot.mouseClick(dialog._confirm, Qt.MouseButton.LeftButton)
    assert texts(context) == {"Ławka": "Park", "Drzewo": "Reszta", "Rower": "Ruch"}
    context.lab.undo()
    assert texts(context) == {}


def test_what_lies_on_the_board_is_left_out_unless_wanted(context: Context, ideas_list: Path, qtbot: Any):
    activity = board(context.document)
    context.run("idea.add", lambda tx: ideas.add(tx, activity, "ławka"))
    dialog = shown(qtbot, ideas_dialog(context, activity, None, ideas_list, None))
    assert "2" in dialog._confirm.text()
    dialog._twins.tick(2, same=False)
    assert "3" in dialog._confirm.text()
    dialog.confirm()
    assert len(ideas.cards(context.lab.read, activity)) == 4


def test_without_a_column_of_words_nothing_can_be_imported(context: Context, ideas_list: Path, qtbot: Any):
    dialog = shown(qtbot, ideas_dialog(context, board(context.document), None, ideas_list, None))
    choose(dialog._table._boxes[1], "")
    assert not dialog._confirm.isEnabled()
    assert dialog._told.toPlainText()


def test_the_board_offers_the_import(context: Context, qtbot: Any):
    page = BoardPage(context, board(context.document))
    qtbot.addWidget(page)
    offered = {action.id: action for action in page.page_actions()}
    assert offered["board.import"].enabled
    assert offered["board.import"].text.endswith("…")


@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_the_dialog_fits_the_smallest_screen(context: Context, people_list: Path, qtbot: Any, scale: float):
    from PySide6.QtWidgets import QApplication

    from ui.theme import LIGHT
    from ui.widgets import style

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    style.apply(app, LIGHT, scale)
    add_people(context, "Ewa Lis")
    dialog = shown(qtbot, PeopleDialog(context, people_list, None))
    assert dialog.width() <= 1093
    assert dialog.height() <= 614
    assert dialog.minimumSizeHint().width() <= 860
    for button in dialog.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width()
    for box in dialog.findChildren(QComboBox):
        if box.isVisible():
            assert box.width() >= box.fontMetrics().horizontalAdvance(box.currentText())


def test_a_list_of_cards_without_headings_is_said_to_be_one(context: Context, tmp_path: Path, qtbot: Any):
    path = tmp_path / "kartki.csv"
    path.write_text("A;Ławka w parku\nB;Drzewo\n", encoding="utf-8")
    dialog = shown(qtbot, ideas_dialog(context, board(context.document), None, path, None))
    assert "2" in dialog._confirm.text()
    assert dialog._tabs.isTabEnabled(2)
    assert any(words in dialog._told.toPlainText() for words in ("kolumny 2", "column 2"))
