"""A wide button with an icon, a title and a quieter line below: for choosing what to start."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import theme as t
from ui.widgets.style import px, text_scale

_BRACKETS = re.compile(r"\([^()]{1,12}\)")  # "(2 days)" is not parted at the end of a line
_TIED = "\N{NO-BREAK SPACE}"
_LEAST = 220  # px at 100 %


class RichButton(QPushButton):
    """Speaks both lines to screen readers; grows with the user's text size."""

    def __init__(self, title: str, below: str, picture: QPixmap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(below)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        self._row = row
        row.setContentsMargins(t.SPACE_M, t.SPACE_S, t.SPACE_M, t.SPACE_S)
        row.setSpacing(t.SPACE_M)
        image = QLabel()
        image.setPixmap(picture)
        words = QVBoxLayout()
        words.setSpacing(0)
        first, second = QLabel(_BRACKETS.sub(lambda held: held[0].replace(" ", _TIED), title)), QLabel(below)
        first.setProperty("role", "section")
        second.setProperty("role", "secondary")
        for label in (first, second):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        words.addWidget(first)
        if below:
            words.addWidget(second)
        row.addWidget(image)
        row.addLayout(words, 1)
        for label in (image, first, second):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as both texts need at a width."""
        return max(self._row.totalHeightForWidth(width), self._row.totalMinimumSize().height())

    def sizeHint(self) -> QSize:
        """As wide as a column gives, as high as both texts need there."""
        width = max(self.width(), self.minimumSizeHint().width())
        return QSize(super().sizeHint().width(), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a long word."""
        return QSize(px(_LEAST, text_scale()), self._row.totalMinimumSize().height())
