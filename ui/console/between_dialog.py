"""What waits for an answer before the meeting ends: its last point, or its report, comes after everything is settled.

Nothing said in between is lost at the end; in between it has a page of its own (`between_page`).
"""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import theme as t
from ui.console.between_panel import BetweenPanel
from ui.context import Context


class BetweenDialog(QDialog):
    """The list and its answers; `go_on` names what waits behind it (finish, write the report)."""

    def __init__(self, context: Context, go_on: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(context._("Said in between"))
        self.resize(760, 480)
        layout = QVBoxLayout(self)
        layout.setSpacing(t.SPACE_S)
        self._open = context._("First decide on what is open; several rows can be chosen and decided at once.")
        self.panel = BetweenPanel(context)
        layout.addWidget(self.panel, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.go_on = QPushButton(go_on)
        self.go_on.setProperty("variant", "primary")
        self.go_on.clicked.connect(self.accept)
        self.close_button = QPushButton(context._("Close"))
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        row.addWidget(self.go_on)
        row.addWidget(self.close_button)
        layout.addLayout(row)
        self.panel.filled.connect(self._filled)
        self.panel.fill()

    def _filled(self, waiting: int) -> None:
        self.go_on.setEnabled(not waiting)
        self.go_on.setToolTip(self._open if waiting else "")
        (self.panel.list if waiting else self.go_on).setFocus()
