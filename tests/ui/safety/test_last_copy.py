"""A place that takes its time while a meeting is closed: said, and nobody has to wait for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from labapp import disk
from labapp.document import open_document
from tests.lab_files import add_idea, fresh, words
from ui.leaving import LastCopy


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A folder in which nothing is finished until the event is set."""
    (tmp_path / "share").mkdir()
    answers = threading.Event()
    whole = disk.replace_by_copy

    def slow(source: Path, target: Path, sign: Any = lambda: None) -> None:
        if target.parent.name == "share":
            assert answers.wait(60)
            sign()
        whole(source, target, sign)

    monkeypatch.setattr(disk, "replace_by_copy", slow)
    yield answers
    answers.set()


def when_shown(press: Any) -> None:
    """Do something with the dialog once it is there."""

    def look() -> None:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, LastCopy) and w.isVisible()]
        if found:
            press(found[0])
        else:
            QTimer.singleShot(20, look)

    look()


@pytest.fixture
def working(shell: Any, share: threading.Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "share" / "a.lab"
    share.set()
    fresh(path).close()
    assert shell.open(path)
    share.clear()
    add_idea(shell.document, "ostatnia")
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, text: pytest.fail(text))
    return path


def test_closing_now_leaves_the_copy_of_this_computer(shell: Any, share: threading.Event, working: Path) -> None:
    before = working.read_bytes()
    said: list[str] = []

    def press(dialog: LastCopy) -> None:
        said.extend(label.text() for label in dialog.findChildren(type(dialog.findChild(QPushButton))))
        dialog.reject()  # Esc changes nothing
        assert dialog.isVisible()
        dialog.now.click()

    when_shown(press)
    assert shell.close_meeting()
    assert said == ["Zamknij teraz"]
    assert working.read_bytes() == before
    share.set()
    assert shell.open(working)
    assert words(shell.document) == ["ostatnia"]


def test_a_place_that_answers_after_all_has_the_last_copy(shell: Any, share: threading.Event, working: Path) -> None:
    when_shown(lambda dialog: share.set())
    assert shell.close_meeting()
    with open_document(working, readonly=True) as document:
        assert words(document) == ["ostatnia"]
