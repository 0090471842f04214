"""A place that fails while the windows are open: said in the bar, another place offered, also on closing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox

from tests.lab_files import add_idea, fresh, words, words_in
from ui.console.places_dialog import PlacesDialog

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


@pytest.fixture
def failing(shell: Any, tmp_path: Path) -> ConsoleWindow:
    """A meeting on a stick that was pulled out in the middle of work."""
    stick = tmp_path / "stick"
    stick.mkdir()
    fresh(stick / "spotkanie.lab").close()
    assert shell.open(stick / "spotkanie.lab")
    stick.rename(tmp_path / "pulled")
    document = shell.console.context.document
    add_idea(document, "po wyjęciu")
    document.snapshot_now(wait=True)
    shell.console.tick()
    return shell.console  # type: ignore[no-any-return]


def test_the_bar_says_why_and_another_place_is_taken(failing: ConsoleWindow, qtbot: Any, tmp_path: Path) -> None:
    assert failing.bar._copy.text() == "Nie można zapisać kopii"
    assert "nie jest podłączony" in failing.bar._copy.toolTip() or "spotkanie.lab" in failing.bar._copy.toolTip()
    dialog = PlacesDialog(failing.context, failing)
    qtbot.addWidget(dialog)
    dialog.keep_at(tmp_path / "stick" / "znowu.lab")
    assert "znowu.lab" in dialog._file.text()
    assert dialog._file.property("role") == "danger"
    dialog.keep_at(tmp_path / "tu.lab")
    assert dialog._file.property("role") == "secondary"
    assert words_in(tmp_path / "tu.lab") == ["po wyjęciu"]


@pytest.mark.parametrize("answer", ["elsewhere", "anyway", "cancel"])
def test_closing_offers_another_place(
    failing: ConsoleWindow, shell: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    starts = {"elsewhere": "Zachowaj plik", "anyway": "Zamknij mimo"}

    def press(box: QMessageBox) -> int:
        if answer == "cancel":
            box.button(QMessageBox.StandardButton.Cancel).click()
        elif box.text() and len(box.buttons()) > 1:
            next(button for button in box.buttons() if button.text().startswith(starts[answer])).click()
        return 0

    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", press)
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: said.append(text))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "tu.lab"), "*.lab"))
    assert shell.close_meeting() is (answer != "cancel")
    if answer == "cancel":
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert failing.findChildren(QMessageBox) == []
    if answer == "elsewhere":
        assert words_in(tmp_path / "tu.lab") == ["po wyjęciu"]
        assert shell.settings.recents[0].path == str(tmp_path / "tu.lab")
    elif answer == "anyway":
        assert said
        (tmp_path / "pulled").rename(tmp_path / "stick")
        assert shell.open(tmp_path / "stick" / "spotkanie.lab")
        assert words(shell.console.context.document) == ["po wyjęciu"]
    else:
        (tmp_path / "pulled").rename(tmp_path / "stick")
        assert shell.console is not None
