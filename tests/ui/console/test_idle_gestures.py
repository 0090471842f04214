"""A form opened and saved without a change is no change: whatever the dialog, the history does not hear of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QDialog

from labapp.model import agenda, ideas, people
from ui.kinds.board.page import BoardPage
from ui.kinds.plan.page import PlanPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.console.window import ConsoleWindow


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Accept every dialog as it comes; tells which came."""
    seen: list[str] = []

    def accepted(dialog: QDialog) -> int:
        dialog.show()
        seen.append(type(dialog).__name__)
        dialog.accept()
        dialog.deleteLater()
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", accepted)
    return seen


def _page(console: ConsoleWindow, kind: str) -> Any:
    ident = next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == kind)
    console.show_activity(ident)
    return console.middle.page


def _card(console: ConsoleWindow) -> Callable[[], object]:
    page = _page(console, "board")
    assert isinstance(page, BoardPage)
    console.context.run("idea.add", lambda tx: ideas.add(tx, page.activity_id, "łąka zamiast trawnika"))
    card = ideas.cards(console.context.lab.read, page.activity_id)[0]
    page.reselect(card.placement)
    return lambda: page.act("edit")


def _action(console: ConsoleWindow) -> Callable[[], object]:
    page = _page(console, "plan")
    assert isinstance(page, PlanPage)
    page.line.setText("Posadzić łąkę")
    page.add()
    page.table.selectRow(0)
    return page.edit_action


def _person(console: ConsoleWindow) -> Callable[[], object]:
    console.context.run("person.add", lambda tx: people.add_participant(
        tx, name="Anna Próbna", code="7", consents={"photo": True, "contact": True}, needs="winda"))  # fmt: skip
    console.show_people()
    return console.people._edit


def _point(console: ConsoleWindow) -> Callable[[], object]:
    return lambda: console.handlers.edit_activity_id(console.middle.activity_id)


GESTURES: dict[str, Callable[[ConsoleWindow], Callable[[], object]]] = {
    "CardDialog": _card,
    "ActionDialog": _action,
    "PersonDialog": _person,
    "ActivityDialog": _point,
    "DayDialog": lambda console: lambda: console.handlers.edit_day(""),
    "FactsDialog": lambda console: console.handlers.facts,
    "ContractDialog": lambda console: console.handlers.around.contract,
}


@pytest.mark.parametrize("name", GESTURES)
def test_saving_a_form_without_a_change_records_nothing(opened: Any, saved: list[str], name: str) -> None:
    console = opened("laboratorium")
    save = GESTURES[name](console)
    before = console.context.lab.history()
    undo = console.actions_by_id["undo"].text()
    save()
    assert saved == [name]
    assert console.context.lab.history() == before
    assert console.actions_by_id["undo"].text() == undo
