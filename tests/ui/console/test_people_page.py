"""The list of participants, its dialogs, and the import: nothing is written before it is confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from labapp.errors import UserError
from labapp.model import agenda, people
from ui.console import people_columns
from ui.console.activity_dialog import ActivityDialog
from ui.console.import_dialog import ImportDialog
from ui.console.person_dialog import PersonDialog
from ui.console.sectors_dialog import SectorsDialog

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow

LIST = "Imię i nazwisko;Organizacja;Sektor;E-mail\nAnna Żak;Fundacja Ład;Mieszkańcy;a@example.org\nJan;Urząd;;jan\n"


def names(console: ConsoleWindow) -> list[str]:
    return [person.name for person in people.participants(console.context.lab.read)]


@pytest.fixture
def listed(console: ConsoleWindow) -> ConsoleWindow:
    with console.context.lab.change("person.add") as tx:
        for name in ("Anna", "Bogdan", "Celina"):
            people.add_participant(tx, name=name)
    console.show_people()
    return console


def test_an_empty_list_says_what_to_do(console: ConsoleWindow) -> None:
    console.show_people()
    assert "F3" in console.people._empty.text()


def test_space_marks_arrivals_and_departures_of_all_chosen(listed: ConsoleWindow, qtbot: Any) -> None:
    table = listed.people._table
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert len(people.present(listed.context.lab.read)) == 3
    assert listed.column.people.text() == "Obecni 3/3"
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert people.present(listed.context.lab.read) == []


def test_delete_sets_aside_and_undo_brings_back(listed: ConsoleWindow, qtbot: Any) -> None:
    table = listed.people._table
    table.setCurrentCell(1, 2)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert names(listed) == ["Anna", "Celina"]
    listed.actions_by_id["undo"].trigger()
    assert names(listed) == ["Anna", "Bogdan", "Celina"]


def test_delete_for_everybody_chosen_is_one_gesture(listed: ConsoleWindow, qtbot: Any) -> None:
    table = listed.people._table
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert names(listed) == []
    assert "skreślono 3 osoby z listy" in listed.message.text.lower()
    listed.actions_by_id["undo"].trigger()
    assert names(listed) == ["Anna", "Bogdan", "Celina"]


def test_a_person_is_written_as_typed_with_a_new_organisation(listed: ConsoleWindow, qtbot: Any) -> None:
    dialog = PersonDialog(listed.context, None, listed)
    qtbot.addWidget(dialog)
    assert not dialog.keep.isEnabled()
    dialog._lines["name"].setText("Dorota Nowa")
    dialog._entity.setCurrentText("Fundacja Ład")
    dialog._consents["photo"].setChecked(True)
    dialog._lines["code"].setText("101")
    assert not dialog.keep.isEnabled()  # somebody has that code
    dialog._lines["code"].setText("")
    assert dialog.keep.isEnabled()
    ident = listed.context.run("person.add", dialog.write, n=1)
    assert ident is not None
    person = people.participant(listed.context.lab.read, ident)
    assert (person.code, person.consents) == ("104", {"photo": True})
    assert [entity.name for entity in people.entities(listed.context.lab.read)] == ["Fundacja Ład"]
    again = PersonDialog(listed.context, ident, listed)
    qtbot.addWidget(again)
    again._lines["name"].setText("Dorota Stara")
    listed.context.run("person.edit", again.write)
    assert people.participant(listed.context.lab.read, ident).name == "Dorota Stara"
    assert people.participant(listed.context.lab.read, ident).entity == person.entity


def test_the_filter_finds_without_polish_letters(listed: ConsoleWindow) -> None:
    listed.people._filter.setText("ce")
    assert listed.people._table.rowCount() == 1
    listed.people._filter.setText("xyz")
    assert "Nie ma nikogo" in listed.people._empty.text()


def test_import_writes_nothing_until_confirmed(listed: ConsoleWindow, tmp_path: Path, qtbot: Any) -> None:
    path = tmp_path / "lista.csv"
    path.write_bytes(LIST.encode("cp1250"))
    dialog = ImportDialog(listed.context, path, listed)
    qtbot.addWidget(dialog)
    assert dialog._encoding.currentData() == "cp1250"
    assert set(dialog._table.columns) == {"name", "entity", "sector", "email"}
    assert "wiersz 3" in dialog._told.toPlainText()
    assert names(listed) == ["Anna", "Bogdan", "Celina"]
    dialog.confirm()
    assert names(listed)[-1] == "Anna Żak"
    listed.actions_by_id["undo"].trigger()
    assert names(listed) == ["Anna", "Bogdan", "Celina"]


def test_a_sector_nobody_knows_is_counted_before_the_import(listed: ConsoleWindow, tmp_path: Path, qtbot: Any) -> None:
    path = tmp_path / "lista.csv"
    path.write_text("imię i nazwisko;sektor\nEwa Ląd;kosmici\n", encoding="utf-8")
    dialog = ImportDialog(listed.context, path, listed)
    qtbot.addWidget(dialog)
    assert dialog._tabs.tabText(2) == "Pominięte i uwagi (1)"
    assert "1 uwaga" in dialog._sum.text()


def test_columns_can_be_corrected(listed: ConsoleWindow, tmp_path: Path, qtbot: Any) -> None:
    path = tmp_path / "lista.csv"
    path.write_text("kto;skad\nEwa Ląd;Rada\n", encoding="utf-8")
    dialog = ImportDialog(listed.context, path, listed)
    qtbot.addWidget(dialog)
    assert not dialog._confirm.isEnabled()
    for index, field in enumerate(("name", "entity")):
        dialog._table._boxes[index].setCurrentIndex(dialog._table._boxes[index].findData(field))
        dialog._table._boxes[index].activated.emit(0)
    assert dialog._confirm.isEnabled()
    dialog.confirm()
    assert names(listed)[-1] == "Ewa Ląd"


def test_a_file_that_is_no_list_is_refused(listed: ConsoleWindow, tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_bytes(b"")
    with pytest.raises(UserError):
        ImportDialog(listed.context, path, listed)


def test_sectors_are_added_renamed_and_set_aside(listed: ConsoleWindow, qtbot: Any) -> None:
    read = listed.context.lab.read
    dialog = SectorsDialog(listed.context, listed)
    qtbot.addWidget(dialog)
    before = [sector.name for sector in people.sectors(read)]
    dialog.add()
    added = people.sectors(read)[-1]
    dialog._edit(added.id, "name", "Młodzież")
    assert [sector.name for sector in people.sectors(read)] == [*before, "Młodzież"]
    dialog._retire(added.id)
    assert [sector.name for sector in people.sectors(read)] == before


def test_in_a_narrow_list_names_get_room_first(console: ConsoleWindow) -> None:
    with console.context.lab.change("person.add") as tx:
        people.add_participant(tx, name="Damian Wiśniewski")
    console.resize(1093, 614)
    console.show()
    console.people.show()
    table = console.people._table
    table.resize(560, 300)
    console.people._columns.measure()
    needed = table.fontMetrics().horizontalAdvance("Damian Wiśniewski")
    assert table.columnWidth(people_columns.NAME) >= needed + 16
    assert sum(table.columnWidth(column) for column in range(table.columnCount())) <= table.viewport().width()


def test_short_names_leave_their_room_to_organisations_and_roles_give_way(console: ConsoleWindow) -> None:
    with console.context.lab.change("person.add") as tx:
        body = people.add_entity(tx, "Stowarzyszenie Mieszkańców Osiedla Leśnego i Okolic")
        people.add_participant(tx, code="101", entity=body)
    console.resize(1093, 614)
    console.show()
    console.people.show()
    table = console.people._table
    table.resize(620, 300)
    console.people.refresh()
    assert table.columnWidth(people_columns.ENTITY) > 1.25 * table.columnWidth(people_columns.NAME)
    assert not table.isColumnHidden(people_columns.ROLE)
    table.resize(420, 300)
    console.people._columns.measure()
    assert table.isColumnHidden(people_columns.ROLE)
    assert table.columnWidth(people_columns.ENTITY) >= 110


def test_what_was_set_aside_is_not_lost_by_changing_something_else(console: ConsoleWindow) -> None:
    lab = console.context.lab
    with lab.change("person.add") as tx:
        sector = people.add_sector(tx, "Rada", "R", "I")
        ident = people.add_participant(tx, name="Anna", sector=sector)
        point = agenda.activities(tx)[0].id
        agenda.edit_activity(tx, point, needs=ident, needs_until="13:00")
        people.edit_sector(tx, sector, retired=1)
    dialog = PersonDialog(console.context, ident, console)
    dialog._lines["phone"].setText("600 100 200")
    with lab.change("person.edit") as tx:
        dialog.write(tx)
    assert people.participant(lab.read, ident).sector == sector
    with lab.change("person.retire") as tx:
        people.retire_participant(tx, ident)
    values = ActivityDialog(console.context, point, console).values()
    assert (values["needs"], values["needs_until"]) == (ident, "13:00")
