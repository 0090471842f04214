"""Where a file is going to be is said letter by letter, whatever its folder is called."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from labapp.wording.translate import translator
from ui.widgets.place_row import PlaceRow


def test_a_folder_named_like_markup_is_said_as_it_is(qtbot: QtBot) -> None:
    asked: list[bool] = []
    holder = QWidget()
    qtbot.addWidget(holder)
    row = PlaceRow(translator("pl"), lambda: asked.append(True))
    holder.setLayout(row)
    path = Path("/tmp") / "<b>Nowe</b> &lt;" / "spotkanie.lab"
    row.say(path)
    said = holder.findChild(QLabel)
    assert said is not None
    assert (said.text(), said.textFormat()) == (str(path), Qt.TextFormat.PlainText)
    assert QTextDocumentFragment.fromHtml(said.toolTip()).toPlainText() == str(path)
    other = holder.findChild(QPushButton)
    assert other is not None
    other.click()
    assert asked == [True]
