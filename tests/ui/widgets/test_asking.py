"""A dialog is gone once it was answered: not at the end of the meeting, and whatever still works for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from tests.ui.rooms import context
from ui.safety.anonymise_dialog import AnonymiseDialog
from ui.theme import LIGHT
from ui.widgets import style
from ui.widgets.asking import ask
from ui.widgets.guard import Guard


def let_go() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_what_was_answered_is_read_and_then_gone(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = QDialog(window)
    line = QLineEdit("łąka", dialog)
    QTimer.singleShot(0, dialog.accept)
    assert ask(dialog)
    assert line.text() == "łąka"
    let_go()
    assert window.findChildren(QDialog) == []


def test_a_dialog_closed_while_its_work_goes_on_does_no_harm(
    qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with context(tmp_path / "a.lab") as made:
        window = QWidget()
        qtbot.addWidget(window)
        dialog = AnonymiseDialog(made, window)

        def begin_and_leave(shown: AnonymiseDialog) -> int:
            shown.write_to(tmp_path / "kopia.lab")
            return 0

        monkeypatch.setattr(AnonymiseDialog, "exec", begin_and_leave)
        assert not ask(dialog)
        let_go()
        assert window.findChildren(QDialog) == []
        qtbot.waitUntil(lambda: not made.jobs.busy, timeout=30_000)
        assert (tmp_path / "kopia.lab").exists()


def test_a_dialog_is_as_large_as_its_words_need(qtbot: Any, qapp: QApplication) -> None:
    style.apply(qapp, LIGHT, 1.5)
    Guard.stand_on(qapp)
    Guard.stand_on(qapp)
    assert len(qapp.findChildren(Guard)) == 1
    try:
        dialog = QDialog()
        qtbot.addWidget(dialog)
        box = QComboBox()
        box.addItem("bardzo długa nazwa sektora")
        QVBoxLayout(dialog).addWidget(box)
        dialog.setMinimumWidth(40)
        dialog.resize(300, 80)
        dialog.show()
        wide = min(round(300 * 20 / 13), dialog.screen().availableSize().width())
        assert dialog.width() == wide
        assert box.width() >= box.minimumSizeHint().width()
        dialog.hide()
        dialog.show()
        assert dialog.width() == wide  # once, not at every showing
    finally:
        style.apply(qapp, LIGHT)


def test_a_dialog_that_grows_to_its_screen_does_not_take_the_screen_along(qtbot: Any) -> None:
    guard = Guard()
    QApplication.instance().installEventFilter(guard)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.instance().removeEventFilter(guard)
    assert "QDialog" not in shiboken6.dump(QApplication.primaryScreen())  # else it is deleted with the dialog
