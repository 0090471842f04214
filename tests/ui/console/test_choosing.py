"""Another program changed the file while it is open: what is asked then stops neither the room nor the copies."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox

from labapp import disk
from labapp.document import open_document
from labapp.model import agenda, countdown
from labapp.store import keeper
from tests.lab_files import add_idea, fresh, words
from ui.console.window import ConsoleWindow
from ui.shell import Shell


@pytest.fixture(autouse=True)
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was said in boxes that only inform."""
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, text: told.append(text))
    return told


@pytest.fixture
def changed(shell: Shell, tmp_path: Path) -> ConsoleWindow:
    """A meeting under way whose file has got another title from somebody else."""
    fresh(tmp_path / "a.lab").close()
    assert shell.open(tmp_path / "a.lab")
    console = shell.console
    assert console is not None
    document = console.context.document
    first = agenda.activities(document.lab.read)[0]
    with document.lab.change("activity.start", undoable=False) as tx:
        agenda.start(tx, first.id)
        countdown.start(tx, 300)
    document.snapshot_now(wait=True)
    with closing(sqlite3.connect(tmp_path / "a.lab")) as other:
        other.execute("UPDATE lab SET value = '\"Inny\"' WHERE key = 'title'")
        other.commit()
    add_idea(document, "nasza")
    document.snapshot_now(wait=True)
    assert document.status().choice
    return console


def box_of(console: ConsoleWindow) -> QMessageBox | None:
    boxes = [box for box in console.findChildren(QMessageBox) if box.isVisible()]
    return boxes[0] if boxes else None


def press(console: ConsoleWindow, start: str) -> None:
    box = box_of(console)
    assert box is not None
    next(button for button in box.buttons() if button.text().startswith(start)).click()


def seconds(console: ConsoleWindow) -> int:
    state = console.stage.state()
    assert state.timer is not None
    return state.timer.remaining_seconds


def test_the_rooms_seconds_and_the_copies_go_on_while_it_is_asked(
    changed: ConsoleWindow, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "QUIET", 0.1)
    (tmp_path / "stick").mkdir()
    changed.context.document.set_second_place(tmp_path / "stick")
    qtbot.waitUntil(lambda: box_of(changed) is not None, timeout=5000)
    shown: list[int] = []
    changed.stage.window.shown.connect(lambda state: shown.append(state.timer.remaining_seconds))
    add_idea(changed.context.document, "przy pytaniu")

    def kept() -> bool:
        file = tmp_path / "stick" / "a.lab"
        if not file.exists():
            return False
        with open_document(file, readonly=True) as copy:
            return words(copy) == ["nasza", "przy pytaniu"]

    qtbot.waitUntil(lambda: len(set(shown)) > 2 and kept(), timeout=10_000)
    assert box_of(changed) is not None
    assert len([box for box in changed.findChildren(QMessageBox) if box.isVisible()]) == 1
    press(changed, "Wersja z ekranu")
    qtbot.waitUntil(lambda: not changed.context.document.status().choice)


def test_the_changed_file_goes_on_and_ours_lies_beside(
    changed: ConsoleWindow, shell: Shell, tmp_path: Path, qtbot: Any
) -> None:
    changed.tick()
    press(changed, "Wersja ze")
    qtbot.waitUntil(lambda: shell.console is not None and shell.console is not changed)
    assert shell.document is not None
    assert words(shell.document) == []
    assert shell.settings.recents[0].path == str(tmp_path / "a.lab")
    with open_document(next(tmp_path.glob("a (*).lab")), readonly=True) as ours:
        assert words(ours) == ["nasza"]


@pytest.mark.parametrize("answer", ["Wersja z ekranu", "Wersja ze"])
def test_a_full_disk_beside_the_file_is_said_and_both_states_stay(
    changed: ConsoleWindow, shell: Shell, said: list[str], tmp_path: Path, qtbot: Any,
    monkeypatch: pytest.MonkeyPatch, answer: str,
) -> None:  # fmt: skip
    foreign = (tmp_path / "a.lab").read_bytes()
    whole = Path.replace

    def full(path: Path, target: Path) -> Path:
        if Path(target).parent == tmp_path:
            raise OSError(errno.ENOSPC, "full", str(target))
        return whole(path, target)

    changed.tick()
    with monkeypatch.context() as world:
        world.setattr(Path, "replace", full)
        press(changed, answer)
        qtbot.waitUntil(lambda: bool(said))
    assert shell.console is changed
    assert (tmp_path / "a.lab").read_bytes() == foreign
    assert words(changed.context.document) == ["nasza"]
    changed.tick()
    press(changed, "Wersja z ekranu")
    qtbot.waitUntil(lambda: not changed.context.document.status().choice)
    assert disk.fingerprint(tmp_path / "a.lab")
