"""While the room looks: the machine stays awake, and a pulled plug or an emptying battery is said in time."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from labapp.jobs import Progress
from ui.context import Context
from ui.stage.awake import Awake, Power, PowerWarning, read_power

_EVERY_MS = 60_000


def ask_power(_values: None, progress: Progress) -> Power:
    """Ask the system in the pool: on some systems it takes a program."""
    progress.check()
    return read_power()


class Live(QObject):
    """Started when the room's screen appears, stopped when it goes."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._awake = Awake()
        self._said: tuple[PowerWarning, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def set(self, live: bool) -> None:
        """Keep awake or let sleep."""
        if live == self._timer.isActive():
            return
        if live:
            self._awake.start()
            self._timer.start()
            self.look()
        else:
            self._awake.stop()
            self._timer.stop()
            self._said = ()

    def look(self) -> None:
        """Ask how the machine is powered; the answer comes later."""
        self._context.jobs.start(ask_power, None, self.judge)

    def judge(self, power: Power) -> None:
        """Say a warning once, and again only after it was over."""
        _ = self._context._
        found = power.warnings
        words = {
            PowerWarning.UNPLUGGED: _("The computer runs on its battery: plug it in before the room notices."),
            PowerWarning.LOW_BATTERY: _("The battery is nearly empty ({percent}%): plug the computer in now.",
                                        percent=power.percent),
        }  # fmt: skip
        fresh = [warning for warning in found if warning not in self._said]
        if fresh:
            self._context.tell(words[fresh[-1]], "danger" if fresh[-1] is PowerWarning.LOW_BATTERY else "warning")
        self._said = found
