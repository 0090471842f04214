"""Markup in names, titles and cards is shown as it was typed: no label of the console or of a dialog obeys it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableWidget, QWidget

from labapp.model import agenda, ideas, people
from tests.reliability.test_hostile import MARKUP, planted
from ui.console.facts_dialog import FactsDialog
from ui.console.history_dialog import HistoryDialog
from ui.console.person_dialog import PersonDialog
from ui.console.places_dialog import PlacesDialog
from ui.console.sectors_dialog import SectorsDialog
from ui.safety.erase_dialog import EraseDialog
from ui.widgets.life_dialog import LifeDialog

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


@pytest.fixture
def hostile(shell: Any, tmp_path: Path) -> ConsoleWindow:
    path = tmp_path / "<b>x<img src=y>.lab"
    planted(path)
    assert shell.open(path)
    return shell.console  # type: ignore[no-any-return]


def obeying(widget: QWidget) -> list[str]:
    """Name labels that would read a text of the meeting as markup, and tool tips that would."""
    found = [
        f"label {type(label.parent()).__name__}/{label.objectName()}: {label.text()[:40]}"
        for label in widget.findChildren(QLabel)
        if "<b>x" in label.text() and label.textFormat() != Qt.TextFormat.PlainText
    ]
    found += [
        f"tip {type(child.parent()).__name__}/{type(child).__name__}: {child.toolTip()[:40]}"
        for child in widget.findChildren(QWidget)
        if "<b>x" in child.toolTip()
    ]
    for table in widget.findChildren(QTableWidget):
        for row in range(table.rowCount()):
            for column in range(table.columnCount()):
                item = table.item(row, column)
                if item is not None and "<b>x" in item.toolTip():
                    found.append(f"tip of a cell {row}/{column}: {item.toolTip()[:40]}")
    return found


def planted_idea(console: ConsoleWindow) -> str:
    read = console.context.lab.read
    return next(card.idea for card in ideas.cards(read, agenda.activities(read)[0].id) if MARKUP in card.text)


def test_the_console_shows_it_as_typed(hostile: ConsoleWindow, qtbot: Any) -> None:
    assert obeying(hostile) == []
    for item in agenda.activities(hostile.context.lab.read):
        hostile.show_activity(item.id)
        assert obeying(hostile) == []
    hostile.show_people()
    assert obeying(hostile) == []
    for kind in ("presence", "parking", "question"):
        hostile.quick.open(kind)
        assert obeying(hostile) == []


def test_messages_show_it_as_typed(hostile: ConsoleWindow, qtbot: Any) -> None:
    for tone in ("info", "warning", "danger", "good"):
        hostile.context.tell(MARKUP, tone)
        assert obeying(hostile) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda c: FactsDialog(c.context, c),
        lambda c: HistoryDialog(c.context, c),
        lambda c: PlacesDialog(c.context, c),
        lambda c: SectorsDialog(c.context, c),
        lambda c: PersonDialog(c.context, people.participants(c.context.lab.read)[0].id, c),
        lambda c: EraseDialog(c.context, people.participants(c.context.lab.read)[0].id, c),
        lambda c: LifeDialog(c.context.lab.read, planted_idea(c), c.context._, c),
    ],
)
def test_dialogs_show_it_as_typed(hostile: ConsoleWindow, qtbot: Any, make: Any) -> None:
    dialog = make(hostile)
    qtbot.addWidget(dialog)
    assert obeying(dialog) == []


def test_a_card_with_markup_is_not_merely_missing(hostile: ConsoleWindow) -> None:
    cards = ideas.cards(hostile.context.lab.read, agenda.activities(hostile.context.lab.read)[0].id)
    assert f"{MARKUP}." in [card.text for card in cards]
