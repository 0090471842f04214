"""The dialogs about keeping and removing: another state of the meeting, one person's data, a damaged file."""

from __future__ import annotations

import shutil

from PySide6.QtWidgets import QDialog

from labapp.document import open_document
from labapp.errors import UserError
from labapp.model import agenda, ideas, people
from ui.console.window import ConsoleWindow
from ui.pictures.camera import Camera
from ui.safety.compare_dialog import CompareDialog
from ui.safety.erase_dialog import EraseDialog
from ui.safety.salvage_dialog import SalvageDialog


def every(window: ConsoleWindow, camera: Camera) -> None:
    """Each dialog as it stands once it has something to say."""
    context = window.context
    person = people.participants(context.lab.read)[0].id
    _take(camera, "erase", EraseDialog(context, person, window))
    other = context.document.path.with_name(f"{camera.look.name} other.lab")
    context.document.snapshot(now=True)
    shutil.copyfile(context.document.path, other)
    elsewhere = open_document(other)
    board = next(item for item in agenda.activities(context.lab.read) if item.kind == "board")
    with elsewhere.lab.change("idea.add") as tx:
        ideas.add(tx, board.id, board.question)
    elsewhere.close()
    compare = CompareDialog(context, other, window)
    camera.until(lambda: compare.comparison is not None)
    _take(camera, "compare", compare)
    _take(camera, "salvage", SalvageDialog(other, UserError("store.damaged", path=str(other)), context._, window))


def _take(camera: Camera, name: str, dialog: QDialog) -> None:
    camera.take(dialog, f"dialog-{name}", resize=False)
    dialog.reject()
    dialog.deleteLater()
