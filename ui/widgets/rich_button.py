"""A wide button with an icon, a title and a quieter line below: for choosing what to start."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import theme as t


class RichButton(QPushButton):
    """Speaks both lines to screen readers; grows with the user's text size."""

    def __init__(self, title: str, below: str, picture: QPixmap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(below)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        self._row = row
        row.setContentsMargins(t.SPACE_M, t.SPACE_S, t.SPACE_M, t.SPACE_S)
        row.setSpacing(t.SPACE_M)
        image = QLabel()
        image.setPixmap(picture)
        words = QVBoxLayout()
        words.setSpacing(0)
        first, second = QLabel(title), QLabel(below)
        first.setProperty("role", "section")
        second.setProperty("role", "secondary")
        second.setWordWrap(True)
        words.addWidget(first)
        if below:
            words.addWidget(second)
        row.addWidget(image)
        row.addLayout(words, 1)
        for label in (image, first, second):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As high as both lines need at the present width."""
        row = self._row
        height = row.heightForWidth(self.width()) if row.hasHeightForWidth() else 0
        return QSize(super().sizeHint().width(), max(height, row.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """Never lower than its words."""
        return QSize(160, self.sizeHint().height())
