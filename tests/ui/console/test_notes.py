"""The moderator's notes at the right: kept while typing, and never lost to what stands in the way."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPlainTextEdit

from labapp.model import agenda
from tests.lab_files import add_idea


def test_notes_that_could_not_be_written_stay_and_are_written_later(console: Any) -> None:
    lab, side = console.context.lab, console.side
    first, second = [item.id for item in agenda.activities(lab.read)][:2]
    console.show_activity(first)
    notes = side.findChild(QPlainTextEdit)

    lab.store.execute("PRAGMA query_only = ON")
    notes.setPlainText("spytać o most")
    side.keep()
    console.show_activity(second)
    assert notes.toPlainText() == agenda.activity(lab.read, second).notes
    console.show_activity(first)
    assert notes.toPlainText() == "spytać o most"
    lab.store.execute("PRAGMA query_only = OFF")
    add_idea(console.context.document, "most")
    assert notes.toPlainText() == "spytać o most"
    console.show_activity(second)
    assert agenda.activity(lab.read, first).notes == "spytać o most"


def test_a_point_whose_making_is_undone_while_it_is_shown_has_no_notes_to_keep(console: Any) -> None:
    lab = console.context.lab
    bugs: list[Exception] = []
    lab.listeners.failed = bugs.append
    with lab.change("activity.add") as tx:
        new = agenda.add_activity(tx, agenda.days(tx)[0].id, "board", "Nowe")
    console.show_activity(new)
    assert lab.undo() is not None
    assert not bugs
    assert console.middle.activity_id != new
