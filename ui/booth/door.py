"""Where the booth may stand, and the way in and out: the console hidden behind a PIN where both share a screen."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from labapp.kinds.vote import rounds
from labapp.kinds.vote.terms import BOOTH, STAGE
from ui.booth import pin
from ui.booth.pin_dialog import PinDialog
from ui.booth.window import BoothWindow, is_secret
from ui.context import Context
from ui.stage.screens import ScreenInfo, choose, describe
from ui.widgets.asking import ask
from ui.widgets.screen_room import screen_of

_STAGE = "StageWindow"  # by name: importing its class would bring the painters of all kinds into this one


class Door(QObject):
    """Opens and shuts the booth of one page."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self.context = context
        self._ = context._
        self._page = page
        self.booth: BoothWindow | None = None
        self._hidden: QWidget | None = None

    def open(self, vote: str, channel: str = BOOTH) -> None:
        """Open the booth where it may stand, or say why it cannot."""
        if self.booth is not None:
            self.booth.activateWindow()
            return
        console = self._page.window()
        stages = stage_screens()
        secret = is_secret(rounds.get(self.context.lab.read, vote))
        screen, problem = self._place(screen_of(console), stages, channel, secret)
        if screen is None:
            self.context.tell(problem, "warning")
            return
        locked = screen == screen_of(console)
        if locked and not pin.is_set(self.context) and not self._set_pin():
            return
        self._show(BoothWindow(self.context, vote, channel, locked=locked), screen, console)

    def shut(self) -> None:
        """Close the booth from the console: the vote has ended, or the meeting is closed."""
        if self.booth is not None:
            self.booth.leave()

    @property
    def stands(self) -> bool:
        """Whether there is a booth."""
        return self.booth is not None

    def take_over(self, before: object) -> None:
        """Answer from here on for the booth another door has opened; whoever fills in a ballot there goes on."""
        if not isinstance(before, Door) or before.booth is None:
            return
        self.booth, before.booth = before.booth, None
        self.booth.left.disconnect(before._left)
        self.booth.left.connect(self._left)

    def _place(
        self, own: QScreen, stages: list[QScreen], channel: str, secret: bool
    ) -> tuple[QScreen | None, str]:
        """Choose a screen: the stage's for a vote on it, else a monitor of its own, else the laptop turned round."""
        _ = self._
        if channel == STAGE:
            free = [screen for screen in stages if screen != own]
            return (free[0], "") if free else (None, _("The room's screen is not on; show the stage first."))
        infos = {screen.name(): screen for screen in QGuiApplication.screens()}
        values = [describe(screen) for screen in infos.values()]
        if secret and choose(values, describe(own)).mirrored:
            return None, _("A mirrored display would show secret ballots to the room. Switch mirroring off first.")
        taken = [describe(screen) for screen in stages]
        spare = [value for value in values if value.name != own.name() and not _shows(value, taken)]
        if spare:
            return infos[spare[0].name], ""
        if secret and _shows(describe(own), taken):
            return None, _("The stage is on this screen; a secret vote needs a screen the room does not see.")
        return own, ""

    def _show(self, booth: BoothWindow, screen: QScreen, console: QWidget) -> None:
        self.booth = booth
        booth.left.connect(self._left)
        booth.setGeometry(screen.geometry())  # place first, then full screen: else it may open on another screen
        booth.showFullScreen()
        booth.activateWindow()
        if booth.locked:
            self._hidden = console
            console.hide()
        booth.begin()

    def _left(self) -> None:
        """Show the console again before the booth closes: the last window to close would end the program."""
        if self._hidden is not None:
            self._hidden.show()
            self._hidden.activateWindow()
            self._hidden = None
        if self.booth is not None:
            self.booth.deleteLater()
            self.booth = None

    def _set_pin(self) -> bool:
        dialog = PinDialog(self._, self._page)
        if not ask(dialog):
            return False
        pin.keep(self.context, dialog.pin())
        return pin.is_set(self.context)


def stage_screens() -> list[QScreen]:
    """Return the screens on which the room sees something now."""
    return [
        screen_of(window)
        for window in QApplication.topLevelWidgets()
        if window.metaObject().className() == _STAGE and window.isVisible()
    ]


def _shows(value: ScreenInfo, taken: list[ScreenInfo]) -> bool:
    """Whether a screen is one of those the room sees, or a mirror of one."""
    return any(value.name == other.name or choose([value, other], other).mirrored for other in taken)
