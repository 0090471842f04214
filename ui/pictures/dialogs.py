"""Every dialog of the console, asked for by its action."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget

from labapp.model import agenda, people
from ui.console.import_dialog import ImportDialog
from ui.console.person_dialog import PersonDialog
from ui.console.report_dialog import ReportDialog
from ui.console.sectors_dialog import SectorsDialog
from ui.console.window import ConsoleWindow
from ui.new_dialog import NewDialog
from ui.pictures.camera import Camera

_ACTIONS = (
    "facts", "day", "edit_activity", "add_activity", "check_agenda", "history", "second_place", "contract",
    "sectors", "retention", "backups", "anonymise", "shortcuts", "palette", "room_check",
)  # fmt: skip
_LIST = (
    "Imię i nazwisko;Organizacja;Sektor;E-mail\nAnna Nowak;Fundacja Ład;Organizacje pozarządowe;a@example.org\n"
    "Jan Żak;Urząd Miasta;Samorząd;jan\n;Nikt;;\n"
)


def every(window: ConsoleWindow, camera: Camera) -> None:
    """The dialogs, each closed again without a change."""
    context = window.context
    window.resize(*camera.look.size)
    window.show()
    window.show_activity(next(item.id for item in agenda.activities(context.lab.read) if item.kind == "board"))
    for name in _ACTIONS:
        if name in window.actions_by_id:
            camera.asked(f"dialog-{name}", window.actions_by_id[name].trigger)
    person = people.participants(context.lab.read)[0].id
    listed = context.document.path.with_name("lista.csv")
    listed.write_text(_LIST, encoding="cp1250")
    for name, dialog in (
        ("person", PersonDialog(context, person, window)), ("sectors", SectorsDialog(context, window)),
        ("report", ReportDialog(context, window.shell.settings, window)),
        ("new", NewDialog(context._, "laboratorium", context._.language, context.document.path.parent, window)),
        ("import", ImportDialog(context, listed, window)),
    ):  # fmt: skip
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        camera.take(dialog, f"dialog-{name}", resize=False)
        if isinstance(dialog, ImportDialog):
            tabs = dialog.findChild(QTabWidget)
            assert isinstance(tabs, QTabWidget)
            for number in (number for number in range(1, tabs.count()) if tabs.isTabEnabled(number)):
                tabs.setCurrentIndex(number)
                camera.take(dialog, f"dialog-{name}-{number}", resize=False)
        dialog.close()
