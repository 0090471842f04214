"""Removing a person for good, at their own request: what goes, what stays, what is out of reach."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from labapp.erase import erase_person
from labapp.errors import UserError
from labapp.model import people
from labapp.wording.errors import error_sentence
from ui.context import Context
from ui.safety.frame import SafetyDialog, plain


class EraseDialog(SafetyDialog):
    """Erases one person; the button that does it is never the default one."""

    def __init__(self, context: Context, participant: str, parent: QWidget | None) -> None:
        _ = context._
        person = people.participant(context.lab.read, participant)
        super().__init__(
            _("Remove a person for good"),
            _("{name} ({code})", name=person.name or _("without a name"), code=person.code), _, parent,
        )  # fmt: skip
        self._context = context
        self._participant = participant
        self.body.addWidget(plain(_("Gone will be: the entry on the list with all contacts, presence and seats; the "
                                    "name wherever it stands in a text, an earlier one too as far as the history tells "
                                    "it; the details of the history; the earlier states kept on this computer."
                                    )))  # fmt: skip
        self.body.addWidget(plain(_("What the person said and voted stays, as by nobody in particular. Copies made "
                                    "elsewhere, printed pages and reports already written are out of reach."
                                    )))  # fmt: skip
        self.body.addWidget(plain(_("Earlier states of this meeting that another computer has kept go when the meeting "
                                    "is opened there again.")))  # fmt: skip
        self.body.addWidget(plain(_("This cannot be undone, and nothing done before it can be undone any more.")))
        self._erase = self.add_button(_("Remove for good"), QDialogButtonBox.ButtonRole.DestructiveRole, "danger")
        self.body.addStretch(1)
        self._erase.clicked.connect(self.erase)
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    def erase(self) -> None:
        """Do it and say what was done."""
        _ = self._
        try:
            done = erase_person(self._context.document, self._participant)
        except UserError as problem:
            self.say(error_sentence(problem, _), "danger")
            return
        self._erase.setEnabled(False)
        self.say(_("Done."), "good")
        self.list_lines([
            _.plural("{n} mention in texts replaced", "{n} mentions in texts replaced", done.mentions),
            _.plural("{n} detail of the history removed", "{n} details of the history removed", done.journal),
            _.plural("{n} earlier state removed", "{n} earlier states removed", done.backups),
        ])  # fmt: skip
