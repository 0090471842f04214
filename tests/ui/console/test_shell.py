"""Starting: the welcome window, new and recent meetings, what cannot be opened, and what a crash leaves behind."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from labapp import paths
from labapp.template_files import templates
from labapp.wording.translate import translator
from ui import crash
from ui.new_dialog import NewDialog, free_path
from ui.recent_rows import when_words
from ui.safety.salvage_dialog import SalvageDialog
from ui.shell import Shell

WARSAW = ZoneInfo("Europe/Warsaw")


def button(shell: Shell, name: str) -> QPushButton:
    assert shell.welcome is not None
    found = shell.welcome.findChild(QPushButton, name)
    assert found is not None
    return found


def test_welcome_offers_every_template_and_makes_a_meeting(
    shell: Shell, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(dialog: NewDialog) -> int:
        dialog._title.setText("Toruń: program/2027")
        return 1

    monkeypatch.setattr(NewDialog, "exec", fill)
    shell.show_welcome()
    for template in templates():
        assert button(shell, f"template-{template.id}").isEnabled()
    qtbot.mouseClick(button(shell, "template-sniadanie"), Qt.MouseButton.LeftButton)
    assert (tmp_path / "Toruń program 2027.lab").exists()
    assert shell.console is not None
    assert shell.welcome is None
    assert shell.settings.recents[0].title == "Toruń: program/2027"


def test_names_are_free_and_fit_every_system(tmp_path: Path) -> None:
    first = free_path(tmp_path, 'a<b>:"c"?*  ')
    first.write_bytes(b"")
    assert first.name == "a b c.lab"
    assert free_path(tmp_path, 'a<b>:"c"?*').name == "a b c 2.lab"
    assert free_path(tmp_path, "...").name == "laboratorium.lab"


def test_a_name_typed_without_its_ending_replaces_no_meeting(
    qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Narada.lab").write_bytes(b"work")
    dialog = NewDialog(translator("pl"), "puste", "pl", tmp_path, None)
    qtbot.addWidget(dialog)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(tmp_path / "Narada"), ""))
    dialog._elsewhere()
    assert dialog.path == tmp_path / "Narada 2.lab"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(tmp_path / "Narada.lab"), ""))
    dialog._elsewhere()
    assert dialog.path == tmp_path / "Narada.lab", "whether to replace it was asked there"


def test_recents_open_and_can_be_forgotten(shell: Shell, tmp_path: Path) -> None:
    assert shell.make("puste", tmp_path / "a.lab", "Pierwsze", "pl")
    shell.close_meeting()
    assert shell.welcome is not None
    shown = shell.welcome._recents
    assert shown.count() == 1
    assert "Pierwsze" in shown.item(0).text()
    assert shown.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Pierwsze, dziś"
    shell.welcome.forget_asked.emit(str(tmp_path / "a.lab"))
    assert shown.count() == 0
    assert (tmp_path / "a.lab").exists()


@pytest.mark.parametrize("content", [b"", b"to nie jest laboratorium", b"SQLite format 3\0" + bytes(200)])
def test_what_is_no_meeting_is_refused_with_a_sentence(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, text: told.append(text))
    monkeypatch.setattr(SalvageDialog, "exec", lambda dialog: told.append(dialog.windowTitle()))  # "Cancel"
    path = tmp_path / "zly.lab"
    path.write_bytes(content)
    assert not shell.open(path)
    assert not shell.open(tmp_path / "brak.lab")
    assert len(told) == 2
    assert path.read_bytes() == content


def test_the_example_opens_finished(shell: Shell) -> None:
    assert shell.open_example()
    assert shell.console is not None
    assert shell.console.middle.activity_id


def test_opening_another_meeting_closes_this_one_whole(shell: Shell, tmp_path: Path) -> None:
    assert shell.make("puste", tmp_path / "a.lab", "A", "pl")
    assert shell.make("puste", tmp_path / "b.lab", "B", "en")
    assert shell.document is not None
    assert shell.document.path == tmp_path / "b.lab"
    assert shell.open(tmp_path / "a.lab")


def test_a_welcome_window_that_takes_anothers_place_does_not_end_the_program(
    shell: Shell, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    quits: list[bool] = []
    monkeypatch.setattr(type(shell._app), "quit", lambda *args: quits.append(True))
    shell.show_welcome()
    shell.set_language("en")
    assert shell.make("puste", tmp_path / "a.lab", "A", "pl")
    shell.close_meeting()
    assert quits == []
    assert shell.welcome is not None
    shell.welcome.close()
    assert quits == [True]


def test_days_are_said_as_people_say_them() -> None:
    now = datetime(2026, 11, 22, 10, 0, tzinfo=WARSAW)
    words = [when_words(f"{day}T22:30:00.000Z", now, translator("pl"))
             for day in ("2026-11-21", "2026-11-20", "2026-11-12", "2025-01-02")]  # fmt: skip
    assert words == ["wczoraj", "20 lis", "12 lis", "2 sty 2025"]
    assert when_words("", now, translator("pl")) == ""


def test_a_crash_report_tells_the_place_and_no_content(qtbot: Any) -> None:
    try:
        raise ValueError("Anna Nowak powiedziała to")
    except ValueError as error:
        path = crash.keep_report(ValueError, error.__traceback__, "idea.add")
    text = path.read_text(encoding="utf-8")
    assert path.parent == paths.data_folder() / "crashes"
    assert "ValueError" in text
    assert "test_shell.py" in text
    assert "idea.add" in text
    assert "Nowak" not in text


def test_only_the_newest_crash_reports_are_kept() -> None:
    made = [crash.keep_words(str(number)) for number in range(25)]
    left = sorted((paths.data_folder() / "crashes").glob("*.txt"))
    assert len(left) == 20
    assert left[-1] == made[-1]


def test_a_bug_is_told_once_and_the_work_goes_on(
    shell: Shell, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.informativeText()))
    assert shell.make("puste", tmp_path / "a.lab", "A", "pl")
    watch = crash.Watch(lambda: shell.translate, lambda: shell.console)
    monkeypatch.setattr("sys.__excepthook__", lambda *args: None)
    for _ in range(3):
        try:
            raise RuntimeError("Anna Nowak")
        except RuntimeError as error:
            watch._caught(RuntimeError, error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1
    assert "Nowak" not in told[0]
    assert str(paths.data_folder()) in told[0]


def test_a_text_size_lasts(shell: Shell, tmp_path: Path) -> None:
    assert shell.make("puste", tmp_path / "a.lab", "A", "pl")
    assert shell.console is not None
    shell.console.actions_by_id["larger"].trigger()
    assert shell.settings.get("scale") == 115
    shell.console.actions_by_id["smaller"].trigger()
    assert shell.settings.get("scale") == 100


def test_a_bug_in_a_view_goes_to_the_crash_report_and_the_gesture_is_done(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shell.make("puste", tmp_path / "a.lab", "Ala", "pl")
    assert shell.document is not None
    lab, bugs = shell.document.lab, []
    monkeypatch.setattr("sys.excepthook", lambda kind, _error, trace: bugs.append((kind, trace)))

    def bug(_changes: object) -> None:
        raise ZeroDivisionError

    lab.subscribe(bug)
    with lab.change("day.add") as tx:
        tx.insert("days", date="2026-11-22", start="09:00", title="", position="zz")
    assert [kind for kind, _trace in bugs] == [ZeroDivisionError]
    assert bugs[0][1] is not None
    assert lab.history()[0].code == "day.add"
