"""Where a file is going to be, said whole, beside the button that asks for another place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from labapp.wording.translate import Translator
from ui.widgets.plain import tip_text


class PlaceRow(QHBoxLayout):
    """One row of a form; `ask` is called for another place."""

    def __init__(self, _: Translator, ask: Callable[[], None]) -> None:
        super().__init__()
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.setProperty("role", "secondary")
        other = QPushButton(_("Elsewhere…"))
        other.setAutoDefault(False)
        other.clicked.connect(ask)
        self.addWidget(self._said, 1)
        self.addWidget(other)

    def say(self, path: Path) -> None:
        """Say where the file is going to be."""
        self._said.setText(str(path))
        self._said.setToolTip(tip_text(str(path)))
