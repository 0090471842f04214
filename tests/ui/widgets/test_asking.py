"""What is asked beside the work is answered once, whatever the answer sets going."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.widgets.asking import ask_beside


def test_an_answer_that_takes_its_window_away_and_waits_is_heard_once(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = QDialog(window)
    heard: list[int] = []

    def answered() -> None:
        heard.append(dialog.result())
        for left in window.findChildren(QDialog):
            left.reject()  # as the console does when its meeting is closed
        loop = QEventLoop()
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, loop.quit))
        loop.exec()  # as while a slow place is waited for

    ask_beside(dialog, answered)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(heard))
    QApplication.processEvents()  # a second answer would be queued by now
    assert heard == [QDialog.DialogCode.Accepted]
