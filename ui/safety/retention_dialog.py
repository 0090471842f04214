"""How long personal data is kept, and the button that removes what is due; `remind` says so on opening."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QDateEdit, QDialogButtonBox, QFormLayout, QWidget

from labapp import retention
from labapp.errors import UserError
from labapp.model import facts
from labapp.retention import CONTACTS, NEEDS, Category
from labapp.wording import dates
from labapp.wording.errors import error_sentence
from labapp.wording.translate import N_, Translator
from ui.context import Context
from ui.safety.frame import SafetyDialog
from ui.widgets.calendar import open_calendar
from ui.widgets.day_format import day_format
from ui.widgets.style import ease

_NAMES = {NEEDS: N_("needs and diets"), CONTACTS: N_("e-mail addresses and telephones")}


def today(context: Context) -> date:
    """Return the laboratory's date."""
    return context.lab.clock().astimezone(facts.facts(context.lab.read).timezone).date()


def remind(context: Context) -> str:
    """Return the reminder for the line of messages; empty while nothing is due."""
    _ = context._
    if context.document.mode == "read":
        return ""
    names = [_(_NAMES[item.name]) for item in retention.due(context.lab.read, today(context))]
    if not names:
        return ""
    return _("Personal data is still here that should be gone by now: {names}. See Meeting → Personal data.",
             names=", ".join(names))  # fmt: skip


class RetentionDialog(SafetyDialog):
    """One box for each kind of data, ticked where it is due; the date until which contacts are needed."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        _ = context._
        super().__init__(
            _("Personal data"),
            _("Needs and diets are kept until the event is over, contacts until the day below, results for good. "
              "Removing cannot be undone; the earlier states kept on this computer go too."), _, parent,
        )  # fmt: skip
        self._context = context
        self._until = QDateEdit()
        open_calendar(self._until)
        ease(self._until)
        self._until.setDisplayFormat(day_format(_))
        form = QFormLayout()
        form.addRow(_("Contacts are needed until"), self._until)
        self.body.addLayout(form)
        self.boxes = {name: QCheckBox() for name in _NAMES}
        for box in self.boxes.values():
            self.body.addWidget(box)
            box.toggled.connect(lambda _on: self._enable())
        destructive = QDialogButtonBox.ButtonRole.DestructiveRole
        self._remove = self.add_button(_("Remove what is ticked"), destructive, "danger")
        self.body.addStretch(1)
        self._remove.clicked.connect(self.remove)
        self.close_button.setDefault(True)
        self.close_button.setFocus()
        self.refresh()
        self._until.dateChanged.connect(lambda day: self.set_until(date(day.year(), day.month(), day.day())))

    def refresh(self) -> None:
        """Show what is kept and until when."""
        read = self._context.lab.read
        until = retention.contacts_until(read) or today(self._context)
        self._until.blockSignals(True)
        self._until.setDate(QDate(until.year, until.month, until.day))
        self._until.blockSignals(False)
        for item in retention.categories(read, today(self._context)):
            box = self.boxes[item.name]
            box.setText(_words(item, self._))
            box.setEnabled(bool(item.people))
            box.setChecked(item.due)
        self._enable()

    def set_until(self, day: date) -> None:
        """State until when contacts are needed."""
        self._context.run("facts.edit", lambda tx: retention.state_contacts_until(tx, day))
        self.refresh()

    def remove(self) -> None:
        """Remove what is ticked and say of how many people."""
        _ = self._
        names = [name for name, box in self.boxes.items() if box.isChecked()]
        try:
            people = retention.clear(self._context.document, *names)
        except UserError as problem:
            self.say(error_sentence(problem, _), "danger")
            return
        self.refresh()
        said = _.plural("Removed from the data of {n} person.", "Removed from the data of {n} people.", people)
        self.say(said, "good")

    def _enable(self) -> None:
        self._remove.setEnabled(any(box.isChecked() for box in self.boxes.values()))


def _words(item: Category, _: Translator) -> str:
    count = _.plural("{n} person", "{n} people", item.people)
    if item.until is None:
        return _("{what}: {count}; the agenda has no date yet", what=_(_NAMES[item.name]), count=count)
    until = dates.day(item.until, _)
    return _("{what}: {count}; until {day}", what=_(_NAMES[item.name]), count=count, day=until)
