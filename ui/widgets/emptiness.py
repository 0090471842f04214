"""What an empty list says where its rows would be: what comes here, and how."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView

from ui.theme import SPACE_S, Theme, Token


def paint_empty(view: QAbstractItemView, words: str, theme: Theme) -> None:
    """Write words quietly in the middle of a list without rows; to be called from its paintEvent."""
    model = view.model()
    if not words or (model is not None and model.rowCount()):
        return
    painter = QPainter(view.viewport())
    painter.setPen(theme.color(Token.QUIET))
    area = view.viewport().rect().adjusted(SPACE_S, SPACE_S, -SPACE_S, -SPACE_S)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), words)
    painter.end()
