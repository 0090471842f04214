"""A label that ends with "…" where there is no room, and says all of it in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.widgets.plain import tip_text

_LETTERS = 9  # fewer say nothing


class Elided(QLabel):
    """Takes all the room its place gives, or with `modest` no more than its words need; at least some letters."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, modest: bool = False, letters: int = _LETTERS
    ) -> None:
        super().__init__(parent)
        self._letters = letters
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)  # titles and names are shown as typed
        wide = QSizePolicy.Policy.Maximum if modest else QSizePolicy.Policy.Ignored
        self.setSizePolicy(wide, QSizePolicy.Policy.Preferred)
        self.set_full(text)

    def set_full(self, text: str) -> None:
        """Show a text as far as it fits."""
        if text != self._full or not text:
            self._full = text
            self.setToolTip(tip_text(text))
            self.setAccessibleName(text)
            self.updateGeometry()
        self._elide()

    def sizeHint(self) -> QSize:
        """As wide as all the words."""
        width = QFontMetrics(self.font()).horizontalAdvance(self._full) + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a word to be known by its beginning."""
        least = QFontMetrics(self.font()).averageCharWidth() * self._letters
        return QSize(min(least, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self.font())
        self.setText(metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, max(0, self.width())))
