"""One participant as a form; contacts and needs never leave this computer's screen."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from labapp.changes import Change
from labapp.model import people
from labapp.model.people import Participant
from labapp.wording.translate import Translator
from ui import theme as t
from ui.console.form_dialog import FormDialog
from ui.console.people_page import role_names
from ui.context import Context
from ui.widgets.marks import sector_icon

_TEXTS = ("name", "code", "function", "email", "phone", "needs", "note")
_LETTERS = 16
_FIRST_COLUMN = 6  # rows: who somebody is; beside it how to reach them and what they need


def consent_names(_: Translator) -> dict[str, str]:
    """Return what people may agree to, by name."""
    return {"name": _("name in the report"), "photo": _("photographs"), "contact": _("contact to other participants")}


class PersonDialog(FormDialog):
    """For somebody new or already on the list."""

    def __init__(self, context: Context, person_id: str | None, parent: QWidget | None) -> None:
        _ = context._
        self._id = person_id
        known = people.participant(context.lab.read, person_id) if person_id else None
        title = _("Participant") if known else _("New participant")
        note = _("Contact, needs and notes are never shown to the room, nor in a public report.")
        super().__init__(context, title, _("Save") if known else _("Add"), parent, note)
        self._lines = {key: QLineEdit(getattr(known, key) if known else "") for key in _TEXTS}
        self._lines["name"].setMaxLength(max(people.NAME_LIMIT, len(self._lines["name"].text())))
        self._boxes(known)
        self._rows()
        self._lines["name"].textChanged.connect(self._check)
        self._lines["code"].textChanged.connect(self._check)
        self._check()

    def _boxes(self, known: Participant | None) -> None:
        _, read = self._, self.context.lab.read
        self._entity = QComboBox()
        self._entity.setEditable(True)
        self._entity.addItem("", None)
        for entity in people.entities(read):
            self._entity.addItem(entity.name, entity.id)
        self._sector = QComboBox()
        self._sector.addItem(_("no sector"), None)
        for sector in people.still(people.sectors(read, retired=True), known.sector if known else None):
            self._sector.addItem(sector_icon(sector.look, self.context.theme), sector.name, sector.id)
        self._role = QComboBox()
        for role, name in role_names(_).items():
            self._role.addItem(name, role)
        for combo in (self._entity, self._sector, self._role):  # a long name is no reason for a wide window
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(_LETTERS)
        self._consents = {key: QCheckBox(name) for key, name in consent_names(_).items()}
        if known is not None:
            self._entity.setCurrentIndex(max(0, self._entity.findData(known.entity)))
            self._sector.setCurrentIndex(max(0, self._sector.findData(known.sector)))
            self._role.setCurrentIndex(max(0, self._role.findData(known.role)))
            for key, box in self._consents.items():
                box.setChecked(known.consents.get(key, False))
        self._lines["code"].setPlaceholderText(people.next_code(read))
        self._lines["needs"].setPlaceholderText(_("diet, access, care"))
        self._lines["code"].setToolTip(_("The number on the badge; stands for the person in public"))

    def _rows(self) -> None:
        _ = self._
        consents = QWidget()
        column = QVBoxLayout(consents)
        column.setContentsMargins(0, 0, 0, 0)
        for box in self._consents.values():
            column.addWidget(box)
        beside = self._beside()
        for number, (label, field) in enumerate((
            (_("First and last name"), self._lines["name"]),
            (_("Code"), self._lines["code"]),
            (_("Organisation or unit"), self._entity),
            (_("Function"), self._lines["function"]),
            (_("Sector"), self._sector),
            (_("Role"), self._role),
            (_("E-mail"), self._lines["email"]),
            (_("Telephone"), self._lines["phone"]),
            (_.context("person", "Needs"), self._lines["needs"]),
            (_("Note"), self._lines["note"]),
        )):
            field.setAccessibleName(label)
            (self.form if number < _FIRST_COLUMN else beside).addRow(label, field)
        beside.addRow(_("Agrees to"), consents)

    def _beside(self) -> QFormLayout:
        """Return a second column: one would be higher than a laptop's screen."""
        self.inside.removeItem(self.form)
        columns, second = QHBoxLayout(), QFormLayout()
        columns.setSpacing(t.SPACE_XL)
        self.form.setParent(None)
        second.setSpacing(t.SPACE_S)
        second.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for form in (self.form, second):  # at larger text a long name goes above its field
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        columns.addLayout(self.form, 1)
        columns.addLayout(second, 1)
        self.inside.addLayout(columns)
        self.setMinimumWidth(1000)
        return second

    def _check(self) -> None:
        """A person needs a name or a code, and a code belongs to one person."""
        _ = self._
        code = self._lines["code"].text().strip()
        taken = any(
            person.code == code and person.id != self._id
            for person in people.participants(self.context.lab.read, retired=True)
        )
        problem = _("This code belongs to somebody else") if code and taken else ""
        if not self._lines["name"].text().strip() and not code:
            problem = _("A name or a code is needed")
        self._lines["code"].setProperty("problem", "true" if code and taken else "false")
        self.keep.setEnabled(not problem)
        self.keep.setToolTip(problem)

    def write(self, tx: Change) -> str:
        """Write what was typed; an organisation typed for the first time is added."""
        values: dict[str, Any] = {key: line.text().strip() for key, line in self._lines.items()}
        sector = self._sector.currentData()
        entity = people.entity_named(tx, self._entity.currentText(), sector)
        values |= {
            "entity": entity,
            "sector": sector,
            "role": self._role.currentData(),
            "consents": {key: True for key, box in self._consents.items() if box.isChecked()},
        }
        if self._id is None:
            return people.add_participant(tx, **values)
        if not values["code"]:
            del values["code"]
        people.edit_participant(tx, self._id, **values)
        return self._id
