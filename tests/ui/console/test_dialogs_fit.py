"""Every dialog of the console and of votes, plans and boards fits a laptop's screen of 1093×614 at every text size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog

from labapp.kinds.plan import actions
from labapp.model import agenda, ideas, people
from ui.booth.pin_dialog import PinDialog
from ui.console.sectors_dialog import SectorsDialog
from ui.console.tables_dialog import TablesDialog
from ui.kinds.vote.entitled_dialog import EntitledDialog
from ui.kinds.vote.small_dialogs import ChooseDialog, ExplainDialog, PrintDialog, ReasonDialog
from ui.kinds.vote.tie_dialog import TieDialog

from .fitting import Looked

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow
    from ui.shell import Shell

ACTIONS = (
    "facts", "second_place", "report", "history", "contract", "add_activity", "edit_activity", "day", "check_agenda",
    "tables", "room_check", "shortcuts", "palette", "add_person", "retention", "backups", "between",
)  # fmt: skip
LONG = "Zespół po połowie z urzędników i organizacji, który pisze projekt programu współpracy na przyszły rok"
BODY = "Stowarzyszenie Mieszkańców Osiedla Leśnego i Okolic w Brzezinach nad Strugą"


@pytest.fixture(params=[(scale, language) for scale in (100, 130, 150) for language in ("pl", "en")], ids=str)
def console(
    request: pytest.FixtureRequest, shell: Shell, opened: Callable[[str], ConsoleWindow]
) -> Iterator[ConsoleWindow]:
    scale, language = request.param
    shell.settings.put("scale", scale)
    shell.settings.put("language", language)
    shell.dress.put_on()
    made = opened("laboratorium")
    with made.context.lab.change("person.add") as tx:
        body = people.add_entity(tx, BODY)
        for number in range(6):
            people.arrive(tx, people.add_participant(tx, name=f"Osoba Przykładowa-Wymyślona {number}", entity=body))
    made.resize(1093, 614)
    yield made
    shell.settings.put("scale", 100)
    shell.dress.put_on()


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Looked:
    made = Looked()
    monkeypatch.setattr(QDialog, "exec", lambda dialog: made.look(dialog))
    return made


def of_kind(console: ConsoleWindow, kind: str) -> str:
    return next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == kind)


def with_cards(console: ConsoleWindow) -> list[ideas.Card]:
    board = of_kind(console, "board")
    with console.context.lab.change("idea.add") as tx:
        for number in range(4):
            ideas.add(tx, board, f"{LONG} {number}")
    console.show_activity(board)
    return ideas.cards(console.context.lab.read, board)


def test_every_dialog_fits_the_smallest_screen(console: ConsoleWindow, looked: Looked) -> None:
    console.show_activity(of_kind(console, "board"))
    console.middle.page.edit_settings()
    for name in ACTIONS:
        console.actions_by_id[name].trigger()
    SectorsDialog(console.context, console).exec()
    looked.look(console.findChild(TablesDialog))  # it stands beside the work
    assert looked.problems == []
    assert {"SettingsDialog", "RoomCheck", "FactsDialog", "ActivityDialog", "TablesDialog"} <= looked.seen


def test_dialogs_of_cards_fit(console: ConsoleWindow, looked: Looked) -> None:
    card = with_cards(console)[0]
    page = console.middle.page
    page.reselect(card.placement)
    for gesture in (page.edit_card, page.split_card, page.carry_over, page.show_life):
        gesture()
    assert looked.problems == []
    assert {"CardDialog", "SplitDialog", "CarryDialog", "LifeDialog"} <= looked.seen


def test_dialogs_of_a_plan_fit(console: ConsoleWindow, looked: Looked) -> None:
    with_cards(console)
    plan = of_kind(console, "plan")
    console.show_activity(plan)
    page = console.middle.page
    page.add_from_ideas()
    console.context.run("plan.add", lambda tx: actions.add(tx, plan, LONG))
    page.table.selectRow(0)
    page.edit_action()
    assert looked.problems == []
    assert {"SourceDialog", "ActionDialog"} <= looked.seen


def test_dialogs_of_a_vote_fit(console: ConsoleWindow, looked: Looked) -> None:
    with_cards(console)
    vote = of_kind(console, "vote")
    console.show_activity(vote)
    page, _ = console.middle.page, console.context._
    page.setup.pick()
    settings = {**agenda.activity(console.context.lab.read, vote).settings, "entitled": "entities"}
    tied = [(f"{number}.  {LONG}", str(number)) for number in range(1, 7)]
    for dialog in (
        EntitledDialog(console.context, settings, page), PrintDialog(24, _, page), ReasonDialog(_, page, tied=3),
        ChooseDialog(LONG, _("Cancel"), [(text, ident) for text, ident in tied], _, page), PinDialog(_, page),
        ExplainDialog(3, LONG, _, page, sheets=[3, 17, 24]),
        TieDialog(tied, _, page, equal=True, places=2, again=True),
    ):  # fmt: skip
        dialog.exec()
    assert looked.problems == []
    assert "PickDialog" in looked.seen
