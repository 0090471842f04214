"""One point of the agenda as a form: kind, title, question, minutes, notes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from labapp.changes import Change
from labapp.kinds.registry import KINDS
from labapp.model import agenda
from labapp.model.agenda import Activity
from ui import theme as t
from ui.console.needs_row import NeedsRow
from ui.context import Context
from ui.widgets.scrolled import Scrolled, fit_screen
from ui.widgets.style import ease, px, text_scale

_MINUTES = 15


class ActivityDialog(QDialog):
    """For a new point or an existing one (its kind then stays what it is)."""

    def __init__(self, context: Context, activity_id: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._ = context._
        known = agenda.activity(context.lab.read, activity_id) if activity_id else None
        _ = self._
        self.setWindowTitle(_("Point of the agenda") if known else _("New point of the agenda"))
        self.setMinimumWidth(620)
        layout = QVBoxLayout(self)
        layout.setSpacing(t.SPACE_M)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(t.SPACE_S)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._needs = NeedsRow(context, known)
        self._fields(form, known)
        layout.addWidget(Scrolled(form), 1)
        self._buttons = QDialogButtonBox()
        keep = self._buttons.addButton(_("Save") if known else _("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setProperty("variant", "primary")
        keep.setDefault(True)
        self._keep = keep
        self._buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addWidget(self._buttons)
        self._title.textChanged.connect(self._check)
        self._check()
        self._title.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room the form wants, as far as the screen has it."""
        fit_screen(self)
        super().showEvent(event)

    def _fields(self, form: QFormLayout, known: Activity | None) -> None:
        _ = self._
        self._kind = QComboBox()
        for kind in KINDS.values():
            self._kind.addItem(_(kind.name), kind.id)
        if known is not None:
            if known.kind not in KINDS:
                self._kind.addItem(known.kind, known.kind)
            self._kind.setCurrentIndex(self._kind.findData(known.kind))
            self._kind.setEnabled(False)
        self._title = QLineEdit(known.title if known else "")
        self._title.setPlaceholderText(_("As in the programme, e.g. Ideas for 2027"))
        self._question = QLineEdit(known.question if known else "")
        self._question.setPlaceholderText(_("What the room is asked; shown large on the screen"))
        self._notes = QPlainTextEdit(known.notes if known else "")
        self._notes.setPlaceholderText(_("Only the moderator sees this: what to say, what to watch for."))
        self._notes.setTabChangesFocus(True)
        self._notes.setFixedHeight(px(120, text_scale()))
        for label, field in (
            (_("Kind"), self._kind),
            (_("Title"), self._title),
            (_("Question for the room"), self._question),
        ):
            form.addRow(label, field)
        form.addRow(_("Minutes"), self._minutes_row(known))
        form.addRow("", self._options_row(known))
        form.addRow("", self._skippable)
        form.addRow(_("Needs"), self._needs)
        form.addRow(_("Moderator's notes"), self._notes)

    def _minutes_row(self, known: Activity | None) -> QHBoxLayout:
        _ = self._
        self._minutes, self._minimum = QSpinBox(), QSpinBox()
        for box, value, name in (
            (self._minutes, known.minutes if known else _MINUTES, _("Planned minutes")),
            (self._minimum, known.minimum if known else 5, _("Minimum minutes")),
        ):
            ease(box)
            box.setRange(1, 600)
            box.setValue(value)
            box.setAccessibleName(name)
        row = QHBoxLayout()
        row.setSpacing(t.SPACE_S)
        row.addWidget(self._minutes)
        row.addWidget(QLabel(_("planned, at least")))
        row.addWidget(self._minimum)
        row.addStretch(1)
        return row

    def _options_row(self, known: Activity | None) -> QHBoxLayout:
        _ = self._
        self._skippable = QCheckBox(_("may be left out"))
        self._skippable.setChecked(bool(known and known.skippable))
        self._is_fixed = QCheckBox(_("starts exactly at"))
        self._fixed = QTimeEdit()
        self._fixed.setDisplayFormat("HH:mm")
        ease(self._fixed)
        self._fixed.setAccessibleName(_("starts exactly at"))
        fixed = known.fixed if known else ""
        self._is_fixed.setChecked(bool(fixed))
        self._fixed.setTime(QTime.fromString(fixed or "12:00", "HH:mm"))
        self._fixed.setEnabled(bool(fixed))
        self._is_fixed.toggled.connect(self._fixed.setEnabled)
        row = QHBoxLayout()
        row.setSpacing(t.SPACE_S)
        for widget in (self._is_fixed, self._fixed):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _check(self) -> None:
        self._keep.setEnabled(bool(self._title.text().strip()))
        self._keep.setToolTip("" if self._keep.isEnabled() else self._("A point needs a title"))

    def values(self) -> dict[str, Any]:
        """Return columns of the activity, with its kind."""
        minutes = self._minutes.value()
        return {
            "kind": self._kind.currentData(Qt.ItemDataRole.UserRole),
            "title": self._title.text().strip(),
            "question": self._question.text().strip(),
            "notes": self._notes.toPlainText().strip(),
            "minutes": minutes,
            "minimum": min(minutes, self._minimum.value()),
            "fixed": self._fixed.time().toString("HH:mm") if self._is_fixed.isChecked() else "",
            "skippable": int(self._skippable.isChecked()),
            **self._needs.values(),
        }

    def set_up(self, tx: Change, activity_id: str) -> None:
        """Let the kind furnish the new point as it would one without a template."""
        kind = KINDS[str(self._kind.currentData(Qt.ItemDataRole.UserRole))]
        kind.set_up(tx, activity_id, {})
