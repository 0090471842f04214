"""Which screen the stage goes to: a pure choice over plain values, and a watcher that reports every change once.

The moderator's own screen is never taken. Nothing here keeps a QScreen: it dies when the cable is pulled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen


@dataclass(frozen=True, slots=True)
class ScreenInfo:
    """A screen as a value: how to find it again, and where it lies."""

    name: str
    x: int
    y: int
    width: int
    height: int
    maker: str = ""
    model: str = ""
    serial: str = ""

    @property
    def key(self) -> str:
        """Return what a screen is remembered by: its serial where it has one, else its name."""
        return f"{self.maker}/{self.model}/{self.serial}" if self.serial else self.name

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Return its geometry."""
        return self.x, self.y, self.width, self.height


@dataclass(frozen=True, slots=True)
class Choice:
    """Where the stage belongs: a screen of its own, or None; and whether some screen mirrors the console's."""

    screen: ScreenInfo | None
    mirrored: bool


def choose(screens: Sequence[ScreenInfo], console: ScreenInfo | None, remembered: str = "") -> Choice:
    """Choose the stage's screen: the remembered one if it is there and not the console's, else the largest other one.

    A screen that overlaps the console's shows the same picture (a mirrored display) and is never a stage.
    """
    if console is None:
        return Choice(None, False)
    mirrored = any(_overlap(screen, console) for screen in screens if screen != console)
    free = [screen for screen in screens if screen != console and not _overlap(screen, console)]
    known = [screen for screen in free if remembered and screen.key == remembered]
    best = known or sorted(free, key=lambda s: (-s.width * s.height, s.x, s.y, s.name))
    return Choice(best[0] if best else None, mirrored)


def _overlap(one: ScreenInfo, two: ScreenInfo) -> bool:
    return (
        min(one.x + one.width, two.x + two.width) > max(one.x, two.x)
        and min(one.y + one.height, two.y + two.height) > max(one.y, two.y)
    )  # fmt: skip


def describe(screen: QScreen) -> ScreenInfo:
    """Return the value of a live screen."""
    place = screen.geometry()
    return ScreenInfo(
        screen.name(), place.x(), place.y(), place.width(), place.height(),
        screen.manufacturer(), screen.model(), screen.serialNumber(),
    )  # fmt: skip


def present() -> list[ScreenInfo]:
    """Return all screens there are now."""
    return [describe(screen) for screen in QGuiApplication.screens()]


def find(info: ScreenInfo) -> QScreen | None:
    """Return the live screen of a value, or None when it is gone or has changed."""
    return next((screen for screen in QGuiApplication.screens() if describe(screen) == info), None)


class ScreenWatcher(QObject):
    """Says `removed` at once, while the window still has to be saved, and `changed` once things are quiet."""

    removed = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)  # after Qt's own moving of windows, and once for a burst of signals
        self._settle.timeout.connect(self.changed)
        app = QGuiApplication.instance()
        if not isinstance(app, QGuiApplication):
            raise RuntimeError("screens need a QGuiApplication")
        app.screenAdded.connect(self._added)
        app.screenRemoved.connect(self._removed)
        app.primaryScreenChanged.connect(self.settle)
        for screen in app.screens():
            screen.geometryChanged.connect(self.settle)

    def settle(self, *_: object) -> None:
        """Say `changed` as soon as the events already under way are done."""
        self._settle.start()

    def _added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self.settle)
        self._settle.start()

    def _removed(self, _screen: QScreen) -> None:
        self.removed.emit()
        self._settle.start()
