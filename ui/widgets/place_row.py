"""Where a file is going to be, said whole, beside the button that asks for another place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from labapp.wording.translate import Translator


class PlaceRow(QHBoxLayout):
    """One row of a form; `ask` is called for another place."""

    def __init__(self, _: Translator, ask: Callable[[], None]) -> None:
        super().__init__()
        self._said = QLabel()
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
        self._said.setToolTip(str(path))
