"""One action in full: what, who and by which mandate, by when, with what, how success is seen."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from labapp.kinds.plan.actions import MANDATES, STATUSES, Action
from labapp.kinds.plan.section import status_word
from labapp.model.people import Entity, Participant
from labapp.wording.translate import Translator
from ui.kinds.plan.due_edit import DueEdit
from ui.widgets.calendar import open_calendar
from ui.widgets.day_format import day_format


class ActionDialog(QDialog):
    """Edits one action; `values` are the columns to keep."""

    def __init__(
        self, action: Action, people: list[Participant], entities: list[Entity], today: date, _: Translator,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._ = _
        self.setWindowTitle(_("Action"))
        self.setMinimumWidth(560)
        self.what = QPlainTextEdit(action.what)
        self.what.setTabChangesFocus(True)
        self.what.setMaximumHeight(80)
        self.what.setAccessibleName(_("What"))
        self.who = self._owners(action, people, entities)
        self.mandate = _choice([(code, _mandate_word(code, _)) for code in MANDATES], action.mandate)
        self.confirms = QLineEdit(action.mandate_by)
        self.until = _until(action.mandate_until, today, _)
        self.due = DueEdit(action.due_kind, action.due, today, _)
        self.partners = QLineEdit(action.partners)
        self.resources = QLineEdit(action.resources)
        self.measure = QLineEdit(action.measure)
        self.status = _choice([(code, status_word(code, _)) for code in STATUSES], action.status)
        self._before = action
        self._owner = self._chosen_owner()
        self._build()

    def values(self) -> dict[str, Any]:
        """Return the columns as entered."""
        kind, due = self.due.value()
        pending = self.mandate.currentData() == "pending"
        return {
            "what": self.what.toPlainText(), **self._chosen_owner(), "mandate": self.mandate.currentData(),
            "mandate_by": self.confirms.text().strip(),
            "mandate_until": self.until.date().toString("yyyy-MM-dd") if pending else "",
            "due_kind": kind, "due": due, "partners": self.partners.text().strip(),
            "resources": self.resources.text().strip(), "measure": self.measure.text().strip(),
            "status": self.status.currentData(),
        }  # fmt: skip

    def _build(self) -> None:
        _ = self._
        mandate = QHBoxLayout()
        mandate.addWidget(self.mandate)
        mandate.addWidget(self.confirms, 1)
        mandate.addWidget(self.until)
        form = QFormLayout()
        form.addRow(_("What"), self.what)
        form.addRow(_("Who"), self.who)
        form.addRow(_("Agreement of the owner"), mandate)
        form.addRow(_("With whom"), self.partners)
        form.addRow(_("By when"), self.due)
        form.addRow(_("Resources"), self.resources)
        form.addRow(_("Measure of success"), self.measure)
        form.addRow(_("Status"), self.status)
        hint = QLabel(_("Only an owner who accepted in the room is shown as responsible."))
        hint.setProperty("role", "secondary")
        buttons = QDialogButtonBox()
        ok = buttons.addButton(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        ok.setProperty("variant", "primary")
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(hint)
        layout.addWidget(buttons)
        self.what.textChanged.connect(lambda: ok.setEnabled(bool(self.what.toPlainText().strip())))
        self.mandate.currentIndexChanged.connect(self._mandate_changed)
        if self._before.has_owner:
            self.who.editTextChanged.connect(self._owner_changed)
            self.who.currentIndexChanged.connect(self._owner_changed)  # of two of one name the text stays as it is
        self._mandate_changed()

    def _owner_changed(self) -> None:
        """What one owner has said binds no other: agreed is again what is chosen after this."""
        same = self._chosen_owner() == self._owner
        self.mandate.setCurrentIndex(self.mandate.findData(self._before.mandate if same else MANDATES[0]))
        self.confirms.setText(self._before.mandate_by if same else "")

    def _mandate_changed(self) -> None:
        _ = self._
        code = self.mandate.currentData()
        self.confirms.setVisible(code != "proposed")
        self.until.setVisible(code == "pending")
        self.confirms.setPlaceholderText(_("accepted in the room by…") if code == "accepted" else _("who confirms…"))

    def _owners(self, action: Action, people: list[Participant], entities: list[Entity]) -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setAccessibleName(self._("Who"))
        if edit := box.lineEdit():
            edit.setPlaceholderText(self._("somebody or an organisation from the list, or any words"))
        box.addItem("", ("", ""))
        for person in people:
            box.addItem(f"{person.name or person.code} ({person.code})", ("person", person.id))
        for entity in entities:
            box.addItem(entity.name, ("entity", entity.id))
        completer = box.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        kept = ("person", action.person) if action.person else ("entity", action.entity) if action.entity else None
        index = next((i for i in range(box.count()) if box.itemData(i) == kept), 0) if kept else 0
        box.setCurrentIndex(index)
        if action.who:
            box.setEditText(action.who)
        return box

    def _chosen_owner(self) -> dict[str, str | None]:
        text, index = self.who.currentText().strip(), self.who.currentIndex()
        if self.who.itemText(index).strip() != text:  # of two of one name it is the one that was chosen
            index = self.who.findText(text)
        kind, owner = self.who.itemData(index) if index >= 0 else ("", "")
        return {
            "person": owner if kind == "person" else None,
            "entity": owner if kind == "entity" else None,
            "who": "" if kind else text,
        }


def _choice(items: list[tuple[str, str]], current: str) -> QComboBox:
    box = QComboBox()
    for code, name in items:
        box.addItem(name, code)
    box.setCurrentIndex(max(0, box.findData(current)))
    return box


def _until(kept: str, today: date, _: Translator) -> QDateEdit:
    shown = QDate.fromString(kept, "yyyy-MM-dd") if kept else QDate(today.year, today.month, today.day).addDays(14)
    edit = QDateEdit(shown)
    open_calendar(edit)
    edit.setDisplayFormat(day_format(_))
    edit.setAccessibleName(_("To be confirmed until"))
    return edit


def _mandate_word(code: str, _: Translator) -> str:
    return {
        "proposed": _("proposed"), "accepted": _("accepted in the room"), "pending": _("to be confirmed"),
    }[code]  # fmt: skip
