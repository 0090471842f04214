"""No part of a page or dialog is ever a window of its own: it would flash over the work and take keys and focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from labapp.model import agenda, ideas, people
from ui.console.actions import ACTIONS
from ui.console.import_dialog import ImportDialog
from ui.stage.window import StageWindow

if TYPE_CHECKING:
    from pathlib import Path

    from ui.console.window import ConsoleWindow

OWN = (QMainWindow, QDialog, StageWindow)
NO_DIALOG = {"new", "open", "open_read", "close", "anonymise", "compare", "photo", "import_people", "rehearsal"}
"""What asks the system for a file, or ends the meeting."""


class Strays(QObject):
    """Notes what is shown as a window and is none."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every widget that is shown."""
        shown = event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, OWN):
            self.seen.add(type(watched).__name__)
        return False


@pytest.fixture
def strays(qapp: QApplication) -> Strays:
    return Strays()


def test_no_part_of_a_page_is_shown_as_a_window(
    opened: Callable[[str], ConsoleWindow], qapp: QApplication, strays: Strays
) -> None:
    qapp.installEventFilter(strays)
    try:
        console = opened("laboratorium")
        for ident in {item.kind: item.id for item in agenda.activities(console.context.lab.read)}.values():
            console.show_activity(ident)
        console.show_people()
        console.show_between()
    finally:
        qapp.removeEventFilter(strays)
    assert strays.seen == set()


def test_no_part_of_a_dialog_is_shown_as_a_window(
    opened: Callable[[str], ConsoleWindow], qapp: QApplication, strays: Strays, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    console = opened("laboratorium")
    asked: list[str] = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: asked.append(type(dialog).__name__))
    with console.context.lab.change("person.add") as tx:
        people.arrive(tx, people.add_participant(tx, name="Anna Testowa"))
    listed = tmp_path / "lista.csv"
    listed.write_text("Imię i nazwisko;Sektor\nJan Testowy;Samorząd\n", encoding="utf-8")
    qapp.installEventFilter(strays)
    try:
        for spec in ACTIONS:
            if spec.text.endswith("…") and spec.id not in NO_DIALOG:
                console.actions_by_id[spec.id].trigger()
        points = {item.kind: item.id for item in agenda.activities(console.context.lab.read)}
        with console.context.lab.change("idea.add") as tx:
            ideas.add(tx, points["board"], "Tablica ogłoszeń w każdym sołectwie")
        console.show_activity(points["plan"])
        console.middle.page.add_from_ideas()
        dialog = ImportDialog(console.context, listed, console)
        dialog.exec()
        dialog.deleteLater()
    finally:
        qapp.removeEventFilter(strays)
    assert len(set(asked)) > 10, asked
    assert strays.seen == set()
