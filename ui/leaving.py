"""Closing a meeting with a person at hand: another place where its own fails, and what is waited for at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QProgressBar, QVBoxLayout, QWidget

from labapp.errors import UserError
from labapp.wording.errors import error_sentence
from labapp.wording.translate import Translator
from ui.safety.frame import plain

if TYPE_CHECKING:
    from labapp.document import Document

_AT_ONCE = 0.5  # seconds in which a place that answers has the last copy
_LOOK_MS = 100


def may_close(document: Document, parent: QWidget | None, _: Translator) -> bool:
    """Offer another place when the file's own cannot be written to; False when the person stays."""
    status = document.status()
    if status.file.failure is None or status.choice:
        return True
    from ui.safety.elsewhere import ask_elsewhere

    return ask_elsewhere(document, status.file.failure, parent, _)


def close(document: Document, parent: QWidget | None, _: Translator) -> None:
    """Close it with its last copy; what stands in the way is said, and the working copy waits for next time."""
    given_up = False
    try:
        document.begin_close()
        if not document.ready_to_close(_AT_ONCE):
            given_up = LastCopy(document, parent, _).wait()
    finally:
        try:
            document.close()
        except UserError as problem:
            if not given_up:  # whoever did not want to wait has been told what that means
                QMessageBox.warning(parent, "labapp", error_sentence(problem, _))


class LastCopy(QDialog):
    """Says which place takes its time, and that nothing is lost by not waiting for it."""

    def __init__(self, document: Document, parent: QWidget | None, _: Translator) -> None:
        super().__init__(parent)
        self._document = document
        self._given_up = False
        self.setWindowTitle("labapp")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(420)
        layout = QVBoxLayout(self)
        layout.addWidget(plain(_("Writing the last copy to {path}…", path=document.path)))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setAccessibleName(_("Writing the last copy"))
        layout.addWidget(bar)
        layout.addWidget(plain(_("The copy on this computer is whole. Closed now, the meeting goes on from it when it "
                                 "is opened here again, and the file is written then.")))  # fmt: skip
        buttons = QDialogButtonBox()
        self.now = buttons.addButton(_("Close now"), QDialogButtonBox.ButtonRole.DestructiveRole)
        self.now.setAutoDefault(False)
        self.now.clicked.connect(self._give_up)
        layout.addWidget(buttons)
        self._loop = QEventLoop(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def wait(self) -> bool:
        """Wait with the person for the last copy; True when it was given up."""
        self.show()
        self._timer.start()
        self._loop.exec()
        self._timer.stop()
        self.hide()
        self.deleteLater()
        return self._given_up

    def reject(self) -> None:
        """Neither Esc nor the frame's cross means to go without the copy."""

    def _give_up(self) -> None:
        self._given_up = True
        self.now.setEnabled(False)
        self._document.give_up_places()

    def _look(self) -> None:
        try:
            ready = self._document.ready_to_close()
        except BaseException:  # a bug travels up from here; closing goes on
            self._loop.quit()
            raise
        if ready:
            self._loop.quit()
