"""The boxes that ask or warn, which nobody sees on a good day, and what is shown while something takes its time."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox

from labapp import waiting
from labapp.errors import UserError
from ui import crash, opening
from ui.console.between_dialog import BetweenDialog
from ui.console.choosing import Choosing
from ui.console.window import ConsoleWindow
from ui.leaving import LastCopy
from ui.pictures.camera import Camera
from ui.safety.elsewhere import ask_elsewhere
from ui.waiting import WaitingDialog


def every(window: ConsoleWindow, camera: Camera) -> None:
    """Each box over a console, answered with Escape."""
    window.resize(*camera.look.size)
    window.show()
    context, _ = window.context, window._
    path = context.document.path
    full = UserError("store.full", path=str(path))
    taken = UserError(
        "document.open-elsewhere", path=str(path), user="anna", host="LAPTOP-2", since="2026-11-30T08:42:00Z"
    )
    for name, gesture in (
        ("crash", lambda: crash.show(_(crash.WORDS), "/home/anna/labapp/20261130.txt", window, _)),
        ("error", lambda: window.shell.explain(full)),
        ("open-which", lambda: opening.choose_state(window, _)),
        ("open-elsewhere", lambda: opening.ask_taken(taken, window, _)),
        ("close-elsewhere", lambda: ask_elsewhere(context.document, full, window, _)),
        ("rehearsal-end", window.handlers.around.end_rehearsal),
    ):
        camera.asked(f"box-{name}", gesture)
    Choosing(window).ask()
    box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    camera.take(box, "box-changed-behind", resize=False)
    box.reject()
    for name, dialog in (
        ("between", BetweenDialog(context, _("Finish this point"), window)),
        ("waiting", WaitingDialog(waiting.OPEN, lambda: None, window, _)),
        ("last-copy", LastCopy(context.document, window, _)),
    ):
        camera.take(dialog, f"box-{name}", resize=False)
        dialog.hide()
        dialog.deleteLater()
