"""Backups, damaged files, anonymous copies, erasing and retention, through their real dialogs, in both languages."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from labapp.document import open_document
from labapp.erase import erase_person
from labapp.errors import UserError
from labapp.model import people
from labapp.store import backups
from labapp.wording.translate import translator
from tests.lab_files import add_idea, fresh, populate, words
from ui import opening
from ui.safety.anonymise_dialog import AnonymiseDialog
from ui.safety.backups_dialog import BackupsDialog
from ui.safety.erase_dialog import EraseDialog
from ui.safety.retention_dialog import RetentionDialog, remind
from ui.safety.salvage_dialog import SalvageDialog

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


@pytest.fixture(params=["pl", "en"])
def peopled(shell: Any, tmp_path: Path, request: pytest.FixtureRequest) -> ConsoleWindow:
    shell.set_language(request.param)
    with fresh(tmp_path / "spotkanie.lab") as document:
        populate(document)
    assert shell.open(tmp_path / "spotkanie.lab")
    return shell.console  # type: ignore[no-any-return]


def told(console: ConsoleWindow, polish: str, english: str) -> str:
    """Return what is expected in the language of the windows."""
    return polish if console.context._.language == "pl" else english


def settled(console: ConsoleWindow, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not console.context.jobs.busy, timeout=30_000)


def test_an_earlier_state_is_looked_into_and_restored(peopled: ConsoleWindow, qtbot: Any, tmp_path: Path) -> None:
    add_idea(peopled.context.document, "nowa")
    dialog = BackupsDialog(peopled.context, peopled)
    qtbot.addWidget(dialog)
    assert dialog._table.item(0, 1).text() == told(peopled, "przy otwarciu", "on opening")
    dialog.look()
    settled(peopled, qtbot)
    assert "Próba" in dialog.said.text()
    assert told(peopled, "kartki: 2", "cards: 2") in dialog.said.text()
    dialog.restore_to(tmp_path / "dawniej.lab")
    settled(peopled, qtbot)
    assert dialog.said.property("role") == "good"
    with open_document(tmp_path / "dawniej.lab", readonly=True) as document:
        assert len(words(document)) == 2
    assert len(words(peopled.context.document)) == 3
    dialog.restore_to(tmp_path / "dawniej.lab")
    settled(peopled, qtbot)
    assert dialog.said.property("role") == "danger"  # never over a file that is there


def reds(button: QPushButton) -> int:
    picture = button.grab().toImage()
    colours = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(colour.red() > colour.green() + 90 for colour in colours)


def test_an_earlier_state_that_still_holds_who_was_removed_is_marked_and_deleted(
    peopled: ConsoleWindow, qtbot: Any, tmp_path: Path
) -> None:
    document = peopled.context.document
    document.snapshot_now(wait=True)
    apart = tmp_path / "apart.lab"
    apart.write_bytes(document.path.read_bytes())
    with closing(sqlite3.connect(apart)) as store, store:  # as if somebody else had made its last change
        store.execute("UPDATE changes SET at = '2026-11-22T08:00:00.000Z' WHERE id = (SELECT max(id) FROM changes)")
    erase_person(document, people.participants(document.lab.read)[0].id)
    document.backup("change")
    backups.keep(document.uid, apart, "2026-11-22T08:00:00.000Z", "second-place")
    dialog = BackupsDialog(peopled.context, peopled)
    qtbot.addWidget(dialog)
    assert [dialog._table.item(row, 1).text() for row in range(2)] == [
        told(peopled, "w trakcie pracy", "during work"),
        told(peopled, "zawiera usunięte dane; to, co było w drugim miejscu",
             "holds somebody removed; what lay at the second place"),
    ]  # fmt: skip
    assert not dialog._delete.isHidden()
    assert not dialog._delete.isEnabled()  # the newest is a state of this meeting
    asleep = reds(dialog._delete)
    dialog._table.selectRow(1)
    assert asleep < reds(dialog._delete)  # and looks it
    dialog.look()
    settled(peopled, qtbot)
    assert told(peopled, "osoby: 3", "people: 3") in dialog.said.text()
    dialog._delete.click()
    assert dialog.said.text() == told(peopled, "Usunięto.", "Deleted.")
    assert [backup.reason for backup in document.backups()] == ["change"]
    assert dialog._table.rowCount() == 1
    assert not dialog._delete.isEnabled()


def test_an_anonymous_copy_lists_what_was_done(peopled: ConsoleWindow, qtbot: Any, tmp_path: Path) -> None:
    add_idea(peopled.context.document, "Jan Nowak prosi o ławkę")  # not in the user's file yet
    dialog = AnonymiseDialog(peopled.context, peopled)
    qtbot.addWidget(dialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    lacking = told(peopled, "inicjały;przezwiska;spoza listy", "initials;nicknames;no list").split(";")
    for left in (*lacking, "600 123 456"):  # what nobody may rely on
        assert left in said.partition(told(peopled, "Nie są szukane", "Not looked for"))[2], said
    dialog.write_to(tmp_path / "anon.lab")
    settled(peopled, qtbot)
    assert told(peopled, "uczestnicy (email): ", "participants (email): ") in dialog.lines.toPlainText()
    with open_document(tmp_path / "anon.lab", readonly=True) as document:
        assert "102 prosi o ławkę" in words(document)


def test_a_person_is_removed_for_good(peopled: ConsoleWindow, qtbot: Any, tmp_path: Path) -> None:
    anna = next(person.id for person in people.participants(peopled.context.lab.read) if "Anna" in person.name)
    dialog = EraseDialog(peopled.context, anna, peopled)
    qtbot.addWidget(dialog)
    assert dialog.close_button.isDefault()
    dialog._erase.click()
    assert told(peopled, "zastąpiono 2 wzmianki", "2 mentions in texts") in dialog.lines.toPlainText()
    assert b"Kowalsk" not in (tmp_path / "spotkanie.lab").read_bytes()
    assert peopled.context.document.backups() == []
    assert not dialog._erase.isEnabled()


def test_the_action_erases_only_whom_the_list_has_chosen(
    peopled: ConsoleWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(EraseDialog, "exec", lambda self: seen.append(self._participant))
    peopled.actions_by_id["erase"].trigger()
    assert seen == []
    assert peopled.people.isVisible()
    peopled.people._table.selectRow(0)
    peopled.actions_by_id["erase"].trigger()
    assert len(seen) == 1


def test_what_is_due_is_said_on_opening_and_removed(peopled: ConsoleWindow, qtbot: Any) -> None:
    peopled.context.lab.clock = lambda: datetime(2026, 12, 24, tzinfo=UTC)
    assert told(peopled, "potrzeby i diety", "needs and diets") in remind(peopled.context)
    dialog = RetentionDialog(peopled.context, peopled)
    qtbot.addWidget(dialog)
    assert [dialog.boxes[name].isChecked() for name in ("needs", "contacts")] == [True, False]
    needs = dialog.boxes["needs"].text()
    assert told(peopled, "1 osoba; do 22 listopada 2026", "1 person; until 22 November 2026") in needs
    dialog.set_until(date(2026, 12, 1))
    assert dialog.boxes["contacts"].isChecked()
    dialog._remove.click()
    assert told(peopled, "2 osób", "2 people") in dialog.said.text()
    assert remind(peopled.context) == ""


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_damaged_file_is_offered_for_salvage_and_opens(
    qapp: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    path = tmp_path / "a.lab"
    with fresh(path) as document:
        for number in range(60):
            add_idea(document, f"kartka {number}")
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 8192] = b"\xff" * 8192
    path.write_bytes(raw)

    def through(dialog: SalvageDialog) -> int:
        qtbot.addWidget(dialog)
        dialog.begin()
        qtbot.waitUntil(lambda: dialog._open.isVisibleTo(dialog), timeout=30_000)
        assert dialog.lines.toPlainText()
        dialog.accept()
        return 1

    monkeypatch.setattr(SalvageDialog, "exec", through)
    document = opening.open_asking(path, None, translator(language))
    assert document is not None
    with document:
        assert document.path != path
        assert words(document)
    assert path.read_bytes() == raw


def test_nothing_to_salvage_says_so(qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "b.lab").write_bytes(b"nothing of ours " * 1000)
    dialog = SalvageDialog(tmp_path / "b.lab", UserError("store.not-a-database", path="b"), translator("pl"), None)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.said.property("role") == "danger", timeout=30_000)
    assert not dialog.target.exists()
    dialog.reject()


@pytest.mark.parametrize("make", [BackupsDialog, AnonymiseDialog, RetentionDialog])
def test_labels_take_every_letter_for_itself(
    peopled: ConsoleWindow, qtbot: Any, make: Callable[..., Any]
) -> None:
    dialog = make(peopled.context, peopled)
    qtbot.addWidget(dialog)
    dialog.say("<b>x</b>")
    wrapping = [label for label in dialog.findChildren(QLabel) if label.wordWrap()]
    assert {label.textFormat() for label in wrapping} == {Qt.TextFormat.PlainText}
