"""What must not end the program, nor leave it running without a window: settings, bugs, a disk that is full."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from labapp import paths
from labapp.document import open_document
from labapp.errors import WorldError
from labapp.settings import Settings
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator
from tests.lab_files import add_idea, fresh, words_in
from ui import app as program
from ui import crash
from ui.console.window import ConsoleWindow
from ui.shell import Shell


@pytest.fixture
def quits(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    asked: list[bool] = []
    monkeypatch.setattr(type(shell._app), "quit", lambda *args: asked.append(True))
    return asked


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What message boxes said; a bug also goes to the standard error, which says nothing here."""
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, text: said.append(text))
    monkeypatch.setattr("sys.__excepthook__", lambda *args: None)
    return said


def nothing_can_be_remembered() -> Path:
    """Put a folder where the settings are written: it cannot be replaced by a file."""
    file = paths.config_folder() / "settings.json"
    file.unlink(missing_ok=True)
    file.mkdir()
    (file / "x").write_text("x", encoding="utf-8")
    return file


def strikes(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let a bug strike while the console of one file is built."""
    whole = ConsoleWindow.show_current

    def show_current(window: ConsoleWindow) -> None:
        if window.context.document.path.name == name:
            raise RuntimeError("a value nobody foresaw")
        whole(window)

    monkeypatch.setattr(ConsoleWindow, "show_current", show_current)


def test_a_meeting_closes_whole_where_settings_cannot_be_written(
    shell: Shell, tmp_path: Path, quits: list[bool]
) -> None:
    fresh(tmp_path / "a.lab").close()
    assert shell.open(tmp_path / "a.lab")
    console = shell.console
    assert console is not None
    add_idea(console.context.document, "ostatnia")
    nothing_can_be_remembered()
    console.close()
    assert quits == [True]
    assert not console.isVisible()
    assert shell.document is None
    assert words_in(tmp_path / "a.lab") == ["ostatnia"]
    open_document(tmp_path / "a.lab").close()  # nobody holds it any more


def test_a_choice_that_cannot_be_kept_holds_and_is_said_once(
    console: ConsoleWindow, shell: Shell, tmp_path: Path, qtbot: Any
) -> None:
    file = nothing_can_be_remembered()
    shell.set_theme("dark")
    assert shell.console is not None
    again = shell.console
    assert again.context.theme.name == "dark"
    qtbot.waitUntil(lambda: "nie da się" in again.message.text)
    assert str(file) in again.message.text
    again.message.clear()
    shell.set_scale(115)
    again.actions_by_id["sound"].trigger()
    assert shell.console is not None
    assert (shell.settings.get("scale"), shell.settings.get("sound")) == (115, False)
    fresh(tmp_path / "b.lab").close()
    assert shell.open(tmp_path / "b.lab")
    assert shell.console is not None
    assert "nie da się" not in shell.console.message.text
    (file / "x").unlink()
    file.rmdir()
    shell.settings.put("organiser", "Gmina")  # what waited goes along
    kept = Settings()
    assert (kept.get("theme"), kept.get("scale"), kept.get("sound")) == ("dark", 115, False)
    assert kept.recents[0].path == str(tmp_path / "b.lab")


CANNOT_BE_SHOWN = (
    "This meeting cannot be shown: something in it is other than the program expects. Its file stays as it is."
)


@pytest.mark.parametrize("readonly", [False, True])
def test_a_bug_in_building_the_console_goes_back_to_the_meeting_before(
    console: ConsoleWindow, shell: Shell, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch,
    readonly: bool,
) -> None:  # fmt: skip
    before = console.context.document.path
    if readonly:
        assert shell.open(before, readonly=True)
    fresh(tmp_path / "b.lab").close()
    strikes(monkeypatch, "b.lab")
    assert not shell.open(tmp_path / "b.lab")
    assert shell.document is not None
    assert (shell.document.path, shell.document.lab.readonly) == (before, readonly)
    assert shell.console is not None
    assert shell.console.isVisible()
    assert shell.welcome is None
    assert told == [shell.translate(CANNOT_BE_SHOWN)]
    assert len(list((paths.data_folder() / "crashes").glob("*.txt"))) == 1
    open_document(tmp_path / "b.lab").close()


def test_a_bug_with_no_meeting_before_leaves_a_window_and_no_lock(
    shell: Shell, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh(tmp_path / "b.lab").close()
    strikes(monkeypatch, "b.lab")
    assert not shell.open(tmp_path / "b.lab")
    assert shell.welcome is not None
    assert shell.welcome.isVisible()
    assert (shell.console, shell.document) == (None, None)
    assert told == [shell.translate(CANNOT_BE_SHOWN)]
    open_document(tmp_path / "b.lab").close()


def test_a_rehearsal_gives_way_to_the_meeting_itself_where_another_cannot_be_shown(
    console: ConsoleWindow, shell: Shell, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = console.context.document.path
    assert shell.rehearsal.begin()
    fresh(tmp_path / "b.lab").close()
    strikes(monkeypatch, "b.lab")
    assert not shell.open(tmp_path / "b.lab")
    assert shell.document is not None
    assert (shell.document.path, shell.rehearsal.on) == (home, False)
    assert told == [shell.translate(CANNOT_BE_SHOWN)]


def test_a_rehearsal_that_a_bug_strikes_goes_back_to_the_meeting(
    console: ConsoleWindow, shell: Shell, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = console.context.document.path
    whole = ConsoleWindow.show_current

    def show_current(window: ConsoleWindow) -> None:
        if window.shell.rehearsal.on:
            raise RuntimeError("a value nobody foresaw")
        whole(window)

    monkeypatch.setattr(ConsoleWindow, "show_current", show_current)
    assert not shell.rehearsal.begin()
    assert told
    assert not shell.rehearsal.on
    assert shell.document is not None
    assert shell.document.path == path
    assert shell.console is not None


def test_a_program_started_with_a_file_that_strikes_a_bug_shows_the_welcome_window(
    qapp: QApplication, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh(tmp_path / "b.lab").close()
    strikes(monkeypatch, "b.lab")
    seen: list[str] = []

    def run(_app: QApplication) -> int:
        windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        seen.extend(type(window).__name__ for window in windows)
        for window in windows:
            window.close()
        return 0

    monkeypatch.setattr(QApplication, "exec", run)
    monkeypatch.setattr(crash.Watch, "install", lambda watch: None)  # this process has a watch already: pytest's
    assert program.main([str(tmp_path / "b.lab")]) == 0
    assert seen == ["WelcomeWindow"]
    assert told
    open_document(tmp_path / "b.lab").close()




def test_a_bug_in_leaving_the_meeting_before_locks_neither(
    console: ConsoleWindow, shell: Shell, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = console.context.document.path
    fresh(tmp_path / "b.lab").close()
    whole = ConsoleWindow.let_go

    def let_go(window: ConsoleWindow, *, keep_stage: bool = False) -> None:
        whole(window, keep_stage=keep_stage)
        if window is console:
            raise RuntimeError("a value nobody foresaw")

    monkeypatch.setattr(ConsoleWindow, "let_go", let_go)
    assert not shell.open(tmp_path / "b.lab")
    assert told
    assert shell.document is not None
    assert shell.document.path == before
    open_document(tmp_path / "b.lab").close()


def test_a_file_that_cannot_be_written_for_some_seconds_is_said_with_its_reason_once(
    console: ConsoleWindow, qtbot: Any
) -> None:
    """Three words in the header were all that told of it until the meeting was closed."""
    document, said = console.context.document, []
    console.context.signals.message.connect(lambda text, tone: said.append((tone, text)))
    document.path.unlink()
    document.path.mkdir()  # a folder lies there: no file can take its place
    try:
        add_idea(document, "park")
        said.clear()
        document.snapshot(now=True)
        failing = document.status().file.failure is not None
        for _second in range(10):
            console.tick()
    finally:
        document.path.rmdir()
    assert failing
    assert [tone for tone, _text in said] == ["warning"]
    assert "Nic nie przepadło" in said[0][1]
    assert str(document.path) in said[0][1]


def test_a_full_disk_under_the_work_itself_offers_no_other_place() -> None:
    """The working copy's path means nothing to anybody, and no other one can be chosen for it."""
    full = error_sentence(WorldError("store.full", path="/home/anna/labapp/work/x/lab.db"), translator("en"))
    assert "lab.db" not in full
    assert "do it again" in full
    assert "choose another" in error_sentence(WorldError("store.full", path="/stick/a.lab"), translator("en"))
