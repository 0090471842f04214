"""Two parts side by side, or the second under the first where the width does not suffice for both."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui import theme as t


class Folding(QWidget):
    """Decides at every width anew; under each other, the second keeps to the right."""

    def __init__(self, first: QWidget, second: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._second = first, second
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(t.SPACE_S)
        self._row.addWidget(first, 1)
        self._row.addWidget(second, 0, Qt.AlignmentFlag.AlignRight)

    @property
    def folded(self) -> bool:
        """Whether the parts lie under each other now."""
        return self._row.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider part, for they need not lie side by side."""
        first, second = _least(self._first), _least(self._second)
        return QSize(max(first.width(), second.width()), self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        """Look again when a part wants another width."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)

    def _fold(self) -> None:
        needed = _wanted(self._first) + self._row.spacing() + self._second.sizeHint().width()
        down = needed > self.width() and not self._second.isHidden()
        direction = QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight
        if direction is not self._row.direction():
            self._row.setDirection(direction)
            self.updateGeometry()


def _least(part: QWidget) -> QSize:
    return part.minimumSizeHint().expandedTo(part.minimumSize())


def _wanted(part: QWidget) -> int:
    """The least width at which a part is still itself: a title its beginning, a row of buttons all of it."""
    return _least(part).width()
