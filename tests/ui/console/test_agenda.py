"""The agenda on the console: started, finished, reordered, removed and brought back, by buttons, keys and menus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from labapp.model import agenda
from labapp.stage.scenes import TitleScene
from ui.console.activity_dialog import ActivityDialog
from ui.console.rail_rows import ID
from ui.stage.window import StageMode

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


def titles(console: ConsoleWindow) -> list[str]:
    return [item.title for item in agenda.activities(console.context.lab.read)]


def state(console: ConsoleWindow, index: int) -> str:
    return agenda.activities(console.context.lab.read)[index].state


def ids(console: ConsoleWindow) -> list[str]:
    return [item.id for item in agenda.activities(console.context.lab.read)]


def in_rail(console: ConsoleWindow, ident: str) -> str:
    rail = console.rail
    return next(rail.item(row).toolTip() for row in range(rail.count()) if rail.item(row).data(ID) == ident)


def primary(console: ConsoleWindow) -> QPushButton:
    buttons = console.middle.findChildren(QPushButton)
    found = [button for button in buttons if button.property("variant") == "primary" and button.isVisible()]
    assert len(found) == 1, [button.text() for button in found]
    return found[0]


def test_one_primary_button_leads_through_the_agenda(console: ConsoleWindow, qtbot: Any) -> None:
    qtbot.mouseClick(primary(console), Qt.MouseButton.LeftButton)
    assert state(console, 0) == agenda.RUNNING
    qtbot.mouseClick(primary(console), Qt.MouseButton.LeftButton)
    assert [state(console, 0), state(console, 1)] == [agenda.DONE, agenda.PLANNED]
    assert console.middle.activity_id == ids(console)[1]
    assert console.rail.current_id() == ids(console)[1]


def test_the_next_step_key_finishes_and_starts(console: ConsoleWindow) -> None:
    step = console.actions_by_id["next_step"]
    for _ in range(3):
        step.trigger()
    assert [state(console, 0), state(console, 1)] == [agenda.DONE, agenda.RUNNING]


def test_rail_title_and_stage_never_disagree(console: ConsoleWindow) -> None:
    assert isinstance(console.stage.state().scene, TitleScene)
    for _ in titles(console):
        console.handlers.next_step()
        running = agenda.current(console.context.lab.read)
        assert running is not None
        assert console.middle.activity_id == running.id
        assert console.rail.current_id() == running.id
        assert running.question in repr(console.stage.state().scene)
        console.handlers.next_step()
    assert primary(console).text() == "Raport…"


def test_keys_reorder_and_undo_takes_it_back_by_name(console: ConsoleWindow) -> None:
    before = titles(console)
    console.show_activity(ids(console)[0])
    console.actions_by_id["activity_down"].trigger()
    assert titles(console)[:2] == [before[1], before[0]]
    assert console.rail.current_id() == ids(console)[1]
    undo = console.actions_by_id["undo"]
    assert undo.text() == "Cofnij: przestawiono punkt agendy"
    undo.trigger()
    assert titles(console) == before
    console.actions_by_id["redo"].trigger()
    assert titles(console)[:2] == [before[1], before[0]]


@pytest.mark.parametrize("key", ["activity_up", "activity_down"])
def test_the_ends_of_the_agenda_are_the_ends(console: ConsoleWindow, key: str) -> None:
    before = titles(console)
    console.show_activity(ids(console)[0 if key == "activity_up" else -1])
    console.actions_by_id[key].trigger()
    assert titles(console) == before


def test_moving_crosses_days(opened: Any) -> None:
    console = opened("laboratorium")
    read = console.context.lab.read
    first, second = agenda.days(read)
    last = agenda.activities(read, first.id)[-1]
    console.show_activity(last.id)
    console.actions_by_id["activity_down"].trigger()
    assert agenda.activities(read, second.id)[0].id == last.id
    console.actions_by_id["activity_up"].trigger()
    assert agenda.activities(read, first.id)[-1].id == last.id


def test_a_removed_point_is_offered_back_at_the_foot(console: ConsoleWindow, qtbot: Any) -> None:
    before, gone = titles(console), ids(console)[1]
    console.show_activity(gone)
    console.actions_by_id["delete_activity"].trigger()
    assert titles(console) == [before[0], *before[2:]]
    assert console.middle.activity_id != gone
    button = next(b for b in console.message.findChildren(QPushButton) if b.isVisible() and b.text() == "Cofnij")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert titles(console) == before


def test_a_running_point_is_not_removed(console: ConsoleWindow) -> None:
    console.handlers.next_step()
    console.actions_by_id["delete_activity"].trigger()
    assert state(console, 0) == agenda.RUNNING
    assert "Zakończ" in console.message.text or "zakończyć" in console.message.text


def test_a_new_point_stands_behind_the_chosen_one(console: ConsoleWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(dialog: ActivityDialog) -> int:
        dialog._title.setText("Rozgrzewka")
        dialog._minutes.setValue(7)
        return 1

    monkeypatch.setattr(ActivityDialog, "exec", fill)
    console.show_activity(ids(console)[0])
    console.actions_by_id["add_activity"].trigger()
    assert titles(console)[1] == "Rozgrzewka"
    assert console.middle.activity_id == ids(console)[1]
    console.actions_by_id["duplicate_activity"].trigger()
    assert titles(console)[1:3] == ["Rozgrzewka", "Rozgrzewka"]


def test_a_point_without_a_title_cannot_be_kept(console: ConsoleWindow, qtbot: Any) -> None:
    dialog = ActivityDialog(console.context, None, console)
    qtbot.addWidget(dialog)
    assert not dialog._keep.isEnabled()
    dialog._title.setText("Coś")
    assert dialog._keep.isEnabled()


def test_an_empty_agenda_says_what_to_do(opened: Any) -> None:
    console = opened("puste")
    for ident in ids(console):
        console.handlers.delete_activity_id(ident)
    assert console.middle.activity_id == ""
    assert primary(console).text() == "Dodaj punkt…"
    assert not console.actions_by_id["edit_activity"].isEnabled()


def test_the_rail_shows_computed_times(console: ConsoleWindow) -> None:
    rows = [console.rail.item(row) for row in range(console.rail.count())]
    times = [row.data(ID + 1) for row in rows if row.data(ID)]
    assert times[:3] == ["16:00", "16:10", "16:40"]


def test_the_notes_of_the_moderator_are_kept_when_the_cursor_leaves(console: ConsoleWindow, qtbot: Any) -> None:
    ident = console.middle.activity_id
    console.side._notes.setPlainText("Uwaga na czas")
    console.side.keep()
    assert agenda.activity(console.context.lab.read, ident).notes == "Uwaga na czas"
    assert "Uwaga na czas" not in repr(console.stage.state())


def test_a_point_jumped_over_has_no_time_and_says_that_it_waits(console: ConsoleWindow) -> None:
    first, second, third = agenda.activities(console.context.lab.read)[:3]
    console.handlers.start_id(first.id)
    console.handlers.start_id(third.id)
    said = {item.id: in_rail(console, item.id) for item in (first, second, third)}
    assert said[second.id] == f"{second.title}, nie rozpoczęto"
    assert all(said[ident][:2].isdigit() for ident in (first.id, third.id))
    console.handlers.start_id(second.id)
    assert in_rail(console, second.id).endswith("trwa")


def test_the_miniature_says_that_the_room_is_frozen_or_dark(console: ConsoleWindow) -> None:
    console.stage.set_mode(StageMode.WINDOW)
    console.stage.freeze(True)
    assert console.miniature._ribbon == "ZAMROŻONE"
    console.stage.blank(True)
    assert console.miniature._ribbon == "WYGASZONE"
    console.stage.blank(False)
    console.stage.freeze(False)
    assert console.miniature._ribbon == ""
    console.stage.set_mode(StageMode.OFF)
