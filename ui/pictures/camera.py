"""Takes the pictures of one look: of a window, of a dialog that waits for an answer, of the room's screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QToolTip, QWidget

from labapp.stage.state import StageState
from ui.console.window import ConsoleWindow
from ui.pictures.looks import Look
from ui.stage.painters import paint
from ui.theme import THEMES

_COLUMNS, _THUMB = 3, 640
_SETTLE_MS, _SETTLE_ROUNDS, _PATIENCE_MS, _EVERY_MS = 150, 20, 120_000, 20


class Camera:
    """Pictures of one look, numbered in the order they are taken."""

    def __init__(self, app: QApplication, look: Look, out: Path) -> None:
        self._app, self.look, self._out = app, look, out
        self.taken: list[Path] = []

    def take(self, widget: QWidget, name: str, *, resize: bool = True) -> None:
        """Show a widget at the look's size, let it settle, and keep its picture."""
        if resize:
            widget.resize(*self.look.size)
        widget.show()
        self.settle()
        self._keep(widget.grab().toImage(), name)

    def asked(self, name: str, gesture: Callable[[], object]) -> None:
        """Make a gesture that asks something, keep the picture of its dialog, and answer it with Escape.

        RuntimeError when nothing is asked: the picture would be missing and nobody would notice.
        """
        seen: list[QWidget] = []
        end = QDeadlineTimer(_PATIENCE_MS)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None and not end.hasExpired():
                QTimer.singleShot(_EVERY_MS, look)
            elif isinstance(dialog, QDialog):
                seen.append(dialog)
                self.settle()
                self._keep(dialog.grab().toImage(), name)
                dialog.reject()

        QTimer.singleShot(0, look)
        gesture()
        if not seen:
            end.setRemainingTime(0)
            raise RuntimeError(f"{name}: nothing was asked")

    def popped(self, menu: QMenu, name: str) -> None:
        """Open a menu where it would open, keep its picture, and put it away."""
        menu.popup(QPoint(0, 0))
        self.settle()
        self._keep(menu.grab().toImage(), name)
        menu.close()

    def tip(self, of: QWidget, name: str) -> None:
        """Let a widget's tooltip be shown and keep its picture; RuntimeError when it has none."""
        QToolTip.showText(QPoint(0, 0), of.toolTip(), of)
        self.settle()
        shown = next((top for top in QApplication.topLevelWidgets() if top.inherits("QTipLabel")), None)
        if shown is None or not QToolTip.isVisible():
            raise RuntimeError(f"{name}: no tooltip")
        self._keep(shown.grab().toImage(), name)
        QToolTip.hideText()

    def stage(self, window: ConsoleWindow, name: str, page: int | None = None) -> None:
        """Keep the room's picture at the look's size; of another page than the one that is on, where one is named."""
        state = window.stage.state()
        self.room(state if page is None else replace(state, page=page), name)

    def room(self, state: StageState, name: str) -> None:
        """Keep the picture of a state of the room's screen."""
        image = QImage(*self.look.size, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        paint(painter, self.look.size, state, THEMES[self.look.theme])
        painter.end()
        self._keep(image, name)

    def settle(self) -> None:
        """Let layouts, deferred pictures and zero timers happen."""
        deadline = QDeadlineTimer(_SETTLE_MS)
        rounds = 0
        while rounds < _SETTLE_ROUNDS or not deadline.hasExpired():  # on a busy machine the time alone says little
            self._app.processEvents()
            rounds += 1

    def until(self, condition: Callable[[], bool]) -> None:
        """Let things happen until they have; RuntimeError when they do not."""
        deadline = QDeadlineTimer(_PATIENCE_MS)
        while not condition():
            if deadline.hasExpired():
                raise RuntimeError("what was to be photographed never came")
            self._app.processEvents()

    def sheet(self) -> None:
        """Put all pictures of the look on one sheet."""
        width, height = _THUMB, round(_THUMB * self.look.size[1] / self.look.size[0])
        rows = -(-len(self.taken) // _COLUMNS)
        sheet = QImage(_COLUMNS * (width + 8), rows * (height + 8), QImage.Format.Format_RGB32)
        sheet.fill(Qt.GlobalColor.gray)
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index, path in enumerate(self.taken):
            image = QImage(str(path))
            size = image.size().scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio)
            x, y = index % _COLUMNS * (width + 8), index // _COLUMNS * (height + 8)
            painter.drawImage(QRect(x, y, size.width(), size.height()), image)
        painter.end()
        sheet.save(str(self._out / f"sheet-{self.look.name}.png"))

    def _keep(self, image: QImage, name: str) -> None:
        path = self._out / f"{self.look.name}-{len(self.taken):03}-{name}.png"
        image.save(str(path))
        self.taken.append(path)
