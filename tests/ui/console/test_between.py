"""Said in between: nothing open is lost at the end; declarations stand in the plan; the contract is one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from labapp.kinds.base import ReportOptions
from labapp.kinds.plan import actions
from labapp.model import agenda, facts, notes, people
from labapp.report.build import build
from labapp.stage.scenes import ContractScene
from labapp.wording.translate import translator
from tests.ui.console.test_fitting import cut, settle
from ui.console import agenda_gestures
from ui.console.between_dialog import BetweenDialog
from ui.console.between_panel import still_open
from ui.console.contract_dialog import ContractDialog

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


def say(console: ConsoleWindow, kind: str, text: str) -> None:
    console.actions_by_id[kind].trigger()
    console.quick._line.setText(text)
    console.quick._line.returnPressed.emit()


def plan_of(console: ConsoleWindow) -> str:
    return next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == "plan")


@pytest.fixture
def console(opened: Any) -> ConsoleWindow:
    made: ConsoleWindow = opened("laboratorium")
    return made


def test_a_declaration_of_the_morning_stands_in_the_plan(console: ConsoleWindow) -> None:
    with console.context.lab.change("person.add") as tx:
        anna = people.add_participant(tx, name="Anna Nowak")
    say(console, "declaration", "Anna Nowak: sala za darmo w maju")
    say(console, "declaration", "ktoś: plakaty")
    say(console, "parking", "Parkingi przy szkole")
    plan = plan_of(console)
    console.handlers.start_id(plan)
    made = actions.actions(console.context.lab.read, plan)
    assert [(item.what, item.person, item.who) for item in made] == [
        ("sala za darmo w maju", anna, ""), ("plakaty", None, "ktoś"),
    ]  # fmt: skip
    assert all(item.mandate == "proposed" and not item.confirmed and item.note for item in made)
    assert [note.text for note in still_open(console.context)] == ["Parkingi przy szkole"]


def test_what_is_open_is_settled_one_by_one(console: ConsoleWindow, qtbot: Any) -> None:
    for kind, text in (("parking", "A"), ("question", "B"), ("declaration", "C"), ("note", "D")):
        say(console, kind, text)
    dialog = BetweenDialog(console.context, "Dalej", console)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.panel.list.count() == 3  # a note for the report asks for nothing
    assert not dialog.go_on.isEnabled()
    assert dialog.go_on.x() < dialog.close_button.x(), "what goes on stands before what goes back, as everywhere"
    dialog.panel.list.setCurrentRow(0)
    qtbot.mouseClick(dialog.panel.into_plan, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.panel.done_, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.panel.drop, Qt.MouseButton.LeftButton)
    assert dialog.panel.list.count() == 0
    assert dialog.go_on.isEnabled()
    read = console.context.lab.read
    assert [note.state for note in notes.notes(read) if note.kind != "note"] == ["assigned", "done", "dropped"]
    assert [item.what for item in actions.actions(read, plan_of(console))] == ["A"]
    agenda_gestures.remove(console.context, plan_of(console))
    assert [note.text for note in still_open(console.context)] == ["A"], "with its plan off the agenda"
    for _step in range(4):
        console.actions_by_id["undo"].trigger()
    assert len(still_open(console.context)) == 3
    assert actions.actions(read, plan_of(console)) == []


def test_what_was_said_has_a_page_behind_its_counter(console: ConsoleWindow, qtbot: Any) -> None:
    assert console.column.between.text() == "Powiedziane po drodze: 0"
    console.handlers.next_step()
    for kind, text in (("parking", "Parkingi przy szkole"), ("question", "Kto odśnieża?")):
        say(console, kind, text)
    assert console.column.between.text() == "Powiedziane po drodze: 2"
    qtbot.mouseClick(console.column.between, Qt.MouseButton.LeftButton)
    panel = console.between.panel
    assert panel.isVisible()
    assert console.column.between.isChecked()
    running = agenda.current(console.context.lab.read)
    assert running is not None
    assert running.title in panel.list.item(0).text()  # when and during what it was said
    panel.list.setCurrentRow(1)
    qtbot.mouseClick(panel.done_, Qt.MouseButton.LeftButton)
    assert panel.list.count() == 1
    assert console.column.between.text() == "Powiedziane po drodze: 1"
    say(console, "declaration", "ktoś: plakaty")
    assert panel.list.count() == 2  # the page follows what is said meanwhile
    panel.reword(panel.list.item(0).data(Qt.ItemDataRole.UserRole), "Parking przy szkole")
    assert "Parking przy szkole" in panel.list.item(0).text()
    console.actions_by_id["between"].trigger()
    assert console.middle.isVisible()
    assert not console.column.between.isChecked()


def test_the_last_point_and_the_report_wait_for_what_is_open(
    console: ConsoleWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(BetweenDialog, "exec", lambda dialog: asked.append(dialog.go_on.text()) or 0)
    listed = agenda.activities(console.context.lab.read)
    say(console, "parking", "Parkingi przy szkole")
    console.handlers.start_id(listed[0].id)
    console.handlers.finish_id(listed[0].id)
    assert asked == []  # more is to come
    for item in listed[1:-1]:
        console.context.run("activity.skip", lambda tx, i=item.id: agenda.skip(tx, i))
    console.handlers.start_id(listed[-1].id)
    console.handlers.finish_id(listed[-1].id)
    assert asked == ["Zakończ ten punkt"]
    assert agenda.current(console.context.lab.read) is not None
    console.handlers.report()
    assert len(asked) == 2
    for note in still_open(console.context):
        console.context.run("note.settle", lambda tx, i=note.id: notes.settle(tx, i, "done"))
    console.handlers.finish_id(listed[-1].id)
    assert len(asked) == 2
    assert agenda.current(console.context.lab.read) is None


def test_the_contract_is_recalled_by_one_key_and_taken_away(
    console: ConsoleWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(dialog: ContractDialog) -> int:
        dialog.points.setPlainText("Mówimy pojedynczo\n\n Kończymy o czasie ")
        dialog.accept()
        return 1

    monkeypatch.setattr(ContractDialog, "exec", write)
    before = console.stage.state()
    console.actions_by_id["contract_stage"].trigger()  # not written yet: it is, and then shown
    scene = console.stage.state().scene
    assert isinstance(scene, ContractScene)
    assert scene.points == ("Mówimy pojedynczo", "Kończymy o czasie")
    assert console.actions_by_id["contract_stage"].isChecked()
    console.actions_by_id["contract_stage"].trigger()
    assert console.stage.state().scene == before.scene
    assert not console.actions_by_id["contract_stage"].isChecked()
    report = build(console.context.lab.read, ReportOptions(public=True), translator("pl"))
    assert "Kontrakt grupy" in [part.title for part in report.sections]
    assert facts.get(console.context.lab.read, "contract") == "Mówimy pojedynczo\nKończymy o czasie"


@pytest.mark.parametrize("width", [1093, 1366])
def test_twelve_open_matters_are_chosen_by_one_button_and_decided_at_once(
    console: ConsoleWindow, qtbot: Any, qapp: QApplication, width: int
) -> None:
    for number in range(12):
        say(console, "parking", f"sprawa {number}, " + "o której mówiono długo i szczegółowo, " * 3)
    console.resize(width, 614)
    console.show_between()
    settle(qapp)
    assert cut(console) == []
    dialog = BetweenDialog(console.context, "Dalej", console)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "razem" in dialog.go_on.toolTip()
    qtbot.mouseClick(dialog.panel.everything, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.panel.done_, Qt.MouseButton.LeftButton)
    assert still_open(console.context) == []
    assert dialog.go_on.isEnabled()
