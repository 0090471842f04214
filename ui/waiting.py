"""How the window waits for what takes its time: it goes on drawing, and says what it waits for when that is long."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QVBoxLayout, QWidget

from labapp import waiting
from labapp.wording.translate import N_, Translator
from ui.safety.frame import plain

_AT_ONCE = 0.1  # seconds in which most of it is over before anybody could notice
_SHOWN_AFTER = 400  # ms: what is over by then is not worth a dialog
_LOOK_MS = 20
_WORDS = {
    waiting.OPEN: N_("Opening the meeting. The place where its file lies takes its time…"),
    waiting.BACKUP: N_("Keeping a copy of the meeting as it is now…"),
    waiting.WRITE: N_("Writing the meeting to where it is kept. The place takes its time…"),
    waiting.SCRUB: N_("Clearing away what must leave no trace. A large meeting takes its time…"),
}


class Waiting:
    """A `labapp.waiting.Waiter`: the work is done in a thread, and nothing else is begun meanwhile."""

    def __init__(self, parent: Callable[[], QWidget | None], translate: Callable[[], Translator]) -> None:
        self._parent = parent
        self._translate = translate

    def __call__(self, what: str, work: Callable[[], None], give_up: Callable[[], None] | None) -> None:
        """Return when the work is over; raise what it raised."""
        failure: list[BaseException] = []

        def run() -> None:
            try:
                work()
            except BaseException as problem:  # noqa: BLE001 - raised again where it was asked for
                failure.append(problem)

        thread = threading.Thread(target=run, name="waited for")
        thread.start()
        thread.join(_AT_ONCE)
        try:
            if thread.is_alive():
                WaitingDialog(what, give_up, self._parent(), self._translate()).wait(thread)
        finally:
            thread.join()  # whatever became of the dialog: nobody goes on while the work does
        if failure:
            raise failure[0]


class WaitingDialog(QDialog):
    """Says what is waited for; where nobody has to wait, a button says so."""

    def __init__(
        self, what: str, give_up: Callable[[], None] | None, parent: QWidget | None, _: Translator
    ) -> None:
        super().__init__(parent)
        self._give_up = give_up
        self._loop = QEventLoop(self)
        self.setWindowTitle("labapp")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(420)
        layout = QVBoxLayout(self)
        layout.addWidget(plain(_(_WORDS[what])))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setAccessibleName(_(_WORDS[what]))
        layout.addWidget(bar)
        self.stop: QWidget | None = None
        if give_up is not None:
            buttons = QDialogButtonBox()
            button = buttons.addButton(_("Do not wait"), QDialogButtonBox.ButtonRole.RejectRole)
            button.setAutoDefault(False)
            button.clicked.connect(self.reject)
            layout.addWidget(buttons)
            self.stop = button

    def wait(self, thread: threading.Thread) -> None:
        """Let the program go on drawing until the work is over; nobody can begin anything else."""
        look = QTimer(self)
        look.setInterval(_LOOK_MS)
        look.timeout.connect(lambda: None if thread.is_alive() else self._loop.quit())
        look.start()
        QTimer.singleShot(_SHOWN_AFTER, self._loop, self._loop.quit)
        # What is pressed before there is a dialog to take it is kept for later.
        self._loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if thread.is_alive():
            self.show()
            self._loop.exec()
        look.stop()
        self._give_up = None  # whoever closes it now, with its window say, gives up nothing any more
        self.hide()
        self.deleteLater()

    def reject(self) -> None:
        """Wait no longer, where that can be; Esc and the frame's cross mean the same."""
        if self._give_up is not None:
            if self.stop is not None:
                self.stop.setEnabled(False)
            self._give_up()
