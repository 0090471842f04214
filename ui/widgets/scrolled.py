"""A form that scrolls where the screen is lower than it; the buttons below it stay in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QScrollBar, QWidget

from ui.widgets.screen_room import room_around
from ui.widgets.style import px, text_scale

_LEAST = 120  # px at 100 %: some rows of it are seen in any window
_AROUND = 64  # px of a screen that a window's own frame may take


class Scrolled(QScrollArea):
    """Wants all the room its contents need, and does with little; the cursor is followed."""

    def __init__(self, inner: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._held = QWidget()
        self._held.setLayout(inner)
        self.setWidget(self._held)
        self._held.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """As large as what it holds."""
        wanted = self._held.sizeHint().expandedTo(self._held.minimumSizeHint())
        return QSize(wanted.width() + self._bar(), wanted.height())

    def minimumSizeHint(self) -> QSize:
        """As wide as what it holds, but low: the rest is scrolled."""
        least = self._held.minimumSizeHint()
        return QSize(least.width() + self._bar(), min(least.height(), px(_LEAST, text_scale())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for more room when what it holds has grown."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def missing(self) -> int:
        """Return how much height what it holds lacks: words wrapped at this width ask for more than Qt foresees."""
        inner = self._held.layout()
        needed = inner.totalHeightForWidth(self.viewport().width()) if inner is not None else -1
        return max(0, needed - self.viewport().height())

    def _bar(self) -> int:
        bar: QScrollBar = self.verticalScrollBar()
        return bar.sizeHint().width()


def fit_screen(window: QWidget) -> None:
    """Open a dialog as large as it wants and its screen has: Qt by itself gives two thirds of the screen."""
    screen = room_around(window).size() - QSize(0, _AROUND)
    window.resize(window.sizeHint().expandedTo(window.minimumSize()).boundedTo(screen))
    layout = window.layout()
    if layout is not None:
        layout.activate()
        missing = sum(part.missing() for part in window.findChildren(Scrolled))
        window.resize((window.size() + QSize(0, missing)).boundedTo(screen))
