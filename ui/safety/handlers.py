"""What the console's actions about keeping and removing do; dialogs are imported when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ui.widgets.asking import ask

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


class SafetyHandlers:
    """One method an action."""

    def __init__(self, window: ConsoleWindow) -> None:
        self._window = window
        self._context = window.context

    def table(self) -> dict[str, Callable[[], object]]:
        """Return the handler of every row of `ACTIONS` that is ours."""
        return {
            "backups": self.backups, "compare": self.ask_compare, "anonymise": self.anonymise,
            "retention": self.retention, "erase": self.erase,
        }  # fmt: skip

    def backups(self) -> None:
        """Show earlier states."""
        from ui.safety.backups_dialog import BackupsDialog

        ask(BackupsDialog(self._context, self._window))

    def ask_compare(self) -> None:
        """Ask for another state of this meeting and hold both against each other."""
        _ = self._context._
        folder = str(self._context.document.path.parent)
        name = QFileDialog.getOpenFileName(
            self._window, _("Another state of this meeting"), folder, _("Meetings (*.lab)")
        )[0]
        if name:
            self.compare(Path(name))

    def compare(self, path: Path) -> bool:
        """Hold another state against this one; True when they were joined."""
        from ui.safety.compare_dialog import CompareDialog

        if self._context.readonly:
            self._context.refuse()
            return False
        dialog = CompareDialog(self._context, path, self._window)
        ask(dialog)
        return dialog.joined is not None

    def look_around(self) -> None:
        """Say when a synchronised folder has laid other states beside the file, and offer to compare them."""
        from ui.safety.copies import look_around

        look_around(self._context, self._window.banner, self.compare)

    def anonymise(self) -> None:
        """Write an anonymous copy."""
        from ui.safety.anonymise_dialog import AnonymiseDialog

        ask(AnonymiseDialog(self._context, self._window))

    def retention(self) -> None:
        """Show how long personal data is kept."""
        from ui.safety.retention_dialog import RetentionDialog

        ask(RetentionDialog(self._context, self._window))

    def erase(self) -> None:
        """Remove the person chosen on the list of participants for good."""
        from ui.safety.erase_dialog import EraseDialog

        chosen = self._window.people.chosen()
        if len(chosen) == 1:
            ask(EraseDialog(self._context, chosen[0], self._window))
            return
        if not self._window.people.isVisible():
            self._window.show_people()
        self._context.tell(self._context._("Choose one person on the list of participants first."))
