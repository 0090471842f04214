"""What the room sees, small, on the console: the same state by the same painter, at most four times a second."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from labapp.stage.state import StageState
from ui.stage.display import draw
from ui.stage.geometry import REFERENCE
from ui.stage.painters import compose
from ui.theme import SPACE_XS, Pair, Theme, Token, Weight
from ui.widgets.fonts import font

INTERVAL_MS = 250


class StageMiniature(QWidget):
    """A picture of the stage, laid out at the stage's real size and scaled down, so that it breaks lines alike."""

    pages_changed = Signal(int, int)  # page, pages: at every picture

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state: StageState | None = None
        self._size = REFERENCE
        self._pixmap: QPixmap | None = None
        self._ribbon = ""
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._render)
        self.renders = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_state(self, state: StageState) -> None:
        """Show a state, at once when the last picture is a quarter of a second old, else when it is."""
        if state == self._state:
            return
        self._state = state
        self._plan()

    def set_stage_size(self, width: int, height: int) -> None:
        """Tell the size of the real stage."""
        if (width, height) != self._size and width > 0 and height > 0:
            self._size = (width, height)
            self.updateGeometry()
            self._plan()

    def set_ribbon(self, words: str) -> None:
        """Say across the picture why the room does not see what runs; empty: it does."""
        if words != self._ribbon:
            self._ribbon = words
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours of the stage's picture."""
        self._theme = theme
        self._plan()

    def hasHeightForWidth(self) -> bool:
        """Keep the stage's proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that goes with a width."""
        return round(width * self._size[1] / self._size[0])

    def sizeHint(self) -> QSize:
        """Return a size that suits the console's side."""
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest useful size."""
        return QSize(160, self.heightForWidth(160))

    def _plan(self) -> None:
        if self._timer.isActive():
            return
        elapsed = self._since.elapsed() if self._since.isValid() else INTERVAL_MS
        self._timer.start(max(0, INTERVAL_MS - elapsed))

    def _render(self) -> None:
        if self._state is None:
            return
        self._since.start()
        self.renders += 1
        picture = compose(self._state, self._size)
        self.pages_changed.emit(picture.page, picture.pages)
        self._pixmap = None
        self.setAccessibleDescription("\n".join(item.words for item in picture.texts))
        self.update()

    def _frame(self) -> QRectF:
        size = QSize(*self._size).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cached picture; make it when the state or the size has changed."""
        painter = QPainter(self)
        frame = self._frame()
        density = self.devicePixelRatioF()
        wanted = QSize(round(frame.width() * density), round(frame.height() * density))
        if self._state is not None and wanted.isValid():
            if self._pixmap is None or self._pixmap.size() != wanted:
                self._pixmap = self._picture(self._state, wanted)
            painter.drawPixmap(frame, self._pixmap, QRectF(self._pixmap.rect()))
        painter.setPen(QPen(self._theme.color(Token.LINE), 1))
        painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._ribbon:
            self._draw_ribbon(painter, frame)
        painter.end()

    def _draw_ribbon(self, painter: QPainter, frame: QRectF) -> None:
        face = font(self.font().pixelSize(), Weight.SEMIBOLD)
        height = QFontMetrics(face).height() + 2 * SPACE_XS
        band = QRectF(frame.x(), frame.bottom() - height, frame.width(), height)
        painter.fillRect(band, self._theme.color(Pair.WARNING_ON_SURFACE.ink))
        painter.setFont(face)
        painter.setPen(self._theme.color(Pair.WARNING_ON_SURFACE.ground))
        painter.drawText(band, int(Qt.AlignmentFlag.AlignCenter), self._ribbon)

    def _picture(self, state: StageState, wanted: QSize) -> QPixmap:
        pixmap = QPixmap(wanted)
        pixmap.fill(self._theme.color(Token.PAPER))
        painter = QPainter(pixmap)
        painter.scale(wanted.width() / self._size[0], wanted.height() / self._size[1])
        draw(painter, compose(state, self._size), self._theme)
        painter.end()
        return pixmap
