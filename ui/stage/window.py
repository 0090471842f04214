"""The room's window: shows one `StageState`, goes to the second screen and back, and never gets in the console's way.

It takes no focus, no keys and no clicks. When its screen is pulled out it hides at once (Qt would move it over the
console) and comes back by itself when a screen returns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import cast

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWindow
from PySide6.QtWidgets import QWidget

from labapp.stage.scenes import BlankScene
from labapp.stage.state import StageState
from ui.stage.display import DisplayList, changed, draw
from ui.stage.geometry import REFERENCE, Rect
from ui.stage.painters import compose
from ui.stage.screens import Choice, ScreenInfo, ScreenWatcher, choose, describe, find, present
from ui.theme import Theme
from ui.widgets.screen_room import room_around, screen_of


class StageMode(StrEnum):
    """How the stage is to be shown."""

    OFF = "off"
    SCREEN = "screen"
    """Full screen on a screen of its own; hidden while there is none."""
    WINDOW = "window"
    """An ordinary window, for one screen or for sharing it in a call."""


@dataclass(frozen=True, slots=True)
class StagePlace:
    """Where the stage is now: `screen` is the name of its screen, '' when in a window or nowhere."""

    mode: StageMode
    visible: bool
    screen: str = ""
    mirrored: bool = False


class StageWindow(QWidget):
    """Shows what it is told; freeze keeps the picture, blank darkens it, both without losing what comes meanwhile."""

    next_step = Signal()
    previous_step = Signal()
    shown = Signal(object)  # the StageState the room sees now
    placed = Signal(object)  # StagePlace, after every change of screens
    pages_changed = Signal(int, int)  # page, pages
    resized = Signal(int, int)  # the miniature is laid out as large, so that both are one piece of work

    def __init__(self, theme: Theme, console: QWidget, remembered: str = "") -> None:
        """`console` is the window whose screen is never taken; `remembered` the key of last time's screen."""
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(320, 180)
        self.resize(*REFERENCE)
        self._theme = theme
        self._console = console
        self.remembered = remembered
        self._mode = StageMode.OFF
        self._place = StagePlace(StageMode.OFF, False)
        self._latest: StageState | None = None
        self._kept: StageState | None = None
        self._frozen = False
        self._blank = False
        self._pages = (0, 1)
        self._composed: tuple[StageState, tuple[int, int], DisplayList] | None = None
        self._planned: DisplayList | None = None  # what is drawn once Qt gets to it
        self._followed: QWindow | None = None
        self._watcher = ScreenWatcher(self)
        self._watcher.removed.connect(self._screen_removed)
        self._watcher.changed.connect(self.replace_window)

    # --- what is shown ---------------------------------------------------------------------------------------------
    def show_state(self, state: StageState) -> None:
        """Show a state now, or once unfrozen."""
        if state == self._latest:
            return
        self._latest = state
        self._refresh()

    @property
    def state(self) -> StageState | None:
        """Return what the room sees now."""
        held = self._kept if self._frozen else self._latest
        return replace(held, scene=BlankScene(), notice=None) if held is not None and self._blank else held

    @property
    def frozen(self) -> bool:
        """Tell whether the picture is kept."""
        return self._frozen

    @property
    def blank(self) -> bool:
        """Tell whether the screen is darkened."""
        return self._blank

    def freeze(self, on: bool) -> None:
        """Keep the present picture, or go on with the latest state."""
        if on and not self._frozen:
            self._kept = self._latest
        self._frozen = on
        self._refresh()

    def set_blank(self, on: bool) -> None:
        """Darken the screen, or light it again."""
        self._blank = on
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        self.update()

    def picture(self) -> DisplayList | None:
        """Return the display list of what is shown, at the window's own size."""
        state, size = self.state, (self.width(), self.height())
        if state is None:
            return None
        if self._composed is None or self._composed[:2] != (state, size):
            self._composed = (state, size, compose(state, size))
        return self._composed[2]

    def _refresh(self) -> None:
        state = self.state
        if state is None:
            return
        self.setWindowTitle(state.lab_title)
        self.setAccessibleName(state.lab_title)
        self.shown.emit(state)
        if not self.isVisible():  # nobody looks: the miniature lays it out, a few times a second
            return
        self._count_pages()
        picture = self.picture()
        parts = changed(self._planned, picture)
        self._planned = picture
        if parts is None:
            self.update()
            return
        for part in parts:  # at a key it is one note, each second the timer: not two million points
            self.update(part.q.toAlignedRect())

    def _count_pages(self) -> None:
        picture = self.picture()
        if picture is not None and (picture.page, picture.pages) != self._pages:
            self._pages = (picture.page, picture.pages)
            self.pages_changed.emit(*self._pages)

    # --- where it is -----------------------------------------------------------------------------------------------
    @property
    def place(self) -> StagePlace:
        """Return where the stage is."""
        return self._place

    @property
    def mode(self) -> StageMode:
        """Return how the stage is to be shown."""
        return self._mode

    def set_console(self, console: QWidget) -> None:
        """Name another window whose screen is never taken: the console in another language."""
        self._console = console

    def set_mode(self, mode: StageMode) -> None:
        """Show the stage on its own screen, in a window, or not at all."""
        self._mode = mode
        handle = self._console.windowHandle()
        if handle is not None and handle is not self._followed:  # there is none before the console is first shown
            handle.screenChanged.connect(self._watcher.settle)
            self._followed = handle
        self.replace_window()

    def replace_window(self) -> None:
        """Ask anew where the stage belongs and bring it there; does nothing when it is there already."""
        choice = self._choice()
        wanted = StagePlace(
            self._mode,
            self._mode is StageMode.WINDOW or (self._mode is StageMode.SCREEN and choice.screen is not None),
            choice.screen.name if choice.screen and self._mode is StageMode.SCREEN else "",
            choice.mirrored,
        )
        if self._mode is StageMode.WINDOW:
            self._to_window()
        elif self._mode is StageMode.SCREEN and choice.screen is not None:
            self._to_screen(choice.screen)
        else:
            self.hide()
        if wanted != self._place:
            self._place = wanted
            self.placed.emit(wanted)

    def _choice(self) -> Choice:
        return choose(present(), describe(screen_of(self._console)), self.remembered)

    def _to_screen(self, info: ScreenInfo) -> None:
        screen = find(info)
        if screen is None:  # gone between asking and acting: the watcher will call again
            self.hide()
            return
        place = QRect(*info.place)
        if self.isVisible() and self.isFullScreen() and self.geometry() == place:
            return
        # the order matters: a window that goes full screen first lands on the wrong screen
        self.hide()
        self.setWindowState(Qt.WindowState.WindowNoState)
        self.setScreen(screen)
        self.setGeometry(place)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()  # not showFullScreen(), which also asks for the focus

    def _to_window(self) -> None:
        if self.isVisible() and not self.isFullScreen():
            return
        self.hide()
        self.unsetCursor()
        self.setWindowState(Qt.WindowState.WindowNoState)
        area = room_around(self._console)
        size = QSize(16, 9).scaled(area.size() / 2, Qt.AspectRatioMode.KeepAspectRatio)
        self.setGeometry(QRect(area.right() - size.width() - 16, area.y() + 48, size.width(), size.height()))
        self.show()

    def _screen_removed(self) -> None:
        if self._mode is StageMode.SCREEN:
            self.hide()

    # --- events ----------------------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, or plain darkness before the first state."""
        painter = QPainter(self)
        picture = self.picture()
        if picture is None:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
        else:
            self._planned = picture  # also at another size: from here on only what differs
            torn = cast("Iterable[QRect]", event.region())  # it is one; its type stub does not say so
            parts = [Rect(part.x(), part.y(), part.width(), part.height()) for part in torn]
            draw(painter, picture, self._theme, parts)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        """Count the pages of what was sent while nobody looked."""
        super().showEvent(event)
        self._count_pages()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count pages anew: another size may hold more or fewer notes."""
        super().resizeEvent(event)
        self.resized.emit(self.width(), self.height())
        self._count_pages()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a clicker's two keys; swallow all others, so that Esc, F5 and "." do nothing here."""
        if event.key() == Qt.Key.Key_PageDown:
            self.next_step.emit()
        elif event.key() == Qt.Key.Key_PageUp:
            self.previous_step.emit()
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window turns the stage off; it can be shown again."""
        event.accept()
        if self._mode is not StageMode.OFF:
            self.set_mode(StageMode.OFF)
