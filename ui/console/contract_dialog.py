"""The group's contract (kontrakt): written once, one point a line, and shown to the room again by one key."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from labapp.model import facts
from ui.console.form_dialog import FormDialog
from ui.context import Context


class ContractDialog(FormDialog):
    """Save keeps it; it goes into the report too."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        _ = context._
        note = _("What the group agrees on for the day, in its own words, one point a line. F10 shows it to the room "
                 "and takes it away again.")  # fmt: skip
        super().__init__(context, _("The group's contract"), _("Save"), parent, note)
        self.setMinimumWidth(560)
        self.points = QPlainTextEdit(str(facts.get(context.lab.read, "contract")))
        self.points.setTabChangesFocus(True)
        self.points.setMinimumHeight(200)
        self.points.setPlaceholderText(_("We speak one at a time\nEvery idea is written down\nWe end on time"))
        self.points.setAccessibleName(_("The group's contract"))
        self.form.addRow(self.points)
        self.accepted.connect(self._keep)

    def _keep(self) -> None:
        text = "\n".join(line.strip() for line in self.points.toPlainText().splitlines() if line.strip())
        if text != facts.get(self.context.lab.read, "contract"):
            self.context.run("contract.edit", lambda tx: facts.put(tx, "contract", text))
