"""Back to a moment, from the list of sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from labapp.model import people
from ui.console.history_dialog import HistoryDialog

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


def add_person(console: ConsoleWindow, name: str) -> None:
    console.context.run("person.add", lambda tx: people.add_participant(tx, name=name))


def names(console: ConsoleWindow) -> list[str]:
    return [person.name for person in people.participants(console.context.lab.read)]


def test_back_to_a_moment_and_forth_again(console: ConsoleWindow, qtbot: Any) -> None:
    for name in ("Anna", "Ewa", "Jan"):
        add_person(console, name)
    dialog = HistoryDialog(console.context, console)
    qtbot.addWidget(dialog)
    assert not dialog._back.isEnabled()
    dialog._table.selectRow(2)
    assert "2 późniejsze zmiany" in dialog._said.text()
    dialog._back.click()
    assert names(console) == ["Anna"]
    assert "Cofnięto 2 zmiany" in dialog._said.text()
    assert [dialog._table.item(row, 1).text() for row in range(3)] == [
        "powrót do wcześniejszej chwili: cofnięto 2 zmiany",
        "dodano osobę: kod 103 (cofnięte)", "dodano osobę: kod 102 (cofnięte)",
    ]  # fmt: skip
    console.handlers.undo()
    assert names(console) == ["Anna", "Ewa", "Jan"]


def test_a_vote_in_the_way_is_named(console: ConsoleWindow, qtbot: Any) -> None:
    add_person(console, "Anna")
    with console.context.lab.change("vote.open", undoable=False, barrier=True):
        pass
    add_person(console, "Ewa")
    dialog = HistoryDialog(console.context, console)
    qtbot.addWidget(dialog)
    dialog._table.selectRow(3)
    assert "Nie można wrócić dalej" in dialog._said.text()
    assert "otwarto głosowanie" in dialog._said.text()
    dialog._back.click()
    assert names(console) == ["Anna"]


def test_what_cannot_be_taken_back_is_said_and_nothing_changes(console: ConsoleWindow, qtbot: Any) -> None:
    add_person(console, "Anna")
    person = people.participants(console.context.lab.read)[0].id
    with console.context.lab.change("person.arrive", undoable=False) as tx:
        people.arrive(tx, person)
    dialog = HistoryDialog(console.context, console)
    qtbot.addWidget(dialog)
    dialog._table.selectRow(2)
    dialog._back.click()
    assert dialog._said.property("role") == "danger"
    assert names(console) == ["Anna"]
