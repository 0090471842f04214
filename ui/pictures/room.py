"""Tables: dividing those present, who sits where, and what the room sees of it."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget

from labapp.model import agenda, people
from ui.console.tables_dialog import TablesDialog
from ui.console.window import ConsoleWindow
from ui.pictures.camera import Camera

_ROUNDS = 3  # as many as the dialog offers


def every(window: ConsoleWindow, camera: Camera) -> None:
    """The dialog of tables before and after dividing, and the seats before the room."""
    context = window.context
    board = next(item.id for item in agenda.activities(context.lab.read) if item.kind == "board")
    with context.lab.change("activity.start", undoable=False) as tx:
        for person in people.participants(tx):
            people.arrive(tx, person.id)
        agenda.start(tx, board)
    window.resize(*camera.look.size)
    window.show()
    window.show_activity(board)
    window.actions_by_id["tables"].trigger()
    dialog = window.findChild(TablesDialog)
    assert dialog is not None
    camera.take(dialog, "tables-before", resize=False)
    dialog.begin()
    camera.until(dialog.divide.isEnabled)
    tabs = dialog.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    for number, name in enumerate(("tables", "seats", "wishes")):
        tabs.setCurrentIndex(number)
        camera.take(dialog, f"tables-{name}", resize=False)
    window.actions_by_id["tables_stage"].trigger()
    camera.stage(window, "stage-tables")
    window.actions_by_id["tables_stage"].trigger()
    _course(window, camera)
    dialog.reject()


def _course(window: ConsoleWindow, camera: Camera) -> None:
    """The last round, then the first report."""
    for scene, steps in (("round", _ROUNDS), ("report", 1)):
        for _step in range(steps):
            window.actions_by_id["tables_next"].trigger()
        camera.take(window, f"tables-{scene}")
        camera.stage(window, f"stage-tables-{scene}")
