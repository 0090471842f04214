"""What the console's actions about keeping and removing do; dialogs are imported when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

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
            "backups": self.backups, "anonymise": self.anonymise, "retention": self.retention, "erase": self.erase,
        }  # fmt: skip

    def backups(self) -> None:
        """Show earlier states."""
        from ui.safety.backups_dialog import BackupsDialog

        BackupsDialog(self._context, self._window).exec()

    def anonymise(self) -> None:
        """Write an anonymous copy."""
        from ui.safety.anonymise_dialog import AnonymiseDialog

        AnonymiseDialog(self._context, self._window).exec()

    def retention(self) -> None:
        """Show how long personal data is kept."""
        from ui.safety.retention_dialog import RetentionDialog

        RetentionDialog(self._context, self._window).exec()

    def erase(self) -> None:
        """Remove the person chosen on the list of participants for good."""
        from ui.safety.erase_dialog import EraseDialog

        chosen = self._window.people.chosen()
        if len(chosen) == 1:
            EraseDialog(self._context, chosen[0], self._window).exec()
            return
        if not self._window.people.isVisible():
            self._window.show_people()
        self._context.tell(self._context._("Choose one person on the list of participants first."))
