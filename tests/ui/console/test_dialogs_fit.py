"""Every dialog of the console fits a laptop's screen of 1093×614 at every size of text, its buttons in sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QPushButton

from labapp.model import agenda, people
from ui.console.tables_dialog import TablesDialog

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow
    from ui.shell import Shell

WIDTH, HEIGHT = 1093, 614 - 32  # less a title bar
ACTIONS = (
    "facts", "second_place", "report", "history", "contract", "add_activity", "edit_activity", "day", "check_agenda",
    "tables", "room_check", "shortcuts", "palette", "add_person", "sectors", "retention", "backups", "between",
)  # fmt: skip


@pytest.mark.parametrize("scale", [100, 130, 150])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_dialog_fits_the_smallest_screen(
    shell: Shell, opened: Callable[[str], ConsoleWindow], monkeypatch: pytest.MonkeyPatch, scale: int, language: str
) -> None:
    problems: list[str] = []
    seen: set[str] = set()

    def look(dialog: QDialog) -> int:
        dialog.show()
        QApplication.processEvents()
        name = type(dialog).__name__
        seen.add(name)
        least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
        if least.width() > WIDTH or least.height() > HEIGHT:
            problems.append(f"{name}: {least.width()}×{least.height()}")
        dialog.resize(min(dialog.width(), WIDTH), min(dialog.height(), HEIGHT))
        QApplication.processEvents()
        for button in dialog.findChildren(QPushButton) + dialog.findChildren(QCheckBox):
            if button.isVisible() and button.width() < button.minimumSizeHint().width():
                problems.append(f"{name}: {button.text()!r} is cut")
        dialog.reject()
        return 0

    monkeypatch.setattr(QDialog, "exec", look)
    shell.settings.put("scale", scale)
    shell.settings.put("language", language)
    shell.dress.put_on()
    console = opened("laboratorium")
    with console.context.lab.change("person.add") as tx:
        for number in range(6):
            people.arrive(tx, people.add_participant(tx, name=f"Osoba {number}"))
    console.resize(1093, 614)
    board = next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == "board")
    console.show_activity(board)
    console.middle.page.edit_settings()
    for name in ACTIONS:
        if name in console.actions_by_id:
            console.actions_by_id[name].trigger()
    look(console.findChild(TablesDialog))  # it stands beside the work
    shell.settings.put("scale", 100)
    shell.dress.put_on()
    assert problems == []
    assert {"SettingsDialog", "RoomCheck", "FactsDialog", "ActivityDialog", "TablesDialog"} <= seen
