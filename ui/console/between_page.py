"""Parking, questions and declarations as a page behind the counter below the agenda: seen again, answered, reworded."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui import theme as t
from ui.console.between_panel import BetweenPanel
from ui.context import Context


class BetweenPage(QWidget):
    """Redrawn from the document while it is seen."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = context._
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.SPACE_L, t.SPACE_M, t.SPACE_L, t.SPACE_M)
        layout.setSpacing(t.SPACE_S)
        title = QLabel(_("Said in between"))
        title.setProperty("role", "title")
        layout.addWidget(title)
        self.panel = BetweenPanel(context)
        layout.addWidget(self.panel, 1)
        keys = QLabel(_("F6 parking  ·  F7 question  ·  F8 declaration  ·  Enter: change the words"))
        keys.setProperty("role", "secondary")
        keys.setWordWrap(True)
        layout.addWidget(keys)

    def refresh(self) -> None:
        """Redraw the list."""
        self.panel.fill()

    def stale(self) -> None:
        """Redraw when visible; else it is done when shown."""
        if self.isVisible():
            self.refresh()

    def focus_list(self) -> None:
        """Put the cursor on the list."""
        self.panel.list.setFocus()
